using System.Text;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Harness.Tests.Cli;
using ConformanceLab.Harness.Tests.Docs;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Harness.Workers;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Workers;

/// <summary>What harness/PROTOCOL.md says is so.</summary>
public sealed class ProtocolDocumentTests
{
    private static readonly string s_document = Documents.Read("harness/PROTOCOL.md");

    [Test]
    public void The_conversation_is_of_the_protocol()
    {
        var lines = Documents.Blocks(s_document, "text").Single().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(13));
        Assert.That(Hello.Read(Bytes(lines[0])).Name, Is.EqualTo("my engine"));
        foreach (var line in lines.Skip(1))
        {
            var written = new LineWriter();
            if (line[0] == '>')
            {
                RequestLine.Read(Bytes(line)).Write(written);
            }
            else
            {
                AnswerLine.Read(Bytes(line)).Write(written);
            }

            Assert.That(Encoding.UTF8.GetString(written.Written.Span), Is.EqualTo(line[2..] + "\n"));
        }

        static byte[] Bytes(string line) => Encoding.UTF8.GetBytes(line[2..]);
    }

    [Test]
    public void Every_request_outcome_and_kind_of_value_is_named()
    {
        var words = Documents.Table(s_document, "request").Select(row => row[0].Trim('`').Split(' ')[0]).ToList();
        Assert.That(
            words, Is.EqualTo(new[] { "open", "compile", "instantiate", "register", "invoke", "get", "run", "thread", "wait", "end" }));
        var outcomes = Documents.Table(s_document, "outcome").SelectMany(row => row[0].Split(' ')).Select(word => word.Trim('`'));
        Assert.That(
            outcomes,
            Is.EquivalentTo(Enum.GetValues<OutcomeKind>().Select(kind => Encoding.ASCII.GetString(OutcomeNames.Of(kind)))));
        foreach (var kind in Enum.GetValues<ScriptValueKind>())
        {
            Assert.That(s_document, Does.Contain($"`{Encoding.ASCII.GetString(ValueNames.Of(kind))}`"));
        }
    }

    [Test]
    public void Numbers_that_are_named_are_the_defaults()
    {
        var options = new WorkerOptions { Program = "x" };
        Assert.That(options.Grace, Is.EqualTo(TimeSpan.FromSeconds(2)));
        Assert.That(s_document, Does.Contain($"After {options.MaximumLosses} breakdowns"));
        Assert.That(s_document, Does.Contain($"hello {Hello.ProtocolVersion} NAME"));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    public void The_engine_of_ten_lines_works()
    {
        using var folder = new TestFolder();
        var program = folder.Write("engine.sh", Documents.Blocks(s_document, "sh").Single());
        using var pool = new WorkerPool(new WorkerOptions { Program = "sh", Arguments = [program] });
        var collector = new Collector();
        new ConformanceRunner(new FakeEngine(), new RunOptions { Jobs = 1 }, new IsolatedScriptRunner(pool, ExecutionOptions.Default)).Run(
            new RunPlan([Run.Job("""
                (module (func (export "f")))
                (assert_return (invoke "f") (i32.const 1))
                (assert_return (invoke "f") (i32.const 2))
                (get "g")
                """)]),
            [collector]);
        Assert.That(
            collector.Results.Select(result => result.Verdict),
            Is.EqualTo(new[] { Verdict.Pass, Verdict.Pass, Verdict.Fail, Verdict.Fail }));
        Assert.That(collector.Results[3].Message, Does.Contain("there are no globals"));
    }
}

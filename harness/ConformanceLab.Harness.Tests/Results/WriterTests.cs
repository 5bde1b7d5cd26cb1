using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Results;
using ConformanceLab.Harness.Tests.Fakes;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Results;

public sealed class WriterTests
{
    private const string Script =
        "(module)\n(assert_return (invoke \"echo\" (i32.const 1)) (i32.const 2))\n(invoke \"crash\")\n(component)\n(invoke "
            + "\"hang\")\n(assert_trap (invoke \"trap:\\u{1}\\u{1F600}\") \"other\")";

    private static RunSummary Write(params IRunObserver[] observers)
    {
        var options = new RunOptions { Jobs = 1, Execution = ExecutionOptions.Default with { TimeLimit = TimeSpan.FromMilliseconds(100) } };
        return new ConformanceRunner(new FakeEngine(), options).Run(
            new RunPlan([Run.Job(Script), Run.Job("(module)", "b.wast")]), observers);
    }

    [Test]
    public void Ndjson_has_a_line_for_each_event_and_reads_back()
    {
        var stream = new MemoryStream();
        var recorder = new Recorder();
        Write(new NdjsonWriter(stream), recorder);
        stream.Position = 0;
        var read = NdjsonReader.Read(stream).ToList();
        Assert.That(read.Select(Flat), Is.EqualTo(recorder.Seen.Select(e => Flat(ResultRecord.From(e)))));
        Assert.That(
            read.Select(record => record.Event).Distinct(),
            Is.EquivalentTo(new[] { "run-started", "file-started", "command", "file-finished", "run-finished" }));
        static string Flat(ResultRecord record) => JsonSerializer.Serialize(record);
    }

    [Test]
    public void Ndjson_commands_have_the_documented_members()
    {
        var stream = new MemoryStream();
        Write(new NdjsonWriter(stream));
        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var failure = JsonDocument.Parse(lines.Single(line => line.Contains("\"verdict\":\"fail\"") && line.Contains("\"line\":2,")));
        Assert.That(failure.RootElement.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[]
        {
            "event", "suite", "file", "tier", "id", "index", "line", "command", "verdict", "message", "expected", "actual", "milliseconds",
        }));
        using var last = JsonDocument.Parse(lines[^1]);
        Assert.That(
            last.RootElement.GetProperty("verdicts").EnumerateObject().Sum(v => v.Value.GetInt32()),
            Is.EqualTo(last.RootElement.GetProperty("planned").GetInt32()));
        Assert.That(last.RootElement.GetProperty("balanced").GetBoolean(), Is.True);
    }

    [Test]
    public void Broken_ndjson_names_the_line() =>
        Assert.That(
            () => NdjsonReader.Read(new MemoryStream("{\"event\":\"x\"}\n{nonsense\n"u8.ToArray())).ToList(),
            Throws.InstanceOf<FormatException>().With.Message.StartsWith("line 2"));

    [Test]
    public void Junit_counts_what_it_lists()
    {
        var stream = new MemoryStream();
        Write(new JUnitWriter(stream));
        stream.Position = 0;
        var root = XDocument.Load(stream).Root!;
        Assert.Multiple(() =>
        {
            Assert.That(root.Name.LocalName, Is.EqualTo("testsuites"));
            foreach (var suite in root.Elements("testsuite").Append(root))
            {
                var cases = suite.Descendants("testcase").ToList();
                Assert.That((int)suite.Attribute("tests")!, Is.EqualTo(cases.Count));
                Assert.That((int)suite.Attribute("failures")!, Is.EqualTo(cases.Count(c => c.Element("failure") is not null)));
                Assert.That((int)suite.Attribute("errors")!, Is.EqualTo(cases.Count(c => c.Element("error") is not null)));
                Assert.That((int)suite.Attribute("skipped")!, Is.EqualTo(cases.Count(c => c.Element("skipped") is not null)));
            }

            Assert.That((string)root.Attribute("tests")!, Is.EqualTo("7"));
            Assert.That(root.Descendants("failure").Count(), Is.EqualTo(2));
            Assert.That(root.Descendants("error").Select(e => (string)e.Attribute("type")!), Is.EqualTo(new[] { "crash", "timeout" }));
            Assert.That(
                root.Descendants("testcase").Select(c => (string)c.Attribute("classname")! + (string)c.Attribute("name")!), Is.Unique);
            Assert.That((string)root.Descendants("failure").Last().Attribute("message")!, Does.Contain("\\u{1}\U0001F600"));
        });
    }

    [Test]
    public void The_wast_report_adds_up()
    {
        var aggregator = new RunAggregator();
        Write(aggregator);
        var report = WastReport.From(aggregator, new Dictionary<string, long> { ["interpreter"] = 3 });
        Assert.Multiple(() =>
        {
            Assert.That((report.Files, report.Commands), Is.EqualTo((2, 7)));
            Assert.That((report.Passed, report.Failed, report.Unsupported, report.Crashed), Is.EqualTo((2, 2, 1, 2)));
            Assert.That(report.Passed + report.Failed + report.Unsupported + report.Crashed, Is.EqualTo(report.Commands));
            Assert.That(report.Failures.Select(failure => (failure.File, failure.Line, failure.Command)), Is.EqualTo(new[]
        {
            ("a.wast", 2, "assert_return"), ("a.wast", 3, "invoke"), ("a.wast", 5, "invoke"), ("a.wast", 6, "assert_trap"),
        }));
        });
        using var json = JsonDocument.Parse(report.ToJson());
        Assert.That(
            json.RootElement.EnumerateObject().Select(member => member.Name),
            Is.EqualTo(new[] { "files", "commands", "passed", "failed", "unsupported", "crashed", "failures", "functions" }));
        Assert.That(
            json.RootElement.GetProperty("failures")[0].EnumerateObject().Select(member => member.Name),
            Is.EqualTo(new[] { "file", "line", "command", "message" }));
        Assert.That(WastReport.FromJson(report.ToJson()).ToJson(), Is.EqualTo(report.ToJson()));
    }

    private sealed class Recorder : IRunObserver
    {
        public List<RunEvent> Seen { get; } = [];

        public void OnEvent(RunEvent happened) => Seen.Add(happened);
    }
}

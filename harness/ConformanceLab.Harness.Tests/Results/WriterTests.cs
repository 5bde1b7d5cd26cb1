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

    // Records of a run of two scripts: all verdicts but those that expectations make.
    private static ResultSet Write(params IResultSink[] sinks)
    {
        var options = new RunOptions { Jobs = 1, Execution = ExecutionOptions.Default with { TimeLimit = TimeSpan.FromMilliseconds(500) } };
        return Run.Record(new RunPlan([Run.Job(Script), Run.Job("(module)", "b.wast")]), options, sinks);
    }

    private static XElement WriteXml(Action<Stream, ResultSet> write)
    {
        var stream = new MemoryStream();
        write(stream, Write());
        stream.Position = 0;
        return XDocument.Load(stream).Root!;
    }

    [Test]
    public void Ndjson_has_a_line_for_each_event_and_reads_back()
    {
        var stream = new MemoryStream();
        var recorder = new Recorder();
        Write(new NdjsonWriter(stream), recorder);
        stream.Position = 0;
        var read = NdjsonReader.Read(stream).ToList();
        Assert.That(read.Select(Flat), Is.EqualTo(recorder.Seen.Select(Flat)));
        Assert.That(
            read.Select(record => record.Event).Distinct(),
            Is.EquivalentTo(new[] { "run-started", "file-started", "command", "file-finished", "run-finished" }));
        static string Flat(ResultRecord record) => JsonSerializer.Serialize(record);
    }

    [Test]
    public void Records_know_when_and_how_long_unless_times_are_left_out()
    {
        var (timed, timeless) = (new Recorder(), new Recorder());
        var plan = new RunPlan([Run.Job("(module)")]);
        new ConformanceRunner(new FakeEngine(), new RunOptions()).Run(
            plan, [new ResultRecorder([timed], TimeProvider.System), new ResultRecorder([timeless], null)]);
        Assert.Multiple(() =>
        {
            Assert.That(timed.Seen[0].Started, Does.Match("^20..-..-..T..:..:..\\....Z$"));
            Assert.That(timed.Seen.Where(record => record.Milliseconds is not null).Select(record => record.Event), Is.EqualTo(new[]
            {
                "command", "file-finished", "run-finished",
            }));
            Assert.That(timeless.Seen, Has.Count.EqualTo(5));
            Assert.That(timeless.Seen.Where(record => (record.Started ?? (object?)record.Milliseconds) is not null), Is.Empty);
        });
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
            "event", "suite", "file", "tier", "id", "index", "line", "command", "verdict", "message", "expected", "actual", "excerpt",
            "milliseconds",
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
    public void Ndjson_that_breaks_off_is_read_up_to_there_by_those_who_ask()
    {
        var warnings = new List<string>();
        var bytes = "{\"event\":\"x\"}\n{\"event\":\"y\",\"fi"u8.ToArray();
        Assert.That(
            NdjsonReader.Read(new MemoryStream(bytes), warnings.Add).Select(record => record.Event), Is.EqualTo(new[] { "x" }));
        Assert.That(warnings, Is.EqualTo(new[] { "line 2 breaks off" }));
        Assert.That(() => NdjsonReader.Read(new MemoryStream(bytes)).ToList(), Throws.InstanceOf<FormatException>());
    }

    [Test]
    public void Ndjson_that_is_wrong_in_a_line_that_ends_does_not_break_off() =>
        Assert.That(
            () => NdjsonReader.Read(new MemoryStream("{\"event\":\"y\",\"fi\n"u8.ToArray()), _ => { }).ToList(),
            Throws.InstanceOf<FormatException>().With.Message.StartsWith("line 1"));

    [TestCase("{\"event\":\"command\",\"suite\":\"s\",\"file\":\"f\",\"tier\":\"t\"}", "command must have")]
    [TestCase("{\"event\":\"run-finished\",\"planned\":1,\"verdicts\":{\"fine\":1}}", "no such verdict: fine")]
    [TestCase("{\"event\":\"file-started\",\"suite\":\"s\",\"file\":\"f\",\"tier\":\"t\"}", "file-started must have")]
    [TestCase("{\"event\":\"run-started\"}", "run-started must have")]
    [TestCase("{\"event\":\"run-started\",\"engine\":\"e\",\"engineVersion\":\"1\",\"planned\":-1}", "run-started must have")]
    [TestCase("{\"event\":\"run-started\",\"engine\":\"e\",\"engineVersion\":\"1\",\"planned\":1,\"shard\":\"3/2\"}", "not a shard")]
    public void Ndjson_that_lacks_what_results_need_is_an_error(string line, string message) =>
        Assert.That(
            () => NdjsonReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(line + "\n"))).ToList(),
            Throws.InstanceOf<FormatException>().With.Message.Contains(message));

    [Test]
    public void Junit_counts_what_it_lists()
    {
        var root = WriteXml(JUnitReport.Write);
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
    public void Trx_has_a_definition_and_an_entry_for_each_result_and_counters_that_add_up()
    {
        XNamespace ns = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
        var root = WriteXml(TrxReport.Write);
        var results = root.Element(ns + "Results")!.Elements(ns + "UnitTestResult").ToList();
        var definitions = root.Element(ns + "TestDefinitions")!.Elements(ns + "UnitTest").ToList();
        var entries = root.Element(ns + "TestEntries")!.Elements(ns + "TestEntry").ToList();
        var counters = root.Element(ns + "ResultSummary")!.Element(ns + "Counters")!.Attributes()
            .ToDictionary(counter => counter.Name.LocalName, counter => (int)counter);
        int Count(params string[] outcomes) => results.Count(result => outcomes.Contains((string)result.Attribute("outcome")!));
        Assert.Multiple(() =>
        {
            Assert.That(root.Name, Is.EqualTo(ns + "TestRun"));
            Assert.That(root.Descendants().Select(element => element.Name.Namespace).Distinct(), Is.EqualTo(new[] { ns }));
            Assert.That(root.Elements().Select(element => element.Name.LocalName), Is.EqualTo(new[]
            {
                "Times", "Results", "TestDefinitions", "TestEntries", "TestLists", "ResultSummary",
            }));
            Assert.That(results, Has.Count.EqualTo(7));
            Assert.That(results.Select(result => Guid.Parse((string)result.Attribute("testId")!)), Is.Unique);
            Assert.That(results.Select(result => Guid.Parse((string)result.Attribute("executionId")!)), Is.Unique);
            Assert.That(Ids(definitions, "id", d => d.Element(ns + "Execution")!, "id"), Is.EqualTo(Ids(results, "testId")));
            Assert.That(Ids(entries, "testId"), Is.EqualTo(Ids(results, "testId")));
            Assert.That(
                entries.Concat(results).Select(entry => (string)entry.Attribute("testListId")!).Distinct(),
                Is.EqualTo(root.Element(ns + "TestLists")!.Elements().Select(list => (string)list.Attribute("id")!)));
            Assert.That(
                (counters["total"], counters["passed"], counters["failed"], counters["notExecuted"], counters["executed"]),
                Is.EqualTo((results.Count, Count("Passed"), Count("Failed"), Count("NotExecuted"), Count("Passed", "Failed"))));
            Assert.That((Count("Passed"), Count("Failed"), Count("NotExecuted")), Is.EqualTo((2, 4, 1)));
            Assert.That(counters.Values.Sum() - counters["total"] - counters["executed"], Is.EqualTo(counters["total"]));
            Assert.That((string)root.Element(ns + "ResultSummary")!.Attribute("outcome")!, Is.EqualTo("Failed"));
            Assert.That(
                root.Descendants(ns + "Message").Select(message => message.Value.Split(':')[0]),
                Is.EqualTo(new[] { "fail", "crash", "unsupported", "timeout", "fail" }));
        });

        static IEnumerable<string> Ids(
            IEnumerable<XElement> elements, string test, Func<XElement, XElement>? executionOf = null, string execution = "executionId") =>
            elements.Select(
                it => $"{(string)it.Attribute(test)!} {(string)(executionOf?.Invoke(it) ?? it).Attribute(execution)!}");
    }

    [Test]
    public void Identifiers_are_the_same_in_every_run()
    {
        var (one, other) = (Ids(), Ids());
        Assert.That(one, Has.Count.GreaterThan(7).And.EqualTo(other));
        static List<string> Ids() =>
            [.. WriteXml(TrxReport.Write).Descendants().Attributes("testId").Select(id => id.Value)];
    }

    [Test]
    public void Ctrf_has_what_its_schema_requires_and_nothing_that_it_does_not_know()
    {
        var stream = new MemoryStream();
        CtrfReport.Write(stream, Write());
        using var document = JsonDocument.Parse(stream.ToArray());
        var root = document.RootElement;
        var results = root.GetProperty("results");
        var summary = results.GetProperty("summary");
        var tests = results.GetProperty("tests").EnumerateArray().ToList();
        string[] counted = ["passed", "failed", "skipped", "pending", "other"];
        Assert.Multiple(() =>
        {
            Check(root, "reportFormat specVersion results", "reportId generatedBy timestamp extra");
            Check(results, "tool summary tests", "environment extra");
            Check(results.GetProperty("tool"), "name", "version extra");
            Check(results.GetProperty("environment"), "", "appName healthy");
            Check(summary, "tests passed failed skipped pending other start stop", "suites duration extra");
            Assert.That(root.GetProperty("reportFormat").GetString(), Is.EqualTo("CTRF"));
            Assert.That(root.GetProperty("specVersion").GetString(), Does.Match("^[0-9]+\\.[0-9]+\\.[0-9]+$"));
            Assert.That(root.GetProperty("reportId").TryGetGuid(out _), Is.True);
            Assert.That(summary.GetProperty("tests").GetInt32(), Is.EqualTo(7).And.EqualTo(tests.Count));
            Assert.That(summary.GetProperty("stop").GetInt64(), Is.GreaterThanOrEqualTo(summary.GetProperty("start").GetInt64()));
            foreach (var status in counted)
            {
                Assert.That(
                    summary.GetProperty(status).GetInt32(),
                    Is.EqualTo(tests.Count(test => test.GetProperty("status").GetString() == status)), status);
            }

            Assert.That(tests.Select(test => test.GetProperty("status").GetString()).Distinct(), Is.SubsetOf(counted));
            Assert.That(tests.Select(test => test.GetProperty("rawStatus").GetString()), Is.EqualTo(new[]
            {
                "pass", "fail", "crash", "unsupported", "timeout", "fail", "pass",
            }));
            foreach (var test in tests)
            {
                Check(
                    test, "name status duration", "id suite message trace snippet line rawStatus tags type filePath extra");
                Assert.That(test.GetProperty("id").TryGetGuid(out _), Is.True);
                Assert.That(test.GetProperty("duration").TryGetInt64(out _), Is.True);
                Assert.That(test.GetProperty("suite").EnumerateArray().Select(part => part.GetString()), Has.All.Not.Empty);
            }
        });

        static void Check(JsonElement element, string required, string optional)
        {
            var members = element.EnumerateObject().Select(member => member.Name).ToList();
            Assert.That(members, Is.SupersetOf(required.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
            Assert.That(members, Is.SubsetOf($"{required} {optional}".Split(' ')));
        }
    }

    [Test]
    public void The_wast_report_adds_up()
    {
        var report = WastReport.From(Write(), new Dictionary<string, long> { ["interpreter"] = 3 });
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

    private sealed class Recorder : IResultSink
    {
        public List<ResultRecord> Seen { get; } = [];

        public void Add(ResultRecord record) => Seen.Add(record);
    }
}

using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Expectations;
using ConformanceLab.Harness.Tests.Cli;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Expectations;

/// <summary>What is read from the results of runs, and which are refused.</summary>
public sealed class ObservedRunsTests
{
    private const string Script = "(module) (invoke \"trap:x\") (invoke \"crash\") (invoke \"echo\") (component)";

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private string Record(string name, params FileJob[] jobs)
    {
        Known.Record(_folder[$"{name}/results.ndjson"], "fake", [], jobs);
        return _folder[name];
    }

    private static ObservedRuns Read(params string[] runs) => ObservedRuns.Read(runs, []);

    private static void Rewrite(string run, Func<string[], IEnumerable<string>> change)
    {
        var path = Path.Combine(run, ObservedRuns.FileName);
        File.WriteAllLines(path, change(File.ReadAllLines(path)));
    }

    [Test]
    public void Commands_have_the_engine_tier_and_profile_they_ran_with()
    {
        var job = Known.Job(Script, profile: "wasm2");
        var run = Record("run", job, Known.Job("(module)", "b.wast", "baseline"));
        var seen = Read(run).Observations;
        Assert.That(seen, Has.Length.EqualTo(6));
        Assert.That(
            seen, Does.Contain(new Observation("suite", job.CommandId(1), "fake", "interpreter", "wasm2", Verdict.Fail))
                .And.Contain(new Observation("suite", job.CommandId(2), "fake", "interpreter", "wasm2", Verdict.Crash))
                .And.Contain(new Observation("suite", job.CommandId(4), "fake", "interpreter", "wasm2", Verdict.Unsupported)));
        Assert.That(seen.Single(o => o.Id.Contains("b.wast")) is { Tier: "baseline", Profile: "wasm3", Verdict: Verdict.Pass }, Is.True);
        Assert.That(Read(Path.Combine(run, ObservedRuns.FileName)).Observations, Is.EqualTo(seen), "the file is as good as its folder");
    }

    [Test]
    public void What_was_expected_makes_no_difference_to_what_was_observed()
    {
        var job = Known.Job(Script);
        Known.Record(
            _folder["with/results.ndjson"],
            "fake",
            [Known.Entry(job.CommandId(1)), Known.Entry(job.CommandId(2), verdict: "crash"), Known.Entry(job.CommandId(3))],
            job);
        Assert.That(File.ReadAllText(_folder["with/results.ndjson"]), Does.Contain("expected-fail").And.Contain("unexpected-pass"));
        Assert.That(Read(_folder["with"]).Observations, Is.EqualTo(Read(Record("without", job)).Observations));
    }

    [Test]
    public void Neither_the_order_of_lines_nor_that_of_runs_matters()
    {
        var (one, two) = (Record("one", Known.Job(Script)), Record("two", Known.Job(Script, "b.wast"), Known.Job(Script)));
        var seen = Read(one, two).Observations;
        Rewrite(one, lines => lines.Reverse());
        Rewrite(two, lines => lines.Order(StringComparer.Ordinal));
        Assert.That(Read(two, one, two).Observations, Is.EqualTo(seen));
    }

    [Test]
    public void Records_that_say_engine_and_profile_themselves_are_taken_at_their_word()
    {
        var run = Record("run", Known.Job(Script));
        Rewrite(run, lines => lines.Select(line => line.Replace("\"command\",", "\"command\",\"engine\":\"own\",\"profile\":\"all\",")));
        Assert.That(Read(run).Observations, Has.All.Matches<Observation>(o => o is { Engine: "own", Profile: "all" }));
    }

    [Test]
    public void Filters_select_scripts()
    {
        var run = Record("run", Known.Job(Script), Known.Job(Script, "b.wast"));
        Assert.That(
            ObservedRuns.Read([run], ["suite/b"]).Observations,
            Has.Length.EqualTo(5).And.All.Matches<Observation>(o => o is { Script: "suite/b.wast" }));
    }

    [Test]
    public void Runs_that_disagree_are_refused_unless_a_filter_leaves_that_out()
    {
        var (one, two) = (Record("one", Known.Job(Script)), Record("two", Known.Job(Script), Known.Job(Script, "b.wast")));
        Rewrite(two, lines => lines.Select(line => line.Contains("a.wast") ? line.Replace(":\"crash\"", ":\"pass\"") : line));
        Assert.That(() => Read(one, two), Throws.InstanceOf<FormatException>().With.Message.Contains("the runs disagree on 1 verdicts"));
        Assert.That(ObservedRuns.Read([one, two], ["b.wast"]).Observations, Has.Length.EqualTo(5));
    }

    [TestCase("\"run-finished\"", "\"other\"", "did not come to its end")]
    [TestCase("\"cancelled\":false", "\"cancelled\":true", "cancelled")]
    [TestCase("\"balanced\":true", "\"balanced\":false", "lost verdicts")]
    [TestCase("\"verdict\":\"fail\"", "\"verdict\":\"frob\"", "frob")]
    [TestCase("\"verdict\":\"fail\"", "\"verdict\":\"expected-fail\"", "not what was observed")]
    [TestCase("\"engine\":\"fake\"", "\"none\":\"fake\"", "engine")]
    [TestCase("\"profile\":\"wasm3\"", "\"none\":\"wasm3\"", "profile")]
    [TestCase("\"profile\":\"wasm3\"", "\"profile\":\"custom\"", "clab wast")]
    [TestCase("\"id\":\"suite/", "\"id\":\"../", "suite/path#hash")]
    public void A_run_that_proves_nothing_is_refused(string text, string by, string message)
    {
        var run = Record("run", Known.Job(Script));
        Rewrite(run, lines => lines.Select(line => line.Replace(text, by, StringComparison.Ordinal)));
        Assert.That(
            () => Read(run), Throws.InstanceOf<FormatException>().With.Message.Contains(message).And.Message.Contains("results.ndjson"));
    }

    [Test]
    public void A_run_that_lost_any_line_but_the_end_of_a_script_is_refused()
    {
        var run = Record("run", Known.Job(Script), Known.Job(Script, "b.wast"));
        var lines = File.ReadAllLines(Path.Combine(run, ObservedRuns.FileName));
        for (var lost = 0; lost < lines.Length; lost++)
        {
            if (!lines[lost].Contains("\"file-finished\""))
            {
                Rewrite(run, _ => lines.Where((_, index) => index != lost));
                Assert.That(() => Read(run), Throws.InstanceOf<FormatException>(), lines[lost]);
            }
        }
    }

    [Test]
    public void A_verdict_that_stands_twice_makes_up_for_none_that_is_lost()
    {
        var run = Record("run", Known.Job(Script));
        Rewrite(run, lines => lines.Select(line => line.Contains("\"index\":2,") ? lines.Single(l => l.Contains("\"index\":1,")) : line));
        Assert.That(() => Read(run), Throws.InstanceOf<FormatException>().With.Message.Contains("lost verdicts"));
    }

    [Test]
    public void Runs_in_one_file_are_as_good_as_in_two()
    {
        var (one, two) = (Record("one", Known.Job(Script)), Record("two", Known.Job(Script, "b.wast")));
        var seen = Read(one, two).Observations;
        Rewrite(one, lines => lines.Concat(File.ReadAllLines(Path.Combine(two, ObservedRuns.FileName))));
        Assert.That(Read(one).Observations, Is.EqualTo(seen));
    }

    [Test]
    public void A_run_that_is_not_there_is_an_error() =>
        Assert.That(() => Read(_folder["nothing"]), Throws.InstanceOf<IOException>().With.Message.Contains("nothing"));
}

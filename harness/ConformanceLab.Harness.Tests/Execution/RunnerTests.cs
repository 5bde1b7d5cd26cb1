using System.Collections.Immutable;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Expectations;
using ConformanceLab.Harness.Results;
using ConformanceLab.Harness.Tests.Fakes;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Execution;

public sealed class RunnerTests
{
    private static RunPlan Plan(params FileJob[] jobs) => new([.. jobs]);

    private static RunSummary Execute(
        RunPlan plan, RunOptions? options = null, IScriptRunner? scripts = null, params IRunObserver[] observers) =>
        new ConformanceRunner(new FakeEngine(), options ?? new RunOptions(), scripts).Run(plan, observers);

    [Test]
    public void Events_come_in_order_and_balance()
    {
        var events = new Recorder();
        var summary = Execute(
            Plan(Run.Job("(module) (invoke \"echo\")", "a.wast"), Run.Job("(module) (invoke \"trap:x\")", "b.wast")),
            new RunOptions { Jobs = 2 },
            null,
            events);
        Assert.Multiple(() =>
        {
            Assert.That(events.Seen[0], Is.InstanceOf<RunStarted>());
            Assert.That(events.Seen[^1], Is.InstanceOf<RunFinished>());
            foreach (var file in new[] { "a.wast", "b.wast" })
            {
                Assert.That(
                    events.Of(file),
                    Is.EqualTo(new[] { typeof(FileStarted), typeof(CommandFinished), typeof(CommandFinished), typeof(FileFinished) }));
            }

            Assert.That(summary.Ledger.ToString(), Is.EqualTo("planned 4: 3 pass, 1 fail"));
            Assert.That((summary.IsBalanced, summary.ExitCode, summary.Files), Is.EqualTo((true, 1, 2)));
        });
    }

    [Test]
    public void A_lost_verdict_is_an_infrastructure_error()
    {
        var summary = Execute(Plan(Run.Job("(module) (invoke \"echo\")")), null, new LosingRunner());
        Assert.That((summary.IsBalanced, summary.ExitCode), Is.EqualTo((false, 3)));
    }

    [Test]
    public void A_second_verdict_ends_the_run() =>
        Assert.That(
            () => Execute(Plan(Run.Job("(module)")), null, new RepeatingRunner()),
            Throws.InvalidOperationException.With.Message.Contains("two verdicts"));

    [Test]
    public void Unsupported_files_are_listed_and_the_run_stays_good()
    {
        var summary = Execute(Plan(Run.Job("(module) (cont)") with { UnsupportedReason = "stack-switching: not built" }));
        Assert.That((summary.Ledger[Verdict.Unsupported], summary.ExitCode), Is.EqualTo((2, 0)));
    }

    [Test]
    public void Cancellation_leaves_what_is_done()
    {
        using var source = new CancellationTokenSource();
        var summary = new ConformanceRunner(new FakeEngine(), new RunOptions { Jobs = 1 }).Run(
            Plan(Run.Job("(module) (invoke \"a\") (invoke \"b\")", "a.wast"), Run.Job("(module)", "b.wast")),
            [new Canceller(source, after: 2)], source.Token);
        Assert.That((summary.IsCancelled, summary.Ledger.Recorded, summary.ExitCode), Is.EqualTo((true, 2, 130)));
    }

    [Test]
    public void Known_failures_are_expected_and_known_failures_that_pass_are_not()
    {
        var job = Run.Job("(module) (invoke \"trap:x\") (invoke \"echo\") (invoke \"crash\") (invoke \"trap:y\")");
        Expectation Entry(int index, string verdict = "fail", string engine = "fake") => new()
        {
            Id = job.CommandId(index),
            Engine = engine,
            Reason = "known",
            Link = "https://example.org/1",
            RemoveWhen = "mended",
            Verdict = verdict,
        };
        var set = new ExpectationSet([Entry(1), Entry(2), Entry(3, "crash"), Entry(4, engine: "other")]);
        var summary = Execute(Plan(job), new RunOptions { Expectations = set });
        Assert.That(summary.Ledger.ToString(), Is.EqualTo("planned 5: 1 pass, 1 fail, 2 expected-fail, 1 unexpected-pass"));
        Assert.That(summary.ExitCode, Is.EqualTo(1));
    }

    [Test]
    public void Expectations_that_nothing_answers_to_are_reported()
    {
        var gone = new Expectation { Id = "suite/a.wast#0000000000000000", Reason = "r", Link = "l", RemoveWhen = "w" };
        var elsewhere = gone with { Id = "suite/other.wast#0000000000000000" };
        var summary = Execute(Plan(Run.Job("(module)")), new RunOptions { Expectations = new ExpectationSet([gone, elsewhere]) });
        Assert.That(summary.StaleExpectations, Is.EqualTo(new[] { gone.Id }));
        Assert.That(summary.ExitCode, Is.EqualTo(1));
    }

    [TestCase(
        "{ \"expectations\": [{ \"id\": \"x#1\", \"reason\": \"r\", \"link\": \"l\", \"removeWhen\": \"w\", \"teir\": \"x\" }] }", "teir")]
    [TestCase("{ \"expectation\": [] }", "expectation")]
    [TestCase("{ \"expectations\": [{ \"id\": \"x#1\", \"reason\": \"r\", \"link\": \"l\" }] }", "removeWhen")]
    [TestCase("{ \"expectations\": [{ \"id\": \"x\", \"reason\": \"r\", \"link\": \"l\", \"removeWhen\": \"w\" }] }", "suite/path#hash")]
    [TestCase("{ \"expectations\": [{ \"id\": \"x#\", \"reason\": \"r\", \"link\": \"l\", \"removeWhen\": \"w\" }] }", "suite/path#hash")]
    public void Expectations_that_are_misspelt_are_an_error(string json, string message)
    {
        using var folder = new Cli.TestFolder();
        folder.Write("a.json", json);
        Assert.That(() => ExpectationSet.Load(folder.Path), Throws.InstanceOf<FormatException>().With.Message.Contains(message));
    }

    [Test]
    public void Expectations_must_give_their_reason() =>
        Assert.That(
            () => new ExpectationSet([new Expectation { Id = "x#1", Reason = " ", Link = "l", RemoveWhen = "w" }]),
            Throws.InstanceOf<FormatException>());

    [Test]
    public void Shards_are_disjoint_balanced_and_together_the_whole([Values(1, 2, 3, 7)] int count)
    {
        var random = new Random(5);
        var jobs = Enumerable.Range(0, 40)
            .Select(number => Run.Job(string.Concat(Enumerable.Repeat("(module)", 1 + random.Next(60))), $"{number}.wast"))
            .ToList();
        var parts = Enumerable.Range(1, count).Select(index => new Shard(index, count).Select(jobs.OrderBy(_ => random.Next()))).ToList();
        var weights = parts.Select(part => part.Sum(job => job.Commands)).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(parts.SelectMany(part => part.Select(job => job.Id)), Is.EquivalentTo(jobs.Select(job => job.Id)));
            Assert.That(weights.Max() - weights.Min(), Is.LessThanOrEqualTo(60));
        });
    }

    [TestCase("0/2")]
    [TestCase("3/2")]
    [TestCase("1")]
    [TestCase("a/b")]
    [TestCase("-1/2")]
    public void Wrong_shards_are_refused(string text) => Assert.That(() => Shard.Parse(text), Throws.InstanceOf<FormatException>());

    [Test]
    public void Aggregates_are_kept_per_suite_and_tier()
    {
        var results = Run.Record(
            Plan(Run.Job("(module)", "a.wast", "one"), Run.Job("(frob)", "b.wast", "two"), Run.Job("(module)", "c.wast", "two")));
        Assert.Multiple(() =>
        {
            Assert.That(
                results.Suites.Select(suite => $"{suite.Suite} {suite.Files} {suite.Ledger}"),
                Is.EqualTo(new[] { "one 1 planned 1: 1 pass", "two 2 planned 2: 1 pass, 1 fail" }));
            Assert.That(
                results.Deviations.Single().ToString(),
                Is.EqualTo("two/b.wast:1 [interpreter] fail: frob: script syntax error: unknown command frob at 1:6"));
        });
    }

    private sealed class Recorder : IRunObserver
    {
        public List<RunEvent> Seen { get; } = [];

        public void OnEvent(RunEvent happened) => Seen.Add(happened);

        public IEnumerable<Type> Of(string file) => Seen
            .Where(
                e => (e as FileStarted)?.Job.File == file
                    || (e as CommandFinished)?.Job.File == file
                    || (e as FileFinished)?.Job.File == file)
            .Select(e => e.GetType());
    }

    private sealed class Canceller(CancellationTokenSource source, int after) : IRunObserver
    {
        private int _seen;

        public void OnEvent(RunEvent happened)
        {
            if (happened is CommandFinished && ++_seen == after)
            {
                source.Cancel();
            }
        }
    }

    private sealed class LosingRunner : IScriptRunner
    {
        public bool Run(FileJob job, Action<CommandResult> report, CancellationToken cancellation)
        {
            report(new CommandResult(0, 1, "module", Verdict.Pass, "", TimeSpan.Zero));
            return true;
        }
    }

    private sealed class RepeatingRunner : IScriptRunner
    {
        public bool Run(FileJob job, Action<CommandResult> report, CancellationToken cancellation)
        {
            report(new CommandResult(0, 1, "module", Verdict.Pass, "", TimeSpan.Zero));
            report(new CommandResult(0, 1, "module", Verdict.Pass, "", TimeSpan.Zero));
            return true;
        }
    }
}

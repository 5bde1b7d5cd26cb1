using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Expectations;
using ConformanceLab.Harness.Results;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Reports;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Results;

/// <summary>Runs made one.</summary>
public sealed class RunMergeTests
{
    // Every verdict but crash and timeout, which take time; files of different weights in two suites and on two tiers.
    private static readonly RunPlan s_plan = Plan(
        Run.Job("(module)\n(assert_return (invoke \"echo\" (i32.const 1)) (i32.const 2))\n(invoke \"trap:a\")", "a.wast"),
        Run.Job("(module)\n(invoke \"trap:known\")\n(invoke \"echo\")\n(invoke \"echo\" (i32.const 3))", "below/b.wast"),
        Run.Job("(component)\n(module \"unsupported:x\")\n(module)", "c.wast"),
        Run.Job("(module)", "a.wast", "other"),
        Run.Job("(module)\n(module)\n(assert_trap (invoke \"trap:<&\\u{1}\") \"other\")", "e.wast", "other") with { Proposal = "Other" });

    private static readonly ExpectationSet s_expectations = new(
    [
        Expect(s_plan.Jobs.First(job => job.File == "below/b.wast").CommandId(1)),
        Expect(s_plan.Jobs.First(job => job.File == "below/b.wast").CommandId(2)),
        Expect("other/e.wast#0123456789abcdef"),
        Expect("suite/c.wast#0123456789abcdef"),
        Expect("suite/c.wast#0000000000000000"),
    ]);

    private static RunPlan Plan(params FileJob[] jobs) =>
        new([.. Shard.ByWeight([.. jobs, .. jobs.Select(job => job with { Tier = "baseline" })])]);

    private static Expectation Expect(string id) => new() { Id = id, Reason = "r", Link = "l", RemoveWhen = "w" };

    private static ResultFile Record(RunPlan plan, Shard shard, string path = "", FakeEngine? engine = null)
    {
        var collector = new RunCollector();
        new ConformanceRunner(engine ?? new FakeEngine(), new RunOptions { Shard = shard, Expectations = s_expectations }).Run(
            plan, [new ResultRecorder([collector], null)]);
        return new ResultFile(path.Length == 0 ? $"shard{shard.Index}" : path, [.. collector.Runs], []);
    }

    private static ResultSet Collect(IEnumerable<ResultRecord> records)
    {
        var collector = new RunCollector();
        foreach (var record in records)
        {
            collector.Add(record);
        }

        return new ResultSet(collector.Runs);
    }

    private static IEnumerable<ResultRecord> RecordsOf(ResultFile file) => file.Runs.SelectMany(
        run => (ResultRecord[])
        [
            run.Started,
            .. run.Files.SelectMany(it => (ResultRecord[])[it.Started, .. it.Commands, it.Finished!]),
            run.Finished!,
        ]);

    private static List<string> Lines(IEnumerable<ResultRecord> records)
    {
        var stream = new MemoryStream();
        var writer = new NdjsonWriter(stream);
        foreach (var record in records)
        {
            writer.Add(record);
        }

        return [.. System.Text.Encoding.UTF8.GetString(stream.ToArray()).Split('\n').Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<(string Name, string Text)> Reports(ResultSet results)
    {
        foreach (var format in ReportFormat.All)
        {
            var stream = new MemoryStream();
            format.Write(stream, results);
            yield return (format.Name, System.Text.Encoding.UTF8.GetString(stream.ToArray()));
        }

        var markdown = new StringWriter();
        MarkdownReport.Write(markdown, results);
        yield return ("markdown", markdown.ToString());
    }

    [Test]
    public void Shards_together_are_the_run_that_was_not_sharded_byte_for_byte([Values(2, 3, 5)] int count)
    {
        var whole = Record(s_plan, Shard.Whole);
        var merge = RunMerge.Of([.. Enumerable.Range(1, count).Reverse().Select(index => Record(s_plan, new Shard(index, count)))]);
        var (merged, unsharded) = (Collect(merge.Records), new ResultSet(whole.Runs));
        Assert.Multiple(() =>
        {
            Assert.That(merge.Problems, Is.Empty);
            Assert.That(
                Enum.GetValues<Verdict>().Where(verdict => unsharded.Summary.Ledger[verdict] == 0),
                Is.EqualTo(new[] { Verdict.Crash, Verdict.Timeout }));
            Assert.That(unsharded.Summary.StaleExpectations, Is.EqualTo(new[]
            {
                "other/e.wast#0123456789abcdef", "suite/c.wast#0000000000000000", "suite/c.wast#0123456789abcdef",
            }));
            Assert.That(Lines(merge.Records), Is.EqualTo(Lines(RecordsOf(whole))));
            Assert.That(Reports(merged), Is.EqualTo(Reports(unsharded)));
        });
    }

    [Test]
    public void What_is_merged_does_not_depend_on_the_order_and_can_be_merged_again()
    {
        ResultFile[] shards = [Record(s_plan, new Shard(1, 2)), Record(s_plan, new Shard(2, 2))];
        var merged = RunMerge.Of(shards).Records;
        var again = RunMerge.Of([new ResultFile("merged", [.. Collect(merged).Runs], [])]);
        Assert.Multiple(() =>
        {
            Assert.That(RunMerge.Of([shards[1], shards[0]]).Records.SequenceEqual(merged, ByLine), Is.True);
            Assert.That(again.Problems, Is.Empty);
            Assert.That(again.Records.SequenceEqual(merged, ByLine), Is.True);
        });
    }

    [Test]
    public void A_shard_that_is_missing_is_named_and_the_ledger_does_not_balance()
    {
        var merge = RunMerge.Of([Record(s_plan, new Shard(1, 3)), Record(s_plan, new Shard(3, 3))]);
        Assert.That(merge.Problems.Single(), Does.StartWith("missing: shard 2/3 of the run of fake 1 on baseline, interpreter"));
        Assert.That(Collect(merge.Records).Summary is { IsBalanced: false, ExitCode: 3 }, Is.True);
    }

    [Test]
    public void Shards_of_different_plans_are_not_taken_for_each_other()
    {
        var other = new RunPlan([.. s_plan.Jobs.Where(job => job.Tier == "baseline")]);
        var rest = new RunPlan([.. s_plan.Jobs.Where(job => job.Tier != "baseline")]);
        var merge = RunMerge.Of([Record(other, new Shard(1, 2), "a"), Record(rest, new Shard(2, 2), "b")]);
        Assert.That(merge.Problems.Select(problem => problem.Split(" that ")[0]), Is.EquivalentTo(new[]
        {
            "missing: shard 2/2 of the run of fake 1 on baseline", "missing: shard 1/2 of the run of fake 1 on interpreter",
        }));
    }

    [Test]
    public void A_shard_that_comes_twice_is_named_and_nothing_is_merged()
    {
        var merge = RunMerge.Of(
            [Record(s_plan, new Shard(1, 2), "one"), Record(s_plan, new Shard(2, 2)), Record(s_plan, new Shard(1, 2), "two")]);
        Assert.That(
            merge.Problems.Single(), Does.Match("^twice: .*@(interpreter|baseline) of fake and [0-9]+ more files, in one and in two$"));
        Assert.That(merge.Records, Is.Empty);
    }

    [Test]
    public void Tiers_that_were_run_apart_are_one_run()
    {
        RunPlan Only(string tier) => new([.. s_plan.Jobs.Where(job => job.Tier == tier)]);
        var merge = RunMerge.Of([Record(Only("interpreter"), Shard.Whole, "a"), Record(Only("baseline"), Shard.Whole, "b")]);
        Assert.That(merge.Problems, Is.Empty);
        Assert.That(Lines(merge.Records), Is.EqualTo(Lines(RecordsOf(Record(s_plan, Shard.Whole)))));
    }

    [Test]
    public void Engines_stay_apart_and_reports_name_them()
    {
        var merge = RunMerge.Of(
            [Record(s_plan, Shard.Whole, "a"), Record(s_plan, Shard.Whole, "b", new FakeEngine { Name = "another" })]);
        var results = Collect(merge.Records);
        Assert.Multiple(() =>
        {
            Assert.That(merge.Problems, Is.Empty);
            Assert.That(results.Engines, Is.EqualTo(new[] { "another 1", "fake 1" }));
            Assert.That(results.Summary.Ledger.Planned, Is.EqualTo(2 * s_plan.Commands));
            Assert.That(results.Files.Select(results.NameOf), Is.Unique.And.Contains("fake:suite/a.wast@baseline"));
            foreach (var (name, text) in Reports(results))
            {
                Assert.That(text, Does.Contain("another").And.Contain("fake"), name);
            }
        });
    }

    [Test]
    public void A_run_that_broke_off_is_named_and_what_is_there_is_merged()
    {
        var shards = new[] { Record(s_plan, new Shard(1, 2)), Record(s_plan, new Shard(2, 2)) };
        var broken = new ResultFile("broken", [.. Collect(RecordsOf(shards[1]).SkipLast(3)).Runs], []);
        var merge = RunMerge.Of([shards[0], broken]);
        Assert.That(merge.Problems.Single(), Does.Match("^broken: the run broke off: [0-9]+ of [0-9]+ commands have a verdict$"));
        Assert.That(Collect(merge.Records).Summary is { IsBalanced: false, Ledger.Recorded: > 10 }, Is.True);
    }

    [Test]
    public void A_run_whose_lines_were_lost_is_named()
    {
        var records = RecordsOf(Record(s_plan, Shard.Whole)).ToList();
        records.RemoveAt(records.FindIndex(record => record.Verdict == "fail"));
        var merge = RunMerge.Of([new ResultFile("lossy", [.. Collect(records).Runs], [])]);
        Assert.That(merge.Problems, Has.Some.StartsWith("lossy: its results are not what it counted: 6 fail, but there are 5"));
    }

    [Test]
    public void A_shard_that_was_cancelled_makes_the_whole_cancelled()
    {
        var records = RecordsOf(Record(s_plan, new Shard(2, 2))).ToList();
        records[^1] = records[^1] with { Cancelled = true };
        var merge = RunMerge.Of([Record(s_plan, new Shard(1, 2)), new ResultFile("b", [.. Collect(records).Runs], [])]);
        Assert.That(merge.Problems, Is.Empty);
        Assert.That(Collect(merge.Records).Summary.ExitCode, Is.EqualTo(130));
    }

    [Test]
    public void Records_that_contradict_each_other_are_an_error()
    {
        var records = RecordsOf(Record(s_plan, Shard.Whole)).ToList();
        var command = records.FindIndex(record => record.Event == "command");
        Assert.Multiple(() =>
        {
            Refuse("has two verdicts", [.. records[..(command + 1)], records[command]]);
            Refuse("has two verdicts", [.. records[..(command + 1)], records[command] with { Index = 1 }]);
            Refuse("is run twice", [.. records[..command], records[command - 1]]);
            Refuse("which has not begun", [records[0], records[command]]);
            Refuse("before a run has begun", [records[command]]);
            Refuse("after the end", [.. records, records[command]]);
            Refuse("there is no command 99", [.. records[..command], records[command] with { Index = 99 }]);
        });
        static void Refuse(string message, IEnumerable<ResultRecord> records) =>
            Assert.That(() => Collect(records), Throws.InstanceOf<FormatException>().With.Message.Contains(message));
    }

    private static LineComparer ByLine { get; } = new();

    private sealed class LineComparer : IEqualityComparer<ResultRecord>
    {
        public bool Equals(ResultRecord? x, ResultRecord? y) => Lines([x!]).SequenceEqual(Lines([y!]));

        public int GetHashCode(ResultRecord obj) => 0;
    }
}

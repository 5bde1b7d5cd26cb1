using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Results;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Results;

/// <summary>Runs compared.</summary>
public sealed class RunDiffTests
{
    // Commands as "id verdict message"; a file of its own for each line.
    private static ResultSet Results(string text, string tier = "interpreter", string engine = "fake")
    {
        var collector = new RunCollector();
        Add(collector, text, tier, engine);
        return new ResultSet(collector.Runs);
    }

    private static void Add(RunCollector collector, string text, string tier, string engine)
    {
        collector.Add(new ResultRecord { Event = "run-started", Engine = engine, EngineVersion = "1", Planned = 0 });
        foreach (var (line, file) in text.Split('\n').Select((line, number) => (line, $"{(char)('a' + number)}.wast")))
        {
            var commands = line.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            collector.Add(
                new ResultRecord { Event = "file-started", Suite = "s", File = file, Tier = tier, Planned = commands.Length });
            foreach (var (command, index) in commands.Select((command, index) => (command.Split(' '), index)))
            {
                collector.Add(new ResultRecord
                {
                    Event = "command",
                    Suite = "s",
                    File = file,
                    Tier = tier,
                    Id = $"s/{file}#{command[0]}",
                    Index = index,
                    Line = index + 1,
                    Command = "invoke",
                    Verdict = command[1],
                    Message = command.ElementAtOrDefault(2),
                    Actual = command.ElementAtOrDefault(3),
                });
            }
        }
    }

    private static IEnumerable<string> Describe(RunDiff diff) => diff.Changes.Select(
        change => $"{change.Kind} {(change.Is ?? change.Was)!.Hash}{(change.IsWorse ? " worse" : "")}");

    [TestCase("pass", "pass", null)]
    [TestCase("pass", "fail", "NewlyBad 1 worse")]
    [TestCase("pass", "unexpected-pass", "NewlyBad 1 worse")]
    [TestCase("pass", "unsupported", "OtherVerdict 1 worse")]
    [TestCase("pass", "expected-fail", "OtherVerdict 1 worse")]
    [TestCase("unsupported", "pass", "OtherVerdict 1")]
    [TestCase("unsupported", "expected-fail", "OtherVerdict 1")]
    [TestCase("unsupported", "fail", "NewlyBad 1 worse")]
    [TestCase("expected-fail", "unexpected-pass", "NewlyBad 1 worse")]
    [TestCase("fail", "pass", "NewlyGood 1")]
    [TestCase("crash", "unsupported", "NewlyGood 1")]
    [TestCase("fail", "crash", "OtherVerdict 1 worse")]
    [TestCase("fail", "timeout", "OtherVerdict 1 worse")]
    [TestCase("crash", "fail", "OtherVerdict 1")]
    [TestCase("fail", "unexpected-pass", "OtherVerdict 1")]
    [TestCase("fail m 1", "fail m 1", null)]
    [TestCase("fail m 1", "fail n 1", "OtherDeviation 1")]
    [TestCase("fail m 1", "fail m 2", "OtherDeviation 1")]
    [TestCase("expected-fail m", "expected-fail n", "OtherDeviation 1")]
    [TestCase("unsupported m", "unsupported n", null)]
    public void Verdicts_change_for_better_or_worse(string before, string after, string? expected)
    {
        var diff = RunDiff.Compare(Results("1 " + before), Results("1 " + after));
        Assert.Multiple(() =>
        {
            Assert.That(Describe(diff), Is.EqualTo(expected is null ? Array.Empty<string>() : [expected]));
            Assert.That(diff.Same, Is.EqualTo(expected is null ? 1 : 0));
            Assert.That(diff.IsWorse, Is.EqualTo(expected?.EndsWith("worse", StringComparison.Ordinal) ?? false));
        });
    }

    [Test]
    public void Commands_appear_and_disappear_in_files_that_both_have()
    {
        var diff = RunDiff.Compare(Results("1 pass, 2 fail, 3 pass"), Results("4 pass, 3 pass, 5 fail"));
        Assert.That(Describe(diff), Is.EqualTo(new[] { "Disappeared 1 worse", "Appeared 4", "Disappeared 2 worse", "NewlyBad 5 worse" }));
        Assert.That(diff.Same, Is.EqualTo(1));
    }

    [Test]
    public void Commands_that_moved_are_the_same() =>
        Assert.That(RunDiff.Compare(Results("1 pass, 2 fail m"), Results("2 fail m, 1 pass")).Changes, Is.Empty);

    [Test]
    public void Files_that_one_run_does_not_have_are_no_change()
    {
        var diff = RunDiff.Compare(Results("1 pass\n2 pass"), Results("1 pass"));
        Assert.That((diff.IsWorse, diff.Same, diff.OnlyBefore.Single().File, diff.OnlyAfter.Length), Is.EqualTo((false, 1, "b.wast", 0)));
        diff = RunDiff.Compare(Results("1 pass"), Results("1 pass\n2 fail"));
        Assert.That((diff.IsWorse, diff.Same, diff.OnlyAfter.Single().File, diff.OnlyBefore.Length), Is.EqualTo((false, 1, "b.wast", 0)));
    }

    [Test]
    public void Engines_and_tiers_do_not_count_where_each_run_has_one()
    {
        var diff = RunDiff.Compare(Results("1 pass, 2 pass"), Results("1 pass, 2 fail", "baseline", "other"));
        Assert.That(Describe(diff), Is.EqualTo(new[] { "NewlyBad 2 worse" }));
    }

    [Test]
    public void Engines_and_tiers_count_where_a_run_has_several()
    {
        var collector = new RunCollector();
        Add(collector, "1 pass, 2 pass", "interpreter", "fake");
        Add(collector, "1 fail, 2 pass", "baseline", "fake");
        Add(collector, "1 crash, 2 pass", "interpreter", "other");
        var both = new ResultSet(collector.Runs);
        var diff = RunDiff.Compare(both, Results("1 pass, 2 fail"));
        Assert.That(Describe(diff), Is.EqualTo(new[] { "NewlyBad 2 worse" }));
        Assert.That(diff.OnlyBefore.Select(both.NameOf), Is.EqualTo(new[] { "fake:s/a.wast@baseline", "other:s/a.wast@interpreter" }));
    }

    [Test]
    public void The_same_file_twice_is_an_error()
    {
        var collector = new RunCollector();
        Add(collector, "1 pass", "interpreter", "fake");
        Add(collector, "1 fail", "interpreter", "fake");
        Assert.That(
            () => RunDiff.Compare(new ResultSet(collector.Runs), Results("1 pass")),
            Throws.InstanceOf<FormatException>().With.Message.Contains("s/a.wast@interpreter of fake occurs twice"));
    }
}

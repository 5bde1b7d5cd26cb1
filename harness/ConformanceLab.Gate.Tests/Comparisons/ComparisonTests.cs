using ConformanceLab.Gate.Benchmarks;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Gate.Machine;
using ConformanceLab.Gate.Policies;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace ConformanceLab.Gate.Tests.Comparisons;

/// <summary>Verdicts: of made-up blocks, of fake engines, and of policies.</summary>
public sealed class ComparisonTests
{
    private static readonly GatePolicy s_policy = new() { Looks = [8, 12, 16], ProcessSeconds = 0.01, AaSlots = 0, TimeoutSeconds = 20 };

    private static readonly Benchmark[] s_benchmarks =
        [.. new[] { "one", "two", "three" }.Select(
            name => new Benchmark { Name = name, Class = "c", Module = typeof(ComparisonTests).Assembly.Location })];

    [TestCase(0.10, 0.01, Verdict.Regressed)]
    [TestCase(0.00, 0.005, Verdict.NotRegressed)]
    [TestCase(-0.10, 0.01, Verdict.NotRegressed)]
    [TestCase(0.005, 0.001, Verdict.NotRegressed)]
    [TestCase(0.02, 0.2, Verdict.Inconclusive)]
    public void Blocks_that_say_it_clearly_have_the_verdict_that_they_say(double slowdown, double noise, Verdict expected)
    {
        var verdicts = Enumerable.Range(0, 20).Select(seed => Decide(slowdown, noise, new Random(seed)));
        Assert.That(verdicts.Count(verdict => verdict == expected), Is.GreaterThanOrEqualTo(17));
    }

    [Test]
    public void The_upper_end_is_below_the_margin_exactly_if_the_margin_is_ruled_out()
    {
        var plan = s_policy.CreatePlan();
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var comparison = new SequentialComparison(plan, s_policy, 0.03);
            for (var block = 0; block < 8; block++)
            {
                comparison.Add(Normal.Sample(random, 0.01, 0.02));
            }

            Assert.That(comparison.Estimate().Upper < Math.Log(1.03), Is.EqualTo(comparison.IsWithinMargin), $"seed {seed}");
        }
    }

    [Test]
    public void Nothing_is_said_before_the_first_look()
    {
        var comparison = new SequentialComparison(s_policy.CreatePlan(), s_policy, 0.03);
        for (var block = 0; block < 7; block++)
        {
            comparison.Add(1);
            Assert.That(
                (comparison.PValue, comparison.IsAtLook, comparison.SmallestEffect(1)), Is.EqualTo((1.0, false, double.PositiveInfinity)));
        }

        comparison.Add(1);
        Assert.That(comparison.IsAtLook);
        Assert.That(comparison.PValue, Is.LessThan(0.01));
    }

    [Test]
    public async Task A_slower_engine_regresses_and_is_told_by_how_much()
    {
        var report = await Compare(1000, 1100);
        Assert.That(report.Benchmarks.Select(row => row.Verdict), Has.All.EqualTo(Verdict.Regressed));
        Assert.That(report.Benchmarks.Select(row => row.Ratio!.Value), Has.All.EqualTo(1.10).Within(0.01));
        Assert.That(report.Benchmarks.Select(row => row.Lower!.Value), Has.All.GreaterThan(1.05));
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Regressed));
        var again = ComparisonReport.FromJson(report.ToJson());
        Assert.That(again.ToJson(), Is.EqualTo(report.ToJson()));
    }

    [Test]
    public async Task An_engine_that_is_as_fast_has_not_regressed_and_both_orders_occur()
    {
        var report = await Compare(1000, 1000, s_policy with { AaSlots = 2 });
        Assert.That(report.Benchmarks.Select(row => row.Verdict), Has.All.EqualTo(Verdict.NotRegressed));
        Assert.That(report.AaSlots, Has.Count.EqualTo(2));
        Assert.That(
            report.Benchmarks.SelectMany(row => row.Blocks).Select(block => block.Order).Distinct(), Is.EquivalentTo(new[] { "AB", "BA" }));
    }

    [Test]
    public async Task Identical_code_is_not_measured()
    {
        var engine = FakePlug.Script("exit 9");
        var report = await new ComparisonRunner(
            engine, engine with { Name = "other" }, s_policy, 1).RunAsync(s_benchmarks, TimeProvider.System, default);
        Assert.That((report.IsIdentical, report.Verdict), Is.EqualTo((true, Verdict.NotRegressed)));
        Assert.That(report.Benchmarks.Select(row => row.Note), Has.All.StartsWith("identical"));
    }

    [Test]
    public async Task Engines_that_disagree_are_broken()
    {
        var report = await new ComparisonRunner(FakePlug.Noisy(1000, "1"), FakePlug.Noisy(1000, "2"), s_policy, 1)
            .RunAsync(s_benchmarks[..1], TimeProvider.System, default);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Broken));
        Assert.That(report.Benchmarks[0].Note, Does.Contain("results differ"));
    }

    [Test]
    public async Task A_wrong_result_is_named()
    {
        var report = await new ComparisonRunner(FakePlug.Noisy(1000, "1"), FakePlug.Noisy(1001, "1"), s_policy, 1)
            .RunAsync([s_benchmarks[0] with { Expected = "3" }], TimeProvider.System, default);
        Assert.That(report.Benchmarks[0].Note, Is.EqualTo("A: its result is 1 and should be 3; B: its result is 1 and should be 3"));
    }

    [Test]
    public async Task Cancelling_keeps_what_is_there()
    {
        using var cancellation = new CancellationTokenSource();
        var runner = new ComparisonRunner(FakePlug.Noisy(1000), FakePlug.Noisy(1200), s_policy, 1)
        {
            Progress = progress =>
            {
                if (progress.Done == 5 && progress.Most > 3)
                {
                    cancellation.Cancel();
                }
            },
        };
        var report = await runner.RunAsync(s_benchmarks, TimeProvider.System, cancellation.Token);
        Assert.That(report.IsCancelled);
        Assert.That(report.Benchmarks.Sum(row => row.Blocks.Count), Is.EqualTo(5));
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Inconclusive));
    }

    [Test]
    public async Task Bench_measures_everything_equally_often_and_says_what_failed()
    {
        var runner = new BenchRunner(
            [FakePlug.Noisy(1000), FakePlug.Noisy(2000), FakePlug.Script("exit 1")], 6, 0.01, TimeSpan.FromSeconds(20), 1);
        var report = await runner.RunAsync(s_benchmarks[..2], TimeProvider.System, default);
        Assert.That(report.Results.Where(row => row.Subject < 2).Select(row => row.Processes.Count), Has.All.EqualTo(6));
        Assert.That(report.Results.Where(row => row.Subject == 2).Select(row => row.Failure), Has.All.Contains("ended with code 1"));
        var estimate = report.Results.First(row => row.Subject == 1).Estimate()!.Value;
        Assert.That(estimate.Value, Is.InRange(estimate.Lower, estimate.Upper).And.EqualTo(2.02).Within(0.03));
        Assert.That(BenchReport.FromJson(report.ToJson()).ToJson(), Is.EqualTo(report.ToJson()));
    }

    [TestCase("{\"alpha\":0}", "alpha: 0 is not a probability")]
    [TestCase("{\"margins\":{\"calls\":-1}}", "margins: calls: -1 is not a share")]
    [TestCase("{\"looks\":[8,8]}", "looks: 8, 8 is not ascending")]
    [TestCase("{\"looks\":[2,4]}", "looks: 4 is not enough")]
    [TestCase("{\"statistic\":\"sum\",\"looks\":[8,64]}", "from 2 to 40")]
    [TestCase("{\"alhpa\":0.01}", "alhpa")]
    [TestCase("[]", "gate.json")]
    public void A_policy_that_makes_no_sense_says_which_member_is_wrong(string json, string message)
    {
        var folder = Directory.CreateTempSubdirectory("clab-gate-test-").FullName;
        var file = Path.Combine(folder, GatePolicy.FileName);
        File.WriteAllText(file, json);
        Assert.That(() => GatePolicy.Read(file), Throws.InstanceOf<FormatException>().With.Message.Contains(message));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void Margins_are_the_benchmarks_then_the_classes_then_the_general_one()
    {
        var policy = new GatePolicy { Margin = 0.03 };
        policy = policy with { Margins = policy.Margins.Add("calls", 0.05).Add("fib", 0.1) };
        Assert.That(new[] { policy.MarginOf("fib", "calls"), policy.MarginOf("vcall", "calls"), policy.MarginOf("x", "y") }, Is.EqualTo(
            new[] { 0.1, 0.05, 0.03 }));
    }

    [Test]
    public void A_busy_machine_is_said_to_be()
    {
        Assert.That(new MachineState { Waiting = 0.1, Stolen = 0, SlowLoops = 0.1, LoopSpread = 1.05 }.Disturbances(), Is.Empty);
        var busy = new MachineState { Waiting = 0.9, Stolen = 0.2, SlowLoops = 0.5, LoopSpread = 1.5, LoadAfter = 4 };
        Assert.That(busy.IsBusy);
        Assert.That(busy.Disturbances().ToArray(), Has.Length.EqualTo(3).And.Some.Contains("load 4.0"));
    }

    [Test]
    public void Loops_are_watched()
    {
        var watch = new MachineWatch();
        watch.Calibrate();
        watch.Calibrate();
        var state = watch.Read();
        Assert.That(state.LoopSpread, Is.GreaterThanOrEqualTo(1));
        Assert.That(state.Seconds, Is.Positive);
    }

    private static Verdict? Decide(double slowdown, double noise, Random random)
    {
        var comparison = new SequentialComparison(s_policy.CreatePlan(), s_policy, 0.03);
        Verdict? verdict = null;
        while (verdict is null)
        {
            comparison.Add(Normal.Sample(random, Math.Log(1 + slowdown), noise));
            verdict = comparison.IsAtLook ? SequentialComparison.Decide([comparison], s_policy.Alpha)[0] : null;
        }

        return verdict;
    }

    private static Task<ComparisonReport> Compare(int levelA, int levelB, GatePolicy? policy = null) =>
        new ComparisonRunner(FakePlug.Noisy(levelA), FakePlug.Noisy(levelB), (policy ?? s_policy) with { SkipIdentical = false }, 1)
            .RunAsync(s_benchmarks, TimeProvider.System, default);
}

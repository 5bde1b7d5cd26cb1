using ConformanceLab.Gate.Benchmarks;
using ConformanceLab.Gate.Calibration;
using ConformanceLab.Gate.Policies;
using ConformanceLab.Gate.Subjects;
using NUnit.Framework;

namespace ConformanceLab.Gate.Tests.Calibration;

/// <summary>Rates of alarms: simulated, and of fake engines, with a log that is gone on from.</summary>
public sealed class CalibrationTests
{
    private static readonly GatePolicy s_policy = new() { Looks = [8, 12, 16] };

    private static readonly Benchmark s_benchmark = new()
    {
        Name = "one", Class = "c", Module = typeof(CalibrationTests).Assembly.Location, Arguments = ["i32:1000"], IsScalable = true,
    };

    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("clab-gate-test-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase(NoiseModel.Normal)]
    [TestCase(NoiseModel.HeavyTails)]
    [TestCase(NoiseModel.Skewed)]
    [TestCase(NoiseModel.Drift)]
    [TestCase(NoiseModel.Bimodal)]
    public void Noise_alone_alarms_as_rarely_as_is_said_whatever_its_shape(NoiseModel model)
    {
        // Of 2,000 at 1 %, 20 are stated; 38 or more are less probable than one in 10,000.
        var summary = CalibrationSummary.Count("", Simulation.Run(model, 0, 2000, s_policy, 1, default), s_policy.Alpha).Single();
        Assert.That(summary.Gate, Is.LessThan(38));
    }

    [Test]
    public void Tests_that_pool_iterations_alarm_far_too_often_where_processes_differ()
    {
        var summary = CalibrationSummary.Count(
            "", Simulation.Run(NoiseModel.Bimodal, 0, 200, s_policy, 1, default), s_policy.Alpha).Single();
        Assert.That(
            new[] { summary.MannWhitney, summary.Welch, summary.MannWhitneyOfFirst, summary.WelchOfFirst }, Has.All.GreaterThan(20));
    }

    [Test]
    public void Slowdowns_are_found()
    {
        var summary = CalibrationSummary.Count(
            "", Simulation.Run(NoiseModel.Normal, 0.05, 200, s_policy, 1, default), s_policy.Alpha).Single();
        Assert.That((summary.Gate, summary.Comparisons, summary.MedianBlocks), Is.EqualTo((200, 200, 8.0)));
    }

    [Test]
    public void Simulations_of_one_seed_are_the_same()
    {
        var (one, other) = (Run(7), Run(7));
        Assert.That(one, Is.EqualTo(other));
        Assert.That(Run(8), Is.Not.EqualTo(one));

        static IEnumerable<double> Run(int seed) =>
            Simulation.Run(NoiseModel.Skewed, 0, 5, s_policy, seed, default).SelectMany(record => record.LogRatios).ToArray();
    }

    [Test]
    public void Classical_tests_are_one_sided()
    {
        double[] fast = [.. Enumerable.Range(0, 20).Select(i => 1 + (0.001 * i))];
        double[] slow = [.. fast.Select(time => time * 1.1)];
        var (slower, faster) = (ClassicalTests.Compute(fast, slow), ClassicalTests.Compute(slow, fast));
        Assert.That(new[] { slower.MannWhitney, slower.Welch }, Has.All.LessThan(0.001));
        Assert.That(new[] { faster.MannWhitney, faster.Welch }, Has.All.GreaterThan(0.99));
    }

    [Test]
    public async Task A_calibration_that_was_interrupted_goes_on_where_it_stopped()
    {
        var file = Path.Combine(_folder, "log.jsonl");
        var plan = Plan();
        using (var cancellation = new CancellationTokenSource())
        using (var log = CalibrationLog.Open(file, plan))
        {
            var runner = new CalibrationRunner(plan, FakePlug.Noisy(1000), [s_benchmark])
            {
                Progress = progress => (progress.Done == 2 ? cancellation.CancelAsync() : Task.CompletedTask).Wait(),
            };
            Assert.That(async () =>
                await runner.RunAsync(log, TimeSpan.MaxValue, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        }

        File.AppendAllText(file, "{\"index\":2,\"eff");
        using (var log = CalibrationLog.Open(file, plan))
        {
            Assert.That(log.Records.Select(record => record.Index), Is.EqualTo(new[] { 0, 1 }));
            await new CalibrationRunner(plan, FakePlug.Noisy(1000), [s_benchmark]).RunAsync(log, TimeSpan.MaxValue, default);
            Assert.That(log.Records.Select(record => record.Index), Is.EqualTo(new[] { 0, 1, 2, 3, 4 }));
        }

        Assert.That(CalibrationLog.Read(file).Records, Has.Count.EqualTo(5));
        Assert.That(
            () => CalibrationLog.Open(
                file, plan with { Seed = 2 }), Throws.InstanceOf<FormatException>().With.Message.Contains("another plan"));
    }

    [Test]
    public void Comparisons_are_fixed_by_the_seed_and_go_around_the_benchmarks()
    {
        var plan = Plan() with
        {
            Aa = 20,
            Planted = 4,
            Benchmarks = ["one", "two"],
            Slowdowns = [new(SlowdownKind.Work, ["one", "two"]), new(SlowdownKind.HostCall, ["two"])],
        };
        var comparisons = plan.Comparisons();
        Assert.That(comparisons, Is.EqualTo(plan.Comparisons()));
        Assert.That(
            comparisons.CountBy(one => $"{one.Benchmark}, {Slowdown.Describe(one.Kind, one.Effect)}"),
            Is.EquivalentTo(new KeyValuePair<string, int>[]
            {
                new("one, nothing", 10), new("two, nothing", 10),
                new("one, 2 % work", 2), new("two, 2 % work", 2), new("one, 5 % work", 2), new("two, 5 % work", 2),
                new("one, 10 % work", 2), new("two, 10 % work", 2),
                new("two, 2 % host-call", 4), new("two, 5 % host-call", 4), new("two, 10 % host-call", 4),
            }));
        Assert.That((plan with { Seed = 9 }).Comparisons(), Is.Not.EqualTo(comparisons));
    }

    [Test]
    public async Task As_many_turns_are_planted_as_make_it_as_much_slower_as_is_said()
    {
        // A turn costs 0.1 % of the time, but the first 20 are hidden.
        var plan = Plan() with { Aa = 0, Planted = 2, Slowdowns = [new(SlowdownKind.Loop, ["one"])] };
        var file = Path.Combine(_folder, "log.jsonl");
        using (var log = CalibrationLog.Open(file, plan))
        {
            await new CalibrationRunner(plan, FakePlug.Delayed(1000, hidden: 20), [s_benchmark]).RunAsync(log, TimeSpan.MaxValue, default);
        }

        var summaries = CalibrationSummary.Count("real", CalibrationLog.Read(file).Records, plan.Alpha);
        Assert.That(summaries.Select(summary => summary.Kind), Is.All.EqualTo(SlowdownKind.Loop));
        Assert.That(summaries.Select(summary => summary.Effect), Is.EqualTo(new[] { 0.02, 0.05, 0.10 }));
        Assert.That(summaries.Select(summary => summary.Measured - summary.Effect), Is.All.InRange(-0.012, 0.012));
        Assert.That(
            CalibrationLog.Read(file).Records.Where(record => record.Effect == 0.10).Select(record => record.Turns), Is.All.InRange(105, 135));
    }

    [Test]
    public void What_an_engine_does_not_know_is_not_planted()
    {
        var plan = Plan() with { Aa = 0, Slowdowns = [new(SlowdownKind.Compile, ["one"])] };
        using var log = CalibrationLog.Open(Path.Combine(_folder, "log.jsonl"), plan);
        Assert.That(
            async () => await new CalibrationRunner(plan, FakePlug.Noisy(1000), [s_benchmark]).RunAsync(log, TimeSpan.MaxValue, default),
            Throws.InstanceOf<PlugException>().With.Message.Contains("is not slower with --plant compile:"));
        Assert.That(log.Records, Is.Empty);
    }

    [Test]
    public void Each_kind_of_slowdown_is_planted_where_it_matters()
    {
        var benchmarks = BenchmarkManifest.Read(BenchmarkManifest.Own, _folder);
        string[] names = [.. benchmarks.Where(benchmark => benchmark.IsScalable).Select(benchmark => benchmark.Name)];
        Assert.That(Slowdown.Of(SlowdownKind.Work, benchmarks).Benchmarks, Is.EqualTo(names));
        Assert.That(Slowdown.Of(SlowdownKind.Loop, benchmarks).Benchmarks, Is.EqualTo(names));
        Assert.That(Slowdown.Of(SlowdownKind.HostCall, benchmarks).Benchmarks, Is.EqualTo(new[] { "host" }));
        Assert.That(
            Slowdown.Of(SlowdownKind.Compile, benchmarks).Benchmarks,
            Is.EqualTo(new[] { "compile-sort", "compile-mandelbrot", "compile-indirect" }));
    }

    private static CalibrationPlan Plan() => new()
    {
        Seed = 1,
        Subject = "fake",
        Identity = "0",
        Machine = "0",
        Aa = 2,
        Planted = 1,
        Slowdowns = [new(SlowdownKind.Work, ["one"])],
        Alpha = 0.05,
        Looks = [5, 6],
        ProcessSeconds = 0.005,
        Benchmarks = ["one"],
    };
}

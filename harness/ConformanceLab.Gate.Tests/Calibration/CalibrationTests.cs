using ConformanceLab.Gate.Benchmarks;
using ConformanceLab.Gate.Calibration;
using ConformanceLab.Gate.Policies;
using NUnit.Framework;

namespace ConformanceLab.Gate.Tests.Calibration;

/// <summary>Rates of alarms: simulated, and of fake engines, with a log that is gone on from.</summary>
public sealed class CalibrationTests
{
    private static readonly GatePolicy s_policy = new() { Looks = [8, 12, 16] };
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
        var benchmark = new Benchmark
        {
            Name = "one", Class = "c", Module = typeof(CalibrationTests).Assembly.Location, Arguments = ["i32:1000"], IsScalable = true,
        };
        using (var cancellation = new CancellationTokenSource())
        using (var log = CalibrationLog.Open(file, plan))
        {
            var runner = new CalibrationRunner(plan, FakePlug.Noisy(1000), [benchmark])
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
            await new CalibrationRunner(plan, FakePlug.Noisy(1000), [benchmark]).RunAsync(log, TimeSpan.MaxValue, default);
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
        var plan = Plan() with { Aa = 20, Planted = 4, Benchmarks = ["one", "two"] };
        var comparisons = plan.Comparisons();
        Assert.That(comparisons, Is.EqualTo(plan.Comparisons()));
        Assert.That(comparisons.GroupBy(one => one).Select(group => (group.Key, group.Count())), Is.EquivalentTo(new[]
        {
            ((0.0, "one"), 10), ((0.0, "two"), 10), ((0.02, "one"), 2), ((0.02, "two"), 2), ((0.05, "one"), 2), ((0.05, "two"), 2),
            ((0.1, "one"), 2), ((0.1, "two"), 2),
        }));
        Assert.That((plan with { Seed = 9 }).Comparisons(), Is.Not.EqualTo(comparisons));
    }

    private static CalibrationPlan Plan() => new()
    {
        Seed = 1,
        Subject = "fake",
        Identity = "0",
        Machine = "0",
        Aa = 2,
        Planted = 1,
        Alpha = 0.05,
        Looks = [5, 6],
        ProcessSeconds = 0.005,
        Benchmarks = ["one"],
    };
}

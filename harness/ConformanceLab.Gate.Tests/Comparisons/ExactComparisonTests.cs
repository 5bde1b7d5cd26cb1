using ConformanceLab.Gate.Benchmarks;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Gate.Policies;
using ConformanceLab.Gate.Subjects;
using ConformanceLab.Reports.Performance;
using NUnit.Framework;

namespace ConformanceLab.Gate.Tests.Comparisons;

/// <summary>What is counted, beside what is timed.</summary>
public sealed class ExactComparisonTests
{
    private static readonly GatePolicy s_policy = new() { Looks = [8, 12, 16], ProcessSeconds = 0.01, AaSlots = 0, TimeoutSeconds = 20 };

    private static readonly Benchmark s_benchmark =
        new() { Name = "one", Class = "c", Module = typeof(ExactComparisonTests).Assembly.Location };

    [Test]
    public async Task Counts_stand_beside_the_clock_and_decide_nothing_without_a_margin()
    {
        var row = await Compare(FakePlug.Counting(1000, 2000, 100), FakePlug.Counting(1000, 3000, 100), s_policy);
        Assert.That((row.Verdict, row.Exact?.RatioOf("instructions"), row.Exact?.RatioOf("codeBytes")), Is.EqualTo(
            (Verdict.NotRegressed, 1.5, 1.0)));
    }

    [TestCase(100_000, 100_001, 0.0, true)]
    [TestCase(100_000, 100_000, 0.0, false)]
    [TestCase(100_000, 101_000, 0.01, false)]
    [TestCase(100_000, 101_001, 0.01, true)]
    [TestCase(100_000, 50_000, 0.0, false)]
    public async Task More_than_the_policy_allows_is_a_regression_whatever_the_clock_says(long a, long b, double margin, bool isRegressed)
    {
        var policy = s_policy with { ExactMargins = s_policy.ExactMargins.Add("instructions", margin) };
        var row = await Compare(FakePlug.Counting(1000, a, 1), FakePlug.Counting(1000, b, 2), policy);
        Assert.That(row.Verdict, Is.EqualTo(isRegressed ? Verdict.Regressed : Verdict.NotRegressed));
        Assert.That(row.Note ?? "", isRegressed ? Does.StartWith("instructions: 100,000 → ") : Does.Not.Contain("instructions"));
    }

    [Test]
    public async Task Who_cannot_count_is_only_timed()
    {
        var policy = s_policy with { ExactMargins = s_policy.ExactMargins.Add("instructions", 0) };
        var row = await Compare(FakePlug.Counting(1000, 1, 1), FakePlug.Noisy(1000), policy);
        Assert.That((row.Verdict, row.Exact), Is.EqualTo((Verdict.NotRegressed, (ExactComparison?)null)));
    }

    [Test]
    public async Task Counts_are_in_every_report()
    {
        var (a, b) = (FakePlug.Counting(1000, 1000, 1), FakePlug.Counting(1001, 1250, 1));
        var report = await new ComparisonRunner(a, b, s_policy, 1).RunAsync([s_benchmark], TimeProvider.System, default);
        Assert.That(PerformanceMarkdown.Write(report), Does.Contain("| 1.250000 |"));
        Assert.That(ComparisonReport.FromJson(report.ToJson()).ToJson(), Is.EqualTo(report.ToJson()));
        var bench = await new BenchRunner([a, b], 2, 0.01, TimeSpan.FromSeconds(20), 1).RunAsync([s_benchmark], TimeProvider.System, default);
        Assert.That(bench.Results.Select(result => result.Counts!["instructions"]), Is.EqualTo(new[] { 1000, 1250 }));
        var folder = Directory.CreateTempSubdirectory("clab-exact-test-").FullName;
        var page = new PerformancePage();
        page.Add(report);
        page.Add(BenchReport.FromJson(bench.ToJson()));
        Assert.That(File.ReadAllText(page.Write(folder)), Does.Contain(">1.250000<").And.Contain(">1,250<"));
        Directory.Delete(folder, recursive: true);
    }

    [TestCase("")]
    [TestCase("{\"ok\":true,\"run_ms\":[1]}")]
    [TestCase("{\"ok\":false,\"counts\":{\"instructions\":1}}")]
    [TestCase("{\"ok\":true,\"counts\":{\"instructions\":1.5}}")]
    [TestCase("{\"ok\":true,\"counts\":[1]}")]
    [TestCase("{\"ok\":true,\"cou")]
    public void An_answer_that_has_no_counts_is_none(string output) => Assert.That(PlugAnswer.ParseCounts(output), Is.Null);

    [Test]
    public void A_margin_that_makes_no_sense_is_named() => Assert.That(
        () => new GatePolicy { ExactMargins = s_policy.ExactMargins.Add("instructions", -1) }.Check(),
        Throws.InstanceOf<FormatException>().With.Message.StartsWith("exactMargins: instructions: -1 is not a share"));

    private static async Task<BenchmarkComparison> Compare(Subject a, Subject b, GatePolicy policy) =>
        (await new ComparisonRunner(a, b, policy, 1).RunAsync([s_benchmark], TimeProvider.System, default)).Benchmarks.Single();
}

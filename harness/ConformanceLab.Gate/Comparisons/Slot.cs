using System.Diagnostics;
using ConformanceLab.Gate.Benchmarks;
using ConformanceLab.Gate.Policies;
using ConformanceLab.Gate.Subjects;
using ConformanceLab.Statistics;

namespace ConformanceLab.Gate.Comparisons;

/// <summary>A benchmark in a comparison: its blocks, its tests, its verdict. For one thread.</summary>
internal sealed class Slot(Benchmark benchmark, SequentialPlan plan, GatePolicy policy, int repetitions, bool isAa)
{
    private readonly double _margin = policy.MarginOf(benchmark.Name, benchmark.Class);
    private readonly List<Block> _blocks = [];
    private double _seconds;

    public Benchmark Benchmark => benchmark;

    /// <summary>What B does, if not the same: a slowdown is planted in it.</summary>
    public Benchmark? Planted { get; init; }

    public int Repetitions => repetitions;

    public IReadOnlyList<Block> Blocks => _blocks;

    /// <summary>Whether A is compared with itself.</summary>
    public bool IsAa => isAa;

    public SequentialComparison Comparison { get; } = new(plan, policy, policy.MarginOf(benchmark.Name, benchmark.Class));

    public Verdict? Verdict { get; set; }

    /// <summary>What both sides execute, exactly.</summary>
    public ExactComparison? Exact { get; set; }

    /// <summary>What went wrong; then nothing more is measured.</summary>
    public string? Failure { get; private set; }

    public bool IsOpen => Failure is null && Verdict is null;

    public void Fail(string failure) => Failure = failure;

    /// <summary>Measures one block.</summary>
    public async Task MeasureAsync(Subject a, Subject b, bool aFirst, TimeSpan timeout, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var current = "A";
        try
        {
            current = aFirst ? "A" : "B";
            var one = await RunAsync(aFirst).ConfigureAwait(false);
            current = aFirst ? "B" : "A";
            var other = await RunAsync(!aFirst).ConfigureAwait(false);
            var block = new Block
            {
                Order = aFirst ? "AB" : "BA",
                A = ProcessTimes.From(aFirst ? one : other, policy.Quantile),
                B = ProcessTimes.From(aFirst ? other : one, policy.Quantile),
            };
            _blocks.Add(block);
            Comparison.Add(block.LogRatio);
        }
        catch (PlugException error)
        {
            Failure = $"{current}, in block {_blocks.Count + 1}: {error.Message}";
        }

        _seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;

        Task<PlugAnswer> RunAsync(bool isA) =>
            PlugProcess.RunAsync(isA ? a : b, isA ? benchmark : Planted ?? benchmark, repetitions, timeout, cancellation);
    }

    /// <summary>Decides without a family, and never for NOT REGRESSED before the last look: for the rate of false alarms.</summary>
    public void DecideAlone(double alpha)
    {
        if (Comparison.PValue <= alpha)
        {
            Verdict = Comparisons.Verdict.Regressed;
        }
        else if (Comparison.IsExhausted)
        {
            Verdict = Comparison.IsWithinMargin ? Comparisons.Verdict.NotRegressed : Comparisons.Verdict.Inconclusive;
        }
    }

    /// <summary>What came out.</summary>
    /// <param name="family">How many benchmarks share alpha.</param>
    /// <param name="adjusted">The p-value adjusted for them.</param>
    public BenchmarkComparison Report(int family, double? adjusted)
    {
        var report = ReportTimes(family, adjusted) with { Exact = Exact };
        return Exact?.Excesses(policy.ExactMargins).ToList() is not { Count: > 0 } excesses || report.Verdict == Comparisons.Verdict.Broken
            ? report
            : report with
            {
                // A count has no noise: what is more is more, whatever the clock says.
                Verdict = Comparisons.Verdict.Regressed,
                Note = string.Join("; ", report.Note is { } note ? excesses.Append(note) : excesses),
            };
    }

    private BenchmarkComparison ReportTimes(int family, double? adjusted)
    {
        var report = new BenchmarkComparison
        {
            Name = benchmark.Name,
            Class = benchmark.Class,
            Margin = _margin,
            Verdict = Failure is not null ? Comparisons.Verdict.Broken : Verdict ?? Comparisons.Verdict.Inconclusive,
            Note = Failure,
            Blocks = _blocks,
            Seconds = _seconds,
        };
        if (Failure is not null || _blocks.Count == 0)
        {
            return report;
        }

        var estimate = Comparison.Estimate();
        return report with
        {
            Ratio = Math.Exp(estimate.Value),
            Lower = double.IsFinite(estimate.Lower) ? Math.Exp(estimate.Lower) : null,
            Upper = double.IsFinite(estimate.Upper) ? Math.Exp(estimate.Upper) : null,
            P = Comparison.PValue,
            AdjustedP = adjusted,
            SmallestEffect = Comparison.SmallestEffect(family) is var effect && double.IsFinite(effect) ? effect : null,
            A = Quantiles.Median(_blocks.Select(block => block.A.Value).ToArray()),
            B = Quantiles.Median(_blocks.Select(block => block.B.Value).ToArray()),
            Note = Describe(adjusted),
        };
    }

    private string? Describe(double? adjusted)
    {
        var notes = new List<string>();
        if (Verdict == Comparisons.Verdict.NotRegressed && adjusted <= policy.Alpha)
        {
            notes.Add("slower, by less than the margin");
        }

        var unsteady = _blocks.Sum(block => (block.A.IsSteady ? 0 : 1) + (block.B.IsSteady ? 0 : 1));
        if (unsteady > _blocks.Count)
        {
            notes.Add($"{unsteady} of {2 * _blocks.Count} processes never got steady");
        }

        return notes.Count > 0 ? string.Join("; ", notes) : null;
    }
}

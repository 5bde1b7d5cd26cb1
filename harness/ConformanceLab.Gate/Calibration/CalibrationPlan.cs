using System.Collections.Immutable;
using ConformanceLab.Gate.Policies;

namespace ConformanceLab.Gate.Calibration;

/// <summary>
/// All comparisons of a calibration, fixed before the first is made: how many, of what, in which order. The first line of its log; a log is
/// gone on with only by the same plan. Immutable.
/// </summary>
public sealed record CalibrationPlan
{
    /// <summary>Decides the order of comparisons, and all lots.</summary>
    public required int Seed { get; init; }

    /// <summary>What is compared with itself.</summary>
    public required string Subject { get; init; }

    /// <summary>Hash of its code and runtime.</summary>
    public required string Identity { get; init; }

    /// <summary>The machine's fingerprint.</summary>
    public required string Machine { get; init; }

    /// <summary>Comparisons without a slowdown.</summary>
    public required int Aa { get; init; }

    /// <summary>Comparisons with each of the slowdowns.</summary>
    public required int Planted { get; init; }

    /// <summary>The slowdowns.</summary>
    public ImmutableArray<double> Effects { get; init; } = [0.02, 0.05, 0.10];

    /// <summary>The error probability of each comparison.</summary>
    public required double Alpha { get; init; }

    /// <summary>After how many blocks is looked.</summary>
    public required ImmutableArray<int> Looks { get; init; }

    /// <summary>How long a process measures, about.</summary>
    public required double ProcessSeconds { get; init; }

    /// <summary>The names of the benchmarks; comparisons go around them.</summary>
    public required ImmutableArray<string> Benchmarks { get; init; }

    /// <summary>The policy that comparisons are made by.</summary>
    internal GatePolicy Policy => new() { Alpha = Alpha, Looks = Looks, ProcessSeconds = ProcessSeconds };

    /// <summary>The comparisons in their order: a slowdown and a benchmark each.</summary>
    public IReadOnlyList<(double Effect, string Benchmark)> Comparisons()
    {
        double[] effects = [.. Enumerable.Repeat(0.0, Aa), .. Effects.SelectMany(effect => Enumerable.Repeat(effect, Planted))];
        new Random(Seed).Shuffle(effects);
        var counts = new Dictionary<double, int>();
        return [.. effects.Select(effect =>
        {
            var count = counts[effect] = counts.GetValueOrDefault(effect) + 1;
            return (effect, Benchmarks[(count - 1) % Benchmarks.Length]);
        })];
    }

    /// <summary>The lots of a comparison: the same however often the calibration was interrupted.</summary>
    /// <param name="index">Its place.</param>
    internal Random LotsOf(int index) => new(unchecked((Seed * 1_000_003) + index));
}

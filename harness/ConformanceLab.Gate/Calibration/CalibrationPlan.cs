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

    /// <summary>Comparisons with each kind of slowdown of each size.</summary>
    public required int Planted { get; init; }

    /// <summary>The kinds of slowdowns, and what each is tried on.</summary>
    public required ImmutableArray<Slowdown> Slowdowns { get; init; }

    /// <summary>The sizes of slowdowns.</summary>
    public ImmutableArray<double> Effects { get; init => field = value.IsDefault ? field : value; } = [0.02, 0.05, 0.10];

    /// <summary>The error probability of each comparison.</summary>
    public required double Alpha { get; init; }

    /// <summary>After how many blocks is looked.</summary>
    public required ImmutableArray<int> Looks { get; init; }

    /// <summary>How long a process measures, about.</summary>
    public required double ProcessSeconds { get; init; }

    /// <summary>The names of the benchmarks; comparisons without a slowdown go around them, others around those of their kind.</summary>
    public required ImmutableArray<string> Benchmarks { get; init; }

    /// <summary>The policy that comparisons are made by.</summary>
    internal GatePolicy Policy => new() { Alpha = Alpha, Looks = Looks, ProcessSeconds = ProcessSeconds };

    /// <summary>The comparisons in their order.</summary>
    public IReadOnlyList<PlannedComparison> Comparisons()
    {
        PlannedComparison[] comparisons =
        [
            .. Around(Aa, null, 0, Benchmarks),
            .. Slowdowns.SelectMany(slowdown => Effects.SelectMany(
                effect => Around(Planted, slowdown.Kind, effect, slowdown.Benchmarks))),
        ];
        new Random(Seed).Shuffle(comparisons);
        return comparisons;

        static IEnumerable<PlannedComparison> Around(int count, SlowdownKind? kind, double effect, ImmutableArray<string> benchmarks) =>
            Enumerable.Range(0, count).Select(i => new PlannedComparison(kind, effect, benchmarks[i % benchmarks.Length]));
    }

    /// <summary>The lots of a comparison: the same however often the calibration was interrupted.</summary>
    /// <param name="index">Its place.</param>
    internal Random LotsOf(int index) => new(unchecked((Seed * 1_000_003) + index));
}

/// <summary>A comparison of a plan.</summary>
/// <param name="Kind">How B is made slower; null if it is not.</param>
/// <param name="Effect">By how much: 0.05 for 5 %.</param>
/// <param name="Benchmark">The benchmark's name.</param>
public readonly record struct PlannedComparison(SlowdownKind? Kind, double Effect, string Benchmark);

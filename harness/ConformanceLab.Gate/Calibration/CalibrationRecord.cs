using ConformanceLab.Gate.Comparisons;

namespace ConformanceLab.Gate.Calibration;

/// <summary>What one comparison of something with itself, or with itself made slower, came to. Immutable.</summary>
public sealed record CalibrationRecord
{
    /// <summary>Its place in the plan.</summary>
    public required int Index { get; init; }

    /// <summary>How B was made slower; null if it was not, or in a simulation.</summary>
    public SlowdownKind? Kind { get; init; }

    /// <summary>The slowdown that was planted: 0, or 0.02 for 2 %.</summary>
    public required double Effect { get; init; }

    /// <summary>The turns of an empty loop that were planted, if they are what makes it slower.</summary>
    public int? Turns { get; init; }

    /// <summary>The benchmark, or the noise model of a simulation.</summary>
    public required string Benchmark { get; init; }

    /// <summary>Whether the gate's test said REGRESSED.</summary>
    public required bool IsAlarm { get; init; }

    /// <summary>What tests say that pool the iterations of all processes of each side, about the same data.</summary>
    public required ClassicalTests Pooled { get; init; }

    /// <summary>What they say about the first process of each side alone, which is what one run of a usual benchmark has.</summary>
    public required ClassicalTests FirstProcesses { get; init; }

    /// <summary>The log-ratios of the blocks.</summary>
    public required IReadOnlyList<double> LogRatios { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>What went wrong, if something did: then nothing else counts.</summary>
    public string? Failure { get; init; }

    /// <summary>The record of blocks.</summary>
    internal static CalibrationRecord From(
        int index, double effect, string benchmark, bool isAlarm, IReadOnlyList<Block> blocks, double seconds) => new()
    {
        Index = index,
        Effect = effect,
        Benchmark = benchmark,
        IsAlarm = isAlarm,
        Pooled = ClassicalTests.Compute(
            blocks.SelectMany(block => block.A.SteadyTimes()), blocks.SelectMany(block => block.B.SteadyTimes())),
        FirstProcesses = ClassicalTests.Compute(blocks[0].A.SteadyTimes(), blocks[0].B.SteadyTimes()),
        LogRatios = [.. blocks.Select(block => Math.Round(block.LogRatio, 6))],
        Seconds = Math.Round(seconds, 3),
    };
}

using System.Collections.Immutable;
using System.Text.Json;
using ConformanceLab.Gate.Machine;
using ConformanceLab.Statistics;

namespace ConformanceLab.Gate.Comparisons;

/// <summary>Benchmarks on one or several subjects, side by side, without a verdict. Written as JSON. Immutable.</summary>
public sealed record BenchReport
{
    /// <summary>What kind of file it is.</summary>
    public const string Kind = "bench";

    /// <summary><see cref="Kind"/>, in the file.</summary>
    public string Report { get; init => field = value ?? field; } = Kind;

    /// <summary>When it began, in UTC.</summary>
    public required string Started { get; init; }

    /// <summary>What it is of: a commit, for instance.</summary>
    public string? Label { get; init; }

    /// <summary>What was measured.</summary>
    public required IReadOnlyList<SubjectReport> Subjects { get; init; }

    /// <summary>The machine.</summary>
    public required MachineIdentity Machine { get; init; }

    /// <summary>How quiet it was.</summary>
    public required MachineState State { get; init; }

    /// <summary>What the lot was drawn with.</summary>
    public required int Seed { get; init; }

    /// <summary>Whether it was cancelled.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>A row for each benchmark and subject.</summary>
    public required IReadOnlyList<BenchResult> Results { get; init; }

    /// <summary>As JSON, on one line.</summary>
    public string ToJson() => GateJson.Write(this);

    /// <summary>Reads a report.</summary>
    /// <param name="json">What <see cref="ToJson"/> wrote.</param>
    /// <exception cref="JsonException">It is no report.</exception>
    public static BenchReport FromJson(string json) => GateJson.Read<BenchReport>(json);
}

/// <summary>One benchmark on one subject. Immutable.</summary>
public sealed record BenchResult
{
    /// <summary>The benchmark.</summary>
    public required string Name { get; init; }

    /// <summary>Its class.</summary>
    public required string Class { get; init; }

    /// <summary>The mode of the plug: <c>run</c>, <c>compile</c>, …</summary>
    public required string Mode { get; init; }

    /// <summary>Index of the subject.</summary>
    public required int Subject { get; init; }

    /// <summary>What went wrong, if something did; then there are no times.</summary>
    public string? Failure { get; init; }

    /// <summary>What a run executes, exactly, by name; null where the subject does not count.</summary>
    public ImmutableSortedDictionary<string, long>? Counts { get; init; }

    /// <summary>Its processes.</summary>
    public IReadOnlyList<ProcessTimes> Processes { get; init => field = value ?? field; } = [];

    /// <summary>Size of the module in bytes.</summary>
    public long ModuleBytes { get; init; }

    /// <summary>The typical time of a process in milliseconds, with a 95 % interval (Hodges–Lehmann, of logarithms); null without
    /// times.</summary>
    public HodgesLehmann? Estimate()
    {
        if (Processes.Count == 0)
        {
            return null;
        }

        var logarithms = Processes.Select(process => Math.Log(process.Value)).ToArray();
        var estimate = HodgesLehmann.Estimate(logarithms, 0.95, SignFlipStatistic.SignedRank);
        return new HodgesLehmann(Math.Exp(estimate.Value), Math.Exp(estimate.Lower), Math.Exp(estimate.Upper));
    }
}

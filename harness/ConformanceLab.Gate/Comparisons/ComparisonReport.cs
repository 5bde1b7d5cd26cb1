using System.Text.Json;
using ConformanceLab.Gate.Machine;
using ConformanceLab.Gate.Policies;
using ConformanceLab.Statistics;

namespace ConformanceLab.Gate.Comparisons;

/// <summary>All of a comparison: what was compared, on what, and what came out. Written as JSON. Immutable.</summary>
public sealed record ComparisonReport
{
    /// <summary>What kind of file it is.</summary>
    public const string Kind = "comparison";

    /// <summary><see cref="Kind"/>, in the file.</summary>
    public string Report { get; init => field = value ?? field; } = Kind;

    /// <summary>When it began, in UTC: <c>2026-01-31T12:00:00Z</c>.</summary>
    public required string Started { get; init; }

    /// <summary>What it is of: a commit, for instance.</summary>
    public string? Label { get; init; }

    /// <summary>What B is compared with.</summary>
    public required SubjectReport A { get; init; }

    /// <summary>What the verdicts are about.</summary>
    public required SubjectReport B { get; init; }

    /// <summary>The machine.</summary>
    public required MachineIdentity Machine { get; init; }

    /// <summary>How quiet it was.</summary>
    public required MachineState State { get; init; }

    /// <summary>The policy.</summary>
    public required GatePolicy Policy { get; init; }

    /// <summary>What the lot was drawn with.</summary>
    public required int Seed { get; init; }

    /// <summary>Whether nothing was measured because code and runtime are the same.</summary>
    public bool IsIdentical { get; init; }

    /// <summary>Whether it was cancelled: what is undecided is so for that reason.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>The benchmarks.</summary>
    public required IReadOnlyList<BenchmarkComparison> Benchmarks { get; init; }

    /// <summary>Comparisons of A with itself.</summary>
    public required IReadOnlyList<BenchmarkComparison> AaSlots { get; init; }

    /// <summary>False alarms of all comparisons of something with itself that the history of this machine has; null without a
    /// history.</summary>
    public FalseAlarms? FalseAlarms { get; init; }

    /// <summary>The worst verdict: BROKEN, REGRESSED, INCONCLUSIVE, NOT REGRESSED.</summary>
    public Verdict Verdict =>
        new[] { Verdict.Broken, Verdict.Regressed, Verdict.Inconclusive }
            .Cast<Verdict?>()
            .FirstOrDefault(verdict => Benchmarks.Any(benchmark => benchmark.Verdict == verdict)) ?? Verdict.NotRegressed;

    /// <summary>As JSON, on one line.</summary>
    public string ToJson() => GateJson.Write(this);

    /// <summary>Reads a report.</summary>
    /// <param name="json">What <see cref="ToJson"/> wrote.</param>
    /// <exception cref="JsonException">It is no report.</exception>
    public static ComparisonReport FromJson(string json) => GateJson.Read<ComparisonReport>(json);
}

/// <summary>What was measured. Immutable.</summary>
/// <param name="Name">As the user wrote it.</param>
/// <param name="Command">The command line.</param>
/// <param name="Identity">Hash of code and runtime.</param>
public sealed record SubjectReport(string Name, IReadOnlyList<string> Command, string Identity);

/// <summary>How often comparisons of something with itself said REGRESSED. Immutable.</summary>
/// <param name="Alarms">How often they did.</param>
/// <param name="Comparisons">Of how many.</param>
/// <param name="Alpha">The error probability that each was made with.</param>
public sealed record FalseAlarms(int Alarms, int Comparisons, double Alpha)
{
    /// <summary>The rate's 95 % interval (Clopper and Pearson).</summary>
    public BinomialInterval Interval => BinomialInterval.ClopperPearson(Alarms, Comparisons);
}

/// <summary>One benchmark of a comparison. Immutable.</summary>
public sealed record BenchmarkComparison
{
    /// <summary>The benchmark.</summary>
    public required string Name { get; init; }

    /// <summary>Its class.</summary>
    public required string Class { get; init; }

    /// <summary>What is said of B.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The estimate of B/A; null if nothing was measured.</summary>
    public double? Ratio { get; init; }

    /// <summary>Lower end of its interval; null if there is none yet.</summary>
    public double? Lower { get; init; }

    /// <summary>Upper end.</summary>
    public double? Upper { get; init; }

    /// <summary>The repeated p-value of "B is not slower".</summary>
    public double? P { get; init; }

    /// <summary>The same, adjusted for the family.</summary>
    public double? AdjustedP { get; init; }

    /// <summary>The margin that NOT REGRESSED rules out.</summary>
    public required double Margin { get; init; }

    /// <summary>The smallest slowdown that would have been called REGRESSED four times of five; null where none could.</summary>
    public double? SmallestEffect { get; init; }

    /// <summary>The median number of A's processes, in milliseconds.</summary>
    public double? A { get; init; }

    /// <summary>The median number of B's processes, in milliseconds.</summary>
    public double? B { get; init; }

    /// <summary>Exact figures of both sides, beside the clock's; null where one of them does not count.</summary>
    public ExactComparison? Exact { get; init; }

    /// <summary>What a reader should know besides.</summary>
    public string? Note { get; init; }

    /// <summary>The blocks, in their order.</summary>
    public IReadOnlyList<Block> Blocks { get; init => field = value ?? field; } = [];

    /// <summary>How long its processes took, in seconds.</summary>
    public double Seconds { get; init; }
}

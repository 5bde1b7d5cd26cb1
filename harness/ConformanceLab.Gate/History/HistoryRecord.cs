using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Statistics;

namespace ConformanceLab.Gate.History;

/// <summary>A line of history: the time of a benchmark, or a comparison of something with itself. Immutable.</summary>
public sealed record HistoryRecord
{
    /// <summary>The event of a time.</summary>
    public const string Time = "time";

    /// <summary>The event of a comparison of something with itself.</summary>
    public const string Aa = "aa";

    /// <summary><see cref="Time"/> or <see cref="Aa"/>; readers skip others.</summary>
    public required string Event { get; init; }

    /// <summary>When it was measured, in UTC.</summary>
    public required string At { get; init; }

    /// <summary>What it is of: a commit, for instance.</summary>
    public string? Label { get; init; }

    /// <summary>The benchmark.</summary>
    public required string Benchmark { get; init; }

    /// <summary>Its class.</summary>
    public required string Class { get; init; }

    /// <summary>What was measured, as the user wrote it: a series is of one benchmark and one subject.</summary>
    public required string Subject { get; init; }

    /// <summary>Hash of code and runtime.</summary>
    public string? Identity { get; init; }

    /// <summary>The typical time of a process in milliseconds (Hodges–Lehmann, of logarithms).</summary>
    public double? Milliseconds { get; init; }

    /// <summary>Lower end of its 95 % interval; null with fewer than six processes.</summary>
    public double? Lower { get; init; }

    /// <summary>Upper end.</summary>
    public double? Upper { get; init; }

    /// <summary>Whether the machine was busy.</summary>
    public bool? IsBusy { get; init; }

    /// <summary>Error probability of a comparison of something with itself.</summary>
    public double? Alpha { get; init; }

    /// <summary>Whether it was called REGRESSED all the same.</summary>
    public bool? IsAlarm { get; init; }

    /// <summary>What measurements are worth remembering of.</summary>
    /// <param name="report">The measurements.</param>
    public static IEnumerable<HistoryRecord> From(BenchReport report) =>
        from result in report.Results
        where result.Processes.Count > 0
        select OfTime(
            report.Started, report.Label, result.Name, result.Class, report.Subjects[
                result.Subject], result.Processes, report.State.IsBusy);

    /// <summary>What a comparison is worth remembering of: the times of B, and comparisons of A with itself.</summary>
    /// <param name="report">The comparison.</param>
    public static IEnumerable<HistoryRecord> From(ComparisonReport report) =>
    [
        .. from row in report.Benchmarks
           where row.Blocks.Count > 0
           select OfTime(
               report.Started, report.Label, row.Name, row.Class, report.B, [.. row.Blocks.Select(block => block.B)], report.State.IsBusy),
        .. report.AaSlots.Where(_ => !report.IsCancelled).Select(slot => new HistoryRecord
        {
            Event = Aa,
            At = report.Started,
            Label = report.Label,
            Benchmark = slot.Name,
            Class = slot.Class,
            Subject = report.A.Name,
            Identity = report.A.Identity,
            IsBusy = report.State.IsBusy,
            Alpha = report.Policy.Alpha,
            IsAlarm = slot.Verdict == Verdict.Regressed,
        }),
    ];

    private static HistoryRecord OfTime(
        string at, string? label, string benchmark, string ofClass, SubjectReport subject, IReadOnlyList<ProcessTimes> processes,
            bool isBusy)
    {
        var logarithms = processes.Select(process => Math.Log(process.Value)).ToArray();
        var estimate = HodgesLehmann.Estimate(logarithms, 0.95, SignFlipStatistic.SignedRank);
        return new HistoryRecord
        {
            Event = Time,
            At = at,
            Label = label,
            Benchmark = benchmark,
            Class = ofClass,
            Subject = subject.Name,
            Identity = subject.Identity,
            Milliseconds = Math.Exp(estimate.Value),
            Lower = double.IsFinite(estimate.Lower) ? Math.Exp(estimate.Lower) : null,
            Upper = double.IsFinite(estimate.Upper) ? Math.Exp(estimate.Upper) : null,
            IsBusy = isBusy,
        };
    }
}

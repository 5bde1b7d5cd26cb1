using System.Collections.Immutable;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Results;

namespace ConformanceLab.Reports.GitHub;

/// <summary>A command that is bad, and whether it was before.</summary>
/// <param name="Deviation">The command.</param>
/// <param name="IsNew">Whether an earlier run says that it was not.</param>
/// <param name="Was">Its verdict in the earlier run; null if it had none, or there is no earlier run.</param>
public sealed record RankedDeviation(Deviation Deviation, bool IsNew, string? Was)
{
    /// <summary>
    /// All that is bad, what matters most first: what is new; crashes before timeouts before failures before unexpected passes; then by
    /// file and line.
    /// </summary>
    /// <param name="results">The run.</param>
    /// <param name="diff">What changed since an earlier one; null if there is none.</param>
    public static ImmutableArray<RankedDeviation> Rank(ResultSet results, RunDiff? diff)
    {
        var changes = new Dictionary<ResultRecord, CommandChange>((IEqualityComparer<ResultRecord>)ReferenceEqualityComparer.Instance);
        foreach (var change in diff?.Changes.Where(change => change.Is is not null) ?? [])
        {
            changes.Add(change.Is!, change);
        }

        return
        [
            .. results.Deviations
                .Where(deviation => deviation.Command.Outcome.IsBad())
                .Select(deviation => changes.GetValueOrDefault(deviation.Command) is { } change
                    ? new RankedDeviation(deviation, change.Kind == ChangeKind.NewlyBad, change.Was?.Verdict)
                    : new RankedDeviation(deviation, false, null))
                .OrderByDescending(ranked => ranked.IsNew)
                .ThenBy(ranked => RankOf(ranked.Deviation.Command.Outcome)),
        ];
    }

    private static int RankOf(Verdict verdict) => verdict switch
    {
        Verdict.Crash => 0,
        Verdict.Timeout => 1,
        Verdict.Fail => 2,
        _ => 3,
    };
}

using System.Collections.Immutable;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Expectations;

/// <summary>Finds what is wrong with expectations without running anything.</summary>
public static class ExpectationCheck
{
    /// <summary>
    /// Pairs of entries that are about the same command with the same engine, tier and profile: which of them is meant is not clear,
    /// even if both say the same.
    /// </summary>
    public static ImmutableArray<string> FindOverlaps(IEnumerable<ExpectationFile> files)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        var entries = files.SelectMany(file => file.Entries.Select(entry => (file.Name, Entry: entry)));
        foreach (var group in entries.GroupBy(entry => entry.Entry.Id, StringComparer.Ordinal))
        {
            var some = group.ToList();
            for (var first = 0; first < some.Count; first++)
            {
                foreach (var other in some.Skip(first + 1).Where(other => other.Entry.Overlaps(some[first].Entry)))
                {
                    problems.Add($"two entries cover the same: {some[first].Entry} ({some[first].Name}) and {other.Entry} ({other.Name})");
                }
            }
        }

        return problems.ToImmutable();
    }

    /// <summary>Entries of suites that are there, whose script is not there or has no such command (any more).</summary>
    /// <param name="files">The entries.</param>
    /// <param name="suites">The suites that are there; entries of others are not judged.</param>
    /// <exception cref="IOException">A script can't be read.</exception>
    public static ImmutableArray<string> FindStale(IEnumerable<ExpectationFile> files, ImmutableArray<LocatedSuite> suites)
    {
        var entries = files
            .SelectMany(file => file.Entries.Select(entry => (file.Name, Entry: entry)))
            .Where(entry => suites.Any(suite => IsOf(entry.Entry, suite)))
            .ToList();
        if (entries.Count == 0)
        {
            return [];
        }

        var plan = Planner.Plan(suites, new PlanOptions
        {
            Tiers = [Expectation.Any],
            Files = [.. entries.Select(entry => entry.Entry.Script).Distinct(StringComparer.Ordinal)],
        });
        var scripts = plan.Jobs.Select(job => $"{job.Suite}/{job.File}").ToHashSet(StringComparer.Ordinal);
        var commands = plan.Jobs
            .SelectMany(job => Enumerable.Range(0, job.Commands).Select(job.CommandId))
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. entries.Where(entry => !commands.Contains(entry.Entry.Id)).Select(
                entry => scripts.Contains(entry.Entry.Script)
                    ? $"stale: the script has no such command: {entry.Entry} ({entry.Name})"
                    : $"stale: there is no such script: {entry.Entry} ({entry.Name})"),
        ];
    }

    /// <summary>How many entries are about a suite that is not there.</summary>
    public static int CountUnjudged(IEnumerable<ExpectationFile> files, ImmutableArray<LocatedSuite> suites) =>
        files.SelectMany(file => file.Entries).Count(entry => !suites.Any(suite => IsOf(entry, suite)));

    private static bool IsOf(Expectation entry, LocatedSuite suite) =>
        entry.Id.StartsWith(suite.Entry.Name + "/", StringComparison.Ordinal);
}

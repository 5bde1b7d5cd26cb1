using System.Collections.Immutable;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Expectations;

/// <summary>What an update may do, and what new entries say.</summary>
public sealed record ExpectationUpdateOptions
{
    /// <summary>The folder of the files.</summary>
    public required string Folder { get; init; }

    /// <summary>The file for new entries, without folders; null for one that is named like the suite.</summary>
    public string? FileName { get; init; }

    /// <summary>Why new entries deviate.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Where that is discussed or decided.</summary>
    public string Link { get; init; } = "";

    /// <summary>What must happen for new entries to be removed.</summary>
    public string RemoveWhen { get; init; } = "";

    /// <summary>Whether entries that the runs contradict are corrected or removed; if not, they are named and stay.</summary>
    public bool Prune { get; init; }
}

/// <summary>What is to become of an entry.</summary>
public enum ExpectationChangeKind : byte
{
    /// <summary>It is new: a deviation that no entry covers.</summary>
    Added,

    /// <summary>It says something else than the runs, which saw other deviations of the command.</summary>
    Corrected,

    /// <summary>Its command passes.</summary>
    Passes,

    /// <summary>Its script was run, and has no such command.</summary>
    Stale,
}

/// <summary>A difference between the entries and the runs.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="FileName">The file of the entry, without folders.</param>
/// <param name="Entry">The entry: as it will be for one that is new, else as it is.</param>
public sealed record ExpectationChange(ExpectationChangeKind Kind, string FileName, Expectation Entry)
{
    /// <summary>What stands in the place of an entry that is <see cref="ExpectationChangeKind.Corrected"/>.</summary>
    public ImmutableArray<Expectation> Replacements { get; init; } = [];

    /// <summary>Whether it is made; if not, it is only named.</summary>
    public bool IsMade { get; init; } = true;
}

/// <summary>
/// Brings expectations up to what runs saw. New entries say no more than that: one for each engine, tier and profile with which a command
/// deviated. An entry that the runs contradict gives way to what they saw of it, with its reason, link and condition. Doing it again
/// changes nothing. Immutable.
/// </summary>
/// <param name="Changes">Every difference, by id.</param>
/// <param name="Files">The files that are to be written, with their new entries; none for those that stay as they are.</param>
public sealed record ExpectationUpdate(ImmutableArray<ExpectationChange> Changes, ImmutableArray<ExpectationFile> Files)
{
    /// <summary>The changes of a kind that are made.</summary>
    public int CountMade(ExpectationChangeKind kind) => Changes.Count(change => change.Kind == kind && change.IsMade);

    /// <summary>Computes an update; nothing is written.</summary>
    /// <param name="files">The files of the folder.</param>
    /// <param name="runs">What was seen.</param>
    /// <param name="options">How.</param>
    /// <exception cref="FormatException">Two entries cover the same, or the name of a suite can't be that of a file.</exception>
    public static ExpectationUpdate Plan(
        IReadOnlyList<ExpectationFile> files, ObservedRuns runs, ExpectationUpdateOptions options)
    {
        if (ExpectationCheck.FindOverlaps(files) is [var overlap, ..])
        {
            throw new FormatException($"{overlap}; what an update would mean for them is not clear");
        }

        var seen = runs.Observations.ToLookup(observation => observation.Id, StringComparer.Ordinal);
        var scripts = runs.Observations.Select(observation => observation.Script).ToHashSet(StringComparer.Ordinal);
        var changes = new List<ExpectationChange>();
        foreach (var file in files)
        {
            changes.AddRange(
                file.Entries
                    .Where(entry => scripts.Contains(entry.Script))
                    .Select(entry => Judge(file, entry, seen))
                    .OfType<ExpectationChange>()
                    .Select(change => change with { IsMade = options.Prune }));
        }

        // A deviation that an entry is about with another verdict is a matter of that entry.
        var known = new ExpectationSet(files.SelectMany(file => file.Entries));
        foreach (var observation in runs.Observations.Where(observation => observation.IsDeviation))
        {
            if (known.Find(observation.Id, observation.Engine, observation.Tier, observation.Profile) is null)
            {
                changes.Add(
                    new ExpectationChange(
                        ExpectationChangeKind.Added,
                        options.FileName ?? FileNameOf(observation.Suite),
                        Describe(observation, options.Reason, options.Link, options.RemoveWhen)));
            }
        }

        return new ExpectationUpdate(
            [.. changes.OrderBy(change => change.Entry.Id, StringComparer.Ordinal).ThenBy(change => change.Kind)],
            Apply(files, changes, options.Folder));
    }

    // What the runs say against an entry; null if nothing.
    private static ExpectationChange? Judge(ExpectationFile file, Expectation entry, ILookup<string, Observation> seen)
    {
        if (!seen.Contains(entry.Id))
        {
            return new ExpectationChange(ExpectationChangeKind.Stale, file.Name, entry);
        }

        var own = seen[entry.Id]
            .Where(o => o.WasExecuted && entry.Covers(o.Id, o.Engine, o.Tier, o.Profile))
            .ToList();
        if (own.TrueForAll(observation => observation.Verdict.Name() == entry.Verdict))
        {
            return null;
        }

        ImmutableArray<Expectation> replacements =
        [
            .. own.Where(observation => observation.IsDeviation)
                .Select(observation => Describe(observation, entry.Reason, entry.Link, entry.RemoveWhen)),
        ];
        var kind = replacements.IsEmpty ? ExpectationChangeKind.Passes : ExpectationChangeKind.Corrected;
        return new ExpectationChange(kind, file.Name, entry) { Replacements = replacements };
    }

    private static Expectation Describe(Observation observation, string reason, string link, string removeWhen) => new()
    {
        Id = observation.Id,
        Engine = observation.Engine,
        Tier = observation.Tier,
        Profile = observation.Profile,
        Verdict = observation.Verdict.Name(),
        Reason = reason,
        Link = link,
        RemoveWhen = removeWhen,
    };

    private static ImmutableArray<ExpectationFile> Apply(
        IReadOnlyList<ExpectationFile> files, List<ExpectationChange> changes, string folder)
    {
        var written = ImmutableArray.CreateBuilder<ExpectationFile>();
        var byFile = changes.Where(change => change.IsMade).GroupBy(change => change.FileName, StringComparer.Ordinal);
        foreach (var group in byFile.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var entries = (files.FirstOrDefault(file => file.Name == group.Key)?.Entries ?? []).ToList();
            foreach (var change in group)
            {
                if (change.Kind == ExpectationChangeKind.Added)
                {
                    entries.Add(change.Entry);
                }
                else
                {
                    entries.Remove(change.Entry);
                    entries.AddRange(change.Replacements);
                }
            }

            written.Add(new ExpectationFile(Path.Combine(folder, group.Key), ExpectationFile.Sort(entries)));
        }

        return written.ToImmutable();
    }

    private static string FileNameOf(string suite) =>
        suite.Length > 0 && suite.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) < 0 && !suite.StartsWith('.')
            ? suite + ExpectationFile.Extension
            : throw new FormatException($"the name of the suite '{suite}' can't be that of a file");
}

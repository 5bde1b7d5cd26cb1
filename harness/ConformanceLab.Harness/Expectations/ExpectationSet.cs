using System.Collections.Immutable;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Expectations;

/// <summary>All known deviations. Immutable.</summary>
public sealed class ExpectationSet
{
    private readonly ILookup<string, Expectation> _byId;
    private readonly HashSet<string> _files;

    /// <summary>A set of entries.</summary>
    /// <exception cref="FormatException">
    /// An entry lacks its reason, link or condition, its id is none, it names no engine, tier or profile, or its verdict can't be expected.
    /// </exception>
    public ExpectationSet(IEnumerable<Expectation> entries)
    {
        var all = entries.ToList();
        all.ForEach(entry => entry.Validate());
        _byId = all.ToLookup(entry => entry.Id, StringComparer.Ordinal);
        _files = [.. all.Select(entry => entry.Script)];
        All = [.. all];
    }

    /// <summary>No deviation is known.</summary>
    public static ExpectationSet Empty { get; } = new([]);

    /// <summary>All entries.</summary>
    public ImmutableArray<Expectation> All { get; }

    /// <summary>The repository's folder of known deviations, <c>suites/expectations</c>; null outside of a checkout.</summary>
    public static string? FindRepositoryFolder() =>
        SuiteLocator.FindRepositorySuites() is { } suites ? Path.Combine(suites, "expectations") : null;

    /// <summary>Reads every <c>*.json</c> of a folder; a folder that isn't there, or is null, has none.</summary>
    /// <exception cref="IOException">A file can't be read.</exception>
    /// <exception cref="FormatException">A file is wrong.</exception>
    public static ExpectationSet Load(string? folder) =>
        folder is null ? Empty : new ExpectationSet(ExpectationFile.LoadFolder(folder).SelectMany(file => file.Entries));

    /// <summary>The entry that covers a command, or null. Cheap for files that no entry is about.</summary>
    public Expectation? Find(FileJob job, string engine, int index) =>
        _files.Contains($"{job.Suite}/{job.File}") ? Find(job.CommandId(index), engine, job.Tier, job.Profile) : null;

    /// <summary>The entry that covers a command, or null.</summary>
    /// <param name="id">Stable name of the command.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="tier">The tier.</param>
    /// <param name="profile">The profile.</param>
    public Expectation? Find(string id, string engine, string tier, string profile)
    {
        foreach (var entry in _byId[id])
        {
            if (entry.Covers(id, engine, tier, profile))
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>
    /// The result with what is known taken into account: a known failure is expected, a known failure that passes is unexpected.
    /// </summary>
    public CommandResult Apply(FileJob job, string engine, CommandResult result)
    {
        if (Find(job, engine, result.Index) is not { } entry)
        {
            return result;
        }

        if (result.Verdict.Name() == entry.Verdict)
        {
            return result with
            {
                Verdict = Verdict.ExpectedFail,
                Observed = result.Verdict,
                Message = $"{result.Message} [expected: {entry.Reason}; {entry.Link}]",
            };
        }

        return result.Verdict == Verdict.Pass
            ? result with
            {
                Verdict = Verdict.UnexpectedPass,
                Observed = result.Verdict,
                Message = $"it passes: remove the expectation ({entry.Reason}; remove when {entry.RemoveWhen})",
            }
            : result;
    }

    /// <summary>Entries about files of the plan whose commands are not there (any more).</summary>
    public ImmutableArray<string> FindStale(RunPlan plan, string engine)
    {
        if (All.IsEmpty)
        {
            return [];
        }

        var files = new HashSet<string>(StringComparer.Ordinal);
        var met = new HashSet<Expectation>();
        foreach (var job in plan.Jobs)
        {
            var file = $"{job.Suite}/{job.File}";
            if (!_files.Contains(file))
            {
                continue;
            }

            files.Add(file);
            for (var index = 0; index < job.Commands; index++)
            {
                foreach (var entry in _byId[job.CommandId(index)])
                {
                    met.Add(entry);
                }
            }
        }

        return [.. All.Where(entry => !met.Contains(entry) && (entry.Engine == "*" || entry.Engine == engine))
            .Where(entry => files.Contains(entry.Script))
            .Select(entry => entry.Id)];
    }
}

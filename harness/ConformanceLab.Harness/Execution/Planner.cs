using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Runtime.ExceptionServices;
using ConformanceLab.Harness.Interchange;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Execution;

/// <summary>Makes plans from suites or single files.</summary>
public static class Planner
{
    /// <summary>The profile of scripts that belong to no suite: whatever features were asked for.</summary>
    public const string NoProfile = "custom";

    /// <summary>The tier of plans that are made before it is known which engines they are for: see <see cref="RunPlan.On"/>.</summary>
    public const string AnyTier = "*";

    /// <summary>Plans suites: reads and parses every script that is selected.</summary>
    /// <exception cref="IOException">A script can't be read.</exception>
    /// <exception cref="OperationCanceledException">The front end was told to stop.</exception>
    public static RunPlan Plan(IEnumerable<LocatedSuite> suites, PlanOptions options)
    {
        var chosen = suites.Where(suite => IsChosen(suite.Entry, options)).ToList();
        var replaced = Replaced(chosen.Select(suite => suite.Entry));
        var files = new List<(LocatedSuite Suite, string File)>();
        foreach (var suite in chosen)
        {
            foreach (var file in suite.Files())
            {
                if (Matches($"{suite.Entry.Name}/{file}", options.Files))
                {
                    files.Add((suite, file));
                }
            }
        }

        var jobs = new ConcurrentBag<FileJob>();
        ForEach(files, entry =>
        {
            var (suite, file) = entry;
            var features = FeaturesOf(suite.Entry, file, options);
            if (suite.Entry.Proposal is null && replaced.TryGetValue(file, out var by) && (features & by) != 0)
            {
                return; // the proposal's own version of the file stands in its place
            }

            // What nobody executes needs no other front end.
            var path = Path.Combine(suite.Root, file);
            var (script, refusal) = suite.Load(file, suite.Entry.IsSupported ? options.FrontEnd : OwnFrontEnd.Instance);
            foreach (var tier in options.Tiers)
            {
                jobs.Add(new FileJob(suite.Entry.Name, file, path, tier, features, script)
                {
                    Proposal = suite.Entry.Proposal,
                    OwnFeatures = suite.Entry.OwnFeatures(file),
                    Profile = options.Profile ?? suite.Entry.ProfileOf(file),
                    UnsupportedReason = suite.Entry.IsSupported
                        ? refusal
                        : $"{suite.Entry.Name}: {suite.Entry.Reason ?? "the proposal is not built"}",
                    IsRefused = refusal is not null,
                });
            }
        });
        return new RunPlan([.. Shard.ByWeight(jobs)]) { FrontEnd = options.FrontEnd.Name };
    }

    /// <summary>Plans single scripts, which belong to no suite.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="tiers">Tiers.</param>
    /// <param name="features">Proposals that their modules may use.</param>
    /// <param name="frontEnd">What reads them; null for our own parser.</param>
    /// <exception cref="IOException">A script can't be read.</exception>
    /// <exception cref="FormatException">A script in JSON isn't one.</exception>
    /// <exception cref="OperationCanceledException">The front end was told to stop.</exception>
    public static RunPlan PlanFiles(
        IEnumerable<string> paths, IEnumerable<string> tiers, WasmFeatures features, IScriptFrontEnd? frontEnd = null)
    {
        frontEnd ??= OwnFrontEnd.Instance;
        var files = paths.ToArray();
        var loaded = new LoadedScript[files.Length];
        ForEach(Enumerable.Range(0, files.Length), index => loaded[index] = frontEnd.Load(files[index]));
        var jobs = ImmutableArray.CreateBuilder<FileJob>();
        foreach (var (path, (script, refusal)) in files.Zip(loaded))
        {
            foreach (var tier in tiers)
            {
                jobs.Add(new FileJob("file", path.Replace('\\', '/'), path, tier, features, script)
                {
                    Profile = NoProfile,
                    UnsupportedReason = refusal,
                    IsRefused = refusal is not null,
                });
            }
        }

        return new RunPlan(jobs.ToImmutable()) { FrontEnd = frontEnd.Name };
    }

    /// <summary>Does something in parallel; the first exception comes out as it is.</summary>
    internal static void ForEach<T>(IEnumerable<T> items, Action<T> action)
    {
        try
        {
            Parallel.ForEach(items, action);
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }
    }

    private static bool IsChosen(SuiteEntry entry, PlanOptions options) =>
        options.Suites.IsEmpty
            || options.Suites.Contains(entry.Name)
            || (entry.Proposal is { } proposal && options.Suites.Contains(proposal));

    /// <summary>Whether <c>suite/path</c> is selected by filters, as <see cref="PlanOptions.Files"/> describes them.</summary>
    public static bool Matches(string name, ImmutableArray<string> filters)
    {
        if (filters.IsEmpty)
        {
            return true;
        }

        foreach (var filter in filters)
        {
            var matches = filter.AsSpan().ContainsAny('*', '?')
                ? FileSystemName.MatchesSimpleExpression(filter, name, ignoreCase: false)
                : name.Contains(filter, StringComparison.Ordinal);
            if (matches)
            {
                return true;
            }
        }

        return false;
    }

    private static WasmFeatures FeaturesOf(SuiteEntry entry, string file, PlanOptions options) =>
        (entry.FeaturesOf(file, options.Profile) | options.With) & ~options.Without;

    // Files of the core suite that a proposal replaces, with the features that make it do so.
    private static Dictionary<string, WasmFeatures> Replaced(IEnumerable<SuiteEntry> entries)
    {
        var replaced = new Dictionary<string, WasmFeatures>();
        foreach (var entry in entries.Where(entry => entry.IsSupported))
        {
            foreach (var target in entry.Overrides.Values)
            {
                replaced[target] = entry.OwnFeatures("");
            }
        }

        return replaced;
    }
}

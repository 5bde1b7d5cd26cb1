using System.Collections.Immutable;
using ConformanceLab.Harness.Results;

namespace ConformanceLab.Harness.Tracking;

/// <summary>A script, and what came of it in each column that ran it.</summary>
/// <param name="Suite">Name of the suite.</param>
/// <param name="File">Path relative to the suite.</param>
/// <param name="Files">By index of the column.</param>
public sealed record FileGroup(string Suite, string File, SortedDictionary<int, FileResults> Files)
{
    /// <summary><c>suite/path</c>.</summary>
    public string Name => $"{Suite}/{File}";
}

/// <summary>
/// The files of any runs, by column: shards of an engine come together, engines, versions and tiers side by side. Where a column has a file
/// twice, the run that began last counts. Immutable.
/// </summary>
public sealed class ColumnFiles
{
    /// <summary>Brings the files of runs together.</summary>
    /// <param name="runs">The runs, with the files that they were read from.</param>
    public ColumnFiles(IReadOnlyList<ResultFile> runs)
    {
        var replaced = new List<string>();
        var keys = new List<(string Engine, string Version, string Tier)>();
        var all = runs
            .SelectMany(file => file.Runs.Select(run => (file.Path, Run: run)))
            .SelectMany(run => run.Run.Files.Select(file => (run.Path, run.Run, File: file)))
            .ToList();
        foreach (var engine in all.GroupBy(it => (it.Run.Started.Engine!, VersionOf(it.Run))))
        {
            keys.AddRange(
                engine.Select(it => it.File.Tier).Distinct().Order(StringComparer.Ordinal).Select(
                    tier => (engine.Key.Item1, engine.Key.Item2, tier)));
        }

        var versions = keys.Select(key => (key.Engine, key.Version)).Distinct().CountBy(key => key.Engine).ToDictionary();
        Columns =
        [
            .. keys.Select(
                key => new MatrixColumn(
                    key.Engine,
                    key.Version,
                    key.Tier,
                    versions[key.Engine] > 1 ? $"{key.Engine} {key.Version} {key.Tier}" : $"{key.Engine} {key.Tier}")),
        ];
        var groups = new SortedDictionary<string, FileGroup>(StringComparer.Ordinal);
        var begun = new Dictionary<(string, int), string>();
        foreach (var (path, run, file) in all)
        {
            var group = new FileGroup(file.Suite, file.File, []);
            group = groups.TryAdd(group.Name, group) ? group : groups[group.Name];
            var column = keys.IndexOf((run.Started.Engine!, VersionOf(run), file.Tier));
            var start = run.Started.Started ?? "";
            if (begun.TryGetValue((group.Name, column), out var earlier))
            {
                replaced.Add(Columns[column].Name);
                if (string.CompareOrdinal(start, earlier) < 0)
                {
                    continue;
                }
            }

            begun[(group.Name, column)] = start;
            group.Files[column] = file;
        }

        Groups = [.. groups.Values];
        Remarks =
        [
            .. runs.SelectMany(file => file.Warnings),
            .. runs.SelectMany(
                file => file.Runs.Where(run => run.Finished is null).Select(
                    run => $"{file.Path}: the run of {run.Engine} broke off; commands without a verdict count as not passed")),
            .. replaced.CountBy(name => name).Select(
                column => $"{column.Key}: {column.Value} files are in several runs; the run that began last counts"),
        ];
    }

    /// <summary>The columns: engines in the order of the runs, their tiers by name.</summary>
    public ImmutableArray<MatrixColumn> Columns { get; }

    /// <summary>Every script, by name.</summary>
    public ImmutableArray<FileGroup> Groups { get; }

    /// <summary>What readers should know of the runs.</summary>
    public ImmutableArray<string> Remarks { get; }

    private static string VersionOf(RecordedRun run) =>
        run.Started.FrontEnd is null ? run.Started.EngineVersion! : $"{run.Started.EngineVersion} through {run.Started.FrontEnd}";
}

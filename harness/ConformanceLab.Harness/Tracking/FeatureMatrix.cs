using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Results;

namespace ConformanceLab.Harness.Tracking;

/// <summary>A column: a tier of an engine.</summary>
/// <param name="Engine">Name of the engine.</param>
/// <param name="Version">Its version.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Name">What tells it from the other columns, as short as can be: <c>conformancelab baseline</c>.</param>
public sealed record MatrixColumn(string Engine, string Version, string Tier, string Name);

/// <summary>A row: a proposal, on every tier of every engine.</summary>
/// <param name="Proposal">The proposal.</param>
/// <param name="Cells">A cell for each column.</param>
public sealed record MatrixRow(ProposalEntry Proposal, ImmutableArray<MeasuredCell> Cells);

/// <summary>
/// Proposal × engine × tier, measured: a function of the verdicts of runs alone. Nothing in it is entered by hand. Immutable.
/// </summary>
public sealed class FeatureMatrix
{
    private readonly Regex? _unasked;

    private FeatureMatrix(ImmutableArray<MatrixColumn> columns, ImmutableArray<MatrixRow> rows, ColumnFiles files, Regex? unasked)
    {
        _unasked = unasked;
        Columns = columns;
        Rows = rows;
        Files = files;
    }

    /// <summary>The columns: engines in the order of the runs, their tiers by name.</summary>
    public ImmutableArray<MatrixColumn> Columns { get; }

    /// <summary>The rows, in the order of the catalog.</summary>
    public ImmutableArray<MatrixRow> Rows { get; }

    /// <summary>The files behind it.</summary>
    public ColumnFiles Files { get; }

    /// <summary>The cells of a proposal; null if there is none of this name.</summary>
    public MatrixRow? Find(string proposal) => Rows.FirstOrDefault(row => row.Proposal.Name == proposal);

    /// <summary>Measures.</summary>
    /// <param name="catalog">The rows.</param>
    /// <param name="files">The files of the runs.</param>
    /// <param name="sources">The scripts, for rows that some commands of a file measure.</param>
    public static FeatureMatrix Measure(ProposalCatalog catalog, ColumnFiles files, ScriptSources sources)
    {
        var unasked = catalog.CreateUnasked();
        var counts = catalog.Proposals.ToDictionary(
            entry => entry, _ => files.Columns.Select(_ => new CellCounter(unasked)).ToArray());
        var expressions = catalog.Proposals.ToDictionary(entry => entry, entry => entry.CreateExpression());
        foreach (var group in files.Groups)
        {
            foreach (var entry in catalog.Of(group.Name))
            {
                HashSet<string>? ids = null;
                if (expressions[entry] is { } expression)
                {
                    ids = sources.Select(group.Suite, group.File, expression);
                    if (ids is null)
                    {
                        // Without the text nobody knows which commands are meant.
                        continue;
                    }
                }

                foreach (var (column, file) in group.Files.Where(pair => !IsUnasked(pair.Value, sources)))
                {
                    counts[entry][column].Add(file, ids);
                }
            }
        }

        return new FeatureMatrix(
            files.Columns,
            [.. catalog.Proposals.Select(entry => new MatrixRow(entry, [.. counts[entry].Select(counter => counter.ToCell(entry.Whole))]))],
            files,
            unasked);
    }

    // Our parser reads the scripts. What it does not know, no other engine was asked for; that says something of ours alone.
    private static bool IsUnasked(FileResults file, ScriptSources sources) =>
        file.Engine != LabEngine.EngineName
            && sources.SuiteOf(file.Suite) is { Entry.IsSupported: false }
            && file.Commands.All(command => command.Outcome == Verdict.Unsupported);

    /// <summary>
    /// The cell of files that patterns select, for each column: for what is no proposal. An engine that was not asked some of it is not
    /// measured.
    /// </summary>
    /// <param name="files">Patterns of <c>suite/path</c>.</param>
    public ImmutableArray<MeasuredCell> MeasureFiles(ImmutableArray<string> files)
    {
        var entry = new ProposalEntry { Name = "", Title = "", Files = files };
        var counters = Columns.Select(_ => new CellCounter(_unasked)).ToArray();
        foreach (var group in Files.Groups.Where(group => entry.Has(group.Name)))
        {
            foreach (var (column, file) in group.Files)
            {
                counters[column].Add(file, null);
            }
        }

        return [.. counters.Select(counter => counter.ToCell(isWhole: true))];
    }
}

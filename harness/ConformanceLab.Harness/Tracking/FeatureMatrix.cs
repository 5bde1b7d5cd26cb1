using System.Collections.Immutable;
using System.Globalization;
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
    private FeatureMatrix(ImmutableArray<MatrixColumn> columns, ImmutableArray<MatrixRow> rows, ColumnFiles files)
    {
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
        var counts = catalog.Proposals.ToDictionary(
            entry => entry, _ => files.Columns.Select(_ => new CellCounter()).ToArray());
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
            [.. catalog.Proposals.Select(entry => new MatrixRow(entry, [.. counts[entry].Select(counter => counter.ToCell())]))],
            files);
    }

    // Our parser reads the scripts. What it does not know, no other engine was asked for; that says something of ours alone.
    private static bool IsUnasked(FileResults file, ScriptSources sources) =>
        file.Engine != LabEngine.EngineName
            && sources.SuiteOf(file.Suite) is { Entry.IsSupported: false }
            && file.Commands.All(command => command.Outcome == Verdict.Unsupported);

    /// <summary>The cell of files that patterns select, for each column: for what is no proposal.</summary>
    /// <param name="files">Patterns of <c>suite/path</c>.</param>
    public ImmutableArray<MeasuredCell> MeasureFiles(ImmutableArray<string> files)
    {
        var entry = new ProposalEntry { Name = "", Title = "", Files = files };
        var counters = Columns.Select(_ => new CellCounter()).ToArray();
        foreach (var group in Files.Groups.Where(group => entry.Has(group.Name)))
        {
            foreach (var (column, file) in group.Files)
            {
                counters[column].Add(file, null);
            }
        }

        return [.. counters.Select(counter => counter.ToCell())];
    }
}

/// <summary>How much of something an engine was measured to have.</summary>
public enum MeasuredState
{
    /// <summary>No run has commands about it.</summary>
    NotMeasured,

    /// <summary>Nothing that must work works; that invalid modules are rejected says nothing.</summary>
    None,

    /// <summary>Some commands pass.</summary>
    Partial,

    /// <summary>All commands pass.</summary>
    Full,
}

/// <summary>A cell: verdicts of the commands about a proposal on one tier.</summary>
/// <param name="State">What follows from them.</param>
/// <param name="Planned">Commands.</param>
/// <param name="Passed">Those that pass.</param>
/// <param name="Unsupported">Those that were not executed, since the engine says it has not what they need.</param>
/// <param name="Deviating">Those that fail, crash or do not end, known or not.</param>
public sealed record MeasuredCell(MeasuredState State, int Planned, int Passed, int Unsupported, int Deviating)
{
    /// <summary>Which share passes; 0 if there is nothing, and if the state is <see cref="MeasuredState.None"/>.</summary>
    public double Share => State is MeasuredState.None or MeasuredState.NotMeasured ? 0 : (double)Passed / Planned;

    /// <summary>In words: <c>full</c>, <c>12 of 40</c>, <c>none</c>, <c>not measured</c>.</summary>
    public override string ToString() => State switch
    {
        MeasuredState.Full => "full",
        MeasuredState.None => "none",
        MeasuredState.Partial => string.Create(CultureInfo.InvariantCulture, $"{Passed:N0} of {Planned:N0}"),
        _ => "not measured",
    };
}

/// <summary>Adds up the verdicts of a cell.</summary>
internal sealed class CellCounter
{
    private int _planned;
    private int _passed;
    private int _unsupported;
    private int _deviating;
    private bool _works;
    private bool _couldWork;

    /// <summary>Counts a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="ids">Stable names of the commands that count; null for all, those without a verdict too.</param>
    public void Add(FileResults file, HashSet<string>? ids)
    {
        var counted = 0;
        foreach (var command in file.Commands)
        {
            if (ids is not null && !ids.Contains(command.Hash))
            {
                continue;
            }

            counted++;
            var verdict = command.Outcome;
            var passes = verdict is Verdict.Pass or Verdict.UnexpectedPass;
            _passed += passes ? 1 : 0;
            _unsupported += verdict == Verdict.Unsupported ? 1 : 0;
            _deviating += passes || verdict == Verdict.Unsupported ? 0 : 1;

            // An engine that has never heard of a proposal rejects its modules, the invalid ones too.
            var isRejection = command.Command is { } keyword
                && (keyword.StartsWith("assert_malformed", StringComparison.Ordinal)
                    || keyword.StartsWith("assert_invalid", StringComparison.Ordinal)
                    || keyword == "assert_unlinkable");
            _couldWork |= !isRejection;
            _works |= !isRejection && passes;
        }

        _planned += ids is null ? file.Planned : counted;
    }

    /// <summary>The cell.</summary>
    public MeasuredCell ToCell()
    {
        var state = _planned == 0 ? MeasuredState.NotMeasured
            : _passed == _planned ? MeasuredState.Full
            : _passed == 0 || (_couldWork && !_works) ? MeasuredState.None
            : MeasuredState.Partial;
        return new MeasuredCell(state, _planned, _passed, _unsupported, _deviating);
    }
}

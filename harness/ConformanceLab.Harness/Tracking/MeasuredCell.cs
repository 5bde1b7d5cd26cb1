using System.Globalization;
using System.Text.RegularExpressions;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Results;

namespace ConformanceLab.Harness.Tracking;

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
/// <param name="Planned">Commands that it was asked.</param>
/// <param name="Passed">Those that pass.</param>
/// <param name="Unsupported">Those that were not executed, since the engine says it has not what they need.</param>
/// <param name="Deviating">Those that fail, crash or do not end, known or not.</param>
/// <param name="NotAsked">Commands that the engine could not be asked; they are not among the planned ones.</param>
public sealed record MeasuredCell(MeasuredState State, int Planned, int Passed, int Unsupported, int Deviating, int NotAsked)
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
/// <param name="unasked">Finds messages that say that an engine was not asked; null if there are none.</param>
internal sealed class CellCounter(Regex? unasked)
{
    private int _notAsked;
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
        var (counted, skipped) = (0, 0);
        foreach (var command in file.Commands)
        {
            if (ids is not null && !ids.Contains(command.Hash))
            {
                continue;
            }

            var verdict = command.Outcome;
            if (verdict == Verdict.Unsupported && unasked?.IsMatch(command.Message ?? "") == true)
            {
                skipped++;
                continue;
            }

            counted++;
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

        _planned += ids is null ? file.Planned - skipped : counted;
        _notAsked += skipped;
    }

    /// <summary>The cell.</summary>
    /// <param name="isWhole">Whether nothing is measured where something was not asked.</param>
    public MeasuredCell ToCell(bool isWhole)
    {
        var state = _planned == 0 || (isWhole && _notAsked > 0) ? MeasuredState.NotMeasured
            : _passed == _planned ? MeasuredState.Full
            : _passed == 0 || (_couldWork && !_works) ? MeasuredState.None
            : MeasuredState.Partial;
        return new MeasuredCell(state, _planned, _passed, _unsupported, _deviating, _notAsked);
    }
}

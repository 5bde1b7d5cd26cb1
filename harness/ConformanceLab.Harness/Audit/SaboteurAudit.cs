using System.Collections.Immutable;
using System.Globalization;
using ConformanceLab.Harness.Engines.Saboteurs;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Audit;

/// <summary>What contradicts the table.</summary>
public enum AuditFindingKind : byte
{
    /// <summary>It must fail, and passes: an assertion that asserts nothing.</summary>
    Deceived,

    /// <summary>It must not fail, and fails although nothing that it needs has failed.</summary>
    FalseAlarm,

    /// <summary>It is called weak, and fails: the reason is wrong.</summary>
    NotWeak,

    /// <summary>The liar broke down: that proves nothing.</summary>
    Crash,
}

/// <summary>A command that contradicts the table.</summary>
/// <param name="Kind">How.</param>
/// <param name="Saboteur">The lie.</param>
/// <param name="Job">The script.</param>
/// <param name="Index">The command's place among the script's.</param>
public sealed record AuditFinding(AuditFindingKind Kind, Saboteur Saboteur, FileJob Job, int Index)
{
    /// <summary>Its line in the script, from 1.</summary>
    public int Line => Job.Script.Commands[Index].Span.Line;

    /// <summary><c>file:line: kind of finding: saboteur: text</c>, with the name of the command in brackets.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Job.FullPath}:{Line}: {Describe(Kind)}: {Saboteur}: {Job.Script.Excerpt(Job.Script.Commands[Index])} [{Job.CommandId(Index)}]");

    private static string Describe(AuditFindingKind kind) => kind switch
    {
        AuditFindingKind.Deceived => "must fail and passes",
        AuditFindingKind.FalseAlarm => "must not fail and fails",
        AuditFindingKind.NotWeak => "is called weak and fails",
        _ => "the saboteur crashed",
    };
}

/// <summary>Commands that count, under one saboteur.</summary>
/// <param name="Commands">How many there are.</param>
/// <param name="Caught">How many fail.</param>
/// <param name="Spoiled">How many need something that the lie has made fail, so that their verdict says nothing.</param>
public readonly record struct AuditTally(int Commands, int Caught, int Spoiled);

/// <summary>What one saboteur has done to the suites. Immutable.</summary>
/// <param name="Column">The saboteur with its column of the table.</param>
/// <param name="Must">Commands that must fail.</param>
/// <param name="MustNot">Commands that must not.</param>
/// <param name="Weak">Commands that ought to fail and can't.</param>
/// <param name="May">Commands of which some may fail.</param>
/// <param name="Findings">What contradicts the table, by file and line.</param>
/// <param name="Broken">Kinds that commands with findings are of.</param>
public sealed record SaboteurAudit(
    AuditColumn Column,
    AuditTally Must,
    AuditTally MustNot,
    AuditTally Weak,
    AuditTally May,
    ImmutableArray<AuditFinding> Findings,
    CommandKinds Broken)
{
    /// <summary>Whether some assertion was there that could catch the lie. If not, nothing is shown about it.</summary>
    public bool IsAsked => Must.Commands > 0 || May.Caught > 0;
}

/// <summary>Counts what a saboteur does.</summary>
/// <param name="column">The saboteur with its column.</param>
internal sealed class SaboteurTally(AuditColumn column)
{
    private readonly AuditTally[] _tallies = new AuditTally[4];
    private readonly List<AuditFinding> _findings = [];
    private CommandKinds _broken;

    /// <summary>Adds a script.</summary>
    public void Add(AuditedFile file, Verdict[] verdicts)
    {
        var failed = Array.ConvertAll(verdicts, verdict => verdict != Verdict.Pass);
        var spoiled = file.Analysis.FindSpoiled(failed);
        for (var index = 0; index < verdicts.Length; index++)
        {
            if (!file.Counts[index])
            {
                continue;
            }

            var kinds = file.Analysis.Kinds[index];
            var (rule, _) = column.RuleFor(kinds);
            ref var tally = ref _tallies[(int)rule];
            tally = new AuditTally(
                tally.Commands + 1,
                tally.Caught + (verdicts[index] is Verdict.Fail or Verdict.Timeout ? 1 : 0),
                tally.Spoiled + (spoiled[index] ? 1 : 0));
            if (FindingOf(rule, verdicts[index], spoiled[index]) is { } kind)
            {
                _findings.Add(new AuditFinding(kind, column.Saboteur, file.Job, index));
                _broken |= kinds;
            }
        }
    }

    /// <summary>The result.</summary>
    public SaboteurAudit ToAudit() => new(
        column,
        _tallies[(int)AuditRule.MustFail],
        _tallies[(int)AuditRule.MustNotFail],
        _tallies[(int)AuditRule.Weak],
        _tallies[(int)AuditRule.MayFail],
        [.. _findings.OrderBy(finding => finding.Job.Id, StringComparer.Ordinal).ThenBy(finding => finding.Index)],
        _broken);

    private static AuditFindingKind? FindingOf(AuditRule rule, Verdict verdict, bool isSpoiled) => (rule, verdict) switch
    {
        (_, Verdict.Crash) => AuditFindingKind.Crash,
        (AuditRule.MustFail, not (Verdict.Fail or Verdict.Timeout)) => AuditFindingKind.Deceived,
        (AuditRule.MustNotFail, not Verdict.Pass) when !isSpoiled => AuditFindingKind.FalseAlarm,
        (AuditRule.Weak, not Verdict.Pass) when !isSpoiled => AuditFindingKind.NotWeak,
        _ => null,
    };
}

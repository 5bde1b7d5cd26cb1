using ConformanceLab.Harness.Audit;
using ConformanceLab.Harness.Engines;

namespace ConformanceLab.Harness.Scripts;

/// <summary>
/// Assertions that say less than they seem to: there is a lie about just what they assert that they can't tell. They count, and results
/// carry the reason as the attribute <c>weak</c>. The rules are cells of <see cref="AuditTable"/>; <c>clab audit</c> shows that they hold.
/// </summary>
public static class Weakness
{
    /// <summary>What an engine that can't tell malformed from invalid makes of assertions about either.</summary>
    public const string MalformedOrInvalid = "malformed≡invalid: the engine does not tell them apart";

    /// <summary>What an engine with messages of its own makes of assertions that name one.</summary>
    public const string OwnMessages = "message: the engine has words of its own";

    /// <summary>Why an assertion is weak, reasons divided by semicolons; null if it isn't, or if the command is no assertion.</summary>
    /// <param name="command">The command.</param>
    /// <param name="strength">What the engine can tell apart; null for everything.</param>
    public static string? Of(Command command, OracleStrength? strength = null)
    {
        var reasons = AuditTable.WeaknessesOf(CommandClassifier.KindsOf(command));
        if (strength is { TellsMalformedFromInvalid: false }
            && command is AssertModuleFails { Failure: ModuleFailure.Malformed or ModuleFailure.Invalid })
        {
            reasons = reasons.Add(MalformedOrInvalid);
        }

        if (strength is { GivesMessages: false } && command is AssertModuleFails or AssertActionFails { Message: not null })
        {
            reasons = reasons.Add(OwnMessages);
        }

        return reasons.IsEmpty ? null : string.Join("; ", reasons);
    }
}

using ConformanceLab.Harness.Audit;

namespace ConformanceLab.Harness.Scripts;

/// <summary>
/// Assertions that say less than they seem to: there is a lie about just what they assert that they can't tell. They count, and results
/// carry the reason as the attribute <c>weak</c>. The rules are cells of <see cref="AuditTable"/>; <c>clab audit</c> shows that they hold.
/// </summary>
public static class Weakness
{
    /// <summary>Why an assertion is weak, reasons divided by semicolons; null if it isn't, or if the command is no assertion.</summary>
    public static string? Of(Command command)
    {
        var reasons = AuditTable.WeaknessesOf(CommandClassifier.KindsOf(command));
        return reasons.IsEmpty ? null : string.Join("; ", reasons);
    }
}

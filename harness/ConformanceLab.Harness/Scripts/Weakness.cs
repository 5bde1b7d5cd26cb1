namespace ConformanceLab.Harness.Scripts;

/// <summary>
/// Assertions that say less than they seem to: the lie about just what they assert would not be caught. They count, and results carry the
/// reason.
/// </summary>
public static class Weakness
{
    /// <summary>Why an assertion is weak; null if it isn't, or if the command is no assertion.</summary>
    public static string? Of(Command command) => command switch
    {
        AssertReturn { Expected.IsEmpty: true } => "nothing is returned: only a failure would show",
        AssertActionFails { Message: "" } or AssertModuleFails { Message: "" } => "any message does",
        _ => null,
    };
}

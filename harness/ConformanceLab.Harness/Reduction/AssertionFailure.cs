using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Reduction;

/// <summary>How a command fails, so that a smaller script can be asked whether it fails alike.</summary>
/// <param name="Result">The result.</param>
public sealed record AssertionFailure(CommandResult Result)
{
    private const string Dependent = "depends on the ";

    /// <summary>Whether it only fails because something before it has failed.</summary>
    public bool IsDependent => DependsOnOther(Result);

    /// <summary>
    /// Whether a command fails alike: with the same verdict, and in the same way where the engine says how. Which values a function returns
    /// instead of the right ones, or what a trap says, may become others.
    /// </summary>
    public bool IsAlike(CommandResult? other) =>
        other is not null && other.Verdict == Result.Verdict && !DependsOnOther(other) && WayOf(other) == WayOf(Result);

    private static bool DependsOnOther(CommandResult result) => result.Message.StartsWith(Dependent, StringComparison.Ordinal);

    // "returned (i32.const …)", "trap: …", "link error: …": what comes before the details.
    private static string WayOf(CommandResult result)
    {
        var actual = result.Actual ?? "";
        var end = actual.AsSpan().IndexOfAny(':', '(');
        return (end < 0 ? actual : actual[..end]).Trim();
    }
}

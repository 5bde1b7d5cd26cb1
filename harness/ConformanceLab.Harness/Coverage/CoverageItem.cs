using System.Collections.Immutable;

namespace ConformanceLab.Harness.Coverage;

/// <summary>What of the language a script can touch.</summary>
public enum CoverageKind
{
    /// <summary>An instruction, executed.</summary>
    Execution,

    /// <summary>An instruction at which validation rejected a module.</summary>
    Rejection,

    /// <summary>A validation rule, by its anchor in the specification, that a module broke.</summary>
    Rule,

    /// <summary>A message of validation.</summary>
    Invalid,

    /// <summary>A kind of trap.</summary>
    Trap,

    /// <summary>A section of a binary that was malformed in a certain way: <c>section: message</c>.</summary>
    Malformed,
}

/// <summary>One thing that a script can touch.</summary>
/// <param name="Kind">Of what kind.</param>
/// <param name="Name">Which one.</param>
public readonly record struct CoverageItem(CoverageKind Kind, string Name)
{
    /// <summary>As people and the file of reasons write it.</summary>
    public override string ToString() => $"{NameOf(Kind)} {Name}";

    /// <summary>The name of a kind, as in the file of reasons.</summary>
    public static string NameOf(CoverageKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>All kinds, in the order of reports.</summary>
    public static ImmutableArray<CoverageKind> Kinds { get; } = [.. Enum.GetValues<CoverageKind>()];
}

using System.Collections.Immutable;

namespace ConformanceLab.Harness.CrossChecks;

/// <summary>A way in which another program and ours differ, and why.</summary>
/// <param name="Name">Its name, for people.</param>
/// <param name="Explanation">Who is right, and by what.</param>
public sealed record DifferenceKind(string Name, string Explanation);

/// <summary>A place where another program and ours differ.</summary>
/// <param name="Place">The script, and the line of it.</param>
/// <param name="Kinds">Why; empty if nobody knows.</param>
/// <param name="Detail">How.</param>
public sealed record Difference(string Place, ImmutableArray<DifferenceKind> Kinds, string Detail)
{
    /// <summary>Whether it is understood.</summary>
    public bool IsExplained => !Kinds.IsEmpty;
}

/// <summary>What a comparison counted, and what it found.</summary>
/// <param name="Figures">What was counted, by name, in the order in which it should be read.</param>
/// <param name="Differences">The differences, by place.</param>
/// <param name="Skipped">What could not be compared, each with the reason.</param>
public sealed record CrossCheckReport(
    ImmutableArray<(string Name, long Count)> Figures, ImmutableArray<Difference> Differences, ImmutableArray<string> Skipped);

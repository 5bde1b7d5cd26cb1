using Microsoft.CodeAnalysis;

namespace ConformanceLab.MutationTester.Mutants;

/// <summary>Where a mutant is made: the node that is replaced, and by what.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Tree">The file's index among the sources of the engine.</param>
/// <param name="Node">An expression, or a statement that is one.</param>
/// <param name="Replacement">The same, changed; null where the statement is left out.</param>
/// <param name="CastTo">The type that a constant's conversion must be written out for; null if none.</param>
public sealed record MutationSite(Mutant Mutant, int Tree, SyntaxNode Node, SyntaxNode? Replacement, string? CastTo);

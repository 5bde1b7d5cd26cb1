using ConformanceLab.MutationTester.Mutants;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConformanceLab.MutationTester.Building;

/// <summary>
/// Writes mutants into the source so that one build has them all and a number chooses one.
/// Source: Untch, Offutt and Harrold, "Mutation Analysis Using Mutant Schemata".
/// <code>
/// a + b       →   (Mutation.Is(17) ? (a - b) : (a + b))
/// Trap();     →   { if (Mutation.Is(18)) { } else { Trap(); } }
/// </code>
/// Sites may lie inside each other: the mutated branch is the original text with one change, the other one has the inner sites.
/// </summary>
internal static class Schemata
{
    /// <summary>The kind of the annotation that says which mutant a node of the changed source belongs to.</summary>
    public const string Annotation = "mutant";

    /// <summary>The class that chooses, compiled into the engine.</summary>
    public static string Chooser(int mutants) => $$"""
        namespace ConformanceLab.Wasm;

        internal static class Mutation
        {
            public static readonly int Active = int.Parse(
                System.Environment.GetEnvironmentVariable("{{Running.Worker.MutantVariable}}") ?? "{{Running.Worker.Original}}",
                System.Globalization.CultureInfo.InvariantCulture);
            public static readonly bool[] Reached = new bool[{{mutants}}];

            [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
            public static bool Is(int mutant)
            {
                if (Active == {{Running.Worker.Trace}})
                {
                    Reached[mutant] = true;
                }

                return mutant == Active;
            }
        }
        """;

    /// <summary>A file with some mutants in it.</summary>
    /// <param name="root">The file.</param>
    /// <param name="sites">The mutants and their numbers.</param>
    public static SyntaxNode Weave(SyntaxNode root, IEnumerable<(int Number, MutationSite Site)> sites)
    {
        var byNode = sites.GroupBy(entry => entry.Site.Node).ToDictionary(group => group.Key, group => group.ToList());
        return root.ReplaceNodes(byNode.Keys, (original, rewritten) =>
        {
            var result = rewritten;
            foreach (var (number, site) in byNode[original])
            {
                result = result is StatementSyntax statement
                    ? Choose(number, site, statement)
                    : Choose(number, site, (ExpressionSyntax)result);
            }

            return result;
        });
    }

    private static ExpressionSyntax Choose(int number, MutationSite site, ExpressionSyntax original)
    {
        var choice = SyntaxFactory.ConditionalExpression(
                Is(number),
                SyntaxFactory.ParenthesizedExpression((ExpressionSyntax)site.Replacement!.WithoutTrivia()),
                SyntaxFactory.ParenthesizedExpression(original.WithoutTrivia()))
            .WithAdditionalAnnotations(Note(number));
        ExpressionSyntax result = SyntaxFactory.ParenthesizedExpression(choice);
        if (site.CastTo is { } type)
        {
            result = SyntaxFactory.ParenthesizedExpression(SyntaxFactory.CheckedExpression(
                SyntaxKind.UncheckedExpression, SyntaxFactory.CastExpression(SyntaxFactory.ParseTypeName(type), result)));
        }

        return result.WithAdditionalAnnotations(Note(number)).WithTriviaFrom(site.Node);
    }

    private static StatementSyntax Choose(int number, MutationSite site, StatementSyntax original)
    {
        var mutated = site.Replacement is StatementSyntax statement ? new[] { statement.WithoutTrivia() } : [];
        var choice = SyntaxFactory.IfStatement(
            Is(number), SyntaxFactory.Block(mutated), SyntaxFactory.ElseClause(SyntaxFactory.Block(original.WithoutTrivia())));
        return SyntaxFactory.Block(choice).WithAdditionalAnnotations(Note(number)).WithTriviaFrom(site.Node);
    }

    private static ExpressionSyntax Is(int number) => SyntaxFactory.ParseExpression(
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"global::ConformanceLab.Wasm.Mutation.Is({number})"));

    private static SyntaxAnnotation Note(int number) =>
        new(Annotation, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

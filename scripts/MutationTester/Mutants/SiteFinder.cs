using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConformanceLab.MutationTester.Mutants;

/// <summary>
/// Finds everything in a file that an operator can change. Left out are
/// constant contexts (attributes, constants, enumerations, default values, labels and patterns), where no mutant can be switched;
/// static constructors and initializers, because they run once in a process, before it could be said which script reaches them;
/// what is made to be thrown, asserted in debug builds, printed, or does nothing but free (destructors, <c>Dispose</c>, <c>Free</c>,
/// <c>ToString</c>), because no script sees it;
/// conditions and statements that declare or first assign variables, without which nothing compiles;
/// exchanges that change nothing whatever the values are (arguments of commutative methods, right shifts of unsigned integers).
/// What the compiler rejects nevertheless is left out by <see cref="Building.SchemataBuild"/>.
/// </summary>
internal sealed partial class SiteFinder
{
    private static readonly HashSet<string> s_unseen = ["Dispose", "Free", "Finalize", "ToString", "GetHashCode"];

    private readonly string _area;
    private readonly string _file;
    private readonly int _tree;
    private readonly SemanticModel _model;
    private readonly Dictionary<string, int> _occurrences = [];
    private readonly List<MutationSite> _sites = [];

    private SiteFinder(string area, string file, int tree, SemanticModel model)
    {
        _area = area;
        _file = file;
        _tree = tree;
        _model = model;
    }

    /// <summary>All sites of a file, in the order of the text.</summary>
    /// <param name="area">The area that the file belongs to.</param>
    /// <param name="file">Its path, relative to the engine's project.</param>
    /// <param name="tree">Its index.</param>
    /// <param name="model">Its meaning.</param>
    public static IReadOnlyList<MutationSite> Find(string area, string file, int tree, SemanticModel model)
    {
        var finder = new SiteFinder(area, file, tree, model);
        foreach (var node in model.SyntaxTree.GetRoot().DescendantNodes(IsEntered))
        {
            finder.Visit(node);
        }

        return finder._sites;
    }

    private static bool IsEntered(SyntaxNode node) => node switch
    {
        AttributeListSyntax or EnumDeclarationSyntax or ParameterListSyntax or DestructorDeclarationSyntax or ThrowStatementSyntax
            or ThrowExpressionSyntax or SwitchLabelSyntax or PatternSyntax or InterpolatedStringExpressionSyntax => false,
        MethodDeclarationSyntax method => !s_unseen.Contains(method.Identifier.ValueText),
        FieldDeclarationSyntax field => !field.Modifiers.Any(SyntaxKind.ConstKeyword) && !field.Modifiers.Any(SyntaxKind.StaticKeyword),
        PropertyDeclarationSyntax property => property.Initializer is null || !property.Modifiers.Any(SyntaxKind.StaticKeyword),
        ConstructorDeclarationSyntax constructor => !constructor.Modifiers.Any(SyntaxKind.StaticKeyword),
        LocalDeclarationStatementSyntax local => !local.Modifiers.Any(SyntaxKind.ConstKeyword),
        InvocationExpressionSyntax call => call.Expression.ToString() is not "nameof" and not "Debug.Assert",
        _ => true,
    };

    private void Visit(SyntaxNode node)
    {
        switch (node)
        {
            case BinaryExpressionSyntax binary:
                VisitBinary(binary);
                break;
            case LiteralExpressionSyntax literal when literal.Token.Value is int or uint or long or ulong or byte:
                VisitInteger(literal);
                break;
            case PrefixUnaryExpressionSyntax unary:
                VisitUnary(unary);
                break;
            case IfStatementSyntax choice:
                VisitCondition(choice.Condition, isLoop: false);
                break;
            case ConditionalExpressionSyntax choice:
                VisitCondition(choice.Condition, isLoop: false);
                break;
            case WhileStatementSyntax loop:
                VisitCondition(loop.Condition, isLoop: true);
                break;
            case ForStatementSyntax { Condition: { } condition }:
                VisitCondition(condition, isLoop: true);
                break;
            case ExpressionStatementSyntax statement:
                VisitStatement(statement);
                break;
            case InvocationExpressionSyntax call:
                VisitCall(call);
                break;
            case CastExpressionSyntax cast when Swapped(cast.Type) is { } type:
                Add(MutationOperator.Signedness, cast, cast.WithType(type));
                break;
        }

        if (node is ExpressionSyntax expression
            && node.Parent is ArrowExpressionClauseSyntax or ReturnStatementSyntax or EqualsValueClauseSyntax)
        {
            VisitLanes(expression);
        }
    }

    private void VisitBinary(BinaryExpressionSyntax binary)
    {
        if (Operators.Replacements.TryGetValue(binary.Kind(), out var replacements) && !Declares(binary))
        {
            foreach (var (kind, replacement) in replacements)
            {
                if (kind != MutationOperator.Shift || !IsSameShift(binary))
                {
                    Add(kind, binary, Operators.With(binary, replacement));
                }
            }
        }
    }

    private void VisitInteger(LiteralExpressionSyntax literal)
    {
        var suffix = SuffixOf(literal.Token.Text);
        var value = Convert.ToUInt64(literal.Token.Value, System.Globalization.CultureInfo.InvariantCulture);
        if (literal.Parent is PrefixUnaryExpressionSyntax)
        {
            return;
        }

        if (value < (literal.Token.Value is int ? int.MaxValue : ulong.MaxValue))
        {
            Add(MutationOperator.Constant, literal, SyntaxFactory.ParseExpression(Text(value + 1) + suffix));
        }

        if (value > 0)
        {
            Add(MutationOperator.Constant, literal, SyntaxFactory.ParseExpression(Text(value - 1) + suffix));
        }
    }

    private void VisitUnary(PrefixUnaryExpressionSyntax unary)
    {
        var isLiteral = unary.Operand is LiteralExpressionSyntax;
        if (unary.Kind() is SyntaxKind.UnaryMinusExpression or SyntaxKind.BitwiseNotExpression or SyntaxKind.LogicalNotExpression
            && !Declares(unary))
        {
            Add(MutationOperator.Unary, unary, unary.Operand);
        }

        if (unary.IsKind(SyntaxKind.UnaryMinusExpression) && isLiteral)
        {
            Add(MutationOperator.Constant, unary, SyntaxFactory.ParseExpression($"({unary} + 1)"));
            Add(MutationOperator.Constant, unary, SyntaxFactory.ParseExpression($"({unary} - 1)"));
        }
    }

    private void VisitCondition(ExpressionSyntax condition, bool isLoop)
    {
        if (condition is LiteralExpressionSyntax || Declares(condition))
        {
            return;
        }

        Add(MutationOperator.Condition, condition, SyntaxFactory.LiteralExpression(SyntaxKind.FalseLiteralExpression));
        if (isLoop)
        {
            return;
        }

        Add(MutationOperator.Condition, condition, SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression));
        if (condition.Kind() is not (SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression or SyntaxKind.LogicalNotExpression))
        {
            Add(MutationOperator.Condition, condition, SyntaxFactory.ParseExpression($"!({condition})"));
        }
    }

    private void VisitStatement(ExpressionStatementSyntax statement)
    {
        if (Declares(statement) || statement.Expression.ToString().StartsWith("Debug.Assert", StringComparison.Ordinal))
        {
            return;
        }

        if (!AssignsLocal(statement.Expression) && statement.Expression is not AssignmentExpressionSyntax { Left: TupleExpressionSyntax })
        {
            Add(MutationOperator.Deletion, statement, null);
        }

        if (Operators.Statement(statement.Expression) is { } replacement)
        {
            Add(MutationOperator.Assignment, statement, statement.WithExpression(replacement));
        }
    }

    private void VisitCall(InvocationExpressionSyntax call)
    {
        if (call.Parent is ExpressionStatementSyntax || Declares(call))
        {
            return;
        }

        if (call.Expression is MemberAccessExpressionSyntax { Name: var name } member)
        {
            foreach (var counterpart in Operators.Counterparts(name.Identifier.ValueText))
            {
                var other = name.WithIdentifier(SyntaxFactory.Identifier(counterpart));
                Add(MutationOperator.Method, call, call.WithExpression(member.WithName(other)));
            }

            if (name is GenericNameSyntax { TypeArgumentList.Arguments: [var type] } generic && Swapped(type) is { } swapped)
            {
                var arguments = generic.TypeArgumentList.WithArguments([swapped]);
                Add(MutationOperator.Signedness, call, call.WithExpression(member.WithName(generic.WithTypeArgumentList(arguments))));
            }
        }

        if (call.ArgumentList.Arguments is [var first, var second, ..] arguments2
            && first.RefKindKeyword.IsKind(SyntaxKind.None) && second.RefKindKeyword.IsKind(SyntaxKind.None)
            && first.Expression.ToString() != second.Expression.ToString()
            && !IsCommutative(call)
            && SymbolEqualityComparer.Default.Equals(ConvertedType(first.Expression), ConvertedType(second.Expression)))
        {
            var exchanged = arguments2.Replace(arguments2[0], first.WithExpression(second.Expression.WithoutTrivia()));
            exchanged = exchanged.Replace(exchanged[1], second.WithExpression(first.Expression.WithoutTrivia()));
            Add(MutationOperator.Arguments, call, call.WithArgumentList(call.ArgumentList.WithArguments(exchanged)));
        }
    }

    // a.AsInt16() → a.AsUInt16(), everywhere in an expression at once, because both operands of a vector have one type.
    private void VisitLanes(ExpressionSyntax expression)
    {
        foreach (var (from, to) in Operators.Lanes)
        {
            var names = expression.DescendantNodes()
                .OfType<IdentifierNameSyntax>()
                .Where(name => name.Identifier.ValueText == from)
                .ToList();
            if (names.Count > 0 && !Declares(expression))
            {
                var changed = expression.ReplaceNodes(names, (name, _) => name.WithIdentifier(SyntaxFactory.Identifier(to)));
                Add(MutationOperator.Signedness, expression, changed);
            }
        }
    }

    private void Add(MutationOperator kind, SyntaxNode node, SyntaxNode? replacement)
    {
        if (IsBehindConditionalAccess(node))
        {
            return;
        }

        var member = MemberOf(node);
        var original = Compact(node);
        var mutated = replacement is null ? "" : Compact(replacement);
        var key = string.Join('\n', kind, member, original, mutated);
        var occurrence = _occurrences[key] = _occurrences.GetValueOrDefault(key) + 1;
        var line = node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        var mutant = new Mutant(_area, kind, _file, line, member, original, mutated, occurrence);
        _sites.Add(new MutationSite(mutant, _tree, node, replacement, CastOf(node)));
    }

    // Where a constant is converted, C# sees that it fits; of a choice between two it does not.
    private string? CastOf(SyntaxNode node) =>
        node is ExpressionSyntax && _model.GetConstantValue(node).HasValue
            && _model.GetTypeInfo(node).ConvertedType is { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 } type
            ? type.ToDisplayString()
            : null;

    private ITypeSymbol? ConvertedType(ExpressionSyntax expression) => _model.GetTypeInfo(expression).ConvertedType;

    private bool AssignsLocal(ExpressionSyntax expression) =>
        expression is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax left }
        && _model.GetSymbolInfo(left).Symbol is ILocalSymbol;

    private bool IsCommutative(InvocationExpressionSyntax call) =>
        _model.GetSymbolInfo(call).Symbol?.Name is
            "Min" or "Max" or "Equals" or "AddSaturate" or "EqualsAny" or "EqualsAll" or "Add" or "Multiply" or "ReferenceEquals";

    // Right shifts of unsigned integers are the same, and of vectors of them.
    private bool IsSameShift(BinaryExpressionSyntax binary)
    {
        var type = _model.GetTypeInfo(binary.Left).Type;
        type = type is INamedTypeSymbol { Name: "Vector128", TypeArguments: [var lane] } ? lane : type;
        return !binary.IsKind(SyntaxKind.LeftShiftExpression) && type?.Name is "Byte" or "UInt16" or "UInt32" or "UInt64" or "UInt128";
    }

    // The rest of a?.b(c) is no expression of its own.
    private static bool IsBehindConditionalAccess(SyntaxNode node) =>
        node.DescendantNodesAndSelf().Any(inner => inner is MemberBindingExpressionSyntax or ElementBindingExpressionSyntax
            && inner.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>() is { } access && !node.Contains(access));

    private static bool Declares(SyntaxNode node) =>
        node.DescendantNodesAndSelf().Any(static inner => inner is VariableDesignationSyntax or DeclarationExpressionSyntax);

    private static TypeSyntax? Swapped(TypeSyntax type) =>
        type is PredefinedTypeSyntax && Operators.OtherSign(type.ToString()) is { } other ? SyntaxFactory.ParseTypeName(other) : null;

    private static string MemberOf(SyntaxNode node)
    {
        var type = node.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.ValueText;
        var member = node.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault() switch
        {
            MethodDeclarationSyntax method => method.Identifier.ValueText,
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            ConstructorDeclarationSyntax => ".ctor",
            IndexerDeclarationSyntax => "this[]",
            OperatorDeclarationSyntax declared => declared.OperatorToken.ValueText,
            _ => "",
        };
        return $"{type}.{member}";
    }

    private static string SuffixOf(string text)
    {
        var isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return string.Concat(text.Skip(isHex ? 2 : 0).SkipWhile(c => c == '_' || (isHex ? char.IsAsciiHexDigit(c) : char.IsAsciiDigit(c))));
    }

    private static string Text(ulong value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Compact(SyntaxNode node) => Space().Replace(node.WithoutTrivia().ToString(), " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConformanceLab.MutationTester.Mutants;

/// <summary>What each operator makes of what.</summary>
internal static class Operators
{
    /// <summary>Binary expressions.</summary>
    public static IReadOnlyDictionary<SyntaxKind, (MutationOperator Operator, SyntaxKind Replacement)[]> Replacements { get; } =
        new Dictionary<SyntaxKind, (MutationOperator, SyntaxKind)[]>
        {
            [SyntaxKind.AddExpression] = [(MutationOperator.Arithmetic, SyntaxKind.SubtractExpression)],
            [SyntaxKind.SubtractExpression] = [(MutationOperator.Arithmetic, SyntaxKind.AddExpression)],
            [SyntaxKind.MultiplyExpression] = [(MutationOperator.Arithmetic, SyntaxKind.AddExpression)],
            [SyntaxKind.DivideExpression] = [(MutationOperator.Arithmetic, SyntaxKind.MultiplyExpression)],
            [SyntaxKind.ModuloExpression] = [(MutationOperator.Arithmetic, SyntaxKind.DivideExpression)],
            [SyntaxKind.BitwiseAndExpression] = [(MutationOperator.Bitwise, SyntaxKind.BitwiseOrExpression)],
            [SyntaxKind.BitwiseOrExpression] = [(MutationOperator.Bitwise, SyntaxKind.BitwiseAndExpression)],
            [SyntaxKind.ExclusiveOrExpression] = [(MutationOperator.Bitwise, SyntaxKind.BitwiseOrExpression)],
            [SyntaxKind.LogicalAndExpression] = [(MutationOperator.Logical, SyntaxKind.LogicalOrExpression)],
            [SyntaxKind.LogicalOrExpression] = [(MutationOperator.Logical, SyntaxKind.LogicalAndExpression)],
            [SyntaxKind.EqualsExpression] = [(MutationOperator.Relational, SyntaxKind.NotEqualsExpression)],
            [SyntaxKind.NotEqualsExpression] = [(MutationOperator.Relational, SyntaxKind.EqualsExpression)],
            [SyntaxKind.LessThanExpression] =
            [
                (MutationOperator.Relational, SyntaxKind.GreaterThanExpression),
                (MutationOperator.Boundary, SyntaxKind.LessThanOrEqualExpression),
            ],
            [SyntaxKind.LessThanOrEqualExpression] =
            [
                (MutationOperator.Relational, SyntaxKind.GreaterThanOrEqualExpression),
                (MutationOperator.Boundary, SyntaxKind.LessThanExpression),
            ],
            [SyntaxKind.GreaterThanExpression] =
            [
                (MutationOperator.Relational, SyntaxKind.LessThanExpression),
                (MutationOperator.Boundary, SyntaxKind.GreaterThanOrEqualExpression),
            ],
            [SyntaxKind.GreaterThanOrEqualExpression] =
            [
                (MutationOperator.Relational, SyntaxKind.LessThanOrEqualExpression),
                (MutationOperator.Boundary, SyntaxKind.GreaterThanExpression),
            ],
            [SyntaxKind.LeftShiftExpression] = [(MutationOperator.Shift, SyntaxKind.RightShiftExpression)],
            [SyntaxKind.RightShiftExpression] = [(MutationOperator.Shift, SyntaxKind.UnsignedRightShiftExpression)],
            [SyntaxKind.UnsignedRightShiftExpression] = [(MutationOperator.Shift, SyntaxKind.RightShiftExpression)],
        };

    /// <summary>Views of a vector's lanes: from, to.</summary>
    public static IReadOnlyList<(string From, string To)> Lanes { get; } =
    [
        ("AsSByte", "AsByte"), ("AsInt16", "AsUInt16"), ("AsUInt16", "AsInt16"), ("AsInt32", "AsUInt32"), ("AsUInt32", "AsInt32"),
        ("AsInt64", "AsUInt64"), ("AsUInt64", "AsInt64"),
    ];

    private static readonly (string, string)[] s_counterparts =
    [
        ("Min", "Max"), ("LeadingZeroCount", "TrailingZeroCount"), ("RotateLeft", "RotateRight"), ("Ceiling", "Floor"),
        ("Truncate", "Floor"), ("WidenLower", "WidenUpper"), ("AddSaturate", "SubtractSaturate"), ("LessThan", "LessThanOrEqual"), ("LessThan", "GreaterThan"),
        ("GreaterThan", "GreaterThanOrEqual"), ("LessThanOrEqual", "GreaterThanOrEqual"), ("EqualsAny", "EqualsAll"), ("And", "Or"),
        ("MultiplyAddEstimate", "FusedMultiplyAdd"), ("IsNaN", "IsInfinity"), ("IsNegative", "IsPositive"),
    ];

    private static readonly (string, string)[] s_signs =
        [("sbyte", "byte"), ("short", "ushort"), ("int", "uint"), ("long", "ulong"), ("nint", "nuint")];

    private static readonly Dictionary<SyntaxKind, (SyntaxKind Expression, SyntaxKind Token)> s_assignments = new()
    {
        [SyntaxKind.AddAssignmentExpression] = (SyntaxKind.SubtractAssignmentExpression, SyntaxKind.MinusEqualsToken),
        [SyntaxKind.SubtractAssignmentExpression] = (SyntaxKind.AddAssignmentExpression, SyntaxKind.PlusEqualsToken),
        [SyntaxKind.OrAssignmentExpression] = (SyntaxKind.AndAssignmentExpression, SyntaxKind.AmpersandEqualsToken),
        [SyntaxKind.AndAssignmentExpression] = (SyntaxKind.OrAssignmentExpression, SyntaxKind.BarEqualsToken),
        [SyntaxKind.LeftShiftAssignmentExpression] =
            (SyntaxKind.RightShiftAssignmentExpression, SyntaxKind.GreaterThanGreaterThanEqualsToken),
        [SyntaxKind.RightShiftAssignmentExpression] = (SyntaxKind.LeftShiftAssignmentExpression, SyntaxKind.LessThanLessThanEqualsToken),
    };

    /// <summary>A binary expression with another operator.</summary>
    public static BinaryExpressionSyntax With(BinaryExpressionSyntax binary, SyntaxKind replacement) =>
        SyntaxFactory.BinaryExpression(replacement, binary.Left.WithoutTrivia(), binary.Right.WithoutTrivia()).NormalizeWhitespace();

    /// <summary>Names of methods that take the same and give something else.</summary>
    public static IEnumerable<string> Counterparts(string name) =>
        s_counterparts.Where(pair => pair.Item1 == name).Select(pair => pair.Item2)
            .Concat(s_counterparts.Where(pair => pair.Item2 == name).Select(pair => pair.Item1));

    /// <summary>The integer type of the same size with, or without, sign; null if it is none.</summary>
    public static string? OtherSign(string type)
    {
        foreach (var (signed, unsigned) in s_signs)
        {
            if (type == signed || type == unsigned)
            {
                return type == signed ? unsigned : signed;
            }
        }

        return null;
    }

    /// <summary>The counterpart of a statement's assignment; null if it has none.</summary>
    public static ExpressionSyntax? Statement(ExpressionSyntax expression) => expression switch
    {
        AssignmentExpressionSyntax assignment when s_assignments.TryGetValue(assignment.Kind(), out var other) =>
            SyntaxFactory.AssignmentExpression(
                other.Expression, assignment.Left, SyntaxFactory.Token(other.Token).WithTrailingTrivia(SyntaxFactory.Space), assignment.Right),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression } counted =>
            SyntaxFactory.PostfixUnaryExpression(SyntaxKind.PostDecrementExpression, counted.Operand),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostDecrementExpression } counted =>
            SyntaxFactory.PostfixUnaryExpression(SyntaxKind.PostIncrementExpression, counted.Operand),
        _ => null,
    };
}

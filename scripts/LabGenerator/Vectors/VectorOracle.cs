using System.Numerics;
using System.Text.RegularExpressions;
using ConformanceLab.LabGenerator.Numbers;

namespace ConformanceLab.LabGenerator.Vectors;

/// <summary>Vector instructions without immediates, lane by lane from the scalar oracles. Source: specification, "Vector Operations".</summary>
public static partial class VectorOracle
{
    private static readonly string[] s_comparisons = ["eq", "ne", "lt", "gt", "le", "ge"];

    /// <summary>The shape in which an instruction sees its vector operands.</summary>
    public static Shape OperandShape(string mnemonic)
    {
        var (name, operation) = Divide(mnemonic);
        return SourceShape().Match(operation) is { Success: true } match ? Shape.Parse(match.Value[1..]) : Shape.Parse(name);
    }

    /// <summary>The shape of its result.</summary>
    public static Shape ResultShape(string mnemonic) => Shape.Parse(Divide(mnemonic).Shape);

    /// <summary>The lanes of the result; for a scalar result, one.</summary>
    /// <exception cref="NotSupportedException">There is no instruction of this name.</exception>
    public static Number[] Evaluate(string mnemonic, params BigInteger[] operands)
    {
        var (name, operation) = Divide(mnemonic);
        var shape = Shape.Parse(name);
        return operation switch
        {
            "any_true" => [(BigInteger)(operands[0].IsZero ? 0 : 1)],
            "all_true" => [(BigInteger)(shape.Split(operands[0]).Any(lane => lane.IsZero) ? 0 : 1)],
            "bitmask" => [shape.Split(operands[0]).Select((lane, index) => (lane >> (shape.Width - 1)) << index).Aggregate((sum, bit) => sum | bit)],
            "splat" => [.. Enumerable.Repeat(new Number(IntegerOracle.Wrap(operands[0], shape.Width)), shape.Count)],
            "swizzle" => [.. Swizzle(operands[0], operands[1], index => index < 16 ? index : null)],
            "bitselect" => Exact(shape.Split((operands[0] & operands[2]) | (operands[1] & (IntegerOracle.Mask(128) - operands[2])))),
            "shl" or "shr_s" or "shr_u" => Exact(
                shape.Split(operands[0]).Select(lane => IntegerOracle.Binary(operation, shape.Width, lane, operands[1] % shape.Width))),
            "dot_i16x8_s" => Exact(Products(new Shape(false, 16), operands, isSigned: true).Chunk(2)
                .Select(pair => IntegerOracle.Wrap(pair[0] + pair[1], 32))),
            _ when Widening().Match(operation) is { Success: true } match => Exact(Widen(shape, match, operands)),
            _ when operation.StartsWith("narrow", StringComparison.Ordinal) => Exact(Narrow(shape, operation, operands)),
            _ when shape.IsFloat || SourceShape().IsMatch(operation) => Floats(shape, operation, operands),
            _ => Integers(shape, operation, operands),
        };
    }

    /// <summary>Selects bytes; what has no index is zero.</summary>
    internal static IEnumerable<Number> Swizzle(BigInteger vector, BigInteger indices, Func<int, int?> select)
    {
        var bytes = Shape.Bytes.Split(vector);
        return Shape.Bytes.Split(indices).Select(index => new Number(select((int)index) is { } lane ? bytes[lane] : 0));
    }

    /// <summary>Results of which every bit is known.</summary>
    internal static Number[] Exact(IEnumerable<BigInteger> lanes) => [.. lanes.Select(lane => new Number(lane))];

    private static (string Shape, string Operation) Divide(string mnemonic)
    {
        var dot = mnemonic.IndexOf('.', StringComparison.Ordinal);
        return (mnemonic[..dot], mnemonic[(dot + 1)..]);
    }

    private static IEnumerable<BigInteger> Products(Shape source, BigInteger[] operands, bool isSigned) =>
        Numbers(source, operands[0], isSigned).Zip(Numbers(source, operands[1], isSigned), (left, right) => left * right);

    private static IEnumerable<BigInteger> Numbers(Shape shape, BigInteger vector, bool isSigned) =>
        shape.Split(vector).Select(lane => isSigned ? IntegerOracle.Signed(lane, shape.Width) : lane);

    private static IEnumerable<BigInteger> Widen(Shape shape, Match match, BigInteger[] operands)
    {
        var source = Shape.Parse(match.Groups["from"].Value);
        var isSigned = match.Groups["sign"].Value == "s";
        var results = match.Groups["kind"].Value switch
        {
            "extend" => Numbers(source, operands[0], isSigned),
            "extmul" => Products(source, operands, isSigned),
            _ => Numbers(source, operands[0], isSigned).Chunk(2).Select(pair => pair[0] + pair[1]),
        };
        return (match.Groups["half"].Value == "high" ? results.Skip(shape.Count) : results.Take(shape.Count))
            .Select(result => IntegerOracle.Wrap(result, shape.Width));
    }

    private static IEnumerable<BigInteger> Narrow(Shape shape, string operation, BigInteger[] operands)
    {
        var source = new Shape(false, shape.Width * 2);
        return operands.SelectMany(operand => Numbers(source, operand, isSigned: true))
            .Select(number => IntegerOracle.Saturate(number, shape.Width, operation.EndsWith("_s", StringComparison.Ordinal)));
    }

    private static Number[] Integers(Shape shape, string operation, BigInteger[] operands)
    {
        if (operands.Length == 1)
        {
            return Exact(shape.Split(operands[0]).Select(lane => IntegerOracle.Unary(operation, shape.Width, lane)));
        }

        var isComparison = s_comparisons.Contains(operation.Split('_')[0]);
        return Exact(shape.Split(operands[0]).Zip(
            shape.Split(operands[1]),
            (left, right) => IntegerOracle.Binary(operation, shape.Width, left, right) * (isComparison ? IntegerOracle.Mask(shape.Width) : 1)));
    }

    private static Number[] Floats(Shape shape, string operation, BigInteger[] operands)
    {
        if (SourceShape().Match(operation) is { Success: true } match)
        {
            // The lanes that are there are converted; the rest of the result is zero.
            var source = Shape.Parse(match.Value[1..]);
            var scalar = $"{shape.LaneType}.{operation.Replace("_zero", "").Replace("_low", "").Replace(source.ToString(), source.LaneType)}";
            var lanes = source.Split(operands[0]).Take(shape.Count).SelectMany(lane => ScalarOracle.Evaluate(scalar, lane)).ToList();
            return [.. lanes, .. Enumerable.Repeat(new Number(0), shape.Count - lanes.Count)];
        }

        if (operands.Length == 1)
        {
            return [.. shape.Split(operands[0]).Select(lane => FloatOracle.Unary(operation, shape.Format, lane))];
        }

        var pairs = shape.Split(operands[0]).Zip(shape.Split(operands[1]));
        return s_comparisons.Contains(operation)
            ? Exact(pairs.Select(pair => FloatOracle.Compare(operation, shape.Format, pair.First, pair.Second) ? IntegerOracle.Mask(shape.Width) : 0))
            : [.. pairs.Select(pair => FloatOracle.Binary(operation, shape.Format, pair.First, pair.Second))];
    }

    [GeneratedRegex("_[if][0-9]+x[0-9]+")]
    private static partial Regex SourceShape();

    [GeneratedRegex("^(?<kind>extend|extmul|extadd)_(?<half>low|high|pairwise)_(?<from>i[0-9]+x[0-9]+)_(?<sign>[su])$")]
    private static partial Regex Widening();
}

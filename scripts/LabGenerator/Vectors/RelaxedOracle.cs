using System.Numerics;
using ConformanceLab.LabGenerator.Numbers;

namespace ConformanceLab.LabGenerator.Vectors;

/// <summary>
/// Relaxed vector instructions: an engine chooses one of a few meanings, the same for all lanes and at all times. Source: specification,
/// "Relaxed Operations".
/// </summary>
public static class RelaxedOracle
{
    /// <summary>The results that an engine may choose among, each with its lanes.</summary>
    public static IReadOnlyList<Number[]> Evaluate(string mnemonic, params BigInteger[] operands)
    {
        var shape = VectorOracle.ResultShape(mnemonic);
        var operation = mnemonic[(mnemonic.IndexOf('.', StringComparison.Ordinal) + 1 + "relaxed_".Length)..];
        return operation switch
        {
            "swizzle" =>
            [
                [.. VectorOracle.Swizzle(operands[0], operands[1], index => index < 16 ? index : null)],
                [.. VectorOracle.Swizzle(operands[0], operands[1], index => index < 128 ? index % 16 : null)],
            ],
            "madd" => MultiplyAdd(shape, operands[0], operands[1], operands[2]),
            "nmadd" => MultiplyAdd(shape, Negate(shape, operands[0]), operands[1], operands[2]),
            "laneselect" => LaneSelect(shape, operands),
            "min" or "max" => MinMax(shape, operation, operands),
            "q15mulr_s" =>
            [
                VectorOracle.Evaluate("i16x8.q15mulr_sat_s", operands),
                [.. VectorOracle.Evaluate("i16x8.q15mulr_sat_s", operands).Zip(
                    shape.Split(operands[0]).Zip(shape.Split(operands[1])),
                    (lane, pair) => pair is { First: var left, Second: var right } && left == 0x8000 && right == 0x8000 ? new Number(0x8000) : lane)],
            ],
            "dot_i8x16_i7x16_s" => [.. Dots(operands).Select(lanes => VectorOracle.Exact(lanes.Select(lane => IntegerOracle.Wrap(lane, 16))))],
            "dot_i8x16_i7x16_add_s" =>
            [
                // Four products may also be added without anything between (vpdpbusd): the official suite says so.
                .. Dots(operands).Append(PairSums(operands, isSigned: false)).Select(lanes => VectorOracle.Exact(lanes.Chunk(2).Zip(
                    shape.Split(operands[2]), (pair, sum) => IntegerOracle.Wrap(pair[0] + pair[1] + sum, 32)))),
            ],
            _ => Truncate(mnemonic, operands),
        };
    }

    private static BigInteger Negate(Shape shape, BigInteger vector) => shape.Join(shape.Split(vector).Select(lane => lane ^ shape.Format.SignBit));

    private static Number[][] MultiplyAdd(Shape shape, BigInteger first, BigInteger second, BigInteger third)
    {
        var lanes = shape.Split(first).Zip(shape.Split(second), shape.Split(third)).ToList();
        return
        [
            [.. lanes.Select(lane => FloatOracle.FusedMultiplyAdd(shape.Format, lane.First, lane.Second, lane.Third))],
            [.. lanes.Select(lane => MultiplyThenAdd(shape.Format, lane.First, lane.Second, lane.Third))],
        ];
    }

    private static Number MultiplyThenAdd(FloatFormat format, BigInteger first, BigInteger second, BigInteger third)
    {
        var product = FloatOracle.Binary("mul", format, first, second);
        var sum = FloatOracle.Binary("add", format, product.Bits, third);
        return product.Nan == NanClass.Arithmetic ? sum with { Nan = NanClass.Arithmetic } : sum;
    }

    private static Number[][] LaneSelect(Shape shape, BigInteger[] operands)
    {
        var lanes = shape.Split(operands[0]).Zip(shape.Split(operands[1]), shape.Split(operands[2]));
        Number[][] results =
        [
            VectorOracle.Exact(lanes.Select(lane => (lane.First & lane.Third) | (lane.Second & (IntegerOracle.Mask(shape.Width) - lane.Third)))),
            VectorOracle.Exact(lanes.Select(lane => lane.Third >> (shape.Width - 1) == 1 ? lane.First : lane.Second)),
        ];

        // There is no blend of 16-bit lanes on x86-64: the official suite lets them be selected byte by byte (pblendvb).
        return shape.Width == 16
            ? [.. results, VectorOracle.Exact(lanes.Select(lane => SelectBytes(lane.First, lane.Second, lane.Third)))]
            : results;
    }

    private static BigInteger SelectBytes(BigInteger first, BigInteger second, BigInteger mask)
    {
        var bytes = ((mask >> 15) * 0xFF00) + (((mask >> 7) & 1) * 0xFF);
        return (first & bytes) | (second & (IntegerOracle.Mask(16) - bytes));
    }

    // What hardware does with NaNs and with zeros of both signs: as the specification says, or one operand or the other.
    private static Number[][] MinMax(Shape shape, string operation, BigInteger[] operands)
    {
        var format = shape.Format;
        var lanes = shape.Split(operands[0]).Zip(shape.Split(operands[1])).ToList();
        return
        [
            [.. lanes.Select(lane => FloatOracle.Binary(operation, format, lane.First, lane.Second))],
            [.. lanes.Select(lane => Choose(lane, lane.Second))],
            [.. lanes.Select(lane => Choose(lane, lane.First))],
            [.. lanes.Select(lane => Choose(lane, format.IsNan(lane.First) ? lane.Second : lane.First))],
        ];

        Number Choose((BigInteger First, BigInteger Second) lane, BigInteger chosen) =>
            format.IsNan(lane.First) || format.IsNan(lane.Second) || (format.IsZero(lane.First) && format.IsZero(lane.Second))
                ? chosen
                : FloatOracle.Binary(operation, format, lane.First, lane.Second);
    }

    // Each the sums of two products: the second operand with sign or without, sums that wrap or saturate.
    private static IEnumerable<BigInteger[]> Dots(BigInteger[] operands)
    {
        foreach (var isSigned in (bool[])[true, false])
        {
            var sums = PairSums(operands, isSigned);
            yield return [.. sums.Select(sum => IntegerOracle.Signed(IntegerOracle.Wrap(sum, 16), 16))];
            yield return [.. sums.Select(sum => IntegerOracle.Signed(IntegerOracle.Saturate(sum, 16, isSigned: true), 16))];
        }
    }

    private static BigInteger[] PairSums(BigInteger[] operands, bool isSigned) =>
    [
        .. Shape.Bytes.Split(operands[0])
            .Zip(
                Shape.Bytes.Split(operands[1]),
                (left, right) => IntegerOracle.Signed(left, 8) * (isSigned ? IntegerOracle.Signed(right, 8) : right))
            .Chunk(2).Select(pair => pair[0] + pair[1]),
    ];

    private static Number[][] Truncate(string mnemonic, BigInteger[] operands)
    {
        var source = VectorOracle.OperandShape(mnemonic);
        var isSigned = mnemonic.Contains("_s", StringComparison.Ordinal);
        var saturating = VectorOracle.Evaluate(mnemonic.Replace("relaxed_trunc", "trunc_sat"), operands);
        return isSigned
            ? [saturating, Otherwise(BigInteger.One << 31)]
            : [saturating, Otherwise(IntegerOracle.Mask(32)), Otherwise(IntegerOracle.Mask(32) - 1), Otherwise(BigInteger.One << 31)];

        // What has no integer becomes this.
        Number[] Otherwise(BigInteger value) =>
        [
            .. source.Split(operands[0]).Select(lane => new Number(Attempt(lane, value))),
            .. Enumerable.Repeat(new Number(0), 4 - source.Count),
        ];

        BigInteger Attempt(BigInteger lane, BigInteger value)
        {
            try
            {
                return ConversionOracle.Truncate(source.Format, lane, 32, isSigned);
            }
            catch (GuestTrapException)
            {
                return value;
            }
        }
    }
}

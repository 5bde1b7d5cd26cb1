using Xunit;
using Numbers = ConformanceLab.Wasm.Runtime.Numerics;

namespace ConformanceLab.Engine.Tests;

/// <summary>Scalar floats against exact rational arithmetic, and the rules for NaN and zero results.</summary>
public sealed class FloatTests
{
    private static readonly uint[] Numbers32 =
    [
        0, 1, 2, 0x007F_FFFF, 0x0080_0000, 0x0080_0001, 0x3E80_0000, 0x3EFF_FFFF, 0x3F00_0000, 0x3F00_0001, 0x3F80_0000, 0x3F80_0001,
        0x3FC0_0000, 0x4000_0000, 0x4020_0000, 0x4060_0000, 0x40A0_0000, 0x4A7F_FFFF, 0x4AFF_FFFF, 0x4B00_0001, 0x4B80_0001, 0x5F00_0000,
        0x7F00_0000, 0x7F7F_FFFF,
    ];

    private static readonly ulong[] Numbers64 =
    [
        0, 1, 2, 0x000F_FFFF_FFFF_FFFF, 0x0010_0000_0000_0000, 0x0010_0000_0000_0001, 0x3FD0_0000_0000_0000, 0x3FDF_FFFF_FFFF_FFFF,
        0x3FE0_0000_0000_0000, 0x3FE0_0000_0000_0001, 0x3FF0_0000_0000_0000, 0x3FF0_0000_0000_0001, 0x3FF8_0000_0000_0000,
        0x4000_0000_0000_0000,
        0x4004_0000_0000_0000, 0x400C_0000_0000_0000, 0x432F_FFFF_FFFF_FFFF, 0x433F_FFFF_FFFF_FFFF, 0x4340_0000_0000_0001,
        0x7FE0_0000_0000_0000,
        0x7FEF_FFFF_FFFF_FFFF,
    ];

    [Fact]
    public void F32_arithmetic_is_exact_arithmetic_rounded_once()
    {
        foreach (float a in Singles())
        {
            foreach (float b in Singles())
            {
                ExactNumber x = ExactNumber.Of(a), y = ExactNumber.Of(b);
                AssertSame((x + y).ToSingle(a == 0 && b == 0 && float.IsNegative(a) && float.IsNegative(b)), Numbers.F32Add(a, b));
                AssertSame((x - y).ToSingle(a == 0 && b == 0 && float.IsNegative(a) && !float.IsNegative(b)), Numbers.F32Sub(a, b));
                AssertSame((x * y).ToSingle(float.IsNegative(a) != float.IsNegative(b)), Numbers.F32Mul(a, b));
                if (b != 0)
                    AssertSame((x / y).ToSingle(float.IsNegative(a) != float.IsNegative(b)), Numbers.F32Div(a, b));
            }

            if (a >= 0)
                AssertSame(ExactNumber.Of(a).SquareRoot().ToSingle(float.IsNegative(a)), Numbers.F32Sqrt(a));
        }
    }

    [Fact]
    public void F64_arithmetic_is_exact_arithmetic_rounded_once()
    {
        foreach (double a in Doubles())
        {
            foreach (double b in Doubles())
            {
                ExactNumber x = ExactNumber.Of(a), y = ExactNumber.Of(b);
                AssertSame((x + y).ToDouble(a == 0 && b == 0 && double.IsNegative(a) && double.IsNegative(b)), Numbers.F64Add(a, b));
                AssertSame((x - y).ToDouble(a == 0 && b == 0 && double.IsNegative(a) && !double.IsNegative(b)), Numbers.F64Sub(a, b));
                AssertSame((x * y).ToDouble(double.IsNegative(a) != double.IsNegative(b)), Numbers.F64Mul(a, b));
                if (b != 0)
                    AssertSame((x / y).ToDouble(double.IsNegative(a) != double.IsNegative(b)), Numbers.F64Div(a, b));
            }

            if (a >= 0)
                AssertSame(ExactNumber.Of(a).SquareRoot().ToDouble(double.IsNegative(a)), Numbers.F64Sqrt(a));
        }
    }

    [Theory]
    //          operand  ceil  floor  trunc  nearest
    [InlineData(-0.0, -0.0, -0.0, -0.0, -0.0)]
    [InlineData(0.5, 1.0, 0.0, 0.0, 0.0)]
    [InlineData(-0.5, -0.0, -1.0, -0.0, -0.0)]
    [InlineData(1.5, 2.0, 1.0, 1.0, 2.0)]
    [InlineData(-1.5, -1.0, -2.0, -1.0, -2.0)]
    [InlineData(2.5, 3.0, 2.0, 2.0, 2.0)]
    [InlineData(-2.5, -2.0, -3.0, -2.0, -2.0)]
    [InlineData(3.5, 4.0, 3.0, 3.0, 4.0)]
    [InlineData(0.75, 1.0, 0.0, 0.0, 1.0)]
    [InlineData(-0.25, -0.0, -1.0, -0.0, -0.0)]
    [InlineData(8388607.5, 8388608.0, 8388607.0, 8388607.0, 8388608.0)]
    [InlineData(8388609.0, 8388609.0, 8388609.0, 8388609.0, 8388609.0)]
    [InlineData(-4194304.5, -4194304.0, -4194305.0, -4194304.0, -4194304.0)]
    [InlineData(
        double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(
        double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity)]
    public void Rounding_to_an_integer_keeps_the_sign_and_breaks_ties_to_even(
        double a, double ceil, double floor, double trunc, double nearest)
    {
        AssertSame(ceil, Numbers.F64Ceil(a));
        AssertSame(floor, Numbers.F64Floor(a));
        AssertSame(trunc, Numbers.F64Trunc(a));
        AssertSame(nearest, Numbers.F64Nearest(a));
        AssertSame((float)ceil, Numbers.F32Ceil((float)a));
        AssertSame((float)floor, Numbers.F32Floor((float)a));
        AssertSame((float)trunc, Numbers.F32Trunc((float)a));
        AssertSame((float)nearest, Numbers.F32Nearest((float)a));
    }

    [Fact]
    public void Zeros_stay_and_the_smallest_numbers_round_to_signed_zeros_and_ones()
    {
        AssertSame(0f, Numbers.F32Ceil(0f));
        AssertSame(0.0, Numbers.F64Nearest(0.0));
        AssertSame(1f, Numbers.F32Ceil(float.Epsilon));
        AssertSame(-0f, Numbers.F32Ceil(-float.Epsilon));
        AssertSame(-1.0, Numbers.F64Floor(-double.Epsilon));
        AssertSame(-0.0, Numbers.F64Trunc(-double.Epsilon));
        AssertSame(-0.0, Numbers.F64Nearest(-double.Epsilon));
        AssertSame(0.0, Numbers.F64Nearest(Math.BitDecrement(0.5)));
        AssertSame(1.0, Numbers.F64Nearest(Math.BitIncrement(0.5)));
    }

    [Fact]
    public void Minimum_and_maximum_order_zeros_by_sign()
    {
        foreach ((float a, float b) in new[] { (0f, -0f), (-0f, 0f) })
        {
            AssertSame(-0f, Numbers.F32Min(a, b));
            AssertSame(0f, Numbers.F32Max(a, b));
            AssertSame(-0.0, Numbers.F64Min(a, b));
            AssertSame(0.0, Numbers.F64Max(a, b));
        }

        foreach (float a in Singles())
        {
            foreach (float b in Singles())
            {
                AssertSame(a == b ? (float.IsNegative(a) ? a : b) : a < b ? a : b, Numbers.F32Min(a, b));
                AssertSame(a == b ? (float.IsNegative(a) ? b : a) : a < b ? b : a, Numbers.F32Max(a, b));
                AssertSame(a == b ? (double.IsNegative(a) ? a : b) : a < b ? a : (double)b, Numbers.F64Min(a, b));
                AssertSame(a == b ? (double.IsNegative(a) ? b : a) : a < b ? b : (double)a, Numbers.F64Max(a, b));
            }
        }
    }

    [Fact]
    public void Comparisons_with_a_nan_hold_only_for_ne()
    {
        foreach (float a in (float[])[1, float.NaN, float.PositiveInfinity])
        {
            Assert.Equal(1, Numbers.F32Ne(a, float.NaN));
            Assert.Equal(1, Numbers.F64Ne(double.NaN, a));
            Assert.Equal(0, Numbers.F32Eq(a, float.NaN) | Numbers.F32Lt(a, float.NaN) | Numbers.F32Gt(a, float.NaN));
            Assert.Equal(0, Numbers.F32Le(a, float.NaN) | Numbers.F32Ge(a, float.NaN));
            Assert.Equal(0, Numbers.F64Eq(double.NaN, a) | Numbers.F64Lt(double.NaN, a) | Numbers.F64Gt(double.NaN, a));
            Assert.Equal(0, Numbers.F64Le(double.NaN, a) | Numbers.F64Ge(double.NaN, a));
        }

        Assert.Equal(1, Numbers.F32Eq(0f, -0f));
        Assert.Equal(0, Numbers.F32Lt(-0f, 0f));
        Assert.Equal(1, Numbers.F64Le(0.0, -0.0));
    }

    [Fact]
    public void Sign_operations_change_no_other_bit_of_a_nan()
    {
        foreach (uint bits in (uint[])[0x7FA0_0001, 0xFFA0_0001, 0x7FC0_0000, 0xFFFF_FFFF, 0x8000_0000])
        {
            float a = BitConverter.UInt32BitsToSingle(bits);
            Assert.Equal(bits & 0x7FFF_FFFF, BitConverter.SingleToUInt32Bits(Numbers.F32Abs(a)));
            Assert.Equal(bits ^ 0x8000_0000, BitConverter.SingleToUInt32Bits(Numbers.F32Neg(a)));
            Assert.Equal(bits | 0x8000_0000, BitConverter.SingleToUInt32Bits(Numbers.F32Copysign(a, -1)));
            Assert.Equal(bits & 0x7FFF_FFFF, BitConverter.SingleToUInt32Bits(Numbers.F32Copysign(a, 1)));
            ulong wide = ((ulong)bits << 32) | 1;
            double b = BitConverter.UInt64BitsToDouble(wide);
            Assert.Equal(wide & long.MaxValue, BitConverter.DoubleToUInt64Bits(Numbers.F64Abs(b)));
            Assert.Equal(wide ^ (1UL << 63), BitConverter.DoubleToUInt64Bits(Numbers.F64Neg(b)));
            Assert.Equal(wide | (1UL << 63), BitConverter.DoubleToUInt64Bits(Numbers.F64Copysign(b, -1)));
            Assert.Equal(wide & long.MaxValue, BitConverter.DoubleToUInt64Bits(Numbers.F64Copysign(b, 1)));
        }
    }

    [Fact]
    public void The_first_nan_operand_is_the_result_made_quiet()
    {
        Func<float, float, float>[] binary =
            [Numbers.F32Add, Numbers.F32Sub, Numbers.F32Mul, Numbers.F32Div, Numbers.F32Min, Numbers.F32Max];
        Func<float, float>[] unary =
            [Numbers.F32Ceil, Numbers.F32Floor, Numbers.F32Trunc, Numbers.F32Nearest, Numbers.F32Sqrt];
        Func<double, double>[] wideUnary =
            [Numbers.F64Ceil, Numbers.F64Floor, Numbers.F64Trunc, Numbers.F64Nearest, Numbers.F64Sqrt];
        Func<double, double, double>[] wideBinary =
            [Numbers.F64Add, Numbers.F64Sub, Numbers.F64Mul, Numbers.F64Div, Numbers.F64Min, Numbers.F64Max];
        foreach (uint a in FloatNans.Patterns32)
        {
            foreach (uint b in FloatNans.Patterns32)
            {
                foreach (Func<float, float, float> operation in binary)
                {
                    float result = operation(BitConverter.UInt32BitsToSingle(a), BitConverter.UInt32BitsToSingle(b));
                    if (FloatNans.Expected(a, b) is { } expected)
                        Assert.Equal(expected, BitConverter.SingleToUInt32Bits(result));
                }

                foreach (Func<double, double, double> operation in wideBinary)
                {
                    double result = operation(
                        BitConverter.UInt64BitsToDouble(FloatNans.Widen(a)),
                        BitConverter.UInt64BitsToDouble(FloatNans.Widen(b)));
                    if (FloatNans.Expected(a, b) is { } expected)
                        Assert.Equal(FloatNans.Widen(expected), BitConverter.DoubleToUInt64Bits(result));
                }
            }

            foreach (Func<float, float> operation in unary)
            {
                if (FloatNans.Expected(a) is { } expected)
                    Assert.Equal(expected, BitConverter.SingleToUInt32Bits(operation(BitConverter.UInt32BitsToSingle(a))));
            }

            foreach (Func<double, double> operation in wideUnary)
            {
                double result = operation(BitConverter.UInt64BitsToDouble(FloatNans.Widen(a)));
                if (FloatNans.Expected(a) is { } expected)
                    Assert.Equal(FloatNans.Widen(expected), BitConverter.DoubleToUInt64Bits(result));
            }
        }
    }

    [Fact]
    public void Invalid_operations_give_the_negative_canonical_nan()
    {
        const float Infinity = float.PositiveInfinity;
        float[] results =
        [
            Numbers.F32Add(Infinity, -Infinity), Numbers.F32Sub(Infinity, Infinity), Numbers.F32Mul(0, Infinity),
            Numbers.F32Mul(-Infinity, 0),
            Numbers.F32Div(0, 0), Numbers.F32Div(Infinity, -Infinity), Numbers.F32Sqrt(-1), Numbers.F32Sqrt(-Infinity),
        ];
        Assert.All(results, result => Assert.Equal(0xFFC0_0000, BitConverter.SingleToUInt32Bits(result)));
        double[] wide =
        [
            Numbers.F64Add(Infinity, -Infinity), Numbers.F64Sub(Infinity, Infinity), Numbers.F64Mul(0, Infinity),
            Numbers.F64Mul(-Infinity, 0),
            Numbers.F64Div(0, 0), Numbers.F64Div(Infinity, -Infinity), Numbers.F64Sqrt(-1), Numbers.F64Sqrt(-Infinity),
        ];
        Assert.All(wide, result => Assert.Equal(0xFFF8_0000_0000_0000, BitConverter.DoubleToUInt64Bits(result)));
    }

    private static IEnumerable<float> Singles() =>
        Numbers32.SelectMany(bits => new[] { BitConverter.UInt32BitsToSingle(bits), BitConverter.UInt32BitsToSingle(bits | 0x8000_0000) });

    private static IEnumerable<double> Doubles() =>
        Numbers64.SelectMany(bits => new[] { BitConverter.UInt64BitsToDouble(bits), BitConverter.UInt64BitsToDouble(bits | (1UL << 63)) });

    private static void AssertSame(float expected, float actual) =>
        Assert.Equal(BitConverter.SingleToUInt32Bits(expected), BitConverter.SingleToUInt32Bits(actual));

    private static void AssertSame(double expected, double actual) =>
        Assert.Equal(BitConverter.DoubleToUInt64Bits(expected), BitConverter.DoubleToUInt64Bits(actual));
}

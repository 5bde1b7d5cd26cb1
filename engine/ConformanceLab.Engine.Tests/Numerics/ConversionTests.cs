using System.Numerics;
using ConformanceLab.Wasm;
using Xunit;
using Numbers = ConformanceLab.Wasm.Runtime.Numerics;

namespace ConformanceLab.Engine.Tests;

/// <summary>Conversions against unbounded integers and exact rounding.</summary>
public sealed class ConversionTests
{
    /// <summary>Every power of two up to 2^64 with its neighbours (as f64 and as f32), both signs, and what is not a number.</summary>
    private static readonly double[] Floats = [.. Magnitudes().SelectMany(magnitude => new[] { magnitude, -magnitude })];

    /// <summary>Integers around every power of two and around the rounding positions of f32 and f64.</summary>
    private static readonly ulong[] Integers = [.. Around()];

    [Fact]
    public void Truncation_traps_exactly_where_the_integer_does_not_fit()
    {
        foreach (double a in Floats)
        {
            Check(a, int.MinValue, int.MaxValue, () => Numbers.I32TruncF64S(a), () => Numbers.I32TruncSatF64S(a));
            Check(a, 0, uint.MaxValue, () => (uint)Numbers.I32TruncF64U(a), () => (uint)Numbers.I32TruncSatF64U(a));
            Check(a, long.MinValue, long.MaxValue, () => Numbers.I64TruncF64S(a), () => Numbers.I64TruncSatF64S(a));
            Check(a, 0, ulong.MaxValue, () => (ulong)Numbers.I64TruncF64U(a), () => (ulong)Numbers.I64TruncSatF64U(a));

            var b = (float)a;
            Check(b, int.MinValue, int.MaxValue, () => Numbers.I32TruncF32S(b), () => Numbers.I32TruncSatF32S(b));
            Check(b, 0, uint.MaxValue, () => (uint)Numbers.I32TruncF32U(b), () => (uint)Numbers.I32TruncSatF32U(b));
            Check(b, long.MinValue, long.MaxValue, () => Numbers.I64TruncF32S(b), () => Numbers.I64TruncSatF32S(b));
            Check(b, 0, ulong.MaxValue, () => (ulong)Numbers.I64TruncF32U(b), () => (ulong)Numbers.I64TruncSatF32U(b));
        }

        static void Check(double a, BigInteger least, BigInteger greatest, Func<BigInteger> trapping, Func<BigInteger> saturating)
        {
            if (!double.IsFinite(a))
            {
                Assert.Equal(
                    double.IsNaN(a) ? TrapCode.InvalidConversionToInteger : TrapCode.IntegerOverflow,
                    Assert.Throws<TrapException>(() => trapping()).Code);
                Assert.Equal(double.IsNaN(a) ? 0 : a > 0 ? greatest : least, saturating());
                return;
            }

            // BigInteger's own conversion truncates towards zero and has no range.
            var integer = new BigInteger(a);
            if (integer >= least && integer <= greatest)
                Assert.Equal(integer, trapping());
            else
                Assert.Equal(TrapCode.IntegerOverflow, Assert.Throws<TrapException>(() => trapping()).Code);
            Assert.Equal(BigInteger.Clamp(integer, least, greatest), saturating());
        }
    }

    [Fact]
    public void Integers_are_rounded_once()
    {
        foreach (ulong bits in Integers)
        {
            var a = (long)bits;
            var b = (int)bits;
            AssertSame(new ExactNumber(a, 1).ToSingle(), Numbers.F32ConvertI64S(a));
            AssertSame(new ExactNumber(bits, 1).ToSingle(), Numbers.F32ConvertI64U(a));
            AssertSame(new ExactNumber(a, 1).ToDouble(), Numbers.F64ConvertI64S(a));
            AssertSame(new ExactNumber(bits, 1).ToDouble(), Numbers.F64ConvertI64U(a));
            AssertSame(new ExactNumber(b, 1).ToSingle(), Numbers.F32ConvertI32S(b));
            AssertSame(new ExactNumber((uint)b, 1).ToSingle(), Numbers.F32ConvertI32U(b));
            AssertSame(new ExactNumber(b, 1).ToDouble(), Numbers.F64ConvertI32S(b));
            AssertSame(new ExactNumber((uint)b, 1).ToDouble(), Numbers.F64ConvertI32U(b));
        }
    }

    [Theory]
    [InlineData(0x7FFF_FF40_0000_0001, 0x5EFF_FFFFu)] // just above a tie: by way of f64 it would be a tie, rounded to even upwards
    [InlineData(0x0020_0000_2000_0001, 0x5A00_0001u)] // just above a tie between two f32, which f64 cannot tell from the tie
    [InlineData(0x0020_0000_1FFF_FFFF, 0x5A00_0000u)]
    public void Conversion_of_a_long_to_f32_does_not_round_twice(long integer, uint expected)
    {
        Assert.Equal(new ExactNumber(integer, 1).ToSingle(), BitConverter.UInt32BitsToSingle(expected));
        Assert.Equal(expected, BitConverter.SingleToUInt32Bits(Numbers.F32ConvertI64S(integer)));
        Assert.Equal(expected, BitConverter.SingleToUInt32Bits(Numbers.F32ConvertI64U(integer)));
        Assert.Equal(expected | 0x8000_0000, BitConverter.SingleToUInt32Bits(Numbers.F32ConvertI64S(-integer)));
    }

    [Fact]
    public void Every_single_bit_below_a_tie_breaks_it()
    {
        const long Tie32 = (1L << 62) | (1L << 38), Tie64 = (1L << 62) | (1L << 9);
        Assert.Equal(1L << 62, (long)Numbers.F32ConvertI64S(Tie32));
        Assert.Equal(1L << 62, (long)Numbers.F64ConvertI64S(Tie64));
        for (var bit = 0; bit < 38; bit++)
        {
            Assert.Equal((1L << 62) | (1L << 39), (long)Numbers.F32ConvertI64S(Tie32 | (1L << bit)));
            AssertSame(2 * Numbers.F32ConvertI64S(Tie32 | (1L << bit)), Numbers.F32ConvertI64U((Tie32 | (1L << bit)) << 1));
        }

        for (var bit = 0; bit < 9; bit++)
        {
            Assert.Equal((1L << 62) | (1L << 10), (long)Numbers.F64ConvertI64S(Tie64 | (1L << bit)));
            AssertSame(2 * Numbers.F64ConvertI64S(Tie64 | (1L << bit)), Numbers.F64ConvertI64U((Tie64 | (1L << bit)) << 1));
        }
    }

    [Fact]
    public void Demotion_rounds_to_nearest_even_and_promotion_is_exact()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            // Exponents across the f32 range, its subnormals and a little beyond; half of the numbers near a tie.
            var bits = (ulong)random.NextInt64();
            bits = (bits & 0x800F_FFFF_FFFF_FFFF) | ((ulong)random.Next(1023 - 152, 1023 + 130) << 52);
            if (random.Next(2) == 0)
                bits = (bits & ~0x1FFF_FFFFUL) | (0x1000_0000UL + (ulong)random.Next(-1, 2));
            double a = BitConverter.UInt64BitsToDouble(bits);
            AssertSame(ExactNumber.Of(a).ToSingle(double.IsNegative(a)), Numbers.F32DemoteF64(a));

            float b = BitConverter.Int32BitsToSingle(random.Next(0x7F80_0000) | (random.Next(2) << 31));
            Assert.Equal(b, Numbers.F32DemoteF64(Numbers.F64PromoteF32(b)));
            AssertSame(ExactNumber.Of(b).ToDouble(float.IsNegative(b)), Numbers.F64PromoteF32(b));
        }
    }

    [Theory]
    [InlineData(0x7FC0_0000u, 0x7FF8_0000_0000_0000ul)]
    [InlineData(0xFFC0_0000u, 0xFFF8_0000_0000_0000ul)]
    [InlineData(0x7F80_0001u, 0x7FF8_0000_2000_0000ul)] // signalling: quieted
    [InlineData(0xFFBF_FFFFu, 0xFFFF_FFFF_E000_0000ul)]
    public void Promotion_keeps_sign_and_payload_of_a_nan_and_quiets_it(uint narrow, ulong wide) =>
        Assert.Equal(wide, BitConverter.DoubleToUInt64Bits(Numbers.F64PromoteF32(BitConverter.UInt32BitsToSingle(narrow))));

    [Theory]
    [InlineData(0x7FF8_0000_0000_0000ul, 0x7FC0_0000u)]
    [InlineData(0xFFF8_0000_0000_0000ul, 0xFFC0_0000u)]
    [InlineData(0x7FF0_0000_0000_0001ul, 0x7FC0_0000u)] // the payload's low bits are lost, but it stays a NaN
    [InlineData(0xFFF7_FFFF_FFFF_FFFFul, 0xFFFF_FFFFu)]
    public void Demotion_keeps_sign_and_upper_payload_of_a_nan_and_quiets_it(ulong wide, uint narrow) =>
        Assert.Equal(narrow, BitConverter.SingleToUInt32Bits(Numbers.F32DemoteF64(BitConverter.UInt64BitsToDouble(wide))));

    [Theory]
    [InlineData(0x7FA0_0001)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Reinterpretation_keeps_every_bit(int bits)
    {
        Assert.Equal(bits, Numbers.I32ReinterpretF32(Numbers.F32ReinterpretI32(bits)));
        long wide = ((long)bits << 32) | 1;
        Assert.Equal(wide, Numbers.I64ReinterpretF64(Numbers.F64ReinterpretI64(wide)));
    }

    private static IEnumerable<double> Magnitudes()
    {
        double[] others = [0, double.Epsilon, 0.5, 1.5, 2.5, Math.BitDecrement(1.0), double.MaxValue, double.PositiveInfinity, double.NaN];
        foreach (double other in others)
            yield return other;
        for (var exponent = 0; exponent <= 65; exponent++)
        {
            double power = Math.ScaleB(1, exponent);
            double[] near = [power, Math.BitDecrement(power), Math.BitIncrement(power), power - 0.5, power + 0.5, power - 1, power + 1];
            foreach (double number in near)
                yield return number;
            yield return MathF.BitDecrement((float)power);
            yield return MathF.BitIncrement((float)power);
        }
    }

    private static IEnumerable<ulong> Around()
    {
        var random = new Random(2);
        for (var exponent = 0; exponent < 64; exponent++)
        {
            for (var rounding = -1; rounding < exponent; rounding++)
            {
                ulong number = (1UL << exponent) + (rounding < 0 ? 0 : 1UL << rounding);
                ulong filled = number | ((ulong)random.NextInt64() >> (64 - exponent));
                foreach (ulong neighbour in (ulong[])[number - 1, number, number + 1, ~number, filled])
                    yield return neighbour;
            }
        }
    }

    private static void AssertSame(float expected, float actual) =>
        Assert.Equal(BitConverter.SingleToUInt32Bits(expected), BitConverter.SingleToUInt32Bits(actual));

    private static void AssertSame(double expected, double actual) =>
        Assert.Equal(BitConverter.DoubleToUInt64Bits(expected), BitConverter.DoubleToUInt64Bits(actual));
}

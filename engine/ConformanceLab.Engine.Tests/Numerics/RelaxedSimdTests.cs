using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Xunit;
using static ConformanceLab.Engine.Tests.LaneVectors;
using Numbers = ConformanceLab.Wasm.Runtime.Numerics;
using V128 = System.Runtime.Intrinsics.Vector128<byte>;

namespace ConformanceLab.Engine.Tests;

/// <summary>The outcomes that the engine has fixed for relaxed instructions, and that the processor gives them for nothing.</summary>
public sealed class RelaxedSimdTests
{
    private static readonly uint[] FloatPatterns =
    [
        .. FloatNans.Patterns32, 0xBF00_0000, 0xBF80_0000, 0xC000_0000, 0x4F00_0000, 0x4EFF_FFFF, 0x4F00_0001, 0x4F7F_FFFF, 0x4F80_0000,
        0xCF00_0000,
        0xCF00_0001, 0xFF80_0000, 0x7F7F_FFFF, 0x4020_0000, 1, 0x3F80_0001, 0xBF80_0001, 0x3F80_0800,
    ];

    [Fact]
    public void Multiplication_and_addition_are_fused()
    {
        // Exact in rational arithmetic, then rounded once.
        float[] numbers =
        [
            0f, -0f, 1f, -1.5f, 1.0000001f, 1.000244f, -1.0002441f,
            3.4028235e38f, -3.4028235e38f, 2f, 1e-45f, -1e-38f, 0.1f, 16777215f,
        ];
        foreach (float a in numbers)
        {
            foreach (float b in numbers)
            {
                foreach (float c in numbers)
                {
                    ExactNumber x = ExactNumber.Of(a), y = ExactNumber.Of(b), z = ExactNumber.Of(c);
                    bool negative = float.IsNegative(a) != float.IsNegative(b), zeros = (a == 0 || b == 0) && c == 0;
                    Assert.Equal(
                        BitConverter.SingleToUInt32Bits(((x * y) + z).ToSingle(zeros && negative && float.IsNegative(c))),
                        Numbers.F32x4RelaxedMadd(Splat(a), Splat(b), Splat(c)).AsUInt32()[3]);
                    Assert.Equal(
                        BitConverter.SingleToUInt32Bits((z - (x * y)).ToSingle(zeros && !negative && float.IsNegative(c))),
                        Numbers.F32x4RelaxedNmadd(Splat(a), Splat(b), Splat(c)).AsUInt32()[0]);
                    Assert.Equal(
                        BitConverter.DoubleToUInt64Bits(((x * y) + z).ToDouble(zeros && negative && float.IsNegative(c))),
                        Numbers.F64x2RelaxedMadd(Wide(a), Wide(b), Wide(c)).AsUInt64()[1]);
                    Assert.Equal(
                        BitConverter.DoubleToUInt64Bits((z - (x * y)).ToDouble(zeros && !negative && float.IsNegative(c))),
                        Numbers.F64x2RelaxedNmadd(Wide(a), Wide(b), Wide(c)).AsUInt64()[0]);
                }
            }
        }
    }

    [Fact]
    public void Fused_operations_return_the_first_nan_of_the_three_operands()
    {
        foreach (uint a in FloatNans.Patterns32)
        {
            foreach (uint b in FloatNans.Patterns32)
            {
                foreach (uint c in FloatNans.Patterns32)
                {
                    if (FloatNans.Expected(a, b, c) is not { } expected)
                        continue;
                    Assert.Equal(Vector128.Create(expected), Numbers.F32x4RelaxedMadd(Bits(a), Bits(b), Bits(c)).AsUInt32());
                    Assert.Equal(Vector128.Create(expected), Numbers.F32x4RelaxedNmadd(Bits(a), Bits(b), Bits(c)).AsUInt32());
                    V128 wideA = WideBits(a), wideB = WideBits(b), wideC = WideBits(c);
                    Assert.Equal(WideBits(expected), Numbers.F64x2RelaxedMadd(wideA, wideB, wideC));
                    Assert.Equal(WideBits(expected), Numbers.F64x2RelaxedNmadd(wideA, wideB, wideC));
                }
            }
        }

        Assert.Equal(Bits(0xFFC0_0000), Numbers.F32x4RelaxedMadd(Splat(0), Splat(float.PositiveInfinity), Splat(1)));
        Assert.Equal(Bits(0xFFC0_0000), Numbers.F32x4RelaxedNmadd(Splat(float.PositiveInfinity), Splat(1), Splat(float.PositiveInfinity)));
    }

    [Fact]
    public void Minimum_and_maximum_return_the_second_operand_if_it_is_not_beaten()
    {
        foreach (uint a in FloatPatterns)
        {
            foreach (uint b in FloatPatterns)
            {
                float x = BitConverter.UInt32BitsToSingle(a), y = BitConverter.UInt32BitsToSingle(b);
                Assert.Equal(Bits(x < y ? a : b), Numbers.F32x4RelaxedMin(Bits(a), Bits(b)));
                Assert.Equal(Bits(x > y ? a : b), Numbers.F32x4RelaxedMax(Bits(a), Bits(b)));
                Assert.Equal(WideBits(x < y ? a : b), Numbers.F64x2RelaxedMin(WideBits(a), WideBits(b)));
                Assert.Equal(WideBits(x > y ? a : b), Numbers.F64x2RelaxedMax(WideBits(a), WideBits(b)));
            }
        }
    }

    [Fact]
    public void Dot_products_read_unsigned_bytes_on_the_right_and_saturate_pairs()
    {
        V128[] samples = [.. Samples(8, 400)];
        foreach ((V128 a, V128 b) in samples.Zip(samples.Skip(1)))
        {
            Int128[] products = [.. Lanes(a, 8, true).Zip(Lanes(b, 8, false), (x, y) => x * y)];
            Int128[] sums = [.. products.Chunk(2).Select(pair => Int128.Clamp(pair[0] + pair[1], short.MinValue, short.MaxValue))];
            Assert.Equal(Vector(16, sums), Numbers.I16x8RelaxedDotI8x16I7x16S(a, b));

            V128 c = Numbers.I8x16Add(a, b);
            Int128[] totals = [.. sums.Chunk(2).Zip(Lanes(c, 32, true), (pair, addend) => pair[0] + pair[1] + addend)];
            Assert.Equal(Vector(32, totals), Numbers.I32x4RelaxedDotI8x16I7x16AddS(a, b, c));
        }
    }

    [Fact]
    public void Q15_multiplication_wraps_its_one_overflow()
    {
        V128[] samples = [.. Samples(16, 300)];
        foreach ((V128 a, V128 b) in samples.Zip(samples.Skip(1)))
        {
            Int128[] lanes = [.. Lanes(a, 16, true).Zip(Lanes(b, 16, true), (x, y) => ((x * y) + 0x4000) >> 15)];
            Assert.Equal(Vector(16, lanes), Numbers.I16x8RelaxedQ15mulrS(a, b));
        }

        V128 least = Numbers.I16x8Splat(short.MinValue);
        Assert.Equal(least, Numbers.I16x8RelaxedQ15mulrS(least, least));
    }

    [Fact]
    public void Truncation_gives_the_smallest_integer_for_what_does_not_fit()
    {
        foreach (uint bits in FloatPatterns)
        {
            float a = BitConverter.UInt32BitsToSingle(bits);
            int signed = Truncated(a, int.MinValue, int.MaxValue), unsigned = Truncated(a, 0, uint.MaxValue);
            Assert.Equal(Numbers.I32x4Splat(signed), Numbers.I32x4RelaxedTruncF32x4S(Splat(a)));
            Assert.Equal(Numbers.I32x4Splat(unsigned), Numbers.I32x4RelaxedTruncF32x4U(Splat(a)));
            foreach (double wide in (double[])[a, Math.BitIncrement((double)a), Math.BitDecrement((double)a)])
            {
                signed = Truncated(wide, int.MinValue, int.MaxValue);
                unsigned = Truncated(wide, 0, uint.MaxValue);
                Assert.Equal(Vector128.Create(signed, signed, 0, 0).AsByte(), Numbers.I32x4RelaxedTruncF64x2SZero(Wide(wide)));
                Assert.Equal(Vector128.Create(unsigned, unsigned, 0, 0).AsByte(), Numbers.I32x4RelaxedTruncF64x2UZero(Wide(wide)));
            }
        }

        static int Truncated(double a, long least, long greatest) =>
            Math.Truncate(a) >= least && Math.Truncate(a) <= greatest ? unchecked((int)(long)Math.Truncate(a)) : int.MinValue;
    }

    [Fact]
    public void Swizzle_wraps_small_indices_and_zeroes_large_ones()
    {
        V128 a = Vector128.Create((byte)100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115);
        V128 indices = Vector128.Create((byte)0, 15, 16, 17, 31, 32, 127, 128, 129, 143, 144, 255, 7, 23, 100, 64);
        V128 expected = Vector128.Create((byte)100, 115, 100, 101, 115, 100, 115, 0, 0, 0, 0, 0, 107, 107, 104, 100);
        Assert.Equal(expected, Numbers.I8x16RelaxedSwizzle(a, indices));
    }

    [Fact]
    public void Lane_selection_looks_at_the_top_bit_only()
    {
        foreach ((int bits, Func<V128, V128, V128, V128> select) in new (int, Func<V128, V128, V128, V128>)[]
        {
            (8, Numbers.I8x16RelaxedLaneselect), (16, Numbers.I16x8RelaxedLaneselect),
            (32, Numbers.I32x4RelaxedLaneselect), (64, Numbers.I64x2RelaxedLaneselect),
        })
        {
            V128 a = Vector128.Create((byte)0x5A), b = Vector128.Create((byte)0xC3);
            foreach (V128 mask in Samples(bits, 100))
            {
                Int128[] x = Lanes(a, bits, false), y = Lanes(b, bits, false), m = Lanes(mask, bits, true);
                Assert.Equal(Vector(bits, [.. m.Select((lane, i) => lane < 0 ? x[i] : y[i])]), select(a, b, mask));
            }
        }
    }

    [Fact]
    public void Outcomes_are_the_ones_of_x86_instructions()
    {
        Assert.SkipUnless(Avx2.IsSupported && Fma.IsSupported, "needs an x86-64-v3 processor");
        V128[] samples = [.. Samples(8, 100), .. Samples(16, 100), .. Samples(32, 100)];
        foreach ((V128 a, V128 b) in samples.Zip(samples.Skip(1)))
        {
            Assert.Equal(Ssse3.MultiplyAddAdjacent(b, a.AsSByte()).AsByte(), Numbers.I16x8RelaxedDotI8x16I7x16S(a, b));
            Assert.Equal(Ssse3.MultiplyHighRoundScale(a.AsInt16(), b.AsInt16()).AsByte(), Numbers.I16x8RelaxedQ15mulrS(a, b));
            Assert.Equal(Ssse3.Shuffle(a, b), Numbers.I8x16RelaxedSwizzle(a, b));
            Assert.Equal(Sse41.BlendVariable(b, a, a ^ b), Numbers.I8x16RelaxedLaneselect(a, b, a ^ b));
        }

        for (var i = 0; i < FloatPatterns.Length; i++)
        {
            foreach (uint other in FloatPatterns)
            {
                V128 a = Vector128.Create(FloatPatterns[i], other, FloatPatterns[(i + 1) % FloatPatterns.Length], 0).AsByte();
                V128 b = Bits(other);
                Assert.Equal(Sse.Min(a.AsSingle(), b.AsSingle()).AsUInt32(), Numbers.F32x4RelaxedMin(a, b).AsUInt32());
                Assert.Equal(Sse.Max(a.AsSingle(), b.AsSingle()).AsUInt32(), Numbers.F32x4RelaxedMax(a, b).AsUInt32());
                Assert.Equal(Sse2.ConvertToVector128Int32WithTruncation(a.AsSingle()).AsByte(), Numbers.I32x4RelaxedTruncF32x4S(a));
            }
        }
    }

    private static V128 Bits(uint bits) => Vector128.Create(bits).AsByte();

    private static V128 WideBits(uint bits) => Vector128.Create(FloatNans.Widen(bits)).AsByte();

    private static V128 Splat(float a) => Vector128.Create(BitConverter.SingleToUInt32Bits(a)).AsByte();

    private static V128 Wide(double a) => Vector128.Create(BitConverter.DoubleToUInt64Bits(a)).AsByte();
}

using System.Runtime.Intrinsics;
using Xunit;
using static ConformanceLab.Engine.Tests.LaneVectors;
using Numbers = ConformanceLab.Wasm.Runtime.Numerics;
using V128 = System.Runtime.Intrinsics.Vector128<byte>;

namespace ConformanceLab.Engine.Tests;

/// <summary>Integer vector instructions against wide integers, lane by lane.</summary>
public sealed class VectorIntegerTests
{
    private const int SampleCount = 120;

    [Fact]
    public void Lanewise_arithmetic_agrees_with_wide_integers()
    {
        Both(8, Numbers.I8x16Add, (a, b) => a + b);
        Both(16, Numbers.I16x8Add, (a, b) => a + b);
        Both(32, Numbers.I32x4Add, (a, b) => a + b);
        Both(64, Numbers.I64x2Add, (a, b) => a + b);
        Both(8, Numbers.I8x16Sub, (a, b) => a - b);
        Both(16, Numbers.I16x8Sub, (a, b) => a - b);
        Both(32, Numbers.I32x4Sub, (a, b) => a - b);
        Both(64, Numbers.I64x2Sub, (a, b) => a - b);
        Both(16, Numbers.I16x8Mul, (a, b) => a * b);
        Both(32, Numbers.I32x4Mul, (a, b) => a * b);
        Both(64, Numbers.I64x2Mul, (a, b) => unchecked(a * b));

        Binary(8, true, Numbers.I8x16AddSatS, (a, b) => Int128.Clamp(a + b, sbyte.MinValue, sbyte.MaxValue));
        Binary(8, false, Numbers.I8x16AddSatU, (a, b) => Int128.Clamp(a + b, 0, byte.MaxValue));
        Binary(8, true, Numbers.I8x16SubSatS, (a, b) => Int128.Clamp(a - b, sbyte.MinValue, sbyte.MaxValue));
        Binary(8, false, Numbers.I8x16SubSatU, (a, b) => Int128.Clamp(a - b, 0, byte.MaxValue));
        Binary(16, true, Numbers.I16x8AddSatS, (a, b) => Int128.Clamp(a + b, short.MinValue, short.MaxValue));
        Binary(16, false, Numbers.I16x8AddSatU, (a, b) => Int128.Clamp(a + b, 0, ushort.MaxValue));
        Binary(16, true, Numbers.I16x8SubSatS, (a, b) => Int128.Clamp(a - b, short.MinValue, short.MaxValue));
        Binary(16, false, Numbers.I16x8SubSatU, (a, b) => Int128.Clamp(a - b, 0, ushort.MaxValue));

        Binary(8, false, Numbers.I8x16AvgrU, (a, b) => (a + b + 1) / 2);
        Binary(16, false, Numbers.I16x8AvgrU, (a, b) => (a + b + 1) / 2);
        Binary(16, true, Numbers.I16x8Q15mulrSatS, (a, b) => Int128.Min(((a * b) + 0x4000) >> 15, short.MaxValue));
    }

    [Fact]
    public void Minima_and_maxima_tell_signed_from_unsigned()
    {
        Binary(8, true, Numbers.I8x16MinS, Int128.Min);
        Binary(8, false, Numbers.I8x16MinU, Int128.Min);
        Binary(8, true, Numbers.I8x16MaxS, Int128.Max);
        Binary(8, false, Numbers.I8x16MaxU, Int128.Max);
        Binary(16, true, Numbers.I16x8MinS, Int128.Min);
        Binary(16, false, Numbers.I16x8MinU, Int128.Min);
        Binary(16, true, Numbers.I16x8MaxS, Int128.Max);
        Binary(16, false, Numbers.I16x8MaxU, Int128.Max);
        Binary(32, true, Numbers.I32x4MinS, Int128.Min);
        Binary(32, false, Numbers.I32x4MinU, Int128.Min);
        Binary(32, true, Numbers.I32x4MaxS, Int128.Max);
        Binary(32, false, Numbers.I32x4MaxU, Int128.Max);
    }

    [Fact]
    public void Comparisons_fill_a_lane_with_ones_or_zeros()
    {
        Compare(8, Numbers.I8x16Eq, Numbers.I8x16Ne, Numbers.I8x16LtS, Numbers.I8x16GtS, Numbers.I8x16LeS, Numbers.I8x16GeS, true);
        Compare(8, Numbers.I8x16Eq, Numbers.I8x16Ne, Numbers.I8x16LtU, Numbers.I8x16GtU, Numbers.I8x16LeU, Numbers.I8x16GeU, false);
        Compare(16, Numbers.I16x8Eq, Numbers.I16x8Ne, Numbers.I16x8LtS, Numbers.I16x8GtS, Numbers.I16x8LeS, Numbers.I16x8GeS, true);
        Compare(16, Numbers.I16x8Eq, Numbers.I16x8Ne, Numbers.I16x8LtU, Numbers.I16x8GtU, Numbers.I16x8LeU, Numbers.I16x8GeU, false);
        Compare(32, Numbers.I32x4Eq, Numbers.I32x4Ne, Numbers.I32x4LtS, Numbers.I32x4GtS, Numbers.I32x4LeS, Numbers.I32x4GeS, true);
        Compare(32, Numbers.I32x4Eq, Numbers.I32x4Ne, Numbers.I32x4LtU, Numbers.I32x4GtU, Numbers.I32x4LeU, Numbers.I32x4GeU, false);
        Compare(64, Numbers.I64x2Eq, Numbers.I64x2Ne, Numbers.I64x2LtS, Numbers.I64x2GtS, Numbers.I64x2LeS, Numbers.I64x2GeS, true);

        static void Compare(
            int bits, Func<V128, V128, V128> eq, Func<V128, V128, V128> ne, Func<V128, V128, V128> lt, Func<V128, V128, V128> gt,
            Func<V128, V128, V128> le, Func<V128, V128, V128> ge, bool signed)
        {
            Binary(bits, signed, eq, (a, b) => a == b ? -1 : 0);
            Binary(bits, signed, ne, (a, b) => a != b ? -1 : 0);
            Binary(bits, signed, lt, (a, b) => a < b ? -1 : 0);
            Binary(bits, signed, gt, (a, b) => a > b ? -1 : 0);
            Binary(bits, signed, le, (a, b) => a <= b ? -1 : 0);
            Binary(bits, signed, ge, (a, b) => a >= b ? -1 : 0);
        }
    }

    [Fact]
    public void Unary_arithmetic_agrees_with_wide_integers()
    {
        Unary(8, true, Numbers.I8x16Abs, Int128.Abs);
        Unary(16, true, Numbers.I16x8Abs, Int128.Abs);
        Unary(32, true, Numbers.I32x4Abs, Int128.Abs);
        Unary(64, true, Numbers.I64x2Abs, Int128.Abs);
        Unary(8, true, Numbers.I8x16Neg, a => -a);
        Unary(16, true, Numbers.I16x8Neg, a => -a);
        Unary(32, true, Numbers.I32x4Neg, a => -a);
        Unary(64, true, Numbers.I64x2Neg, a => -a);
        Unary(8, false, Numbers.I8x16Popcnt, Int128.PopCount);
    }

    [Fact]
    public void Shift_counts_are_taken_modulo_the_lane_width()
    {
        Shift(8, Numbers.I8x16Shl, Numbers.I8x16ShrS, Numbers.I8x16ShrU);
        Shift(16, Numbers.I16x8Shl, Numbers.I16x8ShrS, Numbers.I16x8ShrU);
        Shift(32, Numbers.I32x4Shl, Numbers.I32x4ShrS, Numbers.I32x4ShrU);
        Shift(64, Numbers.I64x2Shl, Numbers.I64x2ShrS, Numbers.I64x2ShrU);

        static void Shift(int bits, Func<V128, int, V128> shl, Func<V128, int, V128> shrS, Func<V128, int, V128> shrU)
        {
            foreach (int count in (int[])[0, 1, 3, bits - 1, bits, bits + 1, 2 * bits, 255, 256, -1, int.MinValue, int.MaxValue])
            {
                var effective = (int)((uint)count % (uint)bits);
                Unary(bits, false, a => shl(a, count), a => a << effective);
                Unary(bits, true, a => shrS(a, count), a => a >> effective);
                Unary(bits, false, a => shrU(a, count), a => a >> effective);
            }
        }
    }

    [Fact]
    public void Extension_takes_the_low_or_the_high_half()
    {
        Extend(8, Numbers.I16x8ExtendLowI8x16S, Numbers.I16x8ExtendHighI8x16S, true);
        Extend(8, Numbers.I16x8ExtendLowI8x16U, Numbers.I16x8ExtendHighI8x16U, false);
        Extend(16, Numbers.I32x4ExtendLowI16x8S, Numbers.I32x4ExtendHighI16x8S, true);
        Extend(16, Numbers.I32x4ExtendLowI16x8U, Numbers.I32x4ExtendHighI16x8U, false);
        Extend(32, Numbers.I64x2ExtendLowI32x4S, Numbers.I64x2ExtendHighI32x4S, true);
        Extend(32, Numbers.I64x2ExtendLowI32x4U, Numbers.I64x2ExtendHighI32x4U, false);

        static void Extend(int bits, Func<V128, V128> low, Func<V128, V128> high, bool signed)
        {
            foreach (V128 a in Samples(bits, SampleCount))
            {
                Int128[] lanes = Lanes(a, bits, signed);
                Assert.Equal(Vector(2 * bits, lanes[..(lanes.Length / 2)]), low(a));
                Assert.Equal(Vector(2 * bits, lanes[(lanes.Length / 2)..]), high(a));
            }
        }
    }

    [Fact]
    public void Extended_multiplication_loses_nothing()
    {
        Extmul(8, Numbers.I16x8ExtmulLowI8x16S, Numbers.I16x8ExtmulHighI8x16S, true);
        Extmul(8, Numbers.I16x8ExtmulLowI8x16U, Numbers.I16x8ExtmulHighI8x16U, false);
        Extmul(16, Numbers.I32x4ExtmulLowI16x8S, Numbers.I32x4ExtmulHighI16x8S, true);
        Extmul(16, Numbers.I32x4ExtmulLowI16x8U, Numbers.I32x4ExtmulHighI16x8U, false);
        Extmul(32, Numbers.I64x2ExtmulLowI32x4S, Numbers.I64x2ExtmulHighI32x4S, true);
        Extmul(32, Numbers.I64x2ExtmulLowI32x4U, Numbers.I64x2ExtmulHighI32x4U, false);

        static void Extmul(int bits, Func<V128, V128, V128> low, Func<V128, V128, V128> high, bool signed)
        {
            foreach ((V128 a, V128 b) in Pairs(bits))
            {
                Int128[] products = [.. Lanes(a, bits, signed).Zip(Lanes(b, bits, signed), (x, y) => x * y)];
                Assert.Equal(Vector(2 * bits, products[..(products.Length / 2)]), low(a, b));
                Assert.Equal(Vector(2 * bits, products[(products.Length / 2)..]), high(a, b));
            }
        }
    }

    [Fact]
    public void Pairs_of_neighbours_are_added()
    {
        Pairwise(8, Numbers.I16x8ExtaddPairwiseI8x16S, true);
        Pairwise(8, Numbers.I16x8ExtaddPairwiseI8x16U, false);
        Pairwise(16, Numbers.I32x4ExtaddPairwiseI16x8S, true);
        Pairwise(16, Numbers.I32x4ExtaddPairwiseI16x8U, false);
        foreach ((V128 a, V128 b) in Pairs(16))
        {
            Int128[] products = [.. Lanes(a, 16, true).Zip(Lanes(b, 16, true), (x, y) => x * y)];
            Assert.Equal(Vector(32, PairSums(products)), Numbers.I32x4DotI16x8S(a, b));
        }

        V128 least = Numbers.I16x8Splat(short.MinValue);
        Assert.Equal(Numbers.I32x4Splat(int.MinValue), Numbers.I32x4DotI16x8S(least, least));

        static void Pairwise(int bits, Func<V128, V128> operation, bool signed)
        {
            foreach (V128 a in Samples(bits, SampleCount))
                Assert.Equal(Vector(2 * bits, PairSums(Lanes(a, bits, signed))), operation(a));
        }
    }

    [Fact]
    public void Narrowing_reads_signed_lanes_and_saturates()
    {
        Narrow(16, Numbers.I8x16NarrowI16x8S, sbyte.MinValue, sbyte.MaxValue);
        Narrow(16, Numbers.I8x16NarrowI16x8U, 0, byte.MaxValue);
        Narrow(32, Numbers.I16x8NarrowI32x4S, short.MinValue, short.MaxValue);
        Narrow(32, Numbers.I16x8NarrowI32x4U, 0, ushort.MaxValue);

        static void Narrow(int bits, Func<V128, V128, V128> operation, int least, int greatest)
        {
            foreach ((V128 a, V128 b) in Pairs(bits))
            {
                Int128[] lanes = [.. Lanes(a, bits, true).Concat(Lanes(b, bits, true)).Select(lane => Int128.Clamp(lane, least, greatest))];
                Assert.Equal(Vector(bits / 2, lanes), operation(a, b));
            }
        }
    }

    [Fact]
    public void Tests_look_at_every_lane()
    {
        Test(8, Numbers.I8x16AllTrue, Numbers.I8x16Bitmask);
        Test(16, Numbers.I16x8AllTrue, Numbers.I16x8Bitmask);
        Test(32, Numbers.I32x4AllTrue, Numbers.I32x4Bitmask);
        Test(64, Numbers.I64x2AllTrue, Numbers.I64x2Bitmask);

        static void Test(int bits, Func<V128, int> allTrue, Func<V128, int> bitmask)
        {
            Assert.Equal(1, allTrue(Vector128<byte>.AllBitsSet));
            Assert.Equal((1 << (128 / bits)) - 1, bitmask(Vector128<byte>.AllBitsSet));
            for (var lane = 0; lane < 128 / bits; lane++)
            {
                var lanes = new Int128[128 / bits];
                lanes[lane] = Int128.One << (bits - 1);
                Assert.Equal(1 << lane, bitmask(Vector(bits, lanes)));
                Assert.Equal(1, Numbers.V128AnyTrue(Vector(bits, lanes)));
                lanes[lane] = (Int128.One << (bits - 1)) - 1;
                Assert.Equal(0, bitmask(Vector(bits, lanes)));
                Assert.Equal(0, allTrue(Vector(bits, lanes)));

                Array.Fill(lanes, Int128.One);
                Assert.Equal(1, allTrue(Vector(bits, lanes)));
                lanes[lane] = 0;
                Assert.Equal(0, allTrue(Vector(bits, lanes)));
            }
        }

        Assert.Equal(0, Numbers.V128AnyTrue(V128.Zero));
    }

    private static Int128[] PairSums(Int128[] lanes) => [.. lanes.Chunk(2).Select(pair => pair[0] + pair[1])];

    private static IEnumerable<(V128 A, V128 B)> Pairs(int bits)
    {
        V128[] samples = [.. Samples(bits, 2 * SampleCount)];
        return samples.Zip(samples.Skip(1));
    }

    private static void Both(int bits, Func<V128, V128, V128> operation, Func<Int128, Int128, Int128> lane)
    {
        Binary(bits, false, operation, lane);
        Binary(bits, true, operation, lane);
    }

    private static void Binary(int bits, bool signed, Func<V128, V128, V128> operation, Func<Int128, Int128, Int128> lane)
    {
        foreach ((V128 a, V128 b) in Pairs(bits))
            Assert.Equal(Vector(bits, [.. Lanes(a, bits, signed).Zip(Lanes(b, bits, signed), lane)]), operation(a, b));
    }

    private static void Unary(int bits, bool signed, Func<V128, V128> operation, Func<Int128, Int128> lane)
    {
        foreach (V128 a in Samples(bits, SampleCount))
            Assert.Equal(Vector(bits, [.. Lanes(a, bits, signed).Select(lane)]), operation(a));
    }
}

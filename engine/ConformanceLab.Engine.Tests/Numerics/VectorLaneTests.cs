using System.Runtime.Intrinsics;
using Xunit;
using static ConformanceLab.Engine.Tests.LaneVectors;
using Numbers = ConformanceLab.Wasm.Runtime.Numerics;
using V128 = System.Runtime.Intrinsics.Vector128<byte>;

namespace ConformanceLab.Engine.Tests;

public sealed class VectorLaneTests
{
    private static readonly V128 Counting = Vector128.Create((byte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);

    [Fact]
    public void Shuffle_picks_from_both_vectors()
    {
        V128 a = Counting + Vector128.Create((byte)100), b = Counting + Vector128.Create((byte)200);
        V128 lanes = Vector128.Create((byte)0, 31, 16, 15, 1, 30, 17, 14, 7, 8, 23, 24, 0, 0, 31, 31);
        V128 expected = Vector128.Create((byte)100, 215, 200, 115, 101, 214, 201, 114, 107, 108, 207, 208, 100, 100, 215, 215);
        Assert.Equal(expected, Numbers.I8x16Shuffle(a, b, lanes));
    }

    [Fact]
    public void Swizzle_gives_zero_for_an_index_past_the_end()
    {
        V128 a = Counting + Vector128.Create((byte)100);
        V128 indices = Vector128.Create((byte)15, 0, 16, 17, 31, 32, 127, 128, 129, 143, 240, 255, 7, 7, 1, 14);
        V128 expected = Vector128.Create((byte)115, 100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 107, 107, 101, 114);
        Assert.Equal(expected, Numbers.I8x16Swizzle(a, indices));
    }

    [Fact]
    public void Bitwise_operations_follow_their_truth_tables()
    {
        V128 a = Vector128.Create((byte)0b1100), b = Vector128.Create((byte)0b1010);
        Assert.Equal(Vector128.Create((byte)0b1000), Numbers.V128And(a, b));
        Assert.Equal(Vector128.Create((byte)0b1110), Numbers.V128Or(a, b));
        Assert.Equal(Vector128.Create((byte)0b0110), Numbers.V128Xor(a, b));
        Assert.Equal(Vector128.Create((byte)0b0100), Numbers.V128Andnot(a, b));
        Assert.Equal(Vector128.Create((byte)0b1111_0011), Numbers.V128Not(a));
        Assert.Equal(
            Vector128.Create((byte)0b1101), Numbers.V128Bitselect(Vector128.Create((byte)0b1100), Vector128.Create((byte)0b0101), b));
    }

    [Fact]
    public void Every_lane_can_be_replaced_and_read_back()
    {
        V128 zero = V128.Zero;
        for (var lane = 0; lane < 16; lane++)
        {
            V128 v = Numbers.I8x16ReplaceLane(zero, 0x12F0, lane);
            Assert.Equal(Place(8, 0xF0, lane), v);
            Assert.Equal(-16, Numbers.I8x16ExtractLaneS(v, lane));
            Assert.Equal(0xF0, Numbers.I8x16ExtractLaneU(v, lane));
        }

        for (var lane = 0; lane < 8; lane++)
        {
            V128 v = Numbers.I16x8ReplaceLane(zero, 0x12_FFF0, lane);
            Assert.Equal(Place(16, 0xFFF0, lane), v);
            Assert.Equal(-16, Numbers.I16x8ExtractLaneS(v, lane));
            Assert.Equal(0xFFF0, Numbers.I16x8ExtractLaneU(v, lane));
        }

        const uint SignallingNan = 0xFFA0_0001;
        const ulong WideSignallingNan = 0xFFF4_0000_0000_0001;
        float nan = SingleOf(SignallingNan);
        double wideNan = BitConverter.UInt64BitsToDouble(WideSignallingNan);
        for (var lane = 0; lane < 4; lane++)
        {
            Assert.Equal(Place(32, SignallingNan, lane), Numbers.I32x4ReplaceLane(zero, unchecked((int)SignallingNan), lane));
            Assert.Equal(Place(32, SignallingNan, lane), Numbers.F32x4ReplaceLane(zero, nan, lane));
            Assert.Equal(unchecked((int)SignallingNan), Numbers.I32x4ExtractLane(Place(32, SignallingNan, lane), lane));
            Assert.Equal(SignallingNan, BitConverter.SingleToUInt32Bits(Numbers.F32x4ExtractLane(Place(32, SignallingNan, lane), lane)));
        }

        for (var lane = 0; lane < 2; lane++)
        {
            Assert.Equal(Place(64, WideSignallingNan, lane), Numbers.I64x2ReplaceLane(zero, unchecked((long)WideSignallingNan), lane));
            Assert.Equal(Place(64, WideSignallingNan, lane), Numbers.F64x2ReplaceLane(zero, wideNan, lane));
            Assert.Equal(unchecked((long)WideSignallingNan), Numbers.I64x2ExtractLane(Place(64, WideSignallingNan, lane), lane));
            Assert.Equal(
                WideSignallingNan, BitConverter.DoubleToUInt64Bits(Numbers.F64x2ExtractLane(Place(64, WideSignallingNan, lane), lane)));
        }
    }

    [Fact]
    public void Splat_fills_every_lane_with_the_low_bits()
    {
        Assert.Equal(Vector128.Create((byte)0xCD), Numbers.I8x16Splat(0xABCD));
        Assert.Equal(Vector128.Create((ushort)0x89AB).AsByte(), Numbers.I16x8Splat(0x0123_89AB));
        Assert.Equal(Vector128.Create(0x0123_89AB).AsByte(), Numbers.I32x4Splat(0x0123_89AB));
        Assert.Equal(Vector128.Create(0x0123_89AB_4567_CDEF).AsByte(), Numbers.I64x2Splat(0x0123_89AB_4567_CDEF));
        Assert.Equal(Vector128.Create(0xFFA0_0001).AsByte(), Numbers.F32x4Splat(SingleOf(0xFFA0_0001)));
        Assert.Equal(
            Vector128.Create(0xFFF4_0000_0000_0001).AsByte(), Numbers.F64x2Splat(BitConverter.UInt64BitsToDouble(0xFFF4_0000_0000_0001)));
    }

    // Not inlined: the JIT compiler keeps float constants as doubles and quiets a signalling NaN that it folds.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static float SingleOf(uint bits) => BitConverter.UInt32BitsToSingle(bits);

    private static V128 Place(int bits, UInt128 value, int lane)
    {
        var lanes = new Int128[128 / bits];
        lanes[lane] = (Int128)value;
        return Vector(bits, lanes);
    }
}

using System.Runtime.Intrinsics;
using V128 = System.Runtime.Intrinsics.Vector128<byte>;

namespace ConformanceLab.Wasm.Runtime;

/// <content>
/// Vectors as strings of bits and as sequences of lanes. Lane immediates were validated, so they are in range.
/// </content>
internal static partial class Numerics
{
    // spec: exec-vvunop, exec-vvbinop, exec-vvternop; op-inot, op-iand, op-iandnot, op-ior, op-ixor, op-ibitselect
    public static V128 V128Not(V128 a) => ~a;
    public static V128 V128And(V128 a, V128 b) => a & b;
    public static V128 V128Andnot(V128 a, V128 b) => a & ~b;
    public static V128 V128Or(V128 a, V128 b) => a | b;
    public static V128 V128Xor(V128 a, V128 b) => a ^ b;
    public static V128 V128Bitselect(V128 a, V128 b, V128 mask) => (a & mask) | (b & ~mask);

    // spec: exec-vvtestop
    public static int V128AnyTrue(V128 a) => ToBool(a != V128.Zero);

    // spec: exec-vshuffle (lanes 0 to 15 are the first operand's, 16 to 31 the second's; Shuffle gives 0 for an index over 15)
    public static V128 I8x16Shuffle(V128 a, V128 b, V128 lanes) =>
        Vector128.Shuffle(a, lanes) | Vector128.Shuffle(b, lanes - Vector128.Create((byte)16));

    // spec: exec-vswizzlop (an index over 15 gives 0)
    public static V128 I8x16Swizzle(V128 a, V128 indices) => Vector128.Shuffle(a, indices);

    // spec: exec-vsplat
    public static V128 I8x16Splat(int a) => Vector128.Create(unchecked((byte)a));
    public static V128 I16x8Splat(int a) => Vector128.Create(unchecked((ushort)a)).AsByte();
    public static V128 I32x4Splat(int a) => Vector128.Create(a).AsByte();
    public static V128 I64x2Splat(long a) => Vector128.Create(a).AsByte();
    public static V128 F32x4Splat(float a) => I32x4Splat(I32ReinterpretF32(a));
    public static V128 F64x2Splat(double a) => I64x2Splat(I64ReinterpretF64(a));

    // spec: exec-vextract_lane
    public static int I8x16ExtractLaneS(V128 a, int lane) => a.AsSByte().GetElement(lane);
    public static int I8x16ExtractLaneU(V128 a, int lane) => a.GetElement(lane);
    public static int I16x8ExtractLaneS(V128 a, int lane) => a.AsInt16().GetElement(lane);
    public static int I16x8ExtractLaneU(V128 a, int lane) => a.AsUInt16().GetElement(lane);
    public static int I32x4ExtractLane(V128 a, int lane) => a.AsInt32().GetElement(lane);
    public static long I64x2ExtractLane(V128 a, int lane) => a.AsInt64().GetElement(lane);
    public static float F32x4ExtractLane(V128 a, int lane) => F32ReinterpretI32(I32x4ExtractLane(a, lane));
    public static double F64x2ExtractLane(V128 a, int lane) => F64ReinterpretI64(I64x2ExtractLane(a, lane));

    // spec: exec-vreplace_lane
    public static V128 I8x16ReplaceLane(V128 a, int value, int lane) => a.WithElement(lane, unchecked((byte)value));
    public static V128 I16x8ReplaceLane(V128 a, int value, int lane) => a.AsUInt16().WithElement(lane, unchecked((ushort)value)).AsByte();
    public static V128 I32x4ReplaceLane(V128 a, int value, int lane) => a.AsInt32().WithElement(lane, value).AsByte();
    public static V128 I64x2ReplaceLane(V128 a, long value, int lane) => a.AsInt64().WithElement(lane, value).AsByte();
    public static V128 F32x4ReplaceLane(V128 a, float value, int lane) => I32x4ReplaceLane(a, I32ReinterpretF32(value), lane);
    public static V128 F64x2ReplaceLane(V128 a, double value, int lane) => I64x2ReplaceLane(a, I64ReinterpretF64(value), lane);
}

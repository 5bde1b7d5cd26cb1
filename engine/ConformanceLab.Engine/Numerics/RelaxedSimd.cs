using System.Runtime.Intrinsics;
using V128 = System.Runtime.Intrinsics.Vector128<byte>;

namespace ConformanceLab.Wasm.Runtime;

/// <content>
/// Relaxed vector instructions. spec: relaxed-ops. The specification lets an implementation fix one global parameter for each
/// family. Here they are fixed to what x86-64-v3 does in one or two instructions, for all tiers and processors alike:
/// <code>
///   R_fmadd       1   fused: one rounding                                     vfmadd, vfnmadd
///   R_fmin        2   "a &lt; b ? a : b": the second operand if unordered or equal  minps, minpd
///   R_fmax        2   "a &gt; b ? a : b": likewise                                  maxps, maxpd
///   R_idot        1   the second operand's bytes are unsigned, pairs saturate  pmaddubsw
///   R_iq15mulr    1   -1 times -1 is -1                                       pmulhrsw
///   R_trunc_s     1   what does not fit is 0x80000000                         cvttps2dq, cvttpd2dq
///   R_trunc_u     3   what does not fit is 0x80000000                         (two of these, blended)
///   R_swizzle     1   index modulo 16, but 0 if its top bit is set            pshufb
///   R_laneselect  1   the mask lane's top bit decides                         pblendvb, blendvps, blendvpd
/// </code>
/// </content>
internal static partial class Numerics
{
    // spec: op-frelaxed_madd (NaN results: the first NaN of a, b, c. The processor's rule is the same for the 132, 213 and 231 forms, as
    // long as the first factor, whichever register it is in, is a, and the second is b: vfmadd231 c, a, b; vfmadd213 b, a, c.)
    public static V128 F32x4RelaxedMadd(V128 a, V128 b, V128 c) =>
        Propagate(
            Vector128.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()),
            a.AsSingle(), b.AsSingle(), c.AsSingle()).AsByte();

    public static V128 F64x2RelaxedMadd(V128 a, V128 b, V128 c) =>
        Propagate(
            Vector128.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()),
            a.AsDouble(), b.AsDouble(), c.AsDouble()).AsByte();

    // spec: op-frelaxed_nmadd (the product is negated, not a NaN operand: the sign of a NaN result stays a's)
    public static V128 F32x4RelaxedNmadd(V128 a, V128 b, V128 c) =>
        Propagate(
            Vector128.FusedMultiplyAdd(F32x4Neg(a).AsSingle(), b.AsSingle(), c.AsSingle()),
            a.AsSingle(), b.AsSingle(), c.AsSingle()).AsByte();

    public static V128 F64x2RelaxedNmadd(V128 a, V128 b, V128 c) =>
        Propagate(
            Vector128.FusedMultiplyAdd(F64x2Neg(a).AsDouble(), b.AsDouble(), c.AsDouble()),
            a.AsDouble(), b.AsDouble(), c.AsDouble()).AsByte();

    // spec: op-frelaxed_min, op-frelaxed_max
    public static V128 F32x4RelaxedMin(V128 a, V128 b) => V128Bitselect(a, b, F32x4Lt(a, b));
    public static V128 F32x4RelaxedMax(V128 a, V128 b) => V128Bitselect(a, b, F32x4Gt(a, b));
    public static V128 F64x2RelaxedMin(V128 a, V128 b) => V128Bitselect(a, b, F64x2Lt(a, b));
    public static V128 F64x2RelaxedMax(V128 a, V128 b) => V128Bitselect(a, b, F64x2Gt(a, b));

    // spec: op-irelaxed_dot_mul, op-irelaxed_dot
    public static V128 I16x8RelaxedDotI8x16I7x16S(V128 a, V128 b)
    {
        // Even bytes are the low halves of 16-bit lanes. A product fits (at least -128 * 255), a sum of two may not.
        Vector128<short> even = (a.AsInt16() << 8 >> 8) * (b.AsUInt16() << 8 >>> 8).AsInt16();
        Vector128<short> odd = (a.AsInt16() >> 8) * (b.AsUInt16() >>> 8).AsInt16();
        return Vector128.AddSaturate(even, odd).AsByte();
    }

    // spec: op-irelaxed_dot_add
    public static V128 I32x4RelaxedDotI8x16I7x16AddS(V128 a, V128 b, V128 c) =>
        I32x4Add(I32x4ExtaddPairwiseI16x8S(I16x8RelaxedDotI8x16I7x16S(a, b)), c);

    // spec: op-irelaxed_q15mulr_s (Narrow drops the upper bits of the one product that is out of range)
    public static V128 I16x8RelaxedQ15mulrS(V128 a, V128 b) =>
        Vector128.Narrow(
            Q15Product(Vector128.WidenLower(a.AsInt16()), Vector128.WidenLower(b.AsInt16())),
            Q15Product(Vector128.WidenUpper(a.AsInt16()), Vector128.WidenUpper(b.AsInt16()))).AsByte();

    // spec: op-relaxed_trunc
    public static V128 I32x4RelaxedTruncF32x4S(V128 a)
    {
        Vector128<float> lanes = a.AsSingle();
        return Vector128.Create(
            TruncOrIndefinite(lanes[0]),
            TruncOrIndefinite(lanes[1]),
            TruncOrIndefinite(lanes[2]),
            TruncOrIndefinite(lanes[3])).AsByte();
    }

    public static V128 I32x4RelaxedTruncF32x4U(V128 a)
    {
        Vector128<float> lanes = a.AsSingle();
        return Vector128.Create(
            UnsignedTruncOrIndefinite(lanes[0]),
            UnsignedTruncOrIndefinite(lanes[1]),
            UnsignedTruncOrIndefinite(lanes[2]),
            UnsignedTruncOrIndefinite(lanes[3])).AsByte();
    }

    public static V128 I32x4RelaxedTruncF64x2SZero(V128 a) =>
        Vector128.Create(TruncOrIndefinite(a.AsDouble()[0]), TruncOrIndefinite(a.AsDouble()[1]), 0, 0).AsByte();

    public static V128 I32x4RelaxedTruncF64x2UZero(V128 a) =>
        Vector128.Create(UnsignedTruncOrIndefinite(a.AsDouble()[0]), UnsignedTruncOrIndefinite(a.AsDouble()[1]), 0, 0).AsByte();

    private static int TruncOrIndefinite(double a) => TruncatesToI32(a) ? (int)a : int.MinValue;

    // Compiled code: t = cvtt(a), u = cvtt(a - 2^31) | 2^31, then u where t has its sign bit set, t elsewhere. What fits in 31 bits is
    // t; what needs 32 overflows t and is u; negative numbers, NaNs and what is too large overflow u as well.
    private static int UnsignedTruncOrIndefinite(double a) => TruncatesToU32(a) ? ToU32(a) : int.MinValue;

    // spec: op-ivrelaxed_swizzle (what is left of an index with its top bit set is over 15, so Shuffle gives 0)
    public static V128 I8x16RelaxedSwizzle(V128 a, V128 indices) => Vector128.Shuffle(a, indices & Vector128.Create((byte)0x8F));

    // spec: op-irelaxed_laneselect
    public static V128 I8x16RelaxedLaneselect(V128 a, V128 b, V128 mask) => V128Bitselect(a, b, I8x16ShrS(mask, 7));
    public static V128 I16x8RelaxedLaneselect(V128 a, V128 b, V128 mask) => V128Bitselect(a, b, I16x8ShrS(mask, 15));
    public static V128 I32x4RelaxedLaneselect(V128 a, V128 b, V128 mask) => V128Bitselect(a, b, I32x4ShrS(mask, 31));
    public static V128 I64x2RelaxedLaneselect(V128 a, V128 b, V128 mask) => V128Bitselect(a, b, I64x2ShrS(mask, 63));
}

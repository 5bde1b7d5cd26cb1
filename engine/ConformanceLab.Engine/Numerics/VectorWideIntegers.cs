using System.Runtime.Intrinsics;
using V128 = System.Runtime.Intrinsics.Vector128<byte>;

namespace ConformanceLab.Wasm.Runtime;

/// <content>Lane-wise arithmetic on 32-bit and 64-bit integers. spec: exec-instr-vec, int-ops.</content>
internal static partial class Numerics
{
    // ---- i32x4

    // spec: op-iabs, op-ineg (the smallest number is its own negation)
    public static V128 I32x4Abs(V128 a) => V128Bitselect(I32x4Neg(a), a, I32x4LtS(a, V128.Zero));
    public static V128 I32x4Neg(V128 a) => (-a.AsInt32()).AsByte();

    // spec: op-ishl, op-ishr (the count is taken modulo 32)
    public static V128 I32x4Shl(V128 a, int count) => (a.AsUInt32() << (count & 31)).AsByte();
    public static V128 I32x4ShrS(V128 a, int count) => (a.AsInt32() >> (count & 31)).AsByte();
    public static V128 I32x4ShrU(V128 a, int count) => (a.AsUInt32() >>> (count & 31)).AsByte();

    // spec: op-iadd, op-isub, op-imul (modulo 2^32)
    public static V128 I32x4Add(V128 a, V128 b) => (a.AsUInt32() + b.AsUInt32()).AsByte();
    public static V128 I32x4Sub(V128 a, V128 b) => (a.AsUInt32() - b.AsUInt32()).AsByte();
    public static V128 I32x4Mul(V128 a, V128 b) => (a.AsUInt32() * b.AsUInt32()).AsByte();

    // spec: op-imin, op-imax
    public static V128 I32x4MinS(V128 a, V128 b) => Vector128.Min(a.AsInt32(), b.AsInt32()).AsByte();
    public static V128 I32x4MinU(V128 a, V128 b) => Vector128.Min(a.AsUInt32(), b.AsUInt32()).AsByte();
    public static V128 I32x4MaxS(V128 a, V128 b) => Vector128.Max(a.AsInt32(), b.AsInt32()).AsByte();
    public static V128 I32x4MaxU(V128 a, V128 b) => Vector128.Max(a.AsUInt32(), b.AsUInt32()).AsByte();

    // spec: exec-vextbinop (extended multiplication: op-extend, then op-imul; nothing overflows)
    public static V128 I32x4ExtmulLowI16x8S(V128 a, V128 b) =>
        (Vector128.WidenLower(a.AsInt16()) * Vector128.WidenLower(b.AsInt16())).AsByte();
    public static V128 I32x4ExtmulLowI16x8U(V128 a, V128 b) =>
        (Vector128.WidenLower(a.AsUInt16()) * Vector128.WidenLower(b.AsUInt16())).AsByte();
    public static V128 I32x4ExtmulHighI16x8S(V128 a, V128 b) =>
        (Vector128.WidenUpper(a.AsInt16()) * Vector128.WidenUpper(b.AsInt16())).AsByte();
    public static V128 I32x4ExtmulHighI16x8U(V128 a, V128 b) =>
        (Vector128.WidenUpper(a.AsUInt16()) * Vector128.WidenUpper(b.AsUInt16())).AsByte();

    // spec: exec-vextunop (pairwise extended addition: even lanes are the low halves of the wide lanes, odd ones the high halves)
    public static V128 I32x4ExtaddPairwiseI16x8S(V128 a) =>
        ((a.AsInt32() << 16 >> 16) + (a.AsInt32() >> 16)).AsByte();
    public static V128 I32x4ExtaddPairwiseI16x8U(V128 a) =>
        ((a.AsUInt32() << 16 >>> 16) + (a.AsUInt32() >>> 16)).AsByte();

    // spec: exec-vextbinop (dot product; -32768 everywhere wraps around)
    public static V128 I32x4DotI16x8S(V128 a, V128 b)
    {
        Vector128<int> even = (a.AsInt32() << 16 >> 16) * (b.AsInt32() << 16 >> 16);
        Vector128<int> odd = (a.AsInt32() >> 16) * (b.AsInt32() >> 16);
        return (even + odd).AsByte();
    }

    // spec: exec-vtestop, exec-vbitmask
    public static int I32x4AllTrue(V128 a) => ToBool(!Vector128.EqualsAny(a.AsUInt32(), Vector128<uint>.Zero));
    public static int I32x4Bitmask(V128 a) => (int)a.AsUInt32().ExtractMostSignificantBits();

    // ---- i64x2

    // spec: op-iabs, op-ineg (the smallest number is its own negation)
    public static V128 I64x2Abs(V128 a) => V128Bitselect(I64x2Neg(a), a, I64x2LtS(a, V128.Zero));
    public static V128 I64x2Neg(V128 a) => (-a.AsInt64()).AsByte();

    // spec: op-ishl, op-ishr (the count is taken modulo 64)
    public static V128 I64x2Shl(V128 a, int count) => (a.AsUInt64() << (count & 63)).AsByte();
    public static V128 I64x2ShrS(V128 a, int count) => (a.AsInt64() >> (count & 63)).AsByte();
    public static V128 I64x2ShrU(V128 a, int count) => (a.AsUInt64() >>> (count & 63)).AsByte();

    // spec: op-iadd, op-isub, op-imul (modulo 2^64)
    public static V128 I64x2Add(V128 a, V128 b) => (a.AsUInt64() + b.AsUInt64()).AsByte();
    public static V128 I64x2Sub(V128 a, V128 b) => (a.AsUInt64() - b.AsUInt64()).AsByte();
    public static V128 I64x2Mul(V128 a, V128 b) => (a.AsUInt64() * b.AsUInt64()).AsByte();

    // spec: exec-vextbinop (extended multiplication: op-extend, then op-imul; nothing overflows)
    public static V128 I64x2ExtmulLowI32x4S(V128 a, V128 b) =>
        (Vector128.WidenLower(a.AsInt32()) * Vector128.WidenLower(b.AsInt32())).AsByte();
    public static V128 I64x2ExtmulLowI32x4U(V128 a, V128 b) =>
        (Vector128.WidenLower(a.AsUInt32()) * Vector128.WidenLower(b.AsUInt32())).AsByte();
    public static V128 I64x2ExtmulHighI32x4S(V128 a, V128 b) =>
        (Vector128.WidenUpper(a.AsInt32()) * Vector128.WidenUpper(b.AsInt32())).AsByte();
    public static V128 I64x2ExtmulHighI32x4U(V128 a, V128 b) =>
        (Vector128.WidenUpper(a.AsUInt32()) * Vector128.WidenUpper(b.AsUInt32())).AsByte();

    // spec: exec-vtestop, exec-vbitmask
    public static int I64x2AllTrue(V128 a) => ToBool(!Vector128.EqualsAny(a.AsUInt64(), Vector128<ulong>.Zero));
    public static int I64x2Bitmask(V128 a) => (int)a.AsUInt64().ExtractMostSignificantBits();
}

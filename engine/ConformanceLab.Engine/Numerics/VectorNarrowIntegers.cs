using System.Runtime.Intrinsics;
using V128 = System.Runtime.Intrinsics.Vector128<byte>;

namespace ConformanceLab.Wasm.Runtime;

/// <content>Lane-wise arithmetic on 8-bit and 16-bit integers. spec: exec-instr-vec, int-ops.</content>
internal static partial class Numerics
{
    // ---- i8x16

    // spec: op-iabs, op-ineg (the smallest number is its own negation)
    public static V128 I8x16Abs(V128 a) => V128Bitselect(I8x16Neg(a), a, I8x16LtS(a, V128.Zero));
    public static V128 I8x16Neg(V128 a) => (-a.AsSByte()).AsByte();

    // spec: op-ipopcnt (sums of neighbouring fields of 1, 2, then 4 bits, in every byte)
    public static V128 I8x16Popcnt(V128 a)
    {
        V128 pairs = a - ((a >>> 1) & Vector128.Create((byte)0x55));
        V128 nibbles = (pairs & Vector128.Create((byte)0x33)) + ((pairs >>> 2) & Vector128.Create((byte)0x33));
        return (nibbles + (nibbles >>> 4)) & Vector128.Create((byte)0x0F);
    }

    // spec: op-ishl, op-ishr (the count is taken modulo 8)
    public static V128 I8x16Shl(V128 a, int count) => a << (count & 7);
    public static V128 I8x16ShrS(V128 a, int count) => (a.AsSByte() >> (count & 7)).AsByte();
    public static V128 I8x16ShrU(V128 a, int count) => a >>> (count & 7);

    // spec: op-iadd, op-isub (modulo 2^8)
    public static V128 I8x16Add(V128 a, V128 b) => a + b;
    public static V128 I8x16Sub(V128 a, V128 b) => a - b;

    // spec: op-iadd_sat, op-isub_sat
    public static V128 I8x16AddSatS(V128 a, V128 b) => Vector128.AddSaturate(a.AsSByte(), b.AsSByte()).AsByte();
    public static V128 I8x16AddSatU(V128 a, V128 b) => Vector128.AddSaturate(a, b);
    public static V128 I8x16SubSatS(V128 a, V128 b) => Vector128.SubtractSaturate(a.AsSByte(), b.AsSByte()).AsByte();
    public static V128 I8x16SubSatU(V128 a, V128 b) => Vector128.SubtractSaturate(a, b);

    // spec: op-imin, op-imax
    public static V128 I8x16MinS(V128 a, V128 b) => Vector128.Min(a.AsSByte(), b.AsSByte()).AsByte();
    public static V128 I8x16MinU(V128 a, V128 b) => Vector128.Min(a, b);
    public static V128 I8x16MaxS(V128 a, V128 b) => Vector128.Max(a.AsSByte(), b.AsSByte()).AsByte();
    public static V128 I8x16MaxU(V128 a, V128 b) => Vector128.Max(a, b);

    // spec: op-iavgr ((a + b + 1) / 2 without the carry: a + b = 2(a | b) - (a ^ b))
    public static V128 I8x16AvgrU(V128 a, V128 b) => (a | b) - ((a ^ b) >>> 1);

    // spec: exec-vtestop, exec-vbitmask
    public static int I8x16AllTrue(V128 a) => ToBool(!Vector128.EqualsAny(a, V128.Zero));
    public static int I8x16Bitmask(V128 a) => (int)a.ExtractMostSignificantBits();

    // ---- i16x8

    // spec: op-iabs, op-ineg (the smallest number is its own negation)
    public static V128 I16x8Abs(V128 a) => V128Bitselect(I16x8Neg(a), a, I16x8LtS(a, V128.Zero));
    public static V128 I16x8Neg(V128 a) => (-a.AsInt16()).AsByte();

    // spec: op-ishl, op-ishr (the count is taken modulo 16)
    public static V128 I16x8Shl(V128 a, int count) => (a.AsUInt16() << (count & 15)).AsByte();
    public static V128 I16x8ShrS(V128 a, int count) => (a.AsInt16() >> (count & 15)).AsByte();
    public static V128 I16x8ShrU(V128 a, int count) => (a.AsUInt16() >>> (count & 15)).AsByte();

    // spec: op-iadd, op-isub, op-imul (modulo 2^16)
    public static V128 I16x8Add(V128 a, V128 b) => (a.AsUInt16() + b.AsUInt16()).AsByte();
    public static V128 I16x8Sub(V128 a, V128 b) => (a.AsUInt16() - b.AsUInt16()).AsByte();
    public static V128 I16x8Mul(V128 a, V128 b) => (a.AsUInt16() * b.AsUInt16()).AsByte();

    // spec: op-iadd_sat, op-isub_sat
    public static V128 I16x8AddSatS(V128 a, V128 b) => Vector128.AddSaturate(a.AsInt16(), b.AsInt16()).AsByte();
    public static V128 I16x8AddSatU(V128 a, V128 b) => Vector128.AddSaturate(a.AsUInt16(), b.AsUInt16()).AsByte();
    public static V128 I16x8SubSatS(V128 a, V128 b) => Vector128.SubtractSaturate(a.AsInt16(), b.AsInt16()).AsByte();
    public static V128 I16x8SubSatU(V128 a, V128 b) => Vector128.SubtractSaturate(a.AsUInt16(), b.AsUInt16()).AsByte();

    // spec: op-imin, op-imax
    public static V128 I16x8MinS(V128 a, V128 b) => Vector128.Min(a.AsInt16(), b.AsInt16()).AsByte();
    public static V128 I16x8MinU(V128 a, V128 b) => Vector128.Min(a.AsUInt16(), b.AsUInt16()).AsByte();
    public static V128 I16x8MaxS(V128 a, V128 b) => Vector128.Max(a.AsInt16(), b.AsInt16()).AsByte();
    public static V128 I16x8MaxU(V128 a, V128 b) => Vector128.Max(a.AsUInt16(), b.AsUInt16()).AsByte();

    // spec: op-iavgr ((a + b + 1) / 2 without the carry: a + b = 2(a | b) - (a ^ b))
    public static V128 I16x8AvgrU(V128 a, V128 b) => ((a | b).AsUInt16() - ((a ^ b).AsUInt16() >>> 1)).AsByte();

    // spec: op-iq15mulrsat
    public static V128 I16x8Q15mulrSatS(V128 a, V128 b) =>
        I16x8NarrowI32x4S(
            Q15Product(Vector128.WidenLower(a.AsInt16()), Vector128.WidenLower(b.AsInt16())).AsByte(),
            Q15Product(Vector128.WidenUpper(a.AsInt16()), Vector128.WidenUpper(b.AsInt16())).AsByte());

    /// <summary>The rounded Q15 product before saturation; only -1 times -1 is out of range, by one above.</summary>
    private static Vector128<int> Q15Product(Vector128<int> a, Vector128<int> b) => (a * b + Vector128.Create(1 << 14)) >> 15;

    // spec: exec-vextbinop (extended multiplication: op-extend, then op-imul; nothing overflows)
    public static V128 I16x8ExtmulLowI8x16S(V128 a, V128 b) =>
        (Vector128.WidenLower(a.AsSByte()) * Vector128.WidenLower(b.AsSByte())).AsByte();
    public static V128 I16x8ExtmulLowI8x16U(V128 a, V128 b) =>
        (Vector128.WidenLower(a) * Vector128.WidenLower(b)).AsByte();
    public static V128 I16x8ExtmulHighI8x16S(V128 a, V128 b) =>
        (Vector128.WidenUpper(a.AsSByte()) * Vector128.WidenUpper(b.AsSByte())).AsByte();
    public static V128 I16x8ExtmulHighI8x16U(V128 a, V128 b) =>
        (Vector128.WidenUpper(a) * Vector128.WidenUpper(b)).AsByte();

    // spec: exec-vextunop (pairwise extended addition: even lanes are the low halves of the wide lanes, odd ones the high halves)
    public static V128 I16x8ExtaddPairwiseI8x16S(V128 a) =>
        ((a.AsInt16() << 8 >> 8) + (a.AsInt16() >> 8)).AsByte();
    public static V128 I16x8ExtaddPairwiseI8x16U(V128 a) =>
        ((a.AsUInt16() << 8 >>> 8) + (a.AsUInt16() >>> 8)).AsByte();

    // spec: exec-vtestop, exec-vbitmask
    public static int I16x8AllTrue(V128 a) => ToBool(!Vector128.EqualsAny(a.AsUInt16(), Vector128<ushort>.Zero));
    public static int I16x8Bitmask(V128 a) => (int)a.AsUInt16().ExtractMostSignificantBits();
}

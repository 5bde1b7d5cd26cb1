using System.Runtime.Intrinsics;
using V128 = System.Runtime.Intrinsics.Vector128<byte>;

namespace ConformanceLab.Wasm.Runtime;

/// <content>
/// Conversions between vector shapes. spec: exec-vcvtop, exec-vnarrow. Those between floats and integers are the scalar
/// conversions of Conversions.cs, lane by lane.
/// </content>
internal static partial class Numerics
{
    // spec: op-narrow (operands are read as signed, then saturated; the first operand fills the low lanes)
    public static V128 I8x16NarrowI16x8S(V128 a, V128 b) =>
        Vector128.Narrow(Clamp(a.AsInt16(), sbyte.MinValue, sbyte.MaxValue), Clamp(b.AsInt16(), sbyte.MinValue, sbyte.MaxValue)).AsByte();

    public static V128 I8x16NarrowI16x8U(V128 a, V128 b) =>
        Vector128.Narrow(Clamp(a.AsInt16(), byte.MinValue, byte.MaxValue), Clamp(b.AsInt16(), byte.MinValue, byte.MaxValue)).AsByte();

    public static V128 I16x8NarrowI32x4S(V128 a, V128 b) =>
        Vector128.Narrow(Clamp(a.AsInt32(), short.MinValue, short.MaxValue), Clamp(b.AsInt32(), short.MinValue, short.MaxValue)).AsByte();

    public static V128 I16x8NarrowI32x4U(V128 a, V128 b) =>
        Vector128.Narrow(
            Clamp(a.AsInt32(), ushort.MinValue, ushort.MaxValue),
            Clamp(b.AsInt32(), ushort.MinValue, ushort.MaxValue)).AsByte();

    // spec: op-extend
    public static V128 I16x8ExtendLowI8x16S(V128 a) => Vector128.WidenLower(a.AsSByte()).AsByte();
    public static V128 I16x8ExtendHighI8x16S(V128 a) => Vector128.WidenUpper(a.AsSByte()).AsByte();
    public static V128 I16x8ExtendLowI8x16U(V128 a) => Vector128.WidenLower(a).AsByte();
    public static V128 I16x8ExtendHighI8x16U(V128 a) => Vector128.WidenUpper(a).AsByte();
    public static V128 I32x4ExtendLowI16x8S(V128 a) => Vector128.WidenLower(a.AsInt16()).AsByte();
    public static V128 I32x4ExtendHighI16x8S(V128 a) => Vector128.WidenUpper(a.AsInt16()).AsByte();
    public static V128 I32x4ExtendLowI16x8U(V128 a) => Vector128.WidenLower(a.AsUInt16()).AsByte();
    public static V128 I32x4ExtendHighI16x8U(V128 a) => Vector128.WidenUpper(a.AsUInt16()).AsByte();
    public static V128 I64x2ExtendLowI32x4S(V128 a) => Vector128.WidenLower(a.AsInt32()).AsByte();
    public static V128 I64x2ExtendHighI32x4S(V128 a) => Vector128.WidenUpper(a.AsInt32()).AsByte();
    public static V128 I64x2ExtendLowI32x4U(V128 a) => Vector128.WidenLower(a.AsUInt32()).AsByte();
    public static V128 I64x2ExtendHighI32x4U(V128 a) => Vector128.WidenUpper(a.AsUInt32()).AsByte();

    // spec: op-convert
    public static V128 F32x4ConvertI32x4S(V128 a)
    {
        Vector128<int> lanes = a.AsInt32();
        return Vector128.Create(
            F32ConvertI32S(lanes[0]),
            F32ConvertI32S(lanes[1]),
            F32ConvertI32S(lanes[2]),
            F32ConvertI32S(lanes[3])).AsByte();
    }

    public static V128 F32x4ConvertI32x4U(V128 a)
    {
        Vector128<int> lanes = a.AsInt32();
        return Vector128.Create(
            F32ConvertI32U(lanes[0]),
            F32ConvertI32U(lanes[1]),
            F32ConvertI32U(lanes[2]),
            F32ConvertI32U(lanes[3])).AsByte();
    }

    public static V128 F64x2ConvertLowI32x4S(V128 a) =>
        Vector128.Create(F64ConvertI32S(a.AsInt32()[0]), F64ConvertI32S(a.AsInt32()[1])).AsByte();

    public static V128 F64x2ConvertLowI32x4U(V128 a) =>
        Vector128.Create(F64ConvertI32U(a.AsInt32()[0]), F64ConvertI32U(a.AsInt32()[1])).AsByte();

    // spec: op-trunc_sat
    public static V128 I32x4TruncSatF32x4S(V128 a)
    {
        Vector128<float> lanes = a.AsSingle();
        return Vector128.Create(
            I32TruncSatF32S(lanes[0]),
            I32TruncSatF32S(lanes[1]),
            I32TruncSatF32S(lanes[2]),
            I32TruncSatF32S(lanes[3])).AsByte();
    }

    public static V128 I32x4TruncSatF32x4U(V128 a)
    {
        Vector128<float> lanes = a.AsSingle();
        return Vector128.Create(
            I32TruncSatF32U(lanes[0]),
            I32TruncSatF32U(lanes[1]),
            I32TruncSatF32U(lanes[2]),
            I32TruncSatF32U(lanes[3])).AsByte();
    }

    public static V128 I32x4TruncSatF64x2SZero(V128 a) =>
        Vector128.Create(I32TruncSatF64S(a.AsDouble()[0]), I32TruncSatF64S(a.AsDouble()[1]), 0, 0).AsByte();

    public static V128 I32x4TruncSatF64x2UZero(V128 a) =>
        Vector128.Create(I32TruncSatF64U(a.AsDouble()[0]), I32TruncSatF64U(a.AsDouble()[1]), 0, 0).AsByte();

    // spec: op-demote, op-promote
    public static V128 F32x4DemoteF64x2Zero(V128 a) =>
        Vector128.Create(F32DemoteF64(a.AsDouble()[0]), F32DemoteF64(a.AsDouble()[1]), 0f, 0f).AsByte();

    public static V128 F64x2PromoteLowF32x4(V128 a) =>
        Vector128.Create(F64PromoteF32(a.AsSingle()[0]), F64PromoteF32(a.AsSingle()[1])).AsByte();

    // spec: aux-sat
    private static Vector128<short> Clamp(Vector128<short> a, short least, short greatest) =>
        Vector128.Clamp(a, Vector128.Create(least), Vector128.Create(greatest));

    private static Vector128<int> Clamp(Vector128<int> a, int least, int greatest) =>
        Vector128.Clamp(a, Vector128.Create(least), Vector128.Create(greatest));
}

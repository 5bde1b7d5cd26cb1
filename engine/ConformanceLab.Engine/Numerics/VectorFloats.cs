using System.Runtime.Intrinsics;
using V128 = System.Runtime.Intrinsics.Vector128<byte>;

namespace ConformanceLab.Wasm.Runtime;

/// <content>
/// Lane-wise arithmetic on floats. spec: exec-instr-vec, float-ops. Every lane gives exactly what the scalar instruction gives,
/// NaN results included: see NanPropagation.cs.
/// </content>
internal static partial class Numerics
{
    // ---- f32x4

    // spec: op-fabs, op-fneg (sign bits only)
    public static V128 F32x4Abs(V128 a) => a & ~Vector128.Create(SignBit32).AsByte();
    public static V128 F32x4Neg(V128 a) => a ^ Vector128.Create(SignBit32).AsByte();

    // spec: op-fceil, op-ffloor, op-ftrunc, op-fnearest, op-fsqrt
    public static V128 F32x4Ceil(V128 a) => Propagate(Vector128.Ceiling(a.AsSingle()), a.AsSingle()).AsByte();
    public static V128 F32x4Floor(V128 a) => Propagate(Vector128.Floor(a.AsSingle()), a.AsSingle()).AsByte();
    public static V128 F32x4Trunc(V128 a) => Propagate(Vector128.Truncate(a.AsSingle()), a.AsSingle()).AsByte();
    public static V128 F32x4Nearest(V128 a) => Propagate(Vector128.Round(a.AsSingle(), MidpointRounding.ToEven), a.AsSingle()).AsByte();
    public static V128 F32x4Sqrt(V128 a) => Propagate(Vector128.Sqrt(a.AsSingle()), a.AsSingle()).AsByte();

    // spec: op-fadd, op-fsub, op-fmul, op-fdiv
    public static V128 F32x4Add(V128 a, V128 b) => Propagate(a.AsSingle() + b.AsSingle(), a.AsSingle(), b.AsSingle()).AsByte();
    public static V128 F32x4Sub(V128 a, V128 b) => Propagate(a.AsSingle() - b.AsSingle(), a.AsSingle(), b.AsSingle()).AsByte();
    public static V128 F32x4Mul(V128 a, V128 b) => Propagate(a.AsSingle() * b.AsSingle(), a.AsSingle(), b.AsSingle()).AsByte();
    public static V128 F32x4Div(V128 a, V128 b) => Propagate(a.AsSingle() / b.AsSingle(), a.AsSingle(), b.AsSingle()).AsByte();

    // spec: op-fmin (equal lanes differ at most in a zero's sign; "or" makes that -0)
    public static V128 F32x4Min(V128 a, V128 b)
    {
        V128 ordered = V128Bitselect(a, V128Bitselect(b, a | b, F32x4Lt(b, a)), F32x4Lt(a, b));
        return Propagate(ordered.AsSingle(), a.AsSingle(), b.AsSingle()).AsByte();
    }

    // spec: op-fmax (as above; "and" makes it +0)
    public static V128 F32x4Max(V128 a, V128 b)
    {
        V128 ordered = V128Bitselect(a, V128Bitselect(b, a & b, F32x4Gt(b, a)), F32x4Gt(a, b));
        return Propagate(ordered.AsSingle(), a.AsSingle(), b.AsSingle()).AsByte();
    }

    // spec: op-fpmin, op-fpmax (a choice between the operands' bits; unordered and equal lanes give the first)
    public static V128 F32x4Pmin(V128 a, V128 b) => V128Bitselect(b, a, F32x4Lt(b, a));
    public static V128 F32x4Pmax(V128 a, V128 b) => V128Bitselect(b, a, F32x4Lt(a, b));

    // ---- f64x2

    // spec: op-fabs, op-fneg (sign bits only)
    public static V128 F64x2Abs(V128 a) => a & ~Vector128.Create(SignBit64).AsByte();
    public static V128 F64x2Neg(V128 a) => a ^ Vector128.Create(SignBit64).AsByte();

    // spec: op-fceil, op-ffloor, op-ftrunc, op-fnearest, op-fsqrt
    public static V128 F64x2Ceil(V128 a) => Propagate(Vector128.Ceiling(a.AsDouble()), a.AsDouble()).AsByte();
    public static V128 F64x2Floor(V128 a) => Propagate(Vector128.Floor(a.AsDouble()), a.AsDouble()).AsByte();
    public static V128 F64x2Trunc(V128 a) => Propagate(Vector128.Truncate(a.AsDouble()), a.AsDouble()).AsByte();
    public static V128 F64x2Nearest(V128 a) => Propagate(Vector128.Round(a.AsDouble(), MidpointRounding.ToEven), a.AsDouble()).AsByte();
    public static V128 F64x2Sqrt(V128 a) => Propagate(Vector128.Sqrt(a.AsDouble()), a.AsDouble()).AsByte();

    // spec: op-fadd, op-fsub, op-fmul, op-fdiv
    public static V128 F64x2Add(V128 a, V128 b) => Propagate(a.AsDouble() + b.AsDouble(), a.AsDouble(), b.AsDouble()).AsByte();
    public static V128 F64x2Sub(V128 a, V128 b) => Propagate(a.AsDouble() - b.AsDouble(), a.AsDouble(), b.AsDouble()).AsByte();
    public static V128 F64x2Mul(V128 a, V128 b) => Propagate(a.AsDouble() * b.AsDouble(), a.AsDouble(), b.AsDouble()).AsByte();
    public static V128 F64x2Div(V128 a, V128 b) => Propagate(a.AsDouble() / b.AsDouble(), a.AsDouble(), b.AsDouble()).AsByte();

    // spec: op-fmin (equal lanes differ at most in a zero's sign; "or" makes that -0)
    public static V128 F64x2Min(V128 a, V128 b)
    {
        V128 ordered = V128Bitselect(a, V128Bitselect(b, a | b, F64x2Lt(b, a)), F64x2Lt(a, b));
        return Propagate(ordered.AsDouble(), a.AsDouble(), b.AsDouble()).AsByte();
    }

    // spec: op-fmax (as above; "and" makes it +0)
    public static V128 F64x2Max(V128 a, V128 b)
    {
        V128 ordered = V128Bitselect(a, V128Bitselect(b, a & b, F64x2Gt(b, a)), F64x2Gt(a, b));
        return Propagate(ordered.AsDouble(), a.AsDouble(), b.AsDouble()).AsByte();
    }

    // spec: op-fpmin, op-fpmax (a choice between the operands' bits; unordered and equal lanes give the first)
    public static V128 F64x2Pmin(V128 a, V128 b) => V128Bitselect(b, a, F64x2Lt(b, a));
    public static V128 F64x2Pmax(V128 a, V128 b) => V128Bitselect(b, a, F64x2Lt(a, b));
}

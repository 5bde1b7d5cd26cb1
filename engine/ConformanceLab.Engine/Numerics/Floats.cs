namespace ConformanceLab.Wasm.Runtime;

/// <content>Scalar floats, <c>f32</c> and <c>f64</c>. spec: float-ops. NaN results: see NanPropagation.cs.</content>
internal static partial class Numerics
{
    private const uint SignBit32 = 0x8000_0000;
    private const ulong SignBit64 = 0x8000_0000_0000_0000;

    // spec: aux-fbits
    private static uint Bits(float a) => BitConverter.SingleToUInt32Bits(a);
    private static ulong Bits(double a) => BitConverter.DoubleToUInt64Bits(a);
    private static float FromBits(uint bits) => BitConverter.UInt32BitsToSingle(bits);
    private static double FromBits(ulong bits) => BitConverter.UInt64BitsToDouble(bits);

    // ---- f32

    // spec: op-fabs, op-fneg, op-fcopysign (sign bit only: every NaN keeps its payload, signalling or not)
    public static float F32Abs(float a) => FromBits(Bits(a) & ~SignBit32);
    public static float F32Neg(float a) => FromBits(Bits(a) ^ SignBit32);
    public static float F32Copysign(float a, float b) => FromBits((Bits(a) & ~SignBit32) | (Bits(b) & SignBit32));

    // spec: op-fceil, op-ffloor, op-ftrunc, op-fnearest (the sign survives: ceil(-0.5) is -0)
    public static float F32Ceil(float a) => Propagate(MathF.Ceiling(a), a);
    public static float F32Floor(float a) => Propagate(MathF.Floor(a), a);
    public static float F32Trunc(float a) => Propagate(MathF.Truncate(a), a);
    public static float F32Nearest(float a) => Propagate(MathF.Round(a, MidpointRounding.ToEven), a);

    // spec: op-fsqrt
    public static float F32Sqrt(float a) => Propagate(MathF.Sqrt(a), a);

    // spec: op-fadd, op-fsub, op-fmul, op-fdiv
    public static float F32Add(float a, float b) => Propagate(a + b, a, b);
    public static float F32Sub(float a, float b) => Propagate(a - b, a, b);
    public static float F32Mul(float a, float b) => Propagate(a * b, a, b);
    public static float F32Div(float a, float b) => Propagate(a / b, a, b);

    // spec: op-fmin (equal operands differ at most in a zero's sign; "or" makes that -0)
    public static float F32Min(float a, float b) => Propagate(a < b ? a : b < a ? b : FromBits(Bits(a) | Bits(b)), a, b);

    // spec: op-fmax (as above; "and" makes it +0)
    public static float F32Max(float a, float b) => Propagate(a > b ? a : b > a ? b : FromBits(Bits(a) & Bits(b)), a, b);

    // spec: op-feq, op-fne, op-flt, op-fgt, op-fle, op-fge (a NaN is unequal to everything, itself included)
    public static int F32Eq(float a, float b) => ToBool(a == b);
    public static int F32Ne(float a, float b) => ToBool(a != b);
    public static int F32Lt(float a, float b) => ToBool(a < b);
    public static int F32Gt(float a, float b) => ToBool(a > b);
    public static int F32Le(float a, float b) => ToBool(a <= b);
    public static int F32Ge(float a, float b) => ToBool(a >= b);

    // ---- f64

    // spec: op-fabs, op-fneg, op-fcopysign (sign bit only: every NaN keeps its payload, signalling or not)
    public static double F64Abs(double a) => FromBits(Bits(a) & ~SignBit64);
    public static double F64Neg(double a) => FromBits(Bits(a) ^ SignBit64);
    public static double F64Copysign(double a, double b) => FromBits((Bits(a) & ~SignBit64) | (Bits(b) & SignBit64));

    // spec: op-fceil, op-ffloor, op-ftrunc, op-fnearest (the sign survives: ceil(-0.5) is -0)
    public static double F64Ceil(double a) => Propagate(Math.Ceiling(a), a);
    public static double F64Floor(double a) => Propagate(Math.Floor(a), a);
    public static double F64Trunc(double a) => Propagate(Math.Truncate(a), a);
    public static double F64Nearest(double a) => Propagate(Math.Round(a, MidpointRounding.ToEven), a);

    // spec: op-fsqrt
    public static double F64Sqrt(double a) => Propagate(Math.Sqrt(a), a);

    // spec: op-fadd, op-fsub, op-fmul, op-fdiv
    public static double F64Add(double a, double b) => Propagate(a + b, a, b);
    public static double F64Sub(double a, double b) => Propagate(a - b, a, b);
    public static double F64Mul(double a, double b) => Propagate(a * b, a, b);
    public static double F64Div(double a, double b) => Propagate(a / b, a, b);

    // spec: op-fmin (equal operands differ at most in a zero's sign; "or" makes that -0)
    public static double F64Min(double a, double b) => Propagate(a < b ? a : b < a ? b : FromBits(Bits(a) | Bits(b)), a, b);

    // spec: op-fmax (as above; "and" makes it +0)
    public static double F64Max(double a, double b) => Propagate(a > b ? a : b > a ? b : FromBits(Bits(a) & Bits(b)), a, b);

    // spec: op-feq, op-fne, op-flt, op-fgt, op-fle, op-fge (a NaN is unequal to everything, itself included)
    public static int F64Eq(double a, double b) => ToBool(a == b);
    public static int F64Ne(double a, double b) => ToBool(a != b);
    public static int F64Lt(double a, double b) => ToBool(a < b);
    public static int F64Gt(double a, double b) => ToBool(a > b);
    public static int F64Le(double a, double b) => ToBool(a <= b);
    public static int F64Ge(double a, double b) => ToBool(a >= b);
}

namespace ConformanceLab.Wasm.Runtime;

/// <content>
/// Conversions between scalar types. spec: exec-cvtop. C# leaves casts of floats that do not fit open and some casts to
/// <see cref="float"/> may round twice, so only casts that are exact, or that round once from a value held exactly, are used.
/// </content>
internal static partial class Numerics
{
    // spec: op-wrap, op-extend
    public static int I32WrapI64(long a) => unchecked((int)a);
    public static long I64ExtendI32S(int a) => a;
    public static long I64ExtendI32U(int a) => (uint)a;

    // spec: op-trunc (a trap where the truncated number does not fit). Every f32 is an f64, so one rule serves both.
    public static int I32TruncF32S(float a) => I32TruncF64S(a);
    public static int I32TruncF32U(float a) => I32TruncF64U(a);
    public static long I64TruncF32S(float a) => I64TruncF64S(a);
    public static long I64TruncF32U(float a) => I64TruncF64U(a);

    public static int I32TruncF64S(double a)
    {
        TrapUnless(TruncatesToI32(a), a);
        return (int)a;
    }

    public static int I32TruncF64U(double a)
    {
        TrapUnless(TruncatesToU32(a), a);
        return ToU32(a);
    }

    public static long I64TruncF64S(double a)
    {
        TrapUnless(TruncatesToI64(a), a);
        return (long)a;
    }

    public static long I64TruncF64U(double a)
    {
        TrapUnless(TruncatesToU64(a), a);
        return ToU64(a);
    }

    // spec: op-trunc_sat (what does not fit becomes the nearest number that does, a NaN becomes 0)
    public static int I32TruncSatF32S(float a) => I32TruncSatF64S(a);
    public static int I32TruncSatF32U(float a) => I32TruncSatF64U(a);
    public static long I64TruncSatF32S(float a) => I64TruncSatF64S(a);
    public static long I64TruncSatF32U(float a) => I64TruncSatF64U(a);

    public static int I32TruncSatF64S(double a) => TruncatesToI32(a) ? (int)a : Saturate(a, int.MinValue, int.MaxValue);
    public static int I32TruncSatF64U(double a) => TruncatesToU32(a) ? ToU32(a) : Saturate(a, 0, -1);
    public static long I64TruncSatF64S(double a) => TruncatesToI64(a) ? (long)a : Saturate(a, long.MinValue, long.MaxValue);
    public static long I64TruncSatF64U(double a) => TruncatesToU64(a) ? ToU64(a) : Saturate(a, 0L, -1L);

    // spec: op-convert. 32 bits fit an f64 exactly, so these round once, at the end, if at all.
    public static float F32ConvertI32S(int a) => (float)(double)a;
    public static float F32ConvertI32U(int a) => (float)F64ConvertI32U(a);
    public static double F64ConvertI32S(int a) => a;
    public static double F64ConvertI32U(int a) => (long)(uint)a;

    public static float F32ConvertI64S(long a) =>
        a < 0 ? -RoundToF32(unchecked((ulong)-a)) : RoundToF32((ulong)a);

    public static float F32ConvertI64U(long a) => RoundToF32((ulong)a);
    public static double F64ConvertI64S(long a) => a;

    // Halving makes room for the sign bit; the bit shifted out stays as a sticky bit, far below the rounding position.
    public static double F64ConvertI64U(long a) => a >= 0 ? a : (double)((a >>> 1) | (a & 1)) * 2.0;

    // spec: op-demote (a NaN keeps its sign and the upper bits of its payload)
    public static float F32DemoteF64(double a)
    {
        if (!double.IsNaN(a))
            return (float)a;
        ulong bits = Bits(a);
        uint payload = (uint)(bits >> (52 - 23)) & (QuietBit32 - 1);
        return FromBits(((uint)(bits >> 32) & SignBit32) | CanonicalNan32 | payload);
    }

    // spec: op-promote (a NaN keeps its sign and payload)
    public static double F64PromoteF32(float a)
    {
        if (!float.IsNaN(a))
            return a;
        uint bits = Bits(a);
        ulong payload = (ulong)(bits & (QuietBit32 - 1)) << (52 - 23);
        return FromBits(((ulong)(bits & SignBit32) << 32) | CanonicalNan64 | payload);
    }

    // spec: op-reinterpret
    public static int I32ReinterpretF32(float a) => (int)Bits(a);
    public static long I64ReinterpretF64(double a) => (long)Bits(a);
    public static float F32ReinterpretI32(int a) => FromBits((uint)a);
    public static double F64ReinterpretI64(long a) => FromBits((ulong)a);

    private const uint CanonicalNan32 = 0x7FC0_0000;
    private const ulong CanonicalNan64 = 0x7FF8_0000_0000_0000;
    private const double TwoTo63 = 9223372036854775808.0;

    // Does trunc(a) fit? False for a NaN. (-2^63 - 1 is no f64: the next one below -2^63 is -2^63 - 2048.)
    private static bool TruncatesToI32(double a) => a > -2147483649.0 && a < 2147483648.0;
    private static bool TruncatesToU32(double a) => a > -1.0 && a < 4294967296.0;
    private static bool TruncatesToI64(double a) => a >= -TwoTo63 && a < TwoTo63;
    private static bool TruncatesToU64(double a) => a > -1.0 && a < 2.0 * TwoTo63;

    // Casts of unsigned results, by way of signed ones that are defined: both ask for a number that fits.
    private static int ToU32(double a) => unchecked((int)(long)a);
    private static long ToU64(double a) => a < TwoTo63 ? (long)a : (long)(a - TwoTo63) ^ long.MinValue;

    private static void TrapUnless(bool fits, double a)
    {
        if (!fits)
            TrapException.Throw(double.IsNaN(a) ? TrapCode.InvalidConversionToInteger : TrapCode.IntegerOverflow);
    }

    // spec: aux-sat, for a number already known not to fit
    private static T Saturate<T>(double a, T least, T greatest)
        where T : struct => double.IsNaN(a) ? default : a < 0 ? least : greatest;

    /// <summary>
    /// Rounds once. Numbers below 2^53 are exact in an f64. Of larger ones the low 11 bits, far below the 24 bits that f32
    /// keeps, are folded into one sticky bit; what is left is exact in an f64, and scaling by 2^11 is exact in an f32.
    /// </summary>
    private static float RoundToF32(ulong a)
    {
        if (a < 1UL << 53)
            return (float)(double)(long)a;
        ulong sticky = (a & 0x7FF) != 0 ? 1UL : 0UL;
        return (float)(double)(long)((a >> 11) | sticky) * 2048f;
    }
}

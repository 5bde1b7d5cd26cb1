namespace ConformanceLab.Wasm.Runtime;

/// <content>128-bit arithmetic in pairs of <c>i64</c>, low half first (proposal wide-arithmetic).</content>
internal static partial class Numerics
{
    // proposal: i64.add128, i64.sub128 (modulo 2^128)
    public static (long Low, long High) I64Add128(long aLow, long aHigh, long bLow, long bHigh) =>
        Halves(unchecked(Join(aLow, aHigh) + Join(bLow, bHigh)));

    public static (long Low, long High) I64Sub128(long aLow, long aHigh, long bLow, long bHigh) =>
        Halves(unchecked(Join(aLow, aHigh) - Join(bLow, bHigh)));

    // proposal: i64.mul_wide_s, i64.mul_wide_u (the whole product)
    public static (long Low, long High) I64MulWideS(long a, long b)
    {
        long high = Math.BigMul(a, b, out long low);
        return (low, high);
    }

    public static (long Low, long High) I64MulWideU(long a, long b)
    {
        ulong high = Math.BigMul((ulong)a, (ulong)b, out ulong low);
        return ((long)low, (long)high);
    }

    private static UInt128 Join(long low, long high) => new((ulong)high, (ulong)low);

    private static (long Low, long High) Halves(UInt128 value) => (unchecked((long)(ulong)value), unchecked((long)(ulong)(value >> 64)));
}

using System.Numerics;

namespace ConformanceLab.Wasm.Runtime;

/// <content>Scalar integers, <c>i32</c> and <c>i64</c>. spec: int-ops.</content>
internal static partial class Numerics
{
    // spec: aux-tobool
    private static int ToBool(bool condition) => condition ? 1 : 0;

    // ---- i32

    // spec: op-iclz, op-ictz, op-ipopcnt (all 32 bits count as zeros of 0)
    public static int I32Clz(int a) => BitOperations.LeadingZeroCount((uint)a);
    public static int I32Ctz(int a) => BitOperations.TrailingZeroCount(a);
    public static int I32Popcnt(int a) => BitOperations.PopCount((uint)a);

    // spec: op-iextendn
    public static int I32Extend8S(int a) => (sbyte)a;
    public static int I32Extend16S(int a) => (short)a;

    // spec: op-iadd, op-isub, op-imul (modulo 2^32)
    public static int I32Add(int a, int b) => unchecked(a + b);
    public static int I32Sub(int a, int b) => unchecked(a - b);
    public static int I32Mul(int a, int b) => unchecked(a * b);

    // spec: op-idiv (undefined, hence a trap, for a zero divisor and for the one signed quotient that does not fit)
    public static int I32DivS(int a, int b)
    {
        if (b == 0)
            TrapException.Throw(TrapCode.IntegerDivideByZero);
        if (a == int.MinValue && b == -1)
            TrapException.Throw(TrapCode.IntegerOverflow);
        return a / b;
    }

    public static int I32DivU(int a, int b)
    {
        if (b == 0)
            TrapException.Throw(TrapCode.IntegerDivideByZero);
        return (int)((uint)a / (uint)b);
    }

    // spec: op-irem (the sign is the dividend's; nothing overflows, but .NET would throw for MinValue % -1)
    public static int I32RemS(int a, int b)
    {
        if (b == 0)
            TrapException.Throw(TrapCode.IntegerDivideByZero);
        return b == -1 ? 0 : a % b;
    }

    public static int I32RemU(int a, int b)
    {
        if (b == 0)
            TrapException.Throw(TrapCode.IntegerDivideByZero);
        return (int)((uint)a % (uint)b);
    }

    // spec: op-iand, op-ior, op-ixor
    public static int I32And(int a, int b) => a & b;
    public static int I32Or(int a, int b) => a | b;
    public static int I32Xor(int a, int b) => a ^ b;

    // spec: op-ishl, op-ishr, op-irotl, op-irotr (the count is taken modulo 32)
    public static int I32Shl(int a, int b) => a << (b & 31);
    public static int I32ShrS(int a, int b) => a >> (b & 31);
    public static int I32ShrU(int a, int b) => a >>> (b & 31);
    public static int I32Rotl(int a, int b) => (int)BitOperations.RotateLeft((uint)a, b & 31);
    public static int I32Rotr(int a, int b) => (int)BitOperations.RotateRight((uint)a, b & 31);

    // spec: op-ieqz, op-ieq, op-ine, op-ilt, op-igt, op-ile, op-ige
    public static int I32Eqz(int a) => ToBool(a == 0);
    public static int I32Eq(int a, int b) => ToBool(a == b);
    public static int I32Ne(int a, int b) => ToBool(a != b);
    public static int I32LtS(int a, int b) => ToBool(a < b);
    public static int I32LtU(int a, int b) => ToBool((uint)a < (uint)b);
    public static int I32GtS(int a, int b) => ToBool(a > b);
    public static int I32GtU(int a, int b) => ToBool((uint)a > (uint)b);
    public static int I32LeS(int a, int b) => ToBool(a <= b);
    public static int I32LeU(int a, int b) => ToBool((uint)a <= (uint)b);
    public static int I32GeS(int a, int b) => ToBool(a >= b);
    public static int I32GeU(int a, int b) => ToBool((uint)a >= (uint)b);

    // ---- i64

    // spec: op-iclz, op-ictz, op-ipopcnt (all 64 bits count as zeros of 0)
    public static long I64Clz(long a) => BitOperations.LeadingZeroCount((ulong)a);
    public static long I64Ctz(long a) => BitOperations.TrailingZeroCount(a);
    public static long I64Popcnt(long a) => BitOperations.PopCount((ulong)a);

    // spec: op-iextendn
    public static long I64Extend8S(long a) => (sbyte)a;
    public static long I64Extend16S(long a) => (short)a;
    public static long I64Extend32S(long a) => (int)a;

    // spec: op-iadd, op-isub, op-imul (modulo 2^64)
    public static long I64Add(long a, long b) => unchecked(a + b);
    public static long I64Sub(long a, long b) => unchecked(a - b);
    public static long I64Mul(long a, long b) => unchecked(a * b);

    // spec: op-idiv (undefined, hence a trap, for a zero divisor and for the one signed quotient that does not fit)
    public static long I64DivS(long a, long b)
    {
        if (b == 0)
            TrapException.Throw(TrapCode.IntegerDivideByZero);
        if (a == long.MinValue && b == -1)
            TrapException.Throw(TrapCode.IntegerOverflow);
        return a / b;
    }

    public static long I64DivU(long a, long b)
    {
        if (b == 0)
            TrapException.Throw(TrapCode.IntegerDivideByZero);
        return (long)((ulong)a / (ulong)b);
    }

    // spec: op-irem (the sign is the dividend's; nothing overflows, but .NET would throw for MinValue % -1)
    public static long I64RemS(long a, long b)
    {
        if (b == 0)
            TrapException.Throw(TrapCode.IntegerDivideByZero);
        return b == -1 ? 0 : a % b;
    }

    public static long I64RemU(long a, long b)
    {
        if (b == 0)
            TrapException.Throw(TrapCode.IntegerDivideByZero);
        return (long)((ulong)a % (ulong)b);
    }

    // spec: op-iand, op-ior, op-ixor
    public static long I64And(long a, long b) => a & b;
    public static long I64Or(long a, long b) => a | b;
    public static long I64Xor(long a, long b) => a ^ b;

    // spec: op-ishl, op-ishr, op-irotl, op-irotr (the count is taken modulo 64)
    public static long I64Shl(long a, long b) => a << ((int)b & 63);
    public static long I64ShrS(long a, long b) => a >> ((int)b & 63);
    public static long I64ShrU(long a, long b) => a >>> ((int)b & 63);
    public static long I64Rotl(long a, long b) => (long)BitOperations.RotateLeft((ulong)a, (int)b & 63);
    public static long I64Rotr(long a, long b) => (long)BitOperations.RotateRight((ulong)a, (int)b & 63);

    // spec: op-ieqz, op-ieq, op-ine, op-ilt, op-igt, op-ile, op-ige
    public static int I64Eqz(long a) => ToBool(a == 0);
    public static int I64Eq(long a, long b) => ToBool(a == b);
    public static int I64Ne(long a, long b) => ToBool(a != b);
    public static int I64LtS(long a, long b) => ToBool(a < b);
    public static int I64LtU(long a, long b) => ToBool((ulong)a < (ulong)b);
    public static int I64GtS(long a, long b) => ToBool(a > b);
    public static int I64GtU(long a, long b) => ToBool((ulong)a > (ulong)b);
    public static int I64LeS(long a, long b) => ToBool(a <= b);
    public static int I64LeU(long a, long b) => ToBool((ulong)a <= (ulong)b);
    public static int I64GeS(long a, long b) => ToBool(a >= b);
    public static int I64GeU(long a, long b) => ToBool((ulong)a >= (ulong)b);
}

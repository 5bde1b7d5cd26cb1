using System.Numerics;
using ConformanceLab.Wasm;
using Xunit;
using Numbers = ConformanceLab.Wasm.Runtime.Numerics;

namespace ConformanceLab.Engine.Tests;

/// <summary>Scalar integers against unbounded ones, for every pair of edge values.</summary>
public sealed class IntegerTests
{
    private static readonly int[] Edges32 =
        [0, 1, 2, 3, 7, 31, 32, 33, 63, 64, 127, 128, 255, 256, 32767, 32768, 65535, 0x12345678,
         int.MaxValue, int.MinValue, int.MinValue + 1, -2, -1];

    private static readonly long[] Edges64 =
        [0, 1, 2, 31, 32, 63, 64, 65, 127, 128, 32768, int.MaxValue, int.MinValue, uint.MaxValue, 0x123456789ABCDEF0,
         long.MaxValue, long.MinValue, long.MinValue + 1, -2, -1];

    [Fact]
    public void I32_arithmetic_is_arithmetic_modulo_2_to_the_32()
    {
        foreach (int a in Edges32)
        {
            foreach (int b in Edges32)
            {
                Assert.Equal(Wrap32((BigInteger)a + b), Numbers.I32Add(a, b));
                Assert.Equal(Wrap32((BigInteger)a - b), Numbers.I32Sub(a, b));
                Assert.Equal(Wrap32((BigInteger)a * b), Numbers.I32Mul(a, b));
                Assert.Equal(Quotient(a, b, int.MaxValue), Outcome(() => Numbers.I32DivS(a, b)));
                Assert.Equal(Quotient((uint)a, (uint)b, uint.MaxValue), Outcome(() => (uint)Numbers.I32DivU(a, b)));
                Assert.Equal(Remainder(a, b), Outcome(() => Numbers.I32RemS(a, b)));
                Assert.Equal(Remainder((uint)a, (uint)b), Outcome(() => (uint)Numbers.I32RemU(a, b)));
            }
        }
    }

    [Fact]
    public void I64_arithmetic_is_arithmetic_modulo_2_to_the_64()
    {
        foreach (long a in Edges64)
        {
            foreach (long b in Edges64)
            {
                Assert.Equal(Wrap64((BigInteger)a + b), Numbers.I64Add(a, b));
                Assert.Equal(Wrap64((BigInteger)a - b), Numbers.I64Sub(a, b));
                Assert.Equal(Wrap64((BigInteger)a * b), Numbers.I64Mul(a, b));
                Assert.Equal(Quotient(a, b, long.MaxValue), Outcome(() => Numbers.I64DivS(a, b)));
                Assert.Equal(Quotient((ulong)a, (ulong)b, ulong.MaxValue), Outcome(() => (ulong)Numbers.I64DivU(a, b)));
                Assert.Equal(Remainder(a, b), Outcome(() => Numbers.I64RemS(a, b)));
                Assert.Equal(Remainder((ulong)a, (ulong)b), Outcome(() => (ulong)Numbers.I64RemU(a, b)));
            }
        }
    }

    [Fact]
    public void Shift_and_rotation_counts_are_taken_modulo_the_width()
    {
        foreach (int a in Edges32)
        {
            foreach (int b in Edges32)
            {
                int count = (int)((uint)b % 32);
                BigInteger unsigned = (uint)a;
                Assert.Equal(Wrap32(unsigned << count), Numbers.I32Shl(a, b));
                Assert.Equal(Wrap32((BigInteger)a >> count), Numbers.I32ShrS(a, b));
                Assert.Equal(Wrap32(unsigned >> count), Numbers.I32ShrU(a, b));
                Assert.Equal(Wrap32((unsigned << count) | (unsigned >> (32 - count))), Numbers.I32Rotl(a, b));
                Assert.Equal(Wrap32((unsigned >> count) | (unsigned << (32 - count))), Numbers.I32Rotr(a, b));
            }
        }

        foreach (long a in Edges64)
        {
            foreach (long b in Edges64)
            {
                int count = (int)((ulong)b % 64);
                BigInteger unsigned = (ulong)a;
                Assert.Equal(Wrap64(unsigned << count), Numbers.I64Shl(a, b));
                Assert.Equal(Wrap64((BigInteger)a >> count), Numbers.I64ShrS(a, b));
                Assert.Equal(Wrap64(unsigned >> count), Numbers.I64ShrU(a, b));
                Assert.Equal(Wrap64((unsigned << count) | (unsigned >> (64 - count))), Numbers.I64Rotl(a, b));
                Assert.Equal(Wrap64((unsigned >> count) | (unsigned << (64 - count))), Numbers.I64Rotr(a, b));
            }
        }
    }

    [Fact]
    public void Comparisons_tell_signed_from_unsigned()
    {
        foreach (int a in Edges32)
        {
            foreach (int b in Edges32)
            {
                int signed = ((BigInteger)a).CompareTo(b), unsigned = ((BigInteger)(uint)a).CompareTo((uint)b);
                int[] actual =
                [
                    Numbers.I32Eq(a, b), Numbers.I32Ne(a, b), Numbers.I32LtS(a, b), Numbers.I32LtU(a, b), Numbers.I32GtS(a, b),
                    Numbers.I32GtU(a, b), Numbers.I32LeS(a, b), Numbers.I32LeU(a, b), Numbers.I32GeS(a, b), Numbers.I32GeU(a, b),
                ];
                Assert.Equal(Relations(signed, unsigned), actual);
            }
        }

        foreach (long a in Edges64)
        {
            foreach (long b in Edges64)
            {
                int signed = ((BigInteger)a).CompareTo(b), unsigned = ((BigInteger)(ulong)a).CompareTo((ulong)b);
                int[] actual =
                [
                    Numbers.I64Eq(a, b), Numbers.I64Ne(a, b), Numbers.I64LtS(a, b), Numbers.I64LtU(a, b), Numbers.I64GtS(a, b),
                    Numbers.I64GtU(a, b), Numbers.I64LeS(a, b), Numbers.I64LeU(a, b), Numbers.I64GeS(a, b), Numbers.I64GeU(a, b),
                ];
                Assert.Equal(Relations(signed, unsigned), actual);
            }
        }
    }

    [Fact]
    public void Bit_counts_agree_with_the_binary_digits()
    {
        foreach (int a in Edges32)
        {
            string digits = Convert.ToString(a, 2).PadLeft(32, '0');
            Assert.Equal(digits.Length - digits.TrimStart('0').Length, Numbers.I32Clz(a));
            Assert.Equal(digits.Length - digits.TrimEnd('0').Length, Numbers.I32Ctz(a));
            Assert.Equal(digits.Count(digit => digit == '1'), Numbers.I32Popcnt(a));
            Assert.Equal(a == 0 ? 1 : 0, Numbers.I32Eqz(a));
        }

        foreach (long a in Edges64)
        {
            string digits = Convert.ToString(a, 2).PadLeft(64, '0');
            Assert.Equal(digits.Length - digits.TrimStart('0').Length, Numbers.I64Clz(a));
            Assert.Equal(digits.Length - digits.TrimEnd('0').Length, Numbers.I64Ctz(a));
            Assert.Equal(digits.Count(digit => digit == '1'), Numbers.I64Popcnt(a));
            Assert.Equal(a == 0 ? 1 : 0, Numbers.I64Eqz(a));
        }
    }

    [Fact]
    public void Sign_extension_copies_the_narrow_sign_bit()
    {
        Assert.Equal(-128, Numbers.I32Extend8S(0x1234_0080));
        Assert.Equal(127, Numbers.I32Extend8S(unchecked((int)0xFFFF_FF7F)));
        Assert.Equal(-32768, Numbers.I32Extend16S(0x1234_8000));
        Assert.Equal(-1, Numbers.I64Extend8S(0x0123_4567_89AB_CDFF));
        Assert.Equal(-32768, Numbers.I64Extend16S(0x0123_4567_89AB_8000));
        Assert.Equal(int.MinValue, Numbers.I64Extend32S(0x0123_4567_8000_0000));
        Assert.Equal(0x89AB_CDEFL - 0x1_0000_0000L, Numbers.I64ExtendI32S(Numbers.I32WrapI64(0x0123_4567_89AB_CDEF)));
        Assert.Equal(0x89AB_CDEFL, Numbers.I64ExtendI32U(Numbers.I32WrapI64(0x0123_4567_89AB_CDEF)));
    }

    [Fact]
    public void Wide_arithmetic_is_arithmetic_modulo_2_to_the_128()
    {
        foreach (long a in Edges64)
        {
            foreach (long b in Edges64)
            {
                Assert.Equal(Halves((BigInteger)a * b), Numbers.I64MulWideS(a, b));
                Assert.Equal(Halves((BigInteger)(ulong)a * (ulong)b), Numbers.I64MulWideU(a, b));
                BigInteger left = ((BigInteger)b << 64) + (ulong)a, right = ((BigInteger)a << 64) + (ulong)b;
                Assert.Equal(Halves(left + right), Numbers.I64Add128(a, b, b, a));
                Assert.Equal(Halves(left - right), Numbers.I64Sub128(a, b, b, a));
            }
        }
    }

    private static object Quotient(BigInteger a, BigInteger b, BigInteger greatest)
    {
        if (b.IsZero)
            return TrapCode.IntegerDivideByZero;
        BigInteger quotient = BigInteger.Divide(a, b);
        return quotient > greatest ? TrapCode.IntegerOverflow : quotient;
    }

    private static object Remainder(BigInteger a, BigInteger b) =>
        b.IsZero ? TrapCode.IntegerDivideByZero : BigInteger.Remainder(a, b);

    private static object Outcome(Func<BigInteger> operation)
    {
        try
        {
            return operation();
        }
        catch (TrapException trap)
        {
            return trap.Code;
        }
    }

    private static int[] Relations(int signed, int unsigned) =>
    [
        Bit(signed == 0), Bit(signed != 0), Bit(signed < 0), Bit(unsigned < 0), Bit(signed > 0),
        Bit(unsigned > 0), Bit(signed <= 0), Bit(unsigned <= 0), Bit(signed >= 0), Bit(unsigned >= 0),
    ];

    private static int Bit(bool condition) => condition ? 1 : 0;

    private static int Wrap32(BigInteger value) => (int)(uint)(value & uint.MaxValue);

    private static long Wrap64(BigInteger value) => (long)(ulong)(value & ulong.MaxValue);

    private static (long Low, long High) Halves(BigInteger value) => (Wrap64(value), Wrap64(value >> 64));
}

using System.Numerics;

namespace ConformanceLab.Engine.Tests;

/// <summary>
/// A rational number, and IEEE 754 rounding done on it with integers alone: the tests' own idea of what floating point is,
/// independent of the processor's.
/// </summary>
internal readonly record struct ExactNumber(BigInteger Numerator, BigInteger Denominator)
{
    public static ExactNumber Of(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger significand = bits & 0xF_FFFF_FFFF_FFFF;
        if (exponent == 0)
            exponent = 1;
        else
            significand += BigInteger.One << 52;
        if (bits < 0)
            significand = -significand;
        exponent -= 1075;
        return exponent >= 0 ? new(significand << exponent, 1) : new(significand, BigInteger.One << -exponent);
    }

    public static ExactNumber operator +(ExactNumber a, ExactNumber b) =>
        new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static ExactNumber operator -(ExactNumber a, ExactNumber b) => a + new ExactNumber(-b.Numerator, b.Denominator);

    public static ExactNumber operator *(ExactNumber a, ExactNumber b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static ExactNumber operator /(ExactNumber a, ExactNumber b) => b.Numerator.Sign < 0
        ? new(-a.Numerator * b.Denominator, a.Denominator * -b.Numerator)
        : new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    /// <summary>A number on the same side of every float and every midpoint between floats as the square root.</summary>
    public ExactNumber SquareRoot()
    {
        if (Numerator.IsZero)
            return this;

        const int Scale = 1300;
        BigInteger square = (Numerator << (2 * Scale)) / Denominator;
        BigInteger root = BigInteger.One << ((int)(square.GetBitLength() + 1) / 2);
        while (true)
        {
            BigInteger next = (root + (square / root)) >> 1;
            if (next >= root)
                break;
            root = next;
        }

        bool exact = root * root * Denominator == Numerator << (2 * Scale);
        return new((root << 1) + (exact ? 0 : 1), BigInteger.One << (Scale + 1));
    }

    public float ToSingle(bool negativeZero = false) => BitConverter.UInt32BitsToSingle((uint)Round(23, 8, negativeZero));

    public double ToDouble(bool negativeZero = false) => BitConverter.UInt64BitsToDouble(Round(52, 11, negativeZero));

    /// <summary>Round to nearest, ties to even; the sign of an exact zero is the caller's to say.</summary>
    private ulong Round(int significandBits, int exponentBits, bool negativeZero)
    {
        ulong sign = Numerator.Sign < 0 || (Numerator.IsZero && negativeZero) ? 1UL << (significandBits + exponentBits) : 0;
        BigInteger magnitude = BigInteger.Abs(Numerator);
        if (magnitude.IsZero)
            return sign;

        int bias = (1 << (exponentBits - 1)) - 1;
        int exponent = (int)(magnitude.GetBitLength() - Denominator.GetBitLength());
        if (exponent >= 0 ? magnitude < Denominator << exponent : magnitude << -exponent < Denominator)
            exponent--;
        exponent = Math.Max(exponent, 1 - bias);

        int scale = significandBits - exponent;
        BigInteger dividend = scale >= 0 ? magnitude << scale : magnitude;
        BigInteger divisor = scale >= 0 ? Denominator : Denominator << -scale;
        BigInteger quotient = BigInteger.DivRem(dividend, divisor, out BigInteger remainder);
        int half = (remainder << 1).CompareTo(divisor);
        if (half > 0 || (half == 0 && !quotient.IsEven))
            quotient++;

        // A carry out of the significand, and out of the subnormal range, is a carry into the exponent field.
        BigInteger hidden = BigInteger.One << significandBits;
        BigInteger bits = quotient < hidden ? quotient : ((BigInteger)(exponent + bias - 1) << significandBits) + quotient;
        BigInteger infinity = ((BigInteger.One << exponentBits) - 1) << significandBits;
        return sign | (ulong)BigInteger.Min(bits, infinity);
    }
}

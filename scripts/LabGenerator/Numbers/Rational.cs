using System.Numerics;

namespace ConformanceLab.LabGenerator.Numbers;

/// <summary>An exact quotient; the denominator is positive. Not reduced: nothing here depends on it.</summary>
public readonly record struct Rational(BigInteger Numerator, BigInteger Denominator)
{
    /// <summary>−1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary><paramref name="factor"/>·2^<paramref name="exponent"/>.</summary>
    public static Rational Scaled(BigInteger factor, int exponent) =>
        exponent >= 0 ? new Rational(factor << exponent, 1) : new Rational(factor, BigInteger.One << -exponent);

    /// <summary>The largest integer that is not greater.</summary>
    public BigInteger Floor()
    {
        var quotient = BigInteger.DivRem(Numerator, Denominator, out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>The nearest integer; of two, the even one.</summary>
    public BigInteger RoundToEven()
    {
        var floor = Floor();
        var twice = (Numerator - (floor * Denominator)) * 2;
        var comparison = twice.CompareTo(Denominator);
        return comparison > 0 || (comparison == 0 && !floor.IsEven) ? floor + 1 : floor;
    }

    /// <summary>The sum.</summary>
    public static Rational operator +(Rational left, Rational right) =>
        new((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    /// <summary>The product.</summary>
    public static Rational operator *(Rational left, Rational right) =>
        new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <summary>The quotient; <paramref name="right"/> is not zero.</summary>
    public static Rational operator /(Rational left, Rational right) => new(
        left.Numerator * right.Denominator * right.Sign, left.Denominator * BigInteger.Abs(right.Numerator));

    /// <summary>Negative, zero or positive as <c>this</c> is less than, equal to or greater than the other.</summary>
    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);
}

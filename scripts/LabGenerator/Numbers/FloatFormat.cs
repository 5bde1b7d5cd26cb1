using System.Globalization;
using System.Numerics;

namespace ConformanceLab.LabGenerator.Numbers;

/// <summary>
/// A binary interchange format of IEEE 754. Floats are their bits; finite ones are exact quotients, and <see cref="Round"/> is the one
/// place where a quotient becomes a float again, to the nearest and of two to the even one.
/// </summary>
/// <param name="exponentBits">Width of the exponent.</param>
/// <param name="fractionBits">Width of the fraction.</param>
public sealed class FloatFormat(int exponentBits, int fractionBits)
{
    /// <summary>f32.</summary>
    public static FloatFormat Binary32 { get; } = new(8, 23);

    /// <summary>f64.</summary>
    public static FloatFormat Binary64 { get; } = new(11, 52);

    /// <summary>Width of the fraction in bits.</summary>
    public int FractionBits => fractionBits;

    /// <summary>Width in bits.</summary>
    public int Width => 1 + exponentBits + fractionBits;

    /// <summary>What is added to an exponent; also the greatest exponent.</summary>
    public int Bias { get; } = (1 << (exponentBits - 1)) - 1;

    /// <summary>The sign.</summary>
    public BigInteger SignBit => BigInteger.One << (Width - 1);

    /// <summary>The most significant bit of the fraction: set in arithmetic NaNs, alone in canonical ones.</summary>
    public BigInteger QuietBit => BigInteger.One << (fractionBits - 1);

    /// <summary>Positive infinity.</summary>
    public BigInteger Infinity => ((BigInteger.One << exponentBits) - 1) << fractionBits;

    /// <summary>The positive canonical NaN.</summary>
    public BigInteger CanonicalNan => Infinity | QuietBit;

    /// <summary>Whether the sign is set.</summary>
    public bool IsNegative(BigInteger bits) => bits >= SignBit;

    /// <summary>The same with the sign cleared.</summary>
    public BigInteger Magnitude(BigInteger bits) => bits & (SignBit - 1);

    /// <summary>Whether it is a NaN.</summary>
    public bool IsNan(BigInteger bits) => Magnitude(bits) > Infinity;

    /// <summary>Whether it is an infinity.</summary>
    public bool IsInfinite(BigInteger bits) => Magnitude(bits) == Infinity;

    /// <summary>Whether it is a zero.</summary>
    public bool IsZero(BigInteger bits) => Magnitude(bits).IsZero;

    /// <summary>A sign and a magnitude together.</summary>
    public BigInteger WithSign(BigInteger magnitude, bool isNegative) => isNegative ? magnitude | SignBit : magnitude;

    /// <summary>The exact value of a finite float.</summary>
    public Rational ValueOf(BigInteger bits)
    {
        var magnitude = Magnitude(bits);
        var exponent = (int)(magnitude >> fractionBits);
        var fraction = magnitude & ((BigInteger.One << fractionBits) - 1);
        var significand = exponent == 0 ? fraction : fraction | (BigInteger.One << fractionBits);
        return Rational.Scaled(IsNegative(bits) ? -significand : significand, Math.Max(exponent, 1) - Bias - fractionBits);
    }

    /// <summary>The float nearest to a value.</summary>
    /// <param name="value">The exact value.</param>
    /// <param name="isNegativeZero">The sign of the result if the value is zero; else it is the value's.</param>
    public BigInteger Round(Rational value, bool isNegativeZero = false)
    {
        if (value.Sign == 0)
        {
            return WithSign(BigInteger.Zero, isNegativeZero);
        }

        var magnitude = new Rational(BigInteger.Abs(value.Numerator), value.Denominator);
        // 2^exponent ≤ magnitude < 2^(exponent + 1), and never below the smallest normal one: there the spacing stays.
        var exponent = (int)(magnitude.Numerator.GetBitLength() - magnitude.Denominator.GetBitLength());
        if (magnitude.CompareTo(Rational.Scaled(1, exponent)) < 0)
        {
            exponent--;
        }

        exponent = Math.Max(exponent, 1 - Bias);
        if (exponent > Bias)
        {
            return WithSign(Infinity, value.Sign < 0);
        }

        // The count of units in the last place. A carry out of the fraction goes into the exponent, which is then right again.
        var units = (magnitude * Rational.Scaled(1, fractionBits - exponent)).RoundToEven();
        var isSubnormal = units < BigInteger.One << fractionBits;
        var bits = isSubnormal ? units : units + ((BigInteger)(exponent + Bias - 1) << fractionBits);
        return WithSign(bits, value.Sign < 0);
    }

    /// <summary>A float as the text format writes it: a hexadecimal number, <c>inf</c>, <c>nan</c> or <c>nan:0x…</c>.</summary>
    public string Text(BigInteger bits)
    {
        var sign = IsNegative(bits) ? "-" : "";
        var magnitude = Magnitude(bits);
        var exponent = (int)(magnitude >> fractionBits);
        var fraction = magnitude & ((BigInteger.One << fractionBits) - 1);
        if (exponent == (1 << exponentBits) - 1)
        {
            return sign + (fraction.IsZero ? "inf" : fraction == QuietBit ? "nan" : "nan:0x" + Hexadecimal(fraction));
        }

        if (magnitude.IsZero)
        {
            return sign + "0";
        }

        if (exponent == 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{sign}0x{Hexadecimal(fraction)}p{1 - Bias - fractionBits}");
        }

        var digits = (fractionBits + 3) / 4;
        var padded = fraction << ((digits * 4) - fractionBits);
        var text = Hexadecimal(padded).PadLeft(digits, '0').TrimEnd('0');
        var power = exponent == Bias ? "" : string.Create(CultureInfo.InvariantCulture, $"p{exponent - Bias}");
        return $"{sign}0x1{(text.Length == 0 ? "" : ".")}{text}{power}";
    }

    private static string Hexadecimal(BigInteger value)
    {
        var text = value.ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
        return text.Length == 0 ? "0" : text;
    }
}

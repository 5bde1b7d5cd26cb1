using System.Numerics;

namespace ConformanceLab.Engine.Tests.Text;

/// <summary>Literals to bits by exact arithmetic alone: the slow and obvious way.</summary>
internal static class ExactFloat
{
    /// <summary>Rounds a positive fraction to nearest, ties to even; null if it overflows.</summary>
    public static ulong? Round(BigInteger numerator, BigInteger denominator, int fractionBits, int maxExponent)
    {
        if (numerator.IsZero)
        {
            return 0;
        }

        // The exponent of the result's lowest bit, so that the quotient has fractionBits + 1 bits, unless that is below the subnormals'.
        var lowest = (int)(numerator.GetBitLength() - denominator.GetBitLength()) - fractionBits - 1;
        var smallest = 1 - maxExponent - fractionBits;
        while (true)
        {
            lowest = Math.Max(lowest, smallest);
            var scaledNumerator = lowest < 0 ? numerator << -lowest : numerator;
            var scaledDenominator = lowest > 0 ? denominator << lowest : denominator;
            var quotient = BigInteger.DivRem(scaledNumerator, scaledDenominator, out var remainder);
            var twice = remainder * 2;
            if (twice > scaledDenominator || (twice == scaledDenominator && !quotient.IsEven))
            {
                quotient += 1;
            }

            if (quotient >= BigInteger.One << (fractionBits + 1))
            {
                lowest++;
                continue;
            }

            var isSubnormal = quotient < BigInteger.One << fractionBits;
            var exponent = lowest + fractionBits + maxExponent;
            if (!isSubnormal && exponent > 2 * maxExponent)
            {
                return null;
            }

            return isSubnormal
                ? (ulong)quotient
                : (ulong)(quotient - (BigInteger.One << fractionBits)) | ((ulong)exponent << fractionBits);
        }
    }

    /// <summary>A literal without a sign as a fraction.</summary>
    public static (BigInteger Numerator, BigInteger Denominator) Fraction(string literal)
    {
        var text = literal.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
        var hex = text.StartsWith("0x", StringComparison.Ordinal);
        var (radix, mark) = hex ? (16, 'p') : (10, 'e');
        text = hex ? text[2..] : text;
        var cut = text.IndexOf(mark, StringComparison.Ordinal);
        var exponent = cut < 0 ? 0 : int.Parse(text[(cut + 1)..].TrimStart('+'), System.Globalization.CultureInfo.InvariantCulture);
        text = cut < 0 ? text : text[..cut];
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = text.Replace(".", "", StringComparison.Ordinal);
        var places = point < 0 ? 0 : text.Length - point - 1;
        var numerator = BigInteger.Zero;
        foreach (var c in digits)
        {
            numerator = (numerator * radix) + (c <= '9' ? c - '0' : c - 'a' + 10);
        }

        var denominator = BigInteger.Pow(radix, places);
        var power = BigInteger.Pow(hex ? 2 : 10, Math.Abs(exponent));
        return exponent < 0 ? (numerator, denominator * power) : (numerator * power, denominator);
    }

    public static ulong? F32(string literal) => Of(literal, 23, 127);

    public static ulong? F64(string literal) => Of(literal, 52, 1023);

    private static ulong? Of(string literal, int fractionBits, int maxExponent)
    {
        var (numerator, denominator) = Fraction(literal);
        return Round(numerator, denominator, fractionBits, maxExponent);
    }
}

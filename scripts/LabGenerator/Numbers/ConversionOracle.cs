using System.Numerics;

namespace ConformanceLab.LabGenerator.Numbers;

/// <summary>Conversions between integers and floats and between floats.</summary>
public static class ConversionOracle
{
    /// <summary>Float to integer, trapping.</summary>
    /// <exception cref="GuestTrapException">It is not in range, or no number.</exception>
    public static BigInteger Truncate(FloatFormat format, BigInteger bits, int width, bool isSigned)
    {
        if (format.IsNan(bits))
        {
            throw new GuestTrapException("invalid conversion to integer");
        }

        if (!format.IsInfinite(bits))
        {
            var integer = FloatOracle.Truncate(format.ValueOf(bits));
            var result = IntegerOracle.Saturate(integer, width, isSigned);
            if ((isSigned ? IntegerOracle.Signed(result, width) : result) == integer)
            {
                return result;
            }
        }

        throw new GuestTrapException("integer overflow");
    }

    /// <summary>Float to integer, saturating; a NaN is zero.</summary>
    public static BigInteger TruncateSaturating(FloatFormat format, BigInteger bits, int width, bool isSigned)
    {
        if (format.IsNan(bits))
        {
            return BigInteger.Zero;
        }

        // Beyond every integer type.
        var integer = format.IsInfinite(bits)
            ? (format.IsNegative(bits) ? -1 : 1) * (BigInteger.One << 200)
            : FloatOracle.Truncate(format.ValueOf(bits));
        return IntegerOracle.Saturate(integer, width, isSigned);
    }

    /// <summary>Integer to float.</summary>
    public static BigInteger Convert(FloatFormat format, BigInteger bits, int width, bool isSigned) =>
        format.Round(new Rational(isSigned ? IntegerOracle.Signed(bits, width) : bits, 1));

    /// <summary>Float to float.</summary>
    public static Number Resize(FloatFormat from, FloatFormat to, BigInteger bits)
    {
        if (from.IsNan(bits))
        {
            return FloatOracle.Nan(from, bits) with { Bits = to.CanonicalNan };
        }

        return from.IsInfinite(bits)
            ? to.WithSign(to.Infinity, from.IsNegative(bits))
            : to.Round(from.ValueOf(bits), from.IsNegative(bits));
    }
}

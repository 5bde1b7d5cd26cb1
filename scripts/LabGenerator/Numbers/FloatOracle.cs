using System.Numerics;

namespace ConformanceLab.LabGenerator.Numbers;

/// <summary>
/// Floating-point operations, by exact quotients and one rounding. Which NaNs may come out is the specification's "NaN Propagation":
/// canonical ones if every NaN that goes in is canonical (or none goes in), else any arithmetic one.
/// </summary>
public static class FloatOracle
{
    /// <summary>An operation with one operand.</summary>
    /// <exception cref="NotSupportedException">There is none of this name.</exception>
    public static Number Unary(string operation, FloatFormat format, BigInteger bits)
    {
        switch (operation)
        {
            case "abs":
                return format.Magnitude(bits);
            case "neg":
                return bits ^ format.SignBit;
        }

        if (format.IsNan(bits))
        {
            return Nan(format, bits);
        }

        if (operation == "sqrt")
        {
            return SquareRoot(format, bits);
        }

        if (format.IsInfinite(bits))
        {
            return bits;
        }

        var value = format.ValueOf(bits);
        var integer = operation switch
        {
            "ceil" => -new Rational(-value.Numerator, value.Denominator).Floor(),
            "floor" => value.Floor(),
            "trunc" => Truncate(value),
            "nearest" => value.RoundToEven(),
            _ => throw new NotSupportedException(operation),
        };
        return format.Round(new Rational(integer, 1), format.IsNegative(bits));
    }

    /// <summary>An operation with two operands.</summary>
    /// <exception cref="NotSupportedException">There is none of this name.</exception>
    public static Number Binary(string operation, FloatFormat format, BigInteger left, BigInteger right)
    {
        switch (operation)
        {
            case "copysign":
                return format.WithSign(format.Magnitude(left), format.IsNegative(right));
            case "pmin":
                return IsLess(format, right, left) ? right : left;
            case "pmax":
                return IsLess(format, left, right) ? right : left;
        }

        if (format.IsNan(left) || format.IsNan(right))
        {
            return Nan(format, left, right);
        }

        return operation switch
        {
            "add" => Add(format, left, right),
            "sub" => Add(format, left, right ^ format.SignBit),
            "mul" => Multiply(format, left, right),
            "div" => Divide(format, left, right),
            "min" => Order(format, left, right) <= 0 ? left : right,
            "max" => Order(format, left, right) >= 0 ? left : right,
            _ => throw new NotSupportedException(operation),
        };
    }

    /// <summary>A comparison.</summary>
    public static bool Compare(string operation, FloatFormat format, BigInteger left, BigInteger right)
    {
        if (format.IsNan(left) || format.IsNan(right))
        {
            return operation == "ne";
        }

        return IntegerOracle.Compare(operation, format.IsZero(left) && format.IsZero(right) ? 0 : Order(format, left, right));
    }

    /// <summary><paramref name="first"/>·<paramref name="second"/> + <paramref name="third"/>, rounded once.</summary>
    public static Number FusedMultiplyAdd(FloatFormat format, BigInteger first, BigInteger second, BigInteger third)
    {
        if (format.IsNan(first) || format.IsNan(second) || format.IsNan(third))
        {
            return Nan(format, first, second, third);
        }

        if (format.IsInfinite(first) || format.IsInfinite(second) || format.IsInfinite(third))
        {
            // A product that is not finite is that of the rounding multiplication; one that is cannot matter beside an infinity.
            var product = format.IsInfinite(first) || format.IsInfinite(second) ? Multiply(format, first, second) : BigInteger.Zero;
            return product.Nan != NanClass.Exact ? product : Add(format, product.Bits, third);
        }

        var exact = format.ValueOf(first) * format.ValueOf(second);
        var isNegative = format.IsNegative(first) != format.IsNegative(second);
        return format.Round(exact + format.ValueOf(third), exact.Sign == 0 && isNegative && format.IsNegative(third) && format.IsZero(third));
    }

    /// <summary>The NaNs that an operation makes of operands, of which some may be NaNs.</summary>
    public static Number Nan(FloatFormat format, params ReadOnlySpan<BigInteger> operands)
    {
        foreach (var operand in operands)
        {
            if (format.IsNan(operand) && format.Magnitude(operand) != format.CanonicalNan)
            {
                return new Number(format.CanonicalNan, NanClass.Arithmetic);
            }
        }

        return new Number(format.CanonicalNan, NanClass.Canonical);
    }

    /// <summary>The integer part.</summary>
    public static BigInteger Truncate(Rational value) => BigInteger.Divide(value.Numerator, value.Denominator);

    private static bool IsLess(FloatFormat format, BigInteger left, BigInteger right) => Compare("lt", format, left, right);

    // −∞ < … < −0 < +0 < … < ∞: the magnitudes of floats are ordered as their bits are.
    private static int Order(FloatFormat format, BigInteger left, BigInteger right)
    {
        return Key(left).CompareTo(Key(right));

        BigInteger Key(BigInteger bits) => format.IsNegative(bits) ? -1 - format.Magnitude(bits) : bits;
    }

    private static Number Add(FloatFormat format, BigInteger left, BigInteger right)
    {
        if (format.IsInfinite(left))
        {
            return format.IsInfinite(right) && left != right ? Nan(format) : left;
        }

        return format.IsInfinite(right)
            ? right
            : format.Round(
                format.ValueOf(left) + format.ValueOf(right),
                format.IsZero(left) && format.IsZero(right) && format.IsNegative(left) && format.IsNegative(right));
    }

    private static Number Multiply(FloatFormat format, BigInteger left, BigInteger right)
    {
        var isNegative = format.IsNegative(left) != format.IsNegative(right);
        if (format.IsInfinite(left) || format.IsInfinite(right))
        {
            return format.IsZero(left) || format.IsZero(right) ? Nan(format) : format.WithSign(format.Infinity, isNegative);
        }

        return format.Round(format.ValueOf(left) * format.ValueOf(right), isNegative);
    }

    private static Number Divide(FloatFormat format, BigInteger left, BigInteger right)
    {
        var isNegative = format.IsNegative(left) != format.IsNegative(right);
        if (format.IsInfinite(left) || format.IsZero(right))
        {
            var isUndefined = format.IsInfinite(left) ? format.IsInfinite(right) : format.IsZero(left);
            return isUndefined ? Nan(format) : format.WithSign(format.Infinity, isNegative);
        }

        return format.IsInfinite(right)
            ? format.WithSign(BigInteger.Zero, isNegative)
            : format.Round(format.ValueOf(left) / format.ValueOf(right), isNegative);
    }

    private static Number SquareRoot(FloatFormat format, BigInteger bits)
    {
        if (format.IsZero(bits) || bits == format.Infinity)
        {
            return bits;
        }

        if (format.IsNegative(bits))
        {
            return Nan(format);
        }

        // value = n/d with d a power of two; root(n/d) = root(n·d)/d. More digits than the format has, and one that says whether there
        // are others behind them: no square root lies exactly between two floats.
        var value = format.ValueOf(bits);
        var digits = 2 * (format.FractionBits + 4);
        var square = (value.Numerator * value.Denominator) << (2 * digits);
        var root = IntegerRoot(square);
        var sticky = root * root == square ? 0 : 1;
        return format.Round(new Rational((root << 1) + sticky, value.Denominator << (digits + 1)));
    }

    // Newton's iteration from above.
    private static BigInteger IntegerRoot(BigInteger square)
    {
        var root = BigInteger.One << (int)((square.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + (square / root)) >> 1;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }
}

using System.Globalization;
using System.Numerics;

namespace ConformanceLab.LabGenerator.Numbers;

/// <summary>
/// Integer operations on numbers of N bits, by exact arithmetic: the mathematical result is computed first, then brought into range as the
/// specification says ("Numerics", Integer Operations). Numbers are given unsigned, 0 to 2^N − 1, and so are results.
/// </summary>
public static class IntegerOracle
{
    /// <summary>2^N − 1.</summary>
    public static BigInteger Mask(int width) => (BigInteger.One << width) - 1;

    /// <summary>The residue modulo 2^N.</summary>
    public static BigInteger Wrap(BigInteger value, int width) => value & Mask(width);

    /// <summary>Two's complement.</summary>
    public static BigInteger Signed(BigInteger bits, int width) => bits >> (width - 1) == 1 ? bits - (BigInteger.One << width) : bits;

    /// <summary>The nearest number that N bits can represent, as bits.</summary>
    public static BigInteger Saturate(BigInteger value, int width, bool isSigned)
    {
        var (least, greatest) = isSigned
            ? (-(BigInteger.One << (width - 1)), (BigInteger.One << (width - 1)) - 1)
            : (BigInteger.Zero, Mask(width));
        return Wrap(BigInteger.Max(least, BigInteger.Min(greatest, value)), width);
    }

    /// <summary>An operation with one operand.</summary>
    /// <exception cref="NotSupportedException">There is none of this name.</exception>
    public static BigInteger Unary(string operation, int width, BigInteger bits)
    {
        switch (operation)
        {
            case "clz":
                return width - (int)bits.GetBitLength();
            case "ctz":
                return bits.IsZero ? width : LowestOne(bits);
            case "popcnt":
                return CountOnes(bits);
            case "eqz":
                return bits.IsZero ? 1 : 0;
            case "not":
                return Mask(width) - bits;
            case "neg":
                return Wrap(-bits, width);
            case "abs":
                return Wrap(BigInteger.Abs(Signed(bits, width)), width);
        }

        if (operation.StartsWith("extend", StringComparison.Ordinal) && operation.EndsWith("_s", StringComparison.Ordinal))
        {
            var from = int.Parse(operation[6..^2], CultureInfo.InvariantCulture);
            return Wrap(Signed(Wrap(bits, from), from), width);
        }

        throw new NotSupportedException(operation);
    }

    /// <summary>An operation with two operands.</summary>
    /// <exception cref="GuestTrapException">It has no result.</exception>
    /// <exception cref="NotSupportedException">There is none of this name.</exception>
    public static BigInteger Binary(string operation, int width, BigInteger left, BigInteger right)
    {
        var (signedLeft, signedRight) = (Signed(left, width), Signed(right, width));
        var distance = (int)(right % width);
        return operation switch
        {
            "add" => Wrap(left + right, width),
            "sub" => Wrap(left - right, width),
            "mul" => Wrap(left * right, width),
            "div_s" => DivideSigned(signedLeft, signedRight, width),
            "div_u" => BigInteger.Divide(left, NotZero(right)),
            "rem_s" => Wrap(BigInteger.Remainder(signedLeft, NotZero(signedRight)), width),
            "rem_u" => BigInteger.Remainder(left, NotZero(right)),
            "and" => left & right,
            "andnot" => left & (Mask(width) - right),
            "or" => left | right,
            "xor" => left ^ right,
            "shl" => Wrap(left << distance, width),
            "shr_u" => left >> distance,
            "shr_s" => Wrap(signedLeft >> distance, width),
            "rotl" => Wrap((left << distance) | (left >> (width - distance)), width),
            "rotr" => Wrap((left >> distance) | (left << (width - distance)), width),
            "min_s" => Wrap(BigInteger.Min(signedLeft, signedRight), width),
            "max_s" => Wrap(BigInteger.Max(signedLeft, signedRight), width),
            "min_u" => BigInteger.Min(left, right),
            "max_u" => BigInteger.Max(left, right),
            "avgr_u" => (left + right + 1) >> 1,
            "add_sat_s" => Saturate(signedLeft + signedRight, width, isSigned: true),
            "add_sat_u" => Saturate(left + right, width, isSigned: false),
            "sub_sat_s" => Saturate(signedLeft - signedRight, width, isSigned: true),
            "sub_sat_u" => Saturate(left - right, width, isSigned: false),
            "q15mulr_sat_s" => Saturate(((signedLeft * signedRight) + 0x4000) >> 15, width, isSigned: true),
            _ => Compare(operation, operation.EndsWith("_s", StringComparison.Ordinal)
                ? signedLeft.CompareTo(signedRight)
                : left.CompareTo(right)) ? 1 : 0,
        };
    }

    /// <summary>Whether a comparison of this name holds between numbers that compare so.</summary>
    public static bool Compare(string operation, int comparison) => operation switch
    {
        "eq" => comparison == 0,
        "ne" => comparison != 0,
        "lt" or "lt_s" or "lt_u" => comparison < 0,
        "gt" or "gt_s" or "gt_u" => comparison > 0,
        "le" or "le_s" or "le_u" => comparison <= 0,
        "ge" or "ge_s" or "ge_u" => comparison >= 0,
        _ => throw new NotSupportedException(operation),
    };

    private static BigInteger DivideSigned(BigInteger left, BigInteger right, int width)
    {
        var quotient = BigInteger.Divide(left, NotZero(right));
        return quotient == BigInteger.One << (width - 1) ? throw new GuestTrapException("integer overflow") : Wrap(quotient, width);
    }

    private static BigInteger NotZero(BigInteger divisor) =>
        divisor.IsZero ? throw new GuestTrapException("integer divide by zero") : divisor;

    private static int LowestOne(BigInteger bits)
    {
        var at = 0;
        for (; bits.IsEven; bits >>= 1)
        {
            at++;
        }

        return at;
    }

    private static int CountOnes(BigInteger bits)
    {
        var count = 0;
        for (; !bits.IsZero; bits >>= 1)
        {
            count += bits.IsEven ? 0 : 1;
        }

        return count;
    }
}

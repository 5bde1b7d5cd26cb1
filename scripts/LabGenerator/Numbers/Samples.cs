using System.Numerics;

namespace ConformanceLab.LabGenerator.Numbers;

/// <summary>Operands at which implementations differ from the specification, if they do. All are bits, unsigned.</summary>
public static class Samples
{
    /// <summary>Integers: the limits of signed and unsigned, their neighbours, patterns, and distances around the width.</summary>
    public static BigInteger[] Integers(int width)
    {
        var sign = BigInteger.One << (width - 1);
        return
        [
            0, 1, 2, IntegerOracle.Mask(width), IntegerOracle.Mask(width) - 1, sign, sign + 1, sign - 1, width - 1, width, width + 1,
            Pattern(width, 0x55), Pattern(width, 0x96),
        ];
    }

    /// <summary>The first few of them, for grids that must stay small.</summary>
    public static BigInteger[] FewIntegers(int width) => [.. Integers(width).Take(8)];

    /// <summary>Floats of every kind: zeros, subnormal, normal and their borders, ties for rounding, infinities, NaNs.</summary>
    public static BigInteger[] Floats(FloatFormat format)
    {
        var one = format.Round(new Rational(1, 1));
        BigInteger[] positive =
        [
            0, 1, (BigInteger.One << format.FractionBits) - 1, BigInteger.One << format.FractionBits, Of(1, 2) - 1, Of(1, 2), one - 1, one,
            one + 1, Of(3, 2), Of(5, 2), Of(1, 3), Of(22, 7), Tie(format.FractionBits), Tie(format.FractionBits) + 1,
            format.Infinity - 1, format.Infinity, format.CanonicalNan, format.Infinity + 1, format.CanonicalNan + 0x1234,
        ];
        return [.. positive.SelectMany(bits => new[] { bits, bits | format.SignBit })];

        BigInteger Of(int numerator, int denominator) => format.Round(new Rational(numerator, denominator));

        // 2^f − 1/2: halfway between integers, and the last that can be.
        BigInteger Tie(int bits) => format.Round(new Rational((BigInteger.One << bits) - 1, 2));
    }

    /// <summary>Fewer floats, for grids: one or two of each kind.</summary>
    public static BigInteger[] FewFloats(FloatFormat format)
    {
        var one = format.Round(new Rational(1, 1));
        var sign = format.SignBit;
        return
        [
            0, sign, 1, 1 | sign, BigInteger.One << format.FractionBits, one, one | sign, one + 1, format.Round(new Rational(-5, 2)),
            format.Infinity - 1, format.Infinity, format.Infinity | sign, format.CanonicalNan, format.Infinity + 1,
        ];
    }

    /// <summary>Pairs of floats whose sum, product or quotient lies on or beside the middle of two floats, or at a border.</summary>
    public static (BigInteger Left, BigInteger Right)[] RoundingPairs(FloatFormat format)
    {
        var f = format.FractionBits;
        var one = format.Round(new Rational(1, 1));
        var halfUnit = Power(-f - 1);
        return
        [
            (one, halfUnit), (one, halfUnit + 1), (one, halfUnit - 1), (one + 1, halfUnit), (one | format.SignBit, halfUnit - 1),
            (Power(f + 1), one), (Power(f + 1) + 1, one), (Power(f + 1) + 1, one + 1), (format.Infinity - 1, Power(format.Bias - f - 1)),
            (format.Infinity - 1, Power(format.Bias - f - 1) - 1), (one + 1, one + 1), (one + 1, one + 2), (one - 1, one - 1), (one + 3, one - 1),
            (Power(1 - format.Bias), Power(-1)), (Power(1 - format.Bias) + 1, Power(-1)), (Power(1 - format.Bias) + 3, Power(-1)),
            (3, Power(-1)), (1, Power(-1)), (1, Power(-1) + 1), (one, format.Round(new Rational(3, 1))),
            (format.Round(new Rational(10, 1)), format.Round(new Rational(3, 1))), (Power(format.Bias), Power(1)), (one, Power(format.Bias)),
            (Power(-format.Bias + 1), Power(f)), (one + 0x155, one + 0x2aa), (one + 0x7fffff, one + 0x7ffffe),
        ];

        BigInteger Power(int exponent) => format.Round(Rational.Scaled(1, exponent));
    }

    /// <summary>Floats around the limits of the integer types that floats are truncated to.</summary>
    public static BigInteger[] FloatsNearIntegers(FloatFormat format)
    {
        var result = new List<BigInteger>();
        foreach (var bits in (int[])[31, 32, 63, 64])
        {
            var limit = format.Round(Rational.Scaled(1, bits));
            var beside = new[] { limit - 1, limit, limit + 1, format.Round(new Rational((BigInteger.One << (bits + 1)) - 1, 2)) };
            result.AddRange(beside);
            result.AddRange(beside.Select(value => value | format.SignBit));
            result.Add(format.Round(new Rational(-(BigInteger.One << (bits + 1)) - 1, 2)));
            result.Add(format.Round(new Rational(-(BigInteger.One << bits) - 1, 1)));
        }

        return [.. result.Distinct()];
    }

    /// <summary>Integers around what the formats can represent exactly, and between two floats.</summary>
    public static BigInteger[] IntegersNearFloats(int width)
    {
        var result = new List<BigInteger>(Integers(width));
        foreach (var digits in (int[])[24, 25, 53, 54])
        {
            foreach (var shift in (int[])[0, 1, 10])
            {
                if (digits + shift >= width)
                {
                    continue;
                }

                var power = BigInteger.One << (digits + shift);
                var half = BigInteger.One << shift;
                result.AddRange([power + half, power + half - 1, power + half + 1, power + (3 * half), power - half, power - 1]);
                result.AddRange([IntegerOracle.Mask(width) - (power + half) + 1, IntegerOracle.Mask(width) - (power + half)]);
            }
        }

        result.AddRange([Top(half: 0), Top(half: 1), Top(half: 2)]);
        return [.. result.Distinct()];

        // Between the two f32 above the sign bit, and beside.
        BigInteger Top(int half) => (BigInteger.One << (width - 1)) + (BigInteger.One << (width - 25)) - 1 + half;
    }

    /// <summary>A byte repeated over the width.</summary>
    public static BigInteger Pattern(int width, int octet)
    {
        var result = BigInteger.Zero;
        for (var at = 0; at < width; at += 8)
        {
            result = (result << 8) | (octet ^ (at == 8 ? 0x3c : 0));
        }

        return IntegerOracle.Wrap(result, width);
    }

    /// <summary>All pairs, row by row.</summary>
    public static IEnumerable<(BigInteger Left, BigInteger Right)> Pairs(BigInteger[] lefts, BigInteger[] rights) =>
        lefts.SelectMany(left => rights.Select(right => (left, right)));
}

using System.Globalization;
using System.Numerics;
using System.Text;
using ConformanceLab.Wasm.Text;
using CsCheck;
using Xunit;

namespace ConformanceLab.Engine.Tests.Text;

public class FloatLiteralTests
{
    [Theory]
    [InlineData("0", 0u)]
    [InlineData("1.5", 0x3FC00000u)]
    [InlineData("0x1p-149", 1u)]
    [InlineData("0x1p-150", 0u)]
    [InlineData("0x1.000002p-150", 1u)]
    [InlineData("0x1.fffffep127", 0x7F7FFFFFu)]
    [InlineData("0x1.fffffe8p127", 0x7F7FFFFFu)]
    [InlineData("1.401298464324817e-45", 1u)]
    [InlineData("340282356779733642748073463979561713663.9", 0x7F7FFFFFu)]
    [InlineData("inf", 0x7F800000u)]
    [InlineData("nan", 0x7FC00000u)]
    [InlineData("nan:0x1", 0x7F800001u)]
    [InlineData("nan:0x7f_ffff", 0x7FFFFFFFu)]
    [InlineData("1_0.2_5e0_1", 0x42CD0000u)]
    public void F32HasTheBits(string literal, uint bits)
    {
        Assert.Equal(bits, F32(literal));
        Assert.Equal(bits, F32("+" + literal));
        Assert.Equal(bits | 0x80000000, F32("-" + literal));
    }

    [Theory]
    [InlineData("4.9406564584124654e-324", 1ul)]
    [InlineData("2.4703282292062327e-324", 0ul)]
    [InlineData("2.4703282292062328e-324", 1ul)]
    [InlineData("2.2250738585072011e-308", 0x000FFFFFFFFFFFFFul)]
    [InlineData("2.2250738585072014e-308", 0x0010000000000000ul)]
    [InlineData("0x0.fffffffffffff8p-1022", 0x0010000000000000ul)]
    [InlineData("9007199254740993", 0x4340000000000000ul)]
    [InlineData("9007199254740993.0000000000000000000000000000000000001", 0x4340000000000001ul)]
    [InlineData("0x1.00000000000008p0", 0x3FF0000000000000ul)]
    [InlineData("0x1.0000000000000800000000000000000000001p0", 0x3FF0000000000001ul)]
    [InlineData("1.7976931348623158079e308", 0x7FEFFFFFFFFFFFFFul)]
    [InlineData("nan:0xfffffffffffff", 0x7FFFFFFFFFFFFFFFul)]
    public void F64HasTheBits(string literal, ulong bits) => Assert.Equal(bits, F64(literal));

    [Fact]
    public void F32IsNotRoundedTwice()
    {
        // By way of f64 this is a tie between 1 and the next float, and goes to the even one.
        const string Tie = "1.000000059604644775390625";
        Assert.Equal(0x3F800000u, F32(Tie));
        Assert.Equal(0x3F800001u, F32(Tie + "000000000000000000001"));
        Assert.Equal(0x3F800001u, F32("0x1.000001000000000000000001p0"));
    }

    [Theory]
    [InlineData("340282356779733661637539395458142568448")]
    [InlineData("0x1p128")]
    [InlineData("0x1.ffffffp127")]
    [InlineData("1e39")]
    [InlineData("1e99999999999999999999")]
    [InlineData("nan:0x0")]
    [InlineData("nan:0x80_0000")]
    [InlineData("nan:0x1_0000_0000_0000_0000_0000")]
    public void F32IsOutOfRange(string literal) => Assert.Equal(NumberError.OutOfRange, FloatParser.ParseF32(Utf8(literal), out _));

    [Theory]
    [InlineData("")]
    [InlineData("+")]
    [InlineData(".5")]
    [InlineData("1._5")]
    [InlineData("1__0")]
    [InlineData("1_")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("0x")]
    [InlineData("0x1.g")]
    [InlineData("0x1p")]
    [InlineData("0x1p1f")]
    [InlineData("1f")]
    [InlineData("infinity")]
    [InlineData("nan:1")]
    [InlineData("nan:0x")]
    [InlineData("0X1")]
    public void NoNumber(string literal)
    {
        Assert.Equal(NumberError.Malformed, FloatParser.ParseF64(Utf8(literal), out _));
        Assert.False(NumberSyntax.IsNumber(Utf8(literal)));
    }

    [Theory]
    [InlineData("0e999999999999999999")]
    [InlineData("1e-999999999999999999")]
    [InlineData("0x1p-99999999999999999999")]
    public void HugeExponentsOfTinyValuesAreZero(string literal) => Assert.Equal(0ul, F64(literal));

    [Fact]
    public void LongSignificandsAndLargeExponentsCancel()
    {
        Assert.Equal(F64("1"), F64("0." + new string('0', 30_000) + "1e30001"));
        Assert.Equal(F64("1"), F64("1" + new string('0', 30_000) + "e-30000"));
        Assert.Equal(F64("1"), F64("0x0." + new string('0', 30_000) + "1p120004"));
    }

    [Fact]
    public void RandomLiteralsAreRoundedExactly() => Gen.Select(
        Gen.Bool,
        Gen.String[Gen.Char['0', '9'], 1, 40],
        Gen.String[Gen.Char['0', '9'], 0, 40],
        Gen.Int[-380, 330]).Sample(
            (hex, whole, fraction, exponent) => CheckBoth(hex
                ? $"0x{whole}.{fraction}p{(exponent * 4).ToString(CultureInfo.InvariantCulture)}"
                : $"{whole}.{fraction}e{exponent.ToString(CultureInfo.InvariantCulture)}"),
            iter: 5_000);

    [Fact]
    public void NeighbourhoodsOfTiesAreRoundedExactly() => Gen.ULong.Sample(
        random =>
        {
            // The middle between two neighbouring doubles (or floats), in full decimal length, and a hair to either side.
            var formats = new[] { (random & 0x7FDF_FFFF_FFFF_FFFF, 52, 1023), (random & 0x7EFF_FFFF, 23, 127) };
            foreach (var (bits, fractionBits, bias) in formats)
            {
                var exponent = (int)(bits >> fractionBits);
                var significand = new BigInteger(bits & ((1ul << fractionBits) - 1));
                significand = exponent == 0 ? significand : significand + (BigInteger.One << fractionBits);
                var middle = (significand * 2) + 1;
                var decimals = Decimal(middle, Math.Max(exponent, 1) - bias - fractionBits - 1);
                CheckBoth(decimals);
                CheckBoth(decimals + "0000000000000000001");
                CheckBoth(decimals[..^1] + (char)(decimals[^1] - 1) + "999999999999999999");
            }
        },
        iter: 300);

    // The value times 2^exponent, written out; it ends in 5, or in a digit of an integer with a point after it.
    private static string Decimal(BigInteger value, int exponent)
    {
        if (exponent >= 0)
        {
            return (value << exponent).ToString(CultureInfo.InvariantCulture) + ".5";
        }

        var digits = (value * BigInteger.Pow(5, -exponent)).ToString(CultureInfo.InvariantCulture).PadLeft(1 - exponent, '0');
        return digits[..(digits.Length + exponent)] + "." + digits[(digits.Length + exponent)..];
    }

    private static void CheckBoth(string literal)
    {
        Check(literal, ExactFloat.F32(literal), FloatParser.ParseF32(Utf8(literal), out var f32), f32);
        Check(literal, ExactFloat.F64(literal), FloatParser.ParseF64(Utf8(literal), out var f64), f64);
    }

    private static void Check(string literal, ulong? expected, NumberError error, ulong actual)
    {
        Assert.True(
            expected is null ? error == NumberError.OutOfRange : error == NumberError.None && actual == expected,
            $"{literal}: {expected:x}, {error} {actual:x}");
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static uint F32(string literal)
    {
        Assert.Equal(NumberError.None, FloatParser.ParseF32(Utf8(literal), out var bits));
        return bits;
    }

    private static ulong F64(string literal)
    {
        Assert.Equal(NumberError.None, FloatParser.ParseF64(Utf8(literal), out var bits));
        return bits;
    }
}

using System.Globalization;
using System.Numerics;
using System.Text;
using ConformanceLab.Wasm.Text;
using CsCheck;
using Xunit;

namespace ConformanceLab.Engine.Tests.Text;

public class IntegerLiteralTests
{
    [Fact]
    public void IntegersAreExactOrOutOfRange() => Gen.Select(
        Gen.Int[0, 2], Gen.Bool, Gen.ULong, Gen.Int[0, 70], Gen.Int[-1, 1]).Sample(
        (signs, hex, random, bits, nudge) =>
        {
            var sign = signs switch { 0 => "", 1 => "-", _ => "+" };
            var magnitude = BigInteger.Abs((random % 3 == 0 ? BigInteger.One << bits : ((BigInteger)random << 6) >> (70 - bits)) + nudge);
            var literal = sign + (
                hex ? "0x" + magnitude.ToString("x", CultureInfo.InvariantCulture) : magnitude.ToString(CultureInfo.InvariantCulture));
            foreach (var width in new[] { 8, 16, 32, 64 })
            {
                var value = sign == "-" ? -magnitude : magnitude;
                var high = sign.Length == 0 ? (BigInteger.One << width) - 1 : (BigInteger.One << (width - 1)) - 1;
                var fits = value >= -(BigInteger.One << (width - 1)) && value <= high;
                var error = NumberParser.ParseInteger(Encoding.UTF8.GetBytes(literal), width, out var actual);
                Assert.Equal(fits ? NumberError.None : NumberError.OutOfRange, error);
                if (fits)
                {
                    Assert.Equal((ulong)(value & ((BigInteger.One << width) - 1)), actual);
                }
            }
        },
        iter: 5_000);

    [Theory]
    [InlineData("1_000", 1000ul)]
    [InlineData("0x1_f", 31ul)]
    [InlineData("00000000000000000000000000000012", 12ul)]
    [InlineData("0x0000000000000000000000000000ff", 255ul)]
    public void Forms(string literal, ulong value)
    {
        Assert.Equal(NumberError.None, NumberParser.ParseUnsigned(Encoding.UTF8.GetBytes(literal), 32, out var actual));
        Assert.Equal(value, actual);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("x")]
    [InlineData("_1")]
    [InlineData("1_")]
    [InlineData("1__1")]
    [InlineData("0x")]
    [InlineData("0x_1")]
    [InlineData("0xg")]
    [InlineData("0X1")]
    [InlineData("--1")]
    [InlineData("1.0")]
    public void NoInteger(string literal) =>
        Assert.Equal(NumberError.Malformed, NumberParser.ParseInteger(Encoding.UTF8.GetBytes(literal), 64, out _));
}

using System.Text;
using ConformanceLab.Harness.Scripts;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Scripts;

public sealed class LiteralTests
{
    [TestCase("0", 32, 0ul)]
    [TestCase("4294967295", 32, 4294967295ul)]
    [TestCase("-2147483648", 32, 0x80000000ul)]
    [TestCase("+0x7fff_ffff", 32, 0x7ffffffful)]
    [TestCase("-0x1", 8, 0xfful)]
    [TestCase("18446744073709551615", 64, ulong.MaxValue)]
    [TestCase("-9223372036854775808", 64, 0x8000000000000000ul)]
    public void Integers_are_read(string text, int bits, ulong expected)
    {
        Assert.That(Literals.TryParseInteger(Encoding.ASCII.GetBytes(text), bits, out var value), Is.True);
        Assert.That(value, Is.EqualTo(expected));
    }

    [TestCase("", 32)]
    [TestCase("-", 32)]
    [TestCase("0x", 32)]
    [TestCase("1_", 32)]
    [TestCase("_1", 32)]
    [TestCase("1__2", 32)]
    [TestCase("12a", 32)]
    [TestCase("4294967296", 32)]
    [TestCase("-2147483649", 32)]
    [TestCase("256", 8)]
    [TestCase("-129", 8)]
    [TestCase("18446744073709551616", 64)]
    [TestCase("340282366920938463463374607431768211457", 64)]
    public void Wrong_integers_are_refused(string text, int bits) =>
        Assert.That(Literals.TryParseInteger(Encoding.ASCII.GetBytes(text), bits, out _), Is.False);

    [TestCase("0", 32, 0ul)]
    [TestCase("-0.0", 32, 0x80000000ul)]
    [TestCase("1.", 32, 0x3f800000ul)]
    [TestCase("1e1_0", 64, 0x4202a05f20000000ul)]
    [TestCase("0x1.8p1", 64, 0x4008000000000000ul)]
    [TestCase("0x1p-149", 32, 1ul)]
    [TestCase("0x1p-150", 32, 0ul, Description = "half of the smallest, ties to even")]
    [TestCase("0x1.000001p-150", 32, 1ul)]
    [TestCase("0x1.fffffep-127", 32, 0x800000ul, Description = "carries into the exponent")]
    [TestCase("0x1.000001p0", 32, 0x3f800000ul, Description = "ties to even, down")]
    [TestCase("0x1.000003p0", 32, 0x3f800002ul, Description = "ties to even, up")]
    [TestCase("0x1.00000100000000000000000000000000000000000000001p0", 32, 0x3f800001ul, Description = "sticky bit far behind")]
    [TestCase("0x1.fffffffffffff7p1023", 64, 0x7feffffffffffffful)]
    [TestCase("0x0.0000000000000000000000000000000000000000000001p184", 64, 0x3ff0000000000000ul)]
    [TestCase("0x10000000000000000000000000000000000000000000000p-184", 64, 0x3ff0000000000000ul)]
    [TestCase("inf", 32, 0x7f800000ul)]
    [TestCase("-inf", 64, 0xfff0000000000000ul)]
    [TestCase("nan", 32, 0x7fc00000ul)]
    [TestCase("-nan:0x1", 32, 0xff800001ul)]
    [TestCase("nan:0x4_0000", 64, 0x7ff0000000040000ul)]
    public void Floats_are_read(string text, int bits, ulong expected)
    {
        Assert.That(Literals.TryParseFloat(Encoding.ASCII.GetBytes(text), bits, out var value), Is.True);
        Assert.That(value, Is.EqualTo(expected), $"0x{value:x}");
    }

    [TestCase("", 32)]
    [TestCase(".5", 32)]
    [TestCase("1e", 32)]
    [TestCase("1_.5", 32)]
    [TestCase("0x1._8", 32)]
    [TestCase("0x1p", 32)]
    [TestCase("0x.8", 32)]
    [TestCase("0x1p128", 32)]
    [TestCase("0x1.ffffffp127", 32)]
    [TestCase("3.5e38", 32)]
    [TestCase("1e309", 64)]
    [TestCase("nan:0x0", 32)]
    [TestCase("nan:0x800000", 32)]
    [TestCase("nan:1", 32)]
    [TestCase("infinity", 32)]
    [TestCase("Infinity", 64)]
    [TestCase("NaN", 64)]
    public void Wrong_floats_are_refused(string text, int bits) =>
        Assert.That(Literals.TryParseFloat(Encoding.ASCII.GetBytes(text), bits, out _), Is.False);
}

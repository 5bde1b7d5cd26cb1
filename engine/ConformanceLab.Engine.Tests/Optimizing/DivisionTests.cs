using System.Globalization;
using System.Text;
using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Optimizing;

/// <summary>Divisions by numbers that are known are multiplications; .NET's own are what they must be equal to.</summary>
public sealed class DivisionTests
{
    private const int RandomNumbers = 60;

    private static readonly string[] s_operations = ["div_s", "div_u", "rem_s", "rem_u"];

    // Small ones, those around powers of two, those whose reciprocals need all bits, and others.
    private static List<long> Divisors(int bits, Random random)
    {
        var divisors = new SortedSet<long>([3, 5, 6, 7, 9, 10, 11, 12, 13, 14, 25, 28, 60, 100, 125, 625, 641, 1000, 3600, 10_000, 139_968, 1_000_000_007, 6_700_417]);
        for (var exponent = 1; exponent < bits; exponent++)
        {
            divisors.UnionWith([1L << exponent, (1L << exponent) - 1, (1L << exponent) + 1, 3L << (exponent - 1), 7L << (exponent - 1)]);
        }

        for (var index = 0; index < RandomNumbers; index++)
        {
            divisors.Add(random.NextInt64() >> random.Next(64));
        }

        divisors.UnionWith([.. divisors.Select(static divisor => -divisor)]);
        divisors.UnionWith([1, -1, long.MinValue, long.MaxValue]);
        divisors.Remove(0);
        return bits == 64 ? [.. divisors] : [.. divisors.Select(static divisor => (long)(int)divisor).Where(static divisor => divisor != 0).Distinct()];
    }

    // What lies where quotients become others, the ends, and others.
    private static IEnumerable<long> Dividends(long divisor, int bits, Random random)
    {
        var smallest = -1L << (bits - 1);
        long[] ends = [0, 1, 2, -1, -2, smallest, smallest + 1, ~smallest, ~smallest - 1, divisor, divisor - 1, divisor + 1, -divisor];
        var unsigned = bits == 64 ? (ulong)divisor : (uint)divisor;
        var largest = bits == 64 ? ulong.MaxValue : uint.MaxValue;
        var lastMultiple = (long)(largest - (largest % unsigned));
        var dividends = ends.Concat([lastMultiple, lastMultiple - 1, lastMultiple + 1, smallest / divisor.Clamped() * divisor]);
        for (var index = 0; index < 12; index++)
        {
            var multiple = (random.NextInt64() >> random.Next(64)) / divisor.Clamped() * divisor;
            dividends = dividends.Concat([multiple, multiple - 1, multiple + 1, random.NextInt64() >> random.Next(64)]);
        }

        return bits == 64 ? dividends : dividends.Select(static dividend => (long)(int)dividend);
    }

    private static long Expected(string operation, long left, long right, int bits) => (operation, bits) switch
    {
        ("div_s", 64) => left / right,
        ("rem_s", 64) => right == -1 ? 0 : left % right,
        ("div_u", 64) => (long)((ulong)left / (ulong)right),
        ("rem_u", 64) => (long)((ulong)left % (ulong)right),
        ("div_s", _) => (int)(left / right),
        ("rem_s", _) => (int)(left % right),
        ("div_u", _) => (int)((uint)left / (uint)right),
        _ => (int)((uint)left % (uint)right),
    };

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    public void AKnownDivisorGivesTheSameQuotientsAndRemainders(int bits)
    {
        var random = new Random(bits);
        var divisors = Divisors(bits, random);
        var text = new StringBuilder();
        foreach (var divisor in divisors)
        {
            foreach (var operation in s_operations)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"(func (export \"{operation} {divisor}\") (param i{bits}) (result i{bits}) (i{bits}.{operation} (local.get 0) (i{bits}.const {divisor})))");
            }
        }

        using var guest = new Guest(text.ToString(), EngineOptions.Default with { Tier = Tier.Optimizing });
        var divisions = 0;
        foreach (var divisor in divisors)
        {
            foreach (var operation in s_operations)
            {
                var function = guest.Instance.GetFunction(string.Create(CultureInfo.InvariantCulture, $"{operation} {divisor}"));
                foreach (var dividend in Dividends(divisor, bits, random))
                {
                    if (operation == "div_s" && divisor == -1 && dividend == -1L << (bits - 1))
                    {
                        continue;
                    }

                    var result = function.Invoke(bits == 64 ? dividend : (Value)(int)dividend)[0];
                    var actual = bits == 64 ? result.AsInt64() : result.AsInt32();
                    Assert.True(Expected(operation, dividend, divisor, bits) == actual, $"{dividend} {operation} {divisor} was {actual}");
                    divisions++;
                }
            }
        }

        Assert.True(divisions > 50_000, $"{divisions} divisions");
    }
}

file static class Numbers
{
    // The smallest number by −1 is too large for .NET.
    public static long Clamped(this long divisor) => divisor == -1 ? 1 : divisor;
}

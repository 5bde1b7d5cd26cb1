using System.Numerics;
using ConformanceLab.LabGenerator.Numbers;

namespace ConformanceLab.LabGenerator.Models;

/// <summary>
/// Functions that call each other in tail position, by chance that is computed: a state of 64 bits goes on with every value that is made or
/// looked at, and decides who is called next. A function mixes its parameters into the state; if it is the last, it returns values made of the
/// state; else it calls another, with those of its parameters whose types fit, from the back, and values made of the state for the others.
/// </summary>
public sealed class TailCallModel
{
    /// <summary>What the state is multiplied with, and what is added, when a value is made.</summary>
    public const ulong Factor = 6364136223846793005, Increment = 1442695040888963407;

    /// <summary>What it is multiplied with when a value is looked at.</summary>
    public const ulong MixFactor = 0x9e3779b97f4a7c15;

    /// <summary>Parameters of the functions: none, few, more than there are registers, and many.</summary>
    public static IReadOnlyList<string[]> Parameters { get; } =
    [
        [], ["i64", "f64"], ["i32", "i64", "v128", "f32", "i64", "f64", "i32"],
        ["f64", "i64", "i32", "f32", "i64", "v128", "i64", "i64", "i32", "f64", "i64", "i64", "v128", "i32"],
    ];

    /// <summary>The state.</summary>
    public ulong State { get; private set; } = 1;

    /// <summary>
    /// Which arguments are the caller's parameters: the last of the type that is not one already, or −1 for a value made of the state. So most of
    /// them change their places.
    /// </summary>
    public static int[] Arguments(string[] caller, string[] callee)
    {
        var free = caller.Select((type, index) => (type, index)).ToList();
        return [.. callee.Select(type =>
        {
            var found = free.FindLastIndex(parameter => parameter.type == type);
            var index = found < 0 ? -1 : free[found].index;
            if (found >= 0)
            {
                free.RemoveAt(found);
            }

            return index;
        })];
    }

    /// <summary>Begins with the function of no parameters, and goes on for a number of calls.</summary>
    /// <param name="calls">How many.</param>
    /// <param name="results">Types of the results.</param>
    /// <returns>Of each result the bits.</returns>
    public BigInteger[] Run(int calls, string[] results)
    {
        ulong[] arguments = [];
        var current = Parameters[0];
        for (;; calls--)
        {
            foreach (var argument in arguments)
            {
                State = unchecked((State ^ argument) * MixFactor);
            }

            if (calls == 0)
            {
                return [.. results.Select(type => Bits(type, Make(type)))];
            }

            var callee = Parameters[(int)(Next() >> 33) & 3];
            var given = arguments;
            arguments = [.. Arguments(current, callee).Select((from, index) => from < 0 ? Make(callee[index]) : given[from])];
            current = callee;
        }
    }

    private ulong Next() => State = unchecked((State * Factor) + Increment);

    // Of a float the integer that it is; of a vector either half.
    private ulong Make(string type) => type switch
    {
        "i32" => Next() >> 32,
        "f32" => Next() >> 48,
        "f64" => Next() >> 24,
        _ => Next(),
    };

    private static BigInteger Bits(string type, ulong value) => type switch
    {
        "f32" or "f64" => ScalarOracle.FormatOf(type).Round(new Rational(value, 1)),
        "v128" => value | ((BigInteger)value << 64),
        _ => value,
    };
}

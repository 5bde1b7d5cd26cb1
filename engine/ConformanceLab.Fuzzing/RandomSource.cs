using System.Numerics;

namespace ConformanceLab.Fuzzing;

/// <summary>
/// Random numbers that depend on nothing but their seed: the same on every machine and with every version of .NET, so that a program is
/// known by two numbers.
/// Source: Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators" (xoshiro256**, seeded by splitmix64).
/// </summary>
public sealed class RandomSource
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <summary>The numbers of a seed and a stream: streams of one seed are independent.</summary>
    public RandomSource(ulong seed, ulong stream = 0)
    {
        var state = seed;
        state = Mix(ref state) ^ stream;
        _a = Mix(ref state);
        _b = Mix(ref state);
        _c = Mix(ref state);
        _d = Mix(ref state);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A number from 0 to <paramref name="count"/> − 1.</summary>
    public int Next(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return (int)(((NextBits() >> 32) * (ulong)count) >> 32);
    }

    /// <summary>A number from <paramref name="least"/> to <paramref name="greatest"/>.</summary>
    public int Between(int least, int greatest) => least + Next(greatest - least + 1);

    /// <summary>True once in <paramref name="count"/> times.</summary>
    public bool OneIn(int count) => Next(count) == 0;

    /// <summary>One of some items.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    private static ulong Mix(ref ulong state)
    {
        var mixed = state += 0x9E37_79B9_7F4A_7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D0_49BB_1331_11EB;
        return mixed ^ (mixed >> 31);
    }
}

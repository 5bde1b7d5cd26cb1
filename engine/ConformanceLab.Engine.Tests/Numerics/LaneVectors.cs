using System.Runtime.Intrinsics;

namespace ConformanceLab.Engine.Tests;

/// <summary>Vectors taken apart and put together byte by byte, so that tests don't rest on the vector operations they test.</summary>
internal static class LaneVectors
{
    /// <summary>The lanes of a vector, sign- or zero-extended.</summary>
    public static Int128[] Lanes(Vector128<byte> vector, int bits, bool signed)
    {
        var lanes = new Int128[128 / bits];
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            for (int i = (bits / 8) - 1; i >= 0; i--)
                lanes[lane] = (lanes[lane] << 8) | vector.GetElement((lane * bits / 8) + i);
            if (signed && lanes[lane] >= Int128.One << (bits - 1))
                lanes[lane] -= Int128.One << bits;
        }

        return lanes;
    }

    /// <summary>A vector of lanes, each cut to its width.</summary>
    public static Vector128<byte> Vector(int bits, params ReadOnlySpan<Int128> lanes)
    {
        Vector128<byte> vector = default;
        for (var i = 0; i < 16; i++)
        {
            int lane = i * 8 / bits;
            if (lane < lanes.Length)
                vector = vector.WithElement(i, (byte)((lanes[lane] >> (i * 8 % bits)) & 0xFF));
        }

        return vector;
    }

    /// <summary>Vectors whose lanes are edge values of their width, or anything.</summary>
    public static IEnumerable<Vector128<byte>> Samples(int bits, int count)
    {
        var random = new Random(bits);
        var edges = new Int128[]
        {
            0, 1, 2, -1, -2, Int128.One << (bits - 1), (Int128.One << (bits - 1)) - 1, (Int128.One << (bits - 1)) + 1,
            Int128.One << (bits / 2), (Int128.One << (bits / 2)) - 1, 100, -100,
        };
        for (var i = 0; i < count; i++)
        {
            var lanes = new Int128[128 / bits];
            for (var lane = 0; lane < lanes.Length; lane++)
                lanes[lane] = random.Next(3) > 0 ? edges[random.Next(edges.Length)] : random.NextInt64(long.MinValue, long.MaxValue);
            yield return Vector(bits, lanes);
        }
    }
}

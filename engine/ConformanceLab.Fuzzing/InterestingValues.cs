using System.Runtime.Intrinsics;

namespace ConformanceLab.Fuzzing;

/// <summary>Numbers at which something changes: ends of ranges, powers of two, floats of every kind, NaNs with payloads.</summary>
public static class InterestingValues
{
    private static readonly uint[] s_floats32 =
    [
        0, 0x8000_0000, 0x3F80_0000, 0xBF80_0000, 0x3FC0_0000, 0x4020_0000, 0x3F00_0000, 0xBF00_0000, // ±0, ±1, 1.5, 2.5, ±0.5
        1, 0x8000_0001, 0x007F_FFFF, 0x0080_0000, 0x7F7F_FFFF, 0xFF7F_FFFF, 0x7F80_0000, 0xFF80_0000, // subnormal … largest, ±infinity
        0x7FC0_0000, 0xFFC0_0000, 0x7F80_0001, 0xFFA0_0000, 0x7FC1_2345, 0xFFFF_FFFF, // NaNs: canonical, signalling, with payload
        0x4F00_0000, 0xCF00_0000, 0x4F80_0000, 0x5F00_0000, 0xDF00_0000, 0x5F80_0000, 0x4EFF_FFFF, 0x4B00_0000, // 2^31 … 2^64, 2^23
    ];

    private static readonly ulong[] s_floats64 =
    [
        0, 0x8000_0000_0000_0000, 0x3FF0_0000_0000_0000, 0xBFF0_0000_0000_0000, 0x3FF8_0000_0000_0000, 0x4004_0000_0000_0000,
        0x3FE0_0000_0000_0000, 0xBFE0_0000_0000_0000, 1, 0x8000_0000_0000_0001, 0x000F_FFFF_FFFF_FFFF, 0x0010_0000_0000_0000,
        0x7FEF_FFFF_FFFF_FFFF, 0xFFEF_FFFF_FFFF_FFFF, 0x7FF0_0000_0000_0000, 0xFFF0_0000_0000_0000,
        0x7FF8_0000_0000_0000, 0xFFF8_0000_0000_0000, 0x7FF0_0000_0000_0001, 0xFFF4_0000_0000_0000, 0x7FF8_1234_5678_9ABC, ulong.MaxValue,
        0x41E0_0000_0000_0000, 0xC1E0_0000_0000_0000, 0x41F0_0000_0000_0000, 0x43E0_0000_0000_0000, 0xC3E0_0000_0000_0000,
        0x43F0_0000_0000_0000, 0x41DF_FFFF_FFC0_0000, 0xC1E0_0000_0020_0000, 0x4330_0000_0000_0000, 0x47EF_FFFF_F000_0000,
    ];

    /// <summary>An i32.</summary>
    public static uint I32(RandomSource random) => (uint)I64(random, 32);

    /// <summary>An i64.</summary>
    public static ulong I64(RandomSource random) => I64(random, 64);

    /// <summary>The bits of an f32.</summary>
    public static uint F32(RandomSource random) => random.Next(8) switch
    {
        < 5 => random.Pick(s_floats32),
        5 => BitConverter.SingleToUInt32Bits(random.Between(-100, 100)),
        6 => BitConverter.SingleToUInt32Bits(random.Between(-100_000, 100_000) / 64f),
        _ => (uint)random.NextBits(),
    };

    /// <summary>The bits of an f64.</summary>
    public static ulong F64(RandomSource random) => random.Next(8) switch
    {
        < 5 => random.Pick(s_floats64),
        5 => BitConverter.DoubleToUInt64Bits(random.Between(-100, 100)),
        6 => BitConverter.DoubleToUInt64Bits(random.Between(-100_000_000, 100_000_000) / 1024.0),
        _ => random.NextBits(),
    };

    /// <summary>A v128 of lanes of any shape.</summary>
    public static Vector128<byte> V128(RandomSource random)
    {
        var (low, high) = random.Next(6) switch
        {
            0 => (0UL, 0UL),
            1 => (ulong.MaxValue, ulong.MaxValue),
            2 => (Pair(F32(random), F32(random)), Pair(F32(random), F32(random))),
            3 => (F64(random), F64(random)),
            4 => (Pair(I32(random), I32(random)), Pair(I32(random), I32(random))),
            _ => (random.NextBits(), random.NextBits()),
        };
        return Vector128.Create(low, high).AsByte();

        static ulong Pair(uint first, uint second) => first | ((ulong)second << 32);
    }

    private static ulong I64(RandomSource random, int bits) => random.Next(8) switch
    {
        0 => 0,
        1 => ulong.MaxValue,
        2 or 3 => (ulong)random.Between(-128, 128),
        4 => (1UL << random.Next(bits)) + (ulong)random.Between(-1, 1),
        5 => 1UL << (bits - 1),
        6 => (1UL << (bits - 1)) - 1,
        _ => random.NextBits(),
    };
}

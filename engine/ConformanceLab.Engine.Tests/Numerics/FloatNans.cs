namespace ConformanceLab.Engine.Tests;

/// <summary>The engine's rule for NaN results, as a table of bit patterns: what the tests of every float operation expect.</summary>
internal static class FloatNans
{
    /// <summary>Numbers and NaNs of both signs: canonical, quiet with a payload, signalling.</summary>
    public static readonly uint[] Patterns32 =
        [0x0000_0000, 0x8000_0000, 0x3F80_0000, 0x7F80_0000, 0x7FC0_0000, 0xFFC0_0000, 0x7FC1_2345, 0xFFFF_FFFF, 0x7F80_0001, 0xFFA5_4321];

    /// <summary>The first NaN with its quiet bit set; null if there is none.</summary>
    public static uint? Expected(params ReadOnlySpan<uint> operands)
    {
        foreach (uint bits in operands)
        {
            if ((bits & 0x7FFF_FFFF) > 0x7F80_0000)
                return bits | 0x0040_0000;
        }

        return null;
    }

    /// <summary>The f64 pattern with the same sign and kind, its payload shifted up.</summary>
    public static ulong Widen(uint bits)
    {
        ulong sign = (ulong)(bits & 0x8000_0000) << 32;
        uint exponent = (bits >> 23) & 0xFF;
        ulong wideExponent = exponent switch { 0 => 0, 0xFF => 0x7FF, _ => exponent + 1023 - 127 };
        return sign | (wideExponent << 52) | ((ulong)(bits & 0x7F_FFFF) << 29);
    }
}

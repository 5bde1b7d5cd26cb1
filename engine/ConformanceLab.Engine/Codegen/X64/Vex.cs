namespace ConformanceLab.Wasm.Codegen.X64;

/// <summary>
/// What the rows of VEX operations are made of. The bytes of a row are, from the lowest: the opcode; the map (<c>mmmmm</c>); W, L and
/// pp where the last byte of the prefix has them; and one that each family uses for itself.
/// </summary>
internal static class Vex
{
    /// <summary>Map 0F, the only one that the two-byte prefix can say.</summary>
    public const uint M0F = 1 << 8;

    /// <summary>Map 0F 38.</summary>
    public const uint M38 = 2 << 8;

    /// <summary>Map 0F 3A.</summary>
    public const uint M3A = 3 << 8;

    /// <summary>pp: 66.</summary>
    public const uint P66 = 1 << 16;

    /// <summary>pp: F3.</summary>
    public const uint PF3 = 2 << 16;

    /// <summary>pp: F2.</summary>
    public const uint PF2 = 3 << 16;

    /// <summary>L: 256 bits.</summary>
    public const uint L256 = 1 << 18;

    /// <summary>W.</summary>
    public const uint W1 = 1 << 23;

    /// <summary>Where a family's own byte begins.</summary>
    public const int OwnShift = 24;

    internal const uint MapMask = 0x1F << 8;

    /// <summary>VEX.W for general-purpose operands of 64 bits.</summary>
    public static uint SizeBits(OperandSize size) => size == OperandSize.Qword ? W1 : 0;
}

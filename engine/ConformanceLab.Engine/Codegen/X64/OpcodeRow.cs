using System.Runtime.CompilerServices;

namespace ConformanceLab.Wasm.Codegen.X64;

/// <summary>
/// What the rows of operations outside VEX are made of. The lowest byte is the opcode; the rest says what stands before it:
/// <c>[lock] [66] [F3] [REX] [0F] opcode</c>.
/// </summary>
internal static class OpcodeRow
{
    /// <summary>The two-byte map.</summary>
    public const uint Map0F = 1 << 8;

    /// <summary>The operand-size prefix.</summary>
    public const uint Prefix66 = 1 << 9;

    /// <summary>Repeat, or part of the opcode.</summary>
    public const uint PrefixF3 = 1 << 10;

    /// <summary>The lock prefix.</summary>
    public const uint Lock = 1 << 11;

    /// <summary>REX.W: 64-bit operands.</summary>
    public const uint W = 1 << 12;

    // Bits by size, 16 each: opcodes with a width bit have it in the lowest place.
    private const ulong BitsBySize = (ulong)(W | 1) << 48 | 1UL << 32 | (ulong)(Prefix66 | 1) << 16;
    private const uint WidthBit = 1;

    /// <summary>What a size adds to an opcode with a width bit (88/89, F6/F7, …).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint SizeBits(OperandSize size) => (uint)(BitsBySize >> ((int)size * 16)) & 0xFFFF;

    /// <summary>What a size adds to an opcode without a width bit (0F AF, 0F 40, …), which has no byte form.</summary>
    public static uint PrefixBits(OperandSize size) => SizeBits(size) & ~WidthBit;
}

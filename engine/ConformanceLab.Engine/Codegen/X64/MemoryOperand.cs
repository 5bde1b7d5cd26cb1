using System.Numerics;
using System.Runtime.CompilerServices;

namespace ConformanceLab.Wasm.Codegen.X64;

/// <summary>
/// An effective address: <c>[base + index * scale + displacement]</c>, each part but one optional, or <c>[rip + label]</c>. Eight
/// bytes, so that it travels in a register.
/// </summary>
internal readonly struct MemoryOperand
{
    private const byte NoBase = 16;
    private const byte RipBase = 17;

    // The number of rsp in an index field means "no index" (SDM: 4 with REX.X clear).
    private const byte NoIndex = (byte)Register.Rsp;

    // One number, and not four fields: those would be written one by one and read together, which processors wait for.
    //   displacement   scale   index   base
    //   63 … 32        23…16   15…8    7…0
    private readonly ulong _parts;

    /// <summary><c>[base + displacement]</c>.</summary>
    public MemoryOperand(Register @base, int displacement = 0)
        : this((byte)@base, NoIndex, 0, displacement)
    {
    }

    /// <summary><c>[base + index * scale + displacement]</c>.</summary>
    /// <param name="base">Any register.</param>
    /// <param name="index">Any register but rsp.</param>
    /// <param name="scale">1, 2, 4 or 8.</param>
    /// <param name="displacement">Signed.</param>
    public MemoryOperand(Register @base, Register index, int scale = 1, int displacement = 0)
        : this((byte)@base, (byte)index, Log2(index, scale), displacement)
    {
    }

    private MemoryOperand(byte @base, byte index, byte scaleLog2, int displacement)
    {
        _parts = @base | (ulong)index << 8 | (ulong)scaleLog2 << 16 | (ulong)(uint)displacement << 32;
    }

    private byte Base => (byte)_parts;

    private byte Index => (byte)(_parts >> 8);

    private byte ScaleLog2 => (byte)(_parts >> 16);

    /// <summary><c>[index * scale + displacement]</c>.</summary>
    public static MemoryOperand Scaled(Register index, int scale, int displacement = 0) =>
        new(NoBase, (byte)index, Log2(index, scale), displacement);

    /// <summary><c>[displacement]</c>: the lowest or the highest two GiB of the address space.</summary>
    public static MemoryOperand Absolute(int displacement) => new(NoBase, NoIndex, 0, displacement);

    /// <summary><c>[rip + label]</c>.</summary>
    public static MemoryOperand Relative(Label label) => new(RipBase, NoIndex, 0, label.Number);

    /// <summary>The same address, <paramref name="bytes"/> further; not for relative operands.</summary>
    public MemoryOperand Plus(int bytes) => IsRelative
        ? throw new InvalidOperationException("A label cannot be displaced.")
        : new(Base, Index, ScaleLog2, checked(Displacement + bytes));

    internal bool IsRelative => Base == RipBase;

    internal bool HasBase => Base < NoBase;

    internal Label Label => new(Displacement);

    internal int Displacement => (int)(_parts >> 32);

    /// <summary>Low three bits of the base register.</summary>
    internal int BaseField => Base & 7;

    /// <summary>True if ModR/M alone can say it: no index, and not a base whose number announces a SIB byte (rsp, r12).</summary>
    internal bool NeedsNoSib => Index == NoIndex && (Base & 7) != (int)Register.Rsp;

    /// <summary>SIB without the base field.</summary>
    internal int ScaleAndIndex => ScaleLog2 << 6 | (Index & 7) << 3;

    /// <summary>REX.X and REX.B, in REX's places.</summary>
    internal int RexXB => (Index >> 2) & 2 | (Base >> 3) & 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Log2(Register index, int scale)
    {
        if (index == Register.Rsp || scale is not (1 or 2 or 4 or 8)) ThrowUnencodable(index, scale);
        return (byte)BitOperations.Log2((uint)scale);
    }

    private static void ThrowUnencodable(Register index, int scale) =>
        throw new ArgumentException($"{index} * {scale} cannot be encoded: any register but rsp, times 1, 2, 4 or 8.");
}

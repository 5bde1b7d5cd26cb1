using ConformanceLab.Wasm.Codegen.X64;

namespace ConformanceLab.Wasm.Baseline;

/// <summary>
/// The frame of a baseline function. Slots are numbered from the locals upwards and lie downwards in memory, so that every address is known
/// in one pass, before the size of the frame is:
/// <code>
///   rbp + 16   stack arguments
///   rbp + 8    return address
///   rbp        caller's rbp
///   rbp − 8    instance
///   rbp − 16   slot 0       locals, then operands: each has one slot for good, its canonical one; v128 takes two, the
///   rbp − 24   slot 1       second of which is the lower address
///   …
///   rsp        arguments and results of calls that don't fit registers
/// </code>
/// Contract of on-stack replacement, for all native tiers: where a loop's head or a function's entry is interrupted, every local and every
/// operand is in its canonical slot, and the frame has nothing else that matters. Code of another tier goes on from there with rbp and r15
/// alone; it may want a larger frame below, which it checks like a prologue, and keeps this layout's slots where it may be left in turn.
/// </summary>
internal static class FrameLayout
{
    /// <summary>Offset of the instance from rbp.</summary>
    public const int Instance = -8;

    /// <summary>Offset of a slot from rbp.</summary>
    public static int OffsetOf(int slot) => -16 - (8 * slot);

    /// <summary>The address of a value whose canonical slot is given.</summary>
    public static MemoryOperand AddressOf(int slot, OperandKind kind) =>
        new(Register.Rbp, OffsetOf(kind == OperandKind.V128 ? slot + 1 : slot));
}

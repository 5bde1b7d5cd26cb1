using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>Sequences of code that all native tiers emit alike. r11 is free for them.</summary>
internal static class SharedSequences
{
    /// <summary>
    /// From an address to a pointer, if so many bytes as rdx says are there; otherwise to a label. Destroys rax.
    /// <para>
    /// DANGER: the C library, which gets the pointer, checks nothing. The end is computed without wrapping; a memory never shrinks, and its
    /// base never moves.
    /// </para>
    /// </summary>
    public static void ToBulkPointer(this Assembler assembler, Register address, int memory, Label outside)
    {
        assembler.Mov(Qword, R11, new MemoryOperand(R15, LayoutOffsets.InstanceMemories));
        assembler.Mov(Qword, R11, new MemoryOperand(R11, 8 * memory));
        assembler.Mov(Qword, Rax, address);
        assembler.Emit(Add, Qword, Rax, Rdx);
        assembler.Jcc(Condition.Below, outside);
        assembler.Emit(Cmp, Qword, Rax, new MemoryOperand(R11, LayoutOffsets.MemoryByteLength));
        assembler.Jcc(Condition.Above, outside);
        assembler.Emit(Add, Qword, address, new MemoryOperand(R11, LayoutOffsets.MemoryBase));
    }

    /// <summary>
    /// Compares an id with what a descriptor's type has at a depth: equal if it is below the id's type. Where the type is not so deep, goes to
    /// a label.
    /// </summary>
    public static void CompareDisplay(
        this Assembler assembler, Register descriptor, Register temporary, Register id, int depth, Label notBelow)
    {
        if (depth < TypeDescriptor.InlineLevels)
        {
            assembler.Emit(Cmp, Dword, id, new MemoryOperand(descriptor, LayoutOffsets.DescriptorInlineDisplay + (4 * depth)));
            return;
        }

        assembler.Movzx(OperandSize.Byte, temporary, new MemoryOperand(descriptor, LayoutOffsets.DescriptorDepth));
        assembler.Emit(Cmp, Dword, temporary, depth);
        assembler.Jcc(Condition.Below, notBelow);
        assembler.Mov(Qword, temporary, new MemoryOperand(descriptor, LayoutOffsets.DescriptorDisplay));
        assembler.Emit(Cmp, Dword, id, new MemoryOperand(temporary, 4 * depth));
    }

    /// <summary>
    /// Moves arguments of a tail call from the outgoing area to a distance from rbp. From the top: the areas may overlap, and the new one lies
    /// higher.
    /// </summary>
    public static void CopyStaged(this Assembler assembler, int bytes, int destination)
    {
        for (var offset = bytes - 8; offset >= 0; offset -= 8)
        {
            assembler.Mov(Qword, R11, new MemoryOperand(Rsp, offset));
            assembler.Mov(Qword, new MemoryOperand(Rbp, destination + offset), R11);
        }
    }
}

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
    /// <summary>Begins a frame: see the drawing in <see cref="Abi.CallingConvention"/>.</summary>
    public static void BeginFrame(this Assembler assembler)
    {
        assembler.Push(Rbp);
        assembler.Mov(Qword, Rbp, Rsp);
        assembler.Push(R15);
    }

    /// <summary>Ends the activation with a trap, whose pc is where the code goes on then. A function without a frame gets one here.</summary>
    /// <param name="assembler">Where the code goes.</param>
    /// <param name="hasFrame">Whether the function has a frame.</param>
    public static void Trap(this Assembler assembler, bool hasFrame)
    {
        if (!hasFrame)
        {
            assembler.BeginFrame();
        }

        assembler.Mov(Qword, Rax, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
        assembler.Call(new MemoryOperand(Rax, LayoutOffsets.StoreTrapStub));
    }

    /// <summary>
    /// Goes to a label unless so many bytes from an address on are in a memory. Leaves the address alone; r11 is the memory afterwards.
    /// <para>
    /// DANGER: the sandbox depends on the next lines. The end is computed without wrapping unnoticed: an address of 32 bits has an upper half
    /// of 0.
    /// </para>
    /// </summary>
    /// <param name="assembler">Where the code goes.</param>
    /// <param name="address">The address.</param>
    /// <param name="end">Is overwritten; not the address's register.</param>
    /// <param name="memory">Index of the memory.</param>
    /// <param name="extent">Bytes from the address on.</param>
    /// <param name="isWide">Whether the address has 64 bits.</param>
    /// <param name="outside">Where it goes if they are not all there.</param>
    public static void CheckBounds(
        this Assembler assembler, Register address, Register end, int memory, ulong extent, bool isWide, Label outside)
    {
        if (extent > int.MaxValue)
        {
            assembler.Mov(R11, (long)extent);
            assembler.Mov(Qword, end, address);
            assembler.Emit(Add, Qword, end, R11);
            assembler.Jcc(Condition.Below, outside);
        }
        else if (isWide)
        {
            assembler.Mov(Qword, end, address);
            assembler.Emit(Add, Qword, end, (int)extent);
            assembler.Jcc(Condition.Below, outside);
        }
        else
        {
            assembler.Lea(Qword, end, new MemoryOperand(address, (int)extent));
        }

        assembler.Mov(Qword, R11, new MemoryOperand(R15, LayoutOffsets.InstanceMemories));
        assembler.Mov(Qword, R11, new MemoryOperand(R11, 8 * memory));
        assembler.Emit(Cmp, Qword, end, new MemoryOperand(R11, LayoutOffsets.MemoryByteLength));
        assembler.Jcc(Condition.Above, outside);
    }

    /// <summary>The cell of a global, at most in r11.</summary>
    public static MemoryOperand GlobalCell(this Assembler assembler, LoadedModule module, int global)
    {
        if (global >= module.ImportedGlobals)
        {
            return new MemoryOperand(R15, module.Layout.GlobalAt(global));
        }

        return assembler.Follow(LayoutOffsets.InstanceGlobals, global);
    }

    /// <summary>The pointer to a function's record, which is never null.</summary>
    public static MemoryOperand FunctionPointer(LoadedModule module, int function) => new(R15, module.Layout.FunctionAt(function));

    /// <summary>The data of a table, at most in r11: to be followed by the offset of a field.</summary>
    public static MemoryOperand TableData(this Assembler assembler, LoadedModule module, int table)
    {
        if (table >= module.ImportedTables)
        {
            return new MemoryOperand(R15, module.Layout.TableAt(table));
        }

        return assembler.Follow(LayoutOffsets.InstanceTables, table);
    }

    // What a pointer in one of the instance's arrays leads to.
    private static MemoryOperand Follow(this Assembler assembler, int array, int index)
    {
        assembler.Mov(Qword, R11, new MemoryOperand(R15, array));
        assembler.Mov(Qword, R11, new MemoryOperand(R11, 8 * index));
        return new MemoryOperand(R11);
    }

    /// <summary>
    /// Goes to a label if the frame, which stands already, ends below what the store may use of the stack. Destroys r11.
    /// <para>DANGER: asked where <see cref="InstanceData.StackLimit"/> was above rsp, be it for an interruption: who goes on has room.</para>
    /// </summary>
    public static void CheckStack(this Assembler assembler, Label overflow)
    {
        assembler.Mov(Qword, R11, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
        assembler.Emit(Cmp, Qword, Rsp, new MemoryOperand(R11, LayoutOffsets.StoreStackLimit));
        assembler.Jcc(Condition.Below, overflow);
    }

    /// <summary>
    /// Goes to a label unless an address of 64 bits is within the reach of a memory: <see cref="AddressCheck.Reach"/>.
    /// <para>DANGER: the sandbox depends on the next lines. All 64 bits are compared: the limit is read from behind the code.</para>
    /// </summary>
    public static void CheckReach(this Assembler assembler, Register address, Label outside)
    {
        assembler.Emit(Cmp, Qword, address, assembler.Constant(1UL << LinearMemory.ReachLog2));
        assembler.Jcc(Condition.AboveOrEqual, outside);
    }

    /// <summary>
    /// Goes to a label unless an effective address is a multiple of a size. The base of a memory is aligned to a page: the effective address
    /// alone decides, before its bounds do. Its lowest bits are enough, so that nothing has to be said of carries.
    /// </summary>
    public static void CheckAlignment(this Assembler assembler, Register address, ulong offset, OperandSize size, Label misaligned)
    {
        var mask = (1 << (int)size) - 1;
        if (mask == 0)
        {
            return;
        }

        var lowest = (int)(offset & (ulong)mask);
        if (lowest != 0)
        {
            assembler.Lea(Dword, R11, new MemoryOperand(address, lowest));
            address = R11;
        }

        assembler.Test(Dword, address, mask);
        assembler.Jcc(Condition.NotEqual, misaligned);
    }

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

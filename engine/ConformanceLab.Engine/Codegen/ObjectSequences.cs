using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// Sequences for objects that all native tiers emit alike. The usual way of an allocation moves the heap's top; where that may not pass the
/// limit (always, in stress mode) the heap itself is called. r11 is free for them.
/// </summary>
internal static class ObjectSequences
{
    /// <summary>Objects up to here are allocated inline. The heap ends so far below 2^32 that top + size does not wrap; see GcHeap.LargestLimit.</summary>
    public const uint LargestInline = 1 << 20;

    /// <summary>Arrays that are filled with a value: longer ones are filled faster by the heap.</summary>
    public const int LongestInlineFill = 256;

    /// <summary>Arrays of zeros: with the largest elements, half of what may be allocated inline.</summary>
    public const int LongestInline = 1 << 15;

    /// <summary>A constant index up to here can be a displacement whatever the size of the elements.</summary>
    public const long LargestConstantIndex = 1 << 24;

    /// <summary>The size of what is stored in a field.</summary>
    public static OperandSize SizeOf(StorageKind storage) => storage switch
    {
        StorageKind.I8 => OperandSize.Byte,
        StorageKind.I16 => Word,
        StorageKind.Bits32 or StorageKind.Reference => Dword,
        _ => Qword,
    };

    /// <summary>The size of an array, with its header.</summary>
    public static unsafe ulong ArraySize(TypeDescriptor* descriptor, uint length) =>
        ObjectLayout.Align(ObjectLayout.DataOffset + ((ulong)length << descriptor->ElementSizeLog2));

    /// <summary>The register where references count from: r14, or r11 after it was loaded.</summary>
    /// <param name="assembler">Where the code goes.</param>
    /// <param name="hasAggregates">Whether the module has types of objects, so that there is a heap.</param>
    public static Register HeapBase(this Assembler assembler, bool hasAggregates)
    {
        if (hasAggregates)
        {
            return R14;
        }

        // References from elsewhere are cast: there may be no heap yet.
        assembler.Mov(Qword, R11, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
        assembler.Mov(Qword, R11, new MemoryOperand(R11, LayoutOffsets.StoreHeapBase));
        return R11;
    }

    /// <summary>The register that the addresses of a memory count from: r14, or r11 after it was loaded.</summary>
    /// <param name="assembler">Where the code goes.</param>
    /// <param name="memory">The memory's index.</param>
    /// <param name="hasAggregates">Whether the module has types of objects, so that r14 is the heap's base.</param>
    public static Register MemoryBase(this Assembler assembler, int memory, bool hasAggregates)
    {
        if (memory == 0 && !hasAggregates)
        {
            return R14;
        }

        if (memory == 0)
        {
            assembler.Mov(Qword, R11, new MemoryOperand(R15, LayoutOffsets.InstanceMemory0Base));
            return R11;
        }

        assembler.Mov(Qword, R11, new MemoryOperand(R15, LayoutOffsets.InstanceMemories));
        assembler.Mov(Qword, R11, new MemoryOperand(R11, 8 * memory));
        assembler.Mov(Qword, R11, new MemoryOperand(R11, LayoutOffsets.MemoryBase));
        return R11;
    }

    /// <summary>The store into r11, and what a new object's reference is.</summary>
    public static void LoadTop(this Assembler assembler, Register reference)
    {
        assembler.Mov(Qword, R11, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
        assembler.Mov(Dword, reference, new MemoryOperand(R11, LayoutOffsets.StoreHeapTop));
    }

    /// <summary>Takes what is up to an end, or goes to a label. The store is in r11.</summary>
    public static void MoveTop(this Assembler assembler, Register end, Label stub)
    {
        assembler.Emit(Cmp, Dword, end, new MemoryOperand(R11, LayoutOffsets.StoreHeapLimit));
        assembler.Jcc(Condition.Above, stub);
        assembler.NoteAllocation();
        assembler.Mov(Dword, new MemoryOperand(R11, LayoutOffsets.StoreHeapTop), end);
    }

    /// <summary>The end of an array of so many elements from the top, which is loaded like by <see cref="LoadTop"/>.</summary>
    public static void EmitArrayEnd(this Assembler assembler, Register reference, Register end, Register length, int sizeLog2)
    {
        const int rounded = (int)(ObjectLayout.DataOffset + ObjectLayout.HeaderSize - 1);
        assembler.Mov(Dword, end, length);
        if (sizeLog2 > 0)
        {
            assembler.Emit(ShiftOperation.Shl, Dword, end, (byte)sizeLog2);
        }

        assembler.Emit(Add, Dword, end, rounded);
        assembler.Emit(And, Dword, end, -(int)ObjectLayout.HeaderSize);
        assembler.LoadTop(reference);
        assembler.Emit(Add, Qword, end, reference);
    }

    /// <summary>Writes an object's header: the canonical id of its type, and 0, the length of an array. Its address comes into r11.</summary>
    public static void EmitHeader(this Assembler assembler, Register reference, int id)
    {
        assembler.Lea(Qword, R11, new MemoryOperand(R14, reference));
        assembler.Mov(Qword, new MemoryOperand(R11), id);
    }

    /// <summary>From the id of a type to its descriptor. Destroys r11.</summary>
    public static void LoadDescriptor(this Assembler assembler, Register type)
    {
        assembler.Mov(Qword, R11, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
        assembler.Emit(ShiftOperation.Shl, Qword, type, TypeDescriptor.SizeLog2);
        assembler.Emit(Add, Qword, type, new MemoryOperand(R11, LayoutOffsets.StoreTypeDescriptors));
    }
}

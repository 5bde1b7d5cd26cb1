namespace ConformanceLab.Wasm.Codegen.X64;

// Atomic accesses and block operations. On x86 a locked instruction, xchg with memory and mfence are full barriers; plain loads are
// acquire, plain stores release, so a sequentially consistent store is xchg.
internal sealed unsafe partial class Assembler
{
    /// <summary><c>lock</c> add, or, adc, sbb, and, sub, xor.</summary>
    public void EmitLocked(ArithmeticOperation operation, OperandSize size, MemoryOperand destination, Register source)
    {
        RefuseCmp(operation);
        Encode((uint)operation << 3 | OpcodeRow.Lock | OpcodeRow.SizeBits(size), (int)source, destination, ByteRex(size, source));
    }

    /// <inheritdoc cref="EmitLocked(ArithmeticOperation, OperandSize, MemoryOperand, Register)"/>
    public void EmitLocked(ArithmeticOperation operation, OperandSize size, MemoryOperand destination, int immediate)
    {
        RefuseCmp(operation);
        EncodeGroup1(OpcodeRow.Lock, operation, size, destination, immediate);
    }

    /// <summary><c>lock xadd</c>: adds, and leaves the old value in the register.</summary>
    public void LockXadd(OperandSize size, MemoryOperand destination, Register source) => Encode(
        0xC0 | OpcodeRow.Map0F | OpcodeRow.Lock | OpcodeRow.SizeBits(size), (int)source, destination, ByteRex(size, source));

    /// <summary><c>lock cmpxchg</c>: stores the register if memory equals rax; rax becomes what was there.</summary>
    public void LockCmpxchg(OperandSize size, MemoryOperand destination, Register source) => Encode(
        0xB0 | OpcodeRow.Map0F | OpcodeRow.Lock | OpcodeRow.SizeBits(size), (int)source, destination, ByteRex(size, source));

    /// <summary><c>xchg</c> with memory, which locks by itself.</summary>
    public void Xchg(OperandSize size, MemoryOperand destination, Register source) =>
        Encode(0x86 | OpcodeRow.SizeBits(size), (int)source, destination, ByteRex(size, source));

    /// <summary><c>mfence</c>.</summary>
    public void Mfence()
    {
        Encode(0xAE | OpcodeRow.Map0F);
        Append8(0xF0);
    }

    /// <summary><c>pause</c>.</summary>
    public void Pause() => Encode(0x90 | OpcodeRow.PrefixF3);

    /// <summary><c>rep movsb</c>: copies rcx bytes from [rsi] to [rdi], upwards.</summary>
    public void RepMovsb() => Encode(0xA4 | OpcodeRow.PrefixF3);

    /// <summary><c>rep stosb</c>: fills rcx bytes at [rdi] with al.</summary>
    public void RepStosb() => Encode(0xAA | OpcodeRow.PrefixF3);

    private static void RefuseCmp(ArithmeticOperation operation)
    {
        if (operation == ArithmeticOperation.Cmp) throw new ArgumentException("cmp cannot be locked.");
    }
}

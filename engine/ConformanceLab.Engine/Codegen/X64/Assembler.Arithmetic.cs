namespace ConformanceLab.Wasm.Codegen.X64;

// Integer arithmetic. Immediates are sign-extended to the operand's size, cut to it if that is smaller, and take one byte where one is
// enough.
internal sealed unsafe partial class Assembler
{
    /// <summary>add, or, adc, sbb, and, sub, xor, cmp.</summary>
    public void Emit(ArithmeticOperation operation, OperandSize size, Register destination, Register source) => Encode(
        (uint)operation << 3 | OpcodeRow.SizeBits(size), (int)source, (int)destination,
        ByteRex(size, source) | ByteRex(size, destination));

    /// <inheritdoc cref="Emit(ArithmeticOperation, OperandSize, Register, Register)"/>
    public void Emit(ArithmeticOperation operation, OperandSize size, Register destination, MemoryOperand source) =>
        Encode((uint)operation << 3 | 2 | OpcodeRow.SizeBits(size), (int)destination, source, ByteRex(size, destination));

    /// <inheritdoc cref="Emit(ArithmeticOperation, OperandSize, Register, Register)"/>
    public void Emit(ArithmeticOperation operation, OperandSize size, MemoryOperand destination, Register source) =>
        Encode((uint)operation << 3 | OpcodeRow.SizeBits(size), (int)source, destination, ByteRex(size, source));

    /// <inheritdoc cref="Emit(ArithmeticOperation, OperandSize, Register, Register)"/>
    public void Emit(ArithmeticOperation operation, OperandSize size, Register destination, int immediate)
    {
        if (size != OperandSize.Byte && (sbyte)immediate == immediate)
        {
            Encode(0x83 | OpcodeRow.PrefixBits(size), (int)operation, (int)destination);
            Append8(immediate);
            return;
        }

        // Without ModR/M, for the accumulator.
        if (destination == Register.Rax) Encode((uint)operation << 3 | 4 | OpcodeRow.SizeBits(size));
        else Encode(0x80 | OpcodeRow.SizeBits(size), (int)operation, (int)destination, ByteRex(size, destination));
        AppendImmediate(size, immediate);
    }

    /// <inheritdoc cref="Emit(ArithmeticOperation, OperandSize, Register, Register)"/>
    public void Emit(ArithmeticOperation operation, OperandSize size, MemoryOperand destination, int immediate) =>
        EncodeGroup1(0, operation, size, destination, immediate);

    /// <summary><c>test</c>.</summary>
    public void Test(OperandSize size, Register first, Register second) => Encode(
        0x84 | OpcodeRow.SizeBits(size), (int)second, (int)first, ByteRex(size, first) | ByteRex(size, second));

    /// <inheritdoc cref="Test(OperandSize, Register, Register)"/>
    public void Test(OperandSize size, MemoryOperand first, Register second) =>
        Encode(0x84 | OpcodeRow.SizeBits(size), (int)second, first, ByteRex(size, second));

    /// <inheritdoc cref="Test(OperandSize, Register, Register)"/>
    public void Test(OperandSize size, Register first, int immediate)
    {
        if (first == Register.Rax) Encode(0xA8 | OpcodeRow.SizeBits(size));
        else Encode(0xF6 | OpcodeRow.SizeBits(size), 0, (int)first, ByteRex(size, first));
        AppendImmediate(size, immediate);
    }

    /// <inheritdoc cref="Test(OperandSize, Register, Register)"/>
    public void Test(OperandSize size, MemoryOperand first, int immediate)
    {
        Encode(0xF6 | OpcodeRow.SizeBits(size), 0, first, 0, ImmediateBytes(size));
        AppendImmediate(size, immediate);
    }

    /// <summary>not, neg, mul, imul, div, idiv; the last four with rdx:rax (ax for bytes).</summary>
    public void Emit(UnaryOperation operation, OperandSize size, Register operand) =>
        Encode(0xF6 | OpcodeRow.SizeBits(size), (int)operation, (int)operand, ByteRex(size, operand));

    /// <inheritdoc cref="Emit(UnaryOperation, OperandSize, Register)"/>
    public void Emit(UnaryOperation operation, OperandSize size, MemoryOperand operand) =>
        Encode(0xF6 | OpcodeRow.SizeBits(size), (int)operation, operand);

    /// <summary><c>imul</c>: the low half of the product; no bytes.</summary>
    public void Imul(OperandSize size, Register destination, Register source) =>
        Encode(0xAF | OpcodeRow.Map0F | NoBytes(size), (int)destination, (int)source);

    /// <inheritdoc cref="Imul(OperandSize, Register, Register)"/>
    public void Imul(OperandSize size, Register destination, MemoryOperand source) =>
        Encode(0xAF | OpcodeRow.Map0F | NoBytes(size), (int)destination, source);

    /// <inheritdoc cref="Imul(OperandSize, Register, Register)"/>
    public void Imul(OperandSize size, Register destination, Register source, int immediate)
    {
        var isByte = (sbyte)immediate == immediate;
        Encode((isByte ? 0x6Bu : 0x69) | NoBytes(size), (int)destination, (int)source);
        if (isByte) Append8(immediate);
        else AppendImmediate(size, immediate);
    }

    /// <inheritdoc cref="Imul(OperandSize, Register, Register)"/>
    public void Imul(OperandSize size, Register destination, MemoryOperand source, int immediate)
    {
        var isByte = (sbyte)immediate == immediate;
        Encode((isByte ? 0x6Bu : 0x69) | NoBytes(size), (int)destination, source, 0, isByte ? 1 : ImmediateBytes(size));
        if (isByte) Append8(immediate);
        else AppendImmediate(size, immediate);
    }

    /// <summary><c>cdq</c>: sign-extends eax into edx.</summary>
    public void Cdq() => Encode(0x99);

    /// <summary><c>cqo</c>: sign-extends rax into rdx.</summary>
    public void Cqo() => Encode(0x99 | OpcodeRow.W);

    private void EncodeGroup1(uint prefixes, ArithmeticOperation operation, OperandSize size, MemoryOperand destination, int immediate)
    {
        if (size != OperandSize.Byte && (sbyte)immediate == immediate)
        {
            Encode(0x83 | prefixes | OpcodeRow.PrefixBits(size), (int)operation, destination, 0, 1);
            Append8(immediate);
            return;
        }

        Encode(0x80 | prefixes | OpcodeRow.SizeBits(size), (int)operation, destination, 0, ImmediateBytes(size));
        AppendImmediate(size, immediate);
    }

    private static uint NoBytes(OperandSize size) =>
        size != OperandSize.Byte ? OpcodeRow.PrefixBits(size) : throw Unencodable(size);

    private static int ImmediateBytes(OperandSize size) => size >= OperandSize.Dword ? 4 : 1 << (int)size;

    private void AppendImmediate(OperandSize size, int immediate)
    {
        if (size >= OperandSize.Dword) Append32(immediate);
        else if (size == OperandSize.Word) Append16(immediate);
        else Append8(immediate);
    }
}

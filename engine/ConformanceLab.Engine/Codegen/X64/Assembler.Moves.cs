namespace ConformanceLab.Wasm.Codegen.X64;

// mov and its relatives between general-purpose registers, memory and constants.
internal sealed unsafe partial class Assembler
{
    /// <summary><c>mov</c> between registers.</summary>
    public void Mov(OperandSize size, Register destination, Register source) => Encode(
        0x88 | OpcodeRow.SizeBits(size), (int)source, (int)destination, ByteRex(size, source) | ByteRex(size, destination));

    /// <summary>
    /// <c>mov</c>: a load. Narrow ones keep the rest of the register and wait for it: prefer <see cref="Movzx(OperandSize, Register,
    /// MemoryOperand)"/>.
    /// </summary>
    public void Mov(OperandSize size, Register destination, MemoryOperand source) =>
        Encode(0x8A | OpcodeRow.SizeBits(size), (int)destination, source, ByteRex(size, destination));

    /// <summary><c>mov</c>: a store.</summary>
    public void Mov(OperandSize size, MemoryOperand destination, Register source) =>
        Encode(0x88 | OpcodeRow.SizeBits(size), (int)source, destination, ByteRex(size, source));

    /// <summary><c>mov</c>: stores a constant, sign-extended to 64 bits, cut to less.</summary>
    public void Mov(OperandSize size, MemoryOperand destination, int immediate)
    {
        Encode(0xC6 | OpcodeRow.SizeBits(size), 0, destination, 0, ImmediateBytes(size));
        AppendImmediate(size, immediate);
    }

    /// <summary><c>mov</c>: all 64 bits of a register become the constant, in the shortest form that keeps the flags.</summary>
    public void Mov(Register destination, long immediate)
    {
        if ((uint)immediate == immediate)
        {
            EncodeShort(0xB8, destination);
            Append32((int)immediate);
        }
        else if ((int)immediate == immediate)
        {
            Encode(0xC7 | OpcodeRow.W, 0, (int)destination);
            Append32((int)immediate);
        }
        else
        {
            EncodeShort(0xB8 | OpcodeRow.W, destination);
            Append64(immediate);
        }
    }

    /// <summary><c>movzx</c>, or <c>mov</c> from 32 bits: the value zero-extended to 64 bits.</summary>
    /// <param name="from">Byte, Word or Dword: the size of the source.</param>
    /// <param name="destination">All of it is written.</param>
    /// <param name="source">The value.</param>
    public void Movzx(OperandSize from, Register destination, Register source) =>
        Encode(ZeroExtension(from), (int)destination, (int)source, ByteRex(from, source));

    /// <inheritdoc cref="Movzx(OperandSize, Register, Register)"/>
    public void Movzx(OperandSize from, Register destination, MemoryOperand source) =>
        Encode(ZeroExtension(from), (int)destination, source);

    /// <summary><c>movsx</c> and <c>movsxd</c>: the value sign-extended.</summary>
    /// <param name="size">Dword or Qword: how far; a Dword clears the upper half.</param>
    /// <param name="from">The size of the source, less than <paramref name="size"/>.</param>
    /// <param name="destination">All of it is written.</param>
    /// <param name="source">The value.</param>
    public void Movsx(OperandSize size, OperandSize from, Register destination, Register source) =>
        Encode(SignExtension(size, from), (int)destination, (int)source, ByteRex(from, source));

    /// <inheritdoc cref="Movsx(OperandSize, OperandSize, Register, Register)"/>
    public void Movsx(OperandSize size, OperandSize from, Register destination, MemoryOperand source) =>
        Encode(SignExtension(size, from), (int)destination, source);

    /// <summary><c>lea</c>, 32 or 64 bits.</summary>
    public void Lea(OperandSize size, Register destination, MemoryOperand source) =>
        Encode(0x8D | WideBits(size), (int)destination, source);

    /// <summary><c>xchg</c> between registers; to exchange with memory is an atomic operation.</summary>
    public void Xchg(OperandSize size, Register first, Register second) => Encode(
        0x86 | OpcodeRow.SizeBits(size), (int)second, (int)first, ByteRex(size, first) | ByteRex(size, second));

    /// <summary><c>bswap</c>, 32 or 64 bits.</summary>
    public void Bswap(OperandSize size, Register register) => EncodeShort(0xC8 | OpcodeRow.Map0F | WideBits(size), register);

    /// <summary><c>cmov</c>, 32 or 64 bits. A 32-bit one clears the upper half also when it does not move.</summary>
    public void Cmov(Condition condition, OperandSize size, Register destination, Register source) =>
        Encode(0x40 | (uint)condition | OpcodeRow.Map0F | WideBits(size), (int)destination, (int)source);

    /// <inheritdoc cref="Cmov(Condition, OperandSize, Register, Register)"/>
    public void Cmov(Condition condition, OperandSize size, Register destination, MemoryOperand source) =>
        Encode(0x40 | (uint)condition | OpcodeRow.Map0F | WideBits(size), (int)destination, source);

    /// <summary><c>set</c>: the lowest byte becomes 0 or 1, the rest is kept.</summary>
    public void Set(Condition condition, Register destination) => Encode(
        0x90 | (uint)condition | OpcodeRow.Map0F, 0, (int)destination, ByteRex(OperandSize.Byte, destination));

    /// <summary><c>set</c>: a byte in memory becomes 0 or 1.</summary>
    public void Set(Condition condition, MemoryOperand destination) =>
        Encode(0x90 | (uint)condition | OpcodeRow.Map0F, 0, destination);

    /// <summary><c>push</c>, 64 bits.</summary>
    public void Push(Register source) => EncodeShort(0x50, source);

    /// <summary><c>push</c>, 64 bits.</summary>
    public void Push(MemoryOperand source) => Encode(0xFF, 6, source);

    /// <summary><c>push</c> of a constant, sign-extended to 64 bits.</summary>
    public void Push(int immediate)
    {
        if ((sbyte)immediate == immediate)
        {
            Encode(0x6A);
            Append8(immediate);
        }
        else
        {
            Encode(0x68);
            Append32(immediate);
        }
    }

    /// <summary><c>pop</c>, 64 bits.</summary>
    public void Pop(Register destination) => EncodeShort(0x58, destination);

    /// <summary><c>pop</c>, 64 bits.</summary>
    public void Pop(MemoryOperand destination) => Encode(0x8F, 0, destination);

    private static uint ZeroExtension(OperandSize from) => from switch
    {
        OperandSize.Byte => 0xB6 | OpcodeRow.Map0F,
        OperandSize.Word => 0xB7 | OpcodeRow.Map0F,
        OperandSize.Dword => 0x8B,
        _ => throw Unencodable(from),
    };

    private static uint SignExtension(OperandSize size, OperandSize from)
    {
        if (from >= size) throw Unencodable(from);
        var width = WideBits(size);
        return from == OperandSize.Dword ? 0x63 | width : 0xBE | (uint)from | OpcodeRow.Map0F | width;
    }

    /// <summary>What the size adds to an opcode that we use with 32 and 64 bits only.</summary>
    private static uint WideBits(OperandSize size) =>
        size >= OperandSize.Dword ? OpcodeRow.PrefixBits(size) : throw Unencodable(size);

    private static ArgumentException Unencodable(OperandSize size) => new($"There is no form with {size}.");
}

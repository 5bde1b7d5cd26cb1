namespace ConformanceLab.Wasm.Codegen.X64;

// Shifts and bits.
internal sealed unsafe partial class Assembler
{
    /// <summary>rol, ror, shl, shr, sar by a constant, which the processor takes modulo 32, or 64 for Qword.</summary>
    public void Emit(ShiftOperation operation, OperandSize size, Register destination, byte count)
    {
        Encode(ShiftByConstant(size, count), (int)operation, (int)destination, ByteRex(size, destination));
        if (count != 1) Append8(count);
    }

    /// <inheritdoc cref="Emit(ShiftOperation, OperandSize, Register, byte)"/>
    public void Emit(ShiftOperation operation, OperandSize size, MemoryOperand destination, byte count)
    {
        Encode(ShiftByConstant(size, count), (int)operation, destination, 0, count == 1 ? 0 : 1);
        if (count != 1) Append8(count);
    }

    /// <summary>rol, ror, shl, shr, sar by cl, which the processor takes modulo 32, or 64 for Qword.</summary>
    public void EmitByCl(ShiftOperation operation, OperandSize size, Register destination) =>
        Encode(0xD2 | OpcodeRow.SizeBits(size), (int)operation, (int)destination, ByteRex(size, destination));

    /// <inheritdoc cref="EmitByCl(ShiftOperation, OperandSize, Register)"/>
    public void EmitByCl(ShiftOperation operation, OperandSize size, MemoryOperand destination) =>
        Encode(0xD2 | OpcodeRow.SizeBits(size), (int)operation, destination);

    /// <summary>bt, bts, btr, btc with the number of the bit in a register, taken modulo the size; no bytes.</summary>
    public void Emit(BitTestOperation operation, OperandSize size, Register destination, Register bit) =>
        Encode(0x83 | (uint)operation << 3 | OpcodeRow.Map0F | NoBytes(size), (int)bit, (int)destination);

    /// <summary>bt, bts, btr, btc with a constant number of the bit; no bytes.</summary>
    public void Emit(BitTestOperation operation, OperandSize size, Register destination, byte bit)
    {
        Encode(0xBA | OpcodeRow.Map0F | NoBytes(size), (int)operation, (int)destination);
        Append8(bit);
    }

    /// <inheritdoc cref="Emit(BitTestOperation, OperandSize, Register, byte)"/>
    public void Emit(BitTestOperation operation, OperandSize size, MemoryOperand destination, byte bit)
    {
        Encode(0xBA | OpcodeRow.Map0F | NoBytes(size), (int)operation, destination, 0, 1);
        Append8(bit);
    }

    /// <summary>popcnt, tzcnt, lzcnt; no bytes.</summary>
    public void Emit(BitCountOperation operation, OperandSize size, Register destination, Register source) =>
        Encode((uint)operation | NoBytes(size), (int)destination, (int)source);

    /// <inheritdoc cref="Emit(BitCountOperation, OperandSize, Register, Register)"/>
    public void Emit(BitCountOperation operation, OperandSize size, Register destination, MemoryOperand source) =>
        Encode((uint)operation | NoBytes(size), (int)destination, source);

    /// <summary>andn, pdep, pext, mulx, 32 or 64 bits.</summary>
    public void Emit(VexIntegerRvm operation, OperandSize size, Register destination, Register first, Register second) =>
        EncodeVex((uint)operation | VexWideBits(size), (int)destination, (int)first, (int)second);

    /// <inheritdoc cref="Emit(VexIntegerRvm, OperandSize, Register, Register, Register)"/>
    public void Emit(VexIntegerRvm operation, OperandSize size, Register destination, Register first, MemoryOperand second) =>
        EncodeVex((uint)operation | VexWideBits(size), (int)destination, (int)first, second);

    /// <summary>bzhi, shlx, sarx, shrx, 32 or 64 bits; the shifts keep the flags.</summary>
    public void Emit(VexIntegerRmv operation, OperandSize size, Register destination, Register source, Register count) =>
        EncodeVex((uint)operation | VexWideBits(size), (int)destination, (int)count, (int)source);

    /// <inheritdoc cref="Emit(VexIntegerRmv, OperandSize, Register, Register, Register)"/>
    public void Emit(VexIntegerRmv operation, OperandSize size, Register destination, MemoryOperand source, Register count) =>
        EncodeVex((uint)operation | VexWideBits(size), (int)destination, (int)count, source);

    /// <summary>blsr, blsmsk, blsi, 32 or 64 bits.</summary>
    public void Emit(VexIntegerVm operation, OperandSize size, Register destination, Register source) => EncodeVex(
        (uint)operation | VexWideBits(size), (int)operation >> Vex.OwnShift, (int)destination, (int)source);

    /// <inheritdoc cref="Emit(VexIntegerVm, OperandSize, Register, Register)"/>
    public void Emit(VexIntegerVm operation, OperandSize size, Register destination, MemoryOperand source) => EncodeVex(
        (uint)operation | VexWideBits(size), (int)operation >> Vex.OwnShift, (int)destination, source);

    /// <summary><c>rorx</c>, 32 or 64 bits: keeps the flags.</summary>
    public void Rorx(OperandSize size, Register destination, Register source, byte count) =>
        EncodeVex(RorxRow | VexWideBits(size), (int)destination, 0, (int)source, count);

    /// <inheritdoc cref="Rorx(OperandSize, Register, Register, byte)"/>
    public void Rorx(OperandSize size, Register destination, MemoryOperand source, byte count) =>
        EncodeVex(RorxRow | VexWideBits(size), (int)destination, 0, source, count);

    private const uint RorxRow = Vex.PF2 | Vex.M3A | 0xF0;

    private static uint ShiftByConstant(OperandSize size, byte count) => (count == 1 ? 0xD0u : 0xC0) | OpcodeRow.SizeBits(size);

    private static uint VexWideBits(OperandSize size) =>
        size >= OperandSize.Dword ? Vex.SizeBits(size) : throw Unencodable(size);
}

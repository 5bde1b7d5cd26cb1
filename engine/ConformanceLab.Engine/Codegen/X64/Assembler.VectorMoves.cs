namespace ConformanceLab.Wasm.Codegen.X64;

// Moves between vector registers, memory and general-purpose registers.
internal sealed unsafe partial class Assembler
{
    /// <summary>Whole vectors between registers.</summary>
    public void Emit(VexMove operation, VectorRegister destination, VectorRegister source)
    {
        // The form of the store has the source where the two-byte prefix can reach it.
        if (source > VectorRegister.Xmm7 && destination <= VectorRegister.Xmm7)
            EncodeVex(StoreRow(operation), (int)source, 0, (int)destination);
        else
            EncodeVex((uint)operation, (int)destination, 0, (int)source);
    }

    /// <summary>A whole vector from memory.</summary>
    public void Emit(VexMove operation, VectorRegister destination, MemoryOperand source) =>
        EncodeVex((uint)operation, (int)destination, 0, source);

    /// <summary>A whole vector to memory.</summary>
    public void Emit(VexMove operation, MemoryOperand destination, VectorRegister source) =>
        EncodeVex(StoreRow(operation), (int)source, 0, destination);

    /// <summary>The lowest lane of the second source, the rest of the first.</summary>
    public void Emit(VexScalarMove operation, VectorRegister destination, VectorRegister first, VectorRegister second) =>
        EncodeVex((uint)operation, (int)destination, (int)first, (int)second);

    /// <summary>The lowest lane from memory, the rest zero.</summary>
    public void Emit(VexScalarMove operation, VectorRegister destination, MemoryOperand source) =>
        EncodeVex((uint)operation, (int)destination, 0, source);

    /// <summary>The lowest lane to memory.</summary>
    public void Emit(VexScalarMove operation, MemoryOperand destination, VectorRegister source) =>
        EncodeVex((uint)operation | 1, (int)source, 0, destination);

    /// <summary><c>vmovd</c>: 32 bits, the rest zero.</summary>
    public void Vmovd(VectorRegister destination, Register source) => EncodeVex(MovdRow, (int)destination, 0, (int)source);

    /// <inheritdoc cref="Vmovd(VectorRegister, Register)"/>
    public void Vmovd(VectorRegister destination, MemoryOperand source) => EncodeVex(MovdRow, (int)destination, 0, source);

    /// <summary><c>vmovd</c>: the low 32 bits; clears the upper half of a register.</summary>
    public void Vmovd(Register destination, VectorRegister source) => EncodeVex(MovdStoreRow, (int)source, 0, (int)destination);

    /// <inheritdoc cref="Vmovd(Register, VectorRegister)"/>
    public void Vmovd(MemoryOperand destination, VectorRegister source) => EncodeVex(MovdStoreRow, (int)source, 0, destination);

    /// <summary><c>vmovq</c>: 64 bits, the rest zero.</summary>
    public void Vmovq(VectorRegister destination, Register source) =>
        EncodeVex(MovdRow | Vex.W1, (int)destination, 0, (int)source);

    /// <inheritdoc cref="Vmovq(VectorRegister, Register)"/>
    public void Vmovq(VectorRegister destination, MemoryOperand source) => EncodeVex(MovqRow, (int)destination, 0, source);

    /// <inheritdoc cref="Vmovq(VectorRegister, Register)"/>
    public void Vmovq(VectorRegister destination, VectorRegister source) => EncodeVex(MovqRow, (int)destination, 0, (int)source);

    /// <summary><c>vmovq</c>: the low 64 bits.</summary>
    public void Vmovq(Register destination, VectorRegister source) =>
        EncodeVex(MovdStoreRow | Vex.W1, (int)source, 0, (int)destination);

    /// <inheritdoc cref="Vmovq(Register, VectorRegister)"/>
    public void Vmovq(MemoryOperand destination, VectorRegister source) => EncodeVex(MovqStoreRow, (int)source, 0, destination);

    /// <summary><c>vmovlps</c>: the low half from memory, the high one from the first source.</summary>
    public void Vmovlps(VectorRegister destination, VectorRegister first, MemoryOperand second) =>
        EncodeVex(MovlpsRow, (int)destination, (int)first, second);

    /// <summary><c>vmovlps</c>: the low half to memory.</summary>
    public void Vmovlps(MemoryOperand destination, VectorRegister source) => EncodeVex(MovlpsRow + 1, (int)source, 0, destination);

    /// <summary><c>vmovhps</c>: the high half from memory, the low one from the first source.</summary>
    public void Vmovhps(VectorRegister destination, VectorRegister first, MemoryOperand second) =>
        EncodeVex(MovhpsRow, (int)destination, (int)first, second);

    /// <summary><c>vmovhps</c>: the high half to memory.</summary>
    public void Vmovhps(MemoryOperand destination, VectorRegister source) => EncodeVex(MovhpsRow + 1, (int)source, 0, destination);

    /// <summary><c>vmovhlps</c>: the high half of the second source becomes the low one, over the high half of the first.</summary>
    public void Vmovhlps(VectorRegister destination, VectorRegister first, VectorRegister second) =>
        EncodeVex(MovlpsRow, (int)destination, (int)first, (int)second);

    /// <summary><c>vmovlhps</c>: the low half of the second source becomes the high one, over the low half of the first.</summary>
    public void Vmovlhps(VectorRegister destination, VectorRegister first, VectorRegister second) =>
        EncodeVex(MovhpsRow, (int)destination, (int)first, (int)second);

    /// <summary>A lane from the low bits of a register; the rest from the first source.</summary>
    public void Emit(VexInsert operation, VectorRegister destination, VectorRegister first, Register second, byte lane) =>
        EncodeVex((uint)operation, (int)destination, (int)first, (int)second, lane);

    /// <summary>A lane from memory; the rest from the first source.</summary>
    public void Emit(VexInsert operation, VectorRegister destination, VectorRegister first, MemoryOperand second, byte lane) =>
        EncodeVex((uint)operation, (int)destination, (int)first, second, lane);

    /// <summary>A lane, zero-extended to 64 bits.</summary>
    public void Emit(VexExtract operation, Register destination, VectorRegister source, byte lane) =>
        EncodeVex((uint)operation, (int)source, 0, (int)destination, lane);

    /// <summary>A lane to memory.</summary>
    public void Emit(VexExtract operation, MemoryOperand destination, VectorRegister source, byte lane) =>
        EncodeVex((uint)operation, (int)source, 0, destination, lane);

    /// <summary>The top bits of all lanes, zero-extended to 64 bits.</summary>
    public void Emit(VexMoveMask operation, Register destination, VectorRegister source) =>
        EncodeVex((uint)operation, (int)destination, 0, (int)source);

    private const uint MovdRow = Vex.P66 | Vex.M0F | 0x6E;
    private const uint MovdStoreRow = Vex.P66 | Vex.M0F | 0x7E;
    private const uint MovqRow = Vex.PF3 | Vex.M0F | 0x7E;
    private const uint MovqStoreRow = Vex.P66 | Vex.M0F | 0xD6;
    private const uint MovlpsRow = Vex.M0F | 0x12;
    private const uint MovhpsRow = Vex.M0F | 0x16;

    private static uint StoreRow(VexMove operation) => (uint)operation & ~0xFFu | (uint)operation >> Vex.OwnShift;
}

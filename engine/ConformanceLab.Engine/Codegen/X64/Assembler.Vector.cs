namespace ConformanceLab.Wasm.Codegen.X64;

// Vector and floating-point operations, one method for each family and form: see the families for what there is. Memory operands need no
// alignment, but for vmovaps, vmovapd and vmovdqa.
internal sealed unsafe partial class Assembler
{
    /// <summary>Destination, two sources.</summary>
    public void Emit(VexRvm operation, VectorRegister destination, VectorRegister first, VectorRegister second) =>
        EncodeVex((uint)operation, (int)destination, (int)first, (int)second);

    /// <inheritdoc cref="Emit(VexRvm, VectorRegister, VectorRegister, VectorRegister)"/>
    public void Emit(VexRvm operation, VectorRegister destination, VectorRegister first, MemoryOperand second) =>
        EncodeVex((uint)operation, (int)destination, (int)first, second);

    /// <summary>Destination, source.</summary>
    public void Emit(VexRm operation, VectorRegister destination, VectorRegister source) =>
        EncodeVex((uint)operation, (int)destination, 0, (int)source);

    /// <inheritdoc cref="Emit(VexRm, VectorRegister, VectorRegister)"/>
    public void Emit(VexRm operation, VectorRegister destination, MemoryOperand source) =>
        EncodeVex((uint)operation, (int)destination, 0, source);

    /// <summary>Destination, source, immediate.</summary>
    public void Emit(VexRmi operation, VectorRegister destination, VectorRegister source, byte immediate) =>
        EncodeVex((uint)operation, (int)destination, 0, (int)source, immediate);

    /// <inheritdoc cref="Emit(VexRmi, VectorRegister, VectorRegister, byte)"/>
    public void Emit(VexRmi operation, VectorRegister destination, MemoryOperand source, byte immediate) =>
        EncodeVex((uint)operation, (int)destination, 0, source, immediate);

    /// <summary>Destination, two sources, immediate.</summary>
    public void Emit(VexRvmi operation, VectorRegister destination, VectorRegister first, VectorRegister second, byte immediate) =>
        EncodeVex((uint)operation, (int)destination, (int)first, (int)second, immediate);

    /// <inheritdoc cref="Emit(VexRvmi, VectorRegister, VectorRegister, VectorRegister, byte)"/>
    public void Emit(VexRvmi operation, VectorRegister destination, VectorRegister first, MemoryOperand second, byte immediate) =>
        EncodeVex((uint)operation, (int)destination, (int)first, second, immediate);

    /// <summary>Destination, two sources, mask.</summary>
    public void Emit(
        VexRvmr operation, VectorRegister destination, VectorRegister first, VectorRegister second, VectorRegister mask) =>
        EncodeVex((uint)operation, (int)destination, (int)first, (int)second, (byte)((int)mask << 4));

    /// <inheritdoc cref="Emit(VexRvmr, VectorRegister, VectorRegister, VectorRegister, VectorRegister)"/>
    public void Emit(
        VexRvmr operation, VectorRegister destination, VectorRegister first, MemoryOperand second, VectorRegister mask) =>
        EncodeVex((uint)operation, (int)destination, (int)first, second, (byte)((int)mask << 4));

    /// <summary>All lanes by the count in the low 64 bits of a vector; counts beyond the lane shift everything out.</summary>
    public void Emit(VexShift operation, VectorRegister destination, VectorRegister source, VectorRegister count) =>
        EncodeVex((uint)operation, (int)destination, (int)source, (int)count);

    /// <inheritdoc cref="Emit(VexShift, VectorRegister, VectorRegister, VectorRegister)"/>
    public void Emit(VexShift operation, VectorRegister destination, VectorRegister source, MemoryOperand count) =>
        EncodeVex((uint)operation, (int)destination, (int)source, count);

    /// <summary>All lanes by a constant.</summary>
    public void Emit(VexShift operation, VectorRegister destination, VectorRegister source, byte count)
    {
        var own = (uint)operation >> Vex.OwnShift;
        EncodeVex(Vex.P66 | Vex.M0F | 0x70 | own & 3, (int)(own >> 2), (int)destination, (int)source, count);
    }

    /// <summary>The whole vector by bytes.</summary>
    public void Emit(VexByteShift operation, VectorRegister destination, VectorRegister source, byte bytes) =>
        EncodeVex((uint)operation, (int)operation >> Vex.OwnShift, (int)destination, (int)source, bytes);

    /// <summary>A signed integer to floating point; the rest of the destination from the first source.</summary>
    public void Emit(
        VexFromInteger operation, OperandSize size, VectorRegister destination, VectorRegister first, Register second) =>
        EncodeVex((uint)operation | VexWideBits(size), (int)destination, (int)first, (int)second);

    /// <inheritdoc cref="Emit(VexFromInteger, OperandSize, VectorRegister, VectorRegister, Register)"/>
    public void Emit(
        VexFromInteger operation, OperandSize size, VectorRegister destination, VectorRegister first, MemoryOperand second) =>
        EncodeVex((uint)operation | VexWideBits(size), (int)destination, (int)first, second);

    /// <summary>Floating point to a signed integer.</summary>
    public void Emit(VexToInteger operation, OperandSize size, Register destination, VectorRegister source) =>
        EncodeVex((uint)operation | VexWideBits(size), (int)destination, 0, (int)source);

    /// <inheritdoc cref="Emit(VexToInteger, OperandSize, Register, VectorRegister)"/>
    public void Emit(VexToInteger operation, OperandSize size, Register destination, MemoryOperand source) =>
        EncodeVex((uint)operation | VexWideBits(size), (int)destination, 0, source);

    /// <summary>Destination, two sources.</summary>
    public void Emit(EvexRvm operation, VectorRegister destination, VectorRegister first, VectorRegister second) =>
        EncodeEvex((uint)operation, (int)destination, (int)first, (int)second);

    /// <summary>Destination, source.</summary>
    public void Emit(EvexRm operation, VectorRegister destination, VectorRegister source) =>
        EncodeEvex((uint)operation, (int)destination, 0, (int)source);

    /// <summary>Destination, two sources, immediate.</summary>
    public void Emit(EvexRvmi operation, VectorRegister destination, VectorRegister first, VectorRegister second, byte immediate) =>
        EncodeEvex((uint)operation, (int)destination, (int)first, (int)second, immediate);

    /// <summary>All lanes by a constant.</summary>
    public void Emit(EvexShift operation, VectorRegister destination, VectorRegister source, byte count) =>
        EncodeEvex((uint)operation, (int)((uint)operation >> Vex.OwnShift), (int)destination, (int)source, count);

    /// <summary><c>vzeroupper</c>: clears the upper halves of all ymm registers.</summary>
    public void Vzeroupper()
    {
        _next = WriteVexPrefix(Reserve(), Vex.M0F | 0x77, 0, 0, 0);
    }
}

using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Binary;

namespace ConformanceLab.Wasm.Instructions;

/// <summary>
/// Writes instructions with their immediates in the binary format's canonical form: the inverse of <see cref="BodyReader"/>.
/// As a visitor it copies what is read; the text parser calls its methods directly. The caller chooses the method that fits the
/// opcode's <see cref="ImmediateShape"/>. Source: specification, "Binary Format, Instructions".
/// </summary>
/// <param name="writer">Where the bytes go.</param>
public readonly struct InstructionEncoder(ByteWriter writer) : IInstructionVisitor
{
    private const uint HasMemoryIndex = 0x40;

    /// <inheritdoc/>
    public void Plain(Opcode opcode)
    {
        WriteOpcode(opcode);
        if (opcode.Shape() == ImmediateShape.Zero)
        {
            writer.WriteByte(0);
        }
    }

    /// <inheritdoc/>
    public void Block(Opcode opcode, BlockType type)
    {
        WriteOpcode(opcode);
        TypeWriter.WriteBlockType(writer, type);
    }

    /// <inheritdoc/>
    public void Label(Opcode opcode, uint label)
    {
        WriteOpcode(opcode);
        writer.WriteU32(label);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no label, not even the default.</exception>
    public void Labels(Opcode opcode, scoped ReadOnlySpan<uint> labels)
    {
        if (labels.IsEmpty)
        {
            throw new ArgumentException("the default label is missing", nameof(labels));
        }

        WriteOpcode(opcode);
        writer.WriteU32((uint)labels.Length - 1);
        foreach (var label in labels)
        {
            writer.WriteU32(label);
        }
    }

    /// <inheritdoc/>
    public void TryTable(Opcode opcode, BlockType type, scoped ReadOnlySpan<CatchClause> clauses)
    {
        WriteOpcode(opcode);
        TypeWriter.WriteBlockType(writer, type);
        writer.WriteU32((uint)clauses.Length);
        foreach (var clause in clauses)
        {
            writer.WriteByte((byte)clause.Kind);
            if (clause.Kind is CatchKind.Catch or CatchKind.CatchRef)
            {
                writer.WriteIndex(clause.TagIndex);
            }

            writer.WriteU32(clause.Label);
        }
    }

    /// <inheritdoc/>
    public void BranchOnCast(Opcode opcode, uint label, ValType source, ValType target)
    {
        WriteOpcode(opcode);
        writer.WriteByte((byte)((source.IsNullable ? 1 : 0) | (target.IsNullable ? 2 : 0)));
        writer.WriteU32(label);
        TypeWriter.WriteHeapType(writer, source.HeapType);
        TypeWriter.WriteHeapType(writer, target.HeapType);
    }

    /// <inheritdoc/>
    public void Index(Opcode opcode, int index)
    {
        WriteOpcode(opcode);
        writer.WriteIndex(index);
    }

    /// <inheritdoc/>
    public void Indices(Opcode opcode, int first, int second)
    {
        WriteOpcode(opcode);
        writer.WriteIndex(first);
        writer.WriteIndex(second);
    }

    /// <inheritdoc/>
    public void Types(Opcode opcode, scoped ReadOnlySpan<ValType> types)
    {
        WriteOpcode(opcode);
        writer.WriteU32((uint)types.Length);
        foreach (var type in types)
        {
            TypeWriter.WriteValType(writer, type);
        }
    }

    /// <inheritdoc/>
    public void Heap(Opcode opcode, HeapType type)
    {
        WriteOpcode(opcode);
        TypeWriter.WriteHeapType(writer, type);
    }

    /// <inheritdoc/>
    public void Memory(Opcode opcode, MemArg memArg)
    {
        WriteOpcode(opcode);
        WriteMemArg(memArg);
    }

    /// <inheritdoc/>
    public void MemoryLane(Opcode opcode, MemArg memArg, byte lane)
    {
        WriteOpcode(opcode);
        WriteMemArg(memArg);
        writer.WriteByte(lane);
    }

    /// <inheritdoc/>
    public void Lane(Opcode opcode, byte lane)
    {
        WriteOpcode(opcode);
        writer.WriteByte(lane);
    }

    /// <inheritdoc/>
    public void Vector(Opcode opcode, in Vector128<byte> value)
    {
        WriteOpcode(opcode);
        Span<byte> bytes = stackalloc byte[Vector128<byte>.Count];
        value.CopyTo(bytes);
        writer.WriteBytes(bytes);
    }

    /// <inheritdoc/>
    public void Const32(Opcode opcode, uint bits)
    {
        WriteOpcode(opcode);
        if (opcode.Shape() == ImmediateShape.I32)
        {
            writer.WriteS64((int)bits);
        }
        else
        {
            writer.WriteFixed32(bits);
        }
    }

    /// <inheritdoc/>
    public void Const64(Opcode opcode, ulong bits)
    {
        WriteOpcode(opcode);
        if (opcode.Shape() == ImmediateShape.I64)
        {
            writer.WriteS64((long)bits);
        }
        else
        {
            writer.WriteFixed64(bits);
        }
    }

    private void WriteOpcode(Opcode opcode)
    {
        var prefix = opcode.Prefix();
        if (prefix == 0)
        {
            writer.WriteByte((byte)opcode.Code());
        }
        else
        {
            writer.WriteByte(prefix);
            writer.WriteU32((uint)opcode.Code());
        }
    }

    private void WriteMemArg(MemArg memArg)
    {
        if (memArg.MemoryIndex == 0)
        {
            writer.WriteU32(memArg.AlignLog2);
        }
        else
        {
            writer.WriteU32(memArg.AlignLog2 | HasMemoryIndex);
            writer.WriteIndex(memArg.MemoryIndex);
        }

        writer.WriteU64(memArg.Offset);
    }
}

using ConformanceLab.Wasm.Codegen.X64;

namespace ConformanceLab.Wasm.Codegen.Vectors;

/// <summary>What the last operand of a vector instruction may be: a register or memory.</summary>
internal readonly record struct VectorSource
{
    private readonly VectorRegister _register;
    private readonly MemoryOperand? _memory;

    private VectorSource(VectorRegister register, MemoryOperand? memory)
    {
        _register = register;
        _memory = memory;
    }

    /// <summary>The register.</summary>
    /// <exception cref="InvalidOperationException">It is memory.</exception>
    public VectorRegister Register => _memory is null ? _register : throw new InvalidOperationException("the operand is in memory");

    /// <summary>A register.</summary>
    public static implicit operator VectorSource(VectorRegister register) => new(register, null);

    /// <summary>Memory, of as many bytes as the instruction reads.</summary>
    public static implicit operator VectorSource(MemoryOperand memory) => new(default, memory);

    /// <summary>The memory, if it is some.</summary>
    public bool TryGetMemory(out MemoryOperand memory)
    {
        memory = _memory.GetValueOrDefault();
        return _memory is not null;
    }
}

/// <summary>Instructions whose last operand is a register or memory.</summary>
internal static class VectorSources
{
    /// <summary>An instruction of two operands.</summary>
    public static void Emit(
        this Assembler assembler, VexRvm operation, VectorRegister destination, VectorRegister first, in VectorSource second)
    {
        if (second.TryGetMemory(out var memory))
        {
            assembler.Emit(operation, destination, first, memory);
        }
        else
        {
            assembler.Emit(operation, destination, first, second.Register);
        }
    }

    /// <summary>An instruction of one operand.</summary>
    public static void Emit(this Assembler assembler, VexRm operation, VectorRegister destination, in VectorSource source)
    {
        if (source.TryGetMemory(out var memory))
        {
            assembler.Emit(operation, destination, memory);
        }
        else
        {
            assembler.Emit(operation, destination, source.Register);
        }
    }

    /// <summary>An instruction of one operand and an immediate.</summary>
    public static void Emit(this Assembler assembler, VexRmi operation, VectorRegister destination, in VectorSource source, byte immediate)
    {
        if (source.TryGetMemory(out var memory))
        {
            assembler.Emit(operation, destination, memory, immediate);
        }
        else
        {
            assembler.Emit(operation, destination, source.Register, immediate);
        }
    }

    /// <summary>An instruction of two operands and an immediate.</summary>
    public static void Emit(
        this Assembler assembler, VexRvmi operation, VectorRegister destination, VectorRegister first, in VectorSource second, byte immediate)
    {
        if (second.TryGetMemory(out var memory))
        {
            assembler.Emit(operation, destination, first, memory, immediate);
        }
        else
        {
            assembler.Emit(operation, destination, first, second.Register, immediate);
        }
    }

    /// <summary>An instruction of two operands and a mask.</summary>
    public static void Emit(
        this Assembler assembler, VexRvmr operation, VectorRegister destination, VectorRegister first, in VectorSource second, VectorRegister mask)
    {
        if (second.TryGetMemory(out var memory))
        {
            assembler.Emit(operation, destination, first, memory, mask);
        }
        else
        {
            assembler.Emit(operation, destination, first, second.Register, mask);
        }
    }
}

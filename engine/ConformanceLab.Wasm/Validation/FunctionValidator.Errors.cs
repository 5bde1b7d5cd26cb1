using System.Diagnostics.CodeAnalysis;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Validation;

/// <content>Errors, and the lookups that fail.</content>
internal partial struct FunctionValidator
{
    private static string Show(ReadOnlySpan<ValType> types)
    {
        const int Shown = 16;
        var names = new List<string>();
        foreach (var type in types[..Math.Min(Shown, types.Length)])
        {
            names.Add(type.ToString());
        }

        return $"[{string.Join(' ', names)}{(types.Length > Shown ? " …" : "")}]";
    }

    private static ArgumentException UnknownVisit(Opcode opcode) => new($"{opcode} has immediates of another shape", nameof(opcode));

    // Indices are checked everywhere by this one comparison, which also rejects negative ones.
    private static bool IsOutside(int index, int count) => (uint)index >= (uint)count;

    private readonly FunctionType FunctionTypeAt(int index)
    {
        var types = _module.TypeSignatures;
        if ((uint)index < (uint)types.Length && types[index] is { } type)
        {
            return type;
        }

        CheckTypeIndex(index);
        FailInvalid($"non-function type {index}");
        return null;
    }

    private readonly StructType StructTypeAt(int index)
    {
        CheckTypeIndex(index);
        if (_types[_module.CanonicalTypeIndices[index]].Composite is not StructType type)
        {
            FailInvalid($"non-structure type {index}");
            return null;
        }

        return type;
    }

    private readonly ArrayType ArrayTypeAt(int index)
    {
        CheckTypeIndex(index);
        if (_types[_module.CanonicalTypeIndices[index]].Composite is not ArrayType type)
        {
            FailInvalid($"non-array type {index}");
            return null;
        }

        return type;
    }

    private readonly void CheckTypeIndex(int index)
    {
        if (IsOutside(index, _module.CanonicalTypeIndices.Length))
        {
            FailInvalid($"unknown type {index}");
        }
    }

    // A type of the module in its canonical form.
    private readonly ValType Canonical(ValType type)
    {
        if (!type.IsReference || !type.HeapType.IsConcrete)
        {
            return type;
        }

        return ValType.Ref(Canonical(type.HeapType), type.IsNullable);
    }

    private readonly HeapType Canonical(HeapType type)
    {
        if (!type.IsConcrete)
        {
            return type;
        }

        CheckTypeIndex(type.Index);
        return HeapType.Concrete(_module.CanonicalTypeIndices[type.Index]);
    }

    private readonly ValType ReferenceTo(int typeIndex, bool nullable) =>
        ValType.Ref(HeapType.Concrete(_module.CanonicalTypeIndices[typeIndex]), nullable);

    private readonly ref ControlFrame FrameAt(uint label)
    {
        if (label >= (uint)_depth)
        {
            FailInvalid($"unknown label {label}");
        }

        return ref _frames[_depth - 1 - (int)label];
    }

    private readonly ref readonly TableType TableAt(int index)
    {
        if (IsOutside(index, _module.Tables.Length))
        {
            FailInvalid($"unknown table {index}");
        }

        return ref _module.Tables.ItemRef(index);
    }

    // A table that an instruction changes.
    private readonly ref readonly TableType ChangedTableAt(int index)
    {
        ref readonly var type = ref TableAt(index);
        _module.NoteTableChange(index);
        return ref type;
    }

    // The address type of a memory.
    private readonly ValType AddressOf(int memoryIndex)
    {
        var addresses = _module.MemoryAddresses;
        if ((uint)memoryIndex >= (uint)addresses.Length)
        {
            FailInvalid($"unknown memory {memoryIndex}");
        }

        return addresses[memoryIndex];
    }

    private readonly void CheckData(int index)
    {
        if (IsOutside(index, _module.Module.Data.Count))
        {
            FailInvalid($"unknown data segment {index}");
        }

        if (_module.Module.DataCount is null && !_module.Module.Binary.IsEmpty)
        {
            // spec: binary-datacntsec. A single pass over the binary format must know the segments before the bodies.
            FailMalformed("data count section required");
        }
    }

    private readonly ValType ElementTypeOf(int segmentIndex)
    {
        if (IsOutside(segmentIndex, _module.Module.Elements.Count))
        {
            FailInvalid($"unknown elem segment {segmentIndex}");
        }

        return Canonical(_module.Module.Elements[segmentIndex].Type);
    }

    private readonly FunctionType TagAt(int index)
    {
        if (IsOutside(index, _module.Tags.Length))
        {
            FailInvalid($"unknown tag {index}");
        }

        return FunctionTypeAt(_module.Tags[index]);
    }

    [DoesNotReturn]
    private readonly void FailOperands(ReadOnlySpan<ValType> required)
    {
        var start = Math.Max(_base, _height - required.Length);
        FailMismatch($"instruction requires {Show(required)} but stack has {Show(_operands.AsSpan(start, _height - start))}");
    }

    // The results were popped: what is left is too much.
    [DoesNotReturn]
    private readonly void FailBlockEnd(ReadOnlySpan<ValType> results) =>
        FailMismatch($"block requires {Show(results)} but stack has {Show(_operands.AsSpan(_base, _height - _base + results.Length))}");

    [DoesNotReturn]
    private readonly void FailMismatch(string detail) => throw Error(ModuleErrorKind.Invalid, "type mismatch", detail);

    [DoesNotReturn]
    private readonly void FailInvalid(string reason, string? detail = null) => throw Error(ModuleErrorKind.Invalid, reason, detail);

    [DoesNotReturn]
    private readonly void FailMalformed(string reason) => throw Error(ModuleErrorKind.Malformed, reason, null);

    [DoesNotReturn]
    private readonly void FailLimit(string detail) => throw Error(ModuleErrorKind.LimitExceeded, "implementation limit", detail);

    /// <summary>An instruction that may not stand in a constant expression.</summary>
    internal ModuleException NotConstant(Opcode opcode)
    {
        _opcode = opcode;
        return Error(ModuleErrorKind.Invalid, "constant expression required", opcode.Mnemonic(), "valid-constant");
    }

    /// <summary>The rule of an instruction.</summary>
    internal static string RuleOf(Opcode opcode) => s_rules[(int)opcode];

    private readonly ModuleException Error(ModuleErrorKind kind, string reason, string? detail, string? rule = null)
    {
        int line = 0, column = 0;
        _code.Positions?.TryFind(Position, out line, out column);
        return new ModuleException(kind, reason, detail)
        {
            Offset = _code.Offset >= 0 ? _code.Offset + Position : -1,
            Line = line,
            Column = column,
            FunctionIndex = _functionIndex,
            Rule = kind == ModuleErrorKind.Invalid ? rule ?? s_rules[(int)_opcode] : null,
            Instruction = kind == ModuleErrorKind.Invalid ? _opcode : null,
        };
    }
}

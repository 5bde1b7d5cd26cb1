using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text.Printing;

/// <summary>Indices and types. Source: specification, "Text Format, Types".</summary>
internal sealed class TypePrinter(WasmModule module, PrintOutput output, ModuleIdentifiers identifiers)
{
    // More than these are shown in the type's definition only: a use is a few bytes in a module and must stay small here.
    private const int LongestSignature = 64;

    public void WriteIndex(IdentifierTable space, int index)
    {
        if (space[index] is { } identifier)
        {
            Literals.WriteIdentifier(output, identifier);
        }
        else
        {
            output.WriteNumber((uint)index);
        }
    }

    public void WriteHeapType(HeapType type)
    {
        if (type.IsConcrete)
        {
            WriteIndex(identifiers.Types, type.Index);
        }
        else
        {
            output.Write(type.ToString());
        }
    }

    public void WriteValType(ValType type)
    {
        if (type.IsReference && !(type.IsNullable && type.HeapType.IsAbstract))
        {
            output.Write(type.IsNullable ? "(ref null " : "(ref ");
            WriteHeapType(type.HeapType);
            output.Write(')');
        }
        else
        {
            output.Write(type.ToString());
        }
    }

    /// <summary>The function type of an index, if it is one.</summary>
    public FunctionType? FunctionTypeOf(int index) =>
        (uint)index < (uint)module.Types.Count ? module.Types[index].Composite as FunctionType : null;

    /// <summary>
    /// Whether a use of the type shows parameters and results. Names of parameters need that; each makes up for some that have none.
    /// </summary>
    public static bool ShowsSignature(FunctionType type, int namedParameters = 0) =>
        type.Parameters.Length + type.Results.Length <= LongestSignature * (namedParameters + 1L);

    /// <summary><c>(type N)</c>, with a space before it and a short signature after it.</summary>
    public void WriteTypeUse(int index)
    {
        WriteTypeIndex(index);
        if (FunctionTypeOf(index) is { } type && ShowsSignature(type))
        {
            WriteSignature(type, null);
        }
    }

    /// <summary><c>(type N)</c>, with a space before it.</summary>
    public void WriteTypeIndex(int index)
    {
        output.Write(" (type ");
        WriteIndex(identifiers.Types, index);
        output.Write(')');
    }

    /// <summary>Parameters and results, each with a space before it.</summary>
    public void WriteSignature(FunctionType type, IdentifierTable? names)
    {
        for (var i = 0; i < type.Parameters.Length;)
        {
            output.Write(" (param");
            if (names?[i] is { } name)
            {
                output.Write(' ');
                Literals.WriteIdentifier(output, name);
                WriteSpaced(type.Parameters[i++]);
            }
            else
            {
                do
                {
                    WriteSpaced(type.Parameters[i++]);
                }
                while (i < type.Parameters.Length && names?[i] is null);
            }

            output.Write(')');
        }

        WriteResults(type.Results.AsSpan());
    }

    public void WriteResults(ReadOnlySpan<ValType> results)
    {
        if (!results.IsEmpty)
        {
            output.Write(" (result");
            foreach (var result in results)
            {
                WriteSpaced(result);
            }

            output.Write(')');
        }
    }

    /// <summary>The type of a block, with a space before it.</summary>
    public void WriteBlockType(BlockType type)
    {
        if (type.IsTypeIndex)
        {
            WriteTypeUse(type.TypeIndex);
        }
        else if (type.IsSingleResult)
        {
            WriteResults([type.Result]);
        }
    }

    // spec: text-subtype
    public void WriteSubType(int index, SubType type)
    {
        var isSub = !type.IsFinal || !type.Supertypes.IsEmpty || type.IsExplicit;
        if (isSub)
        {
            output.Write(type.IsFinal ? "(sub final " : "(sub ");
            foreach (var supertype in type.Supertypes)
            {
                WriteIndex(identifiers.Types, supertype);
                output.Write(' ');
            }
        }

        switch (type.Composite)
        {
            case FunctionType function:
                output.Write("(func");
                WriteSignature(function, null);
                break;
            case StructType structure:
                output.Write("(struct");
                WriteFields(index, structure);
                break;
            case ArrayType array:
                output.Write("(array ");
                WriteFieldType(array.Element);
                break;
        }

        output.Write(isSub ? "))" : ")");
    }

    public void WriteTableType(TableType type)
    {
        WriteLimits(type.AddressType, type.Limits);
        output.Write(' ');
        WriteValType(type.Element);
    }

    public void WriteMemoryType(MemoryType type)
    {
        const int DefaultPageSizeLog2 = 16;
        WriteLimits(type.AddressType, type.Limits);
        if (type.IsShared)
        {
            output.Write(" shared");
        }

        if (type.PageSizeLog2 != DefaultPageSizeLog2)
        {
            output.Write(" (pagesize ");
            output.WriteNumber(type.PageSize);
            output.Write(')');
        }
    }

    public void WriteGlobalType(GlobalType type) => WriteMutable(type.Value, type.IsMutable);

    private void WriteFields(int index, StructType structure)
    {
        var names = identifiers.FieldsOf(index);
        for (var i = 0; i < structure.Fields.Length; i++)
        {
            output.Write(" (field ");
            if (names[i] is { } name)
            {
                Literals.WriteIdentifier(output, name);
                output.Write(' ');
            }

            WriteFieldType(structure.Fields[i]);
            output.Write(')');
        }
    }

    private void WriteFieldType(FieldType type) => WriteMutable(type.Storage, type.Mutable);

    private void WriteMutable(ValType type, bool mutable)
    {
        if (!mutable)
        {
            WriteValType(type);
            return;
        }

        output.Write("(mut ");
        WriteValType(type);
        output.Write(')');
    }

    private void WriteLimits(AddressType addressType, Limits limits)
    {
        if (addressType == AddressType.I64)
        {
            output.Write("i64 ");
        }

        output.WriteNumber(limits.Minimum);
        if (limits.Maximum is { } maximum)
        {
            output.Write(' ');
            output.WriteNumber(maximum);
        }
    }

    private void WriteSpaced(ValType type)
    {
        output.Write(' ');
        WriteValType(type);
    }
}

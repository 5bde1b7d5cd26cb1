using System.Collections.Immutable;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text;

/// <summary>Prints types, with identifiers for those that have names.</summary>
internal sealed class TypePrinter(WasmModule module, ModuleNames names, TextOutput output)
{
    private readonly Dictionary<int, PrintedNames> _fields = [];

    public string Name(HeapType type) => type.IsConcrete ? names.Types.Reference(type.Index) : type.ToString();

    public string Name(ValType type) =>
        type.IsReference && type.HeapType.IsConcrete ? Reference(type) : type.ToString();

    /// <summary>The long form, which is the only one that casts have.</summary>
    public string Reference(ValType type) => type.IsNullable ? $"(ref null {Name(type.HeapType)})" : $"(ref {Name(type.HeapType)})";

    public PrintedNames FieldsOf(int type)
    {
        if (!_fields.TryGetValue(type, out var fields))
        {
            var structure = (uint)type < (uint)module.Types.Count ? module.Types[type].Composite as StructType : null;
            _fields[type] = fields = names.Fields(type, structure?.Fields.Length ?? 0);
        }

        return fields;
    }

    public void PrintBlockType(BlockType type)
    {
        if (type.IsTypeIndex)
        {
            PrintTypeUse(type.TypeIndex, withSignature: true);
        }
        else if (type.IsSingleResult)
        {
            output.Write(" (result").Space(Name(type.Result)).Write(')');
        }
    }

    /// <summary>Prints <c>(type x)</c>, and the signature for the reader's sake if there is one.</summary>
    public void PrintTypeUse(int index, bool withSignature)
    {
        output.Write(" (type").Space(names.Types.Reference(index)).Write(')');
        if (withSignature && SignatureOf(index) is { } type)
        {
            PrintParameters(type, PrintedNames.None);
            PrintResults(type);
        }
    }

    public FunctionType? SignatureOf(int index) =>
        (uint)index < (uint)module.Types.Count ? module.Types[index].Composite as FunctionType : null;

    /// <summary>Prints parameters, those with names on their own.</summary>
    public void PrintParameters(FunctionType type, PrintedNames locals) => PrintSlots("param", type.Parameters, locals, 0);

    public void PrintResults(FunctionType type) => PrintSlots("result", type.Results, PrintedNames.None, 0);

    public void PrintSlots(string word, ImmutableArray<ValType> types, PrintedNames identifiers, int first)
    {
        var open = false;
        for (var i = 0; i < types.Length; i++)
        {
            var identifier = identifiers.Find(first + i);
            if (open && identifier is not null)
            {
                output.Write(')');
                open = false;
            }

            if (!open)
            {
                output.Write(" (").Write(word);
                open = true;
            }

            if (identifier is not null)
            {
                output.Space(identifier);
            }

            output.Space(Name(types[i]));
            if (identifier is not null)
            {
                output.Write(')');
                open = false;
            }
        }

        if (open)
        {
            output.Write(')');
        }
    }

    public void PrintLimits(Limits limits, AddressType addressType)
    {
        if (addressType == AddressType.I64)
        {
            output.Write(" i64");
        }

        output.Write(' ').Write(limits.Minimum);
        if (limits.Maximum is { } maximum)
        {
            output.Write(' ').Write(maximum);
        }
    }

    public void PrintTableType(TableType type)
    {
        PrintLimits(type.Limits, type.AddressType);
        output.Space(Name(type.Element));
    }

    public void PrintMemoryType(MemoryType type)
    {
        const int DefaultPageSizeLog2 = 16;
        PrintLimits(type.Limits, type.AddressType);
        if (type.IsShared)
        {
            output.Write(" shared");
        }

        if (type.PageSizeLog2 != DefaultPageSizeLog2)
        {
            output.Write(" (pagesize ").Write(1UL << type.PageSizeLog2).Write(')');
        }
    }

    public void PrintGlobalType(GlobalType type) => output.Write(type.IsMutable ? $" (mut {Name(type.Value)})" : $" {Name(type.Value)}");

    public void PrintGroup(RecursiveGroup group)
    {
        var isGroup = group.IsExplicit || group.Count != 1;
        if (isGroup)
        {
            output.Line().Write("(rec");
            output.Level++;
        }

        for (var i = group.Start; i < group.Start + group.Count; i++)
        {
            PrintDefinition(i);
        }

        if (isGroup)
        {
            output.Level--;
            output.Write(')');
        }
    }

    private void PrintDefinition(int index)
    {
        output.Line().Write("(type");
        if (names.Types.Find(index) is { } identifier)
        {
            output.Space(identifier);
        }

        output.Comment(index);
        var type = module.Types[index];
        var isSub = !type.IsFinal || type.Supertypes.Length > 0 || type.IsExplicit;
        if (isSub)
        {
            output.Write(type.IsFinal ? " (sub final" : " (sub");
            foreach (var supertype in type.Supertypes)
            {
                output.Space(names.Types.Reference(supertype));
            }
        }

        PrintComposite(type.Composite, FieldsOf(index));
        output.Write(isSub ? "))" : ")");
    }

    private void PrintComposite(CompositeType type, PrintedNames fields)
    {
        switch (type)
        {
            case FunctionType function:
                output.Write(" (func");
                PrintParameters(function, PrintedNames.None);
                PrintResults(function);
                break;
            case StructType structure:
                output.Write(" (struct");
                for (var i = 0; i < structure.Fields.Length; i++)
                {
                    output.Write(" (field");
                    if (fields.Find(i) is { } identifier)
                    {
                        output.Space(identifier);
                    }

                    PrintField(structure.Fields[i]);
                    output.Write(')');
                }

                break;
            case ArrayType array:
                output.Write(" (array");
                PrintField(array.Element);
                break;
        }

        output.Write(')');
    }

    private void PrintField(FieldType field) => output.Write(field.Mutable ? $" (mut {Name(field.Storage)})" : $" {Name(field.Storage)}");
}

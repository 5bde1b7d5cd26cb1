using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.Abi;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Baseline;

/// <content>What compilers ask about the types of the module.</content>
internal sealed unsafe partial class NativeModule
{
    private readonly SignatureLayout?[] _signatures;
    private readonly Kinds?[] _kinds;

    /// <summary>How a function type is passed.</summary>
    public SignatureLayout SignatureOf(int type) => _signatures[type] ??= new SignatureLayout(Module.FunctionTypeOf(type));

    /// <summary>Kinds of the parameters and results of a function type.</summary>
    public (OperandKind[] Parameters, OperandKind[] Results) KindsOf(int type)
    {
        var kinds = Volatile.Read(ref _kinds[type]);
        if (kinds is null)
        {
            var function = (FunctionType)Module.Syntax.Types[type].Composite;
            kinds = new Kinds([.. function.Parameters.Select(KindOf)], [.. function.Results.Select(KindOf)]);
            Volatile.Write(ref _kinds[type], kinds);
        }

        return (kinds.Parameters, kinds.Results);
    }

    /// <summary>Kinds of the parameters and results of a block.</summary>
    public (OperandKind[] Parameters, OperandKind[] Results) KindsOf(BlockType type) =>
        type.IsTypeIndex ? KindsOf(type.TypeIndex)
        : type.IsSingleResult ? ([], [KindOf(type.Result)])
        : ([], []);

    /// <summary>The kind of values of a type of the module.</summary>
    public OperandKind KindOf(ValType type)
    {
        if (!type.IsReference)
        {
            return type == ValType.I32 ? OperandKind.I32
                : type == ValType.I64 ? OperandKind.I64
                : type == ValType.F32 ? OperandKind.F32
                : type == ValType.F64 ? OperandKind.F64
                : OperandKind.V128;
        }

        var heap = type.HeapType;
        var isFunction = heap.IsConcrete
            ? Module.Syntax.Types[heap.Index].Composite is FunctionType
            : heap == HeapType.Func || heap == HeapType.NoFunc;
        return isFunction ? OperandKind.Function : OperandKind.Reference;
    }

    /// <summary>Whether nothing can be below a type of the module.</summary>
    public bool IsFinal(int type) => Module.Syntax.Types[type].IsFinal;

    /// <summary>The type of the module right above a type; -1 if there is none.</summary>
    public int SupertypeOf(int type) => Module.Syntax.Types[type].Supertypes is [var supertype, ..] ? supertype : -1;

    /// <summary>Whether whatever is of a type of the module is of another one. spec: match-deftype</summary>
    public bool IsSubtype(int type, int supertype)
    {
        var canonical = Module.Types[supertype];
        for (; type >= 0; type = SupertypeOf(type))
        {
            if (Module.Types[type] == canonical)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many supertypes a type of the module has.</summary>
    public int DepthOf(int type) => Module.Engine.Descriptors[(uint)Module.Types[type]]->Depth;

    /// <summary>The descriptor of a type of the module.</summary>
    public TypeDescriptor* DescriptorOf(int type) => Module.Engine.Descriptors[(uint)Module.Types[type]];

    /// <summary>What a field or element is once it is loaded.</summary>
    public OperandKind KindOfStorage(ValType storage) =>
        storage == ValType.I8 || storage == ValType.I16 ? OperandKind.I32 : KindOf(storage);

    /// <summary>Kinds of what a handler gives, in order.</summary>
    /// <param name="kind">What it does.</param>
    /// <param name="tag">Its tag, or <see cref="ExceptionHandler.AnyTag"/>.</param>
    public OperandKind[] CaughtBy(HandlerKind kind, int tag)
    {
        OperandKind[] values = tag == ExceptionHandler.AnyTag ? [] : KindsOf(Module.TagTypeIndices[tag]).Parameters;
        return kind switch
        {
            HandlerKind.LegacyCatch => [OperandKind.Reference, .. values],
            HandlerKind.CatchRef => [.. values, OperandKind.Reference],
            _ => values,
        };
    }

    /// <summary>How many fields a structure type of the module has.</summary>
    public int FieldCountOf(int type) => ((StructType)Module.Syntax.Types[type].Composite).Fields.Length;

    /// <summary>The field of a structure type of the module.</summary>
    public FieldType FieldOf(int type, int field) => ((StructType)Module.Syntax.Types[type].Composite).Fields[field];

    /// <summary>The elements of an array type of the module.</summary>
    public FieldType ElementOf(int type) => ((ArrayType)Module.Syntax.Types[type].Composite).Element;

    /// <summary>A comparison of references with a type, without registers and labels.</summary>
    public CastComparison ComparisonWith(HeapType target, bool isNullable)
    {
        var isFunction = target.IsConcrete && Module.Syntax.Types[target.Index].Composite is FunctionType;
        return new CastComparison
        {
            Kind = CastTarget.KindOf(target, isFunction),
            IsNullable = isNullable,
            Type = target.IsConcrete ? target.Index : 0,
            Id = target.IsConcrete ? Module.Types[target.Index] : 0,
            IsFinal = target.IsConcrete && IsFinal(target.Index),
            Depth = target.IsConcrete ? DepthOf(target.Index) : 0,
            HasAggregates = Module.HasAggregates,
        };
    }

    private sealed record Kinds(OperandKind[] Parameters, OperandKind[] Results);
}

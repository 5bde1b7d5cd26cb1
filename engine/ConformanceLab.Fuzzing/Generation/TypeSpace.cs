using System.Collections.Immutable;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Fuzzing.Generation;

/// <summary>
/// The types of a module that is being made: random recursive groups first, then function types as they are needed. Matching is by
/// declaration alone, which is less than the specification allows (equal groups are equal types) and never more.
/// </summary>
internal sealed class TypeSpace(WasmModule module)
{
    private readonly Dictionary<FunctionType, int> _functionTypes = [];

    /// <summary>Indices of structure types.</summary>
    public List<int> Structures { get; } = [];

    /// <summary>Indices of array types.</summary>
    public List<int> Arrays { get; } = [];

    /// <summary>Indices of function types that stand in random groups.</summary>
    public List<int> Functions { get; } = [];

    /// <summary>Fields and elements that can be read: type, field (−1 for elements), what reading yields.</summary>
    public List<(int Type, int Field, FieldType What)> Accessors { get; } = [];

    /// <summary>Number of types.</summary>
    public int Count => module.Types.Count;

    /// <summary>A composite type.</summary>
    public CompositeType this[int index] => module.Types[index].Composite;

    /// <summary>The type as it stands in the module.</summary>
    public SubType Declared(int index) => module.Types[index];

    /// <summary>Adds a group of types.</summary>
    public void AddGroup(IReadOnlyList<SubType> types, bool isExplicit)
    {
        module.RecursiveGroups.Add(new RecursiveGroup(module.Types.Count, types.Count, isExplicit || types.Count != 1));
        foreach (var type in types)
        {
            var index = module.Types.Count;
            module.Types.Add(type);
            switch (type.Composite)
            {
                case StructType structure:
                    Structures.Add(index);
                    for (var field = 0; field < structure.Fields.Length; field++)
                    {
                        Accessors.Add((index, field, structure.Fields[field]));
                    }

                    break;
                case ArrayType array:
                    Arrays.Add(index);
                    Accessors.Add((index, -1, array.Element));
                    break;
                default:
                    Functions.Add(index);
                    break;
            }
        }
    }

    /// <summary>A final function type of its own group.</summary>
    public int FunctionTypeOf(ImmutableArray<ValType> parameters, ImmutableArray<ValType> results)
    {
        var type = new FunctionType(parameters, results);
        if (!_functionTypes.TryGetValue(type, out var index))
        {
            index = module.Types.Count;
            module.Types.Add(new SubType(type));
            module.RecursiveGroups.Add(new RecursiveGroup(index, 1, false));
            _functionTypes.Add(type, index);
        }

        return index;
    }

    /// <summary>Whether a value of the one type may stand where one of the other is expected. spec: match-valtype</summary>
    public bool Matches(ValType type, ValType expected) =>
        type == expected || (type.IsReference && expected.IsReference
            && (!type.IsNullable || expected.IsNullable) && Matches(type.HeapType, expected.HeapType));

    /// <summary>Whether each type of a list matches its counterpart.</summary>
    public bool Matches(ReadOnlySpan<ValType> types, ReadOnlySpan<ValType> expected)
    {
        if (types.Length != expected.Length)
        {
            return false;
        }

        for (var i = 0; i < types.Length; i++)
        {
            if (!Matches(types[i], expected[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>spec: match-heaptype</summary>
    public bool Matches(HeapType type, HeapType expected)
    {
        if (type == expected)
        {
            return true;
        }

        if (type.IsConcrete)
        {
            return expected.IsConcrete
                ? Declared(type.Index).Supertypes is [var super, ..] && Matches(HeapType.Concrete(super), expected)
                : Matches(KindOf(type.Index), expected);
        }

        if (type == HeapType.None)
        {
            return Top(expected) == HeapType.Any;
        }

        if (type == HeapType.NoFunc || type == HeapType.NoExtern || type == HeapType.NoExn)
        {
            return Top(expected) == Top(type);
        }

        return expected == HeapType.Any ? Top(type) == HeapType.Any
            : expected == HeapType.Eq && (type == HeapType.I31 || type == HeapType.Struct || type == HeapType.Array);
    }

    /// <summary>The top of a type's hierarchy.</summary>
    public HeapType Top(HeapType type)
    {
        var kind = type.IsConcrete ? KindOf(type.Index) : type;
        return kind == HeapType.Func || kind == HeapType.NoFunc ? HeapType.Func
            : kind == HeapType.Extern || kind == HeapType.NoExtern ? HeapType.Extern
            : kind == HeapType.Exn || kind == HeapType.NoExn ? HeapType.Exn
            : HeapType.Any;
    }

    private HeapType KindOf(int index) => this[index] switch
    {
        StructType => HeapType.Struct,
        ArrayType => HeapType.Array,
        _ => HeapType.Func,
    };
}

using System.Collections.Immutable;
using ConformanceLab.Wasm;

namespace ConformanceLab.Fuzzing.Generation;

/// <summary>Random types: recursive groups with subtypes, and value types over them.</summary>
internal sealed class TypeGenerator(RandomSource random, TypeSpace types)
{
    private const int MaximumFields = 5;
    private const int MaximumPacked = 12;
    private const int ChainLength = 12;

    private static readonly ValType[] s_numbers =
    [
        ValType.I32, ValType.I32, ValType.I32, ValType.I64, ValType.I64, ValType.F32, ValType.F64, ValType.F64, ValType.V128, ValType.V128,
    ];

    private static readonly HeapType[] s_heapTypes =
    [
        HeapType.Any, HeapType.Any, HeapType.Eq, HeapType.I31, HeapType.Struct, HeapType.Array, HeapType.Func, HeapType.Extern,
        HeapType.Exn,
    ];

    private static readonly HeapType[] s_bottoms = [HeapType.None, HeapType.NoFunc, HeapType.NoExtern, HeapType.NoExn];

    /// <summary>Fills the type space with groups; at least one structure and one array.</summary>
    public void AddGroups()
    {
        var structure = new StructType([new FieldType(ValType.I32, true), new FieldType(ValType.AnyRef, true)]);
        types.AddGroup([new SubType(structure, isFinal: false)], false);
        var element = random.Pick([ValType.I8, ValType.I16, ValType.I32, ValType.F64]);
        types.AddGroup([new SubType(new ArrayType(new FieldType(element, true)))], false);
        if (random.OneIn(8))
        {
            AddChain(structure);
        }

        for (var groups = random.Between(2, 5); groups > 0; groups--)
        {
            var start = types.Count;
            var members = random.Between(1, 4);
            var group = new List<SubType>();
            for (var i = 0; i < members; i++)
            {
                group.Add(Member(start, members, group));
            }

            types.AddGroup(group, random.OneIn(3));
        }
    }

    /// <summary>A number or vector.</summary>
    public ValType Number() => random.Pick(s_numbers);

    /// <summary>Any type of which there are values.</summary>
    public ValType Any() => random.Next(10) < 7 ? Number() : Reference(types.Count, random.OneIn(4));

    /// <summary>Any type that has a default value.</summary>
    public ValType Defaultable() => random.Next(10) < 7 ? Number() : Reference(types.Count, isSure: false);

    /// <summary>Any type of which a constant, or an exception, can have values: exceptions in them may be null.</summary>
    public ValType Stored() => Stored(Any());

    /// <summary>The type, or a nullable one if it has no constants.</summary>
    public static ValType Stored(ValType type) => type.IsReference && type.HeapType == HeapType.Exn ? ValType.ExnRef : type;

    /// <summary>Any reference type of which there are values. References to functions of a certain type are nullable.</summary>
    /// <param name="end">Only defined types below this index.</param>
    /// <param name="isSure">Whether null is no value of it.</param>
    public ValType Reference(int end, bool isSure)
    {
        if (end > 0 && random.Next(2) == 0)
        {
            var index = random.Next(end);
            return ValType.Ref(HeapType.Concrete(index), !isSure || IsFunction(index));
        }

        return !isSure && random.OneIn(12) ? ValType.Ref(random.Pick(s_bottoms), true) : ValType.Ref(random.Pick(s_heapTypes), !isSure);
    }

    /// <summary>A few types.</summary>
    public ImmutableArray<ValType> Some(int most, Func<ValType> one)
    {
        var some = ImmutableArray.CreateBuilder<ValType>();
        for (var count = random.Next(most + 1); count > 0; count--)
        {
            some.Add(one());
        }

        return some.ToImmutable();
    }

    // More subtypes of subtypes than a type's descriptor has room for.
    private void AddChain(StructType structure)
    {
        var super = 0;
        for (var depth = 0; depth < ChainLength; depth++)
        {
            types.AddGroup([new SubType(structure, isFinal: false, [super], isExplicit: true)], false);
            super = types.Count - 1;
        }
    }

    private bool IsFunction(int index) => index < types.Count && types[index] is FunctionType;

    private SubType Member(int start, int members, List<SubType> group)
    {
        var self = start + group.Count;
        if (self > 0 && random.Next(3) > 0)
        {
            var super = random.Next(self);
            var declared = super < start ? types.Declared(super) : group[super - start];
            if (!declared.IsFinal && DepthOf(super, start, group) < 5)
            {
                return new SubType(Extend(declared.Composite, start, members), random.OneIn(3), [super], isExplicit: true);
            }
        }

        var isFinal = random.OneIn(3);
        return new SubType(New(start, members), isFinal, isExplicit: isFinal && random.OneIn(2));
    }

    private int DepthOf(int type, int start, List<SubType> group)
    {
        var depth = 0;
        for (var declared = At(type); !declared.Supertypes.IsEmpty; declared = At(declared.Supertypes[0]))
        {
            depth++;
        }

        return depth;

        SubType At(int index) => index < start ? types.Declared(index) : group[index - start];
    }

    private CompositeType New(int start, int members) => random.Next(5) switch
    {
        < 3 => new StructType(Fields(start, members, random.OneIn(12) ? MaximumPacked : MaximumFields)),
        3 => new ArrayType(Field(start, members)),
        _ => new FunctionType(Some(4, () => InGroup(start, members)), Some(3, () => InGroup(start, members))),
    };

    // Depth and width subtyping: more fields, and immutable ones may say more.
    private CompositeType Extend(CompositeType super, int start, int members) => super switch
    {
        StructType structure => new StructType([.. structure.Fields.Select(Narrow), .. Fields(start, members, 2)]),
        ArrayType array => new ArrayType(Narrow(array.Element)),
        _ => super,
    };

    private FieldType Narrow(FieldType field) =>
        !field.Mutable && field.Storage == ValType.AnyRef && random.Next(2) == 0
            ? field with { Storage = ValType.Ref(HeapType.Eq, nullable: true) }
            : field;

    private ImmutableArray<FieldType> Fields(int start, int members, int most)
    {
        var fields = ImmutableArray.CreateBuilder<FieldType>();
        for (var count = random.Next(most + 1); count > 0; count--)
        {
            fields.Add(Field(start, members));
        }

        return fields.ToImmutable();
    }

    private FieldType Field(int start, int members)
    {
        var storage = random.Next(6) switch
        {
            0 => ValType.I8,
            1 => ValType.I16,
            _ => InGroup(start, members),
        };
        return new FieldType(storage, random.Next(3) > 0);
    }

    // Only what is nullable may lead back into the group: so there is a smallest value of each type.
    private ValType InGroup(int start, int members)
    {
        if (random.Next(2) == 0)
        {
            return Number();
        }

        return random.OneIn(4) ? Stored(Reference(start, isSure: true)) : Reference(start + members, isSure: false);
    }
}

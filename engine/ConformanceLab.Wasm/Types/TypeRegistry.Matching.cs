using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace ConformanceLab.Wasm;

/// <content>Matching (subtyping) of canonical types, and the way from a module's types to them.</content>
public sealed partial class TypeRegistry
{
    /// <summary>Whether the first type is the second or declared below it.</summary>
    /// <param name="sub">A canonical id.</param>
    /// <param name="super">A canonical id.</param>
    public bool IsSubtype(int sub, int super) => sub == super || this[sub].IsSubtypeOf(this[super]);

    /// <summary>
    /// Whether a heap type matches another; indices are canonical ids. Source: specification, "Heap Types" in "Matching".
    /// </summary>
    public bool MatchesHeap(HeapType sub, HeapType super)
    {
        if (sub == super || sub == HeapType.Bottom)
        {
            return true;
        }

        if (sub.IsConcrete)
        {
            return super.IsConcrete ? IsSubtype(sub.Index, super.Index) : IsAbstractSubtype(this[sub.Index].Kind, super);
        }

        if (super.IsConcrete)
        {
            return sub == (this[super.Index].Composite is FunctionType ? HeapType.NoFunc : HeapType.None);
        }

        return IsAbstractSubtype(sub, super);
    }

    /// <summary>Whether a reference type matches another; indices are canonical ids.</summary>
    public bool MatchesReference(ValType sub, ValType super) =>
        (super.IsNullable || !sub.IsNullable) && MatchesHeap(sub.HeapType, super.HeapType);

    /// <summary>
    /// Whether a value (or storage) type matches another; indices are canonical ids. Source: specification, "Value Types" in "Matching".
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MatchesValue(ValType sub, ValType super) =>
        sub == super || sub.IsBottom || (sub.IsReference && super.IsReference && MatchesReference(sub, super));

    /// <summary>Whether a list of types matches another, one by one.</summary>
    public bool MatchesResult(ReadOnlySpan<ValType> sub, ReadOnlySpan<ValType> super)
    {
        if (sub.Length != super.Length)
        {
            return false;
        }

        for (var i = 0; i < sub.Length; i++)
        {
            if (!MatchesValue(sub[i], super[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a field type matches another: mutable fields are invariant, others covariant.</summary>
    public bool MatchesField(FieldType sub, FieldType super) =>
        sub.Mutable == super.Mutable
        && MatchesValue(sub.Storage, super.Storage)
        && (!sub.Mutable || MatchesValue(super.Storage, sub.Storage));

    /// <summary>Whether a composite type matches another structurally. Source: specification, "Composite Types" in "Matching".</summary>
    public bool MatchesComposite(CompositeType sub, CompositeType super)
    {
        switch (sub, super)
        {
            case (FunctionType a, FunctionType b):
                return MatchesResult(b.Parameters.AsSpan(), a.Parameters.AsSpan()) && MatchesResult(a.Results.AsSpan(), b.Results.AsSpan());
            case (StructType a, StructType b):
                if (a.Fields.Length < b.Fields.Length)
                {
                    return false;
                }

                for (var i = 0; i < b.Fields.Length; i++)
                {
                    if (!MatchesField(a.Fields[i], b.Fields[i]))
                    {
                        return false;
                    }
                }

                return true;
            case (ArrayType a, ArrayType b):
                return MatchesField(a.Element, b.Element);
            default:
                return false;
        }
    }

    /// <summary>The top of the hierarchy that a heap type belongs to: any, func, extern or exn.</summary>
    public HeapType TopOf(HeapType type)
    {
        var kind = type.IsConcrete ? this[type.Index].Kind : type;
        return kind == HeapType.Func || kind == HeapType.NoFunc ? HeapType.Func
            : kind == HeapType.Extern || kind == HeapType.NoExtern ? HeapType.Extern
            : kind == HeapType.Exn || kind == HeapType.NoExn ? HeapType.Exn
            : HeapType.Any;
    }

    /// <summary>A type with its indices replaced by canonical ids; <paramref name="ids"/> is indexed by them.</summary>
    internal static ValType ToCanonical(ValType type, ReadOnlySpan<int> ids) =>
        type.IsReference && type.HeapType.IsConcrete ? ValType.Ref(HeapType.Concrete(ids[type.HeapType.Index]), type.IsNullable) : type;

    private static CompositeType ToCanonical(CompositeType composite, int[] ids)
    {
        return composite switch
        {
            FunctionType function => ConvertFunction(function),
            StructType structure => ConvertStruct(structure),
            ArrayType array => new ArrayType(ConvertField(array.Element)),
            _ => throw new ArgumentException("unknown kind of composite type", nameof(composite)),
        };

        FunctionType ConvertFunction(FunctionType function)
        {
            var (parameters, results) = (Convert(function.Parameters), Convert(function.Results));
            return parameters == function.Parameters && results == function.Results ? function : new FunctionType(parameters, results);
        }

        StructType ConvertStruct(StructType structure)
        {
            foreach (var field in structure.Fields)
            {
                if (field.Storage is { IsReference: true, HeapType.IsConcrete: true })
                {
                    return new StructType([.. structure.Fields.Select(ConvertField)]);
                }
            }

            return structure;
        }

        ImmutableArray<ValType> Convert(ImmutableArray<ValType> types)
        {
            foreach (var type in types)
            {
                if (type.IsReference && type.HeapType.IsConcrete)
                {
                    return [.. types.Select(item => ToCanonical(item, ids))];
                }
            }

            return types;
        }

        FieldType ConvertField(FieldType field) => field with { Storage = ToCanonical(field.Storage, ids) };
    }

    // Below each abstract type stand those that match it besides itself.
    private static bool IsAbstractSubtype(HeapType sub, HeapType super)
    {
        const byte None = 0x71, NoExtern = 0x72, NoFunc = 0x73, NoExn = 0x74, I31 = 0x6C, Struct = 0x6B, Array = 0x6A, Eq = 0x6D;
        return sub == super || super.Code switch
        {
            0x6E => sub.Code is Eq or I31 or Struct or Array or None,
            Eq => sub.Code is I31 or Struct or Array or None,
            I31 or Struct or Array => sub.Code == None,
            0x70 => sub.Code == NoFunc,
            0x6F => sub.Code == NoExtern,
            0x69 => sub.Code == NoExn,
            _ => false,
        };
    }
}

namespace ConformanceLab.Wasm;

/// <summary>
/// A defined type as a <see cref="TypeRegistry"/> knows it: two defined types are equal exactly if they have the same canonical id in one
/// registry. Immutable; may be read by any thread. Source: specification, "Defined Types" and "Rolling and Unrolling".
/// </summary>
public sealed class CanonicalType
{
    internal CanonicalType(int id, CompositeType composite, bool isFinal, CanonicalType? supertype, TypeRegistry.Group group)
    {
        Id = id;
        Composite = composite;
        IsFinal = isFinal;
        Supertype = supertype;
        Owner = group;
        Depth = supertype is null ? 0 : supertype.Depth + 1;
    }

    /// <summary>Its id in the registry, stable while it is registered.</summary>
    public int Id { get; }

    /// <summary>Its structure. Concrete heap types in it are canonical ids of the same registry.</summary>
    public CompositeType Composite { get; }

    /// <summary>Whether it can have no subtypes.</summary>
    public bool IsFinal { get; }

    /// <summary>The declared supertype, if it has one.</summary>
    public CanonicalType? Supertype { get; }

    /// <summary>Number of proper supertypes.</summary>
    public int Depth { get; }

    /// <summary>The least abstract heap type above it: func, struct or array.</summary>
    public HeapType Kind => Composite switch
    {
        FunctionType => HeapType.Func,
        StructType => HeapType.Struct,
        _ => HeapType.Array,
    };

    internal TypeRegistry.Group Owner { get; }

    /// <summary>
    /// Cohen's display: canonical ids of all supertypes, the root first, its own id last (at index <see cref="Depth"/>). Made anew each
    /// time, because a million types may have dozens of supertypes each.
    /// </summary>
    public int[] GetDisplay()
    {
        var display = new int[Depth + 1];
        for (var type = this; type is not null; type = type.Supertype)
        {
            display[type.Depth] = type.Id;
        }

        return display;
    }

    /// <summary>Whether this type is <paramref name="other"/> or declared below it: in as many steps as there are types between.</summary>
    public bool IsSubtypeOf(CanonicalType other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var type = this;
        while (type.Depth > other.Depth)
        {
            type = type.Supertype!;
        }

        return type.Id == other.Id;
    }
}

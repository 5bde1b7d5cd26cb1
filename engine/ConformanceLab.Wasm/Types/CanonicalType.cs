namespace ConformanceLab.Wasm;

/// <summary>
/// A defined type as a <see cref="TypeRegistry"/> knows it: two defined types are equal exactly if they have the same canonical id in one
/// registry. Immutable; may be read by any thread. Source: specification, "Defined Types" and "Rolling and Unrolling".
/// </summary>
public sealed class CanonicalType
{
    // Ids of the chain of supertypes, the root first, this type last: a supertype test is one comparison (Cohen's display).
    private readonly int[] _display;

    internal CanonicalType(int id, CompositeType composite, bool isFinal, CanonicalType? supertype, TypeRegistry.Group group)
    {
        Id = id;
        Composite = composite;
        IsFinal = isFinal;
        Supertype = supertype;
        Owner = group;
        _display = supertype is null ? [id] : [.. supertype._display, id];
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
    public int Depth => _display.Length - 1;

    /// <summary>Canonical ids of all supertypes, the root first, its own id last (at index <see cref="Depth"/>).</summary>
    public ReadOnlySpan<int> Display => _display;

    /// <summary>The least abstract heap type above it: func, struct or array.</summary>
    public HeapType Kind => Composite switch
    {
        FunctionType => HeapType.Func,
        StructType => HeapType.Struct,
        _ => HeapType.Array,
    };

    internal TypeRegistry.Group Owner { get; }

    /// <summary>Whether this type is <paramref name="other"/> or declared below it, in O(1).</summary>
    public bool IsSubtypeOf(CanonicalType other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.Depth < _display.Length && _display[other.Depth] == other.Id;
    }
}

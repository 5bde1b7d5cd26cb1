using System.Collections.Immutable;

namespace ConformanceLab.Wasm;

/// <summary>Type of a structure field or of array elements. <see cref="Storage"/> may be a packed type.</summary>
/// <param name="Storage">What is stored.</param>
/// <param name="Mutable">Whether it can be set after creation.</param>
public readonly record struct FieldType(ValType Storage, bool Mutable);

/// <summary>A composite type: function, structure or array. Source: specification, "Composite Types".</summary>
public abstract class CompositeType
{
    private protected CompositeType()
    {
    }
}

/// <summary>Parameters to results. Equality is by content.</summary>
public sealed class FunctionType : CompositeType, IEquatable<FunctionType>
{
    /// <summary>Creates a function type.</summary>
    public FunctionType(ImmutableArray<ValType> parameters, ImmutableArray<ValType> results)
    {
        Parameters = parameters;
        Results = results;
    }

    /// <summary>No parameters, no results.</summary>
    public static FunctionType Empty { get; } = new([], []);

    /// <summary>Types of the parameters, in order.</summary>
    public ImmutableArray<ValType> Parameters { get; }

    /// <summary>Types of the results, in order.</summary>
    public ImmutableArray<ValType> Results { get; }

    /// <inheritdoc/>
    public bool Equals(FunctionType? other) =>
        other is not null
            && Parameters.AsSpan().SequenceEqual(other.Parameters.AsSpan())
            && Results.AsSpan().SequenceEqual(other.Results.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FunctionType);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var p in Parameters)
        {
            hash.Add(p);
        }

        hash.Add(-1);
        foreach (var r in Results)
        {
            hash.Add(r);
        }

        return hash.ToHashCode();
    }

    /// <summary>The form <c>[i32 i64] -> [f32]</c>.</summary>
    public override string ToString() => $"[{string.Join(' ', Parameters)}] -> [{string.Join(' ', Results)}]";
}

/// <summary>A structure: a sequence of fields.</summary>
/// <param name="fields">The fields, in order.</param>
public sealed class StructType(ImmutableArray<FieldType> fields) : CompositeType
{
    private const int Unknown = -2;
    private const int None = -1;
    private int _firstNotDefaultable = Unknown;

    /// <summary>The fields, in order.</summary>
    public ImmutableArray<FieldType> Fields { get; } = fields;

    /// <summary>
    /// Type of the first field that has no default value, if there is one. Found once: an instruction of four bytes asks for it, and there
    /// may be 10,000 fields.
    /// </summary>
    internal ValType? FirstNotDefaultable
    {
        get
        {
            if (_firstNotDefaultable == Unknown)
            {
                var index = None;
                for (var i = Fields.Length - 1; i >= 0; i--)
                {
                    index = Fields[i].Storage.IsDefaultable ? index : i;
                }

                _firstNotDefaultable = index;
            }

            return _firstNotDefaultable == None ? null : Fields[_firstNotDefaultable].Storage;
        }
    }
}

/// <summary>An array of elements of one type.</summary>
/// <param name="element">Type of the elements.</param>
public sealed class ArrayType(FieldType element) : CompositeType
{
    /// <summary>Type of the elements.</summary>
    public FieldType Element { get; } = element;
}

/// <summary>A composite type with its place in the subtype hierarchy. Source: specification, "Recursive Types".</summary>
/// <param name="composite">The structure of the type.</param>
/// <param name="isFinal">Whether it can have no subtypes.</param>
/// <param name="supertypes">Indices of the declared supertypes: none or one where the module is valid.</param>
/// <param name="isExplicit">Whether the source spelled out <c>sub</c>; kept so that writing reproduces it.</param>
public sealed class SubType(CompositeType composite, bool isFinal = true, ImmutableArray<int> supertypes = default, bool isExplicit = false)
{
    /// <summary>The structure of the type.</summary>
    public CompositeType Composite { get; } = composite;

    /// <summary>Whether it can have no subtypes.</summary>
    public bool IsFinal { get; } = isFinal;

    /// <summary>Indices of the declared supertypes: none or one where the module is valid.</summary>
    public ImmutableArray<int> Supertypes { get; } = supertypes.IsDefault ? [] : supertypes;

    /// <summary>Whether the source spelled out <c>sub final</c> where the shorthand would do.</summary>
    public bool IsExplicit { get; } = isExplicit;
}

/// <summary>A group of types that may refer to each other: consecutive indices of the type space.</summary>
/// <param name="Start">Index of the group's first type.</param>
/// <param name="Count">Number of types in it, which may be 0.</param>
/// <param name="IsExplicit">Whether the source spelled out <c>rec</c>; a group of one may do without.</param>
public readonly record struct RecursiveGroup(int Start, int Count, bool IsExplicit);

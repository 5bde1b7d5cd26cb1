using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm;

/// <summary>An exception tag. Two imports or exports of the same tag give equal objects.</summary>
public sealed class Tag : Extern
{
    /// <summary>Creates a tag.</summary>
    /// <param name="store">The store that it is to belong to.</param>
    /// <param name="type">Types of an exception's values; no results.</param>
    public Tag(Store store, FunctionType type)
        : this(Create(store, type))
    {
    }

    private Tag(TagInstance instance)
        : base(instance.Store)
    {
        Instance = instance;
        instance.Facade ??= this;
    }

    /// <inheritdoc/>
    public override ExternKind Kind => ExternKind.Tag;

    /// <inheritdoc/>
    public override ExternType ExternType => new TagExternType(Type);

    /// <summary>The parameters are the types of an exception's values.</summary>
    public FunctionType Type => Instance.Type;

    internal TagInstance Instance { get; }

    /// <summary>The one object for a tag.</summary>
    internal static Tag Of(TagInstance instance) => instance.Facade ?? new Tag(instance);

    private static TagInstance Create(Store store, FunctionType type)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(type);
        if (!type.Results.IsEmpty)
        {
            throw new ArgumentException("a tag has no results", nameof(type));
        }

        using var use = store.State.Use();
        return new TagInstance(store.State, type, store.State.Engine.CanonicalIdOf(type));
    }
}

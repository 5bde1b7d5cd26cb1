namespace ConformanceLab.Wasm.Runtime;

/// <summary>An exception tag of a store. Source: specification, "Tag Instances".</summary>
internal sealed class TagInstance
{
    public TagInstance(StoreState store, FunctionType type, int canonicalType)
    {
        Store = store;
        Type = type;
        CanonicalType = canonicalType;
        Id = store.AddTag(this);
        ParameterSlots = Slot.CountOf(type.Parameters.AsSpan());
    }

    /// <summary>The object of the public API that stands for it, once there is one.</summary>
    public Tag? Facade { get; set; }

    /// <summary>The store it belongs to.</summary>
    public StoreState Store { get; }

    /// <summary>Its type; heap types in it are canonical ids.</summary>
    public FunctionType Type { get; }

    /// <summary>Canonical id of its type.</summary>
    public int CanonicalType { get; }

    /// <summary>Its identity: index into <see cref="StoreState.Tags"/>. Two tags are the same exactly if their ids are.</summary>
    public uint Id { get; }

    /// <summary>Slots that an exception's values take.</summary>
    public int ParameterSlots { get; }
}

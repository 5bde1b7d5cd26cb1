using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm;

/// <summary>
/// Something of a store that modules import and export: <see cref="Function"/>, <see cref="Table"/>, <see cref="Memory"/>,
/// <see cref="Global"/> or <see cref="Tag"/>. Usable as long as its store. Like all of a store, used by one thread at a time.
/// </summary>
public abstract class Extern
{
    private protected Extern(StoreState state) => State = state;

    /// <summary>What kind of thing it is.</summary>
    public abstract ExternKind Kind { get; }

    /// <summary>Its type, for matching against imports: sizes are the current ones.</summary>
    public abstract ExternType ExternType { get; }

    /// <summary>The store that it belongs to.</summary>
    public Store Store => State.Facade;

    /// <summary>The store's inside.</summary>
    internal StoreState State { get; }
}

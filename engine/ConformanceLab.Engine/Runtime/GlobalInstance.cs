namespace ConformanceLab.Wasm.Runtime;

/// <summary>A global variable of a store. Source: specification, "Global Instances".</summary>
/// <param name="store">The store.</param>
/// <param name="type">Its type; heap types in it are canonical ids.</param>
/// <param name="holdsFunction">Whether its values are function references.</param>
/// <param name="cell">Where its value is, 0 at first: memory of the store's arena.</param>
internal sealed unsafe class GlobalInstance(StoreState store, GlobalType type, bool holdsFunction, GlobalCell* cell)
{
    /// <summary>The object of the public API that stands for it, once there is one.</summary>
    public Global? Facade { get; set; }

    /// <summary>The store it belongs to.</summary>
    public StoreState Store { get; } = store;

    /// <summary>Its type; heap types in it are canonical ids.</summary>
    public GlobalType Type { get; } = type;

    /// <summary>Its value. Lives as long as the store.</summary>
    public GlobalCell* Cell { get; } = cell;

    /// <summary>Whether the cell holds a GC reference.</summary>
    public bool HoldsRef { get; } = type.Value.IsReference && !holdsFunction;
}

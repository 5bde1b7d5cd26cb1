namespace ConformanceLab.Wasm.Runtime;

/// <summary>A function of the host behind a uniform call: one class for each way of marshalling (see Api/HostFunctions).</summary>
internal abstract unsafe class HostFunction
{
    /// <summary>
    /// Runs it. Arguments stand in <paramref name="slots"/>, results replace them. Whatever it throws passes wasm; only
    /// a WasmThrownException can be caught there.
    /// </summary>
    /// <param name="store">The store it runs in.</param>
    /// <param name="caller">The instance whose code calls it; null if the host does.</param>
    /// <param name="slots">Arguments and results: max(parameters, results) slots.</param>
    public abstract void Invoke(StoreState store, ModuleInstance? caller, Slot* slots);
}

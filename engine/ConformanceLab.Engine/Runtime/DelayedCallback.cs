using ConformanceLab.Wasm.Codegen;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>A host function that is called late.</summary>
internal sealed unsafe class DelayedCallback(HostCallback callback, int turns) : HostCallback(callback.Type)
{
    /// <inheritdoc/>
    public override void Invoke(StoreState store, InstanceData** caller, Slot* slots)
    {
        Delay.Wait(turns);
        callback.Invoke(store, caller, slots);
    }
}

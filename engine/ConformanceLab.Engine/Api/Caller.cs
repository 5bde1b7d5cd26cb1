using System.Diagnostics.CodeAnalysis;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm;

/// <summary>Who calls a host function. Valid during the call only.</summary>
public readonly struct Caller
{
    private readonly StoreState _store;
    private readonly ModuleInstance? _instance;

    internal Caller(StoreState store, ModuleInstance? instance)
    {
        _store = store;
        _instance = instance;
    }

    /// <summary>The store that the call runs in.</summary>
    public Store Store => _store.Facade;

    /// <summary>The instance whose code calls; null if the host calls its own function.</summary>
    public Instance? Instance => _instance is null ? null : Wasm.Instance.Of(_instance);

    /// <summary>The wasm functions that are running, innermost first.</summary>
    public IReadOnlyList<WasmFrame> Frames
    {
        get
        {
            using var use = _store.Use();
            return _store.Executor.CaptureStack();
        }
    }

    /// <summary>
    /// Cancelled when the call is to end: the store is interrupted, or the token of the call that led here is cancelled. A host function
    /// that waits must wait for this too, then call <see cref="ThrowIfInterrupted"/>. To be asked for anew before each wait.
    /// </summary>
    public CancellationToken Interruption => _store.HostWaitToken;

    /// <summary>Ends the call if it is to end, as a loop of the guest would at its next iteration.</summary>
    /// <exception cref="TrapException">The store was interrupted.</exception>
    /// <exception cref="OperationCanceledException">The token of a call was cancelled.</exception>
    public void ThrowIfInterrupted()
    {
        using var use = _store.Use();
        _store.Poll();
    }

    /// <summary>The calling instance's memory of a name.</summary>
    /// <exception cref="KeyNotFoundException">It exports none; typically a trap for a guest that lacks what the host needs.</exception>
    public Memory GetMemory(string name) =>
        TryGetMemory(name, out var memory) ? memory : throw new KeyNotFoundException($"the caller exports no memory \"{name}\"");

    /// <summary>Looks the calling instance's memory of a name up.</summary>
    public bool TryGetMemory(string name, [NotNullWhen(true)] out Memory? memory) => TryGet(name, out memory);

    /// <summary>The calling instance's function of a name.</summary>
    /// <exception cref="KeyNotFoundException">It exports none.</exception>
    public Function GetFunction(string name) =>
        TryGetFunction(name, out var function) ? function : throw new KeyNotFoundException($"the caller exports no function \"{name}\"");

    /// <summary>Looks the calling instance's function of a name up.</summary>
    public bool TryGetFunction(string name, [NotNullWhen(true)] out Function? function) => TryGet(name, out function);

    /// <summary>Looks any export of the calling instance up.</summary>
    public bool TryGetExport(string name, [NotNullWhen(true)] out Extern? item) => TryGet(name, out item);

    private bool TryGet<T>(string name, [NotNullWhen(true)] out T? item)
        where T : Extern
    {
        item = _instance is null ? null : Wasm.Instance.FindExport(_instance, name) as T;
        return item is not null;
    }
}

namespace ConformanceLab.Wasm.Runtime;

/// <summary>
/// What runs the functions of one store: the interpreter, or compiled code. One per store, made by <see cref="Executors.Create"/>.
/// Used by the store's owner thread only.
/// </summary>
internal abstract unsafe class Executor : IRootSource, IDisposable
{
    /// <summary>Makes a new function of the host ready to be called through its record.</summary>
    public virtual void Prepare(HostFunctionInstance function)
    {
    }

    /// <summary>Makes the functions that an instance defines ready to be called through their records.</summary>
    /// <exception cref="TrapException">Out of memory.</exception>
    public virtual void Prepare(ModuleInstance instance)
    {
    }

    /// <summary>
    /// Calls a function (of wasm or of the host). Arguments stand in <paramref name="slots"/>, results replace them: the buffer has
    /// <see cref="FunctionInstance.BufferSlots"/> slots. May be re-entered from host functions.
    /// </summary>
    /// <remarks>
    /// References in the buffer are roots only once the callee has them: the caller must not let a collection happen between writing
    /// them and the call, nor between the return and reading them. A wasm exception that nothing in this activation catches leaves as a
    /// WasmThrownException.
    /// </remarks>
    /// <exception cref="TrapException">
    /// The guest trapped, or wasm and host have called each other so deeply that the .NET stack ends (the executor checks that before
    /// every activation and every host function). As the exception passes this activation the executor appends the activation's frames,
    /// innermost first, by <see cref="TrapException.AppendFrames"/>.
    /// </exception>
    public abstract void Invoke(FunctionInstance function, Slot* slots);

    /// <summary><see cref="Invoke"/>, but what ends the call may be returned instead of thrown.</summary>
    /// <exception cref="TrapException">As for <see cref="Invoke"/>.</exception>
    public virtual ParkedException TryInvoke(FunctionInstance function, Slot* slots)
    {
        Invoke(function, slots);
        return default;
    }

    /// <summary>
    /// What machine code has ended with that was entered by a <see cref="FunctionInstance.EntryThunk"/> and has not completed. Asked before the store
    /// is left.
    /// </summary>
    public virtual ParkedException TakeParked() => throw new InvalidOperationException("no machine code has been entered");

    /// <summary>What a brief activation has trapped with. Asked before the store is left.</summary>
    public virtual ParkedException TakeBriefTrap(FunctionInstance function) => throw new InvalidOperationException("no machine code has been entered");

    /// <summary>
    /// Takes a look at code that the host enters: from now on <see cref="FunctionInstance.BriefCode"/> says whether it is brief.
    /// </summary>
    public virtual void NoteEntered(FunctionInstance function, nint code)
    {
    }

    /// <summary>
    /// Enters the store, <see cref="Invoke"/>, leaves the store: for calls from the host whose arguments and results hold no references.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another thread is using the store.</exception>
    /// <exception cref="ObjectDisposedException">The store is disposed.</exception>
    /// <exception cref="TrapException">As for <see cref="Invoke"/>.</exception>
    public void Call(FunctionInstance function, Slot* slots)
    {
        using var use = function.Store.Use();
        function.Store.BeginCall();
        Invoke(function, slots);
    }

    /// <summary>Wasm frames of all activations, innermost first: for traps raised by host functions and for people.</summary>
    public abstract IReadOnlyList<WasmFrame> CaptureStack();

    /// <inheritdoc/>
    public abstract void VisitRoots(IRootVisitor visitor);

    /// <summary>Frees the stack and whatever else the executor owns.</summary>
    public abstract void Dispose();
}

/// <summary>A place that holds GC references.</summary>
internal interface IRootSource
{
    /// <summary>Shows every reference to the visitor, which may rewrite it (objects move).</summary>
    void VisitRoots(IRootVisitor visitor);
}

/// <summary>What the collector does with a root.</summary>
internal unsafe interface IRootVisitor
{
    /// <summary>A place that holds a GC reference (null, i31 and host handles included).</summary>
    void Visit(uint* reference);
}

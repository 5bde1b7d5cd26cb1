using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Baseline;

/// <summary>Runs the functions of a store as machine code of the baseline compiler.</summary>
internal sealed unsafe partial class BaselineExecutor : Executor
{
    // A stack overflow has thousands of frames; these many of each end say enough.
    private const int InnermostFrames = 64;
    private const int OutermostFrames = 16;

    // A trap takes frames from activations until it has so many: there may be thousands of those too.
    private const int TrapFrames = 256;

    private readonly StoreState _store;
    private readonly Calls _calls;

    // Arguments that no frame owns yet, while the collector may run.
    private ImmutableArray<ValType> _pendingTypes = [];
    private Slot* _pendingArguments;

    public BaselineExecutor(StoreState store)
    {
        _store = store;
        store.HostInstance = store.Arena.Allocate<InstanceData>(1);
        store.HostInstance->Store = store.Context;
        _calls = store.Engine.Options.CountBlocks ? new CountingCalls(this, store) : new Calls(this, store);
    }

    /// <summary>The instance that native data belongs to.</summary>
    public static ModuleInstance InstanceOf(NativeCalls calls, InstanceData* instance) =>
        ((Calls)calls).Executor._store.Instances[(int)instance->InstanceId];

    /// <summary>
    /// What goes on instead of a function's code at the head of a loop (the function, the loop's place in its body): address of a
    /// <see cref="LoopEntry"/>, or 0. Asked where <see cref="StoreState.RequestReplacement"/> interrupts.
    /// </summary>
    public Func<CompiledFunction, int, nint>? LoopReplacement { get; set; }

    /// <summary>Whether other code goes on in the innermost frame, which is at a loop's head or at its function's entry.</summary>
    public static ActivationStatus TryReplaceLoop(NativeCalls calls, StoreContext* context)
    {
        if (((Calls)calls).Executor.LoopReplacement is not { } replacement)
        {
            return ActivationStatus.Completed;
        }

        var frame = new NativeFrame(context->Activations->ExitPc, context->Activations->ExitFrame);
        if (!Find(frame, out var function, out var offset) || !function.TryFind(offset, out var site)
            || replacement(function, site.Bytecode) is var entry && entry == 0)
        {
            return ActivationStatus.Completed;
        }

        return ReplaceLoop(context, entry);
    }

    /// <summary>Lets other code go on in the innermost frame, which is at a loop's head: at a <see cref="LoopEntry"/>, unless it is 0.</summary>
    public static ActivationStatus ReplaceLoop(StoreContext* context, nint entry)
    {
        if (entry == 0)
        {
            return ActivationStatus.Completed;
        }

        context->ResumePc = entry;
        context->ResumeFrame = context->Activations->ExitFrame;
        return ActivationStatus.Resume;
    }

    /// <inheritdoc/>
    public override void Prepare(HostFunctionInstance function)
    {
        // It stands for a slot as well: so calls of host functions are told apart from those of modules' functions.
        var code = _store.Engine.HostThunks.HostCallFor(function.Type, (int)function.Record->CanonicalType);
        (function.Record->Code, function.Record->CodeSlot) = (code, code);
        function.Record->Instance = _store.HostInstance;
        _calls.AddHost(function);
    }

    /// <inheritdoc/>
    public override void Prepare(ModuleInstance instance) =>
        _calls.Connect(NativeFor(instance.Module).Copies, instance.Records, instance.Module.Syntax.Functions.Count);

    /// <inheritdoc/>
    public override void Invoke(FunctionInstance function, Slot* slots) => TryInvoke(function, slots).ThrowIfAny();

    /// <inheritdoc/>
    public override ParkedException TryInvoke(FunctionInstance function, Slot* slots)
    {
        if (function is HostFunctionInstance host)
        {
            EnsureHostStack();
            host.Callback.Invoke(_store, null, slots);
            return default;
        }

        var wasm = (WasmFunction)function;
        CollectIfDue(function, slots);
        if (wasm.EntryThunk == 0)
        {
            wasm.EntryThunk = NativeOf(wasm.Instance.Module).EntryFor(function.Type);
        }

        return _calls.Enter(wasm.EntryThunk, function.Record->Instance, CodeSlots.Read(&function.Record->Code), slots);
    }

    /// <inheritdoc/>
    public override ParkedException TakeParked() => _calls.TakeParked();

    /// <inheritdoc/>
    public override ParkedException TakeBriefTrap(FunctionInstance function) => _calls.TakeBriefTrap(function.Record->Instance);

    /// <inheritdoc/>
    public override void NoteEntered(FunctionInstance function, nint code)
    {
        function.EnteredCode = code;
        if (NativeCode.Space.Find(code)?.Description is CompiledFunction { IsBrief: true })
        {
            try
            {
                function.BriefThunk = NativeOf(((WasmFunction)function).Instance.Module).EntryFor(function.Type, isBrief: true);
                function.BriefCode = code;
            }
            catch (OutOfMemoryException)
            {
                // No room for the thunk: it is entered as all others.
            }
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WasmFrame> CaptureStack()
    {
        var frames = new List<WasmFrame>();
        for (var activation = _store.Context->Activations; activation != null; activation = activation->Previous)
        {
            if (activation->Exit != 0)
            {
                Capture(activation, frames);
            }
        }

        return frames;
    }

    /// <inheritdoc/>
    public override void VisitRoots(IRootVisitor visitor)
    {
        var slot = _pendingArguments;
        foreach (var type in _pendingTypes)
        {
            if (type.IsReference && !_store.IsFunctionReference(type))
            {
                visitor.Visit(&slot->Ref);
            }

            slot += Slot.CountOf(type);
        }

        for (var activation = _store.Context->Activations; activation != null; activation = activation->Previous)
        {
            if (activation->Exit == 0)
            {
                continue;
            }

            foreach (var frame in new FrameWalk(activation))
            {
                if (Find(frame, out var function, out var offset) && function.TryFind(offset, out var site))
                {
                    foreach (var local in function.LocalRoots)
                    {
                        visitor.Visit((uint*)(frame.FramePointer + FrameLayout.OffsetOf(local)));
                    }

                    for (var node = site.Roots; node != CompiledFunction.NoRoots; node = function.RootNodes[node].Below)
                    {
                        visitor.Visit((uint*)(frame.FramePointer + FrameLayout.OffsetOf(function.RootNodes[node].Slot)));
                    }
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _calls.Dispose();
    }

    /// <summary>The code of a function that a module defines, for a guest that calls it.</summary>
    /// <exception cref="TrapException">Out of memory: there is no room for it.</exception>
    public static nint CodeOf(LoadedModule module, int index)
    {
        try
        {
            return NativeOf(module).CodeOf(index);
        }
        catch (OutOfMemoryException error)
        {
            throw new TrapException(TrapCode.OutOfMemory, error.Message);
        }
    }

    // At instantiation: what a guest is too large for is a trap.
    private static NativeModule NativeFor(LoadedModule module)
    {
        try
        {
            var native = NativeOf(module);
            if (module.Engine.Options.Compilation == Compilation.Eager)
            {
                native.CompileAll();
            }

            return native;
        }
        catch (OutOfMemoryException error)
        {
            throw new TrapException(TrapCode.OutOfMemory, error.Message);
        }
    }

    /// <summary>The compiled code of a module.</summary>
    public static NativeModule NativeOf(LoadedModule module)
    {
        if (module.Native is { } native)
        {
            return (NativeModule)native;
        }

        lock (module)
        {
            return (NativeModule)(module.Native ??= new NativeModule(module));
        }
    }

    /// <summary>The function that a frame belongs to, and the offset of its place in the code.</summary>
    public static bool Find(NativeFrame frame, out CompiledFunction function, out uint offset)
    {
        if (NativeCode.Space.Find(frame.Pc) is { Description: CompiledFunction found } code)
        {
            function = found;
            offset = (uint)(frame.Pc - code.Address);
            return true;
        }

        function = null!;
        offset = 0;
        return false;
    }

    // The ends of the stack. Of inlined functions there may be several in a frame.
    private void Capture(Activation* activation, List<WasmFrame> frames, TrapSite? trap = null)
    {
        var innermost = frames.Count + InnermostFrames;
        Queue<(NativeFrame Frame, int Function, int Place)>? outermost = null;
        foreach (var frame in new FrameWalk(activation))
        {
            if (Find(frame, out var function, out var offset))
            {
                foreach (var (index, place) in function.FramesAt(PositionAt(function, offset, trap)))
                {
                    if (frames.Count < innermost)
                    {
                        frames.Add(Describe(frame, index, place));
                        continue;
                    }

                    outermost ??= new(OutermostFrames);
                    if (outermost.Count == OutermostFrames)
                    {
                        outermost.Dequeue();
                    }

                    outermost.Enqueue((frame, index, place));
                }
            }

            trap = null;
        }

        while (outermost is not null && outermost.TryDequeue(out var outer))
        {
            frames.Add(Describe(outer.Frame, outer.Function, outer.Place));
        }
    }

    // The innermost frame of a trap stands at its trap site, which may be where a call returns to as well: nothing need lie between.
    private static int PositionAt(CompiledFunction function, uint offset, TrapSite? trap) =>
        trap is { } known ? (int)known.Position
        : function.TryFind(offset, out var site) ? site.Bytecode
        : function.TrapSites.TryFind(offset, out var trapSite) ? (int)trapSite.Position
        : 0;

    private WasmFrame Describe(NativeFrame frame, int function, int place)
    {
        var names = _store.Instances[(int)frame.Instance->InstanceId].Module.Syntax.Names;
        names.Functions.TryGetValue(function, out var name);
        return new WasmFrame(names.Module, function, name, place);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CollectIfDue(FunctionInstance function, Slot* arguments)
    {
        if (_store.Heap.IsCollectionDue)
        {
            Collect(function.Type.Parameters, arguments);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Collect(ImmutableArray<ValType> types, Slot* arguments)
    {
        _pendingTypes = types;
        _pendingArguments = arguments;
        _store.Heap.Safepoint();
        _pendingTypes = [];
        _pendingArguments = null;
    }

    private static void EnsureHostStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            TrapException.Throw(TrapCode.CallStackExhausted);
        }
    }
}

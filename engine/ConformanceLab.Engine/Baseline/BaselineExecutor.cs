using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Baseline;

/// <summary>Runs the functions of a store as machine code of the baseline compiler.</summary>
internal sealed unsafe class BaselineExecutor : Executor
{
    // A stack overflow has thousands of frames; these many of each end say enough.
    private const int InnermostFrames = 64;
    private const int OutermostFrames = 16;

    // A trap takes frames from activations until it has so many: there may be thousands of those too.
    private const int TrapFrames = 256;

    private readonly StoreState _store;
    private readonly Calls _calls;
    private readonly InstanceData* _hostInstance;

    // Arguments that no frame owns yet, while the collector may run.
    private ImmutableArray<ValType> _pendingTypes = [];
    private Slot* _pendingArguments;

    public BaselineExecutor(StoreState store)
    {
        _store = store;
        _hostInstance = store.Arena.Allocate<InstanceData>(1);
        _hostInstance->Store = store.Context;
        _calls = store.Engine.Options.CountBlocks
            ? new CountingCalls(this, store, _hostInstance)
            : new Calls(this, store, _hostInstance);
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
        function.Record->CodeSlot = (nint)_store.Engine.HostThunks.HostCallSlotFor(function.Type, (int)function.Record->CanonicalType);
        function.Record->Instance = _hostInstance;
        _calls.AddHost(function);
    }

    /// <inheritdoc/>
    public override nint Prepare(LoadedModule module) => NativeFor(module).SlotOf(0);

    /// <inheritdoc/>
    public override void Invoke(FunctionInstance function, Slot* slots)
    {
        if (function is HostFunctionInstance host)
        {
            EnsureHostStack();
            host.Callback.Invoke(_store, null, slots);
            return;
        }

        var wasm = (WasmFunction)function;
        CollectIfDue(function, slots);
        if (wasm.EntryThunk == 0)
        {
            wasm.EntryThunk = NativeOf(wasm.Instance.Module).EntryFor(function.Type);
        }

        _calls.Enter(wasm.EntryThunk, function.Record->Instance, CodeSlots.Read((nint*)function.Record->CodeSlot), slots);
    }

    // No exception passes between entering and leaving: what a guest throws is a status.
    /// <inheritdoc/>
    public override void Call(FunctionInstance function, Slot* slots)
    {
        var thunk = function.EntryThunk;
        if (thunk == 0 || _store.Heap.IsCollectionDue || !_store.TryEnterAgain())
        {
            base.Call(function, slots);
            return;
        }

        var status = _calls.EnterUnchecked(thunk, function.Record->Instance, CodeSlots.Read((nint*)function.Record->CodeSlot), slots);
        _store.Exit();
        _calls.Complete(status);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<WasmFrame> CaptureStack()
    {
        var frames = new List<WasmFrame>();
        for (var activation = _store.Context->Activations; activation != null; activation = activation->Previous)
        {
            if (activation->ExitFrame != 0)
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
            if (activation->ExitFrame == 0)
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
        var count = 0;
        var innermost = trap;
        foreach (var frame in new FrameWalk(activation))
        {
            count += Find(frame, out var function, out var offset) ? function.CountAt(PositionAt(function, offset, innermost)) : 0;
            innermost = null;
        }

        var seen = 0;
        innermost = trap;
        foreach (var frame in new FrameWalk(activation))
        {
            if (Find(frame, out var function, out var offset))
            {
                var position = PositionAt(function, offset, innermost);
                var here = function.CountAt(position);
                if (seen < InnermostFrames || count - seen - here < OutermostFrames)
                {
                    foreach (var (index, place) in function.FramesAt(position))
                    {
                        if (seen < InnermostFrames || count - seen <= OutermostFrames)
                        {
                            frames.Add(Describe(frame, index, place));
                        }

                        seen++;
                    }
                }
                else
                {
                    seen += here;
                }
            }

            innermost = null;
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

    /// <summary>The boundary of this store.</summary>
    private class Calls(BaselineExecutor executor, StoreState store, InstanceData* hostInstance) : NativeCalls(store.Context, (nuint)store.Limits.StackBytes)
    {
        private readonly StoreState _store = store;
        private readonly GcHeap _heap = store.Heap;
        private readonly InstanceData* _hostInstance = hostInstance;

        // By FunctionRecord.FunctionId.
        private HostCallback[] _hosts = new HostCallback[16];
        private TrapSite? _trap;

        public BaselineExecutor Executor { get; } = executor;

        protected override nuint ThreadStackLimit => _store.ThreadStackLimit;

        protected override void SetStackLimit(nuint limit) => _store.SetStackLimit(limit);

        protected override void NoteOutermost(nuint place) => _store.RememberPlace(place);

        protected override Exception CreateTrap(CompiledCode code, TrapSite site)
        {
            _trap = site;
            if (site.IsFault && code.Description is CompiledFunction { Counts: { } counts })
            {
                counts.NoteFault((int)site.Offset);
            }

            return base.CreateTrap(code, site);
        }

        /// <summary>What the host's records lead to in this store, an <c>int (StoreContext*, FunctionRecord*, Slot*)</c>.</summary>
        protected override nint HostDispatcher =>
            (nint)(delegate* unmanaged<StoreContext*, FunctionRecord*, Slot*, int>)&DispatchHostCall;

        /// <summary>Makes a host function callable.</summary>
        public void AddHost(HostFunctionInstance function)
        {
            var index = (int)function.Record->FunctionId;
            if (index >= _hosts.Length)
            {
                Array.Resize(ref _hosts, Math.Max(index + 1, 2 * _hosts.Length));
            }

            _hosts[index] = function.Callback;
        }

        /// <summary>Runs a host function for code that called it.</summary>
        /// <param name="context">The store's context.</param>
        /// <param name="function">The function.</param>
        /// <param name="slots">Arguments; results replace them.</param>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        protected void CallHost(StoreContext* context, FunctionRecord* function, Slot* slots)
        {
            var callback = _hosts[(int)function->FunctionId];
            if (_heap.IsCollectionDue)
            {
                Executor.Collect(callback.Type.Parameters, slots);
            }

            // Called by a host function's own thunk, from an entry: then nobody's code calls.
            var caller = *(InstanceData**)(context->Activations->ExitFrame + Codegen.Abi.CallingConvention.Instance);
            callback.Invoke(_store, caller == _hostInstance ? null : caller, slots);
        }

        // Compiled at its first use, for good: what is compiled ahead of time would stay, since such methods have no tiers, and calls by
        // stubs. One method, and few pointers behind each other on the way to the callback: of the 13 ns of such a call these are a third.
        [UnmanagedCallersOnly]
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static int DispatchHostCall(StoreContext* context, FunctionRecord* function, Slot* slots)
        {
            var calls = Unsafe.As<Calls>(Of(context));
            try
            {
                // There is stack enough: what called has been above the limit.
                calls.CallHost(context, function, slots);
                return (int)ActivationStatus.Completed;
            }
            catch (Exception error)
            {
                return (int)calls.HandOn(error);
            }
        }

        protected override bool MayFault(nuint address) => GuestAddresses.MayFault(_store, address);

        // Exceptions of other stores pass like any of .NET.
        protected override bool TryCatch(WasmThrownException thrown) =>
            ReferenceEquals(thrown.Tag.State, _store) && Unwinder.TryCatch(thrown, _store);

        protected override void NoteFrames(Exception error)
        {
            var trapSite = _trap;
            _trap = null;
            if (error is TrapException { Frames.Count: < TrapFrames } trap)
            {
                var frames = new List<WasmFrame>();
                Executor.Capture(_store.Context->Activations, frames, trapSite);
                trap.AppendFrames(frames);
            }
            else if (error is WasmThrownException { Frames.Count: 0 } thrown)
            {
                var frames = new List<WasmFrame>();
                Executor.Capture(_store.Context->Activations, frames);
                thrown.Frames = frames;
            }
        }
    }

    /// <summary>The boundary of a store whose engine counts.</summary>
    private sealed class CountingCalls(BaselineExecutor executor, StoreState store, InstanceData* hostInstance) : Calls(executor, store, hostInstance)
    {
        protected override nint HostDispatcher =>
            (nint)(delegate* unmanaged<StoreContext*, FunctionRecord*, Slot*, int>)&DispatchCountedHostCall;

        [UnmanagedCallersOnly]
        private static int DispatchCountedHostCall(StoreContext* context, FunctionRecord* function, Slot* slots)
        {
            var calls = Unsafe.As<CountingCalls>(Of(context));
            try
            {
                var frame = new NativeFrame(context->Activations->ExitPc, context->Activations->ExitFrame);
                if (Find(frame, out var calling, out _))
                {
                    calling.Counts?.NoteHostCall();
                }

                calls.CallHost(context, function, slots);
                return (int)ActivationStatus.Completed;
            }
            catch (Exception error)
            {
                return (int)calls.HandOn(error);
            }
        }
    }
}

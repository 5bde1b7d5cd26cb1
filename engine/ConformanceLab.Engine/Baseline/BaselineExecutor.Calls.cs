using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Between managed and compiled code: what guests call, what they trap with, what they throw.</content>
internal sealed unsafe partial class BaselineExecutor
{
    /// <summary>The boundary of this store.</summary>
    private class Calls : NativeCalls
    {
        private readonly StoreState _store;
        private readonly GcHeap _heap;

        // By FunctionRecord.FunctionId.
        private HostCallback[] _hosts = new HostCallback[16];
        private TrapSite? _trap;

        public Calls(BaselineExecutor executor, StoreState store)
            : this(executor, store, (nint)(delegate* unmanaged<StoreContext*, FunctionRecord*, Slot*, nint, int>)&DispatchHostCall)
        {
        }

        protected Calls(BaselineExecutor executor, StoreState store, nint hostDispatcher)
            : base(store.Context, (nuint)store.Limits.StackBytes, hostDispatcher)
        {
            Executor = executor;
            _store = store;
            _heap = store.Heap;
        }

        public BaselineExecutor Executor { get; }

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
        /// <param name="function">The function.</param>
        /// <param name="slots">Arguments; results replace them.</param>
        /// <param name="frame">
        /// The frame that calls: of code, or, if an entry has called the function's own thunk, the entry's. Behind a tail call there is none any more,
        /// and it is a place that has its instance where a frame would have it.
        /// </param>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        protected void CallHost(FunctionRecord* function, Slot* slots, nint frame)
        {
            var callback = _hosts[(int)function->FunctionId];
            if (_heap.IsCollectionDue)
            {
                Executor.Collect(callback.Type.Parameters, slots);
            }

            callback.Invoke(_store, (InstanceData**)(frame + Codegen.Abi.CallingConvention.Instance), slots);
        }

        // Compiled at its first use, for good: what is compiled ahead of time would stay, since such methods have no tiers, and calls by
        // stubs. One method, and few pointers behind each other on the way to the callback.
        [UnmanagedCallersOnly]
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static int DispatchHostCall(StoreContext* context, FunctionRecord* function, Slot* slots, nint frame)
        {
            var calls = Unsafe.As<Calls>(Of(context));
            try
            {
                // There is stack enough: what called has been above the limit.
                calls.CallHost(function, slots, frame);
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
    private sealed class CountingCalls(BaselineExecutor executor, StoreState store)
        : Calls(executor, store, (nint)(delegate* unmanaged<StoreContext*, FunctionRecord*, Slot*, nint, int>)&DispatchCountedHostCall)
    {
        [UnmanagedCallersOnly]
        private static int DispatchCountedHostCall(StoreContext* context, FunctionRecord* function, Slot* slots, nint frame)
        {
            var calls = Unsafe.As<CountingCalls>(Of(context));
            try
            {
                if (Find(new NativeFrame(context->Activations->ExitPc, frame), out var calling, out _))
                {
                    calling.Counts?.NoteHostCall();
                }

                calls.CallHost(function, slots, frame);
                return (int)ActivationStatus.Completed;
            }
            catch (Exception error)
            {
                return (int)calls.HandOn(error);
            }
        }
    }
}

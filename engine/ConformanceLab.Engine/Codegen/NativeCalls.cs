using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// The boundary between managed and compiled code in one store: enters functions, takes their calls of host functions and their traps. No
/// exception ever passes compiled code: it is parked here, the activation is abandoned with a status, and the same object goes on at the
/// managed frame that had entered. Used by the store's owner thread.
/// </summary>
internal abstract unsafe class NativeCalls : IDisposable
{
    // How many activations add to an exception's .NET stack trace. Each copies what was there before: without a bound a deep nest of wasm
    // and host costs the square of its depth, many seconds.
    private const int TracedPasses = 16;

    // How much higher than it must be the stack's limit may be: it is written to all instances of a store, some nanoseconds for each, and need
    // not be for entries from near the same place.
    private const nuint MaximumSlack = 16 * 1024;

    private readonly StoreContext* _context;
    private readonly nuint _stackBytes;
    private readonly nuint _slack;
    private readonly List<(CodeCopies Copies, nint Records)> _connected = [];
    private WeakGCHandle<NativeCalls> _handle;
    private ParkedException _parked;
    private int _passes;

    /// <summary>Makes a store ready for compiled code.</summary>
    /// <param name="context">The store's context.</param>
    /// <param name="stackBytes">
    /// Stack that wasm may use from the outermost entry on, host functions in between included, or up to a sixteenth less (16 KiB at
    /// most): entries from near the same place have the same limit. The thread may have less.
    /// </param>
    /// <param name="hostDispatcher">
    /// Where calls of host functions come out of compiled code: <c>int (StoreContext*, FunctionRecord*, Slot*, nint)</c>, unmanaged, at last the
    /// frame of the caller. It catches everything and returns an <see cref="ActivationStatus"/>, of an exception that of <see cref="HandOn"/>.
    /// </param>
    /// <exception cref="PlatformNotSupportedException">Compiled code cannot run here.</exception>
    protected NativeCalls(StoreContext* context, nuint stackBytes, nint hostDispatcher)
    {
        var stubs = NativeCode.Stubs;
        _stackBytes = stackBytes;
        _slack = Math.Min(stackBytes / 16, MaximumSlack);
        _context = context;

        // Weak: a store that nobody disposes can still be collected. While wasm runs, Enter keeps this alive.
        _handle = new WeakGCHandle<NativeCalls>(this);
        context->NativeCalls = WeakGCHandle<NativeCalls>.ToIntPtr(_handle);
        context->HostDispatcher = hostDispatcher;
        context->TrapDispatcher = (nint)(delegate* unmanaged<StoreContext*, int>)&DispatchTrap;
        context->TrapStub = stubs.Trap;
        context->LandingStub = stubs.Landing;
    }

    ~NativeCalls() => Free();

    /// <summary>Calls a function of wasm.</summary>
    /// <param name="thunk">The entry thunk of its signature.</param>
    /// <param name="instance">Its instance.</param>
    /// <param name="code">Its code.</param>
    /// <param name="slots">Arguments; results replace them.</param>
    /// <returns>The trap or any exception that a host function has thrown; none if it has returned.</returns>
    /// <exception cref="TrapException">The stack is nearly used up.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ParkedException Enter(nint thunk, InstanceData* instance, nint code, Slot* slots)
    {
        if (!HasStack())
        {
            TrapException.Throw(TrapCode.CallStackExhausted);
        }

        var status = EnterUnchecked(thunk, instance, code, slots);
        GC.KeepAlive(this);
        return status == (int)ActivationStatus.Completed ? default : TakeParked();
    }

    /// <summary>
    /// Whether an activation can begin on the calling thread's stack: to be asked before <see cref="EnterUnchecked"/>, since the entry and the
    /// first function are not checked by themselves.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasStack()
    {
        byte local;
        var here = (nuint)(&local);
        if (_context->Activations == null)
        {
            // The thread's own end is not enough: where the system sets none (ulimit -s unlimited), a guest would eat all memory.
            var limit = Math.Max(ThreadStackLimit, here > _stackBytes ? here - _stackBytes : 0);
            if (_context->StackLimit - limit > _slack)
            {
                SetStackLimit(limit);
            }

            NoteOutermost(here);
        }

        return here >= _context->StackLimit;
    }

    /// <summary>Calls a function of wasm, on a stack that has room. Throws nothing. The caller keeps the store's object alive.</summary>
    /// <param name="thunk">The entry thunk of its signature.</param>
    /// <param name="instance">Its instance.</param>
    /// <param name="code">Its code.</param>
    /// <param name="slots">Arguments; results replace them.</param>
    /// <returns>How it ended: an <see cref="ActivationStatus"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int EnterUnchecked(nint thunk, InstanceData* instance, nint code, Slot* slots) =>
        // Not SuppressGCTransition: a collection must not wait for a loop of wasm.
        ((delegate* unmanaged<InstanceData*, nint, Slot*, int>)thunk)(instance, code, slots);

    /// <summary>
    /// The same for code that is brief (<see cref="Baseline.CompiledFunction.IsBrief"/>): .NET is not told that the thread leaves managed code, which
    /// costs as much as the rest of the call. A collection waits until it is back.
    /// </summary>
    /// <param name="thunk">The entry thunk of its signature for code that is brief.</param>
    /// <param name="instance">Its instance.</param>
    /// <param name="code">Its code.</param>
    /// <param name="slots">Arguments; results replace them.</param>
    /// <returns><see cref="ActivationStatus.Completed"/> or <see cref="ActivationStatus.BriefTrap"/>.</returns>
    /// <remarks>
    /// DANGER: the code calls nothing, since managed code would find .NET in a state where it ends the process, and has no loops, so that no
    /// guest keeps the host's collector waiting.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int EnterBrief(nint thunk, InstanceData* instance, nint code, Slot* slots) =>
        ((delegate* unmanaged[SuppressGCTransition]<InstanceData*, nint, Slot*, int>)thunk)(instance, code, slots);

    /// <summary>What the store's context belongs to. To be asked while its code runs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NativeCalls Of(StoreContext* context)
    {
        if (!WeakGCHandle<NativeCalls>.FromIntPtr(context->NativeCalls).TryGetTarget(out var calls))
        {
            FailWithoutStore();
        }

        return calls;
    }

    /// <summary>Lets the records of an instance of the store, until this is disposed or collected, have the code of its functions.</summary>
    /// <param name="copies">Its module's.</param>
    /// <param name="records">The records; they are freed later than this.</param>
    /// <param name="count">How many functions the module defines.</param>
    public void Connect(CodeCopies copies, FunctionRecord* records, int count)
    {
        _connected.Add((copies, (nint)records));
        copies.Add(records, count, _context->NativeCalls);
    }

    /// <summary>
    /// Keeps an exception that was thrown until the activation has ended. Helpers that compiled code calls return this status.
    /// </summary>
    public ActivationStatus Park(Exception error)
    {
        var passes = _parked.Error == error ? _passes + 1 : 0;
        return Park(passes < TracedPasses ? new ParkedException(error, ExceptionDispatchInfo.Capture(error)) : _parked, passes);
    }

    private ActivationStatus Park(ParkedException parked, int passes)
    {
        var error = parked.Error!;
        NoteFrames(error);
        (_parked, _passes) = (parked, passes);

        return error switch
        {
            TrapException => ActivationStatus.Trap,
            WasmThrownException => ActivationStatus.WasmException,
            _ => ActivationStatus.HostException,
        };
    }

    /// <summary>Frames of the innermost activation. Only while managed code runs on top of it.</summary>
    public FrameWalk WalkFrames() => new(_context->Activations);

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    /// <summary><see cref="ThreadStack.Limit"/> of the calling thread.</summary>
    protected virtual nuint ThreadStackLimit => HostThread.Current.StackLimit;

    /// <summary>The stack ends somewhere else than before: sets <see cref="StoreContext.StackLimit"/>, and what follows it.</summary>
    protected abstract void SetStackLimit(nuint limit);

    /// <summary>An outermost activation may begin: the stack's limit is known.</summary>
    /// <param name="place">Where the stack is.</param>
    protected virtual void NoteOutermost(nuint place)
    {
    }


    /// <summary>Whether a guest of the store can be the reason that the address was touched: it lies in one of its reservations.</summary>
    protected abstract bool MayFault(nuint address);

    /// <summary>The exception for a trap at a site.</summary>
    protected virtual Exception CreateTrap(CompiledCode code, TrapSite site) => new TrapException(site.Code);

    /// <summary>
    /// Whether a frame of the innermost activation catches what a host function has thrown: then the store's context says where code goes
    /// on. May collect garbage.
    /// </summary>
    /// <exception cref="TrapException">Interrupted, or there is no memory: this goes on instead of the exception.</exception>
    protected virtual bool TryCatch(WasmThrownException thrown) => false;

    /// <summary>An exception is about to abandon the innermost activation: its frames can be walked for the last time.</summary>
    protected virtual void NoteFrames(Exception error)
    {
    }

    /// <summary>Hands an exception on, from a host function to the wasm that called it.</summary>
    /// <returns>How that goes on.</returns>
    protected ActivationStatus HandOn(Exception error)
    {
        if (error is WasmThrownException thrown)
        {
            try
            {
                if (TryCatch(thrown))
                {
                    // Caught: nobody waits for it any more.
                    _parked = default;
                    return ActivationStatus.Resume;
                }
            }
            catch (Exception other)
            {
                error = other;
            }
        }

        return Park(error);
    }

    [UnmanagedCallersOnly]
    private static int DispatchTrap(StoreContext* context)
    {
        var calls = Of(context);
        try
        {
            return (int)calls.Park(new ParkedException(calls.IdentifyTrap(), trace: null), passes: 0);
        }
        catch (Exception error)
        {
            return (int)calls.Park(error);
        }
    }

    /// <summary>
    /// DANGER: the sandbox depends on these checks. A fault elsewhere, or at an address that no guest can reach, means that compiled code
    /// is wrong and has perhaps read or written already what it must not: the process ends instead of reporting a trap that looks
    /// plausible.
    /// </summary>
    private Exception IdentifyTrap()
    {
        var pc = _context->TrapPc;
        var signal = _context->TrapSignal;
        var address = _context->TrapAddress;
        if (NativeCode.Space.Find(pc) is not { } code || !code.TrapSites.TryFind((uint)(pc - code.Address), out var site)
            || site.IsFault != (signal != 0))
        {
            Environment.FailFast($"compiled code faulted at {pc:x}, which is no trap site (signal {signal}, address {address:x})");
            throw null;
        }

        if (site.IsFault && !MayFault(address))
        {
            Environment.FailFast($"compiled code at {pc:x} touched {address:x}, which no guest may reach (signal {signal})");
        }

        if (site.IsFault && !code.TrapSites.HaveFrame)
        {
            // DANGER: what is walked from here on. The landing has made the frame that the function has not.
            var exit = _context->Activations->Exit;
            *(nint*)exit = exit + LandingStubs.MissingFrame;
        }

        return CreateTrap(code, site);
    }

    [DoesNotReturn]
    private static void FailWithoutStore() => Environment.FailFast("compiled code runs in a store that is gone");

    /// <summary>
    /// What the innermost activation has ended with, which has not completed. Asked before the store is left. Within other activations it is kept
    /// too, to be known when it ends those as well.
    /// </summary>
    public ParkedException TakeParked()
    {
        var parked = _parked;
        if (parked.Error is null)
        {
            Environment.FailFast("an activation ended with a status and without a reason");
        }

        if (_context->Activations == null)
        {
            _parked = default;
        }

        return parked;
    }

    /// <summary>What a brief activation has trapped with. Asked before the store is left.</summary>
    /// <param name="instance">The instance of the function that was entered.</param>
    public ParkedException TakeBriefTrap(InstanceData* instance)
    {
        // The stack as the landing makes it for a function without a frame (LandingStubs.MissingFrame), since the activation's is gone:
        // exit record, the frame, and where its caller's would be.
        var stack = stackalloc nint[6];
        var exit = (nint)stack;
        (stack[0], stack[1], stack[2]) = (exit + LandingStubs.MissingFrame, _context->TrapPc, (nint)instance);
        (stack[3], stack[4]) = (exit + (5 * sizeof(nint)), 0);
        var activation = new Activation { Previous = _context->Activations, EntryFrame = stack[3], Exit = exit };
        _context->Activations = &activation;
        try
        {
            Park(new ParkedException(IdentifyTrap(), trace: null), passes: 0);
        }
        finally
        {
            _context->Activations = activation.Previous;
        }

        return TakeParked();
    }

    private void Free()
    {
        // Before the handle, which others have: it may be somebody else's afterwards.
        foreach (var (copies, records) in _connected)
        {
            copies.Remove((FunctionRecord*)records);
        }

        _connected.Clear();
        if (_handle.IsAllocated)
        {
            _handle.Dispose();
        }
    }
}

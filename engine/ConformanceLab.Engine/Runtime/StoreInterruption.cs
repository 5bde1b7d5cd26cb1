namespace ConformanceLab.Wasm.Runtime;

/// <content>How a running store is stopped from outside.</content>
internal sealed unsafe partial class StoreState
{
    private const int InterruptRequested = 1;
    private const int CancellationRequested = 2;
    private const int ReplacementRequested = 4;

    private readonly Lock _interruptLock = new();

    // Instances whose code may run.
    private readonly List<nint> _pollers = [];
    private Observation? _observation;
    private ParkingLot.Waiter? _parked;
    private CancellationTokenSource? _hostWait;
    private bool _isDisposed;

    /// <summary>Whether it is disposed.</summary>
    public bool IsDisposed => Volatile.Read(ref _isDisposed);

    /// <summary>Whether <see cref="ThrowInterruption"/> would end what runs.</summary>
    public bool IsInterruptPending =>
        (Volatile.Read(ref Context->InterruptWord) & (InterruptRequested | CancellationRequested)) != 0;

    /// <summary>Ends what runs if an interruption is pending.</summary>
    /// <exception cref="TrapException">Interrupted.</exception>
    /// <exception cref="OperationCanceledException">The token of the call was cancelled.</exception>
    public void Poll()
    {
        if (IsInterruptPending)
        {
            ThrowInterruption();
        }
    }

    /// <summary>
    /// Asks for a trap (interrupted) at the next loop head or function entry; if nothing runs, of the next call. From any thread, at any
    /// time; after dispose it does nothing.
    /// </summary>
    public void Interrupt() => Request(InterruptRequested);

    /// <summary>
    /// Lets compiled code ask at its next loop head or function entry whether other code is to go on. From any thread, at any time.
    /// </summary>
    public void RequestReplacement() => Request(ReplacementRequested);

    /// <summary>Ends what runs, because <see cref="StoreContext.InterruptWord"/> is not 0. Clears the word.</summary>
    /// <exception cref="TrapException">Interrupted.</exception>
    /// <exception cref="OperationCanceledException">The token of the call was cancelled.</exception>
    public void ThrowInterruption()
    {
        int requests;
        lock (_interruptLock)
        {
            // A second request, if there is one, is not lost.
            requests = Context->InterruptWord;
            WriteInterruptWord((requests & CancellationRequested) != 0 ? requests & InterruptRequested : 0);
        }

        if ((requests & CancellationRequested) != 0)
        {
            for (var observation = _observation; observation is not null; observation = observation.Outer)
            {
                observation.Token.ThrowIfCancellationRequested();
            }
        }
        else if ((requests & InterruptRequested) != 0)
        {
            TrapException.Throw(TrapCode.Interrupted);
        }
    }

    /// <summary>Makes a token end what runs, until <see cref="StopObserving"/>. Those of outer calls do so too.</summary>
    /// <returns>To be handed to <see cref="StopObserving"/>.</returns>
    /// <exception cref="OperationCanceledException">It is cancelled already.</exception>
    public Observation? Observe(CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        if (!token.CanBeCanceled)
        {
            return null;
        }

        _observation = new Observation(token, _observation);
        _observation.Registration = token.UnsafeRegister(static state => ((StoreState)state!).Request(CancellationRequested), this);
        return _observation;
    }

    /// <summary>Ends <see cref="Observe"/>; a request of the token that came too late is forgotten.</summary>
    public void StopObserving(Observation? observation)
    {
        if (observation is null)
        {
            return;
        }

        observation.Registration.Dispose();
        _observation = observation.Outer;
        lock (_interruptLock)
        {
            WriteInterruptWord(Context->InterruptWord & ~CancellationRequested);
        }

        for (var outer = _observation; outer is not null; outer = outer.Outer)
        {
            if (outer.Token.IsCancellationRequested)
            {
                Request(CancellationRequested);
            }
        }
    }

    /// <summary>Lets interruptions wake the waiter until <see cref="Unpark"/>; false if one is pending and waiting makes no
    /// sense.</summary>
    public bool TryPark(ParkingLot.Waiter waiter)
    {
        lock (_interruptLock)
        {
            if (IsInterruptPending)
            {
                return false;
            }

            _parked = waiter;
            return true;
        }
    }

    /// <summary>Ends <see cref="TryPark"/>.</summary>
    public void Unpark()
    {
        lock (_interruptLock)
        {
            _parked = null;
        }
    }

    /// <summary>Cancelled as soon as <see cref="ThrowInterruption"/> would end what runs: for host functions that wait.</summary>
    public CancellationToken HostWaitToken
    {
        get
        {
            lock (_interruptLock)
            {
                // One that was cancelled for an interruption that has ended a call is of no use for the next.
                if (_hostWait is null || (_hostWait.IsCancellationRequested && !IsInterruptPending))
                {
                    _hostWait = new CancellationTokenSource();
                }

                if (IsInterruptPending)
                {
                    return new CancellationToken(canceled: true);
                }

                return _hostWait.Token;
            }
        }
    }

    /// <summary>Sets how far compiled code may go on the stack. By the owner, while nothing of the store is running.</summary>
    public void SetStackLimit(nuint limit)
    {
        lock (_interruptLock)
        {
            Context->StackLimit = limit;
            foreach (var data in _pollers)
            {
                ShowRequests((InstanceData*)data);
            }
        }
    }

    /// <summary>Lets an instance's code see requests, those that there are already included, and where the stack ends.</summary>
    public void ShowInterruptions(ModuleInstance instance)
    {
        lock (_interruptLock)
        {
            _pollers.Add((nint)instance.Data);
            ShowRequests(instance.Data);
        }
    }

    // Under the lock, and before the context is freed.
    private void WriteInterruptWord(int word)
    {
        Volatile.Write(ref Context->InterruptWord, word);
        foreach (var data in _pollers)
        {
            ShowRequests((InstanceData*)data);
        }
    }

    // DANGER: the limit that code sees is the stack's or higher, never lower: it is all that keeps a guest from leaving the stack.
    private void ShowRequests(InstanceData* instance)
    {
        var word = Context->InterruptWord;
        Volatile.Write(ref instance->InterruptWord, word);
        Volatile.Write(ref instance->StackLimit, word != 0 ? nuint.MaxValue : Context->StackLimit);
    }

    private void Request(int request)
    {
        CancellationTokenSource? wait = null;

        // The context is native memory that dispose frees: the lock keeps a late interrupt away from it.
        lock (_interruptLock)
        {
            if (!_isDisposed)
            {
                WriteInterruptWord(Context->InterruptWord | request);
                if (request != ReplacementRequested)
                {
                    _parked?.Wake();
                    wait = _hostWait;
                }
            }
        }

        // What host functions registered runs here: not under the lock.
        wait?.Cancel();
    }

    /// <summary>The token of a call that is running.</summary>
    internal sealed class Observation(CancellationToken token, Observation? outer)
    {
        /// <summary>The token.</summary>
        public CancellationToken Token { get; } = token;

        /// <summary>The token of the next outer call that has one.</summary>
        public Observation? Outer { get; } = outer;

        /// <summary>What the token's source knows of this.</summary>
        public CancellationTokenRegistration Registration { get; set; }
    }
}

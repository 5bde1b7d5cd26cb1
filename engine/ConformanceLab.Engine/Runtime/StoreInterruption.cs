namespace ConformanceLab.Wasm.Runtime;

/// <content>How a running store is stopped from outside.</content>
internal sealed unsafe partial class StoreState
{
    private const int InterruptRequested = 1;
    private const int CancellationRequested = 2;

    private readonly Lock _interruptLock = new();
    private CancellationToken _cancellation;
    private ParkingLot.Waiter? _parked;
    private bool _isDisposed;

    /// <summary>Whether it is disposed.</summary>
    public bool IsDisposed => Volatile.Read(ref _isDisposed);

    /// <summary>Whether <see cref="ThrowInterruption"/> would end what runs.</summary>
    public bool IsInterruptPending => Volatile.Read(ref Context->InterruptWord) != 0;

    /// <summary>
    /// Asks for a trap (interrupted) at the next loop head or function entry; if nothing runs, of the next call. From any thread, at any
    /// time; after dispose it does nothing.
    /// </summary>
    public void Interrupt() => Request(InterruptRequested);

    /// <summary>Ends what runs, because <see cref="StoreContext.InterruptWord"/> is not 0. Clears the word.</summary>
    /// <exception cref="TrapException">Interrupted.</exception>
    /// <exception cref="OperationCanceledException">The token of the call was cancelled.</exception>
    public void ThrowInterruption()
    {
        var requests = Interlocked.Exchange(ref Context->InterruptWord, 0);
        if ((requests & CancellationRequested) != 0)
        {
            // The other request, if there is one, is not lost.
            Interlocked.Or(ref Context->InterruptWord, requests & InterruptRequested);
            _cancellation.ThrowIfCancellationRequested();
        }
        else if ((requests & InterruptRequested) != 0)
        {
            TrapException.Throw(TrapCode.Interrupted);
        }
    }

    /// <summary>Makes a token end what runs, until <see cref="StopObserving"/>. Nested calls restore the outer call's token.</summary>
    /// <exception cref="OperationCanceledException">It is cancelled already.</exception>
    public (CancellationTokenRegistration Registration, CancellationToken Outer) Observe(CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        var outer = _cancellation;
        _cancellation = token;
        var registration = token.UnsafeRegister(static state => ((StoreState)state!).Request(CancellationRequested), this);
        return (registration, outer);
    }

    /// <summary>Ends <see cref="Observe"/>; a request of the token that came too late is forgotten.</summary>
    public void StopObserving((CancellationTokenRegistration Registration, CancellationToken Outer) observation)
    {
        observation.Registration.Dispose();
        _cancellation = observation.Outer;
        if (_cancellation.IsCancellationRequested)
        {
            Request(CancellationRequested);
        }
        else
        {
            Interlocked.And(ref Context->InterruptWord, ~CancellationRequested);
        }
    }

    /// <summary>Lets interruptions wake the waiter until <see cref="Unpark"/>; false if one is pending and waiting makes no sense.</summary>
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

    private void Request(int request)
    {
        // The context is native memory that dispose frees: the lock keeps a late interrupt away from it.
        lock (_interruptLock)
        {
            if (!_isDisposed)
            {
                Interlocked.Or(ref Context->InterruptWord, request);
                _parked?.Wake();
            }
        }
    }
}

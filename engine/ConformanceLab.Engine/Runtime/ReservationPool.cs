namespace ConformanceLab.Wasm.Runtime;

/// <summary>
/// Reservations of memories that are gone, kept for the memories of the next stores: to map and unmap one, and to touch its pages for the
/// first time, is most of what a small instance costs. One per engine. Thread-safe.
/// </summary>
/// <remarks>
/// DANGER: what a guest wrote must never be seen by another. A reservation is wiped before it comes in, and one that can't be is freed.
/// </remarks>
internal sealed class ReservationPool : IDisposable
{
    // Those of all engines: where addresses run out, idle ones give way.
    private static readonly Lock s_lock = new();
    private static readonly List<WeakReference<ReservationPool>> s_pools = [];

    private readonly Lock _lock = new();
    private readonly List<Reservation> _idle = [];
    private readonly int _capacity;
    private bool _isDisposed;

    /// <summary>An empty pool.</summary>
    /// <param name="capacity">How many reservations it keeps.</param>
    public ReservationPool(int capacity)
    {
        _capacity = Reservation.IsCheap ? capacity : 0;
        lock (s_lock)
        {
            s_pools.RemoveAll(static pool => !pool.TryGetTarget(out _));
            s_pools.Add(new WeakReference<ReservationPool>(this));
        }
    }

    /// <summary>How many reservations it holds.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _idle.Count;
            }
        }
    }

    /// <summary>
    /// A reservation whose first bytes are accessible and zero, apart from what an image says, and nothing else is accessible; null if
    /// there is none of the size.
    /// </summary>
    /// <param name="size">Its size.</param>
    /// <param name="committed">How many bytes are accessible.</param>
    /// <param name="image">The image that it may have; it has that or none.</param>
    public Reservation? Take(nuint size, nuint committed, MemoryImage? image)
    {
        var reservation = Find(size, committed, image);
        if (reservation is null
            || ((reservation.Image == image || reservation.TryUnmapImage()) && reservation.TryResize(committed)))
        {
            return reservation;
        }

        reservation.Dispose();
        return null;
    }

    /// <summary>Takes a reservation over that nobody uses any more: keeps it, wiped, or frees it.</summary>
    public void Give(Reservation reservation)
    {
        if (Count < _capacity && reservation.TryWipe())
        {
            lock (_lock)
            {
                if (_idle.Count < _capacity && !_isDisposed)
                {
                    _idle.Add(reservation);
                    return;
                }
            }
        }

        reservation.Dispose();
    }

    /// <summary>Frees what has an image that nobody will ask for again.</summary>
    public void Forget(MemoryImage image) => ReleaseIdle(reservation => reservation.Image == image);

    /// <summary>Frees what it holds. What comes in later is freed at once.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
        }

        ReleaseIdle(static _ => true);
    }

    /// <summary>Frees what all pools of the process hold.</summary>
    public static void ReleaseAllIdle()
    {
        WeakReference<ReservationPool>[] pools;
        lock (s_lock)
        {
            pools = [.. s_pools];
        }

        foreach (var pool in pools)
        {
            if (pool.TryGetTarget(out var target))
            {
                target.ReleaseIdle(static _ => true);
            }
        }
    }

    // The one that needs the fewest system calls; of those, the one that came last, whose pages are still in the caches.
    private Reservation? Find(nuint size, nuint committed, MemoryImage? image)
    {
        lock (_lock)
        {
            var (best, calls) = (-1, int.MaxValue);
            for (var i = _idle.Count - 1; i >= 0 && calls > 0; i--)
            {
                var needed = _idle[i].Image == image ? (_idle[i].Committed == committed ? 0 : 1) : _idle[i].Image is null ? 2 : 3;
                if (_idle[i].Size == size && needed < calls)
                {
                    (best, calls) = (i, needed);
                }
            }

            if (best < 0)
            {
                return null;
            }

            var reservation = _idle[best];
            _idle.RemoveAt(best);
            return reservation;
        }
    }

    private void ReleaseIdle(Predicate<Reservation> which)
    {
        List<Reservation> idle;
        lock (_lock)
        {
            idle = _idle.FindAll(which);
            _idle.RemoveAll(which);
        }

        foreach (var reservation in idle)
        {
            reservation.Dispose();
        }
    }
}

using System.Diagnostics;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>How a wait ended; the values are what <c>memory.atomic.wait</c> returns.</summary>
internal enum WaitResult
{
    /// <summary>Woken by a notification.</summary>
    Ok = 0,

    /// <summary>The expected value was not there.</summary>
    NotEqual = 1,

    /// <summary>The time passed.</summary>
    TimedOut = 2,
}

/// <summary>
/// Where threads wait for notifications of addresses in shared memories: first come, first woken. One per engine; thread-safe.
/// Source: threads proposal, "Wait and Notify".
/// </summary>
internal sealed unsafe class ParkingLot
{
    private readonly Bucket[] _buckets = new Bucket[64];

    public ParkingLot()
    {
        for (var i = 0; i < _buckets.Length; i++)
        {
            _buckets[i] = new Bucket();
        }
    }

    /// <summary>
    /// spec: exec-memory.atomic.waitn, N = 32. Address, alignment and sharedness have been checked; the store owns the memory.
    /// </summary>
    /// <param name="store">The waiting store, whose interruption ends the wait.</param>
    /// <param name="address">What is compared and waited for.</param>
    /// <param name="expected">Wait only if this is the value.</param>
    /// <param name="nanoseconds">How long; negative is forever.</param>
    /// <exception cref="TrapException">Interrupted.</exception>
    /// <exception cref="OperationCanceledException">The token of the call was cancelled.</exception>
    public WaitResult Wait32(StoreState store, int* address, int expected, long nanoseconds) =>
        Wait(store, address, expected, is64: false, nanoseconds);

    /// <summary>spec: exec-memory.atomic.waitn, N = 64. See <see cref="Wait32"/>.</summary>
    public WaitResult Wait64(StoreState store, long* address, long expected, long nanoseconds) =>
        Wait(store, address, expected, is64: true, nanoseconds);

    /// <summary>spec: exec-memory.atomic.notify. Wakes at most <paramref name="count"/> waiters of the address; returns how many.</summary>
    public uint Notify(void* address, uint count)
    {
        var bucket = BucketOf(address);
        var woken = 0u;
        lock (bucket.Lock)
        {
            var node = bucket.Waiters.First;
            while (node is not null && woken < count)
            {
                var next = node.Next;
                if (node.Value.Address == (nint)address)
                {
                    bucket.Waiters.Remove(node);
                    node.Value.IsNotified = true;
                    node.Value.Wake();
                    woken++;
                }

                node = next;
            }
        }

        return woken;
    }

    /// <summary>How many wait for the address at this moment: for tests and diagnosis.</summary>
    public int CountWaiters(void* address)
    {
        var bucket = BucketOf(address);
        lock (bucket.Lock)
        {
            return bucket.Waiters.Count(waiter => waiter.Address == (nint)address);
        }
    }

    private WaitResult Wait(StoreState store, void* address, long expected, bool is64, long nanoseconds)
    {
        var bucket = BucketOf(address);
        var waiter = new Waiter((nint)address);
        lock (bucket.Lock)
        {
            // Compared under the bucket's lock: a notification that follows a store of another value cannot be missed.
            var value = is64 ? Volatile.Read(ref *(long*)address) : Volatile.Read(ref *(int*)address);
            if (value != expected)
            {
                return WaitResult.NotEqual;
            }

            bucket.Waiters.AddLast(waiter);
        }

        if (store.TryPark(waiter))
        {
            try
            {
                waiter.Sleep(nanoseconds);
            }
            finally
            {
                store.Unpark();
            }
        }

        bool isNotified;
        lock (bucket.Lock)
        {
            isNotified = waiter.IsNotified;
            if (!isNotified)
            {
                bucket.Waiters.Remove(waiter);
            }
        }

        if (isNotified)
        {
            return WaitResult.Ok;
        }

        if (store.IsInterruptPending)
        {
            store.ThrowInterruption();
        }

        return WaitResult.TimedOut;
    }

    private Bucket BucketOf(void* address) => _buckets[(int)(((ulong)address * 0x9E37_79B9_7F4A_7C15) >> 58)];

    private sealed class Bucket
    {
        public Lock Lock { get; } = new();

        public LinkedList<Waiter> Waiters { get; } = new();
    }

    /// <summary>A thread that waits.</summary>
    internal sealed class Waiter(nint address)
    {
        private readonly object _monitor = new();
        private bool _isAwake;

        /// <summary>What it waits for.</summary>
        public nint Address { get; } = address;

        /// <summary>Guarded by the bucket's lock.</summary>
        public bool IsNotified { get; set; }

        /// <summary>Ends <see cref="Sleep"/>, also if that has not begun.</summary>
        public void Wake()
        {
            lock (_monitor)
            {
                _isAwake = true;
                Monitor.Pulse(_monitor);
            }
        }

        /// <summary>Returns once woken or when the time has passed.</summary>
        public void Sleep(long nanoseconds)
        {
            const double NanosecondsPerMillisecond = 1_000_000;
            var start = Stopwatch.GetTimestamp();
            lock (_monitor)
            {
                while (!_isAwake)
                {
                    var left = nanoseconds < 0
                        ? int.MaxValue
                        : Math.Ceiling((nanoseconds - Stopwatch.GetElapsedTime(start).TotalNanoseconds) / NanosecondsPerMillisecond);
                    if (left <= 0)
                    {
                        return;
                    }

                    Monitor.Wait(_monitor, (int)Math.Min(left, int.MaxValue));
                }
            }
        }
    }
}

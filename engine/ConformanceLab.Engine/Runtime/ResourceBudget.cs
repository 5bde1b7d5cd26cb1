namespace ConformanceLab.Wasm.Runtime;

/// <summary>How much of something may still be had. Thread-safe: shared memories grow from any thread.</summary>
/// <param name="limit">All there is.</param>
internal sealed class ResourceBudget(ulong limit)
{
    private ulong _used;

    /// <summary>All there is.</summary>
    public ulong Limit { get; } = limit;

    /// <summary>What is taken.</summary>
    public ulong Used => Volatile.Read(ref _used);

    /// <summary>Takes <paramref name="amount"/>, or nothing if that is not left.</summary>
    public bool TryTake(ulong amount)
    {
        var used = Volatile.Read(ref _used);
        while (true)
        {
            if (amount > Limit - used)
            {
                return false;
            }

            var seen = Interlocked.CompareExchange(ref _used, used + amount, used);
            if (seen == used)
            {
                return true;
            }

            used = seen;
        }
    }

    /// <summary>Gives back what was taken.</summary>
    public void Return(ulong amount) => Interlocked.Add(ref _used, 0 - amount);
}

namespace ConformanceLab.Wasm.Tiering;

/// <summary>
/// Compilations that nobody waits for, of all modules of the process, in the order in which they are asked for. One thread does them, which
/// is there as long as there is something to do, and gives way to everybody else. Thread-safe.
/// </summary>
internal static class TierUpQueue
{
    private static readonly Lock s_lock = new();
    private static readonly Queue<Action> s_waiting = new();
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(1);
    private static readonly SemaphoreSlim s_available = new(0);
    private static bool s_isRunning;

    /// <summary>Adds a compilation, which throws nothing.</summary>
    public static void Add(Action compile)
    {
        lock (s_lock)
        {
            s_waiting.Enqueue(compile);
            s_available.Release();
            if (s_isRunning)
            {
                return;
            }

            s_isRunning = true;
        }

        // What recursion in the compiler there is is bounded; a stack of its own leaves the guests theirs.
        new Thread(Work) { IsBackground = true, Name = "wasm tier-up", Priority = ThreadPriority.BelowNormal }.Start();
    }

    private static void Work()
    {
        while (true)
        {
            var isAvailable = s_available.Wait(s_idle);
            Action? compile;
            lock (s_lock)
            {
                if (!isAvailable && s_waiting.Count == 0)
                {
                    s_isRunning = false;
                    return;
                }

                s_waiting.TryDequeue(out compile);
            }

            compile?.Invoke();
        }
    }
}

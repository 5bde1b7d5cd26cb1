using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm;

/// <summary>
/// Where instances live: their memories, tables, globals, functions and GC heap. Nothing of it is freed before the store is disposed.
/// <para>
/// One thread at a time may use a store and what belongs to it; a thread that tries while another one is inside gets an
/// <see cref="InvalidOperationException"/>. Different threads may use it one after the other. <see cref="Interrupt"/> may be called by
/// any thread at any time.
/// </para>
/// </summary>
public sealed class Store : IDisposable
{
    /// <summary>Creates a store with the default limits.</summary>
    public Store(Engine engine)
        : this(engine, StoreLimits.Default)
    {
    }

    /// <summary>Creates a store.</summary>
    /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
    /// <exception cref="OutOfMemoryException">The system has no addresses left for another store.</exception>
    public Store(Engine engine, StoreLimits limits)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(limits);
        State = new StoreState(this, engine, limits);
    }

    /// <summary>The engine that it was made with.</summary>
    public Engine Engine => State.Engine;

    /// <summary>What its guests may use.</summary>
    public StoreLimits Limits => State.Limits;

    /// <summary>Anything that the host wants to find again in its functions (<see cref="Caller.Store"/>).</summary>
    public object? Data { get; set; }

    /// <summary>
    /// Instructions that may still be executed, where <see cref="EngineOptions.ConsumeFuel"/> is on: each instruction that is executed
    /// takes one
    /// (a branch to a <c>loop</c> executes it again; <c>end</c> and <c>else</c> are free). 0 at first.
    /// May be set at any time, also by a host function.
    /// </summary>
    /// <exception cref="InvalidOperationException">The engine does not count fuel.</exception>
    public unsafe ulong Fuel
    {
        get
        {
            RequireFuel();
            using var use = State.Use();
            return (ulong)Math.Max(State.Context->Fuel, 0);
        }

        set
        {
            RequireFuel();
            using var use = State.Use();
            State.Context->Fuel = (long)Math.Min(value, long.MaxValue);
        }
    }

    /// <summary>Bytes that the linear memories have now, together. Thread-safe.</summary>
    public ulong MemoryBytes => State.MemoryBytes.Used;

    /// <summary>Bytes of all objects that were ever allocated on the GC heap, garbage included.</summary>
    public ulong AllocatedBytes => State.Heap.Statistics.AllocatedBytes;

    /// <summary>Whether it is disposed.</summary>
    public bool IsDisposed => State.IsDisposed;

    internal StoreState State { get; }

    /// <summary>
    /// Ends what is running with a trap (<see cref="TrapCode.Interrupted"/>), a wait for a notification included. If nothing is running,
    /// the next call ends so.
    /// Callable from any thread at any time; after dispose it does nothing.
    /// </summary>
    public void Interrupt() => State.Interrupt();

    /// <summary>Collects the garbage of the GC heap now. Happens by itself where room is needed.</summary>
    public void CollectGarbage()
    {
        using var use = State.Use();
        State.Heap.Collect();
    }

    /// <summary>Frees everything of the store. What refers to it throws <see cref="ObjectDisposedException"/> from then on.</summary>
    /// <exception cref="InvalidOperationException">The store is in use, by this thread (a host function) or another.</exception>
    public void Dispose() => State.Dispose();

    private void RequireFuel()
    {
        if (!Engine.Options.ConsumeFuel)
        {
            throw new InvalidOperationException("the engine was made without ConsumeFuel");
        }
    }
}

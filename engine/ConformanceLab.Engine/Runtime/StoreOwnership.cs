using System.Diagnostics.CodeAnalysis;

namespace ConformanceLab.Wasm.Runtime;

/// <content>
/// One thread at a time. The thread that enters owns the store until it has left as often; others that try meanwhile get an exception.
/// The cost is one compare-and-swap for an outermost call and a comparison for nested ones.
/// </content>
internal sealed unsafe partial class StoreState
{
    private const int Nobody = 0;
    private const int Disposed = -1;

    private int _owner;
    private int _depth;

    /// <summary>Whether the calling thread is inside.</summary>
    public bool IsEntered => Volatile.Read(ref _owner) == Environment.CurrentManagedThreadId;

    /// <summary>Begins to use the store; to be followed by <see cref="Exit"/>.</summary>
    /// <exception cref="InvalidOperationException">Another thread is using the store.</exception>
    /// <exception cref="ObjectDisposedException">The store is disposed.</exception>
    public void Enter()
    {
        var thread = Environment.CurrentManagedThreadId;
        if (Volatile.Read(ref _owner) != thread)
        {
            var owner = Interlocked.CompareExchange(ref _owner, thread, Nobody);
            if (owner != Nobody)
            {
                ThrowNotAvailable(owner);
            }
        }

        _depth++;
    }

    /// <summary>Ends what <see cref="Enter"/> began.</summary>
    public void Exit()
    {
        if (--_depth == 0)
        {
            Volatile.Write(ref _owner, Nobody);
        }
    }

    /// <summary><see cref="Enter"/> and, at the end of the scope, <see cref="Exit"/>.</summary>
    public Scope Use()
    {
        Enter();
        return new Scope(this);
    }

    [DoesNotReturn]
    private static void ThrowNotAvailable(int owner)
    {
        ObjectDisposedException.ThrowIf(owner == Disposed, typeof(Store));
        throw new InvalidOperationException($"the store is in use by thread {owner}: a store may be used by one thread at a time");
    }

    // Succeeds once, when nobody is inside.
    private bool TryEnd()
    {
        var owner = Interlocked.CompareExchange(ref _owner, Disposed, Nobody);
        if (owner is not (Nobody or Disposed))
        {
            throw new InvalidOperationException("the store is in use and cannot be disposed");
        }

        return owner == Nobody;
    }

    /// <summary>A use of the store.</summary>
    internal readonly ref struct Scope(StoreState store)
    {
        /// <summary>Ends the use.</summary>
        public void Dispose() => store.Exit();
    }
}

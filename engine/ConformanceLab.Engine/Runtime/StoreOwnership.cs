using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Codegen;

namespace ConformanceLab.Wasm.Runtime;

/// <content>
/// One thread at a time, at almost no cost for a thread that comes again: the store stays its own until another thread wants it.
/// <code>
///   owner                          another thread, under the lock
///   Depth = Depth + 1              IsRevoked = true
///   (no fence)                     a barrier in all threads of the process
///   IsRevoked? then not inside     Depth != 0? then the store is in use
/// </code>
/// Invariant: at least one of the two sees what the other has written. The owner's store may be delayed behind its load, but not across
/// the other's barrier. Source: Dice, Huang, Yang, "Asymmetric Dekker Synchronization" (2001).
/// <para>
/// Asking a thread who it is, and how far its stack goes, costs as much as a call of a small function. So an owner remembers where on its
/// stack it last came from outside: whoever has a local variable near there is the same thread, with the same stack below.
/// <code>
///   StoreContext.StackLimit ──── at least ────▶ │◀─ Near ─▶ place ◀─ Near ─▶│ ──────▶ where the stack begins
/// </code>
/// No two threads share a stack, but stacks are used again: as a thread ends, nothing is near any more (<see cref="ThreadEnd"/>).
/// </para>
/// </content>
internal sealed unsafe partial class StoreState
{
    // A barrier takes microseconds. A store that goes from thread to thread is given back each time instead.
    private const int PatientRevocations = 8;

    // Bytes of stack. Much more than between a delegate's call and the executor, little compared with what a guest may use.
    private const nuint Near = 8 * 1024;

    private static readonly Owner s_nobody = new(HostThread.None());
    private static readonly Owner s_disposed = new(HostThread.None());

    private readonly Lock _ownershipLock = new();
    private Owner _owner = s_nobody;
    private int _revocations;

    /// <summary>Whether the calling thread is inside.</summary>
    public bool IsEntered => Volatile.Read(ref _owner) is var owner && owner.Thread == HostThread.Current && owner.Depth > 0;

    /// <summary>Whether an owner that is not inside keeps the store.</summary>
    private bool IsPatient => _revocations <= PatientRevocations;

    /// <summary>Whether the thread that is inside has entered only once.</summary>
    private bool IsOutermost => _owner.Depth == 1;

    /// <summary><see cref="ThreadStack.Limit"/> of the thread that is inside, which calls this.</summary>
    public nuint ThreadStackLimit => _owner.Thread.StackLimit;

    /// <summary>
    /// <see cref="Enter"/> for the thread that comes again, from near where it came from before, so that its stack ends where
    /// <see cref="StoreContext.StackLimit"/> says, and not near.
    /// </summary>
    /// <param name="visit">To be ended, instead of <see cref="Exit"/>, if it is inside.</param>
    /// <returns>Whether it is inside; if not, it has to enter as if for the first time.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnterAgain(out Visit visit)
    {
        var owner = Volatile.Read(ref _owner);
        visit = new Visit(owner, owner.Depth);
        byte local;
        if ((nuint)(&local) - owner.NearStart >= *owner.NearBytes)
        {
            return false;
        }

        Volatile.Write(ref owner.Depth, visit.Depth + 1);
        if (!Volatile.Read(ref owner.IsRevoked))
        {
            return true;
        }

        visit.End();
        return false;
    }

    /// <summary>Lets the thread that is inside <see cref="TryEnterAgain"/> from now on.</summary>
    /// <param name="place">Where its stack is now; its limit has just been measured.</param>
    public void RememberPlace(nuint place)
    {
        var owner = _owner;
        if (IsPatient && place > Near && place - Near >= Context->StackLimit)
        {
            owner.NearStart = place - Near;
            owner.NearBytes = owner.Thread.CellWith(2 * Near);
        }
        else
        {
            owner.NearBytes = HostThread.Nothing;
        }
    }

    /// <summary>Begins to use the store; to be followed by <see cref="Exit"/>.</summary>
    /// <exception cref="InvalidOperationException">Another thread is using the store.</exception>
    /// <exception cref="ObjectDisposedException">The store is disposed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter()
    {
        var owner = Volatile.Read(ref _owner);
        if (owner.Thread == HostThread.Current)
        {
            Volatile.Write(ref owner.Depth, owner.Depth + 1);
            if (!Volatile.Read(ref owner.IsRevoked))
            {
                return;
            }

            Volatile.Write(ref owner.Depth, owner.Depth - 1);
        }

        TakeOwnership();
    }

    /// <summary>Ends what <see cref="Enter"/> began.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Exit()
    {
        // Nobody replaces the owner while it is inside.
        var owner = _owner;
        var depth = owner.Depth - 1;
        Volatile.Write(ref owner.Depth, depth);
        if (depth == 0 && !IsPatient)
        {
            // Unless somebody has taken it just now.
            Interlocked.CompareExchange(ref _owner, s_nobody, owner);
        }
    }

    /// <summary><see cref="Enter"/> and, at the end of the scope, <see cref="Exit"/>.</summary>
    public Scope Use()
    {
        Enter();
        return new Scope(this);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TakeOwnership()
    {
        lock (_ownershipLock)
        {
            var owner = _owner;
            ObjectDisposedException.ThrowIf(owner == s_disposed, typeof(Store));
            if (owner.Thread == HostThread.Current)
            {
                // Somebody wanted it and found it in use.
                owner.Depth++;
                return;
            }

            if (!TryRevoke(owner))
            {
                throw new InvalidOperationException(
                    $"the store is in use by thread {owner.Thread.Number}: a store may be used by one thread at a time");
            }

            Volatile.Write(ref _owner, new Owner(HostThread.Current) { Depth = 1 });
        }
    }

    // Under the lock. An owner that has lost the store never gets it back: the thread becomes another owner.
    private bool TryRevoke(Owner owner)
    {
        if (owner == s_nobody || owner.Thread == HostThread.Current)
        {
            return owner.Depth == 0;
        }

        Volatile.Write(ref owner.IsRevoked, true);
        Interlocked.MemoryBarrierProcessWide();
        if (Volatile.Read(ref owner.Depth) != 0)
        {
            Volatile.Write(ref owner.IsRevoked, false);
            return false;
        }

        _revocations++;
        return true;
    }

    // Succeeds once, when nobody is inside.
    private bool TryEnd()
    {
        lock (_ownershipLock)
        {
            var owner = _owner;
            if (owner == s_disposed)
            {
                return false;
            }

            if (!TryRevoke(owner))
            {
                throw new InvalidOperationException("the store is in use and cannot be disposed");
            }

            Volatile.Write(ref _owner, s_disposed);
            return true;
        }
    }

    /// <summary>A use of the store.</summary>
    internal readonly ref struct Scope(StoreState store)
    {
        /// <summary>Ends the use.</summary>
        public void Dispose() => store.Exit();
    }

    /// <summary>
    /// A use of the store by an owner that comes again. The depth comes back as it was: counted down from what was counted up, each call would wait
    /// for the one before.
    /// </summary>
    internal readonly ref struct Visit(Owner owner, int depth)
    {
        /// <summary>How often it was inside before.</summary>
        public int Depth => depth;

        /// <summary>Ends the use. The owner keeps the store.</summary>
        public void End() => Volatile.Write(ref owner.Depth, depth);
    }

    /// <summary>A thread that has the store to itself.</summary>
    internal sealed class Owner(HostThread thread)
    {
        public readonly HostThread Thread = thread;

        /// <summary>How often it is inside. Written by the thread alone.</summary>
        public int Depth;

        /// <summary>Whether somebody else has the store, or is about to look whether it is in use.</summary>
        public bool IsRevoked;

        /// <summary>The lowest address that is near.</summary>
        public nuint NearStart;

        /// <summary>How many addresses are; 0 when the thread has ended.</summary>
        public nuint* NearBytes = HostThread.Nothing;
    }
}

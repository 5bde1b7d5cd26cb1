using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// Cells of 8 bytes that hold the address of a function's current code. Calls go through them (<see cref="OwnCalls"/>), or through copies
/// of them (<see cref="CodeCopies"/>), where that may become other code, so one atomic store publishes a new tier. They lie on pages without
/// code: writing them disturbs no instruction cache. Thread-safe.
/// </summary>
internal sealed unsafe class CodeSlots
{
    private const long CommitStep = 1L << 20;

    private readonly Lock _lock = new();
    private readonly byte* _start;
    private readonly long _size;
    private readonly RangeAllocator _slots;
    private long _committed;

    public CodeSlots(byte* start, long size)
    {
        _start = start;
        _size = size;
        _slots = new RangeAllocator((int)(size / sizeof(nint)));
    }

    /// <summary>Takes consecutive slots, all 0; null if there is no room or no memory.</summary>
    public nint* TryAllocate(int count)
    {
        lock (_lock)
        {
            if (!_slots.TryAllocate(count, out var first, out _))
            {
                return null;
            }

            var slots = (nint*)_start + first;
            if (!TryCommit((byte*)(slots + count) - _start))
            {
                _slots.Free(first, count);
                return null;
            }

            new Span<nint>(slots, count).Clear();
            return slots;
        }
    }

    /// <summary>Gives slots back. The owner's contract is that of <see cref="CodeBlock"/>: nobody calls through them any more.</summary>
    public void Free(nint* slots, int count)
    {
        // A call that breaks the contract goes to 0, which ends the process, and not to somebody else's function.
        new Span<nint>(slots, count).Clear();
        lock (_lock)
        {
            _slots.Free((int)(((byte*)slots - _start) / sizeof(nint)), count);
        }
    }

    /// <summary>Makes calls through the slot go to other code from now on; threads that are in the old code stay there until they
    /// leave it.</summary>
    public static void Publish(nint* slot, nint code) => Volatile.Write(ref *slot, code);

    /// <summary>The code that calls through the slot go to.</summary>
    public static nint Read(nint* slot) => Volatile.Read(ref *slot);

    private bool TryCommit(long end)
    {
        if (end <= _committed)
        {
            return true;
        }

        end = Math.Min((end + CommitStep - 1) / CommitStep * CommitStep, _size);
        if (!LinuxMemory.TryMakeAccessible(_start + _committed, (nuint)(end - _committed)))
        {
            return false;
        }

        _committed = end;
        return true;
    }
}

using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ConformanceLab.Wasm.Gc;

/// <content>When to collect, how much space to give afterwards, and what stress mode adds.</content>
internal sealed unsafe partial class GcHeap
{
    private const ulong GenerousCapacity = 128UL << 20;
    private Collector? _collector;
    private long _collections;
    private ulong _allocatedBefore;
    private ulong _allocationStart = ObjectLayout.NullGuardBytes;
    private ulong _liveBytes;
    private long _collectionTicks;
    private bool _isCollecting;

    /// <summary>Collects now: every object may move, what is not reached from the roots is gone.</summary>
    /// <exception cref="TrapException">Out of memory: there is no room to move the objects to. Nothing has changed then.</exception>
    public void Collect() => Collect(0);

    // The collector must know of size further bytes that are about to be allocated, to choose the capacity.
    private void Collect(ulong size)
    {
        Reserve();
        if (_isCollecting)
        {
            throw new InvalidOperationException("a collection is under way, or one has failed");
        }

        var started = Stopwatch.GetTimestamp();
        var from = _current;
        var to = ReferenceEquals(from, _first) ? _second : _first;
        ulong fromEnd = _context->HeapTop;
        if (_isStress)
        {
            Unprotect(to);
        }

        // All of it might be alive.
        if (!TryCommit(to, to.Start + (fromEnd - from.Start)))
        {
            TrapException.Throw(TrapCode.OutOfMemory);
        }

        _isCollecting = true;
        _collector ??= new Collector(Base, _types, Handles);
        var top = _collector.Run(_rootSources, from.Start, fromEnd, to.Start);
        _isCollecting = false;
        IsCollectionDue = _isStress || Handles.Count > Handles.Threshold;

        _current = to;
        to.UsedEnd = Math.Max(to.UsedEnd, top);
        _context->HeapTop = _context->HeapLimit = (uint)top;
        _collections++;
        _allocatedBefore += fromEnd - _allocationStart;
        _allocationStart = top;
        _liveBytes = top - to.Start;
        if (_isStress)
        {
            Vacate(from, fromEnd);
        }

        ChooseCapacity(size);
        _collectionTicks += Stopwatch.GetTimestamp() - started;
    }

    // A collection costs what is alive, and allows capacity − live bytes of allocation: with a capacity of n times what is alive a byte
    // allocated pays for at most 1 / (n − 1) bytes moved. Space is cheap while the heap is small.
    private void ChooseCapacity(ulong size)
    {
        var needed = _liveBytes + size;
        while (_capacity < _limit && needed > _capacity / (_capacity < GenerousCapacity ? 4u : 2u))
        {
            _capacity = Math.Min(_capacity * 2, _limit);
        }

        // After a peak memory goes back, step by step. The gap to the condition for growing keeps it from going to and fro.
        if (_capacity > _initialCapacity && needed < _capacity / 16)
        {
            _capacity = Math.Max(RoundUpToPage(_capacity / 2), _initialCapacity);
            Discard(_first);
            Discard(_second);
        }
    }

    private void Discard(Semispace space)
    {
        var end = space.Start + _capacity;
        if (space.UsedEnd > end && _reservation!.TryDiscard(end, space.CommittedEnd - end))
        {
            space.UsedEnd = end;
        }
    }

    // Stale references shall show: managed code sees impossible type ids, machine code faults.
    private void Vacate(Semispace space, ulong end)
    {
        NativeMemory.Fill(Base + space.Start, (nuint)(end - space.Start), ObjectLayout.Poison);
        _reservation!.Protect(space.Start, space.CommittedEnd - space.Start);
    }

    private void Unprotect(Semispace space)
    {
        if (!_reservation!.TryCommit(space.Start, space.CommittedEnd - space.Start))
        {
            TrapException.Throw(TrapCode.OutOfMemory);
        }
    }

    private void Verify(uint reference)
    {
        var isInside = (reference & (ObjectLayout.HeaderSize - 1)) == 0 && reference >= _current.Start && reference < _context->HeapTop;
        if (!isInside)
        {
            Stale(reference);
        }

        var typeId = *(uint*)(Base + reference);
        if (typeId >= _types.Count || _descriptors[typeId].Kind == DescriptorKind.None)
        {
            Stale(reference);
        }
    }

    [DoesNotReturn]
    private static void Stale(uint reference) => throw new InvalidOperationException($"stale GC reference 0x{reference:x8}");
}

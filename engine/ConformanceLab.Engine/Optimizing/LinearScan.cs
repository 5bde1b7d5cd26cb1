using System.Numerics;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen.Abi;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>
/// Register allocation by linear scan with splitting. Lifetimes are taken in the order in which they begin; each gets the register that
/// is free longest, and is cut where that is not long enough. Calls destroy all registers, so what lives across one is in its slot there.
/// A value is written to its slot once, where it is defined: no later move to the frame is ever needed.
/// <code>
///   v7   ├─ rbx ─────────┤slot             ├─ rsi ──┤
///        def             call              reload   last use
///        store
/// </code>
/// Source: Wimmer and Franz, "Linear scan register allocation on SSA form" (2010); Wimmer and Mössenböck, "Optimized interval splitting
/// in a linear scan register allocator" (2005).
/// </summary>
internal sealed partial class LinearScan(NativeModule native)
{
    private readonly IntervalQueue _unhandled = new();
    private readonly List<Interval>[] _assigned = Lists<Interval>(Locations.FirstSlot);
    private readonly List<int>[] _fixed = Lists<int>(Locations.FirstVector);
    private Graph _graph = null!;
    private Lowering _lowering = null!;
    private Liveness _liveness = null!;
    private SignatureLayout _signature = null!;

    // Where allocation has come to: parts that begin before have their places.
    private int _position;
    private int[] _loops = [];
    private bool[] _isSpilled = [];
    private WorkBudget _budget = null!;

    /// <summary>General registers that values may be in, the cheapest to encode first.</summary>
    public static ReadOnlySpan<byte> GeneralRegisters => [0, 1, 2, 6, 7, 3, 8, 9, 10, 12, 13];

    /// <summary>Vector registers that values may be in; two are for moves.</summary>
    public static ReadOnlySpan<byte> VectorRegisters => [16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29];

    /// <summary>For each node, whether its value has a slot.</summary>
    public ReadOnlySpan<bool> IsSpilled => _isSpilled;

    /// <summary>Allocates. Afterwards parts of lifetimes and uses know their places; slots are not numbered yet.</summary>
    public void Run(Graph graph, Lowering lowering, Liveness liveness, SignatureLayout signature, WorkBudget budget)
    {
        _signature = signature;
        _budget = budget;
        _graph = graph;
        _lowering = lowering;
        _liveness = liveness;
        _unhandled.Reset(2 * (lowering.Order.Count + 1));
        Arrays.Renew(ref _isSpilled, graph.Count, false);
        foreach (var list in _assigned)
        {
            list.Clear();
        }

        FindFixed();
        FindLoops();
        FindColdEntries();
        foreach (var interval in liveness.Intervals)
        {
            if (interval is not null)
            {
                interval.Hint = HintFor(interval.Value);
                CutAtColdEntries(interval);
                _unhandled.Enqueue(interval);
            }
        }

        while (_unhandled.TryDequeue(out var current))
        {
            _position = current.Start;
            Allocate(current);
        }
    }

    /// <summary>The part of a value's lifetime at a position.</summary>
    public Interval PartAt(int value, int position)
    {
        var part = _liveness.Intervals[value]!;
        while (part.Next is { } next && next.Start <= position)
        {
            _budget.Spend(1);
            part = next;
        }

        return part;
    }

    private static List<T>[] Lists<T>(int count) => [.. Enumerable.Range(0, count).Select(static _ => new List<T>())];

    private void FindFixed()
    {
        foreach (var list in _fixed)
        {
            list.Clear();
        }

        for (var number = 0; number < _lowering.Clobbers.Count; number++)
        {
            for (var set = _lowering.Clobbers[number]; set != 0; set &= set - 1)
            {
                _fixed[BitOperations.TrailingZeroCount(set)].Add(2 * number);
            }
        }
    }

    private void Allocate(Interval current)
    {
        var isPassing = current.EntersCold && ComesInRegister(current);
        if (current.Uses.IsEmpty && !current.IsDefinedInRegister && !isPassing)
        {
            // A parameter or result that nobody needs is nowhere; a tail without uses stays in the frame.
            LeaveInFrame(current);
            return;
        }

        if (!current.IsDefinedInRegister && !isPassing && NextCall(current) is var call && call < NextUse(current, current.Start))
        {
            // It would be lost before anybody reads it.
            LeaveInFrame(current);
            return;
        }

        if (!TryAllocateFree(current))
        {
            AllocateBlocked(current);
        }
    }

    private int FirstRegisterUse(Interval interval)
    {
        if (interval.IsDefinedInRegister)
        {
            return interval.Start;
        }

        foreach (var use in interval.Uses)
        {
            _budget.Spend(1);
            if (_lowering.Uses[use].NeedsRegister)
            {
                return _lowering.Uses[use].Position;
            }
        }

        return int.MaxValue;
    }

    private int NextUse(Interval interval, int position)
    {
        foreach (var use in interval.Uses)
        {
            _budget.Spend(1);
            if (_lowering.Uses[use].Position >= position)
            {
                return _lowering.Uses[use].Position;
            }
        }

        return int.MaxValue;
    }

    // The first call that the lifetime goes across, or int.MaxValue: its position is where registers are lost.
    private int NextCall(Interval interval)
    {
        for (var index = _lowering.CallFrom(interval.Start / 2); index < _lowering.Calls.Count; index++)
        {
            _budget.Spend(1);
            var position = (2 * _lowering.Calls[index]) + 1;
            if (position >= interval.End)
            {
                break;
            }

            if (position > interval.Start && interval.Covers(position))
            {
                return position;
            }
        }

        return int.MaxValue;
    }

    private ReadOnlySpan<byte> RegistersOf(Interval interval) => interval.IsVector ? VectorRegisters : GeneralRegisters;

    private int NextFixed(int register, Interval interval)
    {
        if (register >= Locations.FirstVector)
        {
            return int.MaxValue;
        }

        var positions = _fixed[register];
        var index = positions.BinarySearch(interval.Start);
        for (index = index < 0 ? ~index : index; index < positions.Count && positions[index] < interval.End; index++)
        {
            if (interval.Covers(positions[index]))
            {
                return positions[index];
            }
        }

        return int.MaxValue;
    }

    // Until when a register is free for a lifetime; something that is not more than a limit, if it is not longer than that.
    private int FreeUntil(int register, Interval current, int limit)
    {
        var free = NextFixed(register, current);
        var assigned = _assigned[register];
        for (var index = assigned.Count - 1; index >= 0 && free > limit; index--)
        {
            if (assigned[index].End <= current.Start)
            {
                assigned.RemoveAt(index);
            }
            else
            {
                _budget.Spend(Math.Min(assigned[index].RangeCount, current.RangeCount));
                free = Math.Min(free, assigned[index].FirstIntersection(current));
            }
        }

        return free;
    }

    private bool TryAllocateFree(Interval current)
    {
        var call = NextCall(current);
        var end = Math.Min(current.End, call);
        var hint = CurrentHint(current);
        var best = Locations.None;
        var bestFree = 0;
        if (hint != Locations.None && RegistersOf(current).Contains((byte)hint))
        {
            best = hint;
            bestFree = Math.Min(FreeUntil(hint, current, current.Start), end);
        }

        // The one that is free longest: the one that is wanted, or the cheapest.
        foreach (int register in RegistersOf(current))
        {
            if (bestFree == end)
            {
                break;
            }

            var free = Math.Min(FreeUntil(register, current, Math.Max(bestFree, current.Start)), end);
            if (free > bestFree)
            {
                best = register;
                bestFree = free;
            }
        }

        // Of no use before it is lost again?
        if (bestFree <= current.Start || (bestFree < end && !IsWorthwhile(current, bestFree)))
        {
            return false;
        }

        if (bestFree == call || bestFree >= current.End)
        {
            var rest = bestFree == call && call < current.End ? Split(current, LeavePosition(current, call)) : null;
            Assign(current, best);
            if (rest is not null)
            {
                LeaveInFrame(rest);
            }

            return true;
        }

        var position = bestFree & ~1;
        if (position <= current.Start)
        {
            return false;
        }

        var tail = Split(current, LeavePosition(current, position));
        Assign(current, best);
        _unhandled.Enqueue(tail);
        return true;
    }

    private bool IsWorthwhile(Interval current, int free)
    {
        var first = FirstRegisterUse(current);
        return first < (free & ~1) || (first == int.MaxValue && NextUse(current, current.Start) < (free & ~1));
    }

    private void Assign(Interval interval, int register)
    {
        interval.Location = register;
        _assigned[register].Add(interval);
        Locate(interval, register);
    }

    private void Locate(Interval interval, int location)
    {
        _budget.Spend(interval.Uses.Length / 8);
        var uses = CollectionsMarshal.AsSpan(_lowering.Uses);
        foreach (var use in interval.Uses)
        {
            uses[use].Location = location;
        }
    }
}

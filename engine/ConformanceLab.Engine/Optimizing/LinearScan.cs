using System.Numerics;
using ConformanceLab.Wasm.Baseline;
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
internal sealed class LinearScan
{
    private readonly PriorityQueue<Interval, (int Start, int Order)> _unhandled = new();
    private readonly List<Interval>[] _assigned = new List<Interval>[Locations.FirstSlot];
    private readonly List<int>[] _fixed = new List<int>[Locations.FirstVector];
    private Graph _graph = null!;
    private Lowering _lowering = null!;
    private Liveness _liveness = null!;
    private int _order;
    private int[] _loops = [];
    private WorkBudget _budget = null!;

    public LinearScan()
    {
        for (var register = 0; register < _assigned.Length; register++)
        {
            _assigned[register] = [];
        }

        for (var register = 0; register < _fixed.Length; register++)
        {
            _fixed[register] = [];
        }
    }

    /// <summary>General registers that values may be in, the cheapest to encode first.</summary>
    public static ReadOnlySpan<byte> GeneralRegisters => [0, 1, 2, 6, 7, 3, 8, 9, 10, 12, 13];

    /// <summary>Vector registers that values may be in; two are for moves.</summary>
    public static ReadOnlySpan<byte> VectorRegisters => [16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29];

    /// <summary>For each node, whether its value has a slot.</summary>
    public bool[] IsSpilled { get; private set; } = [];

    /// <summary>Allocates. Afterwards parts of lifetimes and uses know their places; slots are not numbered yet.</summary>
    public void Run(Graph graph, Lowering lowering, Liveness liveness, WorkBudget budget)
    {
        _budget = budget;
        _graph = graph;
        _lowering = lowering;
        _liveness = liveness;
        _unhandled.Clear();
        _order = 0;
        IsSpilled = new bool[graph.Count];
        foreach (var list in _assigned)
        {
            list.Clear();
        }

        FindFixed();
        FindLoops();
        foreach (var interval in liveness.Intervals)
        {
            if (interval is not null)
            {
                interval.Hint = HintFor(interval.Value);
                Enqueue(interval);
            }
        }

        while (_unhandled.TryDequeue(out var current, out _))
        {
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

    private void Enqueue(Interval interval) => _unhandled.Enqueue(interval, (interval.Start, _order++));

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

    // For each block, the head of the innermost loop that it is in, or −1.
    private void FindLoops()
    {
        _loops = new int[_graph.Blocks.Count];
        var open = new Stack<int>();
        foreach (var block in _graph.Blocks)
        {
            while (open.TryPeek(out var head) && _graph.Blocks[head].LoopEnd!.Index < block.Index)
            {
                open.Pop();
            }

            if (block.LoopEnd is not null)
            {
                open.Push(block.Index);
            }

            _loops[block.Index] = open.TryPeek(out var innermost) ? innermost : -1;
        }
    }

    // Where the value comes from, or what it becomes: the same register saves a move.
    private int HintFor(int value)
    {
        ref readonly var at = ref _graph[value];
        return at.Op switch
        {
            Opcode.I32DivS or Opcode.I32DivU or Opcode.I64DivS or Opcode.I64DivU => (int)Register.Rax,
            Opcode.I32RemS or Opcode.I32RemU or Opcode.I64RemS or Opcode.I64RemU => (int)Register.Rdx,
            Ops.Result when at.Index == 0 => at.Kind.IsVector() ? Locations.FirstVector : (int)Register.Rax,
            _ => Locations.None,
        };
    }

    private int CurrentHint(Interval current)
    {
        if (current.Hint != Locations.None)
        {
            return current.Hint;
        }

        ref readonly var at = ref _graph[current.Value];
        if (at.Op == Ops.BlockParameter)
        {
            // What one of the edges brings.
            var block = _graph.Blocks[at.Block];
            _budget.Spend(block.Parameters.Count + block.Predecessors.Count);
            var index = block.Parameters.IndexOf(current.Value);
            foreach (var edge in block.Predecessors)
            {
                if (LocationAtEnd(edge, index) is var location && Locations.IsRegister(location))
                {
                    return location;
                }
            }
        }
        else if (at.InputCount > 0 && !at.IsList)
        {
            foreach (var input in (ReadOnlySpan<int>)[at.A, at.InputCount > 1 ? at.B : at.A])
            {
                if (_liveness.Intervals[input] is { } interval && interval.IsVector == current.IsVector)
                {
                    var part = PartAt(input, current.Start - 1);
                    if (Locations.IsRegister(part.Location) && part.End <= current.Start)
                    {
                        return part.Location;
                    }
                }
            }
        }

        return HintFromUses(current);
    }

    private int LocationAtEnd(Edge edge, int index)
    {
        var argument = edge.Arguments[index];
        return _liveness.Intervals[argument] is null
            ? Locations.None : PartAt(argument, 2 * _lowering.LastOf(edge.From)).Location;
    }

    // A parameter of a loop's head that it becomes has its register already.
    private int HintFromUses(Interval current)
    {
        foreach (var use in current.Uses)
        {
            _budget.Spend(1);
            var position = _lowering.Uses[use].Position;
            var node = _lowering.Order[position / 2];
            if (node < 0 || _graph[node].Op != Ops.Jump)
            {
                continue;
            }

            var edge = _graph.Blocks[BlockAt(position / 2)].Successors[0];
            _budget.Spend(edge.Arguments.Length);
            var index = Array.IndexOf(edge.Arguments, current.Value);
            if (index >= 0 && _liveness.Intervals[edge.To.Parameters[index]] is { } parameter && Locations.IsRegister(parameter.Location))
            {
                return parameter.Location;
            }
        }

        return Locations.None;
    }

    private int BlockAt(int number)
    {
        // Each block has at least one instruction.
        var index = _lowering.BlockStarts.BinarySearch(number);
        return index < 0 ? ~index - 1 : index;
    }

    private void Allocate(Interval current)
    {
        if (current.Uses.Count == 0 && !current.IsDefinedInRegister)
        {
            // A parameter or result that nobody needs is nowhere; a tail without uses stays in the frame.
            LeaveInFrame(current);
            return;
        }

        if (!current.IsDefinedInRegister && NextCall(current) is var call && call < NextUse(current, current.Start))
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
        var index = _lowering.Calls.BinarySearch(interval.Start / 2);
        index = index < 0 ? ~index : index;
        for (; index < _lowering.Calls.Count; index++)
        {
            _budget.Spend(interval.Ranges.Count);
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

    // Until when a register is free for a lifetime.
    private int FreeUntil(int register, Interval current)
    {
        var free = NextFixed(register, current);
        var assigned = _assigned[register];
        for (var index = assigned.Count - 1; index >= 0; index--)
        {
            if (assigned[index].End <= current.Start)
            {
                assigned.RemoveAt(index);
            }
            else
            {
                _budget.Spend(assigned[index].Ranges.Count);
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
        foreach (int register in RegistersOf(current))
        {
            var free = Math.Min(FreeUntil(register, current), end);
            if (free > bestFree || (free == bestFree && register == hint))
            {
                best = register;
                bestFree = free;
            }
        }

        if (hint != Locations.None && RegistersOf(current).Contains((byte)hint) && Math.Min(FreeUntil(hint, current), end) is var kept
            && (kept == end || kept == bestFree))
        {
            best = hint;
            bestFree = kept;
        }

        // Of no use before it is lost again?
        if (bestFree <= current.Start || (bestFree < end && !IsWorthwhile(current, bestFree)))
        {
            return false;
        }

        if (bestFree == call || bestFree >= current.End)
        {
            Assign(current, best);
            if (bestFree == call && call < current.End)
            {
                LeaveInFrame(Split(current, call));
            }

            return true;
        }

        var position = bestFree & ~1;
        if (position <= current.Start)
        {
            return false;
        }

        var tail = Split(current, position);
        Assign(current, best);
        Enqueue(tail);
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
        for (var index = 0; index < interval.Uses.Count; index++)
        {
            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_lowering.Uses)[interval.Uses[index]].Location = register;
        }
    }

    // Others must leave, or it must wait in the frame.
    private void AllocateBlocked(Interval current)
    {
        var first = FirstRegisterUse(current);
        if (first == int.MaxValue)
        {
            LeaveInFrame(current);
            return;
        }

        var best = Locations.None;
        var bestUse = -1;
        foreach (int register in RegistersOf(current))
        {
            var next = NextFixed(register, current) <= current.Start + 1 ? -1 : int.MaxValue;
            foreach (var other in _assigned[register])
            {
                if (other.FirstIntersection(current) != int.MaxValue)
                {
                    next = Math.Min(next, IsPinned(other, current.Start) ? -1 : NextUse(other, current.Start));
                }
            }

            if (next > bestUse)
            {
                best = register;
                bestUse = next;
            }
        }

        if (first > current.Start + 1 && first >= bestUse)
        {
            LeaveInFrame(current);
            return;
        }

        if (best == Locations.None)
        {
            throw new InvalidOperationException("an instruction wants more registers than there are");
        }

        Evict(best, current);
        var call = NextCall(current);
        var end = Math.Min(Math.Min(current.End, call), FreeUntil(best, current));
        Interval? tail = null;
        if (end < current.End)
        {
            tail = Split(current, end == call ? end : end & ~1);
        }

        Assign(current, best);
        if (tail is not null)
        {
            if (end == call)
            {
                LeaveInFrame(tail);
            }
            else
            {
                Enqueue(tail);
            }
        }
    }

    // What is needed by the instruction that wants a register too.
    private bool IsPinned(Interval other, int position)
    {
        if (other.Start >= (position & ~1) && other.Start <= position)
        {
            return FirstRegisterUse(other) <= (position | 1);
        }

        return NextUse(other, position & ~1) <= position && (other.End > position);
    }

    private void Evict(int register, Interval current)
    {
        foreach (var other in _assigned[register].ToArray())
        {
            var intersection = other.FirstIntersection(current);
            if (intersection == int.MaxValue)
            {
                continue;
            }

            var position = Math.Max(current.Start, other.Start);
            if (position <= other.Start)
            {
                _assigned[register].Remove(other);
                other.Location = Locations.None;
                LeaveInFrame(other);
            }
            else
            {
                LeaveInFrame(Split(other, position));
            }
        }
    }

    private Interval Split(Interval interval, int position)
    {
        _budget.Spend((interval.Uses.Count / 4) + interval.Ranges.Count);
        return interval.Split(position, _lowering.Uses);
    }

    // In its slot until it must be in a register.
    private void LeaveInFrame(Interval interval)
    {
        IsSpilled[interval.Value] = true;
        interval.Location = Locations.None;
        interval.Hint = Locations.None;
        foreach (var use in interval.Uses)
        {
            System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_lowering.Uses)[use].Location = Locations.None;
        }

        var first = FirstRegisterUse(interval);
        if (first == int.MaxValue)
        {
            return;
        }

        var position = ReloadPosition(interval, first);
        if (position <= interval.Start)
        {
            Enqueue(interval);
        }
        else
        {
            Enqueue(Split(interval, position));
        }
    }

    // Right before the use, or before the loops that it is in and that leave the register alone.
    private int ReloadPosition(Interval interval, int use)
    {
        var best = use & ~1;
        var number = use / 2;
        for (var header = _loops[BlockAt(number)]; header >= 0; header = header > 0 ? OuterLoop(header) : -1)
        {
            var end = _graph.Blocks[header].LoopEnd!;
            var start = 2 * _lowering.BlockStarts[header];
            var before = start - 2;
            if (before <= interval.Start || HasCall(header, end.Index) || !interval.Covers(before))
            {
                break;
            }

            best = before;
        }

        return best;
    }

    // The loop around a loop. What stands right before its head is not in it.
    private int OuterLoop(int header)
    {
        _budget.Spend(1);
        var outer = _loops[header - 1];
        while (outer >= 0 && _graph.Blocks[outer].LoopEnd!.Index < header)
        {
            outer = outer > 0 ? _loops[outer - 1] : -1;
        }

        return outer;
    }

    private bool HasCall(int first, int last)
    {
        var from = _lowering.BlockStarts[first];
        var to = _lowering.LastOf(_graph.Blocks[last]);
        var index = _lowering.Calls.BinarySearch(from);
        index = index < 0 ? ~index : index;
        return index < _lowering.Calls.Count && _lowering.Calls[index] <= to;
    }
}

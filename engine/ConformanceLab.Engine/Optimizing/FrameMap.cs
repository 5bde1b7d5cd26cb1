using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Baseline;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>A move between places, of a value of a kind.</summary>
internal readonly record struct Move(int From, int To, OperandKind Kind);

/// <summary>
/// What follows from an allocation: slots of the frame, the moves between parts of lifetimes and along edges, and what is alive where the
/// frame may be looked at.
/// <code>
///   before instruction n      stores of what n − 1 has defined, then moves of lifetimes that were cut here (all at once)
///   before a jump             moves of its edge: arguments to parameters, and whatever is elsewhere on the other side (all at once)
///   at a block's start        the same, if its only predecessor has other successors
/// </code>
/// </summary>
internal sealed partial class FrameMap
{
    private const int NoSlot = int.MinValue;

    private readonly List<(int End, int Slot, int Value)> _occupied = [];
    private readonly List<Interval> _spilled = [];

    // Lists of moves of this and earlier functions: those that are taken are this one's.
    private readonly List<List<Move>> _moves = [];
    private int _taken;

    // Of each value; before it has one, the complement of one that is kept for it.
    private int[] _slots = [];
    private int[] _followers = [];
    private Graph _graph = null!;
    private Lowering _lowering = null!;
    private Liveness _liveness = null!;
    private LinearScan _allocation = null!;
    private WorkBudget _budget = null!;

    // Those of vectors are pairs for good: no place overlaps another but itself.
    private readonly SortedSet<int> _free = [];
    private readonly SortedSet<int> _freePairs = [];

    /// <summary>Finds all of it.</summary>
    public void Run(Graph graph, Lowering lowering, Liveness liveness, LinearScan allocation, WorkBudget budget)
    {
        _budget = budget;
        _graph = graph;
        _lowering = lowering;
        _liveness = liveness;
        _allocation = allocation;
        _taken = 0;
        _occupied.Clear();
        _free.Clear();
        _freePairs.Clear();
        References.Clear();
        SlotCount = graph.FrameSlots;
        AssignSlots();
        Renew(Stores, lowering.Order.Count);
        Renew(Splits, lowering.Order.Count);
        Renew(EdgeMoves, graph.Blocks.Count);
        Renew(EntryMoves, graph.Blocks.Count);
        AddLocalMoves();
        foreach (var block in graph.Blocks)
        {
            foreach (var edge in block.Successors)
            {
                AddEdgeMoves(edge);
            }
        }

        AddPassingMoves();
        FindReferences();

        // Each call asks for those that live across it.
        budget.Spend((long)References.Count * lowering.Calls.Count);
    }

    /// <summary>Slots that values have.</summary>
    public int SlotCount { get; private set; }

    /// <summary>Before each instruction, the stores of values that were defined right before.</summary>
    public List<List<Move>?> Stores { get; } = [];

    /// <summary>Before each instruction, the moves of values that change their place there.</summary>
    public List<List<Move>?> Splits { get; } = [];

    /// <summary>For each block, the moves before the jump that ends it.</summary>
    public List<List<Move>?> EdgeMoves { get; } = [];

    /// <summary>For each block, the moves at its start.</summary>
    public List<List<Move>?> EntryMoves { get; } = [];

    /// <summary>Values that are GC references, by the start of their lifetimes.</summary>
    public List<Interval> References { get; } = [];

    /// <summary>Where a part of a lifetime is.</summary>
    public int LocationOf(Interval part) =>
        part.Location != Locations.None ? part.Location
        : _allocation.IsSpilled[part.Value] ? Locations.FirstSlot + _slots[part.Value]
        : Locations.None;

    /// <summary>Where a value is that an instruction uses.</summary>
    public int LocationOf(in Use use) =>
        use.Location != Locations.None ? use.Location : Locations.FirstSlot + _slots[use.Value];

    /// <summary>The slot of a spilled value.</summary>
    public int SlotOf(int value) => _slots[value];

    /// <summary>Where a value is at a position.</summary>
    public int LocationAt(int value, int position) => LocationOf(_allocation.PartAt(value, position));

    private static void Renew(List<List<Move>?> moves, int count)
    {
        CollectionsMarshal.SetCount(moves, count);
        CollectionsMarshal.AsSpan(moves).Clear();
    }

    private List<Move> NewMoves()
    {
        if (_taken == _moves.Count)
        {
            _moves.Add([]);
        }

        var moves = _moves[_taken++];
        moves.Clear();
        return moves;
    }

    private void AssignSlots()
    {
        _spilled.Clear();
        foreach (var interval in _liveness.Intervals)
        {
            if (interval is not null && _allocation.IsSpilled[interval.Value])
            {
                _spilled.Add(interval);
            }
        }

        _spilled.Sort(static (left, right) => left.Start.CompareTo(right.Start));
        FindFollowers();
        Arrays.Renew(ref _slots, _graph.Count, NoSlot);
        foreach (var interval in _spilled)
        {
            _budget.Spend(_occupied.Count);
            FreeSlots(interval.Start);
            var isPair = _graph[interval.Value].Kind == OperandKind.V128;
            var kept = _slots[interval.Value];
            var slot = kept != NoSlot ? ~kept : TakeSlot(isPair ? _freePairs : _free, isPair);
            _slots[interval.Value] = slot;
            _occupied.Add((EndOf(interval), slot, interval.Value));
        }
    }

    // For each value that has a slot another one that follows it there: the argument of an edge back to a loop's head, or the parameter of an edge
    // onwards. In the same slot nothing is to be moved on the edge, so it is kept for it; on the way back to a loop's head a move from slot to slot
    // would be a part of what iterations wait for. Source: Chaitin, "Register allocation and spilling via graph coloring" (1982), for coalescing.
    private void FindFollowers()
    {
        Arrays.Renew(ref _followers, _graph.Count, -1);
        foreach (var block in _graph.Blocks)
        {
            foreach (var edge in block.Predecessors)
            {
                for (var index = 0; index < edge.Arguments.Length; index++)
                {
                    var (argument, parameter) = (edge.Arguments[index], block.Parameters[index]);
                    if (_allocation.IsSpilled[argument] && _allocation.IsSpilled[parameter] && argument != parameter)
                    {
                        var isBack = _liveness.Intervals[parameter]!.Start <= _liveness.Intervals[argument]!.Start;
                        _followers[isBack ? parameter : argument] = isBack ? argument : parameter;
                    }
                }
            }
        }
    }

    // Of lifetimes that are over.
    private void FreeSlots(int position)
    {
        var kept = 0;
        foreach (var entry in CollectionsMarshal.AsSpan(_occupied))
        {
            if (entry.End <= position)
            {
                var follower = _followers[entry.Value];
                if (follower >= 0 && _slots[follower] == NoSlot)
                {
                    _slots[follower] = ~entry.Slot;
                }
                else
                {
                    (_graph[entry.Value].Kind == OperandKind.V128 ? _freePairs : _free).Add(entry.Slot);
                }
            }
            else
            {
                _occupied[kept++] = entry;
            }
        }

        CollectionsMarshal.SetCount(_occupied, kept);
    }

    private int TakeSlot(SortedSet<int> free, bool isPair)
    {
        if (free.Count > 0)
        {
            var slot = free.Min;
            free.Remove(slot);
            return slot;
        }

        if (isPair && SlotCount % 2 == 0)
        {
            // The lower address of the two is a multiple of 16 then.
            _free.Add(SlotCount++);
        }

        SlotCount += isPair ? 2 : 1;
        return SlotCount - (isPair ? 2 : 1);
    }

    private static int EndOf(Interval interval)
    {
        while (interval.Next is { } next)
        {
            interval = next;
        }

        return interval.End;
    }

    private void AddLocalMoves()
    {
        foreach (var interval in _liveness.Intervals)
        {
            if (interval is null)
            {
                continue;
            }

            var kind = _graph[interval.Value].Kind;
            if (_allocation.IsSpilled[interval.Value] && interval.Location != Locations.None && !TryStoreInCold(interval))
            {
                var (gap, from) = StoreOf(interval);
                AddStore(interval.Value, gap, from);
            }

            for (var part = interval; part.Next is { } next; part = next)
            {
                // In its slot it is already; at a block's start edges see to it.
                if (next.Location != Locations.None && next.Start % 2 == 0 && part.End == next.Start && part.Location != next.Location
                    && !IsBlockStart(next.Start))
                {
                    (Splits[next.Start / 2] ??= NewMoves()).Add(new Move(LocationOf(part), next.Location, kind));
                }
            }
        }
    }

    private bool IsBlockStart(int position) => _lowering.BlockStarts[_lowering.BlockAt(position / 2)] == position / 2;

    private List<Move> MovesOf(Edge edge) => _graph[edge.From.Nodes[^1]].Op == Ops.Jump
        ? EdgeMoves[edge.From.Index] ??= NewMoves()
        : EntryMoves[edge.To.Index] ??= NewMoves();

    private void AddEdgeMoves(Edge edge)
    {
        for (var index = 0; index < edge.Arguments.Length; index++)
        {
            var parameter = _liveness.Intervals[edge.To.Parameters[index]]!;
            var to = LocationOf(parameter);
            var argument = edge.Arguments[index];
            var from = _graph[argument].Op == Ops.Constant
                ? ~argument : LocationAt(argument, 2 * _lowering.LastOf(edge.From));
            if (from != to && to != Locations.None)
            {
                MovesOf(edge).Add(new Move(from, to, _graph[argument].Kind));
            }
        }
    }

    // Values that live on in another place than before.
    private void AddPassingMoves()
    {
        foreach (var interval in _liveness.Intervals)
        {
            if (interval?.Next is null)
            {
                continue;
            }

            for (var part = interval; part is not null; part = part.Next)
            {
                for (var index = 0; part.Location != Locations.None && index < part.RangeCount; index++)
                {
                    AddPassingMoves(part, part.RangeAt(index), interval.Start);
                }
            }
        }
    }

    // At the starts of the blocks in a range of a part.
    private void AddPassingMoves(Interval part, LiveRange range, int definition)
    {
        var kind = _graph[part.Value].Kind;
        var index = _lowering.BlockAt((range.From + 1) / 2);
        for (index += IsBlockStart(range.From + 1) ? 0 : 1; index < _graph.Blocks.Count; index++)
        {
            var start = 2 * _lowering.BlockStarts[index];
            if (start >= range.To)
            {
                return;
            }

            _budget.Spend(1);
            if (start <= definition)
            {
                continue;
            }

            foreach (var edge in _graph.Blocks[index].Predecessors)
            {
                var from = LocationAt(part.Value, (2 * _lowering.LastOf(edge.From)) + 1);
                if (from != part.Location)
                {
                    MovesOf(edge).Add(new Move(from, part.Location, kind));
                }
            }
        }
    }

    private void FindReferences()
    {
        foreach (var interval in _liveness.Intervals)
        {
            if (interval is not null && _graph[interval.Value].Kind == OperandKind.Reference)
            {
                References.Add(interval);
            }
        }
    }
}

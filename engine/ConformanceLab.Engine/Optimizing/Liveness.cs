using System.Numerics;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Baseline;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>
/// Lifetimes of values: from each use backwards along all ways to the definition. Source: Brandner, Boissinot, Darte, Dupont de Dinechin,
/// Rastello, "Computing liveness sets for SSA-form programs" (2011), section 5.
/// </summary>
internal sealed class Liveness
{
    private readonly List<Occurrence> _occurrences = [];
    private readonly List<LiveRange> _ranges = [];
    private readonly List<int> _uses = [];
    private readonly Stack<Block> _pending = new();
    private int[] _liveOut = [];
    private int[] _first = [];
    private int[] _next = [];
    private WorkBudget _budget = null!;

    // Those of this and earlier functions: the ones that are taken are this one's.
    private readonly List<Interval> _pool = [];
    private int _taken;
    private Interval?[] _intervals = [];
    private int _count;

    // Of the value that is looked at: the blocks that it lives into, a bit for each, and until where in each of them. Whatever order they are found
    // in, bits give them in the order of positions.
    private ulong[] _isLiveIn = [];
    private int[] _until = [];
    private int _firstWord;
    private int _lastWord;

    private readonly record struct Occurrence(int Value, int Block, int Use);

    /// <summary>The lifetime of each value that has one; by node.</summary>
    public ReadOnlySpan<Interval?> Intervals => _intervals.AsSpan(0, _count);

    /// <summary>Computes them. Adds a use at the end of a block for each argument of its edges.</summary>
    public void Run(Graph graph, Lowering lowering, WorkBudget budget)
    {
        _budget = budget;
        // Full where the last function was given up in the middle of a way.
        _pending.Clear();
        _occurrences.Clear();
        _ranges.Clear();
        _uses.Clear();
        _taken = 0;
        _count = graph.Count;
        Arrays.Renew(ref _intervals, _count, null);
        Arrays.Renew(ref _liveOut, graph.Blocks.Count, -1);
        Arrays.Renew(ref _isLiveIn, (graph.Blocks.Count + 63) / 64, 0UL);
        Arrays.Renew(ref _until, graph.Blocks.Count, 0);
        Collect(graph, lowering);
        Link(graph.Count);
        foreach (var block in graph.Blocks)
        {
            var start = 2 * lowering.BlockStarts[block.Index];
            foreach (var parameter in block.Parameters)
            {
                Build(graph, lowering, parameter, block, start, isInRegister: false);
            }

            var number = lowering.BlockStarts[block.Index] - 1;
            var last = lowering.LastOf(block);
            if (block.Index == 0)
            {
                foreach (var node in block.Nodes)
                {
                    if (graph[node].Op == Ops.Parameter)
                    {
                        Build(graph, lowering, node, block, 1, isInRegister: false);
                    }
                }
            }

            while (++number <= last)
            {
                var node = lowering.Order[number];
                if (node < 0)
                {
                    continue;
                }

                if (graph[node].HasValue)
                {
                    Build(graph, lowering, node, block, (2 * number) + 1, isInRegister: true);
                }

                if (lowering.Temporaries.TryGetValue(number, out var temporary))
                {
                    AddTemporaries(graph, temporary, 2 * number);
                }

                if (Ops.HasResults(graph[node].Op))
                {
                    for (var result = node + 1; result < graph.Count && graph[result].Op == Ops.Result && graph[result].A == node; result++)
                    {
                        if (graph[result].Uses > 0)
                        {
                            Build(graph, lowering, result, block, (2 * number) + 1, isInRegister: false);
                        }
                    }
                }
            }
        }
    }

    /// <summary>A part of a value's lifetime.</summary>
    public Interval NewInterval(int value, bool isVector, bool isDefinedInRegister)
    {
        if (_taken == _pool.Count)
        {
            _pool.Add(new Interval(this));
        }

        var interval = _pool[_taken++];
        interval.Reset(value, isVector, isDefinedInRegister);
        return interval;
    }

    /// <summary>Some of all ranges.</summary>
    public ReadOnlySpan<LiveRange> RangesOf(int first, int count) => CollectionsMarshal.AsSpan(_ranges).Slice(first, count);

    /// <summary>Some of all uses, as indices.</summary>
    public ReadOnlySpan<int> UsesOf(int first, int count) => CollectionsMarshal.AsSpan(_uses).Slice(first, count);

    // While the instruction runs: no operand is there, nor the result.
    private void AddTemporaries(Graph graph, int node, int position)
    {
        for (; node < graph.Count && graph[node].Op == Ops.Temporary && graph[node].Index == position / 2; node++)
        {
            var interval = NewInterval(node, isVector: false, isDefinedInRegister: true);
            _ranges.Add(new LiveRange(position, position + 2));
            interval.Take(_ranges.Count - 1, 1, _uses.Count, 0);
            _intervals[node] = interval;
        }
    }

    private void Collect(Graph graph, Lowering lowering)
    {
        foreach (var block in graph.Blocks)
        {
            var last = lowering.LastOf(block);
            for (var number = lowering.BlockStarts[block.Index]; number <= last; number++)
            {
                for (var use = lowering.UseStarts[number]; use < lowering.UseStarts[number + 1]; use++)
                {
                    _occurrences.Add(new Occurrence(lowering.Uses[use].Value, block.Index, use));
                }
            }

            foreach (var edge in block.Successors)
            {
                foreach (var argument in edge.Arguments)
                {
                    if (graph[argument].Op != Ops.Constant)
                    {
                        lowering.Uses.Add(new Use { Value = argument, Position = 2 * last });
                        _occurrences.Add(new Occurrence(argument, block.Index, lowering.Uses.Count - 1));
                    }
                }
            }
        }
    }

    // Occurrences of a value as a chain, in the order of their positions, as they are found.
    private void Link(int values)
    {
        Arrays.Renew(ref _first, values, -1);
        Arrays.Reserve(ref _next, _occurrences.Count);
        for (var index = _occurrences.Count - 1; index >= 0; index--)
        {
            var value = _occurrences[index].Value;
            _next[index] = _first[value];
            _first[value] = index;
        }
    }

    private void Build(Graph graph, Lowering lowering, int value, Block block, int definition, bool isInRegister)
    {
        var interval = NewInterval(value, graph[value].Kind.IsVector(), isInRegister);
        var (firstRange, firstUse) = (_ranges.Count, _uses.Count);
        var endHere = definition + 1;
        (_firstWord, _lastWord) = (int.MaxValue, -1);
        for (var index = _first[value]; index >= 0; index = _next[index])
        {
            var (at, use) = (_occurrences[index].Block, _occurrences[index].Use);
            var position = lowering.Uses[use].Position;
            var end = position + (lowering.Uses[use].IsLate ? 2 : 1);
            _uses.Add(use);
            if (at == block.Index && position >= definition)
            {
                endHere = Math.Max(endHere, end);
                continue;
            }

            AddLiveIn(at, end);
            if (LiveIn(graph.Blocks[at], lowering, value, block))
            {
                endHere = Math.Max(endHere, 2 * (lowering.LastOf(block) + 1));
            }
        }

        AddRange(firstRange, definition, endHere);
        AddRanges(firstRange, lowering);
        interval.Take(firstRange, _ranges.Count - firstRange, firstUse, _uses.Count - firstUse);
        _intervals[value] = interval;
    }

    // Marks the blocks that the value passes through on its way to a block. Whether the one that defines it is found.
    private bool LiveIn(Block at, Lowering lowering, int value, Block block)
    {
        var isFound = false;
        _pending.Push(at);
        while (_pending.TryPop(out var current))
        {
            _budget.Spend(current.Predecessors.Count);
            foreach (var edge in CollectionsMarshal.AsSpan(current.Predecessors))
            {
                var from = edge.From;
                ref var liveOut = ref _liveOut[from.Index];
                if (liveOut == value)
                {
                    continue;
                }

                liveOut = value;
                if (from == block)
                {
                    isFound = true;
                }
                else
                {
                    AddLiveIn(from.Index, 2 * (lowering.LastOf(from) + 1));
                    _pending.Push(from);
                }
            }
        }

        return isFound;
    }

    private void AddLiveIn(int block, int until)
    {
        _until[block] = Math.Max(_until[block], until);
        _isLiveIn[block / 64] |= 1UL << block;
        _firstWord = Math.Min(_firstWord, block / 64);
        _lastWord = Math.Max(_lastWord, block / 64);
    }

    // What lives into a block does so behind where it is defined: dominators come first.
    private void AddRanges(int first, Lowering lowering)
    {
        _budget.Spend(Math.Max(0, _lastWord - _firstWord) / 8);
        for (var word = _firstWord; word <= _lastWord; word++)
        {
            for (var bits = _isLiveIn[word]; bits != 0; bits &= bits - 1)
            {
                var block = (64 * word) + BitOperations.TrailingZeroCount(bits);
                AddRange(first, 2 * lowering.BlockStarts[block], _until[block]);
                _until[block] = 0;
            }

            _isLiveIn[word] = 0;
        }
    }

    private void AddRange(int first, int from, int to)
    {
        if (_ranges.Count > first && _ranges[^1].To >= from)
        {
            _ranges[^1] = new LiveRange(_ranges[^1].From, Math.Max(_ranges[^1].To, to));
        }
        else
        {
            _ranges.Add(new LiveRange(from, to));
        }
    }
}

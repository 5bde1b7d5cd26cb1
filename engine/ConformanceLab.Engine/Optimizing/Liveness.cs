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

    // Ranges of the value that is looked at: the start in the upper half, so that they are sorted by it.
    private readonly List<long> _pieces = [];
    private readonly List<LiveRange> _ranges = [];
    private readonly List<int> _uses = [];
    private readonly Stack<Block> _pending = new();
    private int[] _liveOut = [];
    private int[] _first = [];
    private int[] _next = [];
    private WorkBudget _budget = null!;

    private readonly record struct Occurrence(int Value, int Block, int Use);

    /// <summary>The lifetime of each value that has one; by node.</summary>
    public Interval?[] Intervals { get; private set; } = [];

    /// <summary>Computes them. Adds a use at the end of a block for each argument of its edges.</summary>
    public void Run(Graph graph, Lowering lowering, WorkBudget budget)
    {
        _budget = budget;
        _occurrences.Clear();
        _ranges.Clear();
        _uses.Clear();
        Intervals = new Interval?[graph.Count];
        _liveOut = new int[graph.Blocks.Count];
        Array.Fill(_liveOut, -1);
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

    /// <summary>Some of all ranges.</summary>
    public ReadOnlySpan<LiveRange> RangesOf(int first, int count) => CollectionsMarshal.AsSpan(_ranges).Slice(first, count);

    /// <summary>Some of all uses, as indices.</summary>
    public ReadOnlySpan<int> UsesOf(int first, int count) => CollectionsMarshal.AsSpan(_uses).Slice(first, count);

    // While the instruction runs: no operand is there, nor the result.
    private void AddTemporaries(Graph graph, int node, int position)
    {
        for (; node < graph.Count && graph[node].Op == Ops.Temporary && graph[node].Index == position / 2; node++)
        {
            var interval = new Interval(this, node, isVector: false) { IsDefinedInRegister = true };
            _ranges.Add(new LiveRange(position, position + 2));
            interval.Take(_ranges.Count - 1, 1, _uses.Count, 0);
            Intervals[node] = interval;
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
        _first = new int[values];
        Array.Fill(_first, -1);
        _next = new int[_occurrences.Count];
        for (var index = _occurrences.Count - 1; index >= 0; index--)
        {
            var value = _occurrences[index].Value;
            _next[index] = _first[value];
            _first[value] = index;
        }
    }

    private void Build(Graph graph, Lowering lowering, int value, Block block, int definition, bool isInRegister)
    {
        var interval = new Interval(this, value, graph[value].Kind.IsVector()) { IsDefinedInRegister = isInRegister };
        var (firstRange, firstUse) = (_ranges.Count, _uses.Count);
        var endHere = definition + 1;
        _pieces.Clear();
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

            AddPiece(2 * lowering.BlockStarts[at], end);
            LiveIn(graph.Blocks[at], graph, lowering, value, block, definition);
        }

        AddPiece(definition, endHere);
        Merge(firstRange);
        interval.Take(firstRange, _ranges.Count - firstRange, firstUse, _uses.Count - firstUse);
        Intervals[value] = interval;
    }

    // Marks the blocks that the value passes through on its way to a block.
    private void LiveIn(Block at, Graph graph, Lowering lowering, int value, Block block, int definition)
    {
        _pending.Push(at);
        while (_pending.TryPop(out var current))
        {
            foreach (var edge in current.Predecessors)
            {
                _budget.Spend(1);
                var from = edge.From;
                if (_liveOut[from.Index] == value)
                {
                    continue;
                }

                _liveOut[from.Index] = value;
                var end = 2 * (lowering.LastOf(from) + 1);
                if (from == block)
                {
                    AddPiece(definition, end);
                }
                else
                {
                    AddPiece(2 * lowering.BlockStarts[from.Index], end);
                    _pending.Push(from);
                }
            }
        }
    }

    // Few and nearly in order, nearly always.
    private static void Sort(Span<long> pieces)
    {
        const int few = 32;
        if (pieces.Length > few)
        {
            pieces.Sort();
            return;
        }

        for (var index = 1; index < pieces.Length; index++)
        {
            var piece = pieces[index];
            var place = index;
            for (; place > 0 && pieces[place - 1] > piece; place--)
            {
                pieces[place] = pieces[place - 1];
            }

            pieces[place] = piece;
        }
    }

    private void AddPiece(int from, int to) => _pieces.Add(((long)from << 32) | (uint)to);

    private void Merge(int first)
    {
        var pieces = CollectionsMarshal.AsSpan(_pieces);
        Sort(pieces);
        foreach (var piece in pieces)
        {
            var range = new LiveRange((int)(piece >> 32), (int)piece);
            if (_ranges.Count > first && _ranges[^1].To >= range.From)
            {
                _ranges[^1] = new LiveRange(_ranges[^1].From, Math.Max(_ranges[^1].To, range.To));
            }
            else
            {
                _ranges.Add(range);
            }
        }
    }
}

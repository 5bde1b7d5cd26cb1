using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Baseline;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>
/// Lifetimes of values: from each use backwards along all ways to the definition. Source: Brandner, Boissinot, Darte, Dupont de Dinechin,
/// Rastello, "Computing liveness sets for SSA-form programs" (2011), section 5.
/// </summary>
internal sealed class Liveness
{
    private readonly List<(int Value, int Block, int Use)> _occurrences = [];
    private readonly List<(int Block, int From, int To)> _ranges = [];
    private readonly Stack<Block> _pending = new();
    private int[] _liveOut = [];
    private int[] _first = [];
    private int[] _next = [];
    private WorkBudget _budget = null!;

    /// <summary>The lifetime of each value that has one; by node.</summary>
    public Interval?[] Intervals { get; private set; } = [];

    /// <summary>Computes them. Adds a use at the end of a block for each argument of its edges.</summary>
    public void Run(Graph graph, Lowering lowering, WorkBudget budget)
    {
        _budget = budget;
        _occurrences.Clear();
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

    // While the instruction runs: no operand is there, nor the result.
    private void AddTemporaries(Graph graph, int node, int position)
    {
        for (; node < graph.Count && graph[node].Op == Ops.Temporary && graph[node].Index == position / 2; node++)
        {
            var interval = new Interval(node, isVector: false) { IsDefinedInRegister = true };
            interval.Ranges.Add((position, position + 2));
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
                    _occurrences.Add((lowering.Uses[use].Value, block.Index, use));
                }
            }

            foreach (var edge in block.Successors)
            {
                foreach (var argument in edge.Arguments)
                {
                    if (graph[argument].Op != Ops.Constant)
                    {
                        lowering.Uses.Add(new Use { Value = argument, Position = 2 * last });
                        _occurrences.Add((argument, block.Index, lowering.Uses.Count - 1));
                    }
                }
            }
        }
    }

    // Occurrences of a value as a chain.
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
        var interval = new Interval(value, graph[value].Kind.IsVector()) { IsDefinedInRegister = isInRegister };
        _ranges.Clear();
        _ranges.Add((block.Index, definition, definition + 1));
        for (var index = _first[value]; index >= 0; index = _next[index])
        {
            var (_, at, use) = _occurrences[index];
            var position = lowering.Uses[use].Position;
            var end = position + (lowering.Uses[use].IsLate ? 2 : 1);
            interval.Uses.Add(use);
            if (at == block.Index && position >= definition)
            {
                _ranges.Add((at, definition, end));
                continue;
            }

            _ranges.Add((at, 2 * lowering.BlockStarts[at], end));
            LiveIn(graph.Blocks[at], graph, lowering, value, block, definition);
        }

        interval.Uses.Sort((left, right) => lowering.Uses[left].Position.CompareTo(lowering.Uses[right].Position));
        Merge(interval);
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
                    _ranges.Add((from.Index, definition, end));
                }
                else
                {
                    _ranges.Add((from.Index, 2 * lowering.BlockStarts[from.Index], end));
                    _pending.Push(from);
                }
            }
        }
    }

    private void Merge(Interval interval)
    {
        _ranges.Sort((left, right) => left.From != right.From ? left.From.CompareTo(right.From) : left.To.CompareTo(right.To));
        foreach (var (_, from, to) in _ranges)
        {
            if (interval.Ranges.Count > 0 && interval.Ranges[^1].To >= from)
            {
                var last = interval.Ranges[^1];
                interval.Ranges[^1] = (last.From, Math.Max(last.To, to));
            }
            else
            {
                interval.Ranges.Add((from, to));
            }
        }
    }
}

using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Optimizing;

namespace ConformanceLab.Engine.Tests.Optimizing;

/// <summary>
/// Proves a register allocation: follows all places through the code and knows which values each holds; every use must find its value. Where
/// ways join, a place holds what it holds on all of them; an edge makes arguments parameters. Source: Rideau and Leroy, "Validating register
/// allocation and spilling" (2010).
/// </summary>
internal sealed class AllocationChecker(Graph graph, Lowering lowering, Liveness liveness, FrameMap frame)
{
    private readonly Dictionary<int, HashSet<int>>?[] _entries = new Dictionary<int, HashSet<int>>?[graph.Blocks.Count];

    /// <summary>What is wrong; null if nothing is.</summary>
    public string? FindError()
    {
        _entries[0] = [];
        var pending = new SortedSet<int> { 0 };
        while (pending.Count > 0)
        {
            var index = pending.Min;
            pending.Remove(index);
            var block = graph.Blocks[index];
            var state = Copy(_entries[index]!);
            if (Step(block, state) is { } error)
            {
                return $"block {index}: {error}";
            }

            foreach (var edge in block.Successors)
            {
                if (Join(edge, state))
                {
                    pending.Add(edge.To.Index);
                }
            }
        }

        return null;
    }

    private string? Step(Block block, Dictionary<int, HashSet<int>> state)
    {
        Apply(frame.EntryMoves[block.Index], state);
        for (var number = lowering.BlockStarts[block.Index]; number <= lowering.LastOf(block); number++)
        {
            Apply(frame.Stores[number], state);
            Apply(frame.Splits[number], state);
            var node = lowering.Order[number];
            if (node < 0)
            {
                foreach (var parameter in block.Nodes.Where(candidate => graph[candidate].Op == Ops.Parameter))
                {
                    Define(parameter, state);
                }

                continue;
            }

            for (var index = lowering.UseStarts[number]; index < lowering.UseStarts[number + 1]; index++)
            {
                var use = lowering.Uses[index];
                var location = frame.LocationOf(use);
                if (!state.TryGetValue(location, out var values) || !values.Contains(use.Value))
                {
                    return $"instruction {number} ({graph[node].Op}): place {location} does not hold v{use.Value}";
                }

                if (use.NeedsRegister && !Locations.IsRegister(location))
                {
                    return $"instruction {number}: v{use.Value} is not in a register";
                }

                if (Locations.IsRegister(location) && location < 16 && (lowering.Clobbers[number] >> location & 1) != 0)
                {
                    return $"instruction {number}: v{use.Value} is in a register that is destroyed";
                }

                if (use.IsLate && graph[node].HasValue && liveness.Intervals[node]!.Location == location)
                {
                    return $"instruction {number}: v{use.Value} is overwritten before it is read";
                }
            }

            if (TakeTemporaries(number, node, state) is { } error)
            {
                return error;
            }

            for (var register = 0; register < 16; register++)
            {
                if ((lowering.Clobbers[number] >> register & 1) != 0)
                {
                    state.Remove(register);
                }
            }

            if (Ops.IsCall(graph[node].Op))
            {
                foreach (var register in state.Keys.Where(Locations.IsRegister).ToList())
                {
                    state.Remove(register);
                }
            }

            if (Ops.HasResults(graph[node].Op))
            {
                for (var result = node + 1; result < graph.Count && graph[result].Op == Ops.Result && graph[result].A == node; result++)
                {
                    Define(result, state);
                }
            }
            else if (graph[node].HasValue)
            {
                Define(node, state);
            }

            if (number == lowering.LastOf(block))
            {
                Apply(frame.EdgeMoves[block.Index], state);
            }
        }

        return null;
    }

    // Each has a register of its own, which neither operands nor the result have.
    private string? TakeTemporaries(int number, int node, Dictionary<int, HashSet<int>> state)
    {
        if (!lowering.Temporaries.TryGetValue(number, out var first))
        {
            return null;
        }

        var taken = new HashSet<int>();
        if (graph[node].HasValue)
        {
            taken.Add(liveness.Intervals[node]!.Location);
        }

        for (var index = lowering.UseStarts[number]; index < lowering.UseStarts[number + 1]; index++)
        {
            taken.Add(frame.LocationOf(lowering.Uses[index]));
        }

        for (var temporary = first; temporary < graph.Count && graph[temporary].Op == Ops.Temporary && graph[temporary].Index == number; temporary++)
        {
            var location = liveness.Intervals[temporary]!.Location;
            if (!Locations.IsRegister(location) || !taken.Add(location) || (lowering.Clobbers[number] >> location & 1) != 0)
            {
                return $"instruction {number}: place {location} is no temporary register";
            }

            state.Remove(location);
        }

        return null;
    }

    private void Define(int value, Dictionary<int, HashSet<int>> state)
    {
        if (liveness.Intervals[value] is { } interval && frame.LocationOf(interval) is var location && location != Locations.None)
        {
            Write(location, graph[value].Kind, state);
            state[location] = [value];
        }
    }

    // A vector in the frame has two slots; what overlaps the place is gone.
    private static void Write(int location, OperandKind kind, Dictionary<int, HashSet<int>> state)
    {
        if (kind == OperandKind.V128 && Locations.IsSlot(location))
        {
            state.Remove(location + 1);
        }
    }

    // All at once. Constants are values that nobody looks for in places.
    private void Apply(List<Move>? moves, Dictionary<int, HashSet<int>> state)
    {
        if (moves is null)
        {
            return;
        }

        var before = Copy(state);
        foreach (var move in moves)
        {
            Write(move.To, move.Kind, state);
            if (Locations.IsSlot(move.To) && state.TryGetValue(move.To - 1, out var below)
                && below.Any(value => graph[value].Kind == OperandKind.V128))
            {
                state.Remove(move.To - 1);
            }
        }

        foreach (var move in moves)
        {
            if (move.From < 0)
            {
                state[move.To] = [~move.From];
            }
            else if (before.TryGetValue(move.From, out var values))
            {
                state[move.To] = [.. values];
            }
            else
            {
                state.Remove(move.To);
            }
        }
    }

    // Whether the entry of the edge's target has changed.
    private bool Join(Edge edge, Dictionary<int, HashSet<int>> state)
    {
        // Where an exception lands no register holds anything.
        var isLanding = graph[edge.To.Nodes[0]].Op == Ops.Landing;
        var arriving = new Dictionary<int, HashSet<int>>();
        var parameters = edge.To.Parameters;
        foreach (var (location, values) in state)
        {
            if (isLanding && Locations.IsRegister(location))
            {
                continue;
            }

            var renamed = new HashSet<int>(values.Where(value => !parameters.Contains(value)));
            for (var index = 0; index < parameters.Count; index++)
            {
                if (values.Contains(edge.Arguments[index])
                    && liveness.Intervals[parameters[index]] is { } interval && frame.LocationOf(interval) == location)
                {
                    renamed.Add(parameters[index]);
                }
            }

            arriving.Add(location, renamed);
        }

        if (_entries[edge.To.Index] is not { } known)
        {
            _entries[edge.To.Index] = arriving;
            return true;
        }

        var isChanged = false;
        foreach (var location in known.Keys.ToList())
        {
            var count = known[location].Count;
            if (arriving.TryGetValue(location, out var values))
            {
                known[location].IntersectWith(values);
            }
            else
            {
                known[location].Clear();
            }

            isChanged |= known[location].Count != count;
        }

        return isChanged;
    }

    private static Dictionary<int, HashSet<int>> Copy(Dictionary<int, HashSet<int>> state) =>
        state.ToDictionary(static pair => pair.Key, static pair => new HashSet<int>(pair.Value));
}

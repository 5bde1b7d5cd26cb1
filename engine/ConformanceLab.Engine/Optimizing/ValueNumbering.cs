using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>
/// Global value numbering with rewriting, and loop-invariant code motion on the same way through the blocks: a node that computes what a
/// dominating one has computed becomes that one; a node whose inputs come from outside of a loop moves in front of it. Pure nodes only.
/// Source: Click, "Global code motion, global value numbering" (1995).
/// </summary>
internal static class ValueNumbering
{
    private readonly record struct Key(Opcode Op, int A, int B, int C, int Index, int Type)
    {
        // Written out: those of records ask the comparer of each field.
        public bool Equals(Key other) =>
            Op == other.Op && A == other.A && B == other.B && C == other.C && Index == other.Index && Type == other.Type;

        public override int GetHashCode()
        {
            var hash = ((ulong)(uint)A << 32) | (uint)B;
            hash = (hash * 0x9E3779B97F4A7C15) ^ (((ulong)(uint)C << 32) | (uint)Index);
            hash = (hash * 0x9E3779B97F4A7C15) ^ (((ulong)(uint)Type << 32) | (uint)Op);
            return (int)((hash * 0x9E3779B97F4A7C15) >> 32);
        }
    }

    /// <summary>Runs on a graph whose dominators are known.</summary>
    public static void Run(Graph graph, WorkBudget budget, CompilationTrace? trace = null)
    {
        var map = new int[graph.Count];
        for (var node = 0; node < map.Length; node++)
        {
            map[node] = node;
        }

        var known = new Dictionary<Key, int>();
        var loops = new List<Block>();
        foreach (var block in graph.Blocks)
        {
            budget.Spend(loops.Count);
            loops.RemoveAll(loop => loop.LoopEnd!.Index < block.Index);
            if (block.LoopEnd is not null && HasLandingPlace(graph, block))
            {
                loops.Add(block);
            }

            for (var place = 0; place < block.Nodes.Count; place++)
            {
                var node = block.Nodes[place];
                graph.RenameInputs(node, map);
                var value = Simplifier.Simplify(graph, node);
                if (value != node)
                {
                    map[node] = value;
                    trace?.Decide(graph[node].Bytecode, $"v{node} is v{value}: it can be computed now, or is what it is made of");
                    continue;
                }

                if (Ops.IsCheck(graph[node].Op))
                {
                    if (IsChecked(graph, node, block, known, budget))
                    {
                        trace?.Decide(graph[node].Bytecode, "the check is left out: an earlier one, or its operand, proves as much");
                        budget.Spend(block.Nodes.Count / 8);
                        block.Nodes.RemoveAt(place--);
                    }

                    continue;
                }

                if (!Signatures.IsRepeatable(graph[node]))
                {
                    continue;
                }

                ref readonly var at = ref graph[node];
                var key = new Key(at.Op, at.A, at.InputCount > 1 ? at.B : -1, at.InputCount > 2 ? at.C : -1, at.Index, at.Type);
                if (known.TryGetValue(key, out var other) && Passes.Dominates(graph.Blocks[graph[other].Block], block, budget))
                {
                    map[node] = other;
                    trace?.Decide(graph[node].Bytecode, $"v{node} is v{other}: it was computed before");
                    continue;
                }

                known[key] = node;
                if (loops.Count > 0 && Signatures.IsPure(at.Op) && Outside(graph, node, loops) is { } target)
                {
                    budget.Spend(block.Nodes.Count / 8);
                    Hoist(graph, node, block, target);
                    trace?.Decide(graph[node].Bytecode, $"v{node} leaves the loop at block {target.Index}: nothing in it changes");
                    place--;
                }
            }
        }

        graph.Rename(map);
    }

    // Whether a check that dominates this one proves as much: the same of the same value, or of no fewer bytes at the same address.
    // DANGER: the sandbox depends on the next lines. A memory never shrinks.
    private static bool IsChecked(Graph graph, int check, Block block, Dictionary<Key, int> known, WorkBudget budget)
    {
        ref readonly var at = ref graph[check];
        var remainder = at.Op == Ops.CheckAlignment ? (int)(at.Bits & ((1L << at.Index) - 1)) : -1;
        if (at.Op == Ops.CheckNotNull && (Ops.IsAllocation(graph[at.A].Op) || graph[at.A].Op is Opcode.RefI31 or Opcode.RefFunc))
        {
            return true;
        }

        if (at.Op == Ops.CheckReach && IsWithinReach(graph, at, block, known, budget))
        {
            return true;
        }

        var key = new Key(at.Op, at.A, remainder, -1, at.Index, -1);
        if (known.TryGetValue(key, out var other)
            && (at.Op != Ops.CheckBounds || (ulong)graph[other].Bits >= (ulong)at.Bits)
            && Passes.Dominates(graph.Blocks[graph[other].Block], block, budget))
        {
            return true;
        }

        known[key] = check;
        return false;
    }

    // Whether an address has not so many bits that it could leave the reach; or is so little above one that does not, or was checked, that
    // what is read is before the end of the reservation. DANGER: the sandbox depends on the next lines.
    private static bool IsWithinReach(Graph graph, in Node check, Block block, Dictionary<Key, int> known, WorkBudget budget)
    {
        if (Bits.WidthOf(graph, check.A) <= LinearMemory.ReachLog2)
        {
            return true;
        }

        ref readonly var sum = ref graph[check.A];
        if (sum.Op != Opcode.I64Add || graph[sum.B].Op != Ops.Constant || graph[sum.B].Bits < 0
            || graph[sum.B].Bits > int.MaxValue - check.Bits)
        {
            return false;
        }

        return Bits.WidthOf(graph, sum.A) <= LinearMemory.ReachLog2
            || (known.TryGetValue(new Key(Ops.CheckReach, sum.A, -1, -1, check.Index, -1), out var other)
                && Passes.Dominates(graph.Blocks[graph[other].Block], block, budget));
    }

    // The outermost loop that the node can leave; null if there is none, or if it does not pay.
    private static Block? Outside(Graph graph, int node, List<Block> loops)
    {
        ref readonly var at = ref graph[node];
        if (at.Op is >= Opcode.I32Eqz and <= Opcode.F64Ge or Opcode.RefIsNull or Ops.IsFunction)
        {
            // Branches want it in the flags.
            return null;
        }

        Span<int> buffer = stackalloc int[3];
        var inputs = graph.InputsOf(node, buffer);
        Block? found = null;
        for (var index = loops.Count - 1; index >= 0; index--)
        {
            foreach (var input in inputs)
            {
                var block = graph[input].Block;
                if (block >= loops[index].Index && block <= loops[index].LoopEnd!.Index)
                {
                    return found;
                }
            }

            found = loops[index];
        }

        return found;
    }

    // Whether one block enters the loop, and does nothing else. Only loops that were entered in their middle have several: see BlockOrder.
    private static bool HasLandingPlace(Graph graph, Block loop)
    {
        Block? before = null;
        foreach (var edge in loop.Predecessors)
        {
            if (edge.From.Index < loop.Index)
            {
                if (before is not null)
                {
                    return false;
                }

                before = edge.From;
            }
        }

        return before is not null && graph[before.Nodes[^1]].Op == Ops.Jump;
    }

    // To the end of the block that enters the loop.
    private static void Hoist(Graph graph, int node, Block block, Block loop)
    {
        block.Nodes.Remove(node);
        foreach (var edge in loop.Predecessors)
        {
            if (edge.From.Index < loop.Index)
            {
                edge.From.Nodes.Insert(edge.From.Nodes.Count - 1, node);
                graph[node].Block = edge.From.Index;
                return;
            }
        }
    }
}

using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>What is true of every graph before code is made of it, and small passes that make it so.</summary>
internal static class Passes
{
    /// <summary>Gives blocks their places in the order as numbers, and nodes their blocks'.</summary>
    public static void Number(Graph graph)
    {
        for (var index = 0; index < graph.Blocks.Count; index++)
        {
            var block = graph.Blocks[index];
            block.Index = index;
            foreach (var parameter in block.Parameters)
            {
                graph[parameter].Block = index;
            }

            foreach (var node in block.Nodes)
            {
                graph[node].Block = index;
            }
        }
    }

    /// <summary>
    /// Finds dominators. The order of blocks is a reverse postorder, and control flow of wasm is reducible, so that one pass is enough.
    /// Source: Cooper, Harvey, Kennedy, "A simple, fast dominance algorithm" (2001).
    /// </summary>
    public static void FindDominators(Graph graph)
    {
        foreach (var block in graph.Blocks)
        {
            Block? dominator = null;
            foreach (var edge in block.Predecessors)
            {
                if (edge.From.Index < block.Index)
                {
                    dominator = dominator is null ? edge.From : Intersect(dominator, edge.From);
                }
            }

            block.Dominator = dominator;
        }
    }

    /// <summary>Whether all ways to a block lead through another, or it is the same.</summary>
    public static bool Dominates(Block dominator, Block block, WorkBudget budget)
    {
        while (block.Index > dominator.Index)
        {
            budget.Spend(1);
            if (block.Dominator is not { } next)
            {
                return false;
            }

            block = next;
        }

        return block == dominator;
    }

    /// <summary>
    /// Removes parameters that are the same on all ways: a local that a loop sets only on its way out, or that is set to what it was.
    /// Source: Braun et al., "Simple and efficient construction of SSA form" (2013), section 3.2.
    /// </summary>
    public static void RemoveRedundantParameters(Graph graph, WorkBudget budget)
    {
        var map = Identity(graph);
        bool isChanged;
        do
        {
            isChanged = false;
            foreach (var block in graph.Blocks)
            {
                budget.Spend((long)block.Parameters.Count * block.Predecessors.Count);
                for (var index = 0; index < block.Parameters.Count; index++)
                {
                    var parameter = block.Parameters[index];
                    if (map[parameter] == parameter && TryFindOnly(block, index, parameter, map, out var value))
                    {
                        map[parameter] = value;
                        isChanged = true;
                    }
                }
            }
        }
        while (isChanged);

        for (var node = 0; node < graph.Count; node++)
        {
            map[node] = Find(map, node);
        }

        RemoveParameters(graph, parameter => map[parameter] != parameter);
        graph.Rename(map.AsSpan(0, graph.Count));
    }

    /// <summary>Removes nodes whose values nobody needs, and counts the uses of the others.</summary>
    public static void RemoveDeadCode(Graph graph)
    {
        const int needed = 1;

        // For each node whether it is needed, and for a parameter its place besides.
        var marks = graph.Scratch();
        Array.Clear(marks, 0, graph.Count);
        var pending = new Stack<int>();
        foreach (var block in graph.Blocks)
        {
            for (var index = 0; index < block.Parameters.Count; index++)
            {
                marks[block.Parameters[index]] |= index << 1;
            }

            foreach (var node in block.Nodes)
            {
                var op = graph[node].Op;
                if (!Signatures.IsPure(op) && op is not (Opcode.GlobalGet or Opcode.MemorySize or Opcode.TableSize or Ops.Result))
                {
                    Need(node);
                }
            }
        }

        Span<int> buffer = stackalloc int[3];
        while (pending.TryPop(out var node))
        {
            foreach (var input in graph.InputsOf(node, buffer))
            {
                Need(input);
            }

            if (graph[node].Op == Ops.BlockParameter)
            {
                foreach (var edge in graph.Blocks[graph[node].Block].Predecessors)
                {
                    Need(edge.Arguments[marks[node] >> 1]);
                }
            }
        }

        Predicate<int> isDead = node => (marks[node] & needed) == 0;
        RemoveParameters(graph, isDead);
        foreach (var block in graph.Blocks)
        {
            block.Nodes.RemoveAll(isDead);
        }

        CountUses(graph);

        void Need(int node)
        {
            if ((marks[node] & needed) == 0)
            {
                marks[node] |= needed;
                pending.Push(node);
            }
        }
    }

    /// <summary>Counts how often values are used, edges included.</summary>
    public static void CountUses(Graph graph)
    {
        for (var node = 0; node < graph.Count; node++)
        {
            graph[node].Uses = 0;
        }

        Span<int> buffer = stackalloc int[3];
        foreach (var block in graph.Blocks)
        {
            foreach (var node in block.Nodes)
            {
                foreach (var input in graph.InputsOf(node, buffer))
                {
                    graph[input].Uses++;
                }
            }

            foreach (var edge in block.Successors)
            {
                foreach (var argument in edge.Arguments)
                {
                    graph[argument].Uses++;
                }
            }
        }
    }

    /// <summary>
    /// Puts a block on every edge from a block that decides where to go to one with several predecessors: there values can be moved.
    /// </summary>
    public static void SplitCriticalEdges(Graph graph)
    {
        var blocks = graph.ScratchBlocks;
        blocks.Clear();
        foreach (var block in graph.Blocks)
        {
            blocks.Add(block);
            if (graph[block.Nodes[^1]].Op == Ops.Jump)
            {
                continue;
            }

            for (var index = 0; index < block.Successors.Count; index++)
            {
                var edge = block.Successors[index];
                if (edge.To.Predecessors.Count < 2 && edge.Arguments.Length == 0)
                {
                    continue;
                }

                // On the way out of a loop it is still in it: that keeps loops contiguous.
                var between = graph.NewBlock(Math.Min(block.LoopDepth, edge.To.LoopDepth));
                between.IsCold = edge.IsCold;
                between.Nodes.Add(graph.Add(new Node { Op = Ops.Jump, Bytecode = graph[block.Nodes[^1]].Bytecode }));
                blocks.Add(between);
                between.Successors.Add(graph.NewEdge(between, edge.To, edge.Arguments));
                edge.To = between;
                edge.Arguments = [];
            }
        }

        Reconnect(graph, blocks);
        graph.Blocks.Clear();
        graph.Blocks.AddRange(blocks);
    }

    // Predecessors, and the ends of loops: with the last block that was put behind their last one.
    private static void Reconnect(Graph graph, List<Block> blocks)
    {
        // Blocks that were put in have no number yet.
        var places = graph.Scratch();
        for (var place = 0; place < blocks.Count; place++)
        {
            blocks[place].Predecessors.Clear();
            if (blocks[place].Index >= 0)
            {
                places[blocks[place].Index] = place;
            }
        }

        foreach (var block in blocks)
        {
            foreach (var edge in block.Successors)
            {
                edge.To.Predecessors.Add(edge);
            }

            if (block.LoopEnd is { } end)
            {
                var last = places[end.Index];
                while (last + 1 < blocks.Count && blocks[last + 1].Index == -1)
                {
                    last++;
                }

                block.LoopEnd = blocks[last];
            }
        }
    }

    private static int[] Identity(Graph graph)
    {
        var map = graph.Scratch();
        for (var node = 0; node < graph.Count; node++)
        {
            map[node] = node;
        }

        return map;
    }

    private static int Find(int[] map, int node)
    {
        while (map[node] != node)
        {
            node = map[node] = map[map[node]];
        }

        return node;
    }

    private static bool TryFindOnly(Block block, int index, int parameter, int[] map, out int value)
    {
        value = -1;
        foreach (var edge in block.Predecessors)
        {
            var argument = Find(map, edge.Arguments[index]);
            if (argument != parameter && value != argument)
            {
                if (value >= 0)
                {
                    return false;
                }

                value = argument;
            }
        }

        return value >= 0;
    }

    private static void RemoveParameters(Graph graph, Predicate<int> isRemoved)
    {
        foreach (var block in graph.Blocks)
        {
            if (!block.Parameters.Exists(isRemoved))
            {
                continue;
            }

            foreach (var edge in block.Predecessors)
            {
                edge.Arguments = Without(edge.Arguments, block.Parameters, isRemoved);
            }

            block.Parameters.RemoveAll(isRemoved);
        }
    }

    private static int[] Without(int[] arguments, List<int> parameters, Predicate<int> isRemoved)
    {
        var count = 0;
        var rest = new int[arguments.Length];
        for (var index = 0; index < arguments.Length; index++)
        {
            if (!isRemoved(parameters[index]))
            {
                rest[count++] = arguments[index];
            }
        }

        Array.Resize(ref rest, count);
        return rest;
    }

    /// <summary>The last block that is on every way to both.</summary>
    public static Block Intersect(Block left, Block right)
    {
        while (left != right)
        {
            if (left.Index > right.Index)
            {
                left = left.Dominator!;
            }
            else
            {
                right = right.Dominator!;
            }
        }

        return left;
    }
}

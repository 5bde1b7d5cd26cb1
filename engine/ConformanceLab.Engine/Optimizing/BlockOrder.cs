namespace ConformanceLab.Wasm.Optimizing;

/// <summary>
/// Puts the blocks that are reached from the first into an order in which dominators come first and loops are contiguous. A graph that is built from
/// wasm has such an order already; this is for graphs that were changed.
/// <code>
///   reverse postorder ─▶ dominators ─▶ loops: what reaches an edge back to its dominator, without passing that
///                                         │
///   order ◀── for each loop, outermost first: its blocks and the loops in it, by the places of their heads in the reverse postorder
/// </code>
/// Source: Cooper, Harvey, Kennedy, "A simple, fast dominance algorithm" (2001); Aho, Lam, Sethi, Ullman, "Compilers" (2006), 9.6.
/// </summary>
internal static class BlockOrder
{
    // What takes more is not arranged: the square of a large function is not to be paid.
    private const int MaximumSteps = 1 << 22;

    /// <summary>
    /// Arranges the blocks; those that are not reached are gone afterwards. False if the graph is not reducible: it has a cycle that is entered
    /// in several places, and there is no such order.
    /// </summary>
    public static bool TryArrange(Graph graph)
    {
        var order = ReversePostorder(graph.Blocks[0]);
        for (var index = 0; index < order.Count; index++)
        {
            order[index].Index = index;
            order[index].Predecessors.Clear();
            order[index].LoopEnd = null;
        }

        foreach (var block in order)
        {
            foreach (var edge in block.Successors)
            {
                edge.To.Predecessors.Add(edge);
            }
        }

        graph.Blocks.Clear();
        graph.Blocks.AddRange(order);
        Passes.FindDominators(graph);
        if (!IsReducible(order))
        {
            return false;
        }

        var heads = FindLoops(order);
        graph.Blocks.Clear();
        Emit(order, heads, graph.Blocks);
        Passes.Number(graph);
        return true;
    }

    // Whether each edge against the order goes back to a dominator. The dominators are those of the graph without these edges, and if so, of all
    // of it.
    private static bool IsReducible(List<Block> order)
    {
        var steps = 0;
        foreach (var block in order)
        {
            foreach (var edge in block.Successors)
            {
                if (edge.To.Index > block.Index)
                {
                    continue;
                }

                var dominator = block;
                while (dominator.Index > edge.To.Index && ++steps < MaximumSteps)
                {
                    dominator = dominator.Dominator!;
                }

                if (dominator != edge.To)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static List<Block> ReversePostorder(Block entry)
    {
        var order = new List<Block>();
        var seen = new HashSet<Block> { entry };
        var open = new Stack<(Block Block, int Next)>();
        open.Push((entry, 0));
        while (open.TryPop(out var top))
        {
            if (top.Next == top.Block.Successors.Count)
            {
                order.Add(top.Block);
                continue;
            }

            // The first successor last, so that it comes right behind.
            open.Push((top.Block, top.Next + 1));
            var successor = top.Block.Successors[top.Block.Successors.Count - 1 - top.Next].To;
            if (seen.Add(successor))
            {
                open.Push((successor, 0));
            }
        }

        order.Reverse();
        return order;
    }

    // For each block, the head of the innermost loop that it is in, not counting the one that it begins; −1 for none. A head has itself in
    // the second array.
    private static (int[] Around, bool[] IsHead) FindLoops(List<Block> order)
    {
        var around = new int[order.Count];
        Array.Fill(around, -1);
        var isHead = new bool[order.Count];

        // Inner heads come later in the order: from there outwards.
        for (var head = order.Count - 1; head >= 0; head--)
        {
            var pending = new Stack<int>();
            foreach (var edge in order[head].Predecessors)
            {
                if (edge.From.Index >= head)
                {
                    isHead[head] = true;
                    pending.Push(edge.From.Index);
                }
            }

            while (pending.TryPop(out var block))
            {
                // The outermost loop found so far that the block is in.
                while (block != head && around[block] >= 0 && around[block] != head)
                {
                    block = around[block];
                }

                if (block == head || around[block] == head)
                {
                    continue;
                }

                around[block] = head;
                foreach (var edge in order[block].Predecessors)
                {
                    pending.Push(edge.From.Index);
                }
            }
        }

        return (around, isHead);
    }

    private static void Emit(List<Block> order, (int[] Around, bool[] IsHead) loops, List<Block> result)
    {
        var members = new List<int>[order.Count + 1];
        for (var block = 0; block < order.Count; block++)
        {
            (members[loops.Around[block] + 1] ??= []).Add(block);
        }

        // A loop's members behind its head, with the loops in it in their places; open loops as a stack, since they may be nested deeply.
        var open = new Stack<(int Head, int Next)>();
        open.Push((-1, 0));
        while (open.TryPop(out var top))
        {
            var list = members[top.Head + 1];
            if (list is null || top.Next == list.Count)
            {
                if (top.Head >= 0)
                {
                    order[top.Head].LoopEnd = result[^1];
                }

                continue;
            }

            open.Push((top.Head, top.Next + 1));
            var block = list[top.Next];
            result.Add(order[block]);
            order[block].LoopDepth = open.Count - 1;
            if (loops.IsHead[block])
            {
                order[block].LoopDepth++;
                open.Push((block, 0));
            }
        }
    }
}

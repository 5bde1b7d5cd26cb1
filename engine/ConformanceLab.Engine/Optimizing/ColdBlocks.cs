namespace ConformanceLab.Wasm.Optimizing;

/// <summary>
/// Puts blocks that are hardly ever executed behind all others: those that end in a trap or an exception, what leads nowhere else, what was
/// marked when it was built, and what is reached only by way of these or of edges that were marked.
/// <code>
///   a ─▶ b ─▶ c ─▶ d          a ─▶ b ─▶ c ─▶ d     d …  and at the end  x
///        └─▶ x ──▶ ┘    ─▶         └─────────────────────────────────▶  x ──▶ c
/// </code>
/// What is executed often is in one piece then: in the instruction cache, and for the allocator, which cuts lifetimes where a call of a cold block
/// takes registers away, and otherwise does not see it. Dominators still come first. Loops are contiguous but for their cold blocks.
/// Source: Pettis and Hansen, "Profile guided code positioning" (1990); for what is cold, Ball and Larus, "Branch prediction for free" (1993).
/// </summary>
internal static class ColdBlocks
{
    /// <summary>Finds and moves them. Dominators are known, and stay.</summary>
    public static void Sink(Graph graph)
    {
        if (!Find(graph))
        {
            return;
        }

        var order = graph.Blocks;
        foreach (var head in order)
        {
            if (head.LoopEnd is { } end)
            {
                // A loop whose head is cold is cold as a whole.
                var last = end.Index;
                while (order[last].IsCold && !head.IsCold)
                {
                    last--;
                }

                head.LoopEnd = order[last];
            }
        }

        var cold = order.FindAll(static block => block.IsCold);
        order.RemoveAll(static block => block.IsCold);
        order.AddRange(cold);
        Passes.Number(graph);
    }

    // Whether there are any. Backwards for what leads to nothing else, then forwards for what is reached from nothing else. The entry is never cold.
    private static bool Find(Graph graph)
    {
        var order = graph.Blocks;
        for (var index = order.Count - 1; index > 0; index--)
        {
            var block = order[index];
            block.IsCold |= graph[block.Nodes[^1]].Op is Ops.Trap or Ops.Raise
                || (block.Successors.Count > 0 && block.Successors.TrueForAll(static edge => edge.IsCold || edge.To.IsCold));
        }

        order[0].IsCold = false;
        var found = false;
        for (var index = 1; index < order.Count; index++)
        {
            var block = order[index];
            block.IsCold |= block.Dominator!.IsCold
                || block.Predecessors.TrueForAll(static edge => edge.IsCold || edge.From.IsCold || edge.From.Index >= edge.To.Index);
            found |= block.IsCold;
        }

        return found;
    }
}

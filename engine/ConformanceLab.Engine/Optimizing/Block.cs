namespace ConformanceLab.Wasm.Optimizing;

/// <summary>A basic block. <see cref="Graph.NewBlock"/> gives them, and the same objects again for the next function.</summary>
internal sealed class Block
{
    /// <summary>Its number, which is its place in the order of blocks once the graph is complete; −1 before.</summary>
    public int Index { get; set; }

    /// <summary>Its parameters.</summary>
    public List<int> Parameters { get; } = [];

    /// <summary>Its nodes in order, a terminator last; a call whose exceptions are caught is one too, with its results behind it.</summary>
    public List<int> Nodes { get; } = [];

    /// <summary>Where it leads.</summary>
    public List<Edge> Successors { get; } = [];

    /// <summary>Where it is reached from.</summary>
    public List<Edge> Predecessors { get; } = [];

    /// <summary>The edge for each value of a switch's input.</summary>
    public int[] Cases { get; set; } = [];

    /// <summary>Whether it is hardly ever executed: <see cref="ColdBlocks"/>.</summary>
    public bool IsCold { get; set; }

    /// <summary>How many loops it is in.</summary>
    public int LoopDepth { get; set; }

    /// <summary>The last block of the loop that begins here, or null.</summary>
    public Block? LoopEnd { get; set; }

    /// <summary>The block that dominates it and is nearest.</summary>
    public Block? Dominator { get; set; }

    /// <summary>Makes it an empty one.</summary>
    public void Reset(int loopDepth)
    {
        Index = -1;
        Parameters.Clear();
        Nodes.Clear();
        Successors.Clear();
        Predecessors.Clear();
        Cases = [];
        IsCold = false;
        LoopDepth = loopDepth;
        LoopEnd = Dominator = null;
    }
}

/// <summary>A way from a block to another. <see cref="Graph.NewEdge"/> gives them, and the same objects again for the next function.</summary>
internal sealed class Edge
{
    /// <summary>The block that it leaves.</summary>
    public Block From { get; set; } = null!;

    /// <summary>The block that it enters.</summary>
    public Block To { get; set; } = null!;

    /// <summary>Whether it is hardly ever taken.</summary>
    public bool IsCold { get; set; }

    /// <summary>What the parameters of the entered block become.</summary>
    public int[] Arguments { get; set; } = [];

    /// <summary>Makes it another one.</summary>
    public void Reset(Block from, Block to, int[] arguments)
    {
        From = from;
        To = to;
        IsCold = false;
        Arguments = arguments;
    }
}

using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter.Translation;

/// <summary>All that translation must know of a value's type.</summary>
internal enum OperandKind : byte
{
    /// <summary>One slot without a GC reference: a number, or a reference to a function.</summary>
    Scalar,

    /// <summary>Two slots.</summary>
    Vector,

    /// <summary>One slot with a GC reference.</summary>
    Reference,
}

/// <summary>
/// Operands that come and go together: the parameters or the results of a function or a block. Two bytes of code may stand for a thousand
/// of them, so whatever happens to them at once must cost no more than copying their kinds.
/// </summary>
internal sealed class OperandShape
{
    private readonly OperandKind[] _kinds;

    public OperandShape(OperandKind[] kinds)
    {
        _kinds = kinds;
        References = new int[kinds.AsSpan().Count(OperandKind.Reference)];
        var reference = 0;
        foreach (var kind in kinds)
        {
            if (kind == OperandKind.Reference)
            {
                References[reference++] = Slots;
            }

            Slots += kind == OperandKind.Vector ? 2 : 1;
        }
    }

    /// <summary>No operands.</summary>
    public static OperandShape Empty { get; } = new([]);

    /// <summary>Kinds, the lowest operand first.</summary>
    public ReadOnlySpan<OperandKind> Kinds => _kinds;

    /// <summary>Slots that they take.</summary>
    public int Slots { get; }

    /// <summary>Slots of the GC references among them, counted from the first.</summary>
    public int[] References { get; }
}

/// <summary>What has to be known to come back to a point of the operand stack.</summary>
/// <param name="Count">Number of operands.</param>
/// <param name="Height">Slots that they take.</param>
/// <param name="Runs">Number of runs of references among them.</param>
/// <param name="TopRun">References of the topmost run.</param>
internal readonly record struct OperandMark(int Count, int Height, int Runs, int TopRun);

/// <summary>
/// The operand stack as validation knows it at each instruction: how many slots, and which of them are GC references. The body is valid, so
/// nothing is checked. References that were pushed together are one run; the <see cref="RootChain"/> gets a node for a run when an
/// instruction asks for it, and not again while the run and those below stay as they are.
/// </summary>
internal sealed class OperandTracker
{
    private static readonly int[] s_single = [0];
    private readonly Buffer<OperandKind> _kinds = new(64);
    private readonly Buffer<Run> _runs = new(16);
    private readonly Buffer<RootNode> _nodes = new(16);

    /// <summary>Slots that the operands take.</summary>
    public int Height { get; private set; }

    /// <summary>Most slots that they have taken so far.</summary>
    public int HighWater { get; private set; }

    /// <summary>Root node of the topmost run of references; <see cref="RootChain.None"/> if there is none.</summary>
    public int Roots
    {
        get
        {
            // The runs with nodes are at the bottom.
            var made = _runs.Count;
            while (made > 0 && _runs[made - 1].Node == RootChain.None)
            {
                made--;
            }

            for (; made < _runs.Count; made++)
            {
                ref var run = ref _runs[made];
                _nodes.Add(new RootNode(made == 0 ? RootChain.None : _runs[made - 1].Node, run.Slot, run.Count, run.Offsets));
                run.Node = _nodes.Count - 1;
            }

            return _runs.Count == 0 ? RootChain.None : _runs.Last.Node;
        }
    }

    public void Clear()
    {
        _kinds.Truncate(0);
        _runs.Truncate(0);
        _nodes.Truncate(0);
        (Height, HighWater) = (0, 0);
    }

    public void Push(OperandKind kind)
    {
        if (kind == OperandKind.Reference)
        {
            _runs.Add(new Run(Height, 1, s_single));
        }

        _kinds.Add(kind);
        Height += kind == OperandKind.Vector ? 2 : 1;
        HighWater = Math.Max(HighWater, Height);
    }

    public void Push(OperandShape shape)
    {
        if (shape.References.Length > 0)
        {
            _runs.Add(new Run(Height, shape.References.Length, shape.References));
        }

        _kinds.AddRange(shape.Kinds);
        Height += shape.Slots;
        HighWater = Math.Max(HighWater, Height);
    }

    public OperandKind Pop()
    {
        var kind = _kinds.Last;
        _kinds.Truncate(_kinds.Count - 1);
        Height -= kind == OperandKind.Vector ? 2 : 1;
        if (kind == OperandKind.Reference)
        {
            var (runs, topRun) = RunsBelow(1);
            ResetRuns(runs, topRun);
        }

        return kind;
    }

    public void Pop(int count)
    {
        for (; count > 0; count--)
        {
            Pop();
        }
    }

    public void Pop(OperandShape shape) => Reset(MarkBelow(shape));

    /// <summary>Height below the topmost operand.</summary>
    public int HeightBelowTop => Height - (_kinds.Last == OperandKind.Vector ? 2 : 1);

    /// <summary>The mark below the topmost operands, which have the shape.</summary>
    public OperandMark MarkBelow(OperandShape shape)
    {
        var (runs, topRun) = RunsBelow(shape.References.Length);
        return new OperandMark(_kinds.Count - shape.Kinds.Length, Height - shape.Slots, runs, topRun);
    }

    /// <summary>Drops what stands above the mark.</summary>
    public void Reset(OperandMark mark)
    {
        _kinds.Truncate(mark.Count);
        Height = mark.Height;
        ResetRuns(mark.Runs, mark.TopRun);
    }

    /// <summary>The nodes so far.</summary>
    public RootChain ToRootChain() => new(_nodes.Items.ToArray());

    // How many runs there are without the topmost references, and how many references in the last of them.
    private (int Runs, int TopRun) RunsBelow(int references)
    {
        var runs = _runs.Count;
        while (references > 0 && references >= _runs[runs - 1].Count)
        {
            references -= _runs[--runs].Count;
        }

        return (runs, runs == 0 ? 0 : _runs[runs - 1].Count - references);
    }

    private void ResetRuns(int runs, int topRun)
    {
        _runs.Truncate(runs);
        if (runs > 0 && _runs.Last.Count != topRun)
        {
            _runs.Last.Count = topRun;
            _runs.Last.Node = RootChain.None;
        }
    }

    // References that were pushed together: those of the offsets, counted from the slot, that are still there.
    private struct Run(int slot, int count, int[] offsets)
    {
        public readonly int Slot = slot;
        public readonly int[] Offsets = offsets;
        public int Count = count;
        public int Node = RootChain.None;
    }
}

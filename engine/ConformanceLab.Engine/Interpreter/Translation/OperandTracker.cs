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

/// <summary>What has to be known to come back to a point of the operand stack.</summary>
/// <param name="Count">Number of operands.</param>
/// <param name="Height">Slots that they take.</param>
/// <param name="Roots">Root node of the topmost reference among them.</param>
internal readonly record struct OperandMark(int Count, int Height, int Roots);

/// <summary>
/// The operand stack as validation knows it at each instruction: how many slots, and which of them are GC references. The body is valid, so
/// nothing is checked. Grows the <see cref="RootChain"/> on the way: a push of a reference adds a node, popping it goes back to its parent.
/// </summary>
internal sealed class OperandTracker
{
    private readonly Buffer<OperandKind> _kinds = new(64);
    private readonly Buffer<int> _rootSlots = new(16);
    private readonly Buffer<int> _rootParents = new(16);

    /// <summary>Slots that the operands take.</summary>
    public int Height { get; private set; }

    /// <summary>Most slots that they have taken so far.</summary>
    public int HighWater { get; private set; }

    /// <summary>Root node of the topmost reference; <see cref="RootChain.None"/> if there is none.</summary>
    public int Roots { get; private set; }

    /// <summary>The state now.</summary>
    public OperandMark Mark => new(_kinds.Count, Height, Roots);

    /// <summary>Kind of the topmost operand.</summary>
    public OperandKind Top => _kinds.Last;

    public void Clear()
    {
        _kinds.Truncate(0);
        _rootSlots.Truncate(0);
        _rootParents.Truncate(0);
        (Height, HighWater, Roots) = (0, 0, RootChain.None);
    }

    public void Push(OperandKind kind)
    {
        if (kind == OperandKind.Reference)
        {
            _rootSlots.Add(Height);
            _rootParents.Add(Roots);
            Roots = _rootSlots.Count - 1;
        }

        _kinds.Add(kind);
        Height += kind == OperandKind.Vector ? 2 : 1;
        HighWater = Math.Max(HighWater, Height);
    }

    public OperandKind Pop()
    {
        var kind = _kinds.Last;
        _kinds.Truncate(_kinds.Count - 1);
        Height -= kind == OperandKind.Vector ? 2 : 1;
        if (kind == OperandKind.Reference)
        {
            Roots = _rootParents[Roots];
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

    /// <summary>The mark below the topmost <paramref name="count"/> operands.</summary>
    public OperandMark MarkBelow(int count)
    {
        var (height, roots) = (Height, Roots);
        for (var i = 1; i <= count; i++)
        {
            var kind = _kinds[_kinds.Count - i];
            height -= kind == OperandKind.Vector ? 2 : 1;
            roots = kind == OperandKind.Reference ? _rootParents[roots] : roots;
        }

        return new OperandMark(_kinds.Count - count, height, roots);
    }

    /// <summary>Drops what stands above the mark.</summary>
    public void Reset(OperandMark mark)
    {
        _kinds.Truncate(mark.Count);
        (Height, Roots) = (mark.Height, mark.Roots);
    }

    /// <summary>The nodes so far.</summary>
    public RootChain ToRootChain() => new(_rootSlots.Items.ToArray(), _rootParents.Items.ToArray());
}

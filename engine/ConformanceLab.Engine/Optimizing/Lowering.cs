using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen.Vectors;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>A use of a value by an instruction.</summary>
internal struct Use
{
    /// <summary>The value.</summary>
    public int Value;

    /// <summary>Twice the instruction's number in the order of code.</summary>
    public int Position;

    /// <summary>Whether the value must be in a register; otherwise it may be in the frame.</summary>
    public bool NeedsRegister;

    /// <summary>Whether it is read after the instruction's own value has been written.</summary>
    public bool IsLate;

    /// <summary>Where the value is: what the register allocator says.</summary>
    public int Location;
}

/// <summary>
/// Decides which nodes become instructions and which are part of those that use them (constants, comparisons before branches), puts
/// instructions in one order, and says what each wants in registers. The emitter asks for the same things in the same order.
/// </summary>
internal sealed class Lowering
{
    /// <summary>Nodes in the order of code. Results of calls and parameters are not among them.</summary>
    public List<int> Order { get; } = [];

    /// <summary>For each block, the number of its first instruction.</summary>
    public List<int> BlockStarts { get; } = [];

    /// <summary>Uses, those of an instruction together.</summary>
    public List<Use> Uses { get; } = [];

    /// <summary>For each instruction, where its uses begin; one more at the end.</summary>
    public List<int> UseStarts { get; } = [];

    /// <summary>For each instruction, which general registers it needs for itself before its value is written, as bits.</summary>
    public List<uint> Clobbers { get; } = [];

    /// <summary>For the numbers of instructions that need registers for themselves, the first of the nodes that stand for these.</summary>
    public Dictionary<int, int> Temporaries { get; } = [];

    /// <summary>Numbers of the instructions that call.</summary>
    public List<int> Calls { get; } = [];

    /// <summary>Whether a node is made where it is used.</summary>
    public bool[] IsFolded { get; private set; } = [];

    // Fewer than there are registers, also for what else the instruction needs.
    private const int MaximumLateInputs = 6;

    // For each instruction, and for what is behind all.
    private int[] _blocks = [];
    private int[] _calls = [];
    private Graph _graph = null!;

    /// <summary>Lowers a graph, which gets copies of constants where they must be in registers.</summary>
    public void Run(Graph graph)
    {
        _graph = graph;
        Order.Clear();
        BlockStarts.Clear();
        Uses.Clear();
        UseStarts.Clear();
        Clobbers.Clear();
        Calls.Clear();
        Temporaries.Clear();
        IsFolded = new bool[graph.Count];
        foreach (var block in graph.Blocks)
        {
            FoldComparisons(block);
        }

        foreach (var block in graph.Blocks)
        {
            BlockStarts.Add(Order.Count);
            if (block.Index == 0)
            {
                // What arrives in registers does so before everything else.
                Add(-1);
            }

            foreach (var node in block.Nodes)
            {
                ref readonly var at = ref graph[node];
                if (at.Op is not (Ops.Parameter or Ops.Result) && !IsFolded[node])
                {
                    Lower(node);
                }
            }
        }

        UseStarts.Add(Uses.Count);
        Locate();
    }

    /// <summary>The number of the block that has an instruction; of what is behind all the last.</summary>
    public int BlockAt(int number) => _blocks[number];

    /// <summary>The index of the first of <see cref="Calls"/> from an instruction on.</summary>
    public int CallFrom(int number) => _calls[number];

    /// <summary>The number of the last instruction of a block.</summary>
    public int LastOf(Block block) => (block.Index + 1 < BlockStarts.Count ? BlockStarts[block.Index + 1] : Order.Count) - 1;

    /// <summary>Whether a constant can be an immediate.</summary>
    public static bool IsImmediate(in Node node) =>
        node.Op == Ops.Constant
        && (node.Kind is OperandKind.I32 or OperandKind.Reference || ((int)node.Bits == node.Bits && !node.Kind.IsVector()));

    /// <summary>Whether the many values of a new object wait for it in the frame.</summary>
    public static bool IsStaged(in Node allocation) => allocation.IsList && allocation.InputCount > MaximumLateInputs;

    /// <summary>Whether a node accesses memory at a constant address, which is part of the instruction then: a displacement, which is signed.</summary>
    public static bool IsConstantAddress(Graph graph, in Node access) =>
        Signatures.TryFindAccess(access.Op, out _) && graph[access.A].Op == Ops.Constant
        && (UInt128)AddressOf(graph[access.A]) + (ulong)access.Bits <= int.MaxValue;

    /// <summary>The address that a constant is.</summary>
    public static ulong AddressOf(in Node constant) => constant.Kind == OperandKind.I64 ? (ulong)constant.Bits : (uint)constant.Bits;

    private void Locate()
    {
        Arrays.Reserve(ref _blocks, Order.Count + 1);
        Arrays.Reserve(ref _calls, Order.Count + 1);
        var (block, call) = (0, 0);
        for (var number = 0; number <= Order.Count; number++)
        {
            while (block + 1 < BlockStarts.Count && BlockStarts[block + 1] <= number)
            {
                block++;
            }

            while (call < Calls.Count && Calls[call] < number)
            {
                call++;
            }

            (_blocks[number], _calls[number]) = (block, call);
        }
    }

    private void Add(int node)
    {
        Order.Add(node);
        UseStarts.Add(Uses.Count);
        Clobbers.Add(0);
    }

    // A comparison that only a branch or select of its block needs is made there, in the flags; but not one that takes two flags. So are
    // tests of bits, (x & y) and ((1 << x) & c), alone and against 0. What a branch asks of a reference's type is decided by jumps of its own.
    private void FoldComparisons(Block block)
    {
        foreach (var node in block.Nodes)
        {
            ref readonly var at = ref _graph[node];
            var condition = at.Op == Ops.Branch ? at.A : at.Op == Opcode.Select ? at.C : -1;
            while (condition >= 0 && IsAlone(condition, block)
                && (IsFlag(_graph[condition].Op) || (at.Op == Ops.Branch && _graph[condition].Op == Opcode.RefTest)))
            {
                IsFolded[condition] = true;
                ref readonly var folded = ref _graph[condition];
                if (folded.Op == Opcode.I32And && _graph[folded.B].Op == Ops.Constant && _graph[folded.A].Op == Opcode.I32Shl
                    && IsAlone(folded.A, block) && IsOne(_graph[folded.A].A))
                {
                    IsFolded[folded.A] = true;
                }

                condition = folded.Op is Opcode.I32Eqz or Opcode.I64Eqz ? folded.A : -1;
            }
        }
    }

    // Whether nothing else needs it.
    private bool IsAlone(int node, Block block) => _graph[node].Uses == 1 && _graph[node].Block == block.Index;

    private static bool IsFlag(Opcode op) =>
        op is ((>= Opcode.I32Eqz and <= Opcode.F64Ge) or Opcode.RefIsNull or Ops.IsFunction or Opcode.I32And or Opcode.I64And)
                and not (Opcode.F32Eq or Opcode.F32Ne or Opcode.F64Eq or Opcode.F64Ne)
            || VectorOperations.FormOf(op) == VectorForm.Test;

    private bool IsOne(int node) => _graph[node].Op == Ops.Constant && _graph[node].Bits == 1;

    /// <summary>Whether a folded node is <c>(1 &lt;&lt; x) &amp; c</c>: a test of one bit.</summary>
    public bool IsBitTest(in Node at) => at.Op == Opcode.I32And && IsFolded[at.A];

    private void Lower(int node)
    {
        var start = Order.Count;
        var at = _graph[node];

        // Constants that must be in registers come first.
        switch (at.Op)
        {
            case Ops.Branch:
                PrepareCondition(at.A);
                break;
            case Opcode.Select:
                PrepareCondition(at.C);
                if (!at.Kind.IsVector())
                {
                    // A copy may move the nodes: only then is it said where it goes.
                    var copy = InRegister(at.A);
                    _graph[node].A = copy;
                }

                break;
            default:
                PrepareInputs(node, at);
                break;
        }

        at = _graph[node];
        Add(node);
        if (Ops.IsCall(at.Op))
        {
            Calls.Add(Order.Count - 1);
        }

        switch (at.Op)
        {
            case Ops.Branch:
                UseCondition(at.A);
                break;
            case Opcode.Select:
                UseCondition(at.C);
                Use(at.B, needsRegister: false, isLate: at.Kind.IsVector());
                Use(at.A, needsRegister: false, isLate: !at.Kind.IsVector());
                break;
            case Ops.Jump or Ops.Constant or Ops.Poll or Ops.Trap:
                break;
            default:
                if (at.IsList)
                {
                    // What an object is made of outlives its allocation, if there are registers for all of it.
                    var isLate = Ops.IsAllocation(at.Op) && !IsStaged(at);
                    for (var index = 0; index < at.InputCount; index++)
                    {
                        Use(_graph.Lists[at.A + index], needsRegister: false, isLate);
                    }

                    if (Ops.IsAllocation(at.Op))
                    {
                        AddTemporaries(Shapes.Of(at).Temporaries);
                    }

                    Clobbers[^1] = at.Op is Opcode.CallIndirect or Opcode.CallRef or Opcode.ReturnCallIndirect or Opcode.ReturnCallRef
                        ? Emitter.CallClobbers : 0;
                }
                else
                {
                    UseInputs(at);
                }

                break;
        }
    }

    private void Use(int value, bool needsRegister, bool isLate)
    {
        if (_graph[value].Op != Ops.Constant || _graph[value].Block >= 0)
        {
            Uses.Add(new Use { Value = value, Position = 2 * (Order.Count - 1), NeedsRegister = needsRegister, IsLate = isLate });
        }
    }

    // The value itself, or a copy of the constant right here.
    private int InRegister(int value)
    {
        ref readonly var at = ref _graph[value];
        if (at.Op != Ops.Constant || at.Block >= 0)
        {
            return value;
        }

        var copy = AddNode(at with { Block = 0, Uses = 1 });
        Add(copy);
        return copy;
    }

    private int AddNode(in Node node)
    {
        var number = _graph.Add(node);
        var folded = IsFolded;
        if (number >= folded.Length)
        {
            Array.Resize(ref folded, 2 * number);
            IsFolded = folded;
        }

        return number;
    }

    private void AddTemporaries(int count)
    {
        for (var index = 0; index < count; index++)
        {
            var node = AddNode(new Node { Op = Ops.Temporary, Kind = OperandKind.I64, Index = Order.Count - 1, Block = -1 });
            Temporaries.TryAdd(Order.Count - 1, node);
        }
    }

    private void PrepareCondition(int condition)
    {
        condition = LastFolded(condition);
        if (!IsFolded[condition])
        {
            return;
        }

        var at = _graph[condition];
        if (IsBitTest(at))
        {
            var (mask, bit) = (InRegister(at.B), InRegister(_graph[at.A].B));
            _graph[condition].B = mask;
            _graph[at.A].B = bit;
        }
        else
        {
            PrepareInputs(condition, at);
        }
    }

    private void UseCondition(int condition)
    {
        condition = LastFolded(condition);
        if (!IsFolded[condition])
        {
            Use(condition, needsRegister: true, isLate: false);
            return;
        }

        var at = _graph[condition];
        if (IsBitTest(at))
        {
            Use(at.B, needsRegister: true, isLate: false);
            Use(_graph[at.A].B, needsRegister: true, isLate: false);
        }
        else
        {
            UseInputs(at);
        }
    }

    // What folded comparisons with 0 compare.
    private int LastFolded(int condition)
    {
        while (IsFolded[condition] && _graph[condition].Op is Opcode.I32Eqz or Opcode.I64Eqz && IsFolded[_graph[condition].A])
        {
            condition = _graph[condition].A;
        }

        return condition;
    }

    // Which inputs must be in registers if they are constants.
    private void PrepareInputs(int node, in Node at)
    {
        if (at.IsList || at.InputCount == 0)
        {
            return;
        }

        var shape = Shapes.Of(at);
        var (a, b, c) = (at.A, at.B, at.C);
        if (shape.FirstInRegister && !(shape.FirstMayBeImmediate && IsImmediate(_graph[a])) && !IsConstantAddress(_graph, at))
        {
            a = InRegister(a);
        }

        if (at.InputCount > 1 && (shape.SecondMayBeImmediate ? !IsImmediate(_graph[b]) : shape.SecondInRegister))
        {
            b = InRegister(b);
        }

        if (at.InputCount > 2)
        {
            c = InRegister(c);
        }

        ref var changed = ref _graph[node];
        changed.A = a;
        changed.B = b;
        changed.C = c;
    }

    private void UseInputs(in Node at)
    {
        var shape = Shapes.Of(at);
        if (at.InputCount > 0)
        {
            Use(at.A, shape.FirstInRegister, shape.FirstIsLate);
        }

        if (at.InputCount > 1)
        {
            Use(at.B, shape.SecondInRegister, shape.SecondIsLate);
        }

        if (at.InputCount > 2)
        {
            Use(at.C, needsRegister: true, shape.ThirdIsLate);
        }

        Clobbers[^1] |= shape.Clobbers;
        AddTemporaries(shape.Temporaries);
    }
}

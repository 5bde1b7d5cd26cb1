using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>
/// Global value numbering with rewriting, and loop-invariant code motion on the same way through the blocks: a node that computes what a
/// dominating one has computed becomes that one; a node whose inputs come from outside of a loop moves in front of it. What reads something that can
/// be written has the version of it among its inputs (<see cref="MemoryRegions"/>), and becomes what was read or stored there before.
/// Source: Click, "Global code motion, global value numbering" (1995).
/// </summary>
internal sealed partial class ValueNumbering(NativeModule native)
{
    private readonly NativeModule _native = native;
    private readonly MemoryRegions _regions = new(native);
    private readonly Dictionary<Key, Known> _known = [];
    private readonly List<Block> _loops = [];
    private int[] _map = [];
    private int _count;
    private Graph _graph = null!;
    private Block _block = null!;
    private WorkBudget _budget = null!;
    private CompilationTrace? _trace;

    private readonly record struct Key(Opcode Op, int A, int B = -1, int C = -1, int Index = -1, int Type = -1)
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

    /// <summary>What is known from a block on.</summary>
    /// <param name="Value">The value that a key has, or the check that has been made.</param>
    /// <param name="Block">The block.</param>
    /// <param name="IsStored">Whether that is what was stored: of a packed field or a narrow access, what is read is a part of it.</param>
    private readonly record struct Known(int Value, int Block, bool IsStored = false);

    /// <summary>Runs on a graph whose dominators are known.</summary>
    public void Run(Graph graph, WorkBudget budget, CompilationTrace? trace = null)
    {
        (_graph, _budget, _trace) = (graph, budget, trace);
        if (_map.Length < graph.Count)
        {
            _map = new int[2 * graph.Count];
        }

        _count = graph.Count;
        for (var node = 0; node < _count; node++)
        {
            _map[node] = node;
        }

        _known.Clear();
        _loops.Clear();
        _regions.Find(graph);
        foreach (var block in graph.Blocks)
        {
            Number(block);
        }

        graph.Rename(_map.AsSpan(0, _count));
    }

    // Those that end before a block.
    private void LeaveLoops(int block)
    {
        var kept = 0;
        for (var index = 0; index < _loops.Count; index++)
        {
            if (_loops[index].LoopEnd!.Index >= block)
            {
                _loops[kept++] = _loops[index];
            }
        }

        _loops.RemoveRange(kept, _loops.Count - kept);
    }

    private void Number(Block block)
    {
        _block = block;
        _budget.Spend(_loops.Count);
        LeaveLoops(block.Index);
        if (block.LoopEnd is not null && LandingPlaceOf(block) is not null)
        {
            _loops.Add(block);
        }

        _regions.Enter(block, _budget);
        NoteBranch();
        var map = _map.AsSpan(0, _count);
        var kept = 0;
        for (var place = 0; place < block.Nodes.Count; place++)
        {
            var node = block.Nodes[place];
            _graph.RenameInputs(node, map);
            if (!IsGone(node))
            {
                block.Nodes[kept++] = node;
            }
        }

        block.Nodes.RemoveRange(kept, block.Nodes.Count - kept);
        _regions.Leave(block);
    }

    // Numbers a node; true if it is not where it was any more.
    private bool IsGone(int node)
    {
        var value = Simplifier.Simplify(_graph, node);
        if (value != node)
        {
            _trace?.Decide(_graph[node].Bytecode, $"v{node} is v{value}: it can be computed now, or is what it is made of");
            return Replace(node, value);
        }

        var op = _graph[node].Op;
        if (Ops.IsCheck(op))
        {
            return IsChecked(node);
        }

        if (_graph[node].Region != 0)
        {
            if (MemoryRegions.EffectOf(_graph[node]) == MemoryRegions.Effect.Write)
            {
                NumberWrite(node);
                return false;
            }

            if (IsKnownRead(node, out var isGone))
            {
                return isGone;
            }
        }
        else if (Ops.IsCall(op))
        {
            _regions.WriteAll();
            return false;
        }
        else if (Ops.IsAllocation(op))
        {
            NoteObject(node);
            return false;
        }
        else if (op == Opcode.RefTest && IsPassed(_graph[node], _block.Index))
        {
            _trace?.Decide(_graph[node].Bytecode, $"v{node} is 1: what is tested is known to be of the type");
            return Replace(node, _graph.Constant(OperandKind.I32, 1));
        }
        else if (op == Opcode.ArrayLen && TryFindLength(_graph[node].A, out var length))
        {
            _trace?.Decide(_graph[node].Bytecode, $"v{node} is v{length}: the array was made with that length");
            return Replace(node, length);
        }

        return Signatures.IsRepeatable(_graph[node].Op) && IsComputed(node);
    }

    private bool Replace(int node, int value)
    {
        _map[node] = value;
        return true;
    }

    // A node that gives the same whenever it is executed with the same inputs.
    private bool IsComputed(int node)
    {
        ref readonly var at = ref _graph[node];
        var key = new Key(at.Op, at.A, at.InputCount > 1 ? at.B : -1, at.InputCount > 2 ? at.C : -1, at.Index, at.Type);
        if (_known.TryGetValue(key, out var known) && IsDominated(known))
        {
            _trace?.Decide(at.Bytecode, $"v{node} is v{known.Value}: it was computed before");
            return Replace(node, known.Value);
        }

        var isMoved = TryLeaveLoops(node);
        _known[key] = new Known(node, _graph[node].Block);
        if (at.Op == Opcode.ArrayLen)
        {
            NoteObjectAt(at.A, _graph[node].Block);
        }
        else if (at.Op == Opcode.RefTest)
        {
            _graph[node].Bits = (long)FactsAt(at.A, at.Block);
        }

        return isMoved;
    }

    private bool IsDominated(Known known) => IsDominated(known, _block);

    private bool IsDominated(Known known, Block block) => Passes.Dominates(_graph.Blocks[known.Block], block, _budget);

    // Moves a node in front of the outermost loop that it can leave.
    private bool TryLeaveLoops(int node)
    {
        if (_loops.Count == 0 || Outside(node) is not { } target)
        {
            return false;
        }

        var landing = LandingPlaceOf(target)!;
        landing.Nodes.Insert(landing.Nodes.Count - 1, node);
        _graph[node].Block = landing.Index;
        _trace?.Decide(_graph[node].Bytecode, $"v{node} leaves the loop at block {target.Index}: nothing in it changes");
        return true;
    }

    // The outermost loop that the node can leave; null if there is none, or if it does not pay.
    private Block? Outside(int node)
    {
        ref readonly var at = ref _graph[node];
        if (at.Op is >= Opcode.I32Eqz and <= Opcode.F64Ge or Opcode.RefIsNull or Ops.IsFunction)
        {
            // Branches want it in the flags.
            return null;
        }

        Span<int> buffer = stackalloc int[3];
        var inputs = _graph.InputsOf(node, buffer);
        Block? found = null;
        for (var index = _loops.Count - 1; index >= 0; index--)
        {
            var loop = _loops[index];
            foreach (var input in inputs)
            {
                var block = _graph[input].Block;
                if (block >= loop.Index && block <= loop.LoopEnd!.Index)
                {
                    return found;
                }
            }

            if (!Signatures.IsPure(at.Op) && !IsSafeBefore(loop, at))
            {
                return found;
            }

            found = loop;
        }

        return found;
    }

    // The block that enters the loop, if it is only one and does nothing else. Only loops that were entered in their middle have several: see
    // BlockOrder.
    private Block? LandingPlaceOf(Block loop)
    {
        Block? before = null;
        foreach (var edge in loop.Predecessors)
        {
            if (edge.From.Index < loop.Index)
            {
                if (before is not null)
                {
                    return null;
                }

                before = edge.From;
            }
        }

        return before is not null && _graph[before.Nodes[^1]].Op == Ops.Jump ? before : null;
    }
}

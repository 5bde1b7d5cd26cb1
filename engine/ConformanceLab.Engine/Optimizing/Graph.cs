using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>
/// A function in static single assignment form: a control-flow graph whose blocks have parameters instead of phi functions. Values are
/// nodes, nodes are numbers, and what belongs to a node stands in arrays that are used for one function after another.
/// <code>
///   block 3 (v17 v18)        parameters: what its predecessors' edges bring
///     v20 = i32.add v17 v4
///     v21 = i32.load v20
///     branch v21             the last node; its edges are the block's successors
///       ─▶ 4
///       ─▶ 5 (v20 v18)
/// </code>
/// Invariants: every use is dominated by its definition; blocks stand in an order in which dominators come first and loops are contiguous, but for
/// cold blocks (<see cref="ColdBlocks"/>) at last.
/// Source: Appel, "SSA is functional programming" (1998), for block parameters.
/// </summary>
internal sealed class Graph
{
    private static readonly Vector128<byte> s_zero = default;

    private Node[] _nodes = new Node[256];
    private int _count;
    private readonly Dictionary<long, int>[] _constants = [.. Enum.GetValues<OperandKind>().Select(_ => new Dictionary<long, int>())];
    private readonly Dictionary<(ulong Low, ulong High), int> _vectors = [];
    private Vector128<byte>[] _vectorConstants = new Vector128<byte>[16];
    private readonly Dictionary<CastComparison, int> _casts = [];

    // Blocks and edges of this and earlier functions: those that are taken are this one's.
    private readonly List<Block> _blocks = [];
    private readonly List<Edge> _edges = [];
    private int _takenBlocks;
    private int _takenEdges;
    private int[] _scratch = [];

    /// <summary>The blocks, in the order of their code; the first is the entry.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>Room for another order of the blocks, for whoever works on the graph alone.</summary>
    public List<Block> ScratchBlocks { get; } = [];

    /// <summary>Inputs of the nodes that have a list of them.</summary>
    public List<int> Lists { get; } = [];

    /// <summary>Vector constants and lanes of shuffles, which nodes name by their indices; the first is 0.</summary>
    public ReadOnlySpan<Vector128<byte>> Vectors => _vectorConstants.AsSpan(0, _vectors.Count);

    /// <summary>What references are compared with, which nodes name by their indices.</summary>
    public List<CastComparison> Casts { get; } = [];

    /// <summary>Slots of the baseline tier's frame, where code begins in it: they are read at the entry and left alone.</summary>
    public int FrameSlots { get; set; }

    /// <summary>Positions of instructions that fuel is taken for together.</summary>
    public List<int> Positions { get; } = [];

    /// <summary>How many nodes there are: their numbers are below.</summary>
    public int Count => _count;

    /// <summary>A node.</summary>
    public ref Node this[int node] => ref _nodes[node];

    /// <summary>Begins another function.</summary>
    public void Reset()
    {
        _count = _takenBlocks = _takenEdges = 0;
        FrameSlots = 0;
        foreach (var constants in _constants)
        {
            constants.Clear();
        }

        Blocks.Clear();
        Lists.Clear();
        _vectors.Clear();
        Vector(in s_zero);
        Casts.Clear();
        _casts.Clear();
        Positions.Clear();
    }

    /// <summary>The index of a comparison of references.</summary>
    public int Cast(in CastComparison comparison)
    {
        if (!_casts.TryGetValue(comparison, out var index))
        {
            index = Casts.Count;
            Casts.Add(comparison);
            _casts.Add(comparison, index);
        }

        return index;
    }

    /// <summary>The index of a vector.</summary>
    public int Vector(in Vector128<byte> value)
    {
        var halves = (value.AsUInt64().GetElement(0), value.AsUInt64().GetElement(1));
        if (!_vectors.TryGetValue(halves, out var index))
        {
            index = _vectors.Count;
            if (index == _vectorConstants.Length)
            {
                Array.Resize(ref _vectorConstants, 2 * index);
            }

            _vectorConstants[index] = value;
            _vectors.Add(halves, index);
        }

        return index;
    }

    /// <summary>A block that has no place in the order yet.</summary>
    /// <param name="loopDepth">How many loops it is in.</param>
    public Block NewBlock(int loopDepth)
    {
        if (_takenBlocks == _blocks.Count)
        {
            _blocks.Add(new Block());
        }

        var block = _blocks[_takenBlocks++];
        block.Reset(loopDepth);
        return block;
    }

    /// <summary>An edge that no block knows yet.</summary>
    /// <param name="from">The block that it leaves.</param>
    /// <param name="to">The block that it enters.</param>
    /// <param name="arguments">What that one's parameters become.</param>
    public Edge NewEdge(Block from, Block to, int[] arguments)
    {
        if (_takenEdges == _edges.Count)
        {
            _edges.Add(new Edge());
        }

        var edge = _edges[_takenEdges++];
        edge.Reset(from, to, arguments);
        return edge;
    }

    /// <summary>Connects two blocks.</summary>
    public void Connect(Block from, Block to, int[] arguments)
    {
        var edge = NewEdge(from, to, arguments);
        from.Successors.Add(edge);
        to.Predecessors.Add(edge);
    }

    /// <summary>Adds a node that is in no block yet.</summary>
    public int Add(in Node node)
    {
        if (_count == _nodes.Length)
        {
            Array.Resize(ref _nodes, 2 * _count);
        }

        _nodes[_count] = node;
        return _count++;
    }

    /// <summary>Makes room for so many nodes: until they are added, references to nodes stay good.</summary>
    public void Reserve(int nodes)
    {
        if (_count + nodes > _nodes.Length)
        {
            Array.Resize(ref _nodes, 2 * (_count + nodes));
        }
    }

    /// <summary>
    /// Room for a number for each node, or block, of which there are fewer; for whoever works on the graph alone. What stands in it is whatever was left
    /// there.
    /// </summary>
    public int[] Scratch()
    {
        Arrays.Reserve(ref _scratch, _count);
        return _scratch;
    }

    /// <summary>A constant; the bits of an i32 are sign-extended, those of a v128 its index.</summary>
    public int Constant(OperandKind kind, long bits)
    {
        if (!_constants[(int)kind].TryGetValue(bits, out var node))
        {
            node = Add(new Node { Op = Ops.Constant, Kind = kind, HasValue = true, Bits = bits, Block = -1 });
            _constants[(int)kind].Add(bits, node);
        }

        return node;
    }

    /// <summary>The inputs of a node, in a buffer if they stand in the node itself.</summary>
    public ReadOnlySpan<int> InputsOf(int node, Span<int> buffer)
    {
        ref readonly var at = ref _nodes[node];
        if (at.IsList)
        {
            return CollectionsMarshal.AsSpan(Lists).Slice(at.A, at.InputCount);
        }

        buffer[0] = at.A;
        buffer[1] = at.B;
        buffer[2] = at.C;
        return buffer[..at.InputCount];
    }

    /// <summary>Replaces every input of every node and edge by what the map says of the nodes that it has.</summary>
    public void Rename(ReadOnlySpan<int> map)
    {
        for (var node = 0; node < _count; node++)
        {
            RenameInputs(node, map);
        }

        foreach (ref var input in CollectionsMarshal.AsSpan(Lists))
        {
            input = Renamed(input, map);
        }

        foreach (var block in Blocks)
        {
            foreach (var edge in block.Successors)
            {
                foreach (ref var argument in edge.Arguments.AsSpan())
                {
                    argument = Renamed(argument, map);
                }
            }
        }
    }

    /// <summary>Replaces the inputs that stand in a node.</summary>
    public void RenameInputs(int node, ReadOnlySpan<int> map)
    {
        ref var at = ref _nodes[node];
        if (!at.IsList)
        {
            at.A = at.InputCount > 0 ? Renamed(at.A, map) : at.A;
            at.B = at.InputCount > 1 ? Renamed(at.B, map) : at.B;
            at.C = at.InputCount > 2 ? Renamed(at.C, map) : at.C;
        }
    }

    private static int Renamed(int node, ReadOnlySpan<int> map) => node < map.Length ? map[node] : node;
}

/// <summary>
/// A node: an instruction of wasm, or one of <see cref="Ops"/>. At most three inputs stand in it; more are a list.
/// </summary>
internal struct Node
{
    /// <summary><see cref="Bits"/> of a load from what is never changed once it is there.</summary>
    public const long Immutable = 1;

    /// <summary><see cref="Bits"/> of an access to an element that is there: nothing is to be checked.</summary>
    public const long InBounds = 2;

    /// <summary>What it does.</summary>
    public Opcode Op;

    /// <summary>What its value is in the machine, if it has one.</summary>
    public OperandKind Kind;

    /// <summary>Whether it has a value.</summary>
    public bool HasValue;

    /// <summary>What is true of the reference that is its value, wherever it is.</summary>
    public ReferenceFacts Facts;

    /// <summary>Whether its inputs are a list: <see cref="A"/> is where they begin in <see cref="Graph.Lists"/>.</summary>
    public bool IsList;

    /// <summary>
    /// Which part of what can be written it reads or writes, as <see cref="MemoryRegions"/> numbers it; 0 if none that is followed.
    /// </summary>
    public ushort Region;

    /// <summary>How many inputs it has.</summary>
    public int InputCount;

    /// <summary>First input.</summary>
    public int A;

    /// <summary>Second input.</summary>
    public int B;

    /// <summary>Third input.</summary>
    public int C;

    /// <summary>The index that the instruction names: function, global, memory, table, result, lane, lanes of a shuffle.</summary>
    public int Index;

    /// <summary>The function type of a call; a second index; the lane of an access; registers that a comparison takes.</summary>
    public int Type;

    /// <summary>
    /// The type of the module that the reference which is its value has, unless it is null, and 1 more; 0 if that is not known.
    /// </summary>
    public int HeapType;

    /// <summary>
    /// A constant, or the offset of an access; of an access to an object <see cref="Immutable"/> and <see cref="InBounds"/>, of a test or
    /// check of a reference the <see cref="ReferenceFacts"/> of what is compared.
    /// </summary>
    public long Bits;

    /// <summary>The instruction, in bytes from the body's start.</summary>
    public int Bytecode;

    /// <summary>Number of its block.</summary>
    public int Block;

    /// <summary>How often its value is used.</summary>
    public int Uses;
}

/// <summary>What is known of a reference.</summary>
[Flags]
internal enum ReferenceFacts : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It is not null.</summary>
    NotNull = 1,

    /// <summary>It is null or an object on the heap: neither i31 nor a host's.</summary>
    IsObject = 2,
}

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
/// Invariants: every use is dominated by its definition; blocks stand in an order in which dominators come first and loops are contiguous.
/// Source: Appel, "SSA is functional programming" (1998), for block parameters.
/// </summary>
internal sealed class Graph
{
    private Node[] _nodes = new Node[256];
    private int _count;
    private readonly Dictionary<(OperandKind Kind, long Bits), int> _constants = [];
    private readonly Dictionary<Vector128<byte>, int> _vectors = [];
    private readonly Dictionary<CastComparison, int> _casts = [];

    /// <summary>The blocks, in the order of their code; the first is the entry.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>Inputs of the nodes that have a list of them.</summary>
    public List<int> Lists { get; } = [];

    /// <summary>Vector constants and lanes of shuffles, which nodes name by their indices; the first is 0.</summary>
    public List<Vector128<byte>> Vectors { get; } = [];

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
        _count = 0;
        FrameSlots = 0;
        _constants.Clear();
        Blocks.Clear();
        Lists.Clear();
        Vectors.Clear();
        _vectors.Clear();
        Vector(default);
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
    public int Vector(Vector128<byte> value)
    {
        if (!_vectors.TryGetValue(value, out var index))
        {
            index = Vectors.Count;
            Vectors.Add(value);
            _vectors.Add(value, index);
        }

        return index;
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

    /// <summary>A constant; the bits of an i32 are sign-extended, those of a v128 its index.</summary>
    public int Constant(OperandKind kind, long bits)
    {
        if (!_constants.TryGetValue((kind, bits), out var node))
        {
            node = Add(new Node { Op = Ops.Constant, Kind = kind, HasValue = true, Bits = bits, Block = -1 });
            _constants.Add((kind, bits), node);
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
    public void Rename(int[] map)
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
    public void RenameInputs(int node, int[] map)
    {
        ref var at = ref _nodes[node];
        if (!at.IsList)
        {
            at.A = at.InputCount > 0 ? Renamed(at.A, map) : at.A;
            at.B = at.InputCount > 1 ? Renamed(at.B, map) : at.B;
            at.C = at.InputCount > 2 ? Renamed(at.C, map) : at.C;
        }
    }

    private static int Renamed(int node, int[] map) => node < map.Length ? map[node] : node;
}

/// <summary>
/// A node: an instruction of wasm, or one of <see cref="Ops"/>. At most three inputs stand in it; more are a list.
/// </summary>
internal struct Node
{
    /// <summary><see cref="Bits"/> of a load from what is never changed once it is there.</summary>
    public const long Immutable = 1;

    /// <summary>What it does.</summary>
    public Opcode Op;

    /// <summary>What its value is in the machine, if it has one.</summary>
    public OperandKind Kind;

    /// <summary>Whether it has a value.</summary>
    public bool HasValue;

    /// <summary>Whether its inputs are a list: <see cref="A"/> is where they begin in <see cref="Graph.Lists"/>.</summary>
    public bool IsList;

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

    /// <summary>A constant, or the offset of an access.</summary>
    public long Bits;

    /// <summary>The instruction, in bytes from the body's start.</summary>
    public int Bytecode;

    /// <summary>Number of its block.</summary>
    public int Block;

    /// <summary>How often its value is used.</summary>
    public int Uses;
}

/// <summary>Nodes that are no instructions of wasm.</summary>
internal static class Ops
{
    /// <summary>A constant: <see cref="Node.Bits"/>. In no block; every user makes it for itself.</summary>
    public const Opcode Constant = (Opcode)0x8000;

    /// <summary>
    /// A parameter of the function: <see cref="Node.Index"/>. Where it is negative, the complement of a slot of the baseline tier's frame in which the
    /// value is found.
    /// </summary>
    public const Opcode Parameter = (Opcode)0x8001;

    /// <summary>A parameter of its block.</summary>
    public const Opcode BlockParameter = (Opcode)0x8002;

    /// <summary>The result <see cref="Node.Index"/> of the call that is its input. Stands right behind it.</summary>
    public const Opcode Result = (Opcode)0x8003;

    /// <summary>Managed code executes an instruction: <see cref="Node.Index"/> is what <see cref="HelperCall"/> says.</summary>
    public const Opcode Helper = (Opcode)0x8004;

    /// <summary>
    /// Takes fuel, <see cref="Node.Bits"/> of it, and traps if there is not so much: at one of the instructions that it is for, whose positions begin
    /// at <see cref="Node.Index"/> of <see cref="Graph.Positions"/>.
    /// </summary>
    public const Opcode Fuel = (Opcode)0x801C;

    /// <summary>Whether somebody wants the code to stop is asked here.</summary>
    public const Opcode Poll = (Opcode)0x8005;

    /// <summary>
    /// Traps unless the bytes of <see cref="Node.Bits"/>, unsigned, from an address on are in memory <see cref="Node.Index"/>.
    /// </summary>
    public const Opcode CheckBounds = (Opcode)0x8006;

    /// <summary>
    /// Traps unless an address and an offset of <see cref="Node.Bits"/> are a multiple of a power of two: its exponent is
    /// <see cref="Node.Index"/>.
    /// </summary>
    public const Opcode CheckAlignment = (Opcode)0x8007;

    /// <summary>Traps, as <see cref="Node.Index"/> says, if the input is null.</summary>
    public const Opcode CheckNotNull = (Opcode)0x8019;

    /// <summary>Traps unless the input passes a comparison: <see cref="Graph.Casts"/> at <see cref="Node.Index"/>.</summary>
    public const Opcode CheckCast = (Opcode)0x801A;

    /// <summary>
    /// A frame goes on here that has caught something: with the tag <see cref="Node.Index"/>, as handlers of kind <see cref="Node.Type"/> do.
    /// The first node of its block, which edges of calls lead to; results are what the handler gives.
    /// </summary>
    public const Opcode Landing = (Opcode)0x801B;

    /// <summary>A register that instruction <see cref="Node.Index"/> needs for itself: in no block, and the value of nothing.</summary>
    public const Opcode Temporary = (Opcode)0x8018;

    /// <summary>0 minus the input.</summary>
    public const Opcode Negate = (Opcode)0x8008;

    /// <summary>The lowest bit of the input that is set.</summary>
    public const Opcode LowestBit = (Opcode)0x8009;

    /// <summary>The input without its lowest bit that is set.</summary>
    public const Opcode WithoutLowestBit = (Opcode)0x800A;

    /// <summary>The bits of the second input that the first does not have.</summary>
    public const Opcode AndNot = (Opcode)0x800B;

    /// <summary>The first input, and 1 more if the second is below the third, unsigned.</summary>
    public const Opcode AddBelow = (Opcode)0x800C;

    /// <summary>The first input, and 1 less if the second is below the third, unsigned.</summary>
    public const Opcode SubtractBelow = (Opcode)0x800D;

    /// <summary>The upper half of a product of signed numbers.</summary>
    public const Opcode MultiplyHighSigned = (Opcode)0x800E;

    /// <summary>The upper half of a product of unsigned numbers.</summary>
    public const Opcode MultiplyHighUnsigned = (Opcode)0x800F;

    /// <summary>
    /// The function at the index that is the input, in table <see cref="Node.Index"/>: it is there and of type <see cref="Node.Type"/>, or there is
    /// a trap.
    /// </summary>
    public const Opcode TableFunction = (Opcode)0x8030;

    /// <summary>The input, a function, which is not null, or there is a trap.</summary>
    public const Opcode CheckedFunction = (Opcode)0x8031;

    /// <summary>The slot of the input, a function that is not null, if its instance is that of the frame; otherwise 0.</summary>
    public const Opcode OwnSlot = (Opcode)0x8032;

    /// <summary>The block's only edge.</summary>
    public const Opcode Jump = (Opcode)0x8010;

    /// <summary>The first edge if the input isn't 0, otherwise the second.</summary>
    public const Opcode Branch = (Opcode)0x8011;

    /// <summary>The edge that <see cref="Block.Cases"/> says; the last one beyond them.</summary>
    public const Opcode Switch = (Opcode)0x8012;

    /// <summary>The function's results are the inputs.</summary>
    public const Opcode Return = (Opcode)0x8013;

    /// <summary>A trap: <see cref="Node.Index"/> is its code.</summary>
    public const Opcode Trap = (Opcode)0x8014;

    /// <summary>Managed code throws an exception: <see cref="Node.Index"/> is what <see cref="HelperCall"/> says.</summary>
    public const Opcode Raise = (Opcode)0x8015;

    /// <summary>Whether it is arithmetic of integers for which the machine has an instruction and wasm has none.</summary>
    public static bool IsArithmetic(Opcode op) => op is >= Negate and <= MultiplyHighUnsigned;

    /// <summary>Whether it is the last node of a block.</summary>
    public static bool IsTerminator(Opcode op) =>
        op is Jump or Branch or Switch or Return or Trap or Raise or Opcode.ReturnCall or Opcode.ReturnCallIndirect or Opcode.ReturnCallRef;

    /// <summary>Whether it traps or does nothing: what it has proved once holds from there on.</summary>
    public static bool IsCheck(Opcode op) => op is CheckBounds or CheckAlignment or CheckNotNull or CheckCast;

    /// <summary>Whether its inputs are arguments of a function of type <see cref="Node.Type"/>.</summary>
    public static bool HasSignature(Opcode op) => op is Opcode.Call or Opcode.CallIndirect or Opcode.CallRef
        or Opcode.ReturnCall or Opcode.ReturnCallIndirect or Opcode.ReturnCallRef;

    /// <summary>Whether it allocates an object, by way of the heap if need be: registers that live across it are kept.</summary>
    public static bool IsAllocation(Opcode op) =>
        op is Opcode.StructNew or Opcode.ArrayNewFixed or Opcode.ArrayNew or Opcode.ArrayNewDefault;

    /// <summary>Whether everything that registers hold is lost: it calls.</summary>
    public static bool IsCall(Opcode op) => op is Helper or Raise or Opcode.Call or Opcode.CallIndirect or Opcode.CallRef;

    /// <summary>Whether nodes of its results stand behind it.</summary>
    public static bool HasResults(Opcode op) => op == Landing || IsCall(op);
}

/// <summary>What managed code does for a node.</summary>
/// <param name="Address">The helper.</param>
/// <param name="First">Its first immediate.</param>
/// <param name="Second">Its second.</param>
internal readonly record struct HelperCall(nint Address, long First, long Second);

/// <summary>A basic block.</summary>
internal sealed class Block(int index)
{
    /// <summary>Its number, which is its place in the order of blocks once the graph is complete.</summary>
    public int Index { get; set; } = index;

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

    /// <summary>How many loops it is in.</summary>
    public int LoopDepth { get; set; }

    /// <summary>The last block of the loop that begins here, or null.</summary>
    public Block? LoopEnd { get; set; }

    /// <summary>The block that dominates it and is nearest.</summary>
    public Block? Dominator { get; set; }

    /// <summary>Connects two blocks.</summary>
    public Edge ConnectTo(Block target, int[] arguments)
    {
        var edge = new Edge(this, target, arguments);
        Successors.Add(edge);
        target.Predecessors.Add(edge);
        return edge;
    }
}

/// <summary>A way from a block to another.</summary>
internal sealed class Edge(Block from, Block to, int[] arguments)
{
    /// <summary>The block that it leaves.</summary>
    public Block From { get; set; } = from;

    /// <summary>The block that it enters.</summary>
    public Block To { get; set; } = to;

    /// <summary>What the parameters of the entered block become.</summary>
    public int[] Arguments { get; set; } = arguments;
}

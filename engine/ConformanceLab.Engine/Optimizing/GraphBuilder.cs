using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>
/// From a body to a graph, in one pass: an abstract stack and the locals hold the values that would be in them. Where control joins, the
/// block gets a parameter for each value that is not the same on all ways; at the head of a loop, for each local that the loop may set.
/// </summary>
internal sealed partial class GraphBuilder(NativeModule native)
{
    // Where control joins, every local is compared: the square of a large function is not to be paid.
    private const long MaximumWork = 1 << 22;
    private const int MaximumNodes = 1 << 17;

    private readonly NativeModule _native = native;
    private readonly LoadedModule _module = native.Module;
    private readonly List<Frame> _frames = [];
    private readonly List<int> _stack = [];
    private readonly List<int> _snapshots = [];

    // Blocks that return where a branch leaves the function: behind all others, since most branches are not taken.
    private readonly List<Block> _returning = [];
    private Graph _graph = null!;
    private int[] _locals = [];
    private Block _block = null!;
    private bool _isUnreachable;
    private int _unreachableDepth;
    private int _loopDepth;
    private int _bytecode;
    private long _work;
    private OpenBody _body = null!;
    private OpenBody _outer = null!;

    /// <summary>What helpers are called for: <see cref="Ops.Helper"/>.</summary>
    public List<HelperCall> Helpers { get; } = [];

    /// <summary>The instruction that the tier cannot compile yet, after <see cref="TryBuild"/> has returned false.</summary>
    public Opcode Unsupported { get; private set; }

    /// <summary>Builds the graph of a function; false if it has something that the tier cannot compile yet.</summary>
    /// <param name="index">Its index among the functions that the module defines.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="mayInline">Whether functions that it calls may become part of it.</param>
    /// <param name="trace">Notes what is inlined and what is not, if somebody wants to know.</param>
    public bool TryBuild(int index, Graph graph, bool mayInline, CompilationTrace? trace = null)
    {
        _graph = graph;
        _trace = trace;
        Reset(mayInline);
        _body = _outer = new OpenBody(index, _module.Syntax.Functions[index], caller: null) { Summary = _summary };
        _position = _outer.Length;
        Begin();
        ReadBody();
        _graph.Blocks.AddRange(_returning);
        return !IsGivenUp;
    }

    private bool IsGivenUp => Unsupported != Opcode.Nop || _work > MaximumWork || _graph.Count > MaximumNodes;

    private void Reset(bool mayInline)
    {
        _graph.Reset();
        _frames.Clear();
        _takenFrames = 0;
        _stack.Clear();
        _snapshots.Clear();
        _returning.Clear();
        Helpers.Clear();
        ResetInlining(mayInline);
        Unsupported = Opcode.Nop;
        _isUnreachable = false;
        (_opened, _again) = (null, null);
        _unreachableDepth = _loopDepth = _bytecode = _landings = _unrolledBytes = 0;
        _fuel.Clear();
        _work = 0;
    }

    private void Begin()
    {
        var type = _native.KindsOf(_outer.Definition.TypeIndex);
        _block = NewBlock();
        BeginLocals(type.Parameters);
        for (var local = 0; local < type.Parameters.Length; local++)
        {
            _locals[local] = Append(Declared(
                new Node { Op = Ops.Parameter, Kind = type.Parameters[local], HasValue = true, Index = local }, _body.Types[local]));
        }

        if (_outer.Summary.Calls > 0)
        {
            Append(new Node { Op = Ops.Poll });
        }

        var frame = NewFrame(Opcode.Block, type.Results, height: 0, handler: null);
        frame.IsFunction = true;
        _frames.Add(frame);
    }

    // The locals of the body that is to be read: parameters are for the caller to set.
    private void BeginLocals(OperandKind[] parameters)
    {
        var definition = _body.Definition;
        var kinds = new List<OperandKind>(parameters);
        var types = new List<ValType>(((FunctionType)_module.Syntax.Types[definition.TypeIndex].Composite).Parameters);
        foreach (var group in definition.Locals)
        {
            CollectionsMarshal.SetCount(kinds, kinds.Count + (int)group.Count);
            CollectionsMarshal.AsSpan(kinds)[^(int)group.Count..].Fill(_native.KindOf(group.Type));
            CollectionsMarshal.SetCount(types, kinds.Count);
            CollectionsMarshal.AsSpan(types)[^(int)group.Count..].Fill(group.Type);
        }

        _body.Kinds = [.. kinds];
        _body.Types = [.. types];
        _body.ParameterCount = parameters.Length;
        _body.Summary.Read(definition.Body.Bytes.Span, _module.Syntax.Features, kinds.Count);
        _locals = new int[kinds.Count];
        _work += kinds.Count;
        for (var local = parameters.Length; local < _locals.Length; local++)
        {
            _locals[local] = Constant(_body.Kinds[local], 0);
        }
    }

    // Until the body's last end, or until it is given up.
    private void ReadBody()
    {
        var body = _body;
        var reader = new BodyReader(body.Definition.Body.Bytes.Span, _module.Syntax.Features);
        var visitor = new Visitor(this);
        while (_frames.Count > body.Frames && !IsGivenUp)
        {
            _bytecode = body.Start + reader.Position;
            reader.Read(ref visitor);
            reader.Position = GoOnAt(reader.Position);
        }
    }

    private Block NewBlock()
    {
        var block = _graph.NewBlock(_loopDepth);
        block.Index = _graph.Blocks.Count;
        _graph.Blocks.Add(block);
        return block;
    }

    private int Append(in Node node)
    {
        if (!Signatures.IsPure(node.Op) && node.Op != Ops.Poll)
        {
            TakeFuel();
        }

        var number = _graph.Add(node);
        ref var at = ref _graph[number];
        at.Block = _block.Index;
        at.Bytecode = _bytecode;
        _block.Nodes.Add(number);
        return number;
    }

    private int AppendList(Node node, ReadOnlySpan<int> inputs)
    {
        node.IsList = true;
        node.A = _graph.Lists.Count;
        node.InputCount = inputs.Length;
        _graph.Lists.AddRange(inputs);
        return Append(node);
    }

    private int Constant(OperandKind kind, long bits) => _graph.Constant(kind, bits);

    private int Parameter(Block block, OperandKind kind)
    {
        var node = _graph.Add(
            new Node { Op = Ops.BlockParameter, Kind = kind, HasValue = true, Block = block.Index, Bytecode = _bytecode });
        block.Parameters.Add(node);
        return node;
    }

    private void Push(int value) => _stack.Add(value);

    private int Pop()
    {
        var value = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private int[] PopMany(int count)
    {
        var values = CollectionsMarshal.AsSpan(_stack)[^count..].ToArray();
        CollectionsMarshal.SetCount(_stack, _stack.Count - count);
        return values;
    }

    // Nothing of wasm comes behind it in its block.
    private void Terminate(in Node node)
    {
        Append(node);
        _isUnreachable = true;
    }
}

using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text.Printing;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// Functions that become part of those that call them: their bodies are read in place of the call. Arguments are what their parameters are,
/// and where they return control joins as at the end of a block.
/// <code>
///   positions of the outer body   0 …………… call ……………… length
///   positions of the inlined one                              length + 0 ………… length + its length      and so on
/// </code>
/// Places in all of these bodies are told apart by their position: <see cref="InlinedBody"/> says whose it is.
/// </content>
internal sealed partial class GraphBuilder
{
    // So much is inlined whatever it is: a call costs as much.
    private const int SmallBody = 32;

    // So much of what neither calls nor loops: it is over soon, and knows its constant arguments.
    private const int LeafBody = 128;

    // So much of what calls itself, which is a loop, wherever that is.
    private const int RecursiveBody = 128;

    // So much where a loop calls it, for each loop around the call.
    private const int LoopBody = 96;
    private const int MaximumLoops = 3;

    // Calls within calls, of the same function or not: a recursion is inlined as far as the growth lets it.
    private const int MaximumDepth = 6;

    // All that is inlined in a function, in bytes, and in relation to what it has itself.
    private const int MinimumGrowth = 400;
    private const int MaximumGrowth = 16_000;
    private const int GrowthFactor = 3;

    private readonly List<InlinedBody> _inlined = [];
    private readonly BodySummary _summary = new();
    private readonly Stack<BodySummary> _summaries = new();
    private readonly BodySummary _leafSummary = new();
    private readonly Dictionary<int, bool> _leaves = [];
    private bool _mayInline;
    private CompilationTrace? _trace;
    private int _position;
    private int _inlinedBytes;

    /// <summary>The bodies that were inlined, by their positions.</summary>
    public IReadOnlyList<InlinedBody> Inlined => _inlined;

    private void ResetInlining(bool mayInline)
    {
        _mayInline = mayInline;
        _inlined.Clear();
        _inlinedBytes = 0;
    }

    // Reads the callee of a direct call in its place, if that is likely to pay.
    private bool TryInline(int function, Frame? handler)
    {
        var index = function - _module.ImportedFunctions;
        if (!_mayInline || index < 0)
        {
            return false;
        }

        var verdict = Judge(index);
        if (_trace is not null)
        {
            var bytes = _module.Syntax.Functions[index].Body.Bytes.Length;
            _trace.Decide(_bytecode, $"the call of function {function}, {bytes} bytes, is {Describe(verdict)}");
        }

        if (verdict != InliningVerdict.Worth)
        {
            return false;
        }

        Inline(index, handler);
        return true;
    }

    private static string Describe(InliningVerdict verdict) => verdict switch
    {
        InliningVerdict.Worth => "inlined",
        InliningVerdict.TooLarge => "not inlined: it is too large for the loops around the call",
        InliningVerdict.TooMuch => "not inlined: too much was already",
        _ => "not inlined: too many calls are in each other",
    };

    // The arguments are on top of the stack; afterwards the results are, or nothing is reachable.
    private void Inline(int index, Frame? handler)
    {
        var (parameters, results) = _native.KindsOf(_module.Syntax.Functions[index].TypeIndex);
        var arguments = PopMany(parameters.Length);
        var caller = _body;
        var callerLocals = _locals;
        var callerBytecode = _bytecode;
        var callee = new OpenBody(index, _module.Syntax.Functions[index], caller)
        {
            Start = _position,
            Frames = _frames.Count,
            Call = callerBytecode,
            CallerLocals = callerLocals,
            Summary = _summaries.TryPop(out var summary) ? summary : new BodySummary(),
        };
        _inlined.Add(new InlinedBody(callee.Start, _module.ImportedFunctions + index, Math.Max(callee.Definition.Body.Offset, 0), callerBytecode));
        _position += callee.Length;
        _inlinedBytes += callee.Length;
        _body = callee;
        BeginLocals(parameters);
        arguments.CopyTo(_locals, 0);
        var frame = NewFrame(Opcode.Block, results, _stack.Count, handler);
        frame.IsInlined = true;
        _frames.Add(frame);
        ReadBody();
        _summaries.Push(callee.Summary);
        _body = caller;
        _locals = callerLocals;
        _bytecode = callerBytecode;
    }

    private bool IsWorthInlining(int index, int least) => Judge(index, least) == InliningVerdict.Worth;

    private InliningVerdict Judge(int index, int least = 0)
    {
        var length = _module.Syntax.Functions[index].Body.Bytes.Length;
        var limit = Math.Clamp(GrowthFactor * _outer.Length, MinimumGrowth, MaximumGrowth);
        var worth = _loopDepth == 0 ? SmallBody : LoopBody * Math.Min(_loopDepth, MaximumLoops);
        worth = Math.Max(worth, least);
        if (length > worth && length <= LeafBody && IsLeaf(index))
        {
            worth = LeafBody;
        }

        var isRecursive = false;
        var depth = 0;
        for (var body = _body; body is not null; body = body.Caller, depth++)
        {
            isRecursive |= body.Index == index;
        }

        return length > (isRecursive ? RecursiveBody : worth) ? InliningVerdict.TooLarge
            : _inlinedBytes + length > limit ? InliningVerdict.TooMuch
            : depth > MaximumDepth ? InliningVerdict.TooDeep
            : InliningVerdict.Worth;
    }

    private bool IsLeaf(int index)
    {
        if (!_leaves.TryGetValue(index, out var isLeaf))
        {
            var function = _module.Syntax.Functions[index];
            var locals = _native.KindsOf(function.TypeIndex).Parameters.Length + function.Locals.Sum(static group => (int)group.Count);
            _leafSummary.Read(function.Body.Bytes.Span, _module.Syntax.Features, locals);
            isLeaf = _leafSummary.Calls == 0 && _leafSummary.Loops.IsEmpty;
            _leaves.Add(index, isLeaf);
        }

        return isLeaf;
    }

    private enum InliningVerdict
    {
        Worth,
        TooLarge,
        TooMuch,
        TooDeep,
    }

    /// <summary>A body that is being read: the compiled function's, or one that is inlined.</summary>
    private sealed class OpenBody(int index, FunctionDefinition definition, OpenBody? caller)
    {
        private int? _lengthOfLocals;

        /// <summary>Its function, among those that the module defines.</summary>
        public int Index => index;

        /// <summary>The function.</summary>
        public FunctionDefinition Definition => definition;

        /// <summary>The body that calls it.</summary>
        public OpenBody? Caller => caller;

        /// <summary>Bytes of its body.</summary>
        public int Length => definition.Body.Bytes.Length;

        /// <summary>Bytes of the declaration of its locals, which stand before it.</summary>
        public int LengthOfLocals => _lengthOfLocals ??= BranchHints.LengthOfLocals(definition);

        /// <summary>The position of its first byte.</summary>
        public int Start { get; init; }

        /// <summary>The position of the call that it replaces.</summary>
        public int Call { get; init; }

        /// <summary>The locals of the body that calls it.</summary>
        public int[] CallerLocals { get; init; } = [];

        /// <summary>How many blocks were open around it.</summary>
        public int Frames { get; init; }

        /// <summary>What its loops do.</summary>
        public required BodySummary Summary { get; init; }

        /// <summary>Kinds of its locals.</summary>
        public OperandKind[] Kinds { get; set; } = [];

        /// <summary>Types of its locals.</summary>
        public ValType[] Types { get; set; } = [];

        /// <summary>How many locals are parameters.</summary>
        public int ParameterCount { get; set; }

        /// <summary>Loops that have begun.</summary>
        public int Loops { get; set; }
    }
}

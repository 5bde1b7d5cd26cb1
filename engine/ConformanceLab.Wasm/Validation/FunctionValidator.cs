using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Validation;

/// <summary>
/// Validates one instruction sequence at a time: an operand stack of types, a control stack, and a rule for each instruction.
/// Source: specification, appendix "Validation Algorithm"; chapter "Validation, Instructions".
/// <para>
/// A tier that needs types wraps it: the tier's visitor is a struct with a FunctionValidator as a field, and each of its methods first
/// looks at the state before the instruction (<see cref="PeekType"/> for operand types, <see cref="IsUnreachable"/> to skip dead code),
/// then calls the same method of the validator, then looks at the state after it (<see cref="Height"/>, <see cref="Frames"/>; after
/// <c>end</c> and <c>delegate</c> <see cref="ClosedFrame"/> is the frame that was closed). The loop is
/// <code>
/// visitor.Validator.Begin(functionIndex);
/// var reader = visitor.Validator.CreateReader();
/// while (!visitor.Validator.IsFinished)
/// {
///     visitor.Validator.Position = reader.Position;
///     reader.Read(ref visitor);
/// }
/// </code>
/// All types that it shows are in the canonical form of <see cref="ValidatedModule"/>. It is a mutable struct: pass it by reference. It can
/// be used for any number of functions, one after the other, and then allocates nothing per instruction.
/// </para>
/// </summary>
internal partial struct FunctionValidator
{
    // Types of blocks that yield a number or vector, by the result's code.
    private static readonly FunctionType[] s_numericBlocks =
    [
        .. Enumerable.Range(0x7B, 5).Select(code => new FunctionType([], [NumericType((byte)code)])),
    ];

    private readonly ValidatedModule _module;
    private readonly TypeRegistry _types;
    private readonly FastRule[] _fastRules;
    private readonly Dictionary<ValType, FunctionType> _referenceBlocks = [];

    private ValType[] _operands = new ValType[64];
    private int _height;
    private int _highWater;

    private ControlFrame[] _frames = new ControlFrame[16];
    private int _depth;
    private int _maxDepth;

    // Of the innermost frame.
    private int _base;
    private bool _unreachable;

    // A few bytes declare 50,000 locals: only the first ones are written out before an instruction asks for another.
    private const int LocalsAtOnce = 512;
    private ValType[] _locals = [];
    private int _localCount;
    private int _knownLocals;
    private FunctionType? _localsType;
    private ImmutableArray<LocalGroup> _localGroups = [];

    // Locals without a default value: those that have one by now hold the function's number, and the list tells in which order they got it.
    private int[] _initialized = [];
    private int _initializedNumber;
    private bool _tracksLocals;
    private readonly List<int> _initializedOrder = [];

    private Code _code;
    private int _functionIndex;
    private int _visibleGlobals;
    private Opcode _opcode;
    private int _tableGeneration;

    /// <summary>Creates a validator of bodies of <paramref name="module"/>, whose index spaces must be complete.</summary>
    public FunctionValidator(ValidatedModule module)
    {
        _module = module;
        _types = module.Types;
        _fastRules = FastRule.For(module.Module.Features, module.MemoryAddresses is [var address, ..] ? address : ValType.Bottom);
    }

    /// <summary>
    /// Offset of the instruction that is read next, from the start of the sequence: set by whoever drives the reader, for error messages.
    /// </summary>
    public int Position { readonly get; set; }

    /// <summary>Number of operands on the stack.</summary>
    public readonly int Height => _height;

    /// <summary>Whether the next instruction can not be reached.</summary>
    public readonly bool IsUnreachable => _unreachable;

    /// <summary>Whether the final <c>end</c> was seen.</summary>
    public readonly bool IsFinished => _depth == 0;

    /// <summary>The control stack, the outermost frame (the function's) first.</summary>
    public readonly ReadOnlySpan<ControlFrame> Frames => _frames.AsSpan(0, _depth);

    /// <summary>The frame that <c>end</c> or <c>delegate</c> just closed. Valid until the next block.</summary>
    [UnscopedRef]
    public readonly ref readonly ControlFrame ClosedFrame => ref _frames[_depth];

    /// <summary>Types of parameters and locals, in one sequence.</summary>
    public ReadOnlySpan<ValType> Locals
    {
        get
        {
            WriteLocals(_localCount);
            return _locals.AsSpan(0, _localCount);
        }
    }

    /// <summary>The largest number of operands there have been since <see cref="Begin"/>.</summary>
    public readonly int MaxHeight => _highWater;

    /// <summary>The largest number of frames there have been since <see cref="Begin"/>.</summary>
    public readonly int MaxDepth => _maxDepth;

    /// <summary>
    /// Types of all operands, those of outer frames included, the bottom first. In unreachable code the innermost frame's may be too few.
    /// Valid until the next instruction.
    /// </summary>
    public readonly ReadOnlySpan<ValType> Operands => _operands.AsSpan(0, _height);

    /// <summary>
    /// Type of the operand <paramref name="depth"/> places below the top, among those of the innermost frame;
    /// <see cref="ValType.Bottom"/> where there is none, as in unreachable code.
    /// </summary>
    public readonly ValType PeekType(int depth)
    {
        var index = _height - 1 - depth;
        return index >= _base ? _operands[index] : ValType.Bottom;
    }

    /// <summary>The frame that a label refers to, which must exist.</summary>
    [UnscopedRef]
    public readonly ref readonly ControlFrame FrameOf(uint label) => ref _frames[_depth - 1 - (int)label];

    /// <summary>The type of a block, in canonical form. The type must be valid.</summary>
    public readonly FunctionType TypeOf(BlockType type) =>
        type.IsTypeIndex ? FunctionTypeAt(type.TypeIndex) : type.IsSingleResult ? TypeOfBlock(Canonical(type.Result)) : FunctionType.Empty;

    /// <summary>Starts on a function's body.</summary>
    /// <param name="functionIndex">Index in the function space; the function must be defined in the module.</param>
    public void Begin(int functionIndex)
    {
        var function = _module.Module.Functions[functionIndex - _module.ImportedFunctionCount];
        var type = _module.FunctionSignatures[functionIndex];
        Reset(function.Body, functionIndex, _module.Globals.Length);
        _opcode = Opcode.End;
        if (function.Body.Bytes.Length > ImplementationLimits.FunctionBytes)
        {
            FailLimit($"body of {function.Body.Bytes.Length} bytes");
        }

        BeginLocals(type, function.Locals);
        PushFrame(FrameKind.Function, type);
    }

    /// <summary>Starts on a constant expression.</summary>
    /// <param name="code">The expression.</param>
    /// <param name="result">What it must yield, in canonical form.</param>
    /// <param name="visibleGlobals">How many globals it may refer to.</param>
    public void BeginExpression(Code code, ValType result, int visibleGlobals)
    {
        Reset(code, -1, visibleGlobals);
        (_localCount, _knownLocals) = (0, 0);
        _tracksLocals = false;
        PushFrame(FrameKind.Function, TypeOfBlock(result));
    }

    /// <summary>A reader of what <see cref="Begin"/> started.</summary>
    public readonly BodyReader CreateReader() => new(_code.Bytes.Span, _module.Module.Features, Math.Max(0, _code.Offset));

    /// <summary>Validates the whole of what <see cref="Begin"/> started.</summary>
    /// <exception cref="ModuleException">It is invalid or malformed.</exception>
    public void Run()
    {
        var reader = CreateReader();
        while (_depth > 0)
        {
            RunFastPath(ref reader);
            Position = reader.Position;
            reader.Read(ref this);
        }

        if (!reader.IsAtEnd)
        {
            Position = reader.Position;
            FailMalformed("END opcode expected");
        }
    }

    private static ValType NumericType(byte code)
    {
        ValType.TryFromNumericCode(code, out var type);
        return type;
    }

    private void Reset(Code code, int functionIndex, int visibleGlobals)
    {
        _code = code;
        _functionIndex = functionIndex;
        _visibleGlobals = visibleGlobals;
        _height = _highWater = _depth = _maxDepth = _base = 0;
        _unreachable = false;
        _initializedOrder.Clear();
        Position = 0;
    }

    private void BeginLocals(FunctionType type, ImmutableArray<LocalGroup> groups)
    {
        ulong count = (ulong)type.Parameters.Length;
        _tracksLocals = false;
        foreach (var group in groups)
        {
            count += group.Count;
            _tracksLocals |= !group.Type.IsDefaultable && group.Count > 0;
            Canonical(group.Type);
        }

        if (count > ImplementationLimits.Locals)
        {
            FailLimit($"{count} locals of at most {ImplementationLimits.Locals}");
        }

        _localCount = (int)count;
        _knownLocals = 0;
        (_localsType, _localGroups) = (type, groups);
        WriteLocals(Math.Min(_localCount, Math.Max(LocalsAtOnce, type.Parameters.Length)));
        if (!_tracksLocals)
        {
            return;
        }

        _initializedNumber++;
        if (_initialized.Length < _localCount)
        {
            _initialized = new int[Math.Max(_localCount, 2 * _initialized.Length)];
        }
    }

    // Makes the types of the first locals known: so many at least.
    private void WriteLocals(int count)
    {
        if (count <= _knownLocals)
        {
            return;
        }

        if (_locals.Length < count)
        {
            _locals = new ValType[Math.Max(count, 2 * _locals.Length)];
        }

        _localsType!.Parameters.CopyTo(_locals);
        var next = _localsType.Parameters.Length;
        for (var i = 0; next < count; i++)
        {
            var group = _localGroups[i];
            var length = (int)Math.Min(group.Count, (uint)(count - next));
            _locals.AsSpan(next, length).Fill(Canonical(group.Type));
            next += length;
        }

        _knownLocals = count;
    }

    // Of a block with one result: shared, so that blocks allocate nothing.
    private readonly FunctionType TypeOfBlock(ValType result)
    {
        if (!result.IsReference && result.Code is >= 0x7B and <= 0x7F)
        {
            return s_numericBlocks[result.Code - 0x7B];
        }

        if (!_referenceBlocks.TryGetValue(result, out var type))
        {
            _referenceBlocks.Add(result, type = new FunctionType([], [result]));
        }

        return type;
    }
}

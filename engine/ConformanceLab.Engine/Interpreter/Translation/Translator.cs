using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter.Translation;

/// <summary>
/// Turns a valid body into code of 32-bit words in one pass: structured control becomes branches, operands get static slots. Every
/// instruction is its opcode, then the slot that its operands start at (counted from fp, see <see cref="Frame"/>), then immediates; the
/// handlers say which. Unreachable code is left out. The object is a set of buffers to be used for one function after another, by one
/// thread.
/// </summary>
internal sealed partial class Translator
{
    // One operand, by kind.
    private static readonly OperandShape[] s_singles =
        [new([OperandKind.Scalar]), new([OperandKind.Vector]), new([OperandKind.Reference])];

    private readonly Buffer<int> _words = new(256);
    private readonly CodePositions.Builder _positions = new();
    private readonly OperandTracker _operands = new();
    private readonly Buffer<ControlBlock> _blocks = new(16);
    private readonly Buffer<ExceptionHandler> _handlers = new(8);
    private readonly Buffer<ExceptionHandler> _clauses = new(8);
    private readonly Buffer<int> _localSlots = new(32);
    private readonly Buffer<OperandKind> _localKinds = new(32);
    private readonly Dictionary<int, (OperandShape Parameters, OperandShape Results)> _shapes = [];
    private readonly bool _consumesFuel;
    private readonly long[]? _instructionCounts;
    private LoadedModule _module = null!;
    private bool _isUnreachable;
    private int _unreachableDepth;
    private int _base;

    /// <summary>Creates the buffers.</summary>
    /// <param name="consumesFuel">Whether each instruction is preceded by one that takes its fuel.</param>
    /// <param name="instructionCounts">
    /// Where executed instructions are counted: then each is preceded by one that does it. Null where nobody wants to know.
    /// </param>
    public Translator(bool consumesFuel, long[]? instructionCounts)
    {
        _consumesFuel = consumesFuel;
        _instructionCounts = instructionCounts;
    }

    /// <summary>Translates a function.</summary>
    /// <param name="module">Its module, which is valid.</param>
    /// <param name="definition">The function.</param>
    public TranslatedFunction Translate(LoadedModule module, FunctionDefinition definition)
    {
        Begin(module, definition);
        var reader = new BodyReader(definition.Body.Bytes.Span, module.Syntax.Features);
        var visitor = new Visitor(this);
        while (_blocks.Count > 0)
        {
            var (word, offset) = (_words.Count, reader.Position);
            reader.Read(ref visitor);
            if (_words.Count > word)
            {
                _positions.Add(word, offset);
            }
        }

        var localSlots = -_base - Frame.HeaderSlots;
        var parameterSlots = ShapesAt(definition.TypeIndex).Parameters.Slots;
        return new TranslatedFunction(_words.Items, parameterSlots, localSlots, _operands.HighWater)
        {
            LocalRoots = LocalRoots(),
            Roots = _operands.ToRootChain(),
            Handlers = _handlers.Items.ToArray(),
            Positions = _positions.Build(),
        };
    }

    private void Begin(LoadedModule module, FunctionDefinition definition)
    {
        if (!ReferenceEquals(_module, module))
        {
            _shapes.Clear();
            _module = module;
        }

        _words.Truncate(0);
        _positions.Clear();
        _operands.Clear();
        _blocks.Truncate(0);
        _handlers.Truncate(0);
        _clauses.Truncate(0);
        _localSlots.Truncate(0);
        _localKinds.Truncate(0);
        (_isUnreachable, _unreachableDepth) = (false, 0);

        var type = FunctionTypeAt(definition.TypeIndex);
        var height = 0;
        foreach (var parameter in type.Parameters)
        {
            AddLocal(KindOf(parameter), ref height);
        }

        foreach (var group in definition.Locals)
        {
            var kind = KindOf(group.Type);
            for (var i = group.Count; i > 0; i--)
            {
                AddLocal(kind, ref height);
            }
        }

        _base = -height - Frame.HeaderSlots;
        for (var i = 0; i < _localSlots.Count; i++)
        {
            _localSlots[i] += _base;
        }

        OpenBlock(BlockKind.Block, OperandShape.Empty, ShapesAt(definition.TypeIndex).Results);
    }

    private void AddLocal(OperandKind kind, ref int height)
    {
        _localSlots.Add(height);
        _localKinds.Add(kind);
        height += kind == OperandKind.Vector ? 2 : 1;
    }

    private int[] LocalRoots()
    {
        var count = _localKinds.Items.Count(OperandKind.Reference);
        if (count == 0)
        {
            return [];
        }

        var slots = new int[count];
        for (var i = _localKinds.Count - 1; i >= 0; i--)
        {
            if (_localKinds[i] == OperandKind.Reference)
            {
                slots[--count] = _localSlots[i];
            }
        }

        return slots;
    }

    private OperandKind KindOf(ValType type)
    {
        if (!type.IsReference)
        {
            return type.IsVector ? OperandKind.Vector : OperandKind.Scalar;
        }

        var heap = type.HeapType;
        var isFunction = heap.IsConcrete
            ? _module.Syntax.Types[heap.Index].Composite is FunctionType
            : heap == HeapType.Func || heap == HeapType.NoFunc;
        return isFunction ? OperandKind.Scalar : OperandKind.Reference;
    }

    private FunctionType FunctionTypeAt(int typeIndex) => (FunctionType)_module.Syntax.Types[typeIndex].Composite;

    // What a function type takes and gives, on the operand stack.
    private (OperandShape Parameters, OperandShape Results) ShapesAt(int typeIndex)
    {
        if (!_shapes.TryGetValue(typeIndex, out var shapes))
        {
            var type = FunctionTypeAt(typeIndex);
            shapes = (ShapeOf(type.Parameters.AsSpan()), ShapeOf(type.Results.AsSpan()));
            _shapes.Add(typeIndex, shapes);
        }

        return shapes;
    }

    private OperandShape ShapeOf(ReadOnlySpan<ValType> types)
    {
        if (types.Length < 2)
        {
            return types.IsEmpty ? OperandShape.Empty : s_singles[(int)KindOf(types[0])];
        }

        var kinds = new OperandKind[types.Length];
        for (var i = 0; i < kinds.Length; i++)
        {
            kinds[i] = KindOf(types[i]);
        }

        return new OperandShape(kinds);
    }

    private void Push(ValType type) => _operands.Push(KindOf(type));

    // Every visit begins here. False in unreachable code, which leaves nothing.
    private bool Reach(Opcode opcode)
    {
        if (_isUnreachable)
        {
            return false;
        }

        if (_consumesFuel)
        {
            _words.Add((int)InternalOpcode.ConsumeFuel);
        }

        if (_instructionCounts is not null)
        {
            _words.Add((int)InternalOpcode.CountInstruction);
            _words.Add((int)opcode);
        }

        return true;
    }

    // What divides a block leaves nothing that could be counted when it is executed: it is when it is translated.
    private void CountDivider(Opcode opcode)
    {
        if (_instructionCounts is not null && _unreachableDepth == 0)
        {
            Interlocked.Increment(ref _instructionCounts[(int)opcode]);
        }
    }

    private void Emit(Opcode opcode) => _words.Add((int)opcode);

    private void Emit(Opcode opcode, int slot)
    {
        _words.Add((int)opcode);
        _words.Add(slot);
    }

    private void Emit(Opcode opcode, int slot, int operand)
    {
        Emit(opcode, slot);
        _words.Add(operand);
    }

    private void Emit(Opcode opcode, int slot, int first, int second)
    {
        Emit(opcode, slot, first);
        _words.Add(second);
    }

    private void Emit(Opcode opcode, int slot, int first, int second, int third)
    {
        Emit(opcode, slot, first, second);
        _words.Add(third);
    }

    private void EmitLong(ulong value)
    {
        _words.Add(unchecked((int)value));
        _words.Add((int)(value >> 32));
    }

    // An instruction whose types the table knows: operands are replaced by results, the slot is that of both.
    private void EmitBySignature(Opcode opcode)
    {
        var effect = SignatureEffect.Of(opcode);
        _operands.Pop(effect.Operands);
        Emit(opcode, _operands.Height);
        for (var i = 0; i < effect.Results; i++)
        {
            _operands.Push(effect.ResultKind);
        }
    }

    /// <summary>Number of operands and results of an instruction whose types the table knows. Results are of one kind.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct SignatureEffect(byte Operands, byte Results, OperandKind ResultKind)
    {
        private static readonly SignatureEffect[] s_effects = Create();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static SignatureEffect Of(Opcode opcode) => s_effects[(int)opcode];

        private static SignatureEffect[] Create()
        {
            var effects = new SignatureEffect[Opcodes.Count];
            for (var i = 0; i < effects.Length; i++)
            {
                if (((Opcode)i).GetSignature() is { } signature)
                {
                    var isVector = signature.Results.Length > 0 && signature.Results[0].IsVector;
                    effects[i] = new SignatureEffect(
                        (byte)signature.Operands.Length, (byte)signature.Results.Length, isVector
                            ? OperandKind.Vector
                            : OperandKind.Scalar);
                }
            }

            return effects;
        }
    }
}

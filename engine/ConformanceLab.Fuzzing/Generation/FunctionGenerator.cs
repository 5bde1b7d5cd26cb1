using System.Collections.Immutable;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Fuzzing.Generation;

/// <summary>
/// Draws the body of a function, or a constant expression: stack code that is valid by construction. <c>Produce</c> leaves one value
/// of a type, a statement leaves nothing. A depth bounds nesting, a budget of instructions bounds the whole.
/// </summary>
internal sealed partial class FunctionGenerator
{
    private const int MaximumDepth = 5;
    private const int MaximumLoops = 3;

    private readonly RandomSource _random;
    private readonly ModuleShape _shape;
    private readonly TypeSpace _types;
    private readonly ByteWriter _writer = new();
    private readonly InstructionEncoder _code;
    private readonly List<ValType> _locals = [];
    private readonly List<Label> _labels = [];
    private ImmutableArray<ValType> _results = [];
    private bool _isConstant;
    private bool _isLeaf;
    private int _firstCounter;
    private int _loops;
    private int _budget;

    /// <summary>A generator for one body.</summary>
    public FunctionGenerator(RandomSource random, ModuleShape shape)
    {
        _random = random;
        _shape = shape;
        _types = shape.Types;
        _code = new InstructionEncoder(_writer);
    }

    private enum LabelKind
    {
        Block,
        Loop,
        Catch,
    }

    /// <summary>A constant expression.</summary>
    public Code Constant(ValType type)
    {
        _isConstant = true;
        Leaf(type);
        return End();
    }

    /// <summary>A function.</summary>
    public FunctionDefinition Generate(int function)
    {
        var signature = _shape.SignatureOf(function);
        _results = signature.Results;
        _locals.AddRange(signature.Parameters);
        _locals.AddRange(_shape.TypeGenerator.Some(_random.OneIn(6) ? 30 : 6, _shape.TypeGenerator.Any));

        // Counters of loops, which nothing else touches.
        _firstCounter = _locals.Count;
        var locals = _locals.Skip(signature.Parameters.Length).Concat(Enumerable.Repeat(ValType.I32, MaximumLoops));
        _isLeaf = _random.OneIn(3);
        _budget = _random.OneIn(10) ? 600 : _random.Between(20, 200);
        _labels.Add(new Label(_results, LabelKind.Block));
        Enter();
        for (var local = signature.Parameters.Length; local < _firstCounter; local++)
        {
            if (!_locals[local].IsDefaultable || _random.OneIn(4))
            {
                Leaf(_locals[local], mayUseLocals: false);
                _code.Index(Opcode.LocalSet, local);
            }
        }

        Sequence([], MaximumDepth);
        ShowLocals();
        Sequence(_results, MaximumDepth);
        return new FunctionDefinition(_shape.Functions[function], Group(locals), End());
    }

    private static ImmutableArray<LocalGroup> Group(IEnumerable<ValType> locals)
    {
        var groups = new List<LocalGroup>();
        foreach (var type in locals)
        {
            if (groups.Count > 0 && groups[^1].Type == type)
            {
                groups[^1] = new LocalGroup(groups[^1].Count + 1, type);
            }
            else
            {
                groups.Add(new LocalGroup(1, type));
            }
        }

        return [.. groups];
    }

    private Code End()
    {
        _code.Plain(Opcode.End);
        return new Code(_writer.ToArray());
    }

    // budget -= 1; if it is used up, return at once. Parameters are all that is initialised here.
    private void Enter()
    {
        _code.Index(Opcode.GlobalGet, _shape.Budget);
        I32(1);
        _code.Plain(Opcode.I32Sub);
        _code.Index(Opcode.GlobalSet, _shape.Budget);
        _code.Index(Opcode.GlobalGet, _shape.Budget);
        I32(0);
        _code.Plain(Opcode.I32LtS);
        _code.Block(Opcode.If, BlockType.Empty);
        foreach (var type in _results)
        {
            Leaf(type, mayUseLocals: false);
        }

        _code.Plain(Opcode.Return);
        _code.Plain(Opcode.End);
    }

    // Some statements, then operands of the types.
    private void Sequence(ImmutableArray<ValType> types, int depth)
    {
        for (var count = _random.Next(depth > 2 ? 6 : 3); count > 0; count--)
        {
            Statement(depth);
        }

        if (types.Length > 1 && depth > 0 && _random.OneIn(3))
        {
            Block(types, depth);
            return;
        }

        Produce(types, depth);
    }

    private void Produce(ImmutableArray<ValType> types, int depth)
    {
        foreach (var type in types)
        {
            Produce(type, depth);
        }
    }

    // Leaves one value of the type.
    private void Produce(ValType type, int depth)
    {
        if (--_budget < 0 || depth <= 0)
        {
            Leaf(type);
            return;
        }

        switch (_random.Next(100))
        {
            case < 16 when FindLocal(type) is >= 0 and var local:
                _code.Index(Opcode.LocalGet, local);
                break;
            case < 21 when FindLocal(type) is >= 0 and var local:
                Produce(_locals[local], depth - 1);
                _code.Index(Opcode.LocalTee, local);
                break;
            case < 25 when FindGlobal(type, mustBeMutable: false) is >= 0 and var global:
                _code.Index(Opcode.GlobalGet, global);
                break;
            case < 32:
                Block([type], depth);
                break;
            case < 37 when FindCallee(results => results.Length > 0 && _types.Matches(results[0], type)) is >= 0 and var callee:
                Call(callee, depth - 1, isTail: false);
                Drop(_shape.SignatureOf(callee).Results.Length - 1);
                break;
            case < 41:
                Select(type, depth - 1);
                break;
            case < 43 when FindLabel(types => types.Length == 1 && _types.Matches(types[0], type)) is >= 0 and var label:
                Produce(_labels[label].Types, depth - 1);
                Condition(depth - 1);
                _code.Label(Opcode.BrIf, Distance(label));
                break;
            case 43 when _random.OneIn(3):
                Leave(depth - 1);
                break;
            default:
                if (type.IsReference)
                {
                    Reference(type, depth - 1);
                }
                else
                {
                    Number(type, depth - 1);
                }

                break;
        }
    }

    // spec: exec-select
    private void Select(ValType type, int depth)
    {
        Produce(type, depth);
        Produce(type, depth);
        Condition(depth);
        if (type.IsReference || _random.OneIn(3))
        {
            _code.Types(Opcode.SelectTyped, [type]);
        }
        else
        {
            _code.Plain(Opcode.Select);
        }
    }

    // Comparisons are what compilers fuse with what takes them.
    private void Condition(int depth)
    {
        if (_random.Next(2) == 0)
        {
            Produce(ValType.I32, depth);
            return;
        }

        var type = _random.Pick([ValType.I32, ValType.I32, ValType.I64, ValType.F32, ValType.F64]);
        for (var tries = 0; tries < 20; tries++)
        {
            var compare = _shape.Choices.Producer(_random, ValType.I32);
            if (compare.Class() is InstructionClass.Compare or InstructionClass.Test && compare.GetSignature()!.Operands[0] == type)
            {
                Produce(compare.GetSignature()!.Operands, depth);
                _code.Plain(compare);
                return;
            }
        }

        Produce(ValType.I32, depth);
    }

    private int FindLocal(ValType type)
    {
        if (_firstCounter == 0 || _isConstant)
        {
            return -1;
        }

        var start = _random.Next(_firstCounter);
        for (var i = 0; i < _firstCounter; i++)
        {
            var local = (start + i) % _firstCounter;
            if (_types.Matches(_locals[local], type))
            {
                return local;
            }
        }

        return -1;
    }

    // The budget and the sum, which come last, are nobody's.
    private int FindGlobal(ValType type, bool mustBeMutable)
    {
        var globals = _shape.Module.Globals;
        var count = _shape.Sum;
        var start = _random.Next(count);
        for (var i = 0; i < count; i++)
        {
            var global = (start + i) % count;
            if ((!mustBeMutable || globals[global].Type.IsMutable)
                && (mustBeMutable ? _types.Matches(type, globals[global].Type.Value) : _types.Matches(globals[global].Type.Value, type)))
            {
                return global;
            }
        }

        return -1;
    }

    // Loops are branched to by LoopBack only.
    private int FindLabel(Func<ImmutableArray<ValType>, bool> fits)
    {
        var start = _random.Next(_labels.Count);
        for (var i = 0; i < _labels.Count; i++)
        {
            var label = (start + i) % _labels.Count;
            if (_labels[label].Kind != LabelKind.Loop && fits(_labels[label].Types))
            {
                return label;
            }
        }

        return -1;
    }

    private int FindCallee(Func<ImmutableArray<ValType>, bool> fits)
    {
        if (_isLeaf)
        {
            return -1;
        }

        var start = _random.Next(_shape.BudgetFunction);
        for (var i = 0; i < _shape.BudgetFunction; i++)
        {
            var callee = (start + i) % _shape.BudgetFunction;
            if (fits(_shape.SignatureOf(callee).Results))
            {
                return callee;
            }
        }

        return -1;
    }

    private uint Distance(int label) => (uint)(_labels.Count - 1 - label);

    private void I32(int value) => _code.Const32(Opcode.I32Const, (uint)value);

    // An index or address that is no constant for a compiler, now and then.
    private void Constant(AddressType type, long value)
    {
        var isHidden = !_isConstant && _random.OneIn(3);
        if (isHidden)
        {
            _code.Block(Opcode.Block, BlockType.Single(type.ToValType()));
        }

        if (type == AddressType.I64)
        {
            _code.Const64(Opcode.I64Const, (ulong)value);
        }
        else
        {
            I32((int)value);
        }

        if (isHidden)
        {
            _code.Plain(Opcode.End);
        }
    }

    private readonly record struct Label(ImmutableArray<ValType> Types, LabelKind Kind);
}

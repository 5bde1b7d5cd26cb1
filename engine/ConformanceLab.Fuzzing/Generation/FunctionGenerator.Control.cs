using System.Collections.Immutable;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Fuzzing.Generation;

/// <content>Blocks, branches and calls.</content>
internal sealed partial class FunctionGenerator
{
    private void Block(ImmutableArray<ValType> results, int depth)
    {
        switch (_random.Next(12))
        {
            case < 2 when _loops < MaximumLoops:
                Loop(results, depth);
                break;
            case 2 or 3:
                TryTable(results, depth);
                break;
            case 4 when (_shape.Module.Features & WasmFeatures.LegacyExceptions) != 0:
                LegacyTry(results, depth);
                break;
            default:
                PlainBlock(results, depth);
                break;
        }
    }

    // block or if, with parameters
    private void PlainBlock(ImmutableArray<ValType> results, int depth)
    {
        var parameters = Parameters();
        Produce(parameters, depth - 1);
        var isIf = _random.Next(2) == 0;
        if (isIf)
        {
            Condition(depth - 1);
        }

        Open(isIf ? Opcode.If : Opcode.Block, parameters, results, new Label(results, LabelKind.Block));
        Body(parameters, results, depth);
        if (isIf && !(parameters.SequenceEqual(results) && _random.Next(2) == 0))
        {
            _code.Plain(Opcode.Else);
            Body(parameters, results, depth);
        }

        Close();
    }

    private void Body(ImmutableArray<ValType> parameters, ImmutableArray<ValType> results, int depth)
    {
        if (_random.OneIn(4))
        {
            Statement(depth - 1);
        }

        Keep(parameters);
        if (_random.OneIn(30))
        {
            Leave(depth - 1);
        }

        Sequence(results, depth - 1);
    }

    // A few rounds; the results of one are the parameters of the next.
    private void Loop(ImmutableArray<ValType> results, int depth)
    {
        var counter = _firstCounter + _loops++;
        var parameters = _random.Next(2) == 0 ? results : Parameters();
        I32(_random.Between(1, 5));
        _code.Index(Opcode.LocalSet, counter);
        Produce(parameters, depth - 1);
        Open(Opcode.Loop, parameters, results, new Label(parameters, LabelKind.Loop));
        Body(parameters, parameters, depth);

        // counter -= 1, then the condition: nothing else goes back.
        _code.Index(Opcode.LocalGet, counter);
        I32(1);
        _code.Plain(Opcode.I32Sub);
        _code.Index(Opcode.LocalTee, counter);
        switch (_random.Next(4))
        {
            case 0:
                I32(0);
                _code.Plain(Opcode.I32GtS);
                _code.Label(Opcode.BrIf, 0);
                break;
            case 1:
                I32(0);
                _code.Plain(Opcode.I32GtS);
                Condition(depth - 1);
                _code.Plain(Opcode.I32And);
                _code.Label(Opcode.BrIf, 0);
                break;
            case 2 when parameters.IsEmpty:
                _code.Block(Opcode.If, BlockType.Empty);
                _code.Label(Opcode.Br, 1);
                _code.Plain(Opcode.End);
                break;
            default:
                _code.Label(Opcode.BrIf, 0);
                break;
        }

        if (!parameters.SequenceEqual(results))
        {
            Keep(parameters);
            Produce(results, depth - 1);
        }

        Close();
        _loops--;
    }

    private void Open(Opcode opcode, ImmutableArray<ValType> parameters, ImmutableArray<ValType> results, Label label)
    {
        _code.Block(opcode, TypeOf(parameters, results));
        _labels.Add(label);
    }

    private void Close()
    {
        _code.Plain(Opcode.End);
        _labels.RemoveAt(_labels.Count - 1);
    }

    private BlockType TypeOf(ImmutableArray<ValType> parameters, ImmutableArray<ValType> results) =>
        !parameters.IsEmpty || results.Length > 1 ? BlockType.Index(_types.FunctionTypeOf(parameters, results))
        : results.IsEmpty ? BlockType.Empty
        : BlockType.Single(results[0]);

    private ImmutableArray<ValType> Parameters() =>
        _random.Next(3) > 0 ? [] : _shape.TypeGenerator.Some(_random.OneIn(10) ? 10 : 3, _shape.TypeGenerator.Any);

    // What comes after is unreachable.
    private void Leave(int depth)
    {
        switch (_random.Next(20))
        {
            case < 4 when FindCallee(results => _types.Matches(results.AsSpan(), _results.AsSpan())) is >= 0 and var callee:
                Call(callee, depth, isTail: true);
                break;
            case < 8:
                Throw(depth);
                break;
            case < 14:
                BranchTable(depth);
                break;
            case < 17 when FindLabel(static _ => true) is >= 0 and var label:
                Produce(_labels[label].Types, depth);
                _code.Label(Opcode.Br, Distance(label));
                break;
            case 17 when _random.OneIn(8):
                _code.Plain(Opcode.Unreachable);
                break;
            default:
                Produce(_results, depth);
                _code.Plain(Opcode.Return);
                break;
        }
    }

    private void BranchTable(int depth)
    {
        var types = _labels[FindLabel(static _ => true)].Types;
        var labels = Enumerable.Range(0, _labels.Count)
            .Where(label => _labels[label].Kind != LabelKind.Loop && _labels[label].Types.SequenceEqual(types))
            .ToArray();
        Produce(types, depth);
        Produce(ValType.I32, depth);
        if (_random.Next(4) > 0)
        {
            I32(7);
            _code.Plain(Opcode.I32And);
        }

        var targets = new uint[_random.OneIn(10) ? 40 : _random.Between(1, 6)];
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = Distance(_random.Pick(labels));
        }

        _code.Labels(Opcode.BrTable, targets);
    }

    // Direct, through the table of functions, or through a reference.
    private void Call(int callee, int depth, bool isTail)
    {
        var type = _shape.Functions[callee];
        Produce(_shape.SignatureOf(callee).Parameters, depth);
        switch (_random.Next(4))
        {
            case < 2:
                _code.Index(isTail ? Opcode.ReturnCall : Opcode.Call, callee);
                break;
            case 2:
                var mayBeFixed = _random.Next(2) == 0 && callee >= _shape.Imported;
                var table = (mayBeFixed ? _shape.FixedTable : null) ?? _shape.FunctionTable;
                Callee(_shape.Module.Tables[table].Type.AddressType, _random.OneIn(40) ? _random.Next(40) : callee, depth);
                _code.Indices(isTail ? Opcode.ReturnCallIndirect : Opcode.CallIndirect, Above(type), table);
                break;
            default:
                if (_random.OneIn(30))
                {
                    Leaf(ValType.Ref(HeapType.Concrete(type), nullable: true));
                }
                else
                {
                    _code.Index(Opcode.RefFunc, callee);
                }

                _code.Index(isTail ? Opcode.ReturnCallRef : Opcode.CallRef, type);
                break;
        }
    }

    // An index that is known only when it is too late for compilers, or a constant.
    private void Callee(AddressType address, int callee, int depth)
    {
        if (_random.Next(2) == 0)
        {
            Constant(address, callee);
            return;
        }

        Produce(ValType.I32, Math.Min(depth, 1));
        I32(_random.Next(3));
        _code.Plain(Opcode.I32Eq);
        if (address == AddressType.I32)
        {
            I32(callee);
            _code.Plain(Opcode.I32Add);
            return;
        }

        // What is seldom added is 1, or what only the upper half shows.
        _code.Plain(Opcode.I64ExtendI32U);
        Constant(AddressType.I64, _random.Next(2) == 0 ? 0 : 32);
        _code.Plain(Opcode.I64Shl);
        Constant(AddressType.I64, callee);
        _code.Plain(Opcode.I64Add);
    }

    // The type, or a supertype with the same parameters and results.
    private int Above(int type) =>
        _types.Declared(type).Supertypes is [var super, ..] && _random.Next(2) == 0 ? Above(super) : type;
}

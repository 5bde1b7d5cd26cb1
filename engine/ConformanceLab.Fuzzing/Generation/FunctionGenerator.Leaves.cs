using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Fuzzing.Generation;

/// <content>The smallest code for a value of a type. All but exceptions are constant expressions.</content>
internal sealed partial class FunctionGenerator
{
    private void Leaf(ValType type, bool mayUseLocals = true, int nesting = 0)
    {
        if (mayUseLocals && _random.Next(2) == 0 && FindLocal(type) is >= 0 and var local)
        {
            _code.Index(Opcode.LocalGet, local);
        }
        else if (type == ValType.I32)
        {
            _code.Const32(Opcode.I32Const, InterestingValues.I32(_random));
        }
        else if (type == ValType.I64)
        {
            _code.Const64(Opcode.I64Const, InterestingValues.I64(_random));
        }
        else if (type == ValType.F32)
        {
            _code.Const32(Opcode.F32Const, InterestingValues.F32(_random));
        }
        else if (type == ValType.F64)
        {
            _code.Const64(Opcode.F64Const, InterestingValues.F64(_random));
        }
        else if (type == ValType.V128)
        {
            _code.Vector(Opcode.V128Const, InterestingValues.V128(_random));
        }
        else if (type.IsNullable && (IsBottom(type.HeapType) || _random.OneIn(4) || nesting > 2))
        {
            _code.Heap(Opcode.RefNull, type.HeapType);
        }
        else if (type.HeapType.IsConcrete)
        {
            New(type, nesting);
        }
        else
        {
            Abstract(type, nesting);
        }
    }

    private static bool IsBottom(HeapType type) =>
        type == HeapType.None || type == HeapType.NoFunc || type == HeapType.NoExtern || type == HeapType.NoExn;

    // Whether there is anything but null.
    private bool HasValues(HeapType type) =>
        !IsBottom(type) && !(type.IsConcrete && _types[type.Index] is FunctionType && _shape.FindFunction(type) < 0);

    private void Abstract(ValType type, int nesting)
    {
        var heap = type.HeapType;
        if (heap == HeapType.Any || heap == HeapType.Eq)
        {
            heap = nesting > 1 ? HeapType.I31 : _random.Pick([HeapType.I31, HeapType.Struct, HeapType.Array]);
        }

        if (heap == HeapType.I31)
        {
            _code.Const32(Opcode.I32Const, InterestingValues.I32(_random));
            _code.Plain(Opcode.RefI31);
        }
        else if (heap == HeapType.Struct)
        {
            New(ValType.Ref(HeapType.Concrete(nesting > 1 ? _types.Structures[0] : _random.Pick(_types.Structures)), false), nesting);
        }
        else if (heap == HeapType.Array)
        {
            New(ValType.Ref(HeapType.Concrete(nesting > 1 ? _types.Arrays[0] : _random.Pick(_types.Arrays)), false), nesting);
        }
        else if (heap == HeapType.Func)
        {
            _code.Index(Opcode.RefFunc, _random.Next(_shape.BudgetFunction));
        }
        else if (heap == HeapType.Extern)
        {
            Leaf(ValType.Ref(HeapType.Any, false), mayUseLocals: false, nesting + 1);
            _code.Plain(Opcode.ExternConvertAny);
        }
        else if (_isConstant)
        {
            _code.Heap(Opcode.RefNull, heap);
        }
        else
        {
            NewException(nesting);
        }
    }

    // A structure, an array or a function; where nothing is of the type, it is nullable.
    private void New(ValType type, int nesting)
    {
        var index = type.HeapType.Index;
        switch (_types[index])
        {
            case StructType structure:
                if (structure.Fields.All(static field => field.Storage.IsDefaultable) && _random.OneIn(4))
                {
                    _code.Index(Opcode.StructNewDefault, index);
                    break;
                }

                foreach (var field in structure.Fields)
                {
                    Leaf(field.Storage.Unpacked, mayUseLocals: false, nesting + 1);
                }

                _code.Index(Opcode.StructNew, index);
                break;
            case ArrayType array when array.Element.Storage.IsDefaultable && _random.Next(2) == 0:
                I32(_random.Next(8));
                _code.Index(Opcode.ArrayNewDefault, index);
                break;
            case ArrayType array:
                var count = nesting > 1 ? 0 : _random.Next(5);
                for (var i = 0; i < count; i++)
                {
                    Leaf(array.Element.Storage.Unpacked, mayUseLocals: false, nesting + 1);
                }

                _code.Indices(Opcode.ArrayNewFixed, index, count);
                break;
            default:
                if (_shape.FindFunction(type.HeapType) is >= 0 and var function)
                {
                    _code.Index(Opcode.RefFunc, function);
                }
                else
                {
                    _code.Heap(Opcode.RefNull, type.HeapType);
                }

                break;
        }
    }

    // block (try_table (catch_all_ref 0) (throw)) unreachable end
    private void NewException(int nesting)
    {
        var tag = _random.Next(_shape.Module.Tags.Count);
        Open(Opcode.Block, [], [SureException], new Label([SureException], LabelKind.Block));
        _code.TryTable(Opcode.TryTable, BlockType.Empty, [new CatchClause(CatchKind.CatchAllRef, 0, 0)]);
        _labels.Add(new Label([], LabelKind.Block));
        foreach (var type in _shape.PayloadOf(tag))
        {
            Leaf(type, mayUseLocals: false, nesting + 3);
        }

        _code.Index(Opcode.Throw, tag);
        Close();
        _code.Plain(Opcode.Unreachable);
        Close();
    }
}

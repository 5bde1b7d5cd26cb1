using System.Collections.Immutable;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Fuzzing.Generation;

/// <content>References and objects.</content>
internal sealed partial class FunctionGenerator
{
    private const int ManyElements = 300;

    private void Reference(ValType type, int depth)
    {
        var sure = ValType.Ref(type.HeapType, nullable: false);
        switch (_random.Next(16))
        {
            case 0 or 1 when FindAccessor(type) is { } accessor:
                Access(accessor, depth);
                break;
            case 2 when FindTable(type) is >= 0 and var table:
                Constant(_shape.Module.Tables[table].Type.AddressType, _random.Next(_random.OneIn(30) ? 20 : 4));
                _code.Index(Opcode.TableGet, table);
                break;
            case < 5 when HasValues(type.HeapType):
                Cast(type, depth);
                break;
            case 5 when HasValues(type.HeapType) && !type.IsNullable:
                Produce(ValType.Ref(type.HeapType, !_random.OneIn(3)), depth);
                _code.Plain(Opcode.RefAsNonNull);
                break;
            case 6 when HasValues(type.HeapType):
                BranchOnNull(sure, depth);
                break;
            case 7 when HasValues(type.HeapType):
                BranchOnNonNull(sure, depth);
                break;
            case 8 when HasValues(type.HeapType):
                BranchOnCast(sure, depth);
                break;
            case 9 when HasValues(type.HeapType):
                BranchOnCastFail(sure, depth);
                break;
            default:
                Construct(type, depth);
                break;
        }
    }

    private void Construct(ValType type, int depth)
    {
        var heap = type.HeapType;
        if (heap == HeapType.Any && _random.OneIn(4))
        {
            Produce(ValType.Ref(HeapType.Extern, type.IsNullable), depth);
            _code.Plain(Opcode.AnyConvertExtern);
        }
        else if (heap == HeapType.Extern)
        {
            Produce(ValType.Ref(HeapType.Any, type.IsNullable), depth);
            _code.Plain(Opcode.ExternConvertAny);
        }
        else if ((heap == HeapType.Any || heap == HeapType.Eq || heap == HeapType.I31) && _random.Next(2) == 0)
        {
            Produce(ValType.I32, depth);
            _code.Plain(Opcode.RefI31);
        }
        else if (FindConcrete(heap) is >= 0 and var index)
        {
            Construct(index, depth);
        }
        else
        {
            Leaf(type);
        }
    }

    private void Construct(int index, int depth)
    {
        switch (_types[index])
        {
            case StructType structure when !structure.Fields.All(static field => field.Storage.IsDefaultable) || !_random.OneIn(6):
                foreach (var field in structure.Fields)
                {
                    Produce(field.Storage.Unpacked, depth);
                }

                _code.Index(Opcode.StructNew, index);
                break;
            case StructType:
                _code.Index(Opcode.StructNewDefault, index);
                break;
            case ArrayType array:
                ConstructArray(index, array.Element.Storage, depth);
                break;
        }
    }

    private void ConstructArray(int index, ValType element, int depth)
    {
        switch (_random.Next(6))
        {
            case 0 when element.IsDefaultable:
                SmallLength(depth);
                _code.Index(Opcode.ArrayNewDefault, index);
                break;
            case 1 when !element.IsReference:
                I32(_random.Next(16));
                I32(_random.Next(4));
                _code.Indices(Opcode.ArrayNewData, index, _random.Next(_shape.Module.Data.Count));
                break;
            case 2 when FindSegment(element) is >= 0 and var segment:
                I32(_random.Next(3));
                I32(_random.Next(4));
                _code.Indices(Opcode.ArrayNewElem, index, segment);
                break;
            case 3 or 4:
                Produce(element.Unpacked, depth);
                SmallLength(depth);
                _code.Index(Opcode.ArrayNew, index);
                break;
            default:
                // Now and then more than is quick: more operands than a compiler follows, a larger object than it allocates itself.
                var count = _random.OneIn(60) ? ManyElements : _random.Next(6);
                for (var i = 0; i < count; i++)
                {
                    Produce(element.Unpacked, count == ManyElements ? 0 : depth);
                }

                _code.Indices(Opcode.ArrayNewFixed, index, count);
                break;
        }
    }

    private void SmallLength(int depth)
    {
        if (_random.Next(2) == 0)
        {
            I32(_random.Next(12));
        }
        else
        {
            Produce(ValType.I32, depth);
            Mask(AddressType.I32, 15);
        }
    }

    // A structure or array type at or below a heap type; −1 if there is none.
    private int FindConcrete(HeapType type)
    {
        var all = _types.Structures.Count + _types.Arrays.Count;
        var start = _random.Next(all);
        for (var i = 0; i < all; i++)
        {
            var at = (start + i) % all;
            var index = at < _types.Structures.Count ? _types.Structures[at] : _types.Arrays[at - _types.Structures.Count];
            if (_types.Matches(HeapType.Concrete(index), type))
            {
                return index;
            }
        }

        return -1;
    }

    private (int Type, int Field, FieldType What)? FindAccessor(ValType type)
    {
        if (_types.Accessors.Count == 0)
        {
            return null;
        }

        var start = _random.Next(_types.Accessors.Count);
        for (var i = 0; i < _types.Accessors.Count; i++)
        {
            var accessor = _types.Accessors[(start + i) % _types.Accessors.Count];
            if (_types.Matches(accessor.What.Storage.Unpacked, type))
            {
                return accessor;
            }
        }

        return null;
    }

    // Reads a field or an element.
    private void Access((int Type, int Field, FieldType What) accessor, int depth)
    {
        Produce(ObjectOf(accessor.Type), depth);
        var isPacked = accessor.What.Storage.IsPacked;
        var isSigned = _random.Next(2) == 0;
        if (accessor.Field >= 0)
        {
            _code.Indices(
                !isPacked ? Opcode.StructGet : isSigned ? Opcode.StructGetS : Opcode.StructGetU, accessor.Type, accessor.Field);
            return;
        }

        ElementIndex(depth);
        _code.Index(!isPacked ? Opcode.ArrayGet : isSigned ? Opcode.ArrayGetS : Opcode.ArrayGetU, accessor.Type);
    }

    private ValType ObjectOf(int type) => ValType.Ref(HeapType.Concrete(type), nullable: _random.OneIn(6));

    // Arrays are short and often empty: most reads are of the first elements.
    private void ElementIndex(int depth)
    {
        if (_random.OneIn(8))
        {
            Produce(ValType.I32, depth);
            Mask(AddressType.I32, 3);
        }
        else
        {
            Constant(AddressType.I32, _random.Pick([0, 0, 0, 1, 1, 2, 5]));
        }
    }

    private int FindTable(ValType type) => Enumerable.Range(1, _shape.Module.Tables.Count - 1)
        .Where(table => _types.Matches(_shape.Module.Tables[table].Type.Element, type))
        .DefaultIfEmpty(-1).ElementAt(0);

    private int FindSegment(ValType element) => !element.IsReference ? -1 : Enumerable.Range(0, _shape.Module.Elements.Count)
        .Where(segment => _shape.Module.Elements[segment] is { Mode: SegmentMode.Passive, Type: var type } && _types.Matches(type, element))
        .DefaultIfEmpty(-1).ElementAt(0);

    // Something that is of the type, mostly, as a value of the top of its hierarchy.
    private void Upcast(ValType type, int depth)
    {
        var top = ValType.Ref(_types.Top(type.HeapType), nullable: true);
        if (_random.OneIn(8))
        {
            Produce(top, depth);
            return;
        }

        Open(Opcode.Block, [], [top], new Label([top], LabelKind.Block));
        Produce(type, depth);
        Close();
    }

    private void Cast(ValType type, int depth)
    {
        Upcast(type, depth);
        _code.Heap(type.IsNullable ? Opcode.RefCastNull : Opcode.RefCast, type.HeapType);
    }

    // block $out (result T) (block $null (br_on_null $null …) (br $out)) something else end
    private void BranchOnNull(ValType sure, int depth)
    {
        Open(Opcode.Block, [], [sure], new Label([sure], LabelKind.Block));
        Open(Opcode.Block, [], [], new Label([], LabelKind.Block));
        Produce(sure.WithNullable(true), depth);
        _code.Label(Opcode.BrOnNull, 0);
        _code.Label(Opcode.Br, 1);
        Close();
        Leaf(sure);
        Close();
    }

    private void BranchOnNonNull(ValType sure, int depth)
    {
        Open(Opcode.Block, [], [sure], new Label([sure], LabelKind.Block));
        Produce(sure.WithNullable(true), depth);
        _code.Label(Opcode.BrOnNonNull, 0);
        Leaf(sure);
        Close();
    }

    private void BranchOnCast(ValType sure, int depth)
    {
        var source = ValType.Ref(_types.Top(sure.HeapType), nullable: true);
        Open(Opcode.Block, [], [sure], new Label([sure], LabelKind.Block));
        Upcast(sure.WithNullable(true), depth);
        _code.BranchOnCast(Opcode.BrOnCast, 0, source, sure);
        _code.Plain(Opcode.Drop);
        Leaf(sure);
        Close();
    }

    private void BranchOnCastFail(ValType sure, int depth)
    {
        var source = ValType.Ref(_types.Top(sure.HeapType), nullable: true);
        Open(Opcode.Block, [], [sure], new Label([sure], LabelKind.Block));
        Open(Opcode.Block, [], [source], new Label([source], LabelKind.Block));
        Upcast(sure.WithNullable(true), depth);
        _code.BranchOnCast(Opcode.BrOnCastFail, 0, source, sure);
        _code.Label(Opcode.Br, 1);
        Close();
        _code.Plain(Opcode.Drop);
        Leaf(sure);
        Close();
    }
}

using System.Collections.Immutable;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Fuzzing.Generation;

/// <content>Code that leaves nothing.</content>
internal sealed partial class FunctionGenerator
{
    private void Statement(int depth)
    {
        if (--_budget < 0 || depth <= 0)
        {
            return;
        }

        switch (_random.Next(26))
        {
            case < 4 when _firstCounter > 0:
                var local = _random.Next(_firstCounter);
                Produce(_locals[local], depth - 1);
                _code.Index(Opcode.LocalSet, local);
                break;
            case 4 or 5:
                SetGlobal(depth - 1);
                break;
            case < 9:
                TryEmit(_shape.Choices.Effect(_random), depth - 1);
                break;
            case 9 or 10:
                SetObject(depth - 1);
                break;
            case 11:
                TableStatement(depth - 1);
                break;
            case 12:
                MemoryStatement(depth - 1);
                break;
            case 13 or 14 when FindCallee(static _ => true) is >= 0 and var callee:
                Call(callee, depth - 1, isTail: false);
                Keep(_shape.SignatureOf(callee).Results);
                break;
            case 15 when FindLabel(static _ => true) is >= 0 and var label:
                Produce(_labels[label].Types, depth - 1);
                Condition(depth - 1);
                _code.Label(Opcode.BrIf, Distance(label));
                Keep(_labels[label].Types);
                break;
            case 16 or 17:
                Condition(depth - 1);
                Open(Opcode.If, [], [], new Label([], LabelKind.Block));
                Leave(depth - 2);
                Close();
                break;
            case 18:
                Open(Opcode.Block, [], [], new Label([], LabelKind.Block));
                Statement(depth - 1);
                Leave(depth - 1);
                DeadCode(depth - 1);
                Close();
                break;
            case 19 when _random.OneIn(3):
                Produce(_shape.TypeGenerator.Any(), depth - 1);
                _code.Plain(Opcode.Drop);
                _code.Plain(Opcode.Nop);
                break;
            case 19 or 20 or 21:
                var shown = _shape.TypeGenerator.Number();
                Produce(shown, depth - 1);
                Show(shown);
                break;
            default:
                var results = _random.OneIn(3) ? _shape.TypeGenerator.Some(4, _shape.TypeGenerator.Any) : [];
                Block(results, depth);
                Keep(results);
                break;
        }
    }

    private void DeadCode(int depth)
    {
        if (_random.OneIn(4))
        {
            Statement(depth);
        }
    }

    private void SetGlobal(int depth)
    {
        var global = _random.Next(_shape.Sum);
        var type = _shape.Module.Globals[global].Type;
        if (type.IsMutable)
        {
            Produce(type.Value, depth);
            _code.Index(Opcode.GlobalSet, global);
        }
    }

    // Fields and elements: one, or many.
    private void SetObject(int depth)
    {
        var mutable = _types.Accessors.Where(static accessor => accessor.What.Mutable).ToArray();
        if (mutable.Length == 0)
        {
            return;
        }

        var (type, field, what) = _random.Pick(mutable);
        Produce(ObjectOf(type), depth);
        if (field >= 0)
        {
            Produce(what.Storage.Unpacked, depth);
            _code.Indices(Opcode.StructSet, type, field);
            return;
        }

        ElementIndex(depth);
        switch (_random.Next(6))
        {
            case 0:
                Produce(what.Storage.Unpacked, depth);
                ShortLength();
                _code.Index(Opcode.ArrayFill, type);
                break;
            case 1 or 2 when FindSourceOf(what) is >= 0 and var source:
                Produce(ObjectOf(source), depth);
                ElementIndex(depth);
                ShortLength();
                _code.Indices(Opcode.ArrayCopy, type, source);
                break;
            case 3 when !what.Storage.IsReference:
                I32(_random.Next(16));
                ShortLength();
                _code.Indices(Opcode.ArrayInitData, type, _random.Next(_shape.Module.Data.Count));
                break;
            case 3 when FindSegment(what.Storage) is >= 0 and var segment:
                I32(_random.Next(3));
                ShortLength();
                _code.Indices(Opcode.ArrayInitElem, type, segment);
                break;
            default:
                Produce(what.Storage.Unpacked, depth);
                _code.Index(Opcode.ArraySet, type);
                break;
        }
    }

    private void ShortLength() => Constant(AddressType.I32, _random.Pick([0, 0, 1, 1, 1, 2, 3]));

    private int FindSourceOf(FieldType target) => _types.Arrays
        .Where(index => ((ArrayType)_types[index]).Element.Storage is var storage
            && (storage == target.Storage || (storage.IsReference && _types.Matches(storage, target.Storage))))
        .DefaultIfEmpty(-1).ElementAt(0);

    // The table of functions stays as it is, but for some programs.
    private void TableStatement(int depth)
    {
        var tables = _shape.Module.Tables;
        var table = _random.OneIn(30) ? 0 : _random.Between(1, _shape.ChangingTables - 1);
        var type = tables[table].Type;
        switch (_random.Next(6))
        {
            case 0:
                Constant(type.AddressType, _random.Next(3));
                Produce(type.Element, depth);
                Constant(type.AddressType, _random.Next(3));
                _code.Index(Opcode.TableFill, table);
                break;
            case 1:
                var source = _random.Pick(Enumerable.Range(0, tables.Count)
                    .Where(other => _types.Matches(tables[other].Type.Element, type.Element)).ToArray());
                var shorter = type.AddressType == AddressType.I64 && tables[source].Type.AddressType == AddressType.I64;
                Constant(type.AddressType, _random.Next(3));
                Constant(tables[source].Type.AddressType, _random.Next(3));
                Constant(shorter ? AddressType.I64 : AddressType.I32, _random.Next(3));
                _code.Indices(Opcode.TableCopy, table, source);
                break;
            case 2 when FindSegment(type.Element) is >= 0 and var segment:
                Constant(type.AddressType, _random.Next(3));
                I32(_random.Next(3));
                I32(_random.Next(3));
                _code.Indices(Opcode.TableInit, segment, table);
                break;
            case 3 when _random.OneIn(4):
                _code.Index(Opcode.ElemDrop, _random.Next(_shape.Module.Elements.Count));
                break;
            default:
                Constant(type.AddressType, _random.Next(_random.OneIn(30) ? 20 : 4));
                Produce(type.Element, depth);
                _code.Index(Opcode.TableSet, table);
                break;
        }
    }

    private void MemoryStatement(int depth)
    {
        var memories = _shape.Module.Memories;
        switch (_random.Next(8))
        {
            case < 4 when memories.Count > 0:
                var (target, source) = (_random.Next(memories.Count), _random.Next(memories.Count));
                var isLong = memories[target].AddressType == AddressType.I64 && memories[source].AddressType == AddressType.I64;
                Place(target, depth);
                Place(source, depth);
                Constant(isLong ? AddressType.I64 : AddressType.I32, _random.Pick([0, 1, 7, 16, 33, 200, 1000]));
                _code.Indices(Opcode.MemoryCopy, target, source);
                break;
            case 4 or 5 when memories.Count > 0:
                var memory = _random.Next(memories.Count);
                Place(memory, depth);
                Constant(AddressType.I32, _random.Next(16));
                Constant(AddressType.I32, _random.Next(_random.OneIn(20) ? 2 * ModuleShape.DataBytes : 16));
                _code.Indices(Opcode.MemoryInit, _random.Next(_shape.Module.Data.Count), memory);
                break;
            case 6 when _random.OneIn(4):
                _code.Index(Opcode.DataDrop, _random.Next(_shape.Module.Data.Count));
                break;
            case 7 when (_shape.Module.Features & WasmFeatures.Threads) != 0:
                _code.Plain(Opcode.AtomicFence);
                break;
        }
    }

    private void Place(int memory, int depth)
    {
        var type = _shape.Module.Memories[memory].AddressType;
        if (_random.Next(2) == 0)
        {
            Constant(type, _random.Next(300));
        }
        else
        {
            Produce(type.ToValType(), depth);
            Mask(type, _shape.BytesOf(memory) < 1 << 12 ? 0xFF : 0x3FFF);
        }
    }
}

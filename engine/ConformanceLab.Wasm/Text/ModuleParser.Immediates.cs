using System.Numerics;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Text;

/// <summary>Immediates of instructions other than structured ones, by shape. Source: specification, "Text Format, Instructions".</summary>
internal sealed partial class ModuleParser
{
    private readonly List<uint> _labelOperands = [];
    private readonly List<CatchClause> _clauses = [];

    private void ParseImmediates(Opcode opcode, InstructionEncoder encoder)
    {
        switch (opcode.Shape())
        {
            case ImmediateShape.None when opcode == Opcode.Select:
                ParseSelect(encoder);
                break;
            case ImmediateShape.None or ImmediateShape.Zero:
                encoder.Plain(opcode);
                break;
            case ImmediateShape.Local:
                encoder.Index(opcode, ParseIndex(_locals));
                break;
            case ImmediateShape.I32:
                encoder.Const32(opcode, (uint)ParseInteger(32));
                break;
            case ImmediateShape.I64:
                encoder.Const64(opcode, ParseInteger(64));
                break;
            case ImmediateShape.F32:
                encoder.Const32(opcode, (uint)ParseFloat(32));
                break;
            case ImmediateShape.F64:
                encoder.Const64(opcode, ParseFloat(64));
                break;
            case ImmediateShape.Label:
                encoder.Label(opcode, ParseLabel());
                break;
            case ImmediateShape.Labels:
                ParseLabels(opcode, encoder);
                break;
            case ImmediateShape.Memarg:
                encoder.Memory(opcode, ParseMemArg(opcode, ParseOptionalMemory()));
                break;
            case ImmediateShape.MemargLane:
                {
                    var memory = HasMemoryIndices && IsIndex && IsMemArgOrLane(_cursor.Peek(1)) ? ParseIndex(_memories) : 0;
                    var memArg = ParseMemArg(opcode, memory);
                    encoder.MemoryLane(opcode, memArg, ParseLane());
                    break;
                }

            case ImmediateShape.Lane:
                encoder.Lane(opcode, ParseLane());
                break;
            case ImmediateShape.Shuffle:
                encoder.Vector(opcode, ParseShuffle());
                break;
            case ImmediateShape.V128:
                encoder.Vector(opcode, ParseVector());
                break;
            case ImmediateShape.Brcast:
                {
                    var label = ParseLabel();
                    var source = ParseRefType();
                    encoder.BranchOnCast(opcode, label, source, ParseRefType());
                    break;
                }

            case ImmediateShape.Heaptype:
                ParseHeapImmediate(opcode, encoder);
                break;
            default:
                ParseIndices(opcode, encoder);
                break;
        }
    }

    private void ParseIndices(Opcode opcode, InstructionEncoder encoder)
    {
        switch (opcode.Shape())
        {
            case ImmediateShape.Func:
                encoder.Index(opcode, ParseIndex(_functions));
                break;
            case ImmediateShape.Global:
                encoder.Index(opcode, ParseIndex(_globals));
                break;
            case ImmediateShape.Type:
                encoder.Index(opcode, ParseIndex(_types));
                break;
            case ImmediateShape.Tag:
                encoder.Index(opcode, ParseIndex(_tags));
                break;
            case ImmediateShape.Elem:
                encoder.Index(opcode, ParseIndex(_elements));
                break;
            case ImmediateShape.Data:
                encoder.Index(opcode, ParseDataIndex());
                break;
            case ImmediateShape.Table:
                encoder.Index(opcode, ParseOptionalIndex(_tables));
                break;
            case ImmediateShape.Memory:
                encoder.Index(opcode, ParseOptionalMemory());
                break;
            case ImmediateShape.TypeTable:
                {
                    var table = IsEnabled(WasmFeatures.ReferenceTypes) ? ParseOptionalIndex(_tables) : 0;
                    encoder.Indices(opcode, ParseTypeUse(ParameterNames.Forbid), table);
                    break;
                }

            case ImmediateShape.ElemTable:
                {
                    var table = HasTwoIndices ? ParseIndex(_tables) : 0;
                    encoder.Indices(opcode, ParseIndex(_elements), table);
                    break;
                }

            case ImmediateShape.DataMemory:
                {
                    var memory = HasMemoryIndices && HasTwoIndices ? ParseIndex(_memories) : 0;
                    encoder.Indices(opcode, ParseDataIndex(), memory);
                    break;
                }

            case ImmediateShape.TableTable:
                ParseIndexPair(opcode, encoder, _tables);
                break;
            case ImmediateShape.MemoryMemory:
                if (HasMemoryIndices)
                {
                    ParseIndexPair(opcode, encoder, _memories);
                    break;
                }

                encoder.Indices(opcode, 0, 0);
                break;
            case ImmediateShape.TypeType:
                {
                    var first = ParseIndex(_types);
                    encoder.Indices(opcode, first, ParseIndex(_types));
                    break;
                }

            case ImmediateShape.TypeData:
                {
                    var type = ParseIndex(_types);
                    encoder.Indices(opcode, type, ParseDataIndex());
                    break;
                }

            case ImmediateShape.TypeElem:
                {
                    var type = ParseIndex(_types);
                    encoder.Indices(opcode, type, ParseIndex(_elements));
                    break;
                }

            case ImmediateShape.TypeField:
                {
                    var type = ParseIndex(_types);
                    encoder.Indices(opcode, type, ParseFieldIndex(type));
                    break;
                }

            case ImmediateShape.TypeCount:
                {
                    var type = ParseIndex(_types);
                    encoder.Indices(opcode, type, unchecked((int)ParseU32()));
                    break;
                }

            default:
                throw _cursor.Unexpected(_cursor.Peek(-1));
        }
    }

    // Before there could be several memories, instructions named none.
    private bool HasMemoryIndices => IsEnabled(WasmFeatures.MultiMemory);

    private int ParseOptionalMemory() => HasMemoryIndices ? ParseOptionalIndex(_memories) : 0;

    private bool HasTwoIndices => IsIndex && _cursor.Peek(1).Kind is TokenKind.Number or TokenKind.Identifier;

    // The binary format needs to know the number of data segments before such an instruction.
    private int ParseDataIndex()
    {
        _usesDataSegments = true;
        return ParseIndex(_data);
    }

    private void ParseIndexPair(Opcode opcode, InstructionEncoder encoder, IdentifierSpace space)
    {
        if (!IsIndex)
        {
            encoder.Indices(opcode, 0, 0);
            return;
        }

        var first = ParseIndex(space);
        encoder.Indices(opcode, first, ParseIndex(space));
    }

    private int ParseFieldIndex(int type)
    {
        if (_cursor.Kind != TokenKind.Identifier)
        {
            return (int)Math.Min(ParseU32(), int.MaxValue);
        }

        var token = _cursor.Next();
        return _fields.TryGetValue((type, _symbols.Intern(token)), out var index)
            ? index
            : throw Error(token, $"unknown field {_list.TextOf(token)}");
    }

    private void ParseSelect(InstructionEncoder encoder)
    {
        if (!_cursor.IsLeftParenKeyword("result"u8) || !IsEnabled(WasmFeatures.ReferenceTypes))
        {
            encoder.Plain(Opcode.Select);
            return;
        }

        _results.Clear();
        ParseResults();
        encoder.Types(Opcode.SelectTyped, CollectionsMarshal.AsSpan(_results));
    }

    private void ParseHeapImmediate(Opcode opcode, InstructionEncoder encoder)
    {
        if (opcode == Opcode.RefNull)
        {
            encoder.Heap(opcode, ParseHeapType());
            return;
        }

        var type = ParseRefType();
        encoder.Heap((opcode, type.IsNullable) switch
        {
            (Opcode.RefTest, true) => Opcode.RefTestNull,
            (Opcode.RefCast, true) => Opcode.RefCastNull,
            _ => opcode,
        }, type.HeapType);
    }

    // spec: text-label.
    private uint ParseLabel()
    {
        if (_cursor.Kind != TokenKind.Identifier)
        {
            return ParseU32();
        }

        var token = _cursor.Next();
        return _labels.TryFind(_symbols.Intern(token), out var depth) ? depth : throw Error(token, $"unknown label {_list.TextOf(token)}");
    }

    private void ParseLabels(Opcode opcode, InstructionEncoder encoder)
    {
        _labelOperands.Clear();
        do
        {
            _labelOperands.Add(ParseLabel());
        }
        while (IsIndex);
        encoder.Labels(opcode, CollectionsMarshal.AsSpan(_labelOperands));
    }

    // spec: text-catch. Their labels are those around the try_table.
    private void ParseCatchClauses()
    {
        _clauses.Clear();
        while (_cursor.Kind == TokenKind.LeftParen)
        {
            CatchKind kind;
            if (_cursor.TryTakeLeftParenKeyword("catch"u8))
            {
                kind = CatchKind.Catch;
            }
            else if (_cursor.TryTakeLeftParenKeyword("catch_ref"u8))
            {
                kind = CatchKind.CatchRef;
            }
            else if (_cursor.TryTakeLeftParenKeyword("catch_all"u8))
            {
                kind = CatchKind.CatchAll;
            }
            else if (_cursor.TryTakeLeftParenKeyword("catch_all_ref"u8))
            {
                kind = CatchKind.CatchAllRef;
            }
            else
            {
                break;
            }

            var tag = kind is CatchKind.Catch or CatchKind.CatchRef ? ParseIndex(_tags) : 0;
            _clauses.Add(new CatchClause(kind, tag, ParseLabel()));
            _cursor.Expect(TokenKind.RightParen);
        }
    }

    private bool IsMemArgOrLane(Token token) => token.Kind switch
    {
        TokenKind.Number => true,
        TokenKind.Keyword => _list.Text(token).StartsWith("offset="u8) || _list.Text(token).StartsWith("align="u8),
        _ => false,
    };

    // spec: text-memarg.
    private MemArg ParseMemArg(Opcode opcode, int memory)
    {
        var offset = 0UL;
        var align = (uint)opcode.NaturalAlignmentLog2();
        if (_cursor.Kind == TokenKind.Keyword && _cursor.CurrentText.StartsWith("offset="u8))
        {
            var (bits, reason) = IsEnabled(WasmFeatures.Memory64) ? (64, "i64 constant out of range") : (32, "i32 constant out of range");
            offset = ParseAssignment("offset=".Length, bits, reason);
        }

        if (_cursor.Kind == TokenKind.Keyword && _cursor.CurrentText.StartsWith("align="u8))
        {
            var token = _cursor.Current;
            var bytes = ParseAssignment("align=".Length, 64, "alignment must be a power of two");
            if (!BitOperations.IsPow2(bytes))
            {
                throw Error(token, "alignment must be a power of two");
            }

            align = (uint)BitOperations.Log2(bytes);
        }

        return new MemArg(align, memory, offset);
    }

    private ulong ParseAssignment(int prefix, int bits, string outOfRange)
    {
        var token = _cursor.Next();
        return NumberParser.ParseUnsigned(_list.Text(token)[prefix..], bits, out var value) switch
        {
            NumberError.None => value,
            NumberError.OutOfRange => throw Error(token, outOfRange),
            _ => throw Error(token, $"unknown operator {_list.TextOf(token)}"),
        };
    }
}

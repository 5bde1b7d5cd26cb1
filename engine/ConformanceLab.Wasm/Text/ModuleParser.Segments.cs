using System.Collections.Immutable;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text;

/// <summary>
/// Element and data segments, of their own and inline. Source: specification, "Text Format, Element Segments, Data Segments".
/// </summary>
internal sealed partial class ModuleParser
{
    // Elements that are function indices cannot be null; before typed references there was only funcref to say so.
    private ValType FunctionElements =>
        IsEnabled(WasmFeatures.FunctionReferences) ? ValType.Ref(HeapType.Func, nullable: false) : ValType.FuncRef;

    private void ParseElement()
    {
        var index = _module.Elements.Count;
        _cursor.Next();
        _cursor.TryTake(TokenKind.Identifier);
        TakeNameAnnotation(_elements, index);
        if (_cursor.TryTakeKeyword("declare"u8))
        {
            ParseElementList(SegmentMode.Declarative, 0, null, allowBareIndices: false);
        }
        else if (_cursor.Kind == TokenKind.LeftParen && !_cursor.IsLeftParenKeyword("ref"u8))
        {
            var explicitTable = _cursor.TryTakeLeftParenKeyword("table"u8);
            var table = 0;
            if (explicitTable)
            {
                table = ParseIndex(_tables);
                _cursor.Expect(TokenKind.RightParen);
            }

            ParseElementList(SegmentMode.Active, table, ParseOffset(), allowBareIndices: !explicitTable);
        }
        else
        {
            ParseElementList(SegmentMode.Passive, 0, null, allowBareIndices: false);
        }
    }

    // spec: text-elemlist.
    private void ParseElementList(SegmentMode mode, int table, Code? offset, bool allowBareIndices)
    {
        if (_cursor.TryTakeKeyword("func"u8) || (allowBareIndices && (IsIndex || _cursor.Kind == TokenKind.RightParen)))
        {
            _module.Elements.Add(new ElementSegment(mode, FunctionElements, table, offset, ParseFunctionIndices(), default));
            return;
        }

        var type = ParseRefType();
        _module.Elements.Add(new ElementSegment(mode, type, table, offset, default, ParseElementExpressions()));
    }

    private ImmutableArray<int> ParseFunctionIndices()
    {
        var indices = ImmutableArray.CreateBuilder<int>();
        while (IsIndex)
        {
            indices.Add(ParseIndex(_functions));
        }

        return indices.ToImmutable();
    }

    private ImmutableArray<Code> ParseElementExpressions()
    {
        var expressions = ImmutableArray.CreateBuilder<Code>();
        while (_cursor.Kind == TokenKind.LeftParen)
        {
            if (_cursor.TryTakeLeftParenKeyword("item"u8))
            {
                expressions.Add(ParseConstantExpression());
                _cursor.Expect(TokenKind.RightParen);
            }
            else
            {
                expressions.Add(ParseFoldedConstant());
            }
        }

        return expressions.ToImmutable();
    }

    // spec: text-elem, text-data. The abbreviation is a single folded instruction.
    private Code ParseOffset()
    {
        if (!_cursor.TryTakeLeftParenKeyword("offset"u8))
        {
            return ParseFoldedConstant();
        }

        var code = ParseConstantExpression();
        _cursor.Expect(TokenKind.RightParen);
        return code;
    }

    // spec: text-table-abbrev: the table is as large as the segment, which starts at 0.
    private void ParseInlineElements(int table, AddressType addressType)
    {
        var type = ParseRefType();
        if (!_cursor.TryTakeLeftParenKeyword("elem"u8))
        {
            throw _cursor.Unexpected();
        }

        var offset = ZeroOffset(addressType);
        var segment = _cursor.Kind == TokenKind.LeftParen
            ? new ElementSegment(SegmentMode.Active, type, table, offset, default, ParseElementExpressions())
            : InlineFunctions(type, table, offset);
        _cursor.Expect(TokenKind.RightParen);
        _module.Elements.Add(segment);
        var count = (ulong)segment.Count;
        _module.Tables.Add(new TableDefinition(new TableType(type, new Limits(count, count), addressType), null));
    }

    // The segment has the table's element type. Only segments of functions can be given by indices in the binary format.
    private ElementSegment InlineFunctions(ValType type, int table, Code offset)
    {
        var indices = ParseFunctionIndices();
        if (!type.HeapType.IsConcrete)
        {
            return new ElementSegment(SegmentMode.Active, FunctionElements, table, offset, indices, default);
        }

        var expressions = ImmutableArray.CreateBuilder<Code>(indices.Length);
        foreach (var index in indices)
        {
            var writer = new ByteWriter(8);
            var encoder = new InstructionEncoder(writer);
            encoder.Index(Opcode.RefFunc, index);
            encoder.Plain(Opcode.End);
            expressions.Add(new Code(writer.ToArray()));
        }

        return new ElementSegment(SegmentMode.Active, type, table, offset, default, expressions.MoveToImmutable());
    }

    private void ParseData()
    {
        var index = _module.Data.Count;
        _cursor.Next();
        _cursor.TryTake(TokenKind.Identifier);
        TakeNameAnnotation(_data, index);
        if (_cursor.Kind != TokenKind.LeftParen)
        {
            _module.Data.Add(new DataSegment(SegmentMode.Passive, 0, null, ParseStrings()));
            return;
        }

        var memory = 0;
        if (_cursor.TryTakeLeftParenKeyword("memory"u8))
        {
            memory = ParseIndex(_memories);
            _cursor.Expect(TokenKind.RightParen);
        }

        var offset = ParseOffset();
        _module.Data.Add(new DataSegment(SegmentMode.Active, memory, offset, ParseStrings()));
    }

    // spec: text-mem-abbrev: as many pages as the segment needs.
    private void ParseInlineData(int memory, AddressType addressType)
    {
        var pageSizeLog2 = ParsePageSize();
        if (!_cursor.TryTakeLeftParenKeyword("data"u8))
        {
            throw _cursor.Unexpected();
        }

        var bytes = ParseStrings();
        _cursor.Expect(TokenKind.RightParen);
        var pages = pageSizeLog2 >= 31 ? (bytes.Length > 0 ? 1UL : 0) : ((ulong)bytes.Length + (1UL << pageSizeLog2) - 1) >> pageSizeLog2;
        _module.Memories.Add(new MemoryType(new Limits(pages, pages), addressType, IsShared: false, pageSizeLog2));
        _module.Data.Add(new DataSegment(SegmentMode.Active, memory, ZeroOffset(addressType), bytes));
    }

    private byte[] ParseStrings()
    {
        if (_cursor.Kind != TokenKind.String)
        {
            return [];
        }

        if (_cursor.Peek(1).Kind != TokenKind.String)
        {
            return _cursor.ExpectString();
        }

        var bytes = new ByteWriter();
        while (_cursor.Kind == TokenKind.String)
        {
            StringLiteral.Decode(_list.Text(_cursor.Next()), bytes);
        }

        return bytes.ToArray();
    }

    private static Code ZeroOffset(AddressType addressType) =>
        new(new byte[] { (byte)(addressType == AddressType.I64 ? Opcode.I64Const : Opcode.I32Const).Code(), 0, (byte)Opcode.End.Code() });
}

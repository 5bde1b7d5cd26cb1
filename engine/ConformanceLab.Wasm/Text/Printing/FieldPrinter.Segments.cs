using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text.Printing;

/// <summary>Element and data segments, custom sections.</summary>
internal sealed partial class FieldPrinter
{
    private const int BytesInLine = 256;
    private const int ElementsInLine = 32;

    // The forms of the text follow those of the binary format: the table is named unless it is 0, the kind or type is always given.
    private void PrintElements()
    {
        for (var i = 0; i < _module.Elements.Count; i++)
        {
            var segment = _module.Elements[i];
            BeginLine("(elem");
            WriteIdentity(_identifiers.Elements, i);
            switch (segment.Mode)
            {
                case SegmentMode.Declarative:
                    _output.Write(" declare");
                    break;
                case SegmentMode.Active when segment.TableIndex != 0:
                    _output.Write(" (table ");
                    _types.WriteIndex(_identifiers.Tables, segment.TableIndex);
                    _output.Write(')');
                    break;
            }

            PrintOffset(segment.Offset);
            _output.Write(' ');
            if (segment.FunctionIndices.IsDefault)
            {
                PrintExpressions(segment);
            }
            else
            {
                PrintFunctionIndices(segment);
            }

            _output.Write(')');
        }
    }

    private void PrintExpressions(ElementSegment segment)
    {
        _types.WriteValType(segment.Type);
        for (var i = 0; i < segment.Expressions.Length; i++)
        {
            SeparateElement(i);
            _output.Write("(item ");
            _instructions.PrintOnLine(segment.Expressions[i]);
            _output.Write(')');
        }
    }

    private void PrintFunctionIndices(ElementSegment segment)
    {
        _output.Write("func");
        for (var i = 0; i < segment.FunctionIndices.Length; i++)
        {
            SeparateElement(i);
            _types.WriteIndex(_identifiers.Functions, segment.FunctionIndices[i]);
        }
    }

    private void SeparateElement(int i)
    {
        if (i > 0 && i % ElementsInLine == 0)
        {
            _output.WriteLine(2);
        }
        else
        {
            _output.Write(' ');
        }
    }

    private void PrintData()
    {
        for (var i = 0; i < _module.Data.Count; i++)
        {
            var segment = _module.Data[i];
            BeginLine("(data");
            WriteIdentity(_identifiers.Data, i);
            if (segment.Mode == SegmentMode.Active && segment.MemoryIndex != 0)
            {
                _output.Write(" (memory ");
                _types.WriteIndex(_identifiers.Memories, segment.MemoryIndex);
                _output.Write(')');
            }

            PrintOffset(segment.Offset);
            PrintBytes(segment.Bytes.Span);
            _output.Write(')');
        }
    }

    private void PrintOffset(Code? offset)
    {
        if (offset is { } code)
        {
            _output.Write(" (offset ");
            _instructions.PrintOnLine(code);
            _output.Write(')');
        }
    }

    // Strings, with a space or a new line before each.
    private void PrintBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= BytesInLine)
        {
            _output.Write(' ');
            Literals.WriteBytes(_output, bytes);
            return;
        }

        while (!bytes.IsEmpty)
        {
            var count = Math.Min(bytes.Length, BytesInLine);
            _output.WriteLine(2);
            Literals.WriteBytes(_output, bytes[..count]);
            bytes = bytes[count..];
        }
    }

    // spec: text-customannot. Those behind everything need no place.
    private void PrintCustomSections(SectionId after)
    {
        if (!_options.CustomSections)
        {
            return;
        }

        foreach (var section in _module.CustomSections)
        {
            var isReplaced = ReferenceEquals(section, _hintSection) || (section.Name == NameSection.SectionName && !_options.NameSection);
            if (section.After != after || isReplaced)
            {
                continue;
            }

            BeginLine("(@custom ");
            Literals.WriteName(_output, section.Name);
            if (after == SectionId.Custom)
            {
                _output.Write(" (before first)");
            }
            else if (after != SectionId.Data)
            {
                _output.Write(" (after ");
                _output.Write(KeywordOf(after));
                _output.Write(')');
            }

            if (!section.Bytes.IsEmpty)
            {
                PrintBytes(section.Bytes.Span);
            }

            _output.Write(')');
        }
    }

    private static string KeywordOf(SectionId section) => section switch
    {
        SectionId.Type => "type",
        SectionId.Import => "import",
        SectionId.Function => "func",
        SectionId.Table => "table",
        SectionId.Memory => "memory",
        SectionId.Tag => "tag",
        SectionId.Global => "global",
        SectionId.Export => "export",
        SectionId.Start => "start",
        SectionId.Element => "elem",
        SectionId.DataCount => "datacount",
        SectionId.Code => "code",
        _ => "data",
    };
}

using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text;

/// <summary>Prints the fields of a module, in the order of the binary format's sections.</summary>
internal sealed class FieldPrinter
{
    private readonly WasmModule _module;
    private readonly TextOutput _output;
    private readonly ModuleNames _names;
    private readonly TypePrinter _types;
    private readonly BodyPrinter _bodies;
    private readonly int[] _next = new int[5];
    private readonly ByteWriter _scratch = new();
    private int _hint;
    private int _locals;

    private const int MostLocals = 20_000_000;

    public FieldPrinter(WasmModule module, TextOutput output)
    {
        _module = module;
        _output = output;
        _names = new ModuleNames(module, output.Options.Identifiers);
        _types = new TypePrinter(module, _names, output);
        _bodies = new BodyPrinter(module, _names, _types, output);
    }

    public void Print(Action<TextOutput> afterField)
    {
        _output.Write("(module");
        if (_names.Module is { } identifier)
        {
            _output.Space(identifier);
        }

        _output.Level++;
        foreach (var group in _module.RecursiveGroups)
        {
            _types.PrintGroup(group);
        }

        PrintImports();
        afterField(_output);
        PrintTablesAndMemories();
        PrintTagsAndGlobals();
        PrintExports();
        for (var i = 0; i < _module.Elements.Count; i++)
        {
            PrintElement(i);
        }

        afterField(_output);
        for (var i = 0; i < _module.Functions.Count; i++)
        {
            PrintFunction(_module.Functions[i]);
            afterField(_output);
        }

        for (var i = 0; i < _module.Data.Count; i++)
        {
            PrintData(i);
            afterField(_output);
        }

        PrintCustomSections();
        _output.Level--;
        _output.Write(")\n");
    }

    public void PrintBodyOf(int function)
    {
        var index = _module.CountImports(ExternKind.Function) + function;
        var definition = _module.Functions[function];
        var locals = LocalNames(index, definition.TypeIndex, definition.Locals);
        _bodies.PrintBody(definition.Body, locals, _names.Labels(index), HintsOf(index), LengthOfLocals(definition.Locals));
    }

    // Without a signature it is not known which local an index is.
    private PrintedNames LocalNames(int function, int type, ImmutableArray<LocalGroup> groups)
    {
        if (_types.SignatureOf(type) is not { } signature)
        {
            return PrintedNames.None;
        }

        var count = (ulong)signature.Parameters.Length;
        foreach (var group in groups)
        {
            count += group.Count;
        }

        return _names.Locals(function, (int)Math.Min(count, int.MaxValue));
    }

    // Keyword, identifier and index of the next thing of a kind.
    private int Begin(string word, ExternKind kind)
    {
        var index = _next[(int)kind]++;
        _output.Write('(').Write(word);
        if (_names.Of(kind).Find(index) is { } identifier)
        {
            _output.Space(identifier);
        }

        _output.Comment(index);
        return index;
    }

    private void BeginSegment(string word, PrintedNames names, int index)
    {
        _output.Line().Write('(').Write(word);
        if (names.Find(index) is { } identifier)
        {
            _output.Space(identifier);
        }

        _output.Comment(index);
    }

    private void PrintImports()
    {
        for (var i = 0; i < _module.Imports.Count;)
        {
            var import = _module.Imports[i];
            _output.Line().Write("(import ").Name(import.Module);
            if (import.Group == 0)
            {
                _output.Write(' ').Name(import.Name).Write(' ');
                PrintDescription(import);
                _output.Write(')');
                i++;
                continue;
            }

            var end = i + 1;
            while (end < _module.Imports.Count && _module.Imports[end].Group == import.Group)
            {
                end++;
            }

            PrintGroup(CollectionsMarshal.AsSpan(_module.Imports)[i..end]);
            i = end;
        }
    }

    // spec: compact-import-section. One description for all items allows no identifiers.
    private void PrintGroup(ReadOnlySpan<Import> items)
    {
        var shares = items[0].GroupSharesType;
        foreach (var item in items)
        {
            _output.Write(" (item ").Name(item.Name);
            if (!shares)
            {
                _output.Write(' ');
                PrintDescription(item);
            }

            _output.Write(')');
        }

        if (shares)
        {
            var kind = items[0].Kind;
            for (var i = 0; i < items.Length; i++)
            {
                _names.Of(kind).Remove(_next[(int)kind] + i);
            }

            _output.Write(' ');
            PrintDescription(items[0]);
            _next[(int)kind] += items.Length - 1;
        }

        _output.Write(')');
    }

    private void PrintDescription(Import import)
    {
        switch (import.Kind)
        {
            case ExternKind.Function:
                {
                    var index = Begin("func", import.Kind);
                    _types.PrintTypeUse(import.TypeIndex, withSignature: false);
                    PrintSignature(import.TypeIndex, LocalNames(index, import.TypeIndex, []));
                    break;
                }

            case ExternKind.Table:
                Begin("table", import.Kind);
                _types.PrintTableType(import.Table);
                break;
            case ExternKind.Memory:
                Begin("memory", import.Kind);
                _types.PrintMemoryType(import.Memory);
                break;
            case ExternKind.Global:
                Begin("global", import.Kind);
                _types.PrintGlobalType(import.Global);
                break;
            default:
                Begin("tag", import.Kind);
                _types.PrintTypeUse(import.TypeIndex, withSignature: true);
                break;
        }

        _output.Write(')');
    }

    private void PrintSignature(int type, PrintedNames locals)
    {
        if (_types.SignatureOf(type) is { } signature)
        {
            _types.PrintParameters(signature, locals);
            _types.PrintResults(signature);
        }
    }

    private void PrintTablesAndMemories()
    {
        foreach (var table in _module.Tables)
        {
            _output.Line();
            Begin("table", ExternKind.Table);
            _types.PrintTableType(table.Type);
            if (table.Initializer is { } initializer)
            {
                _bodies.PrintInline(initializer);
            }

            _output.Write(')');
        }

        foreach (var memory in _module.Memories)
        {
            _output.Line();
            Begin("memory", ExternKind.Memory);
            _types.PrintMemoryType(memory);
            _output.Write(')');
        }
    }

    private void PrintTagsAndGlobals()
    {
        foreach (var tag in _module.Tags)
        {
            _output.Line();
            Begin("tag", ExternKind.Tag);
            _types.PrintTypeUse(tag, withSignature: true);
            _output.Write(')');
        }

        foreach (var global in _module.Globals)
        {
            _output.Line();
            Begin("global", ExternKind.Global);
            _types.PrintGlobalType(global.Type);
            _bodies.PrintInline(global.Initializer);
            _output.Write(')');
        }
    }

    private void PrintExports()
    {
        foreach (var export in _module.Exports)
        {
            var word = export.Kind switch
            {
                ExternKind.Function => "func",
                ExternKind.Table => "table",
                ExternKind.Memory => "memory",
                ExternKind.Global => "global",
                _ => "tag",
            };
            _output.Line().Write("(export ").Name(export.Name).Write(" (").Write(word).Space(_names.Of(export.Kind).Reference(export.Index)).Write("))");
        }

        if (_module.Start is { } start)
        {
            _output.Line().Write("(start ").Write(_names.Functions.Reference(start)).Write(')');
        }
    }

    private void PrintElement(int index)
    {
        var segment = _module.Elements[index];
        BeginSegment("elem", _names.Elements, index);
        if (segment.Mode == SegmentMode.Declarative)
        {
            _output.Write(" declare");
        }
        else if (segment.Offset is { } offset)
        {
            if (segment.TableIndex != 0)
            {
                _output.Write(" (table").Space(_names.Tables.Reference(segment.TableIndex)).Write(')');
            }

            PrintOffset(offset);
        }

        if (!segment.FunctionIndices.IsDefault)
        {
            _output.Write(" func");
            foreach (var function in segment.FunctionIndices)
            {
                _output.Space(_names.Functions.Reference(function));
            }
        }
        else
        {
            _output.Space(_types.Name(segment.Type));
            foreach (var expression in segment.Expressions)
            {
                _output.Write(" (item");
                _bodies.PrintInline(expression);
                _output.Write(')');
            }
        }

        _output.Write(')');
    }

    private void PrintOffset(Code offset)
    {
        _output.Write(" (offset");
        _bodies.PrintInline(offset);
        _output.Write(')');
    }

    private void PrintFunction(FunctionDefinition function)
    {
        _output.Line();
        var index = Begin("func", ExternKind.Function);
        var locals = LocalNames(index, function.TypeIndex, function.Locals);
        _types.PrintTypeUse(function.TypeIndex, withSignature: false);
        PrintSignature(function.TypeIndex, locals);
        _output.Level++;
        PrintLocals(function, locals);
        _bodies.PrintBody(function.Body, locals, _names.Labels(index), HintsOf(index), LengthOfLocals(function.Locals));
        _output.Level--;
        _output.Write(')');
    }

    // Text has no short form for runs of locals, so a small binary could claim any amount of it.
    private void PrintLocals(FunctionDefinition function, PrintedNames names)
    {
        if (function.Locals.IsEmpty)
        {
            return;
        }

        var types = ImmutableArray.CreateBuilder<ValType>();
        foreach (var group in function.Locals)
        {
            for (var i = 0u; i < group.Count; i++)
            {
                if (types.Count == ImplementationLimits.Locals || ++_locals > MostLocals)
                {
                    throw new ModuleException(ModuleErrorKind.LimitExceeded, "too many locals");
                }

                types.Add(group.Type);
            }
        }

        _output.Line();
        var first = _types.SignatureOf(function.TypeIndex)?.Parameters.Length ?? 0;
        _types.PrintSlots("local", types.ToImmutable(), names, first);
    }

    // Hints are sorted by function, and functions are printed in order.
    private ReadOnlySpan<BranchHint> HintsOf(int function)
    {
        if (!_output.Options.BranchHints)
        {
            return [];
        }

        var hints = CollectionsMarshal.AsSpan(_module.BranchHints);
        while (_hint < hints.Length && hints[_hint].FunctionIndex < function)
        {
            _hint++;
        }

        var start = _hint;
        while (_hint < hints.Length && hints[_hint].FunctionIndex == function)
        {
            _hint++;
        }

        return hints[start.._hint];
    }

    private int LengthOfLocals(ImmutableArray<LocalGroup> locals)
    {
        _scratch.Truncate();
        _scratch.WriteIndex(locals.Length);
        foreach (var group in locals)
        {
            _scratch.WriteU32(group.Count);
            TypeWriter.WriteValType(_scratch, group.Type);
        }

        return _scratch.Length;
    }

    private void PrintData(int index)
    {
        var segment = _module.Data[index];
        BeginSegment("data", _names.Data, index);
        if (segment.Offset is { } offset)
        {
            if (segment.MemoryIndex != 0)
            {
                _output.Write(" (memory").Space(_names.Memories.Reference(segment.MemoryIndex)).Write(')');
            }

            PrintOffset(offset);
        }

        PrintStrings(segment.Bytes.Span);
        _output.Write(')');
    }

    private void PrintStrings(ReadOnlySpan<byte> bytes)
    {
        const int BytesOnOneLine = 64;
        if (bytes.Length <= BytesOnOneLine)
        {
            _output.Write(' ').String(bytes);
            return;
        }

        _output.Level++;
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(BytesOnOneLine, bytes.Length)..])
        {
            _output.Line().String(bytes[..Math.Min(BytesOnOneLine, bytes.Length)]);
        }

        _output.Level--;
    }

    private void PrintCustomSections()
    {
        if (!_output.Options.CustomSections)
        {
            return;
        }

        foreach (var section in _module.CustomSections)
        {
            var isReplaced = (section.Name == NameSection.SectionName && _output.Options.Identifiers && !_output.Options.NameSection)
                || (section.Name == BranchHintSection.SectionName && _output.Options.BranchHints && _module.BranchHints.Count > 0);
            if (!isReplaced)
            {
                _output.Line().Write("(@custom ").Name(section.Name).Write(' ').Write(PlaceAfter(section.After));
                PrintStrings(section.Bytes.Span);
                _output.Write(')');
            }
        }
    }

    private static string PlaceAfter(SectionId section) => section switch
    {
        SectionId.Custom => "(before first)",
        SectionId.Type => "(after type)",
        SectionId.Import => "(after import)",
        SectionId.Function => "(after func)",
        SectionId.Table => "(after table)",
        SectionId.Memory => "(after memory)",
        SectionId.Tag => "(after tag)",
        SectionId.Global => "(after global)",
        SectionId.Export => "(after export)",
        SectionId.Start => "(after start)",
        SectionId.Element => "(after elem)",
        SectionId.DataCount => "(after datacount)",
        SectionId.Code => "(after code)",
        _ => "(after last)",
    };
}

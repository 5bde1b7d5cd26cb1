using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text.Printing;

/// <summary>Prints the fields of a module in the order of the binary format. Source: specification, "Text Format, Modules".</summary>
internal sealed partial class FieldPrinter
{
    private readonly WasmModule _module;
    private readonly PrintOutput _output;
    private readonly PrintOptions _options;
    private readonly ModuleIdentifiers _identifiers;
    private readonly TypePrinter _types;
    private readonly InstructionPrinter _instructions;
    private readonly IdentifierTable _locals = new();
    private readonly CustomSection? _hintSection;

    // By external kind: the next index.
    private readonly int[] _next = new int[5];

    public FieldPrinter(WasmModule module, PrintOutput output, PrintOptions options)
    {
        _module = module;
        _output = output;
        _options = options;
        _identifiers = new ModuleIdentifiers(module, options.Identifiers);
        _types = new TypePrinter(module, output, _identifiers);
        _instructions = new InstructionPrinter(module, output, _identifiers, _types, options);
        _hintSection = options.BranchHints ? BranchHints.FindReplaceableSection(module) : null;
    }

    public void PrintModule()
    {
        _output.Write("(module");
        PrintModuleName();
        PrintCustomSections(SectionId.Custom);
        PrintTypes();
        PrintCustomSections(SectionId.Type);
        PrintImports();
        PrintCustomSections(SectionId.Import);
        PrintCustomSections(SectionId.Function);
        PrintTables();
        PrintCustomSections(SectionId.Table);
        PrintMemories();
        PrintCustomSections(SectionId.Memory);
        PrintTags();
        PrintCustomSections(SectionId.Tag);
        PrintGlobals();
        PrintCustomSections(SectionId.Global);
        PrintExports();
        PrintCustomSections(SectionId.Export);
        PrintStart();
        PrintCustomSections(SectionId.Start);
        PrintElements();
        PrintCustomSections(SectionId.Element);
        PrintCustomSections(SectionId.DataCount);
        PrintFunctions();
        PrintCustomSections(SectionId.Code);
        PrintData();
        PrintCustomSections(SectionId.Data);
        if (!_output.IsFirstLine)
        {
            _output.WriteLine(0);
        }

        _output.Write(')');
        _output.WriteLine(0);
    }

    private void PrintModuleName()
    {
        if (!_options.Identifiers || _module.Names.Module is not { } name)
        {
            return;
        }

        _output.Write(' ');
        if (name.Length is > 0 and <= IdentifierTable.MaximumLength)
        {
            Literals.WriteIdentifier(_output, name);
        }
        else
        {
            WriteNameAnnotation(name);
        }
    }

    private void PrintTypes()
    {
        foreach (var group in _module.RecursiveGroups)
        {
            var isBare = group.Count == 1 && !group.IsExplicit;
            if (!isBare)
            {
                BeginLine("(rec");
            }

            for (var i = group.Start; i < group.Start + group.Count; i++)
            {
                _output.WriteLine(isBare ? 1 : 2);
                _output.Write("(type");
                WriteIdentity(_identifiers.Types, i);
                _output.Write(' ');
                _types.WriteSubType(i, _module.Types[i]);
                _output.Write(')');
            }

            if (!isBare)
            {
                _output.Write(')');
            }
        }
    }

    private void PrintTables()
    {
        foreach (var table in _module.Tables)
        {
            BeginDefinition("(table", ExternKind.Table);
            _output.Write(' ');
            _types.WriteTableType(table.Type);
            if (table.Initializer is { } initializer)
            {
                _output.Write(' ');
                _instructions.PrintConstant(initializer);
            }

            _output.Write(')');
        }
    }

    private void PrintMemories()
    {
        foreach (var memory in _module.Memories)
        {
            BeginDefinition("(memory", ExternKind.Memory);
            _output.Write(' ');
            _types.WriteMemoryType(memory);
            _output.Write(')');
        }
    }

    private void PrintTags()
    {
        foreach (var type in _module.Tags)
        {
            BeginDefinition("(tag", ExternKind.Tag);
            _types.WriteTypeUse(type);
            _output.Write(')');
        }
    }

    private void PrintGlobals()
    {
        foreach (var global in _module.Globals)
        {
            BeginDefinition("(global", ExternKind.Global);
            _output.Write(' ');
            _types.WriteGlobalType(global.Type);
            _output.Write(' ');
            _instructions.PrintConstant(global.Initializer);
            _output.Write(')');
        }
    }

    private void PrintExports()
    {
        foreach (var export in _module.Exports)
        {
            BeginLine("(export ");
            Literals.WriteName(_output, export.Name);
            _output.Write(' ');
            _output.Write(KeywordOf(export.Kind));
            _output.Write(' ');
            _types.WriteIndex(_identifiers.Of(export.Kind), export.Index);
            _output.Write("))");
        }
    }

    private void PrintStart()
    {
        if (_module.Start is { } start)
        {
            BeginLine("(start ");
            _types.WriteIndex(_identifiers.Functions, start);
            _output.Write(')');
        }
    }

    private void BeginLine(string text)
    {
        _output.WriteLine(1);
        _output.Write(text);
    }

    // The next index of the kind.
    private int BeginDefinition(string text, ExternKind kind)
    {
        var index = _next[(int)kind]++;
        BeginLine(text);
        WriteIdentity(_identifiers.Of(kind), index);
        return index;
    }

    // Identifier, name and index of what is defined, each with a space before it.
    private void WriteIdentity(IdentifierTable space, int index)
    {
        if (space[index] is { } identifier)
        {
            _output.Write(' ');
            Literals.WriteIdentifier(_output, identifier);
        }

        if (space.ReplacedName(index) is { } name)
        {
            _output.Write(' ');
            WriteNameAnnotation(name);
        }

        if (_options.IndexComments)
        {
            _output.Write(" (;");
            _output.WriteNumber((uint)index);
            _output.Write(";)");
        }
    }

    private void WriteNameAnnotation(string name)
    {
        _output.Write("(@name ");
        Literals.WriteName(_output, name);
        _output.Write(')');
    }

    private static string KeywordOf(ExternKind kind) => kind switch
    {
        ExternKind.Function => "(func",
        ExternKind.Table => "(table",
        ExternKind.Memory => "(memory",
        ExternKind.Global => "(global",
        _ => "(tag",
    };
}

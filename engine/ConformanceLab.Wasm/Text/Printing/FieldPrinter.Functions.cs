using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text.Printing;

/// <summary>Imports and functions.</summary>
internal sealed partial class FieldPrinter
{
    private const int WideLine = 100;

    private void PrintImports()
    {
        var imports = _module.Imports;
        for (var i = 0; i < imports.Count;)
        {
            BeginLine("(import ");
            Literals.WriteName(_output, imports[i].Module);
            i = imports[i].Group == 0 ? PrintImport(i) : PrintGroup(i);
            _output.Write(')');
        }
    }

    private int PrintImport(int i)
    {
        _output.Write(' ');
        Literals.WriteName(_output, _module.Imports[i].Name);
        _output.Write(' ');
        PrintDescription(_module.Imports[i]);
        return i + 1;
    }

    // compact-import-section: items of one module, with a description each or one for all.
    private int PrintGroup(int start)
    {
        var imports = _module.Imports;
        var first = imports[start];
        var i = start;
        for (; i < imports.Count && imports[i].Group == first.Group; i++)
        {
            _output.WriteLine(2);
            _output.Write("(item ");
            Literals.WriteName(_output, imports[i].Name);
            if (first.GroupSharesType)
            {
                _next[(int)imports[i].Kind]++;
            }
            else
            {
                _output.Write(' ');
                PrintDescription(imports[i]);
            }

            _output.Write(')');
        }

        if (first.GroupSharesType)
        {
            _output.WriteLine(2);
            _output.Write(KeywordOf(first.Kind));
            PrintType(first, null);
            _output.Write(')');
        }

        return i;
    }

    private void PrintDescription(Import import)
    {
        var index = _next[(int)import.Kind]++;
        _output.Write(KeywordOf(import.Kind));
        WriteIdentity(_identifiers.Of(import.Kind), index);
        if (import.Kind == ExternKind.Function)
        {
            FillParameters(index, import.TypeIndex);
        }

        PrintType(import, _locals);
        _output.Write(')');
    }

    private void PrintType(Import import, IdentifierTable? parameters)
    {
        switch (import.Kind)
        {
            case ExternKind.Function:
                PrintFunctionType(import.TypeIndex, parameters);
                break;
            case ExternKind.Tag:
                _types.WriteTypeUse(import.TypeIndex);
                break;
            case ExternKind.Table:
                _output.Write(' ');
                _types.WriteTableType(import.Table);
                break;
            case ExternKind.Memory:
                _output.Write(' ');
                _types.WriteMemoryType(import.Memory);
                break;
            case ExternKind.Global:
                _output.Write(' ');
                _types.WriteGlobalType(import.Global);
                break;
        }
    }

    private void PrintFunctionType(int typeIndex, IdentifierTable? parameters)
    {
        _types.WriteTypeIndex(typeIndex);
        if (_types.FunctionTypeOf(typeIndex) is { } type && TypePrinter.ShowsSignature(type, parameters?.Count ?? 0))
        {
            _types.WriteSignature(type, parameters);
        }
    }

    private void PrintFunctions()
    {
        foreach (var function in _module.Functions)
        {
            var index = BeginDefinition("(func", ExternKind.Function);
            FillParameters(index, function.TypeIndex);
            PrintFunctionType(function.TypeIndex, _locals);
            FillLocals(index, function);
            PrintLocals(function);
            _instructions.PrintBody(index, function, _locals, 2);
            _output.WriteLine(1);
            _output.Write(')');
        }
    }

    private IReadOnlyDictionary<int, string>? NamesOfLocals(int function) =>
        _options.Identifiers && _module.Names.Locals.TryGetValue(function, out var names) ? names : null;

    private void FillParameters(int function, int typeIndex)
    {
        _locals.Clear();
        if (NamesOfLocals(function) is { } names && _types.FunctionTypeOf(typeIndex) is { } type)
        {
            _locals.Fill(names, 0, type.Parameters.Length);
        }
    }

    // Parameters have names only where they are shown, and nothing has where it is unknown how many there are.
    private void FillLocals(int index, FunctionDefinition function)
    {
        FillParameters(index, function.TypeIndex);
        if (NamesOfLocals(index) is not { } names || (uint)function.TypeIndex >= (uint)_module.Types.Count)
        {
            _locals.Clear();
            return;
        }

        var type = _types.FunctionTypeOf(function.TypeIndex);
        var parameters = type?.Parameters.Length ?? 0;
        var start = type is null || TypePrinter.ShowsSignature(type, _locals.Count) ? 0 : parameters;
        var end = (ulong)parameters;
        foreach (var group in GroupsOf(function))
        {
            end += group.Count;
        }

        _locals.Fill(names, start, (int)Math.Min(end, int.MaxValue));
    }

    private static ReadOnlySpan<LocalGroup> GroupsOf(FunctionDefinition function) =>
        function.Locals.IsDefault ? [] : function.Locals.AsSpan();

    private void PrintLocals(FunctionDefinition function)
    {
        var index = _types.FunctionTypeOf(function.TypeIndex)?.Parameters.Length ?? 0;
        var isOpen = false;
        var isFirst = true;
        foreach (var group in GroupsOf(function))
        {
            for (var i = 0u; i < group.Count; i++, index++)
            {
                var name = _locals[index];
                if (isOpen && (name is not null || _output.Column > WideLine))
                {
                    _output.Write(')');
                    isOpen = false;
                }

                if (!isOpen)
                {
                    if (isFirst || _output.Column > WideLine)
                    {
                        _output.WriteLine(2);
                        isFirst = false;
                    }
                    else
                    {
                        _output.Write(' ');
                    }

                    _output.Write("(local");
                }

                if (name is not null)
                {
                    _output.Write(' ');
                    Literals.WriteIdentifier(_output, name);
                }

                _output.Write(' ');
                _types.WriteValType(group.Type);
                isOpen = name is null;
                if (!isOpen)
                {
                    _output.Write(')');
                }
            }
        }

        if (isOpen)
        {
            _output.Write(')');
        }
    }
}

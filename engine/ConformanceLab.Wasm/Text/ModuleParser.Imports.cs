using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text;

/// <summary>Imports, also grouped by module (compact-import-section). Source: specification, "Text Format, Imports".</summary>
internal sealed partial class ModuleParser
{
    private bool TryParseInlineImport(out string module, out string name)
    {
        module = name = "";
        if (!_cursor.IsLeftParenKeyword("import"u8))
        {
            return false;
        }

        CheckImportOrder();
        _cursor.Position += 2;
        module = _cursor.ExpectName();
        name = _cursor.ExpectName();
        _cursor.Expect(TokenKind.RightParen);
        return true;
    }

    // spec: text-module. Imports come before definitions, so that indices are in order of appearance.
    private void CheckImportOrder()
    {
        var before = _module.Functions.Count > 0 ? "function"
            : _module.Tables.Count > 0 ? "table"
            : _module.Memories.Count > 0 ? "memory"
            : _module.Globals.Count > 0 ? "global"
            : _module.Tags.Count > 0 ? "tag"
            : null;
        if (before is not null)
        {
            throw _cursor.Error($"import after {before}");
        }
    }

    private void ParseImport()
    {
        CheckImportOrder();
        _cursor.Next();
        var module = _cursor.ExpectName();
        if (!_cursor.IsLeftParenKeyword("item"u8) || !IsEnabled(WasmFeatures.CompactImportSection))
        {
            var name = _cursor.ExpectName();
            _module.Imports.Add(ParseDescription(allowIdentifier: true) with { Module = module, Name = name });
            return;
        }

        // Either each item has its description, or one description for all follows them.
        var group = ++_importGroups;
        var bare = new List<string>();
        var described = false;
        while (_cursor.TryTakeLeftParenKeyword("item"u8))
        {
            var name = _cursor.ExpectName();
            if (_cursor.Kind == TokenKind.LeftParen && bare.Count == 0)
            {
                described = true;
                _module.Imports.Add(ParseDescription(allowIdentifier: true) with { Module = module, Name = name, Group = group });
            }
            else if (described)
            {
                throw _cursor.Unexpected();
            }
            else
            {
                bare.Add(name);
            }

            _cursor.Expect(TokenKind.RightParen);
        }

        if (!described)
        {
            var description = ParseDescription(allowIdentifier: false) with { Module = module, Group = group, GroupSharesType = true };
            _next[(int)description.Kind] += bare.Count - 1;
            foreach (var name in bare)
            {
                _module.Imports.Add(description with { Name = name });
            }
        }
    }

    // spec: text-externtype.
    private Import ParseDescription(bool allowIdentifier)
    {
        _cursor.Expect(TokenKind.LeftParen);
        var token = _cursor.Expect(TokenKind.Keyword);
        var space = SpaceOf(token, out var kind) ?? throw _cursor.Unexpected(token);
        var index = _next[(int)kind]++;
        if (_cursor.Kind == TokenKind.Identifier)
        {
            if (!allowIdentifier)
            {
                throw _cursor.Error("identifier not allowed");
            }

            _cursor.Next();
        }

        TakeNameAnnotation(space, index);
        var import = kind switch
        {
            ExternKind.Function => new Import("", "", kind, TypeIndex: ParseImportedFunctionType(index)),
            ExternKind.Table => new Import("", "", kind, Table: ParseTableType()),
            ExternKind.Memory => new Import("", "", kind, Memory: ParseMemoryType(ParseAddressType())),
            ExternKind.Global => new Import("", "", kind, Global: ParseGlobalType()),
            _ => new Import("", "", kind, TypeIndex: ParseTypeUse(ParameterNames.Ignore)),
        };
        _cursor.Expect(TokenKind.RightParen);
        return import;
    }

    private int ParseImportedFunctionType(int index)
    {
        BeginLocals();
        var type = ParseTypeUse(ParameterNames.Bind);
        EndLocals(index);
        return type;
    }
}

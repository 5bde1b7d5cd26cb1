using System.Collections.Immutable;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text;

/// <summary>
/// Fields other than types, imports and segments. Each method starts at the field's keyword and ends at its closing parenthesis.
/// Source: specification, "Text Format, Modules".
/// </summary>
internal sealed partial class ModuleParser
{
    private readonly ImmutableArray<LocalGroup>.Builder _localGroups = ImmutableArray.CreateBuilder<LocalGroup>();
    private readonly Dictionary<int, IReadOnlyDictionary<int, string>> _localNames = [];
    private readonly Dictionary<int, IReadOnlyDictionary<int, string>> _labelNames = [];

    // Takes keyword, identifier and inline exports; the index of what is defined or imported.
    private int BeginDefinition(ExternKind kind, IdentifierSpace space)
    {
        var index = _next[(int)kind]++;
        _cursor.Next();
        _cursor.TryTake(TokenKind.Identifier);
        TakeNameAnnotation(space, index);
        while (_cursor.TryTakeLeftParenKeyword("export"u8))
        {
            _module.Exports.Add(new Export(_cursor.ExpectName(), kind, index));
            _cursor.Expect(TokenKind.RightParen);
        }

        return index;
    }

    private void ParseFunction()
    {
        var index = BeginDefinition(ExternKind.Function, _functions);
        var isImport = TryParseInlineImport(out var module, out var name);
        BeginLocals();
        var type = ParseTypeUse(ParameterNames.Bind);
        if (isImport)
        {
            _module.Imports.Add(new Import(module, name, ExternKind.Function, TypeIndex: type));
        }
        else
        {
            var locals = ParseLocals();
            _module.Functions.Add(new FunctionDefinition(type, locals, ParseBody(index, locals)));
        }

        EndLocals(index);
    }

    private void BeginLocals()
    {
        _locals.Clear();
        _localsOfUnknownType = null;
    }

    private void EndLocals(int function)
    {
        if (_locals.Names.Count > 0)
        {
            _localNames.Add(function, NameList.Create(_locals.Names, _symbols));
        }
    }

    private ImmutableArray<LocalGroup> ParseLocals()
    {
        _localGroups.Clear();
        while (_cursor.TryTakeLeftParenKeyword("local"u8))
        {
            if (_cursor.Kind == TokenKind.Identifier)
            {
                if (_localsOfUnknownType is { } type)
                {
                    throw _cursor.Error($"unknown type {type}");
                }

                Register(_locals);
                AddLocal(ParseValType());
            }
            else
            {
                while (_cursor.Kind != TokenKind.RightParen)
                {
                    _locals.Count++;
                    AddLocal(ParseValType());
                }
            }

            _cursor.Expect(TokenKind.RightParen);
        }

        return _localGroups.ToImmutable();
    }

    // The binary format counts neighbours of one type together.
    private void AddLocal(ValType type)
    {
        if (_localGroups.Count > 0 && _localGroups[^1].Type == type)
        {
            _localGroups[^1] = new LocalGroup(_localGroups[^1].Count + 1, type);
        }
        else
        {
            _localGroups.Add(new LocalGroup(1, type));
        }
    }

    private void ParseGlobal()
    {
        BeginDefinition(ExternKind.Global, _globals);
        var isImport = TryParseInlineImport(out var module, out var name);
        var type = ParseGlobalType();
        if (isImport)
        {
            _module.Imports.Add(new Import(module, name, ExternKind.Global, Global: type));
        }
        else
        {
            _module.Globals.Add(new GlobalDefinition(type, ParseConstantExpression()));
        }
    }

    private void ParseTag()
    {
        BeginDefinition(ExternKind.Tag, _tags);
        var isImport = TryParseInlineImport(out var module, out var name);
        var type = ParseTypeUse(ParameterNames.Ignore);
        if (isImport)
        {
            _module.Imports.Add(new Import(module, name, ExternKind.Tag, TypeIndex: type));
        }
        else
        {
            _module.Tags.Add(type);
        }
    }

    private void ParseTable()
    {
        var index = BeginDefinition(ExternKind.Table, _tables);
        if (TryParseInlineImport(out var module, out var name))
        {
            _module.Imports.Add(new Import(module, name, ExternKind.Table, Table: ParseTableType()));
            return;
        }

        var addressType = ParseAddressType();
        if (_cursor.Kind != TokenKind.Number)
        {
            ParseInlineElements(index, addressType);
            return;
        }

        var limits = ParseLimits();
        var type = new TableType(ParseRefType(), limits, addressType);
        Code? initializer = _cursor.Kind == TokenKind.RightParen || !IsEnabled(WasmFeatures.FunctionReferences)
            ? null
            : ParseConstantExpression();
        _module.Tables.Add(new TableDefinition(type, initializer));
    }

    private void ParseMemory()
    {
        var index = BeginDefinition(ExternKind.Memory, _memories);
        var isImport = TryParseInlineImport(out var module, out var name);
        var addressType = ParseAddressType();
        if (isImport)
        {
            _module.Imports.Add(new Import(module, name, ExternKind.Memory, Memory: ParseMemoryType(addressType)));
            return;
        }

        if (_cursor.Kind == TokenKind.Number)
        {
            _module.Memories.Add(ParseMemoryType(addressType));
        }
        else
        {
            ParseInlineData(index, addressType);
        }
    }

    private void ParseExport()
    {
        _cursor.Next();
        var name = _cursor.ExpectName();
        _cursor.Expect(TokenKind.LeftParen);
        var token = _cursor.Expect(TokenKind.Keyword);
        var space = SpaceOf(token, out var kind) ?? throw _cursor.Unexpected(token);
        _module.Exports.Add(new Export(name, kind, ParseIndex(space)));
        _cursor.Expect(TokenKind.RightParen);
    }

    private void ParseStart()
    {
        if (_module.Start is not null)
        {
            throw _cursor.Error("multiple start sections");
        }

        _cursor.Next();
        _module.Start = ParseIndex(_functions);
    }
}

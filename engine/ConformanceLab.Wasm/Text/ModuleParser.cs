using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text;

/// <summary>
/// Reads the fields of one module in three passes over the tokens: identifiers of all fields; types; everything else in order, which is the
/// order in which implicit function types are appended. Source: specification, "Text Format, Modules".
/// </summary>
internal sealed partial class ModuleParser
{
    private readonly TokenCursor _cursor;
    private readonly TokenList _list;
    private readonly WasmFeatures _features;
    private readonly WasmModule _module;
    private readonly string? _identifier;
    private readonly SymbolTable _symbols;
    private readonly List<TypeField> _typeFields = [];

    private readonly IdentifierSpace _types = new("type");
    private readonly IdentifierSpace _functions = new("function");
    private readonly IdentifierSpace _tables = new("table");
    private readonly IdentifierSpace _memories = new("memory");
    private readonly IdentifierSpace _globals = new("global");
    private readonly IdentifierSpace _tags = new("tag");
    private readonly IdentifierSpace _elements = new("elem segment");
    private readonly IdentifierSpace _data = new("data segment");
    private readonly IdentifierSpace _locals = new("local");
    private readonly Dictionary<(int Type, int Symbol), int> _fields = [];

    // By external kind: where the pass over definitions stands in the spaces that the first pass filled.
    private readonly int[] _next = new int[5];
    private int _importGroups;
    private bool _usesDataSegments;

    public ModuleParser(TokenCursor cursor, WasmFeatures features, string? identifier)
    {
        _cursor = cursor;
        _list = cursor.List;
        _features = features;
        _identifier = identifier;
        _symbols = new SymbolTable(_list);
        _module = new WasmModule { Features = features };
        _module.Positions.Lines = _list.Lines;
        _encoder = new(_code);
        _pendingEncoder = new(_pending);
    }

    private readonly record struct TypeField(int Start, int End);

    public WasmModule Parse()
    {
        var start = _cursor.Position;
        BeginAnnotations();
        RegisterIdentifiers();
        foreach (var field in _typeFields)
        {
            _cursor.Position = field.Start;
            ParseTypeField();
        }

        BindImplicitTypes();
        _cursor.Position = start;
        ParseFields();
        if (_usesDataSegments)
        {
            _module.DataCount = _module.Data.Count;
        }

        _module.Names = CollectNames();
        return _module;
    }

    private bool HasTags => (_features & (WasmFeatures.ExceptionHandling | WasmFeatures.LegacyExceptions)) != 0;

    private bool IsEnabled(WasmFeatures feature) => (_features & feature) != 0;

    private void ParseFields()
    {
        var typeField = 0;
        for (var first = true; ; first = false)
        {
            TakeModuleAnnotations(first);
            if (_cursor.Kind != TokenKind.LeftParen)
            {
                break;
            }

            if (typeField < _typeFields.Count && _typeFields[typeField].Start == _cursor.Position)
            {
                _cursor.Position = _typeFields[typeField++].End;
                continue;
            }

            var start = _cursor.Next().Start;
            ParseField(start);
            _cursor.Expect(TokenKind.RightParen);
        }

        if (_cursor.Kind is not (TokenKind.RightParen or TokenKind.End))
        {
            throw _cursor.Unexpected();
        }
    }

    // After the opening parenthesis, which stands at start; up to the closing one.
    private void ParseField(int start)
    {
        var text = _cursor.CurrentText;
        if (_cursor.Kind != TokenKind.Keyword)
        {
            throw _cursor.Unexpected();
        }

        if (text.SequenceEqual("func"u8))
        {
            ParseFunction();
        }
        else if (text.SequenceEqual("import"u8))
        {
            ParseImport();
        }
        else if (text.SequenceEqual("export"u8))
        {
            ParseExport();
        }
        else if (text.SequenceEqual("global"u8))
        {
            ParseGlobal();
        }
        else if (text.SequenceEqual("table"u8))
        {
            ParseTable();
        }
        else if (text.SequenceEqual("memory"u8))
        {
            ParseMemory();
        }
        else if (text.SequenceEqual("elem"u8))
        {
            ParseElement();
        }
        else if (text.SequenceEqual("data"u8))
        {
            ParseData();
        }
        else if (text.SequenceEqual("start"u8))
        {
            ParseStart();
        }
        else if (text.SequenceEqual("tag"u8) && HasTags)
        {
            ParseTag();
        }
        else
        {
            throw _cursor.Unexpected();
        }

        MarkDeclarations(start);
    }

    // Whatever a field has declared (itself, exports and imports inside of it, segments, implicit types) stands where it begins.
    private void MarkDeclarations(int start)
    {
        var positions = _module.Positions;
        positions.AddUpTo(SectionId.Type, _module.Types.Count, start);
        positions.AddUpTo(SectionId.Import, _module.Imports.Count, start);
        positions.AddUpTo(SectionId.Function, _module.Functions.Count, start);
        positions.AddUpTo(SectionId.Table, _module.Tables.Count, start);
        positions.AddUpTo(SectionId.Memory, _module.Memories.Count, start);
        positions.AddUpTo(SectionId.Tag, _module.Tags.Count, start);
        positions.AddUpTo(SectionId.Global, _module.Globals.Count, start);
        positions.AddUpTo(SectionId.Export, _module.Exports.Count, start);
        positions.AddUpTo(SectionId.Start, _module.Start is null ? 0 : 1, start);
        positions.AddUpTo(SectionId.Element, _module.Elements.Count, start);
        positions.AddUpTo(SectionId.Data, _module.Data.Count, start);
    }

    private ModuleException Error(Token token, string reason, ModuleErrorKind kind = ModuleErrorKind.Malformed) =>
        _list.Error(token.Start, reason, kind: kind);

    // spec: text-index. A number, or an identifier of the space.
    private int ParseIndex(IdentifierSpace space)
    {
        var token = _cursor.Current;
        if (token.Kind == TokenKind.Number)
        {
            return (int)Math.Min(ParseU32(), int.MaxValue);
        }

        if (token.Kind != TokenKind.Identifier)
        {
            throw _cursor.Unexpected();
        }

        if (space == _locals && _localsOfUnknownType is { } type)
        {
            throw Error(token, $"unknown type {type}");
        }

        if (!space.TryFind(_symbols.Intern(token), out var index))
        {
            throw Error(token, $"unknown {space.Category} {_list.TextOf(token)}");
        }

        _cursor.Next();
        return index;
    }

    private bool IsIndex => _cursor.Kind is TokenKind.Number or TokenKind.Identifier;

    private int ParseOptionalIndex(IdentifierSpace space) => IsIndex ? ParseIndex(space) : 0;

    private uint ParseU32() => (uint)ParseUnsigned(32, "i32 constant out of range");

    private ulong ParseUnsigned(int bits, string outOfRange)
    {
        var token = _cursor.Expect(TokenKind.Number);
        return NumberParser.ParseUnsigned(_list.Text(token), bits, out var value) switch
        {
            NumberError.None => value,
            NumberError.OutOfRange => throw Error(token, outOfRange),
            _ => throw _cursor.Unexpected(token),
        };
    }
}

using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text;

/// <summary>
/// The first pass: gives indices to the identifiers of all fields, since they may be used before they are defined. It stops at the first
/// thing that is wrong and leaves it to the later passes to say so.
/// </summary>
internal sealed partial class ModuleParser
{
    private void RegisterIdentifiers()
    {
        while (_cursor.Kind == TokenKind.LeftParen)
        {
            var start = _cursor.Position;
            _cursor.Next();
            if (_cursor.Kind != TokenKind.Keyword)
            {
                return;
            }

            var text = _cursor.CurrentText;
            _cursor.Next();
            if (text.SequenceEqual("func"u8))
            {
                Register(_functions);
            }
            else if (text.SequenceEqual("type"u8))
            {
                Register(_types);
                _typeFields.Add(new TypeField(start, 0));
            }
            else if (text.SequenceEqual("rec"u8))
            {
                RegisterGroup();
                _typeFields.Add(new TypeField(start, 0));
            }
            else if (text.SequenceEqual("import"u8))
            {
                RegisterImport();
            }
            else if (text.SequenceEqual("table"u8))
            {
                Register(_tables);
                RegisterInline("elem"u8, _elements);
            }
            else if (text.SequenceEqual("memory"u8))
            {
                Register(_memories);
                RegisterInline("data"u8, _data);
            }
            else if (text.SequenceEqual("global"u8))
            {
                Register(_globals);
            }
            else if (text.SequenceEqual("tag"u8))
            {
                Register(_tags);
            }
            else if (text.SequenceEqual("elem"u8))
            {
                Register(_elements);
            }
            else if (text.SequenceEqual("data"u8))
            {
                Register(_data);
            }

            if (!SkipToEndOfForm())
            {
                return;
            }

            if (_typeFields.Count > 0 && _typeFields[^1].Start == start)
            {
                _typeFields[^1] = new TypeField(start, _cursor.Position);
            }
        }
    }

    // Takes the identifier that may stand here for the next thing of the space.
    private void Register(IdentifierSpace space)
    {
        var index = space.Count++;
        if (_cursor.Kind != TokenKind.Identifier)
        {
            return;
        }

        var token = _cursor.Next();
        if (!space.TryBind(_symbols.Intern(token), index))
        {
            throw Error(token, $"duplicate {space.Category} {_list.TextOf(token)}");
        }
    }

    // A segment inside of a table or memory takes its place in the space of segments.
    private void RegisterInline(ReadOnlySpan<byte> keyword, IdentifierSpace space)
    {
        var start = _cursor.Position;
        while (_cursor.Kind is not (TokenKind.RightParen or TokenKind.End))
        {
            if (_cursor.IsLeftParenKeyword(keyword))
            {
                space.Count++;
                break;
            }

            if (!SkipForm())
            {
                break;
            }
        }

        _cursor.Position = start;
    }

    private void RegisterGroup()
    {
        while (_cursor.TryTakeLeftParenKeyword("type"u8))
        {
            Register(_types);
            if (!SkipToEndOfForm())
            {
                return;
            }
        }
    }

    private void RegisterImport()
    {
        if (!_cursor.TryTake(TokenKind.String))
        {
            return;
        }

        if (_cursor.TryTake(TokenKind.String))
        {
            RegisterDescription(1);
            return;
        }

        var bare = 0;
        while (_cursor.TryTakeLeftParenKeyword("item"u8))
        {
            _cursor.TryTake(TokenKind.String);
            if (_cursor.Kind == TokenKind.LeftParen)
            {
                RegisterDescription(1);
            }
            else
            {
                bare++;
            }

            if (!SkipToEndOfForm())
            {
                return;
            }
        }

        if (bare > 0)
        {
            RegisterDescription(bare);
        }
    }

    private void RegisterDescription(int count)
    {
        if (_cursor.Kind != TokenKind.LeftParen || SpaceOf(_cursor.Peek(1), out _) is not { } space)
        {
            return;
        }

        _cursor.Position += 2;
        Register(space);
        space.Count += count - 1;
        SkipToEndOfForm();
    }

    // The index space of an external kind's keyword.
    private IdentifierSpace? SpaceOf(Token token, out ExternKind kind)
    {
        var text = _list.Text(token);
        kind = ExternKind.Function;
        if (text.SequenceEqual("func"u8))
        {
            return _functions;
        }

        kind = ExternKind.Table;
        if (text.SequenceEqual("table"u8))
        {
            return _tables;
        }

        kind = ExternKind.Memory;
        if (text.SequenceEqual("memory"u8))
        {
            return _memories;
        }

        kind = ExternKind.Global;
        if (text.SequenceEqual("global"u8))
        {
            return _globals;
        }

        kind = ExternKind.Tag;
        return text.SequenceEqual("tag"u8) && HasTags ? _tags : null;
    }

    private bool SkipForm()
    {
        if (_cursor.Kind != TokenKind.LeftParen)
        {
            return _cursor.Next().Kind != TokenKind.End;
        }

        _cursor.Next();
        return SkipToEndOfForm();
    }

    // Consumes everything up to the parenthesis that closes the form around the cursor; false if there is none.
    private bool SkipToEndOfForm()
    {
        var tokens = _list.TokenArray;
        var position = _cursor.Position;
        for (var depth = 1; ; position++)
        {
            switch (tokens[position].Kind)
            {
                case TokenKind.LeftParen:
                    depth++;
                    break;
                case TokenKind.RightParen when --depth == 0:
                    _cursor.Position = position + 1;
                    return true;
                case TokenKind.End:
                    _cursor.Position = position;
                    return false;
            }
        }
    }

    private NameMap CollectNames()
    {
        var module = _moduleName ?? _identifier;
        return new NameMap
        {
            Module = module,
            Functions = NamesOf(_functions),
            Types = NamesOf(_types),
            Tables = NamesOf(_tables),
            Memories = NamesOf(_memories),
            Globals = NamesOf(_globals),
            Tags = NamesOf(_tags),
            Elements = NamesOf(_elements),
            Data = NamesOf(_data),
            Locals = _localNames,
            Labels = _labelNames,
            Fields = _fieldNames,
        };
    }

    private IReadOnlyDictionary<int, string> NamesOf(IdentifierSpace space)
    {
        var names = NameList.Create(space.Names, _symbols);
        return _annotatedNames is not null && _annotatedNames.TryGetValue(space, out var replaced)
            ? names.With(replaced)
            : names;
    }
}

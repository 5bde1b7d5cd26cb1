namespace ConformanceLab.Wasm.Text;

/// <summary>Annotations, and the classes of characters.</summary>
internal ref partial struct Lexer
{
    private enum CharacterClass : byte
    {
        Illegal,
        Space,
        LeftParen,
        RightParen,
        Quote,
        Semicolon,
        OtherReserved,

        // From here on: the specification's idchar.
        Letter,
        Digit,
        Dollar,
        OtherIdentifier,
    }

    private static ReadOnlySpan<byte> Classes => s_classes;

    private static readonly byte[] s_classes = BuildClasses();

    private static byte[] BuildClasses()
    {
        var classes = new byte[256];
        void Set(ReadOnlySpan<byte> characters, CharacterClass value)
        {
            foreach (var c in characters)
            {
                classes[c] = (byte)value;
            }
        }

        Set(" \t\n\r"u8, CharacterClass.Space);
        Set("("u8, CharacterClass.LeftParen);
        Set(")"u8, CharacterClass.RightParen);
        Set("\""u8, CharacterClass.Quote);
        Set(";"u8, CharacterClass.Semicolon);
        Set(",[]{}"u8, CharacterClass.OtherReserved);
        Set("abcdefghijklmnopqrstuvwxyz"u8, CharacterClass.Letter);
        Set("0123456789+-"u8, CharacterClass.Digit);
        Set("$"u8, CharacterClass.Dollar);
        Set("ABCDEFGHIJKLMNOPQRSTUVWXYZ!#%&'*./:<=>?@\\^_`|~"u8, CharacterClass.OtherIdentifier);
        return classes;
    }

    // spec: text-annot. At `(@`; inside, tokens are free as long as parentheses balance.
    private void SkipAnnotation()
    {
        var start = _position;
        _position += 2;
        var kind = ReadAnnotationName(start);
        var first = _annotationTokens.Count;
        var depth = 1;
        while (true)
        {
            if (!SkipSpace())
            {
                throw Error(start, "unclosed annotation");
            }

            var token = ReadAnnotationToken();
            if (token.Kind == TokenKind.LeftParen)
            {
                depth++;
            }
            else if (token.Kind == TokenKind.RightParen && --depth == 0)
            {
                break;
            }

            if (kind is not null)
            {
                _annotationTokens.Add(token);
            }
        }

        if (kind is not null)
        {
            _annotations.Add(new Annotation(kind.Value, start, _count, first, _annotationTokens.Count - first));
        }
    }

    private Token ReadAnnotationToken()
    {
        if (_source[_position] == '$')
        {
            // A lone dollar sign is no identifier, and here it needn't be one.
            var start = _position;
            if (ClassAt(start + 1) is not (CharacterClass.Quote or >= CharacterClass.Letter))
            {
                _position++;
                return new Token(TokenKind.Reserved, start, 1);
            }
        }

        return ReadToken();
    }

    private AnnotationKind? ReadAnnotationName(int start)
    {
        ReadOnlySpan<byte> name;
        var nameStart = _position;
        if (ClassAt(_position) == CharacterClass.Quote)
        {
            var end = FindStringEnd(_position);
            if (end < 0)
            {
                throw Error(start, "empty annotation id");
            }

            CheckQuotedName(start, end, "empty annotation id");
            name = StringLiteral.Decode(_source[nameStart..end]);
        }
        else
        {
            SkipIdentifierCharacters();
            name = _source[nameStart.._position];
            if (name.IsEmpty)
            {
                throw Error(start, "empty annotation id");
            }
        }

        return name switch
        {
            _ when name.SequenceEqual("custom"u8) => AnnotationKind.Custom,
            _ when name.SequenceEqual("name"u8) => AnnotationKind.Name,
            _ when name.SequenceEqual("metadata.code.branch_hint"u8) => AnnotationKind.BranchHint,
            _ => null,
        };
    }
}

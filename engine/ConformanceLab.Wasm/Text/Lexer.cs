using System.Text;
using System.Text.Unicode;

namespace ConformanceLab.Wasm.Text;

/// <summary>
/// Splits a source into tokens in one pass. All that is lexically wrong is found here, also inside of comments and annotations.
/// Source: specification, "Text Format, Lexical Format"; names of errors are the reference interpreter's.
/// </summary>
internal ref partial struct Lexer
{
    private readonly ReadOnlyMemory<byte> _memory;
    private readonly ReadOnlySpan<byte> _source;
    private readonly LineTable _lines;
    private readonly List<Token> _annotationTokens = [];
    private readonly List<Annotation> _annotations = [];
    private Token[] _tokens;
    private int _count;
    private int _position;

    public Lexer(ReadOnlyMemory<byte> source)
    {
        _memory = source;
        _source = source.Span;
        _lines = new LineTable(source);
        _tokens = new Token[Math.Max(16, source.Length / 6)];
    }

    public TokenList Read()
    {
        if (_source.Length > ImplementationLimits.ModuleBytes)
        {
            throw new ModuleException(ModuleErrorKind.LimitExceeded, "implementation limit", $"text of {_source.Length} bytes")
            {
                Line = 1,
                Column = 1,
            };
        }

        if (!Utf8.IsValid(_source))
        {
            throw Error(FirstInvalidUtf8(), "malformed UTF-8 encoding");
        }

        while (SkipSpace())
        {
            var start = _position;
            if (_source[start] == '(' && start + 1 < _source.Length && _source[start + 1] == '@')
            {
                SkipAnnotation();
                continue;
            }

            var token = ReadToken();
            if (_count == _tokens.Length)
            {
                Array.Resize(ref _tokens, _tokens.Length * 2);
            }

            _tokens[_count++] = token;
        }

        if (_count == _tokens.Length)
        {
            Array.Resize(ref _tokens, _count + 1);
        }

        _tokens[_count++] = new Token(TokenKind.End, _source.Length, 0);
        return new TokenList(_memory, _tokens, _count, [.. _annotationTokens], [.. _annotations], _lines);
    }

    private readonly CharacterClass ClassAt(int position) =>
        position < _source.Length ? (CharacterClass)Classes[_source[position]] : CharacterClass.Space;

    // Moves to the next byte that is neither space nor comment; false at the end.
    private bool SkipSpace()
    {
        while (_position < _source.Length)
        {
            switch ((CharacterClass)Classes[_source[_position]])
            {
                case CharacterClass.Space:
                    _position++;
                    break;
                case CharacterClass.Semicolon when NextIs((byte)';'):
                    {
                        var length = _source[_position..].IndexOfAny((byte)'\n', (byte)'\r');
                        _position = length < 0 ? _source.Length : _position + length;
                        break;
                    }

                case CharacterClass.LeftParen when NextIs((byte)';'):
                    SkipBlockComment();
                    break;
                default:
                    return true;
            }
        }

        return false;
    }

    private readonly bool NextIs(byte b) => _position + 1 < _source.Length && _source[_position + 1] == b;

    private void SkipBlockComment()
    {
        var start = _position;
        var depth = 1;
        _position += 2;
        while (true)
        {
            var next = _source[_position..].IndexOfAny((byte)'(', (byte)';');
            if (next < 0 || _position + next + 1 >= _source.Length)
            {
                throw Error(start, "unclosed comment");
            }

            _position += next;
            if (_source[_position] == '(' && NextIs((byte)';'))
            {
                depth++;
                _position += 2;
            }
            else if (_source[_position] == ';' && NextIs((byte)')'))
            {
                _position += 2;
                if (--depth == 0)
                {
                    return;
                }
            }
            else
            {
                _position++;
            }
        }
    }

    private Token ReadToken()
    {
        var start = _position;
        switch ((CharacterClass)Classes[_source[start]])
        {
            case CharacterClass.LeftParen:
                _position++;
                return new Token(TokenKind.LeftParen, start, 1);
            case CharacterClass.RightParen:
                _position++;
                return new Token(TokenKind.RightParen, start, 1);
            case CharacterClass.Quote:
                ReadString();
                return FinishWord(TokenKind.String, start);
            case CharacterClass.Letter:
                SkipIdentifierCharacters();
                return FinishWord(TokenKind.Keyword, start);
            case CharacterClass.Digit:
                SkipIdentifierCharacters();
                return FinishWord(TokenKind.Number, start);
            case CharacterClass.Dollar:
                return ReadIdentifier();
            case CharacterClass.OtherIdentifier:
                SkipIdentifierCharacters();
                return FinishWord(TokenKind.Reserved, start);
            case CharacterClass.Semicolon or CharacterClass.OtherReserved:
                _position++;
                return new Token(TokenKind.Reserved, start, 1);
            default:
                throw Error(start, "illegal character", $"0x{_source[start]:x2}");
        }
    }

    private void SkipIdentifierCharacters()
    {
        var position = _position;
        while (position < _source.Length && Classes[_source[position]] >= (byte)CharacterClass.Letter)
        {
            position++;
        }

        _position = position;
    }

    // What follows a word without a separator makes both one reserved token.
    private Token FinishWord(TokenKind kind, int start)
    {
        while (ClassAt(_position) is CharacterClass.Quote or >= CharacterClass.Letter)
        {
            kind = TokenKind.Reserved;
            if (_source[_position] == '"')
            {
                ReadString();
            }
            else
            {
                SkipIdentifierCharacters();
            }
        }

        return new Token(kind, start, _position - start);
    }

    private Token ReadIdentifier()
    {
        var start = _position++;
        if (ClassAt(_position) == CharacterClass.Quote)
        {
            if (FindStringEnd(_position) is not (> 0 and var end))
            {
                throw Error(start, "empty identifier");
            }

            CheckQuotedName(start, end, "empty identifier");
        }
        else
        {
            SkipIdentifierCharacters();
            if (_position == start + 1)
            {
                throw Error(start, "empty identifier");
            }
        }

        return FinishWord(TokenKind.Identifier, start);
    }

    private void CheckQuotedName(int offset, int end, string emptyReason)
    {
        var start = _position;
        _position = end;
        var bytes = StringLiteral.Decode(_source[start..end]);
        if (bytes.Length == 0)
        {
            throw Error(offset, emptyReason);
        }

        if (!Utf8.IsValid(bytes))
        {
            throw Error(start, "malformed UTF-8 encoding");
        }
    }

    private void ReadString()
    {
        var end = FindStringEnd(_position);
        if (end < 0)
        {
            var at = ~end;
            if (at >= _source.Length || _source[at] == '\n')
            {
                throw Error(_position, "unclosed string literal");
            }

            throw _source[at] == '\\'
                ? Error(at, "illegal escape")
                : Error(at, "illegal control character in string literal");
        }

        _position = end;
    }

    // Offset after the closing quote, or the complement of the offset of what is wrong.
    private readonly int FindStringEnd(int start)
    {
        for (var i = start + 1; i < _source.Length; i++)
        {
            var b = _source[i];
            if (b == '"')
            {
                return i + 1;
            }

            if (b < 0x20 || b == 0x7F)
            {
                return ~i;
            }

            if (b == '\\')
            {
                var length = EscapeLength(i + 1);
                if (length == 0)
                {
                    return i + 1 < _source.Length ? ~i : ~_source.Length;
                }

                i += length;
            }
        }

        return ~_source.Length;
    }

    // Length of what follows the backslash; 0 if it is no escape.
    private readonly int EscapeLength(int start)
    {
        var rest = _source[start..];
        if (rest.IsEmpty)
        {
            return 0;
        }

        if (rest[0] is (byte)'n' or (byte)'r' or (byte)'t' or (byte)'\\' or (byte)'\'' or (byte)'"')
        {
            return 1;
        }

        if (rest[0] != 'u')
        {
            return rest.Length >= 2 && StringLiteral.HexDigit(rest[0]) >= 0 && StringLiteral.HexDigit(rest[1]) >= 0 ? 2 : 0;
        }

        if (rest.Length < 4 || rest[1] != '{')
        {
            return 0;
        }

        // spec: text-hexnum. Underscores stand between digits only.
        var scalar = 0;
        var digit = false;
        for (var i = 2; i < rest.Length; i++)
        {
            var b = rest[i];
            var value = StringLiteral.HexDigit(b);
            if (value >= 0)
            {
                digit = true;
                scalar = (scalar * 16) + value;
                if (scalar > 0x10FFFF)
                {
                    return 0;
                }
            }
            else if (b == '_' && digit)
            {
                digit = false;
            }
            else
            {
                return b == '}' && digit && Rune.IsValid(scalar) ? i + 1 : 0;
            }
        }

        return 0;
    }

    private readonly int FirstInvalidUtf8()
    {
        var position = 0;
        while (Rune.DecodeFromUtf8(_source[position..], out _, out var consumed) == System.Buffers.OperationStatus.Done)
        {
            position += consumed;
        }

        return position;
    }

    private readonly ModuleException Error(int offset, string reason, string? detail = null)
    {
        var (line, column) = _lines.Find(offset);
        return new ModuleException(ModuleErrorKind.Malformed, reason, detail) { Line = line, Column = column };
    }
}

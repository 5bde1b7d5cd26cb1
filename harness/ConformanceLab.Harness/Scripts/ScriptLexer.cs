using System.Text;

namespace ConformanceLab.Harness.Scripts;

/// <summary>Kinds of tokens of the script language.</summary>
internal enum ScriptTokenKind : byte
{
    End,
    Open,
    Close,
    String,
    Identifier,
    Word,
    Invalid,
}

/// <summary>A token: its kind and where it stands.</summary>
internal readonly record struct ScriptToken(ScriptTokenKind Kind, int Start, int End);

/// <summary>
/// The tokens of a stretch of script. It knows just enough of the text format to find where forms begin and end (strings, comments,
/// annotations), so that a broken module inside a command cannot disturb the commands around it.
/// </summary>
internal ref struct ScriptLexer(ReadOnlySpan<byte> source, int start, int end)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private readonly int _end = end;

    /// <summary>Where the next token is looked for.</summary>
    public int Position { get; set; } = start;

    /// <summary>The next token; the position stays.</summary>
    public readonly ScriptToken Peek()
    {
        var copy = this;
        return copy.Next();
    }

    /// <summary>The next token.</summary>
    public ScriptToken Next()
    {
        Position = SkipBlank(_source, Position, _end);
        var start = Position;
        if (start >= _end)
        {
            return new ScriptToken(ScriptTokenKind.End, start, start);
        }

        switch (_source[start])
        {
            case (byte)'(':
                Position = start + 1;
                return new ScriptToken(ScriptTokenKind.Open, start, Position);
            case (byte)')':
                Position = start + 1;
                return new ScriptToken(ScriptTokenKind.Close, start, Position);
            case (byte)'"':
                return ReadString(start);
            default:
                return ReadWord(start);
        }
    }

    /// <summary>
    /// The end of the form that opens at <paramref name="start"/> (behind its closing parenthesis), or −1 if it isn't closed before
    /// <paramref name="end"/>.
    /// </summary>
    public static int FindFormEnd(ReadOnlySpan<byte> source, int start, int end)
    {
        var depth = 0;
        var at = start;
        while (at < end)
        {
            var next = source[at..end].IndexOfAny("()\";"u8);
            if (next < 0)
            {
                return -1;
            }

            at += next;
            switch (source[at])
            {
                case (byte)'(' when at + 1 < end && source[at + 1] == ';':
                    at = SkipBlockComment(source, at, end);
                    if (at < 0)
                    {
                        return -1;
                    }

                    break;
                case (byte)'(':
                    depth++;
                    at++;
                    break;
                case (byte)')':
                    at++;
                    if (--depth == 0)
                    {
                        return at;
                    }

                    break;
                case (byte)'"':
                    at = FindStringEnd(source, at, end, out _);
                    break;
                default:
                    at = at + 1 < end && source[at + 1] == ';' ? FindLineEnd(source, at, end) : at + 1;
                    break;
            }
        }

        return -1;
    }

    /// <summary>Skips white space, comments and annotations; returns the position of the next token.</summary>
    public static int SkipBlank(ReadOnlySpan<byte> source, int at, int end)
    {
        while (at < end)
        {
            var c = source[at];
            if (c is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
            {
                at++;
            }
            else if (c == ';' && at + 1 < end && source[at + 1] == ';')
            {
                at = FindLineEnd(source, at, end);
            }
            else if (c == '(' && at + 1 < end && source[at + 1] == ';' && SkipBlockComment(source, at, end) is var closed and >= 0)
            {
                at = closed;
            }
            else if (c == '(' && at + 1 < end && source[at + 1] == '@' && FindFormEnd(source, at, end) is var close and >= 0)
            {
                at = close;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private static int FindLineEnd(ReadOnlySpan<byte> source, int at, int end)
    {
        var length = source[at..end].IndexOfAny((byte)'\n', (byte)'\r');
        return length < 0 ? end : at + length + 1;
    }

    // The end of a comment, or −1 if it isn't closed: then it is no comment, so that what follows is not lost in it.
    private static int SkipBlockComment(ReadOnlySpan<byte> source, int at, int end)
    {
        var depth = 0;
        while (at + 1 < end)
        {
            if (source[at] == '(' && source[at + 1] == ';')
            {
                depth++;
                at += 2;
            }
            else if (source[at] == ';' && source[at + 1] == ')')
            {
                at += 2;
                if (--depth == 0)
                {
                    return at;
                }
            }
            else
            {
                at++;
            }
        }

        return -1;
    }

    // Strings hold no line breaks (text/values: stringchar excludes control characters), so an unclosed one is given up at the end of its
    // line.
    private static int FindStringEnd(ReadOnlySpan<byte> source, int at, int end, out bool closed)
    {
        closed = false;
        for (at++; at < end; at++)
        {
            switch (source[at])
            {
                case (byte)'"':
                    closed = true;
                    return at + 1;
                case (byte)'\\':
                    at++;
                    break;
                case (byte)'\n':
                    return at;
            }
        }

        return Math.Min(at, end);
    }

    private ScriptToken ReadString(int start)
    {
        Position = FindStringEnd(_source, start, _end, out var closed);
        return new ScriptToken(closed ? ScriptTokenKind.String : ScriptTokenKind.Invalid, start, Position);
    }

    private ScriptToken ReadWord(int start)
    {
        var at = start;
        while (at < _end && IsIdentifierCharacter(_source[at]))
        {
            at++;
        }

        if (at == start)
        {
            Position = start + 1;
            return new ScriptToken(ScriptTokenKind.Invalid, start, Position);
        }

        if (_source[start] == '$')
        {
            var quoted = at == start + 1 && at < _end && _source[at] == '"';
            var closed = true;
            Position = quoted ? FindStringEnd(_source, at, _end, out closed) : at;
            return new ScriptToken(closed && Position > start + 1 ? ScriptTokenKind.Identifier : ScriptTokenKind.Invalid, start, Position);
        }

        Position = at;
        return new ScriptToken(ScriptTokenKind.Word, start, at);
    }

    /// <summary>Whether a byte may stand in identifiers, keywords and numbers. // spec: text-idchar</summary>
    private static bool IsIdentifierCharacter(byte c) =>
        c is > 0x20 and < 0x7F
            && c is not ((byte)'"' or (byte)'(' or (byte)')' or (byte)',' or (byte)';' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}');

    /// <summary>The bytes that a string token stands for, appended to <paramref name="into"/>; false if an escape is wrong.</summary>
    public static bool TryDecodeString(ReadOnlySpan<byte> token, List<byte> into)
    {
        Span<byte> encoded = stackalloc byte[4];
        var body = token[1..^1];
        for (var at = 0; at < body.Length; at++)
        {
            if (body[at] != '\\')
            {
                if (body[at] < 0x20 || body[at] == 0x7F)
                {
                    return false;
                }

                into.Add(body[at]);
                continue;
            }

            if (++at >= body.Length)
            {
                return false;
            }

            switch (body[at])
            {
                case (byte)'t': into.Add(9); break;
                case (byte)'n': into.Add(10); break;
                case (byte)'r': into.Add(13); break;
                case (byte)'"': into.Add((byte)'"'); break;
                case (byte)'\'': into.Add((byte)'\''); break;
                case (byte)'\\': into.Add((byte)'\\'); break;
                case (byte)'u':
                    if (!TryReadScalar(body, ref at, out var rune))
                    {
                        return false;
                    }

                    into.AddRange(encoded[..rune.EncodeToUtf8(encoded)]);
                    break;
                default:
                    if (at + 1 >= body.Length
                        || HexDigit(body[at]) is not (>= 0 and var high)
                        || HexDigit(body[at + 1]) is not (>= 0 and var low))
                    {
                        return false;
                    }

                    into.Add((byte)(high * 16 + low));
                    at++;
                    break;
            }
        }

        return true;
    }

    // At the 'u' of \u{…}; leaves the position on the closing brace.
    private static bool TryReadScalar(ReadOnlySpan<byte> body, ref int at, out Rune rune)
    {
        rune = default;
        if (++at >= body.Length || body[at] != '{')
        {
            return false;
        }

        var value = 0;
        var digits = 0;
        for (at++; at < body.Length && body[at] != '}'; at++)
        {
            if (body[at] == '_' && digits > 0)
            {
                continue;
            }

            var digit = HexDigit(body[at]);
            if (digit < 0 || value > 0x10FFFF)
            {
                return false;
            }

            value = value * 16 + digit;
            digits++;
        }

        return at < body.Length && digits > 0 && Rune.TryCreate(value, out rune);
    }

    /// <summary>The value of a hexadecimal digit, or −1.</summary>
    public static int HexDigit(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        _ => -1,
    };
}

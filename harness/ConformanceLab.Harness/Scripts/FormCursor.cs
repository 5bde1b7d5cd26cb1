using System.Text;

namespace ConformanceLab.Harness.Scripts;

/// <summary>Reads the inside of one form, token by token.</summary>
internal ref struct FormCursor(SourceText text, int start, int end)
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly SourceText _text = text;
    private readonly int _end = end;
    private ScriptLexer _lexer = new(text.Bytes, start, end);

    /// <summary>The next token; the position stays.</summary>
    public readonly ScriptToken Peek() => _lexer.Peek();

    /// <summary>Takes the next token.</summary>
    public ScriptToken Next()
    {
        var token = _lexer.Next();
        return token.Kind == ScriptTokenKind.Invalid
            ? throw new ScriptSyntaxException(token.Start, "unknown operator or malformed token")
            : token;
    }

    /// <summary>The bytes of a token.</summary>
    public readonly ReadOnlySpan<byte> Bytes(ScriptToken token) => _text.Bytes[token.Start..token.End];

    /// <summary>Takes a token of a kind.</summary>
    public ScriptToken Expect(ScriptTokenKind kind, string what)
    {
        var token = Peek();
        return token.Kind == kind ? Next() : throw new ScriptSyntaxException(token.Start, $"{what} is expected");
    }

    /// <summary>Takes the closing parenthesis of the form.</summary>
    public void ExpectClose() => Expect(ScriptTokenKind.Close, ")");

    /// <summary>The word that comes next, or null.</summary>
    public readonly string? PeekWord()
    {
        var token = Peek();
        return token.Kind == ScriptTokenKind.Word ? Encoding.ASCII.GetString(_text.Bytes[token.Start..token.End]) : null;
    }

    /// <summary>The first word of the form that comes next, or null.</summary>
    public readonly string? PeekKeyword()
    {
        var copy = _lexer;
        if (copy.Next().Kind != ScriptTokenKind.Open)
        {
            return null;
        }

        var token = copy.Next();
        return token.Kind == ScriptTokenKind.Word ? Encoding.ASCII.GetString(_text.Bytes[token.Start..token.End]) : null;
    }

    /// <summary>Takes a whole form without looking inside.</summary>
    public SourceSpan Form()
    {
        var open = Expect(ScriptTokenKind.Open, "(");
        var close = ScriptLexer.FindFormEnd(_text.Bytes, open.Start, _end);
        if (close < 0)
        {
            throw new ScriptSyntaxException(open.Start, "unclosed form");
        }

        _lexer.Position = close;
        return _text.Span(open.Start, close);
    }

    /// <summary>Takes an identifier, if one comes next; its text without the dollar sign.</summary>
    public string? OptionalName()
    {
        var token = Peek();
        if (token.Kind != ScriptTokenKind.Identifier)
        {
            return null;
        }

        Next();
        var bytes = Bytes(token)[1..];
        return bytes[0] == '"' ? Decode(bytes, token.Start) : Encoding.ASCII.GetString(bytes);
    }

    /// <summary>Takes a string that must be UTF-8.</summary>
    public string Text()
    {
        var token = Expect(ScriptTokenKind.String, "a string");
        return Decode(Bytes(token), token.Start);
    }

    /// <summary>Takes strings up to the closing parenthesis; their bytes one after the other.</summary>
    public byte[] RestAsStrings()
    {
        var bytes = new List<byte>();
        while (Peek().Kind == ScriptTokenKind.String)
        {
            var token = Next();
            if (!ScriptLexer.TryDecodeString(Bytes(token), bytes))
            {
                throw new ScriptSyntaxException(token.Start, "malformed string");
            }
        }

        ExpectClose();
        return [.. bytes];
    }

    /// <summary>An error at the next token.</summary>
    public readonly ScriptSyntaxException Error(string message) => new(Peek().Start, message);

    private static string Decode(ReadOnlySpan<byte> quoted, int offset)
    {
        var bytes = new List<byte>(quoted.Length);
        if (!ScriptLexer.TryDecodeString(quoted, bytes))
        {
            throw new ScriptSyntaxException(offset, "malformed string");
        }

        try
        {
            return s_strictUtf8.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            throw new ScriptSyntaxException(offset, "malformed UTF-8 encoding");
        }
    }
}

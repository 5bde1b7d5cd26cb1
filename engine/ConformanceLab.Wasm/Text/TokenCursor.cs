using System.Runtime.CompilerServices;

namespace ConformanceLab.Wasm.Text;

/// <summary>
/// Walks a token list. For parsers of modules and of scripts alike: a script parser may hand it, standing at <c>(module</c>, to
/// <c>TextParser</c> and go on after it. Not safe for concurrent use.
/// </summary>
public sealed class TokenCursor
{
    private readonly Token[] _tokens;
    private int _position;

    /// <summary>Stands at the first token.</summary>
    public TokenCursor(TokenList list)
    {
        List = list;
        _tokens = list.TokenArray;
    }

    /// <summary>Reads a source and stands at its first token.</summary>
    /// <exception cref="ModuleException">The source is lexically malformed.</exception>
    public TokenCursor(ReadOnlyMemory<byte> source)
        : this(TokenList.Read(source))
    {
    }

    /// <summary>What it walks.</summary>
    public TokenList List { get; }

    /// <summary>Index of the current token. Setting it moves the cursor, say back to a form that was only looked at.</summary>
    public int Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)value, (uint)List.Count, nameof(value));
            _position = value;
        }
    }

    /// <summary>The current token; at the end of the source it stays <see cref="TokenKind.End"/>.</summary>
    public Token Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _tokens[_position];
    }

    /// <summary>Kind of the current token.</summary>
    public TokenKind Kind
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _tokens[_position].Kind;
    }

    /// <summary>Whether all tokens are consumed.</summary>
    public bool IsAtEnd => Kind == TokenKind.End;

    /// <summary>Bytes of the current token.</summary>
    public ReadOnlySpan<byte> CurrentText => List.Text(Current);

    /// <summary>The token <paramref name="ahead"/> places on; <see cref="TokenKind.End"/> beyond the source.</summary>
    public Token Peek(int ahead = 0) => _tokens[Math.Min(_position + ahead, List.Count - 1)];

    /// <summary>Consumes and returns the current token.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Token Next()
    {
        var token = _tokens[_position];
        if (token.Kind != TokenKind.End)
        {
            _position++;
        }

        return token;
    }

    /// <summary>Bytes of a token.</summary>
    public ReadOnlySpan<byte> Text(Token token) => List.Text(token);

    /// <summary>Whether the current token, or the one <paramref name="ahead"/> places on, is this keyword.</summary>
    public bool IsKeyword(ReadOnlySpan<byte> keyword, int ahead = 0)
    {
        var token = Peek(ahead);
        return token.Kind == TokenKind.Keyword && token.Length == keyword.Length && List.Text(token).SequenceEqual(keyword);
    }

    /// <summary>Consumes the keyword if it is the current token.</summary>
    public bool TryTakeKeyword(ReadOnlySpan<byte> keyword)
    {
        if (!IsKeyword(keyword))
        {
            return false;
        }

        _position++;
        return true;
    }

    /// <summary>Consumes the keyword.</summary>
    /// <exception cref="ModuleException">Something else stands there.</exception>
    public void ExpectKeyword(ReadOnlySpan<byte> keyword)
    {
        if (!TryTakeKeyword(keyword))
        {
            throw Unexpected();
        }
    }

    /// <summary>Whether <c>(</c> and this keyword follow.</summary>
    public bool IsLeftParenKeyword(ReadOnlySpan<byte> keyword) => Kind == TokenKind.LeftParen && IsKeyword(keyword, 1);

    /// <summary>Consumes <c>(</c> and the keyword if they follow.</summary>
    public bool TryTakeLeftParenKeyword(ReadOnlySpan<byte> keyword)
    {
        if (!IsLeftParenKeyword(keyword))
        {
            return false;
        }

        _position += 2;
        return true;
    }

    /// <summary>Consumes a parenthesis or another token of the given kind if it is the current one.</summary>
    public bool TryTake(TokenKind kind)
    {
        if (Kind != kind)
        {
            return false;
        }

        Next();
        return true;
    }

    /// <summary>Consumes a token of the given kind.</summary>
    /// <exception cref="ModuleException">Something else stands there.</exception>
    public Token Expect(TokenKind kind)
    {
        if (Kind != kind)
        {
            throw Unexpected();
        }

        return Next();
    }

    /// <summary>Consumes a string literal.</summary>
    /// <returns>The bytes it stands for, which need not be UTF-8.</returns>
    /// <exception cref="ModuleException">Something else stands there.</exception>
    public byte[] ExpectString() => List.DecodeString(Expect(TokenKind.String));

    /// <summary>Consumes a string literal that must be UTF-8.</summary>
    /// <exception cref="ModuleException">Something else stands there, or it is not UTF-8.</exception>
    public string ExpectName()
    {
        var token = Expect(TokenKind.String);
        return StringLiteral.DecodeName(List.Text(token)) ?? throw List.Error(token.Start, "malformed UTF-8 encoding");
    }

    /// <summary>Consumes an identifier, if one stands there.</summary>
    /// <returns>Its characters without the dollar sign, quotes and escapes; null if none stands there.</returns>
    public string? TryTakeIdentifier()
    {
        if (Kind != TokenKind.Identifier)
        {
            return null;
        }

        var text = List.Text(Next());
        return text[1] == '"' ? StringLiteral.DecodeName(text) : System.Text.Encoding.UTF8.GetString(text[1..]);
    }

    /// <summary>Consumes one token, or one form in parentheses with all it contains.</summary>
    /// <exception cref="ModuleException">The form is not closed, or nothing is left.</exception>
    public void Skip()
    {
        if (Kind is TokenKind.End or TokenKind.RightParen)
        {
            throw Unexpected();
        }

        var depth = 0;
        do
        {
            switch (Next().Kind)
            {
                case TokenKind.LeftParen:
                    depth++;
                    break;
                case TokenKind.RightParen:
                    depth--;
                    break;
                case TokenKind.End:
                    throw Unexpected();
            }
        }
        while (depth > 0);
    }

    /// <summary>Line and column of the current token, both from 1.</summary>
    public (int Line, int Column) GetPosition() => List.GetPosition(Current.Start);

    /// <summary>An error of the given kind at the current token.</summary>
    public ModuleException Error(string reason, string? detail = null, ModuleErrorKind kind = ModuleErrorKind.Malformed) =>
        List.Error(Current.Start, reason, detail, kind);

    /// <summary>
    /// The error for a token that the grammar does not want here: "unknown operator" where it belongs to no grammar at all,
    /// otherwise "unexpected token".
    /// </summary>
    public ModuleException Unexpected() => Unexpected(Current);

    /// <inheritdoc cref="Unexpected()"/>
    public ModuleException Unexpected(Token token)
    {
        var known = token.Kind switch
        {
            TokenKind.Reserved => false,
            TokenKind.Keyword => Keywords.IsKnown(List.Text(token)),
            TokenKind.Number => NumberSyntax.IsNumber(List.Text(token)),
            _ => true,
        };
        return known
            ? List.Error(token.Start, "unexpected token", token.Kind == TokenKind.End ? "end of source" : Excerpt(token))
            : new ModuleException(ModuleErrorKind.Malformed, $"unknown operator {Excerpt(token)}")
            {
                Line = List.GetPosition(token.Start).Line,
                Column = List.GetPosition(token.Start).Column,
            };
    }

    private string Excerpt(Token token)
    {
        const int Longest = 60;
        return token.Length <= Longest ? List.TextOf(token) : List.TextOf(token with { Length = Longest }) + "…";
    }
}

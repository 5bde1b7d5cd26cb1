using System.Text;

namespace ConformanceLab.Wasm.Text;

/// <summary>
/// The tokens of a source in the text format (UTF-8). Comments and annotations are not among them; annotations that are known
/// (<c>@custom</c>, <c>@name</c>, <c>@metadata.code.branch_hint</c>) are kept beside. Immutable: may be shared between threads.
/// </summary>
public sealed class TokenList
{
    private readonly ReadOnlyMemory<byte> _source;
    private readonly Token[] _tokens;
    private readonly Token[] _annotationTokens;
    private readonly Annotation[] _annotations;
    private readonly LineTable _lines;

    internal TokenList(
        ReadOnlyMemory<byte> source, Token[] tokens, int count, Token[] annotationTokens, Annotation[] annotations, LineTable lines)
    {
        _source = source;
        _tokens = tokens;
        Count = count;
        _annotationTokens = annotationTokens;
        _annotations = annotations;
        _lines = lines;
    }

    /// <summary>Number of tokens; the last one is of kind <see cref="TokenKind.End"/>.</summary>
    public int Count { get; }

    /// <summary>The source.</summary>
    public ReadOnlyMemory<byte> Source => _source;

    /// <summary>The token at <paramref name="index"/>.</summary>
    public Token this[int index] => Tokens[index];

    internal ReadOnlySpan<Token> Tokens => _tokens.AsSpan(0, Count);

    internal Token[] TokenArray => _tokens;

    internal ReadOnlySpan<Annotation> Annotations => _annotations;

    internal LineTable Lines => _lines;

    /// <summary>Splits a source into tokens.</summary>
    /// <exception cref="ModuleException">It is lexically malformed.</exception>
    public static TokenList Read(ReadOnlyMemory<byte> source) => new Lexer(source).Read();

    /// <summary>The same tokens, as if all annotations were space.</summary>
    internal TokenList WithoutAnnotations() => new(_source, _tokens, Count, [], [], _lines);

    /// <summary>The bytes of a token as they stand in the source.</summary>
    public ReadOnlySpan<byte> Text(Token token) => _source.Span.Slice(token.Start, token.Length);

    /// <summary>The bytes that a string token, or a quoted identifier, stands for.</summary>
    public byte[] DecodeString(Token token) => StringLiteral.Decode(Text(token));

    /// <summary>Line and column (in bytes) of an offset, both from 1.</summary>
    public (int Line, int Column) GetPosition(int offset) => _lines.Find(offset);

    /// <summary>An error at an offset of the source.</summary>
    public ModuleException Error(int offset, string reason, string? detail = null, ModuleErrorKind kind = ModuleErrorKind.Malformed)
    {
        var (line, column) = GetPosition(offset);
        return new ModuleException(kind, reason, detail) { Line = line, Column = column };
    }

    internal ReadOnlySpan<Token> TokensOf(Annotation annotation) => _annotationTokens.AsSpan(annotation.FirstToken, annotation.TokenCount);

    internal string TextOf(Token token) => Encoding.UTF8.GetString(Text(token));
}

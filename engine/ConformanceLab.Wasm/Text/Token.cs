namespace ConformanceLab.Wasm.Text;

/// <summary>Kinds of tokens of the text format. Source: specification, "Lexical Format, Tokens".</summary>
public enum TokenKind : byte
{
    /// <summary>End of the source.</summary>
    End,

    /// <summary><c>(</c>.</summary>
    LeftParen,

    /// <summary><c>)</c>.</summary>
    RightParen,

    /// <summary>Starts with a small letter. Also <c>inf</c> and <c>nan:0x1</c>, which are numbers where numbers are expected.</summary>
    Keyword,

    /// <summary><c>$x</c> or <c>$"any characters"</c>.</summary>
    Identifier,

    /// <summary>A string literal, with its quotes.</summary>
    String,

    /// <summary>Starts with a digit or a sign; not yet checked to be a number.</summary>
    Number,

    /// <summary>Characters that form no token of the grammar.</summary>
    Reserved,
}

/// <summary>A token: a stretch of the source.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Offset of its first byte.</param>
/// <param name="Length">Its length in bytes.</param>
public readonly record struct Token(TokenKind Kind, int Start, int Length)
{
    /// <summary>Offset after its last byte.</summary>
    public int End => Start + Length;
}

/// <summary>Annotations that mean something to the module parser; all others are skipped.</summary>
internal enum AnnotationKind : byte
{
    Custom,
    Name,
    BranchHint,
}

/// <summary>
/// A known annotation. It may stand between any two tokens; <see cref="Anchor"/> is the index of the token that follows it. Its own
/// tokens, from after <c>(@name</c> up to its closing parenthesis exclusively, are kept apart from the module's.
/// </summary>
internal readonly record struct Annotation(AnnotationKind Kind, int Start, int Anchor, int FirstToken, int TokenCount);

using System.Text;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Text;
using Xunit;

namespace ConformanceLab.Engine.Tests.Text;

public class LexerTests
{
    [Fact]
    public void TokensAreKindsAndStretches()
    {
        var list = TokenList.Read("(module $m \"a b\" 0x1f -2 nan:0x1 $\"q r\" a\"b\" ,)"u8.ToArray());
        var kinds = Enumerable.Range(0, list.Count).Select(i => list[i].Kind);
        Assert.Equal(
            [
                TokenKind.LeftParen, TokenKind.Keyword, TokenKind.Identifier, TokenKind.String, TokenKind.Number, TokenKind.Number,
                TokenKind.Keyword, TokenKind.Identifier, TokenKind.Reserved, TokenKind.Reserved, TokenKind.RightParen, TokenKind.End,
            ],
            kinds);
        Assert.Equal("$\"q r\"", Encoding.UTF8.GetString(list.Text(list[7])));
    }

    [Theory]
    [InlineData("a;;b\nc")]
    [InlineData("a;;b\rc")]
    [InlineData("a(;b;)c")]
    [InlineData("a(;(;b;);)c")]
    [InlineData("a(;;)c")]
    [InlineData("a (@x (y) \")\" $ , ;) c")]
    [InlineData("a(@\"x y\")c")]
    [InlineData("a\t\r\n c;;")]
    public void CommentsAndAnnotationsAreNoTokens(string text) =>
        Assert.Equal([TokenKind.Keyword, TokenKind.Keyword, TokenKind.End], Kinds(text));

    [Theory]
    [InlineData("\"a\\n\\r\\t\\\\\\'\\\"\"", "610A0D095C2722")]
    [InlineData("\"\\00\\fF\"", "00FF")]
    [InlineData("\"\\u{41}\\u{1_F600}\"", "41F09F9880")]
    [InlineData("\"é\"", "C3A9")]
    public void StringsDecode(string literal, string hex) =>
        Assert.Equal(hex, Convert.ToHexString(new TokenCursor(Encoding.UTF8.GetBytes(literal)).ExpectString()));

    [Theory]
    [InlineData("\"a", "unclosed string", 1)]
    [InlineData("x \"a\nb\"", "unclosed string", 3)]
    [InlineData("\"a\tb\"", "illegal control character", 3)]
    [InlineData("\"\\q\"", "illegal escape", 2)]
    [InlineData("\"\\0\"", "illegal escape", 2)]
    [InlineData("\"\\u{d800}\"", "illegal escape", 2)]
    [InlineData("\"\\u{110000}\"", "illegal escape", 2)]
    [InlineData("\"\\u{}\"", "illegal escape", 2)]
    [InlineData("\"\\u{1__1}\"", "illegal escape", 2)]
    [InlineData("a (; b", "unclosed comment", 3)]
    [InlineData("(;", "unclosed comment", 1)]
    [InlineData("(; (; ;)", "unclosed comment", 1)]
    [InlineData("(@x (y)", "unclosed annotation", 1)]
    [InlineData("(@)", "empty annotation id", 1)]
    [InlineData("(@x \"", "unclosed string", 5)]
    [InlineData("$", "empty identifier", 1)]
    [InlineData("$\"\"", "empty identifier", 1)]
    [InlineData("$\"\\ff\"", "malformed UTF-8 encoding", 2)]
    [InlineData("a \u007f", "illegal character", 3)]
    [InlineData("a é", "illegal character", 3)]
    [InlineData("(@a \u0001)", "illegal character", 5)]
    public void MalformedSourceIsRejectedWhereItIs(string text, string reason, int column)
    {
        var error = Assert.Throws<ModuleException>(() => TokenList.Read(Encoding.UTF8.GetBytes(text)));
        Assert.StartsWith(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(ModuleErrorKind.Malformed, error.Kind);
        Assert.Equal((1, column), (error.Line, error.Column));
    }

    [Fact]
    public void SourcesMustBeUtf8()
    {
        var error = Assert.Throws<ModuleException>(() => TokenList.Read(new byte[] { (byte)'\n', (byte)';', (byte)';', 0xC0, 0x80 }));
        Assert.Equal("malformed UTF-8 encoding", error.Reason);
        Assert.Equal((2, 3), (error.Line, error.Column));
    }

    [Fact]
    public void PositionsCountLinesAndBytes()
    {
        var cursor = new TokenCursor("a\n\n  b \"é\" c"u8.ToArray());
        Assert.Equal((1, 1), cursor.GetPosition());
        cursor.Next();
        Assert.Equal((3, 3), cursor.GetPosition());
        cursor.Next();
        cursor.Next();
        Assert.Equal((3, 10), cursor.GetPosition());
    }

    [Fact]
    public void TheCursorWalksForms()
    {
        var cursor = new TokenCursor("(module $m (func (nop))) (assert 1)"u8.ToArray());
        var start = cursor.Position;
        Assert.True(cursor.IsLeftParenKeyword("module"u8));
        Assert.False(cursor.TryTakeLeftParenKeyword("modul"u8));
        Assert.True(cursor.TryTakeLeftParenKeyword("module"u8));
        Assert.Equal("m", cursor.TryTakeIdentifier());
        Assert.Null(cursor.TryTakeIdentifier());
        cursor.Skip();
        Assert.Equal(TokenKind.RightParen, cursor.Next().Kind);
        Assert.True(cursor.TryTakeLeftParenKeyword("assert"u8));
        Assert.Throws<ModuleException>(() => cursor.ExpectString());
        cursor.Position = start;
        cursor.Skip();
        cursor.Skip();
        Assert.True(cursor.IsAtEnd);
        Assert.Equal(TokenKind.End, cursor.Next().Kind);
        Assert.Throws<ModuleException>(cursor.Skip);
    }

    private static IEnumerable<TokenKind> Kinds(string text)
    {
        var list = TokenList.Read(Encoding.UTF8.GetBytes(text));
        return Enumerable.Range(0, list.Count).Select(i => list[i].Kind);
    }
}

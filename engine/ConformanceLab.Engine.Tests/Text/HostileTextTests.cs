using System.Text;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Text;
using CsCheck;
using Xunit;

namespace ConformanceLab.Engine.Tests.Text;

/// <summary>Whatever the text: a module, or a <see cref="ModuleException"/>.</summary>
public class HostileTextTests
{
    private const int Deep = 200_000;

    private static readonly string[] s_words =
    [
        "(", ")", "(", ")", "(module", "(func", "(param", "(result", "(type", "(rec", "(sub", "final", "(struct", "(field", "(array",
        "(mut", "(ref",
        "null", "i32", "i64", "f32", "v128", "funcref", "anyref", "func", "extern", "$a", "$b", "$\"a\"", "0", "1", "2", "-1", "0x1p3",
        "nan:0x1",
        "4294967296", "\"a\"", "\"\\ff\"", "(import", "(export", "(table", "(memory", "(global", "(tag", "(elem", "(data", "(start",
        "(item",
        "(offset", "declare", "shared", "(pagesize", "(local", "local.get", "(local.get", "i32.const", "(i32.const", "block", "(block",
        "loop",
        "if", "(if", "(then", "else", "(else", "end", "try", "(try", "(do", "(catch", "catch_all", "delegate", "(try_table",
        "(catch_all_ref", "br",
        "(br_table", "select", "(select", "call_indirect", "(call_indirect", "offset=1", "align=2", "i32.load", "v128.load8_lane",
        "v128.const",
        "i32x4", "i8x16.shuffle", "memory.init", "table.copy", "struct.get", "ref.test", "br_on_cast", "(@custom", "(@name",
        "(@metadata.code.branch_hint", "\"\\01\")", "(@x", ";;", "(;", ";)", "\n", "array.new_fixed", "ref.null", "throw", "drop", "nop",
    ];

    [Fact]
    public void RandomBytes() => Gen.Byte.Array[0, 100].Sample(bytes => ParseOrReject(bytes), iter: 5_000);

    [Fact]
    public void RandomWords() => Gen.Int[0, s_words.Length - 1].Array[0, 60].Sample(
        words => ParseOrReject(Encoding.UTF8.GetBytes(string.Join(' ', words.Select(word => s_words[word])))),
        iter: 20_000);

    [Fact]
    public void RandomInstructions() => Gen.Int[0, s_words.Length - 1].Array[0, 30].Sample(
        words => ParseOrReject(
            Encoding.UTF8.GetBytes(
                "(type $a (func (param i32))) (func $b (param $a i32) " + string.Join(' ', words.Select(word => s_words[word])) + ")")),
        iter: 20_000);

    [Fact]
    public void MutatedModules()
    {
        var text = Encoding.UTF8.GetBytes(SampleText.Text);
        Gen.Select(Gen.Int[0, text.Length - 1], Gen.Int[0, 12], Gen.Int[0, s_words.Length - 1]).Sample(
            (index, removed, word) => ParseOrReject(
                [.. text[..index], .. Encoding.UTF8.GetBytes(word % 2 == 0 ? s_words[word] : ""),
                    .. text[Math.Min(index + removed, text.Length)..]]),
            iter: 3_000);
    }

    [Fact]
    public void EveryPrefix()
    {
        var text = Encoding.UTF8.GetBytes(SampleText.Text);
        for (var length = 0; length < text.Length; length++)
        {
            ParseOrReject(text[..length]);
        }
    }

    [Theory]
    [InlineData("(func ", "(block ", "", ")", ")")]
    [InlineData("(func ", "block ", "", "end ", ")")]
    [InlineData("(func ", "(drop ", "", ")", ")")]
    [InlineData("(func ", "(if (then ", "", "))", ")")]
    [InlineData("(func ", "(if ", "nop ", "(then))", ")")]
    [InlineData("(func ", "(try (do ", "", ") (catch_all))", ")")]
    [InlineData("(func ", "if else ", "", "end ", ")")]
    [InlineData("(global i32 ", "(i32.eqz ", "(i32.const 0)", ")", ")")]
    [InlineData("(func ", "(block $l ", "(br $l)", ")", ")")]
    [InlineData("", "(", "", ")", "")]
    [InlineData("", "(; ", "", ";)", "")]
    [InlineData("(@x ", "(", "", ")", ")")]
    [InlineData("(@x ", "(@x ", "", ")", ")")]
    [InlineData("", "(rec ", "", ")", "")]
    [InlineData("(type ", "(sub ", "(func)", ")", ")")]
    public void DepthCostsHeapOnly(string start, string open, string middle, string close, string end)
    {
        var text = new StringBuilder(start).Insert(start.Length, open, Deep).Append(middle);
        ParseOrReject(Encoding.UTF8.GetBytes(text.ToString()));
        text.Insert(text.Length, close, Deep).Append(end);
        ParseOrReject(Encoding.UTF8.GetBytes(text.ToString()));
    }

    [Fact]
    public void DeepModulesAreReadAndPrinted()
    {
        var text = new StringBuilder("(func").Insert(5, "(block $l (br $l)", 20_000).Insert(5 + (17 * 20_000), ")", 20_001);
        var module = TextAssert.Parse(text.ToString());
        Assert.Equal((5 * 20_000) + 1, module.Functions[0].Body.Bytes.Length);
        TextAssert.RoundTrips(module);
    }

    private static void ParseOrReject(byte[] bytes)
    {
        try
        {
            TextParser.ParseModule(bytes, WasmFeatures.All);
        }
        catch (ModuleException error)
        {
            Assert.NotEmpty(error.Message);
        }
    }
}

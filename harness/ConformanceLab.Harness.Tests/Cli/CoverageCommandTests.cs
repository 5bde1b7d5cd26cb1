using System.Text.Json;
using ConformanceLab.Cli;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary><c>clab coverage</c>.</summary>
public sealed class CoverageCommandTests
{
    private const string Script = """
        (module (func (export "f") (param i32) (result i32) (if (result i32) (local.get 0) (then (unreachable)) (else (i32.const 1))))
          (func (export "never") (drop (i64.const 1))))
        (assert_return (invoke "f" (i32.const 0)) (i32.const 1))
        (assert_trap (invoke "f" (i32.const 1)) "unreachable")
        (assert_invalid (module (func (drop))) "type mismatch")
        (assert_malformed (module binary "\00asm\01\00\00\00" "\05\03\01\77\00") "malformed limits flags")
        (assert_malformed (module binary "\00asm\01\00\00\00" "\05\03\01\77\00") "another message: this fails, and does not count")
        """;

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private Dictionary<(string? Kind, string? Name), long> Counts(params string[] arguments)
    {
        _folder.Write("suites/a.wast", Script);
        var result = Clab.Run(["coverage", "--suites", _folder["suites"], "--format", "json", .. arguments]);
        Assert.That(result.Code, Is.EqualTo(ExitCode.Failed), result.Error);
        Assert.That(result.Error, Does.Contain("1 of 6 commands do not pass and do not count"));
        using var json = JsonDocument.Parse(result.Out);
        return json.RootElement.GetProperty("items").EnumerateArray().ToDictionary(
            item => (item.GetProperty("kind").GetString(), item.GetProperty("name").GetString()),
            item => item.GetProperty("count").GetInt64());
    }

    [Test]
    public void What_commands_touch_is_counted_and_nothing_else()
    {
        var counts = Counts();
        Assert.Multiple(() =>
        {
            Assert.That(counts[("execution", "local.get")], Is.EqualTo(2));
            Assert.That(counts[("execution", "if")], Is.EqualTo(2));
            Assert.That(counts[("execution", "i32.const")], Is.EqualTo(1));
            Assert.That(counts[("execution", "unreachable")], Is.EqualTo(1));
            Assert.That(counts[("execution", "else")], Is.EqualTo(1));
            Assert.That(counts[("execution", "i64.const")], Is.Zero, "its function is not called");
            Assert.That(counts[("rejection", "drop")], Is.EqualTo(1));
            Assert.That(counts[("rejection", "end")], Is.Zero);
            Assert.That(counts[("rule", "valid-drop")], Is.EqualTo(1));
            Assert.That(counts[("invalid", "type mismatch")], Is.EqualTo(1));
            Assert.That(counts[("trap", "unreachable")], Is.EqualTo(1));
            Assert.That(counts[("trap", "integer overflow")], Is.Zero);
            Assert.That(counts[("malformed", "memory: malformed limits flags")], Is.EqualTo(1));
            Assert.That(counts[("malformed", "table: malformed limits flags")], Is.Zero);
        });
    }

    [Test]
    public void The_table_names_what_is_missing_and_reasons_explain_it()
    {
        _folder.Write("suites/a.wast", Script);
        _folder.Write("why.json", """
            [{ "kind": "execution", "names": ["i64.add", "local.get", "frob"], "reason": "because" }]
            """);
        var bare = Clab.Run("coverage", "--suites", _folder["suites"]);
        var explained = Clab.Run("coverage", "--suites", _folder["suites"], "--reasons", _folder["why.json"]);
        var markdown = Clab.Run("coverage", "--suites", _folder["suites"], "--reasons", _folder["why.json"], "--format", "markdown");
        Assert.Multiple(() =>
        {
            Assert.That(bare.Code, Is.EqualTo(ExitCode.Failed));
            Assert.That(bare.Out, Does.Contain("not touched: execution i64.add\n"));
            Assert.That(explained.Out, Does.Not.Contain("not touched: execution i64.add\n"));
            Assert.That(explained.Out, Does.Contain("reason: execution local.get: it is touched, the reason must go"));
            Assert.That(explained.Out, Does.Contain("reason: execution frob: there is no such thing"));
            Assert.That(markdown.Out, Does.Contain("- `execution i64.add`: because"));
        });
    }

    [TestCase("{", "why.json")]
    [TestCase("""[{ "kind": "frob", "names": ["nop"], "reason": "r" }]""", "no such kind: 'frob'")]
    [TestCase("""[{ "kind": "execution", "names": ["nop"] }]""", "has no reason")]
    [TestCase("""[{ "kind": "execution", "names": ["nop", "nop"], "reason": "r" }]""", "execution nop stands twice")]
    public void A_wrong_file_of_reasons_is_an_error_that_says_why(string json, string message)
    {
        _folder.Write("suites/a.wast", Script);
        _folder.Write("why.json", json);
        var result = Clab.Run("coverage", "--suites", _folder["suites"], "--reasons", _folder["why.json"]);
        Assert.That(result.Code, Is.Not.EqualTo(ExitCode.Good).And.Not.EqualTo(ExitCode.Failed));
        Assert.That(result.Error, Does.Contain(message));
    }

    [TestCase("--suite", "frob")]
    [TestCase("--filter", "frob")]
    [TestCase("--format", "frob")]
    public void What_selects_nothing_is_a_usage_error(string option, string value)
    {
        _folder.Write("suites/a.wast", "(module)");
        Assert.That(Clab.Run("coverage", "--suites", _folder["suites"], option, value).Code, Is.EqualTo(ExitCode.Usage));
    }
}

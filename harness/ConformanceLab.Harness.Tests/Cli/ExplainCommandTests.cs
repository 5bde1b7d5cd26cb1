using System.Text;
using ConformanceLab.Cli;
using ConformanceLab.Cli.Commands;
using ConformanceLab.Wasm;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>clab explain.</summary>
[NonParallelizable]
public sealed class ExplainCommandTests
{
    private const string Text = """
        (module
          (import "env" "log" (func $log))
          (func $one (export "first") (result i32) (i32.const 1))
          (func $two (export "second") (param $x i32) (result i32) (i32.div_u (local.get $x) (call $one)))
          (func (export "5") (call $log)))
        """;

    private TestFolder _folder = null!;
    private string _file = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TestFolder();
        _file = _folder.Write("a.wat", Text);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    // The lines that declare functions.
    private static string[] Functions(string output) =>
        [.. output.Split('\n').Where(line => line.StartsWith("(func", StringComparison.Ordinal)).Select(line => line.Split(' ')[1])];

    [Test]
    public void All_functions_are_explained_in_order()
    {
        var result = Clab.Run("explain", _file);
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(Functions(result.Out), Is.EqualTo(new[] { "$one", "$two", "(;3;)" }));
        Assert.That(
            result.Out,
            Does.Contain("exported as second").And.Contain("push rbp").And.Contain("i32.div_u").And.Contain("slot of $one")
                .And.Contain("to trap: integer divide by zero"));
    }

    [Test]
    public void The_optimizing_compiler_says_what_it_did_and_why()
    {
        Assume.That(Tiers.Available, Does.Contain(Tier.Optimizing), "the optimizing tier does not run here");
        var plain = Clab.Run("explain", _file, "--func", "second", "--tier", "optimizing");
        var result = Clab.Run("explain", _file, "--func", "second", "--tier", "optimizing", "--why", "--ir");
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Out, Does.StartWith(plain.Out).And.Contain("the call of function 1, 3 bytes, is inlined"));
        string[] stages = ["graph", "redundant parameters removed", "values numbered, invariants moved", "dead code removed", "registers allocated"];
        Assert.That(
            result.Out.Split('\n').Where(line => line.StartsWith("  ; ", StringComparison.Ordinal)).Select(line => line[4..]).SkipWhile(line => line != "graph"),
            Is.EqualTo(stages));

        // x / 1 is x: the division is there at first, and gone in the end.
        var graph = result.Out[result.Out.IndexOf("  ; graph", StringComparison.Ordinal)..];
        Assert.That(graph[..graph.IndexOf("  ; values", StringComparison.Ordinal)], Does.Contain("i32.div_u v0 1"));
        Assert.That(graph[graph.IndexOf("  ; dead", StringComparison.Ordinal)..], Does.Not.Contain("i32.div_u"));
        Assert.That(graph[graph.IndexOf("  ; registers", StringComparison.Ordinal)..], Does.Contain("return v0:rdi"));
    }

    [Test]
    public void The_baseline_compiler_has_no_stages()
    {
        var plain = Clab.Run("explain", _file, "--func", "second");
        var result = Clab.Run("explain", _file, "--func", "second", "--why", "--ir");
        Assert.That(result.Out, Does.StartWith(plain.Out).And.Contain("no decisions").And.Not.Contain("; graph"));
    }

    [Test]
    public void Offsets_are_those_of_a_binary_module()
    {
        Clab.Run("parse", _file, "--names");
        var one = Clab.Run("explain", _folder["a.wasm"], "--func", "$one").Out;
        var bytes = File.ReadAllBytes(_folder["a.wasm"]);

        // i32.const 1; end
        var at = bytes.AsSpan().IndexOf(new byte[] { 0x41, 0x01, 0x0b });
        Assert.That(one, Does.Contain($"{at:x4}  i32.const 1").And.Contain($"{at + 2:x4}  end"));
    }

    [TestCase("1", "$one")]
    [TestCase("one", "$one")]
    [TestCase("$one", "$one")]
    [TestCase("first", "$one")]
    [TestCase("second", "$two")]
    [TestCase("5", "(;3;)")]
    public void A_function_is_chosen_by_index_name_or_export(string given, string function) =>
        Assert.That(Functions(Clab.Run("explain", _file, "--func", given).Out), Is.EqualTo(new[] { function }));

    [Test]
    public void Functions_can_be_several() =>
        Assert.That(
            Functions(Clab.Run("explain", "--func", "second", "--func", "1", "--func", "first", _file).Out),
            Is.EqualTo(new[] { "$one", "$two" }));

    [TestCase("9", "--func 9: no such function; {0} defines 1 $one, 2 $two, 3")]
    [TestCase("frob", "--func frob: no such function; {0} defines 1 $one, 2 $two, 3")]
    [TestCase("log", "--func log: function 0 is imported and has no code here; {0} defines 1 $one, 2 $two, 3")]
    public void A_function_that_is_not_there_is_a_usage_error_that_says_what_is(string given, string message) =>
        Assert.That(
            Clab.Run("explain", _file, "--func", given),
            Is.EqualTo(new CliResult(2, "", $"clab: {string.Format(null, message, _file)}{Environment.NewLine}")));

    [Test]
    public void A_page_is_written_where_the_name_or_the_format_says_so()
    {
        Assert.That(Clab.Run("explain", _file, "-o", _folder["a.html"]), Is.EqualTo(new CliResult(0, "", "")));
        Assert.That(Clab.Run("explain", _file, "--output", _folder["a.txt"]), Is.EqualTo(new CliResult(0, "", "")));
        var page = File.ReadAllText(_folder["a.html"]);
        Assert.That(page, Does.StartWith("<!doctype html>").And.Contain("<title>a.wat: baseline machine code</title>"));
        Assert.That(Clab.Run("explain", _file, "--format", "html").Out, Is.EqualTo(page));
        Assert.That(File.ReadAllText(_folder["a.txt"]), Is.EqualTo(Clab.Run("explain", _file, "--format", "text").Out));
        Clab.Run("explain", _file, "--format", "text", "-o", _folder["b.html"]);
        Assert.That(File.ReadAllText(_folder["b.html"]), Is.EqualTo(File.ReadAllText(_folder["a.txt"])));
    }

    [TestCase("--format", "pdf", "no such format; there is text, html")]
    [TestCase("--tier", "fast", "no such tier; explain shows baseline and optimizing")]
    [TestCase("--tier", "interpreter", "it makes no machine code; explain shows baseline and optimizing")]
    public void What_cannot_be_shown_is_a_usage_error(string option, string value, string message) =>
        Assert.That(
            Clab.Run("explain", _file, option, value),
            Is.EqualTo(new CliResult(2, "", $"clab: {option} {value}: {message}{Environment.NewLine}")));

    [Test]
    public void A_tier_that_does_not_run_here_is_a_usage_error()
    {
        Assert.That(ExplainCommand.FindTier("baseline", [Tier.Interpreter, Tier.Baseline]), Is.EqualTo(Tier.Baseline));
        var error = Assert.Throws<UsageException>(() => ExplainCommand.FindTier("baseline", [Tier.Interpreter]));
        Assert.That(error.Message, Does.StartWith("--tier baseline: not available on this machine"));
    }

    [Test]
    public void What_is_no_module_is_reported_with_its_place()
    {
        var malformed = _folder.Write("b.wat", "hello");
        var result = Clab.Run("explain", malformed);
        Assert.That((result.Code, result.Out), Is.EqualTo((1, "")));
        Assert.That(result.Error, Does.StartWith($"{malformed}:1:1: malformed: "));
        var invalid = _folder.Write("c.wat", "(module (func (result i32)))");
        Assert.That(Clab.Run("explain", invalid).Error, Does.StartWith($"{invalid}:1:").And.Contain("invalid: type mismatch"));
        Assert.That(Clab.Run("explain", _folder["missing.wasm"]).Code, Is.EqualTo(3));
        Assert.That(Clab.Run("explain", _file, "-o", _folder["no/such/folder.txt"]).Code, Is.EqualTo(3));
        Assert.That(Clab.Run("explain", _file, "-W", "multi-value", "-W", "wasm1").Code, Is.Zero);
        Assert.That(Clab.Run("explain", _folder.Write("d.wat", "(func (param v128))"), "-W", "simd=n").Code, Is.EqualTo(1));
    }

    [Test]
    public void A_module_without_functions_has_nothing_to_show()
    {
        var empty = _folder.Write("b.wat", "(module)");
        Assert.That(Clab.Run("explain", empty), Is.EqualTo(new CliResult(0, "", "")));
        Assert.That(Clab.Run("explain", empty, "--func", "0").Error, Does.Contain("defines none"));
    }

    [Test]
    public void A_dash_is_standard_input()
    {
        var (code, output, error) = Clab.Pipe(Encoding.UTF8.GetBytes(Text), "explain", "-", "--format", "html");
        Assert.That((code, error), Is.EqualTo((0, "")));
        Assert.That(Encoding.UTF8.GetString(output), Does.Contain("<h1>standard input</h1>"));
    }
}

using System.Text;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>validate, print, parse, info.</summary>
[NonParallelizable]
public sealed class ModuleCommandTests
{
    private const string Text = "(module $m (func $f (export \"answer\") (result i32) (i32.const 42)))";

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Valid_modules_are_named_unless_quiet()
    {
        var (a, b) = (_folder.Write("a.wat", Text), _folder.Write("b.wat", "(module)"));
        Assert.That(
            Clab.Run("validate", a, b),
            Is.EqualTo(new CliResult(0, $"{a}: valid{Environment.NewLine}{b}: valid{Environment.NewLine}", "")));
        Assert.That(Clab.Run("validate", "-q", a, b), Is.EqualTo(new CliResult(0, "", "")));
        Assert.That(Clab.Run("validate", a, "--quiet"), Is.EqualTo(new CliResult(0, "", "")));
    }

    [Test]
    public void Bad_modules_are_reported_with_their_place_and_the_rest_is_looked_at_too()
    {
        var malformed = _folder.Write("malformed.wat", "(module\n  (func (i32.frob)))");
        var invalid = _folder.Write("invalid.wat", "(module\n  (func (result i32)\n    (i64.const 0)))");
        var good = _folder.Write("good.wat", Text);
        var binary = _folder["binary.wasm"];
        File.WriteAllBytes(binary, [0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0, 0x7f]);
        var result = Clab.Run("validate", malformed, invalid, binary, good);
        Assert.That((result.Code, result.Out), Is.EqualTo((1, $"{good}: valid{Environment.NewLine}")));
        var lines = result.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(3));
        Assert.That(lines[0], Does.StartWith($"{malformed}:2:10: malformed: unknown operator"));
        Assert.That(
            lines[1],
            Does.StartWith($"{invalid}:3:").And.Contain(": invalid: type mismatch").And.Contain("in function 0").And.Contain("[valid-"));
        Assert.That(lines[2], Does.StartWith($"{binary} at 0x8: malformed: "));
    }

    [Test]
    public void Text_becomes_binary_beside_the_source_or_where_asked()
    {
        var text = _folder.Write("a.wat", Text);
        Assert.That(Clab.Run("parse", text), Is.EqualTo(new CliResult(0, "", "")));
        Assert.That(Clab.Run("parse", text, "-o", _folder["b.wasm"]).Code, Is.Zero);
        var bytes = File.ReadAllBytes(_folder["a.wasm"]);
        Assert.That(bytes.AsSpan().StartsWith("\0asm"u8), Is.True);
        Assert.That(File.ReadAllBytes(_folder["b.wasm"]), Is.EqualTo(bytes));
        Assert.That(Clab.Run("run", "--invoke", "answer", _folder["a.wasm"]).Out.Trim(), Is.EqualTo("42"));
    }

    [Test]
    public void A_module_is_not_overwritten_by_its_translation()
    {
        Clab.Run("parse", _folder.Write("a.wat", Text));
        var before = File.ReadAllBytes(_folder["a.wasm"]);
        var result = Clab.Run("parse", _folder["a.wasm"]);
        Assert.That(
            (result.Code, result.Error),
            Is.EqualTo((2, $"clab: {_folder["a.wasm"]} would be overwritten; name the output with -o{Environment.NewLine}")));
        Assert.That(File.ReadAllBytes(_folder["a.wasm"]), Is.EqualTo(before));
    }

    [Test]
    public void Names_are_written_where_asked()
    {
        var text = _folder.Write("a.wat", Text);
        Clab.Run("parse", text, "-o", _folder["plain.wasm"]);
        Clab.Run("parse", "--names", text, "-o", _folder["named.wasm"]);
        Assert.That(Clab.Run("print", _folder["plain.wasm"]).Out, Does.Not.Contain("$f"));
        Assert.That(Clab.Run("print", _folder["named.wasm"]).Out, Does.Contain("$f").And.Contain("$m"));
    }

    [Test]
    public void A_printed_module_is_the_same_module()
    {
        Clab.Run("parse", _folder.Write("a.wat", Text));
        var printed = Clab.Run("print", _folder["a.wasm"]);
        Assert.That((printed.Code, printed.Error), Is.EqualTo((0, "")));
        Clab.Run("print", _folder["a.wasm"], "--output", _folder["b.wat"]);
        Assert.That(File.ReadAllText(_folder["b.wat"]), Is.EqualTo(printed.Out));
        Clab.Run("parse", _folder["b.wat"]);
        Assert.That(File.ReadAllBytes(_folder["b.wasm"]), Is.EqualTo(File.ReadAllBytes(_folder["a.wasm"])));
    }

    [TestCase("print")]
    [TestCase("parse")]
    [TestCase("info")]
    [TestCase("run")]
    public void Malformed_input_is_reported_with_its_place(string command)
    {
        var file = _folder.Write("a.wat", "(module\n (func\n  (frob)))");
        var result = Clab.Run(command, file);
        Assert.That((result.Code, result.Out), Is.EqualTo((1, "")));
        Assert.That(result.Error, Does.StartWith($"{file}:3:4: malformed: "));
        Assert.That(File.Exists(_folder["a.wasm"]), Is.False);
    }

    [Test]
    public void Info_says_what_is_in_a_module()
    {
        var file = _folder.Write("a.wat", """
            (module $m
              (import "env" "log" (func (param i32)))
              (memory (export "memory") 1)
              (table 3 funcref)
              (global i32 (i32.const 1))
              (data (i32.const 0) "abc")
              (@custom "note" "hello")
              (func (export "f") (param i32) (result i32) (i32.extend8_s (local.get 0))))
            """);
        var result = Clab.Run("info", file);
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        var lines = result.Out.Split(Environment.NewLine);
        Assert.That(lines[0], Does.StartWith($"{file}: ").And.EndWith("bytes, text format, named m"));
        Assert.That(lines.Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))), Is.SupersetOf(new[]
        {
            "defined imported", "types 2", "functions 1 1", "tables 1 0", "memories 1 0", "globals 1 0", "tags 0 0", "element segments 0",
            "data segments 1",
            "import function env.log", "export memory memory (0)", "export function f (1)", "custom section note: 5 bytes",
            "features of its instructions: sign-extension",
        }));
    }

    [Test]
    public void A_dash_is_standard_input_and_output()
    {
        var (code, binary, error) = Clab.Pipe(Encoding.UTF8.GetBytes(Text), "parse", "-");
        Assert.That((code, error), Is.EqualTo((0, "")));
        Clab.Run("parse", _folder.Write("a.wat", Text));
        Assert.That(binary, Is.EqualTo(File.ReadAllBytes(_folder["a.wasm"])));

        var (validated, output, _) = Clab.Pipe(binary, "validate", "-");
        Assert.That((validated, Encoding.UTF8.GetString(output).Trim()), Is.EqualTo((0, "-: valid")));
        var (ran, answer, _) = Clab.Pipe(binary, "run", "--invoke", "answer", "-");
        Assert.That((ran, Encoding.UTF8.GetString(answer).Trim()), Is.EqualTo((0, "42")));
    }
}

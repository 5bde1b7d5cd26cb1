using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>clab wast2json, and clab wast of what it wrote.</summary>
[NonParallelizable]
public sealed class Wast2JsonCommandTests
{
    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void What_is_written_runs_like_the_script()
    {
        var script = _folder.Write("a.wast", """
            (module $M (func (export "f") (param i32) (result i32) (local.get 0)))
            (assert_return (invoke "f" (i32.const 1)) (i32.const 1))
            (assert_return (invoke $M "f" (i32.const 1)) (i32.const 2))
            (assert_malformed (module quote "(frob)") "unexpected token")
            """);
        Assert.That(Clab.Run("wast2json", script), Is.EqualTo(new CliResult(0, "", "")));
        Assert.That(
            Directory.GetFiles(_folder.Path).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "a.wast", "a.json", "a.0.wasm", "a.1.wat" }));
        var direct = Clab.Run("wast", script, "--isolation", "none", "--tier", "interpreter", "--json", "-");
        var through = Clab.Run("wast", _folder["a.json"], "--isolation", "none", "--tier", "interpreter", "--json", "-");
        Assert.That((direct.Code, through.Code), Is.EqualTo((1, 1)));
        Assert.That(through.Out, Is.EqualTo(direct.Out.Replace("a.wast", "a.json", StringComparison.Ordinal)));
    }

    [Test]
    public void The_output_has_the_name_that_is_given()
    {
        var script = _folder.Write("a.wast", "(module)");
        Directory.CreateDirectory(_folder["to"]);
        Assert.That(Clab.Run("wast2json", script, "-o", _folder["to/b.json"]).Code, Is.EqualTo(0));
        Assert.That(Directory.GetFiles(_folder["to"]).Select(Path.GetFileName), Is.EquivalentTo(new[] { "b.json", "b.0.wasm" }));
    }

    [Test]
    public void Errors_have_their_places_and_nothing_is_written()
    {
        var script = _folder.Write("a.wast", "(module)\n(module (func (frob)))\n(frob)\n(module (func (result i32)))");
        var result = Clab.Run("wast2json", script);
        Assert.That((result.Code, result.Out), Is.EqualTo((1, "")));
        Assert.That(result.Error.TrimEnd().Split(Environment.NewLine), Is.EqualTo(new[]
        {
            $"{script}:2:16: unknown operator frob",
            $"{script}:3:1: unknown command frob at 3:6",
            $"{script}:4:27: type mismatch: instruction requires [i32] but stack has []",
        }));
        Assert.That(Directory.GetFiles(_folder.Path), Has.Length.EqualTo(1));
        Assert.That(Clab.Run("wast2json", _folder.Write("b.wast", "(module (func (result i32)))"), "--no-check").Code, Is.EqualTo(0));
    }

    [Test]
    public void A_script_that_is_not_there_or_would_be_overwritten_is_a_usage_error()
    {
        Assert.That(Clab.Run("wast2json", _folder["missing.wast"]).Code, Is.EqualTo(2));
        var script = _folder.Write("a.json", "(module)");
        Assert.That(Clab.Run("wast2json", script).Code, Is.EqualTo(2));
        Assert.That(File.ReadAllText(script), Is.EqualTo("(module)"));
    }

    [Test]
    public void JSON_that_is_no_script_is_named()
    {
        var path = _folder.Write("a.json", "{}");
        Assert.That(
            Clab.Run("wast", path),
            Is.EqualTo(new CliResult(3, "", $"clab: {path}: a script in JSON has an array \"commands\"{Environment.NewLine}")));
    }
}

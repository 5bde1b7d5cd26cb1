using ConformanceLab.Harness.Scripts;
using ConformanceLab.Cli.Commands;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary><c>clab reduce</c>, with engines in shell that are wrong in one way each.</summary>
[NonParallelizable]
[Platform("Linux,MacOsX")]
public sealed class ReduceCommandTests
{
    private const string Script =
        """
        (module
          (memory 1)
          (func (export "f") (param i32) (result i32) (drop (i32.const 5)) (i32.mul (local.get 0) (i32.const 2)))
          (func (export "g") (result i32) (i32.const 1)))
        (assert_return (invoke "g") (i32.const 1))
        (invoke "g")
        (assert_return (invoke "f" (i32.const 4)) (i32.const 8))
        (assert_return (invoke "g") (i32.const 1))
        """;

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("echo \"$number ok i32:1\"", "fail: expected (i32.const 0x00000008=8), got returned (i32.const 0x00000001=1)")]
    [TestCase("case \"$rest\" in *\\\"f*) kill -SEGV $$ ;; esac; echo \"$number ok i32:1\"", "crash: ")]
    [TestCase("case \"$rest\" in *\\\"f*) sleep 60 ;; esac; echo \"$number ok i32:1\"", "timeout: ")]
    public void Whatever_is_wrong_becomes_small(string invoke, string answer)
    {
        var script = _folder.Write("a.wast", Script);
        var result = Clab.Run(
            "reduce", script, "--target", "wrong", "--engine-command", Engine(invoke), "--timeout", "1", "-o", _folder["small.wast"],
            "--oracle", "conformancelab@interpreter", "--oracle", "conformancelab");
        Assert.That(result.Code, Is.Zero, result.Error);
        var text = File.ReadAllText(_folder["small.wast"]);
        Assert.That(
            text,
            Does.StartWith(
                """
                ;; a.wast:7: assert_return, reduced by
                ;;   clab reduce a.wast:7 --target wrong@one --oracle conformancelab@interpreter --oracle conformancelab@interpreter
                """)
                .And.Contain($";; wrong@one, 1: {answer}")
                .And.Contain(";; conformancelab@interpreter, "));
        var commands = Harness.Scripts.Script.Load(_folder["small.wast"]).Commands;
        Assert.That(commands.Select(command => command.Keyword), Is.EqualTo(new[] { "module", "assert_return" }));
        Assert.That(text, Does.Not.Contain("memory").And.Not.Contain("drop").And.Not.Contain("\"g\""));
        Assert.That(Clab.Run("wast", _folder["small.wast"]).Code, Is.Zero);
        Assert.That(result.Error, Does.Contain("5 commands are 2").And.Contain($"target wrong@one 1: {answer}"));
        Assert.That(result.Error, Does.Contain("oracle conformancelab@interpreter"));
    }

    [Test]
    public void Oracles_are_found_and_the_script_goes_to_standard_output()
    {
        var script = _folder.Write("a.wast", Script);
        var result = Clab.Run("reduce", $"{script}:7", "--target", "wrong@one", "--engine-command", Engine("echo \"$number ok i32:1\""));
        Assert.That(result.Code, Is.Zero, result.Error);
        Assert.That(result.Out, Does.Contain("--oracle conformancelab@interpreter --oracle "));
        Assert.That(result.Out, Does.EndWith("(assert_return (invoke \"f\" (i32.const 4)) (i32.const 8))\n"));
    }

    [TestCase("a.wast:5", "wrong", "", "nothing fails there on wrong@one: there is nothing to reduce")]
    [TestCase("a.wast:70", "wrong", "", "a.wast:70: no command stands there; the one before begins at line 8")]
    [TestCase("b.wast", "wrong", "", "b.wast: no such file")]
    [TestCase("a.wast", "right", "", "--target right: no such engine; there are conformancelab, ")]
    [TestCase("a.wast", "wrong@two", "", "--target wrong@two: no such tier; wrong has one")]
    [TestCase("a.wast", "wrong", "wrong", "--oracle wrong: that is the target")]
    [TestCase("a.wast", "wrong", "also", "a.wast:7: assert_return does not pass on also@one either: fail: expected")]
    [TestCase("a.wast", "conformancelab", "", "nothing fails there on conformancelab@interpreter")]
    public void What_can_not_be_reduced_is_said(string file, string target, string oracle, string message)
    {
        _folder.Write("a.wast", Script);
        const string Invoke = "echo \"$number ok i32:1\"";
        string[] arguments =
        [
            "reduce", _folder[file], "--target", target, "--engine-command", Engine(Invoke), "--engine-command", Engine(Invoke, "also"),
        ];
        var result = Clab.Run(oracle.Length == 0 ? arguments : [.. arguments, "--oracle", oracle]);
        Assert.That((result.Code, result.Out), Is.EqualTo((2, "")), result.Error);
        Assert.That(result.Error, Does.StartWith("clab: ").And.Contain(message));
    }

    [Test]
    public void A_place_is_a_file_and_perhaps_a_line()
    {
        var plain = _folder.Write("a.wast", "");
        var odd = _folder.Write("b:12", "");
        Assert.That(ReduceCommand.ReadPlace(plain), Is.EqualTo((plain, (int?)null)));
        Assert.That(ReduceCommand.ReadPlace($"{plain}:12"), Is.EqualTo((plain, (int?)12)));
        Assert.That(ReduceCommand.ReadPlace(odd), Is.EqualTo((odd, (int?)null)));
        Assert.That(ReduceCommand.ReadPlace($"{odd}:3"), Is.EqualTo((odd, (int?)3)));
    }

    // An engine that has every feature and does one thing with calls.
    private string Engine(string invoke, string name = "wrong") => $"{name}=sh " + _folder.Write($"{name}.sh", $$"""
        printf 'hello 1 "{{name}} "1 "one "* "nan-bits,malformed,messages,text\n'
        while read -r number session verb rest; do
          case "$verb" in
          invoke) {{invoke}} ;;
          *) echo "$number ok" ;;
          esac
        done
        """);
}

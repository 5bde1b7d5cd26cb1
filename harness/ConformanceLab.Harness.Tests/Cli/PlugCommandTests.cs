using System.Text;
using System.Text.Json;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>clab plug: what a runner that compares engines asks for, and the line of JSON that it gets. In a process: it speaks for itself.</summary>
public sealed class PlugCommandTests
{
    private TestFolder _folder = null!;
    private string _module = null!;

    [OneTimeSetUp]
    public void MakeModule()
    {
        _folder = new TestFolder();
        var text = _folder.Write("plug.wat", """
            (module
              (import "host" "add" (func $add (param i32 i32) (result i32)))
              (func (export "run") (param i32) (result i32) (call $add (local.get 0) (i32.const 1)))
              (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
              (func $deep (export "deep") (param i32)
                (if (local.get 0) (then (call $deep (i32.sub (local.get 0) (i32.const 1)))) (else (unreachable)))))
            """);
        _module = _folder["plug.wasm"];
        Assert.That(Clab.Pipe([], "parse", text, "-o", _module).Code, Is.Zero);
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_function_is_run_with_its_arguments()
    {
        var answer = Plug("--entry", "run", "--arg", "i32:41", "--reps", "3");
        Assert.That(answer.GetProperty("result").GetString(), Is.EqualTo("42"));
        Assert.That(answer.GetProperty("run_ms").GetArrayLength(), Is.EqualTo(3));
        Assert.That(answer.GetProperty("functions").EnumerateObject().Sum(static tier => tier.Value.GetInt32()), Is.EqualTo(1));
    }

    [TestCase("--mode", "compile", "compile_ms")]
    [TestCase("--mode", "inst", "ns_per")]
    public void Each_repetition_has_a_time(string option, string mode, string times)
    {
        var answer = Plug(option, mode, "--reps", "2", "--iters", "3");
        Assert.That(answer.GetProperty(times).EnumerateArray().Select(static time => time.GetDouble()), Has.Exactly(2).GreaterThan(0.0));
    }

    [Test]
    public void Calls_go_on_from_their_result_in_each_repetition()
    {
        var answer = Plug("--mode", "call", "--entry", "add", "--arg", "i32:1", "--arg", "i32:2", "--reps", "2", "--iters", "10");
        Assert.That(answer.GetProperty("result").GetString(), Is.EqualTo("21"));
    }

    [Test]
    public void Traps_are_counted()
    {
        var answer = Plug("--mode", "trap", "--entry", "deep", "--arg", "i32:5", "--reps", "2", "--iters", "10");
        Assert.That(answer.GetProperty("result").GetString(), Is.EqualTo("20"));
    }

    private JsonElement Plug(params string[] arguments)
    {
        var (code, bytes, _) = Clab.Pipe([], ["plug", "--wasm", _module, .. arguments]);
        var output = Encoding.UTF8.GetString(bytes);
        Assert.That(code, Is.Zero, output);
        using var json = JsonDocument.Parse(output);
        Assert.That(json.RootElement.GetProperty("ok").GetBoolean(), Is.True, output);
        return json.RootElement.Clone();
    }
}

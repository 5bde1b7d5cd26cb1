using ConformanceLab.Harness.Engines.External;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Tests.Cli;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Wasm;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.ExternalEngines;

/// <summary>
/// Engines that run whole scripts: each command has the verdict that the program says, or is unsupported; none passes by silence.
/// </summary>
[Platform("Linux")]
public sealed class ScriptProgramTests
{
    private const string Script =
        """
        (module $m (func (export "f") (result i32) (i32.const 1)) (func (export "t") (unreachable)))
        (assert_return (invoke "f") (i32.const 1))
        (assert_return (invoke "f") (i32.const 2))
        (assert_trap (invoke "t") "unreachable")
        (assert_trap (invoke "f") "unreachable")
        (assert_invalid (module (func (result i32))) "type mismatch")
        (assert_invalid (module (func)) "type mismatch")
        (assert_malformed (module quote "(func") "unexpected")
        (register "m" $m)
        (module (import "m" "f" (func (result i32))) (export "again" (func 0)))
        (assert_return (invoke "again") (i32.const 1))
        (assert_return (invoke "again") (i32.const 3))
        (assert_unlinkable (module (import "m" "none" (func))) "unknown import")
        (thread $T)
        (assert_return (invoke $m "f") (i32.const 1))
        """;

    [TestCase("wabt")]
    [TestCase("binaryen")]
    public void Every_command_has_its_own_verdict(string name)
    {
        using var engine = ExternalEngineTests.OpenOrIgnore(name);
        int[] failing = [3, 5, 7, 12];
        var results = Execute(engine, Script);
        Assert.That(
            results.Select(result => (result.Line, result.Verdict)),
            Is.EqualTo(Enumerable.Range(1, 15).Select(line =>
                (line, line > 13 ? Verdict.Unsupported : failing.Contains(line) ? Verdict.Fail : Verdict.Pass))));
        Assert.That(results[^1].Message, Does.StartWith("depends on the thread at line 14"));
    }

    [Test]
    public void What_the_program_names_fails_and_the_rest_passes()
    {
        var results = ExecuteOnFake(
            "echo 'script:3: mismatch'; echo 'script:4: assert_trap passed: unreachable'; echo '3/4 tests passed.'", Some);
        Assert.That(results.Select(result => result.Verdict), Is.EqualTo(new[] { Verdict.Pass, Verdict.Pass, Verdict.Fail, Verdict.Pass }));
        Assert.That(results[2].Message, Is.EqualTo("mismatch"));
    }

    [TestCase("echo '3/4 tests passed.'", "what the program says does not add up: 0 of 4 failed, and 3/4 tests passed.")]
    [TestCase("echo '4/5 tests passed.'", "what the program says does not add up")]
    [TestCase("echo 'script:3: mismatch'; echo '4/4 tests passed.'", "what the program says does not add up: 1 of 4 failed")]
    [TestCase(
        "echo 'script.json:2:7: unknown command'; exit 1",
        "the program can't read the script: the program ended with 1: script.json:2:7: unknown command")]
    [TestCase("true", "the program can't read the script: the program ended with 0: it said nothing")]
    public void Nothing_passes_that_the_program_does_not_account_for(string program, string why)
    {
        var results = ExecuteOnFake(program, Some);
        Assert.That(results.Select(result => result.Verdict), Is.All.EqualTo(Verdict.Unsupported));
        Assert.That(results[0].Message, Does.StartWith(why));
    }

    [Test]
    public void A_crash_is_one_verdict_and_nothing_passes()
    {
        var results = ExecuteOnFake("kill -SEGV $$", Some);
        Assert.That(results[0].Verdict, Is.EqualTo(Verdict.Crash));
        Assert.That(results.Skip(1).Select(result => result.Verdict), Is.All.EqualTo(Verdict.Unsupported));
    }

    [Test]
    public void What_the_engine_lacks_is_left_out_with_what_depends_on_it()
    {
        // It has nothing but 1.0: the fake takes no probe.
        var results = ExecuteOnFake(
            "echo '2/2 tests passed.'",
            """
            (module $u (func (export "f") (result i32 i32) (i32.const 1) (i32.const 2)) (memory i64 1))
            (assert_return (invoke "f") (i32.const 1) (i32.const 2))
            (register "u" $u)
            (module (import "u" "f" (func (result i32 i32))))
            (module $m)
            (assert_unlinkable (module (import "u" "g" (func))) "unknown import")
            (assert_invalid (module (func (result i32))) "type mismatch")
            """);
        Assert.That(
            results.Select(result => result.Verdict),
            Is.EqualTo(
                new[]
                {
                    Verdict.Unsupported, Verdict.Unsupported, Verdict.Unsupported, Verdict.Unsupported, Verdict.Pass, Verdict.Unsupported,
                    Verdict.Pass,
                }));
        Assert.That(results[1].Message, Is.EqualTo("depends on the module at line 1: it needs memory64, which the engine does not have"));
    }

    private const string Some =
        """
        (module (func (export "f") (result i32) (i32.const 1)) (func (export "t") (unreachable)))
        (assert_return (invoke "f") (i32.const 1))
        (assert_return (invoke "f") (i32.const 2))
        (assert_trap (invoke "t") "unreachable")
        """;

    // A program that has a version, takes no probe, and then says what the test wants.
    private static List<CommandResult> ExecuteOnFake(string says, string script)
    {
        using var folder = new TestFolder();
        var program = folder.Write(
            "fake", $"#!/bin/sh\n[ \"$1\" = --version ] && {{ echo 9.9; exit 0; }}\n[ -f \"$0.ready\" ] || exit 1\n{says}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        using var engine = WabtEngine.Start(program);
        Assert.That((engine.Version, engine.Features), Is.EqualTo(("9.9", WasmFeatures.None)));
        folder.Write("fake.ready", "");
        return Execute(engine, script);
    }

    private static List<CommandResult> Execute(IRunnableEngine engine, string text)
    {
        var results = new List<CommandResult>();
        var job = Run.Job(text) with { Tier = engine.Tiers[0], Features = WasmFeatures.Wasm3 };
        Assert.That(engine.CreateRunner(ExecutionOptions.Default).Run(job, results.Add, default), Is.True);
        return results;
    }
}

using System.Diagnostics;
using System.Text;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.External;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Results;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Text;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.ExternalEngines;

/// <summary>The engines of the catalog, each if it is on this machine.</summary>
[Platform("Linux")]
public sealed class ExternalEngineTests
{
    // What any of them has had for years.
    private const string Script =
        """
        (module $m
          (import "spectest" "print_i32" (func $print (param i32)))
          (import "spectest" "global_f32" (global $g f32))
          (memory (export "memory") 1)
          (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
          (func (export "copy") (param f64) (result f64) (local.get 0))
          (func (export "spectest") (result f32) (call $print (i32.const 1)) (global.get $g))
          (func (export "div") (param i32) (result i32) (i32.div_u (i32.const 1) (local.get 0)))
          (func $r (export "recurse") (call $r))
          (func (export "hang") (loop $l (br $l))))
        (assert_return (invoke "add" (i32.const -1) (i32.const 3)) (i32.const 2))
        (assert_return (invoke "copy" (f64.const nan:0x4000000000123)) (f64.const nan:0x4000000000123))
        (assert_return (invoke "spectest") (f32.const 666.6))
        (assert_trap (invoke "div" (i32.const 0)) "integer divide by zero")
        (assert_exhaustion (invoke "recurse") "call stack exhausted")
        (register "m" $m)
        (assert_unlinkable (module (import "m" "none" (func))) "unknown import")
        (assert_unlinkable (module (import "m" "add" (func))) "incompatible import type")
        (assert_unlinkable (module (import "spectest" "print_i32" (func (param f32)))) "incompatible import type")
        (assert_invalid (module (func (result i32))) "type mismatch")
        (assert_malformed (module binary "\00asm\02\00\00\00") "unknown binary version")
        (assert_malformed (module quote "(func") "unexpected token")
        """;

    // Those that are asked command by command; for the others see ScriptProgramTests.
    private static IEnumerable<string> Engines() => EngineCatalog.All.Select(engine => engine.Name).Except(["wabt", "binaryen"]);

    [TestCaseSource(nameof(Engines))]
    public void Scripts_run_on_every_tier(string name)
    {
        using var engine = OpenOrIgnore(name);
        foreach (var tier in engine.Tiers)
        {
            var results = Execute(engine, tier, Script, ExecutionOptions.Default);
            Assert.That(
                results.Select(result => $"{result.Line} {result.Verdict}: {result.Message}".TrimEnd(' ', ':')),
                Is.EqualTo(results.Select(result => result.Index < results.Count - 1
                    ? $"{result.Line} Pass"
                    : $"{result.Line} Unsupported: n/a(text): the engine reads binary modules only, and this is about text")),
                tier);
        }
    }

    [TestCaseSource(nameof(Engines))]
    public void What_hangs_costs_one_verdict(string name)
    {
        using var engine = OpenOrIgnore(name);
        var script = Script + "(invoke $m \"hang\")\n(assert_return (invoke $m \"add\" (i32.const 1) (i32.const 1)) (i32.const 2))";
        var results = Execute(
            engine, engine.Tiers[0], script, ExecutionOptions.Default with { TimeLimit = TimeSpan.FromSeconds(1) });
        Assert.That(results[^2].Verdict, Is.EqualTo(Verdict.Timeout));
        Assert.That(
            results
                .Where((result, index) => index != results.Count - 2 && result.Verdict != Verdict.Unsupported)
                .Select(result => result.Verdict),
            Is.All.EqualTo(Verdict.Pass));
    }

    // Writes its arguments, its variables, what it reads, and the beginning of a file in the first open folder; ends with 7.
    private const string Program =
        """
        (module
          (import "wasi_snapshot_preview1" "args_get" (func $args (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "environ_get" (func $environ (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "path_open" (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (memory (export "memory") 1)
          (data (i32.const 16) "greeting")
          (func $put (param $to i32) (param $from i32) (param $length i32)
            (i32.store (i32.const 0) (local.get $from))
            (i32.store (i32.const 4) (local.get $length))
            (drop (call $write (local.get $to) (i32.const 0) (i32.const 1) (i32.const 8))))
          (func $copy (param $from i32)
            (i32.store (i32.const 0) (i32.const 4096))
            (i32.store (i32.const 4) (i32.const 4096))
            (drop (call $read (local.get $from) (i32.const 0) (i32.const 1) (i32.const 8)))
            (call $put (i32.const 1) (i32.const 4096) (i32.load (i32.const 8))))
          (func (export "_start")
            (drop (call $args (i32.const 64) (i32.const 1024)))
            (call $put (i32.const 1) (i32.const 1024) (i32.const 12))
            (drop (call $environ (i32.const 64) (i32.const 2048)))
            (call $put (i32.const 1) (i32.const 2048) (i32.const 4))
            (call $copy (i32.const 0))
            (drop (call $open (i32.const 3) (i32.const 0) (i32.const 16) (i32.const 8) (i32.const 0) (i64.const 2) (i64.const 0)
              (i32.const 0) (i32.const 12)))
            (call $copy (i32.load (i32.const 12)))
            (call $put (i32.const 2) (i32.const 16) (i32.const 5))
            (call $exit (i32.const 7))))
        """;

    [TestCase("v8")]
    [TestCase("javascriptcore")]
    [TestCase("wasmtime")]
    public void Programs_get_what_they_are_given_and_end_as_they_end(string name)
    {
        using var engine = OpenOrIgnore(name);
        using var folder = new Cli.TestFolder();
        folder.Write("given/greeting", "hello");
        var good = new ProgramCase
        {
            Arguments = ["program", "o%e"],
            Environment = [KeyValuePair.Create("A", "b")],
            Folders = [new ProgramFolder("/", folder["given"])],
            StandardInput = "read\n"u8.ToArray(),
            ExitCode = 7,
            StandardOutput = "program\0o%e\0A=b\0read\nhello"u8.ToArray(),
            StandardError = "greet"u8.ToArray(),
        };
        var plain = new ProgramCase { Arguments = ["program"] };
        foreach (var tier in engine.Tiers)
        {
            Assert.Multiple(() =>
            {
                Assert.That(RunProgram(engine, tier, Program, good), Is.EqualTo((Verdict.Pass, "")), tier);
                Assert.That(
                    RunProgram(engine, tier, Program, good with { ExitCode = 0 }).Message,
                    Does.StartWith("expected exit code 0, got exit code 7"));
                Assert.That(
                    RunProgram(engine, tier, Program, good with { StandardOutput = [] }).Message, Does.StartWith("standard output differs"));
                Assert.That(
                    RunProgram(engine, tier, "(module (memory (export \"memory\") 1) (func (export \"_start\")))", plain),
                    Is.EqualTo((Verdict.Pass, "")));
                Assert.That(
                    RunProgram(engine, tier, "(module (memory (export \"memory\") 1) (func (export \"_start\") unreachable))", plain).Message,
                    Does.StartWith("expected exit code 0, got trap: "));
                Assert.That(
                    RunProgram(engine, tier, "(module)", plain).Message,
                    Does.StartWith("expected exit code 0, got bad request: it is no program"));
                Assert.That(
                    RunProgram(engine, tier, "(module (import \"env\" \"f\" (func)) (func (export \"_start\")))", plain).Message,
                    Does.StartWith("expected exit code 0, got link error: "));
            });
        }
    }

    [TestCase("spidermonkey")]
    [TestCase("wabt")]
    [TestCase("binaryen")]
    public void Where_an_engine_has_no_WASI_programs_are_not_asked_of_it(string name)
    {
        using var engine = OpenOrIgnore(name);
        var (verdict, message) = RunProgram(engine, engine.Tiers[0], Program, new ProgramCase { Arguments = ["program"] });
        Assert.That(verdict, Is.EqualTo(Verdict.Unsupported));
        Assert.That(message, Does.StartWith("n/a(wasi): "));
    }

    [Test]
    public void Firefox_has_what_a_preference_switches_on_only_where_it_is_asked_for()
    {
        using var engine = (ExternalEngine)OpenOrIgnore("spidermonkey");
        var measured = engine.PoolOf(engine.Tiers[0]).Features!;
        Assert.That(measured.Available & WasmFeatures.WideArithmetic, Is.EqualTo(WasmFeatures.WideArithmetic));
        Assert.That(measured.Fixed & WasmFeatures.WideArithmetic, Is.EqualTo(WasmFeatures.None));
    }

    [TestCase("v8")]
    [TestCase("spidermonkey")]
    public void Threads_share_memories_and_nothing_else(string name)
    {
        using var engine = OpenOrIgnore(name);
        var results = Execute(
            engine,
            engine.Tiers[0],
            """
            (module $shared (memory (export "memory") 1 1 shared))
            (thread $T (shared (module $shared))
              (register "m" $shared)
              (module (memory (import "m" "memory") 1 1 shared)
                (func (export "notify") (result i32)
                  (i32.atomic.store (i32.const 0) (i32.const 42)) (memory.atomic.notify (i32.const 0) (i32.const 1)) (drop) (i32.const 1)))
              (assert_return (invoke "notify") (i32.const 1)))
            (register "m" $shared)
            (module (memory (import "m" "memory") 1 1 shared)
              (func (export "wait") (result i32)
                (drop (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const 10000000000))) (i32.atomic.load (i32.const 0))))
            (assert_return (invoke "wait") (i32.const 42))
            (wait $T)
            """,
            ExecutionOptions.Default);
        Assert.That(results.Select(result => $"{result.Line} {result.Verdict} {result.Message}".Trim()), Is.All.EndsWith("Pass"));
    }

    [Test]
    [CancelAfter(120_000)]
    public void Nothing_is_left_of_firefox_when_its_worker_is_killed(CancellationToken cancellation)
    {
        if (EngineCatalog.Find("spidermonkey")!.Find() is not { } firefox)
        {
            Assert.Ignore("firefox is not on this machine");
            return;
        }

        using var folder = new Cli.TestFolder();
        var own = Harness.Workers.WorkerOptions.Own();
        var start = new ProcessStartInfo(own.Program, [.. own.Arguments, "--firefox", firefox.Path, "ion"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        start.Environment["TMPDIR"] = folder.Path;
        using var worker = Process.Start(start)!;
        Assert.That(worker.StandardOutput.ReadLine(), Does.StartWith("hello 1 \"spidermonkey \"Firefox%20"));
        var home = Directory.GetDirectories(folder.Path, "clab-firefox-*").Single();
        worker.Kill(entireProcessTree: false);
        while (Directory.Exists(home) || ProcessesOf(home).Any())
        {
            cancellation.ThrowIfCancellationRequested();
            Thread.Sleep(50);
        }

        Assert.That(worker.WaitForExit(1000), Is.True);
    }

    // Source: proc(5), cmdline.
    private static IEnumerable<string> ProcessesOf(string home) => Directory.GetDirectories("/proc").Where(process =>
    {
        try
        {
            return File.ReadAllText($"{process}/cmdline").Contains(home, StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });

    [Test]
    public void What_is_recorded_says_what_the_engine_can_tell_apart()
    {
        using var engine = OpenOrIgnore("v8");
        var records = new RecordList();
        new ConformanceRunner(engine, new RunOptions { Jobs = 1 }, engine.CreateRunner(ExecutionOptions.Default)).Run(
            new RunPlan([Run.Job("(assert_invalid (module (func (result i32))) \"type mismatch\")") with
            {
                Tier = engine.Tiers[0], Features = WasmFeatures.Wasm2,
            }]),
            [new ResultRecorder([records], clock: null)]);
        Assert.That(records[0].Strength, Is.EqualTo("nan-bits"));
        Assert.That(
            records.Single(record => record.Event == ResultEvents.Command).Weak,
            Does.Contain(Weakness.MalformedOrInvalid).And.Contain(Weakness.OwnMessages));
    }

    /// <summary>The engine of a name, or the test is skipped.</summary>
    internal static IRunnableEngine OpenOrIgnore(string name)
    {
        var known = EngineCatalog.Find(name)!;
        if (known.Find() is not { } found)
        {
            Assert.Ignore($"{name} is not on this machine; {known.Install}");
            throw new InvalidOperationException();
        }

        return known.Open(found.Path);
    }

    private static (Verdict Verdict, string Message) RunProgram(IRunnableEngine engine, string tier, string text, ProgramCase program)
    {
        var module = ModuleWriter.Write(TextParser.ParseModule(Encoding.UTF8.GetBytes(text)));
        var job = new FileJob("suite", "a.wasm", "a.wasm", tier, WasmFeatures.Wasm3, ProgramScript.Create("a.wasm", module, [program]));
        var results = new List<CommandResult>();
        Assert.That(engine.CreateRunner(ExecutionOptions.Default).Run(job, results.Add, default), Is.True);
        return (results.Single().Verdict, results[0].Message);
    }

    private sealed class RecordList : List<ResultRecord>, IResultSink;

    private static List<CommandResult> Execute(IRunnableEngine engine, string tier, string text, ExecutionOptions options)
    {
        var results = new List<CommandResult>();
        var job = Run.Job(text) with { Tier = tier, Features = WasmFeatures.Wasm3 | WasmFeatures.Threads };
        Assert.That(engine.CreateRunner(options).Run(job, results.Add, default), Is.True);
        return [.. results.OrderBy(result => result.Index)];
    }
}

using System.Diagnostics;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.External;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Results;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Wasm;
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

    private sealed class RecordList : List<ResultRecord>, IResultSink;

    private static List<CommandResult> Execute(IRunnableEngine engine, string tier, string text, ExecutionOptions options)
    {
        var results = new List<CommandResult>();
        var job = Run.Job(text) with { Tier = tier, Features = WasmFeatures.Wasm3 | WasmFeatures.Threads };
        Assert.That(engine.CreateRunner(options).Run(job, results.Add, default), Is.True);
        return [.. results.OrderBy(result => result.Index)];
    }
}

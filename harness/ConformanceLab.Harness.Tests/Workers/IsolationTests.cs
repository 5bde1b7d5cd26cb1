using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Tests.Cli;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Harness.Workers;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Workers;

/// <summary>What a breakdown costs, and what it doesn't. The workers are processes with our own engine.</summary>
[Platform("Linux")]
public sealed class IsolationTests
{
    // State is made, changed and looked at on both sides of whatever breaks down.
    private const string Script = """
        (module $M
          (memory (export "m") 1)
          (global $g (mut i32) (i32.const 0))
          (func (export "next") (result i32) (global.set $g (i32.add (global.get $g) (i32.const 1))) (global.get $g))
          (func (export "spin") (loop $l (br $l))))
        (assert_return (invoke "next") (i32.const 1))
        (invoke "next")
        (module $N (import "M" "m" (memory 1)))
        (register "M" $M)
        (module $N (import "M" "m" (memory 1)))
        (assert_return (invoke $M "next") (i32.const 3))
        (assert_invalid (module (func (result i32))) "type mismatch")
        (assert_return (invoke $M "next") (i32.const 5))
        (assert_return (invoke $M "next") (i32.const 5))
        """;

    private static readonly WorkerOptions s_options = WorkerOptions.Own(obeysFaults: true) with
    {
        MemoryLimit = 1 << 30,
        Grace = TimeSpan.FromSeconds(0.5),
    };

    private static readonly ExecutionOptions s_execution = ExecutionOptions.Default with { TimeLimit = TimeSpan.FromSeconds(2) };
    private static readonly ExecutionOptions s_patient = ExecutionOptions.Default with { TimeLimit = TimeSpan.FromSeconds(60) };

    private static (List<CommandResult> Results, RunSummary Summary, int Started) Execute(
        FileJob job, FaultPlan? faults = null, WorkerOptions? options = null, ExecutionOptions? execution = null)
    {
        using var pool = new WorkerPool(options ?? s_options);
        var collector = new Collector();
        var runner = new ConformanceRunner(
            new LabEngine(), new RunOptions { Jobs = 1 }, new IsolatedScriptRunner(pool, execution ?? s_execution, faults));
        var summary = runner.Run(new RunPlan([job]), [collector]);
        Assert.That(summary.IsBalanced, Is.True);
        return ([.. collector.Results.OrderBy(result => result.Index)], summary, pool.Started);
    }

    private static IEnumerable<Verdict> VerdictsOf(IEnumerable<CommandResult> results) => results.Select(result => result.Verdict);

    [Test]
    public void A_worker_gives_the_results_of_this_process()
    {
        var job = Run.Job(Script);
        var local = new Collector();
        new ConformanceRunner(new LabEngine(), new RunOptions()).Run(new RunPlan([job]), [local]);
        var (results, _, started) = Execute(job);
        Assert.That(
            results.Select(result => (result.Index, result.Verdict, result.Message, result.Expected, result.Actual)),
            Is.EqualTo(local.Results.Select(result => (result.Index, result.Verdict, result.Message, result.Expected, result.Actual))));
        Assert.That(
            VerdictsOf(results).Select((verdict, index) => (verdict, index)).Where(entry => entry.verdict == Verdict.Fail).Select(entry => entry.index),
            Is.EqualTo(new[] { 3, 8 }),
            "some commands of the script must fail");
        Assert.That(started, Is.EqualTo(1));
    }

    [TestCase(FaultKind.Segfault, Verdict.Crash, "the worker was ended by SIGSEGV (signal 11)")]
    [TestCase(FaultKind.Kill, Verdict.Crash, "the worker was ended by SIGKILL (signal 9)")]
    [TestCase(FaultKind.Memory, Verdict.Crash, "out of memory: the worker was killed")]
    [TestCase(FaultKind.Stack, Verdict.Crash, "the worker was ended by SIGABRT (signal 6): Stack overflow.")]
    [TestCase(FaultKind.Hang, Verdict.Timeout, "it did not end within 2 s and could not be interrupted")]
    [TestCase(FaultKind.Garbage, Verdict.Crash, "garbage on the pipe: '0 %00%07%ff%fe Segmentation fault (not really)'")]
    public void A_breakdown_costs_the_command_that_it_happens_in_and_no_other(FaultKind kind, Verdict verdict, string message)
    {
        var job = Run.Job(Script);
        var clean = VerdictsOf(Execute(job).Results).ToList();
        foreach (var command in kind is FaultKind.Segfault or FaultKind.Garbage ? Enumerable.Range(0, job.Commands) : [0, 2])
        {
            // A busy machine may need a while to use up the memory.
            var (results, summary, started) = Execute(
                job, new FaultPlan([new Fault(job, command, kind)]), execution: kind == FaultKind.Memory ? s_patient : s_execution);
            var expected = clean.ToList();
            expected[command] = verdict;
            Assert.That(VerdictsOf(results), Is.EqualTo(expected), $"command {command}");
            Assert.That(results[command].Message, Does.StartWith(message));
            Assert.That(summary.UnattributedLosses, Is.Empty);
            Assert.That(started, Is.EqualTo(2));
        }
    }

    [Test]
    public void A_command_that_breaks_down_each_time_is_left_out_and_what_depends_on_it_says_so()
    {
        var job = Run.Job(
            "(module (func (export \"f\")))\n(module $M (func (export \"f\")))\n(invoke $M \"f\")\n(module (func (export \"f\")))\n(invoke \"f\")");
        var (results, summary, started) = Execute(job, new FaultPlan([new Fault(job, 1, FaultKind.Kill)]) { IsLasting = true });
        Assert.That(
            VerdictsOf(results), Is.EqualTo(new[] { Verdict.Pass, Verdict.Crash, Verdict.Fail, Verdict.Pass, Verdict.Pass }));
        Assert.That(
            results[2].Message, Is.EqualTo("depends on the module at line 2, which failed: crash: the engine breaks down in it"));
        Assert.That(summary.UnattributedLosses, Is.Empty);
        Assert.That(started, Is.EqualTo(3));
    }

    [Test]
    public void An_engine_that_breaks_down_again_and_again_is_given_up_and_every_command_has_its_verdict()
    {
        var job = Run.Job(string.Join('\n', Enumerable.Repeat("(module)", 10)));
        var everywhere = new FaultPlan(Enumerable.Range(0, 10).Select(command => new Fault(job, command, FaultKind.Kill))) { IsLasting = true };
        var (results, _, started) = Execute(job, everywhere, s_options with { MaximumLosses = 4 });
        Assert.That(VerdictsOf(results), Is.All.EqualTo(Verdict.Crash));
        Assert.That(results.Count(result => result.Message.StartsWith("the worker was ended", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(
            results.Count(result => result.Message == "not executed: the engine broke down 4 times in this script"), Is.EqualTo(8));
        Assert.That(started, Is.EqualTo(4));
    }

    [Test]
    public void A_guest_that_does_not_end_is_interrupted_and_the_worker_lives_on()
    {
        var job = Run.Job(Script.Replace("(invoke \"next\")\n(module $N", "(invoke \"spin\")\n(module $N", StringComparison.Ordinal));
        var (results, _, started) = Execute(job);
        Assert.That(results[2].Verdict, Is.EqualTo(Verdict.Timeout));
        Assert.That(results[6].Message, Does.Contain("expected (i32.const 0x00000003=3), got returned (i32.const 0x00000002=2)"));
        Assert.That(started, Is.EqualTo(1));
    }

    [Test]
    public void Threads_run_in_workers_and_a_breakdown_beside_them_is_found()
    {
        var job = Run.Job("""
            (module $M (memory (export "m") 1 1 shared))
            (thread $T (shared (module $M))
              (register "M" $M)
              (module (import "M" "m" (memory 1 1 shared))
                (func (export "wait") (result i32) (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const 60000000000))))
              (assert_return (invoke "wait") (i32.const 0)))
            (register "M" $M)
            (module (import "M" "m" (memory 1 1 shared))
              (func (export "wake") (result i32)
                (loop $again (br_if $again (i32.eqz (memory.atomic.notify (i32.const 0) (i32.const 1)))))
                (i32.const 1)))
            (assert_return (invoke "wake") (i32.const 1))
            (wait $T)
            """);
        Assert.That(VerdictsOf(Execute(job).Results), Is.All.EqualTo(Verdict.Pass));
        var (results, _, _) = Execute(job, new FaultPlan([new Fault(job, 4, FaultKind.Segfault)]));
        Assert.That(results[4].Verdict, Is.EqualTo(Verdict.Crash));
        Assert.That(VerdictsOf(results).Where((_, index) => index != 4), Is.All.EqualTo(Verdict.Pass));
    }

    [Test]
    public void Files_that_scripts_write_are_there_again_after_a_breakdown()
    {
        using var folder = new TestFolder();
        var path = folder.Write("a.wast", """
            (module $M (func (export "f") (result i32) (i32.const 7)))
            (output $M "m.wasm")
            (input $N "m.wasm")
            (assert_return (invoke $N "f") (i32.const 7))
            """);
        var job = Planner.PlanFiles([path], ["interpreter"], Wasm.WasmFeatures.All).Jobs[0];
        for (var command = 0; command < job.Commands; command++)
        {
            var (results, _, _) = Execute(job, new FaultPlan([new Fault(job, command, FaultKind.Segfault)]));
            var expected = Enumerable.Range(0, job.Commands).Select(index => index == command ? Verdict.Crash : Verdict.Pass);
            Assert.That(VerdictsOf(results), Is.EqualTo(expected));
        }
    }

    [Test]
    public void Functions_are_counted_where_they_are_executed()
    {
        using var pool = new WorkerPool(WorkerOptions.Own());
        new ConformanceRunner(new LabEngine(), new RunOptions { Jobs = 1 }, new IsolatedScriptRunner(pool, s_execution))
            .Run(new RunPlan([Run.Job(Script), Run.Job(Script, "b.wast")]), []);
        Assert.That(pool.Functions["interpreter"], Is.EqualTo(2));
    }

    [Test]
    public void A_worker_does_not_obey_faults_unless_it_was_started_so()
    {
        var job = Run.Job("(module) (module)");
        var (results, _, started) = Execute(job, new FaultPlan([new Fault(job, 1, FaultKind.Kill)]), WorkerOptions.Own());
        Assert.That(VerdictsOf(results), Is.All.EqualTo(Verdict.Pass));
        Assert.That(started, Is.EqualTo(1));
    }

    [Test]
    public void A_campaign_finds_that_each_fault_costs_its_own_verdict()
    {
        var lab = Path.Combine(SuiteLocator.FindRepositorySuites()!, "lab");
        var plan = Planner.Plan(
            SuiteLocator.Locate(lab).Suites, new PlanOptions { Tiers = ["interpreter"], Files = ["execution/integers", "linking"] });
        var campaign = new FaultCampaign(new LabEngine(), s_options, new RunOptions { Execution = s_execution });
        var run = campaign.Run(plan, 12, 1);
        Assert.That(run.Findings, Is.Empty);
        Assert.That(run.Faults.Select(fault => fault.Kind).Distinct().Count(), Is.EqualTo(6));
    }
}

/// <summary>Keeps results.</summary>
internal sealed class Collector : IRunObserver
{
    public List<CommandResult> Results { get; } = [];

    public void OnEvent(RunEvent happened)
    {
        if (happened is CommandFinished finished)
        {
            Results.Add(finished.Result);
        }
    }
}

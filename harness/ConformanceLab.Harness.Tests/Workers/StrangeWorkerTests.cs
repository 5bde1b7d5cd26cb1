using System.Diagnostics;
using System.Globalization;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Tests.Cli;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Harness.Workers;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Workers;

/// <summary>Workers that were written elsewhere, a few lines of shell here, and that do not do as they should.</summary>
[Platform("Linux,MacOsX")]
public sealed class StrangeWorkerTests
{
    private const string Hello = "printf 'hello 1 \"strange \"1 \"interpreter \"simd \"\\n'\n";

    private TestFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private (List<CommandResult> Results, RunSummary Summary) Execute(string script, string shell, WorkerOptions? options = null)
    {
        var program = _folder.Write("worker.sh", shell);
        options = (options ?? new WorkerOptions { Program = "sh" }) with { Program = "sh", Arguments = [program] };
        using var pool = new WorkerPool(options);
        var collector = new Collector();
        var execution = ExecutionOptions.Default with { TimeLimit = TimeSpan.FromSeconds(1) };
        var summary = new ConformanceRunner(new FakeEngine(), new RunOptions { Jobs = 1 }, new IsolatedScriptRunner(pool, execution))
            .Run(new RunPlan([Run.Job(script)]), [collector]);
        return ([.. collector.Results.OrderBy(result => result.Index)], summary);
    }

    [Test]
    public void Whoever_can_read_lines_can_be_an_engine()
    {
        var (results, summary) = Execute(
            "(module (func (export \"one\"))) (assert_return (invoke \"one\") (i32.const 1)) (assert_trap (invoke \"two\") \"out of\")",
            Hello + """
            while read -r number session verb rest; do
              case "$verb $rest" in
                *'"one'*) echo "$number ok i32:1" ;;
                *'"two'*) echo "$number trap \"out%20of%20luck" ;;
                *) echo "$number ok" ;;
              esac
            done
            """);
        Assert.That(summary.Ledger.ToString(), Is.EqualTo("planned 3: 3 pass"));
        Assert.That(results.Select(result => result.Verdict), Is.All.EqualTo(Verdict.Pass));
    }

    [TestCase("read -r line; echo '7 ok'", "garbage on the pipe: answer 7 is to no request that is due")]
    [TestCase("read -r number rest; echo \"$number fine\"", "garbage on the pipe: '1 fine': a request can't end so")]
    [TestCase("read -r line; exit 3", "the worker ended with exit code 3")]
    [TestCase("read -r line; echo sorry >&2; kill -TERM $$", "the worker was ended by SIGTERM (signal 15): sorry")]
    [TestCase("read -r line; printf '1 ok'", "the worker ended with exit code 0")]
    [TestCase("read -r line; yes no | tr -d '\\n'", "does not end")]
    [CancelAfter(60_000)]
    public void Whatever_an_engine_says_every_command_has_its_verdict(string shell, string message)
    {
        var (results, summary) = Execute("(module) (module)", Hello + shell, new WorkerOptions { Program = "sh", MaximumLosses = 3 });
        Assert.That(summary.IsBalanced, Is.True);
        Assert.That(results.Select(result => result.Verdict), Is.All.EqualTo(Verdict.Crash));
        Assert.That(summary.UnattributedLosses[0], Does.Contain(message));
    }

    [TestCase("exit 0", "the worker does not start: the worker ended with exit code 0")]
    [TestCase("echo 'no runtime' >&2; exit 7", "the worker does not start: the worker ended with exit code 7: no runtime")]
    [TestCase("echo 'hello 9'", "it speaks version 9 of the protocol, not 1")]
    [TestCase("echo hi", "a worker's first line begins with hello")]
    [TestCase("sleep 60", "the worker does not start: it says nothing")]
    [CancelAfter(60_000)]
    public void An_engine_that_does_not_start_is_an_error_of_the_run(string shell, string message) =>
        Assert.That(
            () => Execute("(module)", shell, new WorkerOptions { Program = "sh", StartLimit = TimeSpan.FromSeconds(1) }),
            Throws.InstanceOf<IOException>().With.Message.Contains(message));

    [Test]
    public void A_program_that_is_not_there_is_an_error_of_the_run()
    {
        using var pool = new WorkerPool(new WorkerOptions { Program = _folder["no-such-program"] });
        Assert.That(() => pool.Prepare(1), Throws.InstanceOf<IOException>().With.Message.Contains("no-such-program"));
    }

    [Test]
    public void An_engine_that_breaks_down_in_what_it_has_done_before_does_not_pass_unnoticed()
    {
        // The first worker ends in the third request, each one after it in the second, which by then has its verdict.
        _folder.Write("count", "3");
        var (results, summary) = Execute("(module definition) (module definition) (module definition)", Hello + $$"""
            left=$(cat '{{_folder["count"]}}')
            echo 2 > '{{_folder["count"]}}'
            while read -r number session verb rest; do
              if [ "$verb" = compile ]; then left=$((left - 1)); fi
              if [ "$left" = 0 ]; then exit 1; fi
              echo "$number ok"
            done
            """);
        Assert.That(results.Select(result => result.Verdict), Is.EqualTo(new[] { Verdict.Pass, Verdict.Pass, Verdict.Crash }));
        Assert.That(
            summary.UnattributedLosses,
            Is.EqualTo(new[]
            {
                "suite/a.wast@interpreter:1: in a command that had its verdict, when it was executed again: the worker ended with exit code 1",
                "suite/a.wast@interpreter:1: in a command that had its verdict, when it was executed again: the worker ended with exit code 1",
            }).Or.Length.EqualTo(1).Or.Not.Empty);
        Assert.That(summary.ExitCode, Is.EqualTo(1));
    }

    [Test]
    public void A_worker_started_by_hand_says_what_it_is()
    {
        var options = WorkerOptions.Own();
        using var process = Process.Start(
            new ProcessStartInfo(options.Program, [.. options.Arguments, "--help"]) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That((process.ExitCode, error), Is.EqualTo((
            2, $"a worker is started by the harness, and speaks its protocol on standard input and output{Environment.NewLine}")));
    }

    [Test]
    [CancelAfter(60_000)]
    public void No_worker_outlives_a_pool()
    {
        var pool = new WorkerPool(WorkerOptions.Own());
        var first = pool.Rent();
        var second = pool.Rent();
        int[] ids = [first.ProcessId, second.ProcessId];
        Assert.That(ids.All(IsAlive), Is.True);
        pool.Return(first);
        pool.Dispose();
        Assert.That(ids.Where(IsAlive), Is.Empty);
        Assert.That(() => pool.Rent(), Throws.InstanceOf<ObjectDisposedException>());
    }

    private static bool IsAlive(int id) => Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}"));
}

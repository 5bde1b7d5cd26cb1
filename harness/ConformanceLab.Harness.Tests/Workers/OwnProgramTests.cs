using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Tests.Cli;
using ConformanceLab.Harness.Tests.Fakes;
using ConformanceLab.Harness.Workers;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Workers;

/// <summary>Which program is started as a worker: an assembly that lies beside this one, or, of the native build, itself.</summary>
public sealed class OwnProgramTests
{
    private const string Assembly = "ConformanceLab.Worker.dll";

    [Test]
    public void An_assembly_is_started_by_the_dotnet_that_runs_this_process()
    {
        var command = OwnProgram.Command(Assembly, OwnWorker.Option);
        Assert.That(command, Has.Count.EqualTo(2));
        Assert.That(Path.GetFileNameWithoutExtension(command[0]), Is.EqualTo("dotnet"));
        Assert.That(command[1], Is.EqualTo(Path.Combine(AppContext.BaseDirectory, Assembly)).And.Matches<string>(File.Exists));
        Assert.That(OwnProgram.IsNative, Is.False);
    }

    [Test]
    public void An_assembly_that_is_missing_is_named()
    {
        using var folder = new TestFolder();
        Assert.That(
            () => OwnProgram.Command(null, folder.Path, Assembly, OwnWorker.Option),
            Throws.InstanceOf<FileNotFoundException>().With.Message.Contains(folder[Assembly]));
    }

    [Test]
    public void The_native_build_starts_itself_and_looks_for_no_assembly()
    {
        Assert.That(OwnProgram.Command("/opt/clab", "/nowhere", Assembly, OwnWorker.Option), Is.EqualTo(new[] { "/opt/clab", OwnWorker.Option }));
        Assert.That(OwnProgram.Command("/opt/clab", "/nowhere", "clab.dll", null), Is.EqualTo(new[] { "/opt/clab" }));
    }

    [Test]
    public void The_command_line_is_a_worker_if_its_first_argument_says_so()
    {
        var own = WorkerOptions.Own();
        var options = own with { Arguments = [Clab.Program, OwnWorker.Option, .. own.Arguments.Skip(1)] };
        using var pool = new WorkerPool(options);
        var job = Run.Job("(module (func (export \"one\") (result i32) (i32.const 1))) (assert_return (invoke \"one\") (i32.const 1))");
        var collector = new Collector();
        var runner = new ConformanceRunner(
            new LabEngine(), new RunOptions { Jobs = 1 }, new IsolatedScriptRunner(pool, ExecutionOptions.Default));
        var summary = runner.Run(new RunPlan([job]), [collector]);
        Assert.That((summary.IsBalanced, pool.Started), Is.EqualTo((true, 1)));
        Assert.That(collector.Results.Select(result => result.Verdict), Is.EqualTo(new[] { Verdict.Pass, Verdict.Pass }));
    }
}

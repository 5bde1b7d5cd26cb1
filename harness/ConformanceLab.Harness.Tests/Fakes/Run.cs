using System.Text;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Results;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Tests.Fakes;

/// <summary>Short ways to run scripts.</summary>
internal static class Run
{
    public static Script Parse(string text) => Script.Parse(Encoding.UTF8.GetBytes(text));

    /// <summary>Results in the order of the commands.</summary>
    public static List<CommandResult> Execute(string text, IEngineAdapter? engine = null, ExecutionOptions? options = null)
    {
        var results = new List<CommandResult>();
        ScriptExecutor.Run(
            Parse(text), engine ?? new FakeEngine(), new SessionOptions("interpreter", WasmFeatures.All),
            options ?? ExecutionOptions.Default, results.Add);
        return [.. results.OrderBy(result => result.Index)];
    }

    /// <summary>Results of a plan on the fake engine, with times; sinks get the records too.</summary>
    public static ResultSet Record(RunPlan plan, RunOptions? options = null, params IReadOnlyList<IResultSink> sinks)
    {
        var collector = new RunCollector();
        new ConformanceRunner(new FakeEngine(), options ?? new RunOptions { Jobs = 1 }).Run(
            plan, [new ResultRecorder([collector, .. sinks], TimeProvider.System)]);
        return new ResultSet(collector.Runs);
    }

    public static FileJob Job(string text, string file = "a.wast", string suite = "suite") =>
        new(suite, file, file, "interpreter", WasmFeatures.All, Parse(text));
}

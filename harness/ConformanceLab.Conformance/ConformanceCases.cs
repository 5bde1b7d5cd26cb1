using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Expectations;
using ConformanceLab.Harness.Workers;
using NUnit.Framework;

namespace ConformanceLab.Conformance;

/// <summary>The cases: which there are, and one execution of each script that all its cases share.</summary>
internal static class ConformanceCases
{
    private static readonly Lazy<SuiteSelection> s_selection = new(() => SuiteLocator.Locate());
    private static readonly Lazy<RunPlan> s_plan = new(MakePlan);
    private static readonly Lazy<WorkerPool?> s_workers =
        new(() => Settings.Current.IsIsolated ? new WorkerPool(WorkerOptions.Own()) : null);

    private static readonly Lazy<ExpectationSet> s_expectations = new(() => ExpectationSet.Load(ExpectationSet.FindRepositoryFolder()));
    private static readonly ConcurrentDictionary<string, Lazy<FileExecution>> s_executions = new();

    /// <summary>The engine.</summary>
    public static LabEngine Engine { get; } = new();

    /// <summary>Where scripts are executed; null for this process.</summary>
    public static WorkerPool? Workers => s_workers.Value;

    /// <summary>Where the suites come from.</summary>
    public static SuiteSelection Selection => s_selection.Value;

    /// <summary>Every script on every tier.</summary>
    public static RunPlan Plan => s_plan.Value;

    /// <summary>One case for each script and tier.</summary>
    public static IEnumerable<TestCaseData> Files() => Settings.Current.PerAssertion ? [] : Plan.Jobs
        .OrderBy(job => job.Id, StringComparer.Ordinal)
        .Select(job => Describe(new TestCaseData(job), job, "file", 1).SetName(FileName(job)));

    /// <summary>One case for each command of each script and tier.</summary>
    public static IEnumerable<TestCaseData> Assertions()
    {
        if (!Settings.Current.PerAssertion)
        {
            yield break;
        }

        foreach (var job in Plan.Jobs.OrderBy(job => job.Id, StringComparer.Ordinal))
        {
            var prefix = FileName(job);
            for (var index = 0; index < job.Commands; index++)
            {
                var command = job.Script.Commands[index];
                var keyword = command.Keyword.Length == 0 ? "broken" : command.Keyword;
                var line = command.Span.Line.ToString(CultureInfo.InvariantCulture);
                yield return Describe(new TestCaseData(job, index), job, Clean(keyword), command.Span.Line)
                    .SetName($"{prefix}.{Clean(keyword)}_{line}_{Clean(job.Script.Ids[index])}")
                    .SetProperty("Text", job.Script.Excerpt(command));
            }
        }
    }

    /// <summary>Executes a script; several cases of it share the execution.</summary>
    public static FileExecution Execute(FileJob job) =>
        s_executions.GetOrAdd(job.Id, _ => new Lazy<FileExecution>(() => FileExecution.Run(job, s_expectations.Value))).Value;

    /// <summary>Lets go of the results of a script.</summary>
    public static void Forget(FileJob job) => s_executions.TryRemove(job.Id, out _);

    /// <summary>Ends the workers, if there are some.</summary>
    public static void EndWorkers()
    {
        if (s_workers.IsValueCreated)
        {
            s_workers.Value?.Dispose();
        }
    }

    private static RunPlan MakePlan()
    {
        var settings = Settings.Current;
        return Planner.Plan(Selection.Suites, new PlanOptions
        {
            Tiers = settings.Tiers.IsEmpty ? Engine.Tiers : settings.Tiers,
            Suites = settings.Suites,
            Files = settings.Files,
        }).Take(Shard.Parse(settings.Shard));
    }

    private static TestCaseData Describe(TestCaseData data, FileJob job, string kind, int line)
    {
        data.SetCategory(job.Proposal is null ? "core" : Clean(job.Suite));
        data.SetCategory($"tier_{Clean(job.Tier)}");
        data.SetCategory($"engine_{Engine.Name}");
        data.SetCategory($"kind_{kind}");
        // Where editors jump to.
        return data.SetProperty("_CodeFilePath", job.FullPath).SetProperty("_LineNumber", line);
    }

    private static string FileName(FileJob job) =>
        $"{Clean(job.Suite)}.{Clean(Path.ChangeExtension(job.File, null).Replace('/', '.'))}.{Clean(job.Tier)}";

    // Names hold [A-Za-z0-9_.] only: anything else breaks filters and reports somewhere.
    private static string Clean(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c == '.' ? c : '_'));
}

/// <summary>The results of one execution of a script.</summary>
/// <param name="Results">A result for each command, in order.</param>
/// <param name="Summary">The figures.</param>
internal sealed record FileExecution(ImmutableArray<CommandResult> Results, RunSummary Summary)
{
    /// <summary>Executes a script.</summary>
    public static FileExecution Run(FileJob job, ExpectationSet expectations)
    {
        var collector = new Collector();
        var options = new RunOptions { Jobs = 1, Expectations = expectations };
        var scripts = ConformanceCases.Workers is { } workers ? new IsolatedScriptRunner(workers, options.Execution) : null;
        var summary = new ConformanceRunner(ConformanceCases.Engine, options, scripts).Run(new RunPlan([job]), [collector]);
        return new FileExecution([.. collector.Results.OrderBy(result => result.Index)], summary);
    }

    /// <summary>
    /// A result for people: <c>file:line: command: message</c>, the text, expected and actual bits, the name for expectations.
    /// </summary>
    public static string Describe(FileJob job, CommandResult result) =>
        $"""
        {job.FullPath}:{result.Line}: {result.Verdict.Name()}: {result.Keyword}: {result.Message}
            {job.Script.Excerpt(job.Script.Commands[result.Index])}
            expected {result.Expected ?? "-"}
            actual   {result.Actual ?? "-"}
            id       {job.CommandId(result.Index)}
        """;

    private sealed class Collector : IRunObserver
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
}

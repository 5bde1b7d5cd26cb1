using System.Collections.Immutable;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Workers;

/// <summary>One run of a campaign.</summary>
/// <param name="Seed">What its faults were drawn with.</param>
/// <param name="Faults">The faults.</param>
/// <param name="Workers">How many workers it took.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Findings">What was not as it must be; empty if all is well.</param>
public sealed record FaultRun(int Seed, ImmutableArray<Fault> Faults, int Workers, TimeSpan Duration, ImmutableArray<string> Findings);

/// <summary>
/// Shows that a breakdown costs one verdict and no other: runs a plan once as it is, then again and again with faults at commands drawn by
/// chance. Each fault must be exactly one crash or timeout, in its command, that says what happened; every other result must be that of the
/// clean run, word for word.
/// </summary>
/// <param name="engine">What the workers' engine says of itself.</param>
/// <param name="workers">Workers that obey faults.</param>
/// <param name="options">How plans are executed; the time limit decides what a hang costs.</param>
public sealed class FaultCampaign(IEngineAdapter engine, WorkerOptions workers, RunOptions options)
{
    private Dictionary<(string Job, int Command), CommandResult>? _clean;

    /// <summary>Runs a plan with faults.</summary>
    /// <param name="plan">The plan; the same in each call.</param>
    /// <param name="faults">How many faults.</param>
    /// <param name="seed">Decides which.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public FaultRun Run(RunPlan plan, int faults, int seed, CancellationToken cancellation = default)
    {
        _clean ??= Execute(plan, null, cancellation).Results;
        var drawn = FaultPlan.Draw(plan, faults, new Random(seed));
        var (results, summary, started) = Execute(plan, drawn, cancellation);
        var findings = ImmutableArray.CreateBuilder<string>();
        if (drawn.Left > 0)
        {
            findings.Add($"{drawn.Left} faults did not happen");
        }

        if (!summary.IsBalanced)
        {
            findings.Add($"the ledger does not balance: {summary.Ledger}");
        }

        findings.AddRange(summary.UnattributedLosses.Select(loss => $"in no verdict: {loss}"));
        var kinds = drawn.All.ToDictionary(fault => (fault.Job.Id, fault.Command), fault => fault.Kind);
        foreach (var job in plan.Jobs)
        {
            for (var index = 0; index < job.Commands; index++)
            {
                var key = (job.Id, index);
                var finding = !results.TryGetValue(key, out var result) ? "no verdict"
                    : kinds.TryGetValue(key, out var kind) ? WhyNotThe(kind, result)
                    : WhyNotTheSame(_clean[key], result);
                if (finding is not null)
                {
                    findings.Add($"{job.Suite}/{job.File}:{job.Script.Commands[index].Span.Line} [{job.Tier}]: {finding}");
                }
            }
        }

        return new FaultRun(seed, drawn.All, started, summary.Duration, findings.ToImmutable());
    }

    private (Dictionary<(string Job, int Command), CommandResult> Results, RunSummary Summary, int Started) Execute(
        RunPlan plan, FaultPlan? faults, CancellationToken cancellation)
    {
        using var pool = new WorkerPool(workers);
        var collector = new Collector();
        var summary = new ConformanceRunner(engine, options, new IsolatedScriptRunner(pool, options.Execution, faults))
            .Run(plan, [collector], cancellation);
        cancellation.ThrowIfCancellationRequested();
        return (collector.Results, summary, pool.Started);
    }

    private static string? WhyNotThe(FaultKind kind, CommandResult result)
    {
        var (verdict, words) = kind switch
        {
            FaultKind.Segfault => (Verdict.Crash, "SIGSEGV (signal 11)"),
            FaultKind.Kill => (Verdict.Crash, "SIGKILL (signal 9)"),
            FaultKind.Memory => (Verdict.Crash, "out of memory"),
            FaultKind.Stack => (Verdict.Crash, "SIGABRT (signal 6): Stack overflow"),
            FaultKind.Hang => (Verdict.Timeout, "could not be interrupted"),
            _ => (Verdict.Crash, "garbage on the pipe"),
        };
        return result.Verdict == verdict && result.Message.Contains(words, StringComparison.Ordinal)
            ? null
            : $"{kind} must be a {verdict.Name()} with \"{words}\", not {result.Verdict.Name()}: {result.Message}";
    }

    private static string? WhyNotTheSame(CommandResult clean, CommandResult result) =>
        (clean.Verdict, clean.Message, clean.Expected, clean.Actual) == (result.Verdict, result.Message, result.Expected, result.Actual)
            ? null
            : $"{clean.Verdict.Name()} in a clean run, now {result.Verdict.Name()}: {result.Message}";

    private sealed class Collector : IRunObserver
    {
        public Dictionary<(string Job, int Command), CommandResult> Results { get; } = [];

        public void OnEvent(RunEvent happened)
        {
            if (happened is CommandFinished finished)
            {
                Results.Add((finished.Job.Id, finished.Result.Index), finished.Result);
            }
        }
    }
}

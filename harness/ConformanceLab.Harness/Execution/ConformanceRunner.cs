using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Adaptation;
using ConformanceLab.Harness.Expectations;

namespace ConformanceLab.Harness.Execution;

/// <summary>How a plan is executed.</summary>
public sealed record RunOptions
{
    /// <summary>How many scripts run at once. Default: one per processor.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>How commands are judged.</summary>
    public ExecutionOptions Execution { get; init; } = ExecutionOptions.Default;

    /// <summary>Known deviations.</summary>
    public ExpectationSet Expectations { get; init; } = ExpectationSet.Empty;

    /// <summary>Which part of the plan is executed.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>Whether the run ends, as if cancelled, with the first bad verdict.</summary>
    public bool StopAtFirstFailure { get; init; }
}

/// <summary>Executes a plan on an engine: scripts side by side, heaviest first, every event to every observer.</summary>
/// <param name="engine">The engine.</param>
/// <param name="options">How.</param>
/// <param name="scripts">Where scripts are executed; null for this process.</param>
public sealed class ConformanceRunner(IEngineAdapter engine, RunOptions options, IScriptRunner? scripts = null)
{
    /// <summary>Executes the plan.</summary>
    /// <param name="plan">What to execute.</param>
    /// <param name="observers">Who listens.</param>
    /// <param name="cancellation">Ends the run early; what is done by then is in the summary.</param>
    public RunSummary Run(RunPlan plan, IReadOnlyList<IRunObserver> observers, CancellationToken cancellation = default)
    {
        var started = Stopwatch.GetTimestamp();
        var mine = plan.Take(options.Shard);
        using var local = scripts is null ? new InProcessScriptRunner(engine, options.Execution) : null;
        var run = new RunState(mine, observers, scripts ?? local!, cancellation);
        run.Emit(new RunStarted(engine.Name, engine.Version, mine, options.Shard) { Whole = plan, Strength = engine.Strength });
        foreach (var job in mine.Jobs)
        {
            run.Total.Plan(job.Commands);
        }

        var threads = new List<Thread>();
        for (var index = 0; index < Math.Clamp(options.Jobs, 1, Math.Max(1, mine.Jobs.Length)); index++)
        {
            var thread = new Thread(() => Work(run)) { IsBackground = true, Name = $"scripts {index}" };
            threads.Add(thread);
            thread.Start();
        }

        threads.ForEach(thread => thread.Join());
        run.Failure?.Throw();
        var stale = cancellation.IsCancellationRequested ? [] : options.Expectations.FindStale(mine, engine.Name);
        var summary = new RunSummary(run.Total, run.Files, Stopwatch.GetElapsedTime(started), run.Stop.IsCancellationRequested, stale)
        {
            UnattributedLosses = [.. run.Scripts.UnattributedLosses],
        };
        run.Emit(new RunFinished(summary));
        return summary;
    }

    private void Work(RunState run)
    {
        try
        {
            while (!run.Stop.IsCancellationRequested && run.Queue.TryDequeue(out var job))
            {
                RunFile(run, job);
            }
        }
        catch (Exception error)
        {
            // A defect of the harness or an observer, not of the engine: the run ends, and the exception leaves it on the caller's thread.
            run.Fail(error);
        }
    }

    private void RunFile(RunState run, FileJob job)
    {
        var started = Stopwatch.GetTimestamp();
        var ledger = new Ledger();
        ledger.Plan(job.Commands);
        run.Emit(new FileStarted(job));
        var seen = new bool[job.Commands];
        var complete = WhyNotExecuted(job) is { } reason
            ? ReportUnsupported(job, reason, Report)
            : run.Scripts.Run(job, Report, run.Stop.Token);
        if (complete)
        {
            run.Finish(new FileFinished(job, ledger, Stopwatch.GetElapsedTime(started)));
        }

        void Report(CommandResult result)
        {
            if (seen[result.Index])
            {
                throw new InvalidOperationException($"{job.Id}: command {result.Index} has two verdicts");
            }

            seen[result.Index] = true;
            result = options.Expectations.Apply(job, engine.Name, result);
            ledger.Record(result.Verdict);
            run.Record(new CommandFinished(job, result) { Strength = engine.Strength });
            if (options.StopAtFirstFailure && result.Verdict.IsBad())
            {
                run.Stop.Cancel();
            }
        }
    }

    private string? WhyNotExecuted(FileJob job)
    {
        var needed = scripts is { JudgesFeaturesByModule: true } ? job.OwnFeatures : job.Features;
        return job.UnsupportedReason
            ?? ((needed & ~engine.FeaturesOf(job.Tier)) is var missing && missing != 0
                ? $"{engine.Name} does not have {FeatureNeeds.Describe(missing)}"
                : null);
    }

    private static bool ReportUnsupported(FileJob job, string reason, Action<CommandResult> report)
    {
        for (var index = 0; index < job.Commands; index++)
        {
            var command = job.Script.Commands[index];
            report(new CommandResult(index, command.Span.Line, command.Keyword, Verdict.Unsupported, reason, TimeSpan.Zero));
        }

        return true;
    }

    private sealed class RunState(
        RunPlan plan, IReadOnlyList<IRunObserver> observers, IScriptRunner scripts, CancellationToken cancellation)
    {
        private readonly Lock _gate = new();

        public IScriptRunner Scripts { get; } = scripts;

        public ConcurrentQueue<FileJob> Queue { get; } = new(plan.Jobs);

        public CancellationTokenSource Stop { get; } = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

        public Ledger Total { get; } = new();

        public int Files { get; private set; }

        public ExceptionDispatchInfo? Failure { get; private set; }

        public void Emit(RunEvent happened)
        {
            lock (_gate)
            {
                foreach (var observer in observers)
                {
                    observer.OnEvent(happened);
                }
            }
        }

        public void Record(CommandFinished finished)
        {
            lock (_gate)
            {
                Total.Record(finished.Result.Verdict);
                Emit(finished);
            }
        }

        public void Finish(FileFinished finished)
        {
            lock (_gate)
            {
                Files++;
                Emit(finished);
            }
        }

        public void Fail(Exception error)
        {
            lock (_gate)
            {
                Failure ??= ExceptionDispatchInfo.Capture(error);
            }

            Stop.Cancel();
        }
    }
}

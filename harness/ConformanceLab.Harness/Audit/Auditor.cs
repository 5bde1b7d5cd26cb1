using System.Collections.Immutable;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Saboteurs;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Audit;

/// <summary>
/// Runs suites on an engine that lies, once for each way of lying, and compares what fails with <see cref="AuditTable"/>. Only commands
/// count that pass on the honest engine. Thread-safe.
/// </summary>
public sealed class Auditor
{
    private readonly IEngineAdapter _engine;
    private readonly ExecutionOptions _execution;
    private readonly ImmutableArray<AuditedFile> _files;
    private readonly RunPlan _plan;

    private Auditor(IEngineAdapter engine, RunPlan plan, ExecutionOptions execution, ImmutableArray<AuditedFile> files)
    {
        _engine = engine;
        _plan = plan;
        _execution = execution;
        _files = files;
    }

    /// <summary>
    /// The suites to audit, where nobody has asked for some by name: those that were found, and our own, which has what the official ones
    /// leave out. Not our programs, if there is anything else: they assert what wasi-testsuite's do, and take as long as all the rest.
    /// </summary>
    public static ImmutableArray<LocatedSuite> SuitesOf(SuiteSelection selection)
    {
        if (SuiteLocator.FindRepositorySuites() is not { } repository)
        {
            return selection.Suites;
        }

        var programs = SuiteLocator.Programs(repository).Root;
        var suites = selection.Suites.Length == 1 ? selection.Suites : selection.Suites.RemoveAll(suite => suite.Root == programs);
        var own = SuiteLocator.Lab(repository);
        return selection.IsOfficial && suites.All(suite => suite.Entry.Name != own.Entry.Name) ? suites.Add(own) : suites;
    }

    /// <summary>Prepares: analyses every script and runs it on the honest engine.</summary>
    /// <param name="engine">The honest engine.</param>
    /// <param name="plan">The scripts. Those that are not supported are left out.</param>
    /// <param name="jobs">Scripts that run at once.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Auditor Prepare(IEngineAdapter engine, RunPlan plan, int jobs, CancellationToken cancellation = default)
    {
        var mine = new RunPlan([.. plan.Jobs.Where(job => job.UnsupportedReason is null)]);
        var execution = ExecutionOptions.Default;
        var honest = VerdictCollector.Of(engine, mine, execution, jobs, cancellation);
        var files = new AuditedFile[mine.Jobs.Length];
        Parallel.For(
            0, files.Length, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation }, index =>
            {
                var job = mine.Jobs[index];
                files[index] = new AuditedFile(
                    job, ScriptAnalysis.Of(job), [.. honest[job.Id].Select(verdict => verdict == Verdict.Pass)]);
            });
        return new Auditor(engine, mine, execution, [.. files]);
    }

    /// <summary>Runs everything once on the engine that lies in one way.</summary>
    /// <param name="saboteur">The lie.</param>
    /// <param name="jobs">Scripts that run at once.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">The saboteur has no column in the table.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public SaboteurAudit Audit(Saboteur saboteur, int jobs, CancellationToken cancellation = default)
    {
        var column = AuditTable.Columns.FirstOrDefault(column => column.Saboteur == saboteur)?.For(_engine.Strength)
            ?? throw new ArgumentException($"{saboteur} has no column in the table", nameof(saboteur));
        var verdicts = VerdictCollector.Of(new SaboteurEngine(_engine, saboteur), _plan, _execution, jobs, cancellation);
        var tally = new SaboteurTally(column);
        foreach (var file in _files)
        {
            tally.Add(file, verdicts[file.Job.Id]);
        }

        return tally.ToAudit();
    }

    /// <summary>Runs everything on every saboteur, several side by side.</summary>
    /// <param name="jobs">Scripts that run at once.</param>
    /// <param name="progress">Told about each saboteur that is done, from any thread, one at a time; null for nobody.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public AuditReport AuditAll(int jobs, Action<SaboteurAudit>? progress = null, CancellationToken cancellation = default)
    {
        var audits = new SaboteurAudit[AuditTable.Columns.Length];
        var gate = new Lock();
        Parallel.For(
            0, audits.Length, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation }, index =>
            {
                audits[index] = Audit(AuditTable.Columns[index].Saboteur, jobs: 1, cancellation);
                lock (gate)
                {
                    progress?.Invoke(audits[index]);
                }
            });
        return new AuditReport(_files, [.. audits]);
    }

    // The verdicts of a run, by job.
    private sealed class VerdictCollector : IRunObserver
    {
        private readonly Dictionary<string, Verdict[]> _verdicts = [];

        public static Dictionary<string, Verdict[]> Of(
            IEngineAdapter engine, RunPlan plan, ExecutionOptions execution, int jobs, CancellationToken cancellation)
        {
            var collector = new VerdictCollector();
            foreach (var job in plan.Jobs)
            {
                collector._verdicts.Add(job.Id, new Verdict[job.Commands]);
            }

            var summary = new ConformanceRunner(engine, new RunOptions { Jobs = jobs, Execution = execution })
                .Run(plan, [collector], cancellation);
            cancellation.ThrowIfCancellationRequested();
            return summary.IsBalanced
                ? collector._verdicts
                : throw new InvalidOperationException($"the ledger of {engine.Name} does not balance: {summary.Ledger}");
        }

        public void OnEvent(RunEvent happened)
        {
            if (happened is CommandFinished finished)
            {
                _verdicts[finished.Job.Id][finished.Result.Index] = finished.Result.Verdict;
            }
        }
    }
}

/// <summary>A script of an audit.</summary>
/// <param name="Job">The script.</param>
/// <param name="Analysis">What its commands are.</param>
/// <param name="Counts">Whether each command counts: it passes on the honest engine.</param>
internal sealed record AuditedFile(FileJob Job, ScriptAnalysis Analysis, ImmutableArray<bool> Counts);

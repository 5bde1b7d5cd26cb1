using System.Collections.Concurrent;
using System.Globalization;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Adaptation;
using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Workers;

/// <summary>
/// Executes scripts in workers. A worker that breaks down costs the command it broke down in, and nothing else:
/// <code>
/// first worker    module ✓  invoke ✓  invoke ✗ SIGSEGV           → crash, reported once
/// second worker   module    invoke    invoke ✓  assert_return ✓  → what has a verdict keeps it; the state is built again, the command too:
///                                                                  whoever comes after it must find what it has done
/// third worker    …only if the second broke down in the same command: it is left out from now on, and what it should have made is missing
/// </code>
/// Thread-safe.
/// </summary>
/// <param name="pools">The workers, by tier: engines that have a process for each, with options of its own.</param>
/// <param name="options">How commands are judged; what the engine can't tell apart is not compared.</param>
/// <param name="faults">What is to be broken down on purpose; null for nothing.</param>
public sealed class IsolatedScriptRunner(Func<string, WorkerPool> pools, ExecutionOptions options, FaultPlan? faults = null) : IScriptRunner
{
    // A command that the engine broke down in twice is not tried again.
    private const int MaximumTries = 2;

    private readonly ConcurrentQueue<string> _unattributed = [];

    /// <summary>Executes scripts of every tier in the same workers.</summary>
    /// <param name="pool">The workers.</param>
    /// <param name="options">How commands are judged; what the engine can't tell apart is not compared.</param>
    /// <param name="faults">What is to be broken down on purpose; null for nothing.</param>
    public IsolatedScriptRunner(WorkerPool pool, ExecutionOptions options, FaultPlan? faults = null)
        : this(_ => pool, options, faults)
    {
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> UnattributedLosses => _unattributed;

    /// <inheritdoc/>
    public bool JudgesFeaturesByModule => true;

    /// <inheritdoc/>
    public bool Run(FileJob job, Action<CommandResult> report, CancellationToken cancellation)
    {
        var script = new State(job, report);
        var pool = pools(job.Tier);
        while (true)
        {
            var worker = pool.Rent();
            try
            {
                var hello = worker.Hello!;
                bool isComplete;
                using (cancellation.Register(worker.Kill))
                {
                    isComplete = ScriptExecutor.Run(
                        job.Script,
                        AdaptedConnection.Around(worker, hello.Strength, pool.Features ?? new(hello.Features, WasmFeatures.None)),
                        new SessionOptions(job.Tier, job.Features),
                        options.For(hello.Strength),
                        script.Report,
                        ScriptSandbox.Create(job, options.OutputFolder),
                        script.NextAttempt(faults),
                        cancellation);
                }

                Release(pool, worker, isComplete);
                return isComplete;
            }
            catch (EngineLostException lost)
            {
                pool.Discard(worker);
                if (cancellation.IsCancellationRequested)
                {
                    return false;
                }

                faults?.TakeNote(job, lost.Loss.Command);
                if (!TakeNote(pool, script, lost.Loss))
                {
                    script.GiveUp(pool.Options.MaximumLosses);
                    return true;
                }

                if (cancellation.IsCancellationRequested)
                {
                    return false; // whoever heard of the loss has heard enough
                }
            }
            catch
            {
                pool.Discard(worker);
                throw;
            }
        }
    }

    private static void Release(WorkerPool pool, WorkerConnection worker, bool isComplete)
    {
        if (isComplete)
        {
            pool.Return(worker);
        }
        else
        {
            pool.Discard(worker);
        }
    }

    // False if it was the last straw.
    private bool TakeNote(WorkerPool pool, State script, EngineLoss loss)
    {
        if (!script.TryReportLoss(loss))
        {
            _unattributed.Enqueue(script.Describe(loss));
        }

        return script.Losses < pool.Options.MaximumLosses;
    }

    private sealed class State(FileJob job, Action<CommandResult> report)
    {
        private readonly bool[] _isReported = new bool[job.Commands];
        private readonly bool[] _isLost = new bool[job.Commands];
        private readonly int[] _losses = new int[job.Commands];
        private readonly HashSet<int> _skipped = [];

        public int Losses { get; private set; }

        public ScriptAttempt NextAttempt(FaultPlan? faults) => new()
        {
            Skipped = _skipped,
            FaultAt = faults is null ? ScriptAttempt.First.FaultAt : index => faults.Find(job, index),
        };

        // What has a verdict from an earlier attempt keeps it.
        public void Report(CommandResult result)
        {
            if (!_isReported[result.Index])
            {
                _isReported[result.Index] = true;
                report(result);
            }
        }

        // False if the engine broke down where no verdict is due: between commands, or in one that had its verdict before, while the state was
        // built again.
        public bool TryReportLoss(EngineLoss loss)
        {
            Losses++;
            if (loss.Command < 0)
            {
                return false;
            }

            if (++_losses[loss.Command] == MaximumTries)
            {
                _skipped.Add(loss.Command);
            }

            if (_isReported[loss.Command])
            {
                return _isLost[loss.Command]; // its own breakdown, once more
            }

            _isLost[loss.Command] = true;
            Report(Crashed(loss.Command, loss.IsTimeout ? Verdict.Timeout : Verdict.Crash, loss.Message));
            return true;
        }

        public string Describe(EngineLoss loss) => loss.Command < 0
            ? $"{job.Id}: between commands: {loss.Message}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{job.Id}:{job.Script.Commands[loss.Command].Span.Line}: in a command that had its verdict, when it was executed again: {loss.Message}");

        public void GiveUp(int losses)
        {
            for (var index = 0; index < job.Commands; index++)
            {
                Report(Crashed(index, Verdict.Crash, $"not executed: the engine broke down {losses} times in this script"));
            }
        }

        private CommandResult Crashed(int index, Verdict verdict, string message)
        {
            var command = job.Script.Commands[index];
            return new CommandResult(index, command.Span.Line, command.Keyword, verdict, message, TimeSpan.Zero);
        }
    }
}

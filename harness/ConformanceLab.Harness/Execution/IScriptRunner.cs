using System.Collections.Concurrent;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Hosting;

namespace ConformanceLab.Harness.Execution;

/// <summary>Where scripts are executed: in this process, or in a worker of its own.</summary>
public interface IScriptRunner
{
    /// <summary>Executes a script and reports a result for each of its commands, on the calling thread.</summary>
    /// <returns>False if it was cancelled and results are missing.</returns>
    bool Run(FileJob job, Action<CommandResult> report, CancellationToken cancellation);

    /// <summary>
    /// Breakdowns of engines that no verdict tells of: between commands, or in one that passed before, when it was executed again. A run that
    /// has some isn't good.
    /// </summary>
    IReadOnlyCollection<string> UnattributedLosses => [];

    /// <summary>
    /// Whether a module that needs a feature which the engine doesn't have is unsupported by itself. If not, a script must be left out that
    /// may have one.
    /// </summary>
    bool JudgesFeaturesByModule => false;
}

/// <summary>Executes scripts in this process. An engine that brings the process down brings the run down. Thread-safe.</summary>
/// <param name="engine">The engine.</param>
/// <param name="options">How commands are judged.</param>
public sealed class InProcessScriptRunner(IEngineAdapter engine, ExecutionOptions options) : IScriptRunner, IDisposable
{
    private readonly ConcurrentBag<LocalConnection> _idle = [];

    /// <inheritdoc/>
    public bool Run(FileJob job, Action<CommandResult> report, CancellationToken cancellation)
    {
        if (!_idle.TryTake(out var connection))
        {
            connection = new LocalConnection(engine, options.StackBytes);
        }

        bool isComplete;
        using (cancellation.Register(connection.Cancel))
        {
            isComplete = ScriptExecutor.Run(
                job.Script,
                connection,
                new SessionOptions(job.Tier, job.Features),
                options.For(engine.Strength),
                report,
                ScriptSandbox.Create(job, options.OutputFolder),
                ScriptAttempt.First,
                cancellation);
        }

        if (isComplete)
        {
            _idle.Add(connection);
        }
        else
        {
            connection.Dispose();
        }

        return isComplete;
    }

    /// <summary>Ends the threads that scripts were executed on.</summary>
    public void Dispose()
    {
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }
}

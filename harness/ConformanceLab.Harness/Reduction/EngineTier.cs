using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Reduction;

/// <summary>An engine on one of its tiers, where scripts are tried: in processes of its own, so that it may break down.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Tier">The tier.</param>
/// <param name="CreateRunner">Where scripts are executed.</param>
public sealed record EngineTier(IEngineAdapter Engine, string Tier, Func<ExecutionOptions, IScriptRunner> CreateRunner)
{
    /// <summary>Both names: <c>v8@liftoff</c>.</summary>
    public string Name => $"{Engine.Name}@{Tier}";

    /// <summary>Runs a script.</summary>
    /// <param name="job">The script, and its features.</param>
    /// <param name="limit">How long a command may take.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>A result for each command; of one that broke down or did not end, none for those behind it.</returns>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public CommandResult?[] Run(FileJob job, TimeSpan limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var results = new CommandResult?[job.Commands];

        // What is behind a breakdown would only be known by executing everything again.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        CreateRunner(ExecutionOptions.Default with { TimeLimit = limit }).Run(
            job with { Tier = Tier },
            result =>
            {
                results[result.Index] = result;
                if (result.Index == job.Commands - 1 && result.Verdict is Verdict.Crash or Verdict.Timeout)
                {
                    stop.Cancel();
                }
            },
            stop.Token);
        cancellation.ThrowIfCancellationRequested();
        return results;
    }
}

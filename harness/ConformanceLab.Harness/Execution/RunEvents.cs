using System.Collections.Immutable;
using ConformanceLab.Harness.Engines;

namespace ConformanceLab.Harness.Execution;

/// <summary>Something that happened in a run. Observers get them one at a time, each file's in order; files overlap.</summary>
public abstract record RunEvent;

/// <summary>The run begins.</summary>
/// <param name="Engine">Name of the engine.</param>
/// <param name="EngineVersion">Its version.</param>
/// <param name="Plan">What will be executed.</param>
/// <param name="Shard">Which part of the whole the plan is.</param>
public sealed record RunStarted(string Engine, string EngineVersion, RunPlan Plan, Shard Shard) : RunEvent
{
    /// <summary>The plan of which this run executes a part: what all shards have in common.</summary>
    public RunPlan Whole { get; init; } = Plan;

    /// <summary>What verdicts on the engine can mean; null where nobody has said.</summary>
    public OracleStrength? Strength { get; init; }
}

/// <summary>A script begins.</summary>
/// <param name="Job">The script and its tier.</param>
public sealed record FileStarted(FileJob Job) : RunEvent;

/// <summary>A command has its verdict.</summary>
/// <param name="Job">The script and its tier.</param>
/// <param name="Result">The verdict.</param>
public sealed record CommandFinished(FileJob Job, CommandResult Result) : RunEvent
{
    /// <summary>What the verdict can mean; null where nobody has said.</summary>
    public OracleStrength? Strength { get; init; }
}

/// <summary>A script has ended.</summary>
/// <param name="Job">The script and its tier.</param>
/// <param name="Ledger">Its verdicts.</param>
/// <param name="Duration">How long it took.</param>
public sealed record FileFinished(FileJob Job, Ledger Ledger, TimeSpan Duration) : RunEvent;

/// <summary>The run has ended.</summary>
/// <param name="Summary">The whole of it.</param>
public sealed record RunFinished(RunSummary Summary) : RunEvent;

/// <summary>Listens to a run: displays, writers, aggregators.</summary>
public interface IRunObserver
{
    /// <summary>Something happened. Calls don't overlap, whatever thread they come from.</summary>
    void OnEvent(RunEvent happened);
}

/// <summary>A run in figures.</summary>
/// <param name="Ledger">All verdicts.</param>
/// <param name="Files">How many scripts (times tiers) came to their end.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="IsCancelled">Whether it was cancelled, and the figures are of a part.</param>
/// <param name="StaleExpectations">Entries of the expectations that no command of the plan answers to.</param>
public sealed record RunSummary(Ledger Ledger, int Files, TimeSpan Duration, bool IsCancelled, ImmutableArray<string> StaleExpectations)
{
    /// <summary>
    /// Whether every planned command has exactly one verdict. If not, the run is worth nothing (unless it was cancelled).
    /// </summary>
    public bool IsBalanced => Ledger.IsBalanced;

    /// <summary>
    /// Breakdowns of the engine that no verdict tells of (<see cref="IScriptRunner.UnattributedLosses"/>): a run that has some isn't good.
    /// </summary>
    public ImmutableArray<string> UnattributedLosses { get; init; } = [];

    /// <summary>0 good, 1 something failed, 3 the run itself is broken; 130 cancelled.</summary>
    public int ExitCode => IsCancelled ? 130 : !IsBalanced ? 3 : Ledger.IsGood && StaleExpectations.IsEmpty && UnattributedLosses.IsEmpty ? 0 : 1;
}

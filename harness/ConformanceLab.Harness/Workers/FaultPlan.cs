using System.Collections.Concurrent;
using System.Collections.Immutable;
using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Workers;

/// <summary>A breakdown on purpose.</summary>
/// <param name="Job">The script.</param>
/// <param name="Command">The top-level command that it happens in.</param>
/// <param name="Kind">What happens.</param>
public sealed record Fault(FileJob Job, int Command, FaultKind Kind);

/// <summary>Breakdowns on purpose: each happens in its command, once. Thread-safe.</summary>
public sealed class FaultPlan
{
    private readonly ConcurrentDictionary<(string Job, int Command), FaultKind> _left;

    /// <summary>A plan of given faults, at most one for each command.</summary>
    public FaultPlan(IEnumerable<Fault> faults)
    {
        All = [.. faults];
        _left = new(All.Select(fault => KeyValuePair.Create((fault.Job.Id, fault.Command), fault.Kind)));
    }

    /// <summary>All faults, those that have happened too.</summary>
    public ImmutableArray<Fault> All { get; }

    /// <summary>How many have not happened.</summary>
    public int Left => _left.Count;

    /// <summary>Whether a fault happens each time that its command is executed, not just once: the engine always breaks down there.</summary>
    public bool IsLasting { get; init; }

    /// <summary>Draws faults: different commands of a plan, each as likely as any other; kinds in turn.</summary>
    /// <param name="plan">The scripts. Those that are not executed have no faults.</param>
    /// <param name="count">How many; fewer if the plan has fewer commands.</param>
    /// <param name="random">The source.</param>
    public static FaultPlan Draw(RunPlan plan, int count, Random random)
    {
        var commands = plan.Jobs
            .Where(job => job.UnsupportedReason is null)
            .SelectMany(job => Enumerable.Range(0, job.Commands).Select(index => (Job: job, Index: index)))
            .ToArray();
        random.Shuffle(commands);
        var kinds = Enum.GetValues<FaultKind>();
        return new FaultPlan(commands.Take(count).Select((entry, number) => new Fault(entry.Job, entry.Index, kinds[number % kinds.Length])));
    }

    /// <summary>
    /// The fault that is to happen in a command, if there is one. Asked ahead: the engine may break down before it comes to that, and then it is
    /// asked again.
    /// </summary>
    public FaultKind? Find(FileJob job, int command) => _left.TryGetValue((job.Id, command), out var kind) ? kind : null;

    /// <summary>The fault of a command has happened.</summary>
    public void TakeNote(FileJob job, int command)
    {
        if (!IsLasting)
        {
            _left.TryRemove((job.Id, command), out _);
        }
    }
}

using System.Collections.ObjectModel;
using ConformanceLab.Harness.Engines;

namespace ConformanceLab.Harness.Workers;

/// <summary>How workers are started, and what they may take.</summary>
public sealed record WorkerOptions
{
    /// <summary>The program: it speaks the worker protocol on standard input and output (see <c>harness/PROTOCOL.md</c>).</summary>
    public required string Program { get; init; }

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Variables of its environment beside those of this process.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>
    /// How long after its time limit a request may go on before the worker is killed: a worker interrupts its guests itself, and that takes
    /// less.
    /// </summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a worker may take to say hello.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Resident bytes of a worker above which it is killed. Default: three quarters of the memory that there is, divided by the processors.
    /// </summary>
    public long MemoryLimit { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3 / System.Environment.ProcessorCount;

    /// <summary>
    /// How often the engine may break down in one script before what is left of the script is given up: each time, the script is begun again
    /// in a fresh worker.
    /// </summary>
    public int MaximumLosses { get; init; } = 32;

    /// <summary>The worker with our own engine: <see cref="OwnWorker"/>.</summary>
    /// <param name="obeysFaults">Whether it can be broken down on purpose.</param>
    /// <param name="engine">What its engine is to be like; null for an engine as usual.</param>
    /// <exception cref="FileNotFoundException">There is none beside this assembly.</exception>
    public static WorkerOptions Own(bool obeysFaults = false, LabEngine? engine = null)
    {
        var command = OwnProgram.Command("ConformanceLab.Worker.dll", OwnWorker.Option);
        return new WorkerOptions
        {
            Program = command[0],
            Arguments =
            [
                .. command.Skip(1),
                .. obeysFaults ? [WorkerProgram.FaultsOption] : Array.Empty<string>(),
                .. engine?.WorkerArguments ?? [],
            ],
        };
    }
}

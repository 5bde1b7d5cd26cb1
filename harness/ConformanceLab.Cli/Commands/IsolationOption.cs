using System.CommandLine;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Workers;

namespace ConformanceLab.Cli.Commands;

/// <summary>The option <c>--isolation</c>: where scripts are executed.</summary>
internal static class IsolationOption
{
    private const string Process = "process";
    private const string None = "none";

    public static Option<string> Create()
    {
        var option = new Option<string>("--isolation")
        {
            Description = "process executes scripts in workers, so that a crash costs one verdict; none in this process.",
            HelpName = "process|none",
            DefaultValueFactory = _ => Process,
        };
        option.AcceptOnlyFromAmong(Process, None);
        return option;
    }

    /// <summary>The workers, which start while the caller goes on; null if there are to be none.</summary>
    /// <param name="isolation">The option's value.</param>
    /// <param name="jobs">How many scripts run at once.</param>
    /// <param name="engine">What their engines are to be like.</param>
    /// <exception cref="IOException">They can't be started.</exception>
    public static WorkerPool? StartWorkers(string? isolation, int jobs, LabEngine engine)
    {
        if (isolation == None)
        {
            return null;
        }

        var pool = new WorkerPool(WorkerOptions.Own(engine: engine));
        pool.Prepare(jobs);
        return pool;
    }
}

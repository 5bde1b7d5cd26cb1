using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.External.Firefox;
using ConformanceLab.Harness.Fuzzing;
using ConformanceLab.Harness.Fuzzing.FrontEnd;

namespace ConformanceLab.Harness.Workers;

/// <summary>
/// The program of every worker that is ours: with our engine, with a fuzzer, with a browser. It is <c>ConformanceLab.Worker</c>, or the native
/// build of <c>clab</c>, whose first argument then is <see cref="Option"/>: that has no assembly beside it which could be started.
/// </summary>
public static class OwnWorker
{
    /// <summary>The first argument that makes a worker of the native build. It is no option for users: no help names it.</summary>
    public const string Option = "--be-worker";

    /// <summary>Runs a worker to its end.</summary>
    /// <param name="arguments">Its command line, without <see cref="Option"/>.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        switch (arguments)
        {
            case [FuzzWorker.Option, ..]:
                return FuzzWorker.Run(arguments);
            case [FrontEndWorker.Option, ..]:
                return FrontEndWorker.Run(arguments);
            case [FirefoxWorker.Option, ..]:
                return FirefoxWorker.Run(arguments);
            default:
                var engine = LabEngine.Create(arguments, out var rest);
                return WorkerProgram.Run(engine, rest);
        }
    }
}

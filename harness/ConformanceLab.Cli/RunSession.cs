using ConformanceLab.Cli.Display;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Results;
using ConformanceLab.Harness.Workers;
using ConformanceLab.Reports;
using Spectre.Console;

namespace ConformanceLab.Cli;

/// <summary>Runs a plan with everything that listens: progress, table, result files.</summary>
internal static class RunSession
{
    private const int MaximumFailuresShown = 50;

    /// <summary>Runs a plan.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="plan">What to run.</param>
    /// <param name="options">How.</param>
    /// <param name="workers">Where scripts are executed; null for this process.</param>
    /// <param name="folder">Where results go; null for none.</param>
    /// <param name="cancellation">Ctrl-C: what is done by then is reported.</param>
    /// <param name="json">Where <see cref="WastReport"/> goes; null for nowhere, <c>-</c> for standard output.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(
        LabEngine engine,
        RunPlan plan,
        RunOptions options,
        WorkerPool? workers,
        string? folder,
        CancellationToken cancellation,
        string? json = null)
    {
        var aggregator = new RunAggregator();
        List<IRunObserver> observers = [new ProgressDisplay(Console.Error, !Console.IsErrorRedirected, MaximumFailuresShown), aggregator];
        using var files = folder is null ? null : new ResultFiles(folder);
        if (files is not null)
        {
            observers.AddRange(files.Observers);
        }

        // Opened before the run: a name that cannot be written is found out at once.
        using var report = json is null or "-" ? null : new StreamWriter(json);
        var scripts = workers is null ? null : new IsolatedScriptRunner(workers, options.Execution);
        var summary = new ConformanceRunner(engine, options, scripts).Run(plan, observers, cancellation);

        // Standard output is the JSON's if it was asked for.
        var (output, isRedirected) = json == "-" ? (Console.Error, Console.IsErrorRedirected) : (Console.Out, Console.IsOutputRedirected);
        SummaryTable.Print(CreateConsole(output, isRedirected), aggregator, summary);
        if (folder is not null)
        {
            var path = Path.Combine(folder, "report.md");
            using (var writer = new StreamWriter(path))
            {
                MarkdownReport.Write(writer, aggregator);
            }

            output.WriteLine($"report: {path}");
        }

        if (json is not null)
        {
            (report ?? Console.Out).WriteLine(WastReport.From(aggregator, workers?.Functions ?? engine.Functions).ToJson());
        }

        return summary.ExitCode;
    }

    // Off a terminal there is no width to fit.
    private static IAnsiConsole CreateConsole(TextWriter output, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (isRedirected)
        {
            console.Profile.Width = 160;
        }

        return console;
    }

    /// <summary>The result files of a run: one line of JSON per verdict, and JUnit XML.</summary>
    private sealed class ResultFiles : IDisposable
    {
        private readonly FileStream _ndjson;
        private readonly FileStream _junit;

        public ResultFiles(string folder)
        {
            Directory.CreateDirectory(folder);
            _ndjson = File.Create(Path.Combine(folder, "results.ndjson"), 1 << 16);
            _junit = File.Create(Path.Combine(folder, "junit.xml"), 1 << 16);
            Observers = [new NdjsonWriter(_ndjson), new JUnitWriter(_junit)];
        }

        public IReadOnlyList<IRunObserver> Observers { get; }

        public void Dispose()
        {
            _ndjson.Dispose();
            _junit.Dispose();
        }
    }
}

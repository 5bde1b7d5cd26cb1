using ConformanceLab.Cli.Commands;
using ConformanceLab.Cli.Display;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Results;
using Spectre.Console;

namespace ConformanceLab.Cli;

/// <summary>Runs a plan with everything that listens: progress, table, result files.</summary>
internal static class RunSession
{
    private const int MaximumFailuresShown = 50;

    /// <summary>Runs a plan.</summary>
    /// <param name="engines">The engines, one after another. Each is disposed of when it is done.</param>
    /// <param name="plan">What to run, whatever its tier says: on the tiers of each engine.</param>
    /// <param name="options">How.</param>
    /// <param name="reports">What results are written.</param>
    /// <param name="cancellation">Ctrl-C: what is done by then is reported.</param>
    /// <param name="json">Where <see cref="WastReport"/> goes; null for nowhere, <c>-</c> for standard output.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(
        IReadOnlyList<EngineRun> engines,
        RunPlan plan,
        RunOptions options,
        ReportOptions reports,
        CancellationToken cancellation,
        string? json = null)
    {
        var collector = new RunCollector();
        using var files = reports.Folder is null ? null : new ResultFiles(reports.Folder, reports.Formats);
        var recorder = new ResultRecorder(
            files is null ? [collector] : [files.Records, collector], reports.HasTimes ? TimeProvider.System : null);
        var progress = new ProgressDisplay(Console.Error, !Console.IsErrorRedirected, MaximumFailuresShown);

        // Opened before the run: a name that cannot be written is found out at once.
        using var report = json is null or "-" ? null : new StreamWriter(json);
        var (duration, functions) = (TimeSpan.Zero, new SortedDictionary<string, long>(StringComparer.Ordinal));
        foreach (var run in engines)
        {
            using (run)
            {
                if (engines.Count > 1)
                {
                    Console.Error.WriteLine($"{run.Engine.Name} {run.Engine.Version}: {string.Join(", ", run.Tiers)}");
                }

                duration += new ConformanceRunner(run.Engine, options, run.CreateRunner(options.Execution))
                    .Run(plan.On(run.Tiers), [progress, recorder], cancellation)
                    .Duration;
                foreach (var (tier, count) in run.Functions)
                {
                    functions[tier] = functions.GetValueOrDefault(tier) + count;
                }
            }

            if (cancellation.IsCancellationRequested)
            {
                break;
            }
        }

        // Standard output is the JSON's if it was asked for.
        var (output, isRedirected) = json == "-" ? (Console.Error, Console.IsErrorRedirected) : (Console.Out, Console.IsOutputRedirected);
        var results = new ResultSet(collector.Runs);
        Report(output, isRedirected, results, duration, files);
        if (json is not null)
        {
            (report ?? Console.Out).WriteLine(WastReport.From(results, functions).ToJson());
        }

        return results.Summary.ExitCode;
    }

    /// <summary>Prints the table of results, and writes the reports.</summary>
    /// <param name="output">Where to print.</param>
    /// <param name="isRedirected">Whether that is no terminal.</param>
    /// <param name="results">The results.</param>
    /// <param name="duration">How long it took; null if nobody knows.</param>
    /// <param name="files">The files; null for none.</param>
    /// <param name="problems">Why the results are not the whole.</param>
    public static void Report(
        TextWriter output,
        bool isRedirected,
        ResultSet results,
        TimeSpan? duration,
        ResultFiles? files,
        IReadOnlyList<string>? problems = null)
    {
        SummaryTable.Print(CreateConsole(output, isRedirected), results, duration);
        if (files is not null)
        {
            files.WriteReports(results, problems);
            output.WriteLine($"report: {files.MarkdownPath}");
        }
    }

    /// <summary>A console on a writer; off a terminal there is no width to fit.</summary>
    public static IAnsiConsole CreateConsole(TextWriter output, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (isRedirected)
        {
            console.Profile.Width = 160;
        }

        return console;
    }
}

using System.Globalization;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Results;
using Spectre.Console;

namespace ConformanceLab.Cli.Display;

/// <summary>Verdicts by suite and tier, and the line that says how the run went.</summary>
internal static class SummaryTable
{
    /// <summary>Prints the results of runs that have ended.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="results">The results.</param>
    /// <param name="duration">How long it took; null if nobody knows.</param>
    public static void Print(IAnsiConsole console, ResultSet results, TimeSpan? duration)
    {
        if (results.NamesEngines)
        {
            console.Write(EngineMatrix.Create(results));
            console.WriteLine(EngineMatrix.Legend);
        }
        else
        {
            console.Write(Suites(results));
        }

        PrintSummary(console, results.Summary, duration);
    }

    // Of one engine: a row for each suite and tier.
    private static Table Suites(ResultSet results)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("suite");
        table.AddColumn("tier");

        foreach (var title in (string[])["files", "commands", "pass", "fail", "crash", "timeout", "expected", "unsupported"])
        {
            table.AddColumn(new TableColumn(title).RightAligned());
        }

        foreach (var (_, suite, _, tier, files, ledger) in results.Suites)
        {
            table.AddRow(
            [
                Markup.Escape(suite), Markup.Escape(tier), Number(files), Number(ledger.Planned), Number(ledger[Verdict.Pass]),
                Bad(ledger[Verdict.Fail] + ledger[Verdict.UnexpectedPass]), Bad(ledger[Verdict.Crash]), Bad(ledger[Verdict.Timeout]),
                Number(ledger[Verdict.ExpectedFail]), Number(ledger[Verdict.Unsupported]),
            ]);
        }

        return table;
    }

    private static void PrintSummary(IAnsiConsole console, RunSummary summary, TimeSpan? duration)
    {
        foreach (var stale in summary.StaleExpectations)
        {
            console.MarkupLineInterpolated($"[red]an expectation that nothing answers to: {stale}[/]");
        }

        foreach (var loss in summary.UnattributedLosses)
        {
            console.MarkupLineInterpolated($"[red]the engine broke down where no verdict shows it: {loss}[/]");
        }

        var verdict = summary.IsCancelled ? "cancelled; the figures are of a part"
            : !summary.IsBalanced ? "THE LEDGER DOES NOT BALANCE: the run is worth nothing"
            : summary.ExitCode == 0 ? "good"
            : "failed";
        var time = duration is { } known ? string.Create(CultureInfo.InvariantCulture, $" in {known.TotalSeconds:F1} s") : "";
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{summary.Files} files, {summary.Ledger}{time}: {verdict}"));
    }

    private static string Number(int value) => value == 0 ? "" : value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Bad(int value) => value == 0 ? "" : $"[red]{Number(value)}[/]";
}

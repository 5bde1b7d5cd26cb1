using System.Globalization;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Results;
using Spectre.Console;

namespace ConformanceLab.Cli.Display;

/// <summary>Verdicts by suite and tier, and the line that says how the run went.</summary>
internal static class SummaryTable
{
    /// <summary>Prints a run that has ended.</summary>
    public static void Print(IAnsiConsole console, RunAggregator run, RunSummary summary)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("suite").AddColumn("tier");
        foreach (var title in (string[])["files", "commands", "pass", "fail", "crash", "timeout", "expected", "unsupported"])
        {
            table.AddColumn(new TableColumn(title).RightAligned());
        }

        foreach (var (suite, _, tier, files, ledger) in run.Suites)
        {
            table.AddRow(
                Markup.Escape(suite), tier, Number(files), Number(ledger.Planned), Number(ledger[Verdict.Pass]),
                Bad(ledger[Verdict.Fail] + ledger[Verdict.UnexpectedPass]), Bad(ledger[Verdict.Crash]), Bad(ledger[Verdict.Timeout]),
                Number(ledger[Verdict.ExpectedFail]), Number(ledger[Verdict.Unsupported]));
        }

        console.Write(table);
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
        console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{summary.Files} files, {summary.Ledger} in {summary.Duration.TotalSeconds:F1} s: {verdict}"));
    }

    private static string Number(int value) => value == 0 ? "" : value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Bad(int value) => value == 0 ? "" : $"[red]{Number(value)}[/]";
}

using System.Globalization;
using ConformanceLab.Harness.Execution;
using Spectre.Console;

namespace ConformanceLab.Cli.Display;

/// <summary>Counts verdicts by suite and tier, and prints them as a table at the end.</summary>
internal sealed class SummaryTable : IRunObserver
{
    private readonly SortedDictionary<(string Suite, string Tier), (Ledger Ledger, int Files)> _rows = [];

    /// <inheritdoc/>
    public void OnEvent(RunEvent happened)
    {
        switch (happened)
        {
            case RunStarted started:
                foreach (var job in started.Plan.Jobs)
                {
                    Row(job).Ledger.Plan(job.Commands);
                }

                break;
            case CommandFinished { Job: var job, Result: var result }:
                Row(job).Ledger.Record(result.Verdict);
                break;
            case FileFinished { Job: var job }:
                var row = Row(job);
                _rows[(job.Suite, job.Tier)] = (row.Ledger, row.Files + 1);
                break;
        }
    }

    /// <summary>Prints the table and the line that says how the run went.</summary>
    public void Print(IAnsiConsole console, RunSummary summary)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("suite").AddColumn("tier");
        foreach (var title in (string[])["files", "commands", "pass", "fail", "crash", "timeout", "expected", "unsupported"])
        {
            table.AddColumn(new TableColumn(title).RightAligned());
        }

        foreach (var ((suite, tier), (ledger, files)) in _rows)
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

        var verdict = summary.IsCancelled ? "cancelled; the figures are of a part" : !summary.IsBalanced ? "THE LEDGER DOES NOT BALANCE: the run is worth nothing" : summary.ExitCode == 0 ? "good" : "failed";
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{summary.Files} files, {summary.Ledger} in {summary.Duration.TotalSeconds:F1} s: {verdict}"));
    }

    private (Ledger Ledger, int Files) Row(FileJob job)
    {
        if (!_rows.TryGetValue((job.Suite, job.Tier), out var row))
        {
            _rows[(job.Suite, job.Tier)] = row = (new Ledger(), 0);
        }

        return row;
    }

    private static string Number(int value) => value == 0 ? "" : value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Bad(int value) => value == 0 ? "" : $"[red]{Number(value)}[/]";
}

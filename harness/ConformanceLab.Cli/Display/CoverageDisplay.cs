using System.Globalization;
using ConformanceLab.Harness.Coverage;
using Spectre.Console;

namespace ConformanceLab.Cli.Display;

/// <summary>What suites touch of the language.</summary>
internal static class CoverageDisplay
{
    /// <summary>Prints a report.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="isRedirected">Whether that is no terminal.</param>
    /// <param name="report">The report.</param>
    /// <param name="format"><c>table</c>, <c>json</c> or <c>markdown</c>.</param>
    public static void Print(TextWriter output, bool isRedirected, CoverageReport report, string format)
    {
        switch (format)
        {
            case "json":
                output.WriteLine(report.ToJson());
                break;
            case "markdown":
                output.Write(report.ToMarkdown());
                break;
            default:
                PrintTable(output, isRedirected, report);
                break;
        }
    }

    private static void PrintTable(TextWriter output, bool isRedirected, CoverageReport report)
    {
        foreach (var problem in report.Problems)
        {
            output.WriteLine(problem);
        }

        var table = new Table().Border(TableBorder.Simple).AddColumn("what");
        foreach (var title in (string[])["all", "touched", "with a reason", "missing"])
        {
            table.AddColumn(new TableColumn(title).RightAligned());
        }

        foreach (var figures in report.Figures)
        {
            table.AddRow(
                CoverageReport.Describe(figures.Kind), Number(figures.Total), Number(figures.Covered), Number(figures.Explained), Number(figures.Missing));
        }

        RunSession.CreateConsole(output, isRedirected).Write(table);
        output.WriteLine(report.IsComplete
            ? "complete: everything is touched, or has a reason"
            : string.Create(CultureInfo.InvariantCulture, $"not complete: {report.Problems.Count()} lines above say what is wrong"));
    }

    private static string Number(int value) => value == 0 ? "" : value.ToString("N0", CultureInfo.InvariantCulture);
}

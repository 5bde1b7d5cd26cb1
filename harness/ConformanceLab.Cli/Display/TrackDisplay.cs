using System.Globalization;
using ConformanceLab.Harness.Tracking;
using ConformanceLab.Reports.Tracking;
using Spectre.Console;

namespace ConformanceLab.Cli.Display;

/// <summary>What <c>clab track</c> found out, on a terminal.</summary>
internal static class TrackDisplay
{
    /// <summary>Prints a report.</summary>
    public static void Print(TextWriter output, bool isRedirected, TrackReport report)
    {
        var matrix = report.Matrix;
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("proposal").NoWrap());
        foreach (var column in matrix.Columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape(TwoLines(column))).RightAligned());
        }

        foreach (var (proposal, cells) in matrix.Rows)
        {
            table.AddRow([Markup.Escape(proposal.Title), .. cells.Select(Colored)]);
        }

        table.AddEmptyRow();
        table.AddRow(["in full", .. matrix.Columns.Select((_, index) => TrackWords.Total(matrix, index))]);
        var console = RunSession.CreateConsole(output, isRedirected);
        if (isRedirected)
        {
            console.Profile.Width = Math.Max(160, 44 + (20 * matrix.Columns.Length));
        }

        console.Write(table);
        if (report.Contradictions is { } contradictions)
        {
            output.WriteLine(contradictions.IsEmpty
                ? "nothing contradicts the public table"
                : string.Create(CultureInfo.InvariantCulture, $"against the public table, {contradictions.Length} contradictions:"));
            foreach (var contradiction in contradictions)
            {
                output.WriteLine($"  {TrackWords.Of(contradiction)}");
            }
        }
    }

    private static string TwoLines(MatrixColumn column) => $"{column.Name[..^(column.Tier.Length + 1)]}\n{column.Tier}";

    private static string Colored(MeasuredCell cell) => cell.State switch
    {
        MeasuredState.Full => "[green]full[/]",
        MeasuredState.Partial => $"[yellow]{cell}[/]",
        MeasuredState.None => "[red]none[/]",
        _ => "[dim]not measured[/]",
    };
}

using System.Text.Json;
using ConformanceLab.Reports.Performance;

namespace ConformanceLab.Reports.Site;

/// <summary>The piece of data that the view of performance shows: headings, tables and plots, in order.</summary>
internal static class SitePerformancePiece
{
    /// <summary>The name of the piece.</summary>
    public const string Name = "performance";

    /// <summary>Writes it.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="page">What there is to show.</param>
    public static void Write(Utf8JsonWriter json, PerformancePage page)
    {
        json.WriteStartArray();
        foreach (var block in page.Blocks)
        {
            json.WriteStartObject();
            Write(json, block);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, PageBlock block)
    {
        switch (block)
        {
            case PageHeading heading:
                json.WriteString("heading", heading.Text);
                json.WriteString("subtitle", heading.Subtitle);
                break;
            case PageVerdict verdict:
                json.WriteString("verdict", verdict.Text);
                json.WriteString("class", verdict.Class);
                break;
            case PageParagraph paragraph:
                json.WriteString(paragraph.IsWarning ? "warning" : "text", paragraph.Text);
                break;
            case PageTable table:
                Write(json, table);
                break;
            case PagePlot { File: var plot }:
                json.WriteString("plot", $"{PerformancePage.PlotFolder}/{plot.Name}");
                json.WriteString("description", plot.Description);
                json.WriteNumber("width", plot.Width);
                json.WriteNumber("height", plot.Height);
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, PageTable table)
    {
        json.WriteStartArray("columns");
        foreach (var column in table.Columns)
        {
            json.WriteStartArray();
            json.WriteStringValue(column.Title);
            json.WriteBooleanValue(column.IsNumber);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in table.Rows)
        {
            json.WriteStartArray();
            foreach (var cell in row)
            {
                json.WriteStringValue(cell);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}

using System.Globalization;
using System.Net;
using System.Text;

namespace ConformanceLab.Reports.Performance;

/// <content>
/// The page of its own: <c>index.html</c> with all plots in it, and the plots as PNG and SVG files beside it, in <c>plots</c>. It needs no
/// script, no server and nothing from elsewhere.
/// </content>
public sealed partial class PerformancePage
{
    /// <summary>The folder of the plots, beside the page.</summary>
    internal const string PlotFolder = "plots";

    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'";

    /// <summary>Writes the page and its plots.</summary>
    /// <param name="folder">Where to; made if it is not there.</param>
    /// <returns>The path of the page.</returns>
    public string Write(string folder)
    {
        WritePlots(folder);
        using var style = new StreamReader(typeof(PerformancePage).Assembly.GetManifestResourceStream("performance.css")!);
        var body = new StringBuilder();
        foreach (var block in _blocks)
        {
            Append(body, block);
        }

        var page = Path.Combine(folder, "index.html");
        File.WriteAllText(page, $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <title>Performance</title>
            <style>
            {style.ReadToEnd()}</style>
            </head>
            <body>
            <h1>Performance</h1>
            {body}</body>
            </html>

            """.ReplaceLineEndings("\n"));
        return page;
    }

    /// <summary>Writes the plots alone, as PNG and SVG.</summary>
    /// <param name="folder">The folder that has the one of the plots.</param>
    internal void WritePlots(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, PlotFolder));
        foreach (var plot in _plots)
        {
            File.WriteAllBytes(Path.Combine(folder, PlotFolder, plot.Name + ".png"), plot.ToPng());
            File.WriteAllText(Path.Combine(folder, PlotFolder, plot.Name + ".svg"), plot.ToSvg());
        }
    }

    private static void Append(StringBuilder body, PageBlock block)
    {
        switch (block)
        {
            case PageHeading heading:
                body.Append($"<h2>{Encode(heading.Text)}</h2>\n<p class=\"subtitle\">{Encode(heading.Subtitle)}</p>\n");
                break;
            case PageVerdict verdict:
                body.Append($"<p class=\"verdict {verdict.Class}\">{Encode(verdict.Text)}</p>\n");
                break;
            case PageParagraph paragraph:
                body.Append($"<p{(paragraph.IsWarning ? " class=\"warning\"" : "")}>{Encode(paragraph.Text)}</p>\n");
                break;
            case PageTable table:
                Append(body, table);
                break;
            case PagePlot { File: var plot }:
                var file = $"{PlotFolder}/{plot.Name}";
                body.Append(
                    CultureInfo.InvariantCulture, $"<figure><img src=\"{file}.svg\" width=\"{plot.Width}\" height=\"{plot.Height}\"");
                body.Append($" alt=\"{Encode(plot.Description)}\" loading=\"lazy\">\n");
                body.Append($"<figcaption><a href=\"{file}.svg\">SVG</a> <a href=\"{file}.png\">PNG</a></figcaption></figure>\n");
                break;
        }
    }

    private static void Append(StringBuilder body, PageTable table)
    {
        body.Append("<div class=\"scroll\"><table>\n<tr>");
        foreach (var column in table.Columns)
        {
            body.Append($"<th{Class(column)}>{Encode(column.Title)}</th>");
        }

        body.Append("</tr>\n");
        foreach (var row in table.Rows)
        {
            body.Append("<tr>")
                .AppendJoin("", row.Select((cell, i) => $"<td{Class(table.Columns[i])}>{Encode(cell)}</td>"))
                .Append("</tr>\n");
        }

        body.Append("</table></div>\n");

        static string Class(PageColumn column) => column.IsNumber ? " class=\"number\"" : "";
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}

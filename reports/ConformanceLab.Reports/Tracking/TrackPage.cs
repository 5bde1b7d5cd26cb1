using System.Net;
using System.Text;
using ConformanceLab.Harness.Tracking;

namespace ConformanceLab.Reports.Tracking;

/// <summary>The report of <c>clab track</c> as one page that needs nothing else, not even a script.</summary>
public static class TrackPage
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    /// <summary>The page.</summary>
    public static string Of(TrackReport report)
    {
        var matrix = report.Matrix;
        var body = new StringBuilder();
        body.Append(
            $"<h1>WebAssembly, measured</h1>\n<p>By <code>{Encode(report.Command)}</code>.</p>\n");
        body.Append("<div class=\"scroll\"><table>\n<tr><th>proposal</th>");
        body.AppendJoin("", matrix.Columns.Select(column => $"<th>{Encode(column.Name)}</th>")).Append("</tr>\n");
        foreach (var (proposal, cells) in matrix.Rows)
        {
            body.Append($"<tr><th>{Encode(proposal.Title)}</th>").AppendJoin("", cells.Select(Cell)).Append("</tr>\n");
        }

        body.Append("<tr><th>in full</th>");
        body.AppendJoin("", matrix.Columns.Select((_, index) => $"<td>{TrackWords.Total(matrix, index)}</td>")).Append(
            "</tr>\n</table></div>\n");
        if (report.Contradictions is { } contradictions)
        {
            body.Append("<h2>Against the public table</h2>\n<ul>\n");
            body.AppendJoin("", contradictions.Select(it => $"<li>{Encode(TrackWords.Of(it))}</li>\n"));
            body.Append(contradictions.IsEmpty ? "<li>nothing contradicts it</li>\n" : "").Append("</ul>\n");
        }

        body.Append("<h2>Skills</h2>\n<div class=\"skills\">\n").AppendJoin("", SkillTreePicture.ToParts(report.Skills)).Append("</div>\n");
        foreach (var remark in matrix.Files.Remarks)
        {
            body.Append($"<p>{Encode(remark)}</p>\n");
        }

        return $$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="{{Policy}}">
            <title>WebAssembly, measured</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 92rem; margin: 1rem auto; padding: 0 1rem; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; font-size: 14px; }
            th, td { text-align: left; padding: .2rem .7rem .2rem 0; border-bottom: 1px solid #8884; white-space: nowrap; }
            .skills { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; }
            svg { max-width: 100%; height: auto; }
            svg text { font-family: inherit; }
            .full::before { content: "● "; color: #009e73; } .partial::before { content: "◐ "; color: #e69f00; } .none::before {
                content: "○ "; }
            {{SkillTreePicture.Rules(isDark: false)}}
            @media (prefers-color-scheme: dark) { body { background: #15171a; color: #dfe2e6; } {{SkillTreePicture.Rules(isDark: true)}} }
            </style>
            </head>
            <body>
            {{body}}</body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    private static string Cell(MeasuredCell cell) => $"<td class=\"{TrackReport.NameOf(cell.State)}\">{Encode(cell.ToString())}</td>";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}

using System.Globalization;
using System.Net;
using System.Text;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Gate.History;
using ConformanceLab.Harness.Counting;

namespace ConformanceLab.Reports.Performance;

/// <summary>
/// A static page of comparisons, measurements and histories: <c>index.html</c> with all plots in it, and the plots as PNG and SVG files
/// beside it, in <c>plots</c>. It needs no script, no server and nothing from elsewhere.
/// </summary>
public sealed class PerformancePage
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'";
    private const string PlotFolder = "plots";

    private const int MostFunctions = 25;

    private readonly StringBuilder _body = new();
    private readonly List<PlotFile> _plots = [];

    /// <summary>Adds a comparison: verdicts, ratios, distributions.</summary>
    /// <param name="report">The comparison.</param>
    public void Add(ComparisonReport report)
    {
        Heading($"{report.B.Name} relative to {report.A.Name}", Subtitle(report.Label, report.Started, report.Machine.ToString()));
        _body.Append($"<p class=\"verdict {report.Verdict.Name().Replace(' ', '-').ToLowerInvariant()}\">{report.Verdict.Name()}</p>\n");
        Warnings(report.IsIdentical ? [] : report.State.Disturbances());
        Table(
            ["benchmark", "class", ">A ms", ">B ms", ">B/A", ">interval", ">p", ">blocks", ">visible", ">instructions", "verdict"],
            report.Benchmarks.Select(row => new[]
            {
                row.Name, row.Class, Number(row.A, "F3"), Number(row.B, "F3"), Number(row.Ratio, "F4"),
                row.Ratio is null ? "" : $"{Number(row.Lower, "F4")} – {Number(row.Upper, "F4")}", Number(row.AdjustedP, "G2"),
                row.Blocks.Count > 0 ? row.Blocks.Count.ToString(CultureInfo.InvariantCulture) : "",
                row.SmallestEffect is { } effect ? string.Create(CultureInfo.InvariantCulture, $"{100 * effect:F1} %") : "",
                Number(row.Exact?.RatioOf(ExactComparison.Instructions), "F6"),
                row.Verdict.Name() + (row.Note is { } note ? $" ({note})" : ""),
            }));
        if (report.FalseAlarms is { } alarms)
        {
            Paragraph(PerformanceMarkdown.Describe(alarms));
        }

        Plot(ForestPlot.Of(report));
        AddPlots(DistributionPlot.Of(report));
    }

    /// <summary>Adds measurements: times, ratios, compile speed, distributions.</summary>
    /// <param name="report">The measurements.</param>
    public void Add(BenchReport report)
    {
        Heading("Measurements", Subtitle(report.Label, report.Started, report.Machine.ToString()));
        Warnings(report.State.Disturbances());
        Table(
            ["benchmark", "class", .. report.Subjects.Select(subject => $">{subject.Name}, ms")],
            report.Results.GroupBy(result => result.Name).Select(row => (string[])
            [
                row.Key, row.First().Class,
                .. row.OrderBy(result => result.Subject).Select(result => result.Estimate() is { } estimate
                    ? string.Create(CultureInfo.InvariantCulture, $"{estimate.Value:G4} ({estimate.Lower:G4}–{estimate.Upper:G4})")
                    : result.Failure ?? ""),
            ]));
        Counts(report);
        Plot(ForestPlot.Of(report));
        Plot(SpeedPlot.Of(report));
        AddPlots(DistributionPlot.Of(report));
    }

    // What runs execute on subjects that count.
    private void Counts(BenchReport report)
    {
        var counted = report.Results.Where(static result => result.Counts is not null).ToList();
        if (counted.Count == 0)
        {
            return;
        }

        Paragraph("What one run executes, exactly:");
        Table(
            [
                "benchmark", "subject", ">instructions", ">frame loads", ">frame stores", ">moves", ">objects", ">host calls",
                ">code bytes",
            ],
            counted.Select(result => new[]
            {
                result.Name, report.Subjects[result.Subject].Name, Count(result, "instructions"), Count(result, "frameLoads"), Count(result, "frameStores"),
                Count(result, "registerMoves"), Count(result, "allocations"), Count(result, "hostCalls"), Count(result, "codeBytes"),
            }));

        static string Count(BenchResult result, string name) => result.Counts!.TryGetValue(name, out var value) ? Whole(value) : "";
    }

    /// <summary>Adds what a program executed: a map of its functions, and a table of those that execute most.</summary>
    /// <param name="report">The figures.</param>
    public void Add(CountReport report)
    {
        var all = report.Totals;
        Heading(
            $"{report.Module}, {report.Tier}: machine instructions",
            $"{(report.Label is null ? "" : $"{report.Label}, ")}{Whole(all.Instructions)} executed, exactly");
        Plot(InstructionMap.Of(report));
        var rows = report.Functions.OrderByDescending(static function => function.Executed.Instructions).Take(MostFunctions);
        Table(
            [
                "function", ">calls", ">instructions", ">share", ">frame loads", ">frame stores", ">moves", ">objects", ">host calls",
                ">runtime calls", ">code bytes",
            ],
            rows.Select(function => new[]
            {
                function.Name, Whole(function.Calls), Whole(function.Executed.Instructions),
                ((double)function.Executed.Instructions / Math.Max(1, all.Instructions)).ToString("P1", CultureInfo.InvariantCulture),
                Whole(function.Executed.FrameLoads), Whole(function.Executed.FrameStores), Whole(function.Executed.RegisterMoves),
                Whole(function.Allocations), Whole(function.HostCalls), Whole(function.RuntimeCalls.Values.Sum()),
                Whole(function.CodeBytes),
            }).Append([
                $"all {report.Functions.Count}", Whole(all.Calls), Whole(all.Instructions), "", Whole(all.FrameLoads),
                Whole(all.FrameStores), Whole(all.RegisterMoves), Whole(all.Allocations), Whole(all.HostCalls), Whole(all.RuntimeCalls), Whole(all.CodeBytes),
            ]));
    }

    /// <summary>Adds the history of a machine: trends with change points.</summary>
    /// <param name="history">The history.</param>
    public void Add(MachineHistory history)
    {
        Heading("History", $"machine {history.Machine.Fingerprint}: {history.Machine}");
        foreach (var alarms in history.Records.Where(record => record.Alpha is not null).Select(record => record.Alpha!.Value).Distinct()
            .Select(history.CountFalseAlarms).OfType<FalseAlarms>())
        {
            Paragraph(PerformanceMarkdown.Describe(alarms));
        }

        AddPlots(TrendPlot.Of(history));
    }

    /// <summary>Writes the page and its plots.</summary>
    /// <param name="folder">Where to; made if it is not there.</param>
    /// <returns>The path of the page.</returns>
    public string Write(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, PlotFolder));
        foreach (var plot in _plots)
        {
            File.WriteAllBytes(Path.Combine(folder, PlotFolder, plot.Name + ".png"), plot.ToPng());
            File.WriteAllText(Path.Combine(folder, PlotFolder, plot.Name + ".svg"), plot.ToSvg());
        }

        using var style = new StreamReader(typeof(PerformancePage).Assembly.GetManifestResourceStream("performance.css")!);
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
            {_body}</body>
            </html>

            """.ReplaceLineEndings("\n"));
        return page;
    }

    private static string Subtitle(string? label, string started, string machine) =>
        $"{(label is null ? "" : $"{label}, ")}{started}, {machine}";

    private void Heading(string text, string subtitle) =>
        _body.Append($"<h2>{Encode(text)}</h2>\n<p class=\"subtitle\">{Encode(subtitle)}</p>\n");

    private void Paragraph(string text) => _body.Append($"<p>{Encode(text)}</p>\n");

    private void Warnings(IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
        {
            _body.Append($"<p class=\"warning\">{Encode(warning)}</p>\n");
        }
    }

    private void Table(string[] headers, IEnumerable<string[]> rows)
    {
        _body.Append("<div class=\"scroll\"><table>\n<tr>");
        foreach (var header in headers)
        {
            _body.Append($"<th{Class(header)}>{Encode(header.TrimStart('>'))}</th>");
        }

        _body.Append("</tr>\n");
        foreach (var row in rows)
        {
            _body.Append("<tr>").AppendJoin("", row.Select((cell, i) => $"<td{Class(headers[i])}>{Encode(cell)}</td>")).Append("</tr>\n");
        }

        _body.Append("</table></div>\n");

        static string Class(string header) => header.StartsWith('>') ? " class=\"number\"" : "";
    }

    private void AddPlots(IEnumerable<PlotFile> plots)
    {
        foreach (var plot in plots)
        {
            Plot(plot);
        }
    }

    private void Plot(PlotFile? plot)
    {
        if (plot is null)
        {
            return;
        }

        // Two reports may have plots of the same name.
        var count = _plots.Count(other => other.Name == plot.Name || other.Name.StartsWith(plot.Name + "-v", StringComparison.Ordinal));
        var named = count == 0 ? plot : plot.Named($"{plot.Name}-v{count + 1}");
        _plots.Add(named);
        var file = $"{PlotFolder}/{named.Name}";
        _body.Append(CultureInfo.InvariantCulture, $"<figure><img src=\"{file}.svg\" width=\"{named.Width}\" height=\"{named.Height}\"");
        _body.Append($" alt=\"{Encode(named.Description)}\" loading=\"lazy\">\n");
        _body.Append($"<figcaption><a href=\"{file}.svg\">SVG</a> <a href=\"{file}.png\">PNG</a></figcaption></figure>\n");
    }

    private static string Whole(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}

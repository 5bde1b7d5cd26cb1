using System.Globalization;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Gate.History;
using ConformanceLab.Harness.Counting;

namespace ConformanceLab.Reports.Performance;

/// <summary>
/// What there is to show of comparisons, measurements, counts and histories: headings, tables and plots, in order. Written as a page of its
/// own, or as a part of the site.
/// </summary>
public sealed partial class PerformancePage
{
    private const int MostFunctions = 25;

    private readonly List<PageBlock> _blocks = [];
    private readonly List<PlotFile> _plots = [];

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => _blocks.Count == 0;

    /// <summary>What there is.</summary>
    internal IReadOnlyList<PageBlock> Blocks => _blocks;

    /// <summary>Adds a comparison: verdicts, ratios, distributions.</summary>
    /// <param name="report">The comparison.</param>
    public void Add(ComparisonReport report)
    {
        Heading($"{report.B.Name} relative to {report.A.Name}", Subtitle(report.Label, report.Started, report.Machine.ToString()));
        _blocks.Add(new PageVerdict(report.Verdict.Name()));
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
                .. row.OrderBy(result => result.Subject).Select(Describe),
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

    // Of a few processes no interval can be made.
    private static string Describe(BenchResult result) => result.Estimate() switch
    {
        null => result.Failure ?? "",
        { Lower: > 0, Upper: < double.PositiveInfinity } estimate => string.Create(
            CultureInfo.InvariantCulture, $"{estimate.Value:G4} ({estimate.Lower:G4}–{estimate.Upper:G4})"),
        { } estimate => string.Create(CultureInfo.InvariantCulture, $"{estimate.Value:G4}"),
    };

    private static string Subtitle(string? label, string started, string machine) =>
        $"{(label is null ? "" : $"{label}, ")}{started}, {machine}";

    private void Heading(string text, string subtitle) => _blocks.Add(new PageHeading(text, subtitle));

    private void Paragraph(string text) => _blocks.Add(new PageParagraph(text));

    private void Warnings(IEnumerable<string> warnings) =>
        _blocks.AddRange(warnings.Select(static warning => new PageParagraph(warning, IsWarning: true)));

    // Titles of numbers begin with >.
    private void Table(string[] headers, IEnumerable<string[]> rows) => _blocks.Add(new PageTable(
        [.. headers.Select(static header => new PageColumn(header.TrimStart('>'), header.StartsWith('>')))], [.. rows]));

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
        _blocks.Add(new PagePlot(named));
    }

    private static string Whole(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "";
}

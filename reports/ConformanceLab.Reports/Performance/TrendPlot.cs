using System.Globalization;
using ConformanceLab.Gate.History;
using ScottPlot;

namespace ConformanceLab.Reports.Performance;

/// <summary>The times of a benchmark from run to run: each with its interval, parts without change with their median and band, changes
/// named.</summary>
public static class TrendPlot
{
    private const int MaximumLabels = 14;

    /// <summary>The series of a machine's history, those that changed most at the end first.</summary>
    /// <param name="history">The history.</param>
    public static IEnumerable<PlotFile> Of(MachineHistory history) =>
        from series in history.Series()
        let records = series.ToList()
        where records.Count > 1
        let segments = ChangePoints.Find([.. records.Select(record => record.Milliseconds!.Value)])
        orderby segments.Count > 1 ? -Math.Abs(Math.Log(segments[^1].Median / segments[^2].Median)) : 0, series.Key.Benchmark
        select Draw(series.Key.Benchmark, series.Key.Subject, history.Machine.Fingerprint, records, segments);

    private static PlotFile Draw(
        string benchmark, string subject, string machine, List<HistoryRecord> records, IReadOnlyList<Segment> segments)
    {
        var plot = PlotStyle.Create($"{benchmark} on {subject}", "runs, oldest first", "milliseconds");
        foreach (var segment in segments)
        {
            var (left, right) = (segment.First - 0.5, segment.First + segment.Count - 0.5);
            var band = plot.Add.Rectangle(left, right, segment.Lower, segment.Upper);
            band.FillColor = PlotStyle.ColorOf(5).WithAlpha(0.22);
            band.LineWidth = 0;
            var median = plot.Add.Line(left, segment.Median, right, segment.Median);
            median.LineColor = PlotStyle.ColorOf(0);
            median.LineWidth = 2;
        }

        for (var i = 0; i < records.Count; i++)
        {
            var record = records[i];
            if (record is { Lower: { } lower, Upper: { } upper })
            {
                var interval = plot.Add.Line(i, lower, i, upper);
                interval.LineColor = PlotStyle.Unknown.WithAlpha(0.7);
                interval.LineWidth = 1;
            }

            var shape = record.IsBusy == true ? MarkerShape.OpenCircle : MarkerShape.FilledCircle;
            plot.Add.Marker(i, record.Milliseconds!.Value, shape, 6, PlotStyle.Ink);
        }

        SetLimits(plot, records);
        foreach (var (before, after) in segments.Zip(segments.Skip(1)))
        {
            Mark(plot, before, after);
        }

        SetLabels(plot, records);
        AddLegend(plot, records);
        return new PlotFile($"trend-{machine}-{subject}-{benchmark}", $"Times of {benchmark} on {subject} from run to run", plot, 860, 320);
    }

    private static void Mark(Plot plot, Segment before, Segment after)
    {
        var change = after.Median / before.Median;
        var color = change > 1 ? PlotStyle.Bad : PlotStyle.Good;
        var x = after.First - 0.5;
        plot.Add.VerticalLine(x, 1.5f, color, LinePattern.Dashed);
        var text = plot.Add.Text(
            string.Create(CultureInfo.InvariantCulture, $"{(change > 1 ? "+" : "−")}{Math.Abs(100 * (change - 1)):F1} %"),
            x,
            plot.Axes.GetLimits().Top);
        text.LabelAlignment = Alignment.UpperLeft;
        text.LabelFontColor = color;
        text.LabelFontSize = 11;
        text.OffsetX = 4;
        text.OffsetY = 4;
    }

    // Intervals of busy runs may be wide; the frame is for the estimates.
    private static void SetLimits(Plot plot, List<HistoryRecord> records)
    {
        var times = records.Select(record => record.Milliseconds!.Value).ToArray();
        var (least, most) = (times.Min(), times.Max());
        var room = Math.Max(0.25 * (most - least), 0.03 * most);
        plot.Axes.SetLimits(-0.7, records.Count - 0.3, least - room, most + (1.6 * room));
    }

    private static void SetLabels(Plot plot, List<HistoryRecord> records)
    {
        var every = (int)Math.Ceiling(records.Count / (double)MaximumLabels);
        var indexes = Enumerable.Range(0, records.Count).Where(i => i % every == 0).ToArray();
        plot.Axes.Bottom.SetTicks([.. indexes.Select(i => (double)i)], [.. indexes.Select(i => LabelOf(records[i]))]);
    }

    private static string LabelOf(HistoryRecord record) => record.Label is { Length: > 0 } label
        ? label.Length <= 9 ? label : label[..8]
        : record.At[..10];

    private static void AddLegend(Plot plot, List<HistoryRecord> records)
    {
        plot.Legend.ManualItems.Add(new LegendItem { LabelText =
            "run, with its interval", MarkerShape = MarkerShape.FilledCircle, MarkerColor = PlotStyle.Ink, MarkerSize = 6, LineWidth = 0 });
        if (records.Any(record => record.IsBusy == true))
        {
            plot.Legend.ManualItems.Add(new LegendItem { LabelText = "the machine was busy", MarkerShape = MarkerShape.OpenCircle,
                MarkerColor = PlotStyle.Ink, MarkerLineColor = PlotStyle.Ink, MarkerLineWidth = 1, MarkerSize = 6, LineWidth = 0 });
        }

        plot.Legend.ManualItems.Add(new LegendItem { LabelText = "median and 5–95 % between changes", LineColor = PlotStyle.ColorOf(
            0), LineWidth = 2, FillColor = PlotStyle.ColorOf(5).WithAlpha(0.22) });
        plot.ShowLegend(Edge.Bottom);
        plot.Legend.Orientation = Orientation.Horizontal;
    }
}

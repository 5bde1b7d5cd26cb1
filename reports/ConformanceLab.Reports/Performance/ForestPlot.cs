using System.Globalization;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Statistics;
using ScottPlot;

namespace ConformanceLab.Reports.Performance;

/// <summary>Ratios with their intervals, a row for each benchmark, and one for the geometric mean of each class.</summary>
public static class ForestPlot
{
    private const int RowHeight = 24;
    private const int Frame = 120;

    /// <summary>A row: a name, an estimate and its interval as ratios, and a colour. Null ends are open.</summary>
    private sealed record Row(string Name, double Ratio, double? Lower, double? Upper, Color Color, bool IsMean = false);

    /// <summary>B relative to A, coloured by verdict, over the band up to the margin.</summary>
    /// <param name="report">The comparison.</param>
    /// <returns>Null if nothing was measured.</returns>
    public static PlotFile? Of(ComparisonReport report)
    {
        var rows = new List<Row>();
        foreach (var group in report.Benchmarks.Where(row => row.Ratio is not null).GroupBy(row => row.Class))
        {
            rows.AddRange(group.Select(row => new Row(row.Name, row.Ratio!.Value, row.Lower, row.Upper, ColorOf(row.Verdict))));
            rows.Add(Mean(group.Key, [.. group.Select(row => row.Ratio!.Value)], PlotStyle.Ink));
        }

        if (rows.Count == 0)
        {
            return null;
        }

        var plot = PlotStyle.Create(
            $"{report.B.Name} relative to {report.A.Name}", "change of time in percent; to the right is slower", "");
        var margin = 100 * report.Policy.Margin;
        var band = plot.Add.HorizontalSpan(0, margin, PlotStyle.Pale.WithAlpha(0.5));
        band.LineStyle.Width = 0;
        Draw(plot, rows);
        foreach (var verdict in report.Benchmarks.Where(row => row.Ratio is not null).Select(row => row.Verdict).Distinct().Order())
        {
            plot.Legend.ManualItems.Add(Item(verdict.Name(), ColorOf(verdict)));
        }

        plot.Legend.ManualItems.Add(
            new LegendItem { LabelText = "up to the margin", FillColor = PlotStyle.Pale.WithAlpha(0.5), LineWidth = 0 });
        plot.ShowLegend(Edge.Bottom);
        plot.Legend.Orientation = Orientation.Horizontal;
        return new PlotFile("ratios", $"Change of time of each benchmark, {report.B.Name} relative to {report.A.Name}, with intervals",
            plot, 860, HeightOf(rows));
    }

    /// <summary>Each subject relative to the first.</summary>
    /// <param name="report">The measurements.</param>
    /// <returns>Null if there is nothing to compare.</returns>
    public static PlotFile? Of(BenchReport report)
    {
        var rows = new List<Row>();
        foreach (var group in report.Results.Where(result => result.Processes.Count > 0).GroupBy(result => result.Class))
        {
            var ratios = new Dictionary<int, List<double>>();
            foreach (var benchmark in group.GroupBy(result => result.Name))
            {
                if (benchmark.FirstOrDefault(result => result.Subject == 0) is not { } first)
                {
                    continue;
                }

                foreach (var other in benchmark.Where(result => result.Subject > 0))
                {
                    var row = Ratio(first, other);
                    rows.Add(row);
                    (ratios.TryGetValue(other.Subject, out var known) ? known : ratios[other.Subject] = []).Add(row.Ratio);
                }
            }

            rows.AddRange(ratios.OrderBy(pair => pair.Key).Select(
                pair => Mean(group.Key, [.. pair.Value], PlotStyle.ColorOf(pair.Key))));
        }

        if (rows.Count == 0)
        {
            return null;
        }

        // Ratios of engines may be large: a logarithmic scale.
        var plot = PlotStyle.Create(
            $"time relative to {report.Subjects[0].Name}", "ratio of times, logarithmic; to the right is slower", "");
        Draw(plot, rows, isLogarithmic: true);
        var shown = report.Results.Where(result => result.Processes.Count > 0).Select(result => result.Subject).ToHashSet();
        foreach (var subject in Enumerable.Range(1, report.Subjects.Count - 1).Where(shown.Contains))
        {
            plot.Legend.ManualItems.Add(Item(report.Subjects[subject].Name, PlotStyle.ColorOf(subject)));
        }

        plot.ShowLegend(Edge.Bottom);
        plot.Legend.Orientation = Orientation.Horizontal;
        return new PlotFile(
            "ratios", $"Time of each benchmark relative to {report.Subjects[0].Name}, with intervals", plot, 860, HeightOf(rows));
    }

    // Rounds are blocks: process i of one beside process i of the other.
    private static Row Ratio(BenchResult first, BenchResult other)
    {
        var count = Math.Min(first.Processes.Count, other.Processes.Count);
        var logarithms = Enumerable.Range(0, count)
            .Select(i => Math.Log(other.Processes[i].Value / first.Processes[i].Value))
            .ToArray();
        var estimate = HodgesLehmann.Estimate(logarithms, 0.95, SignFlipStatistic.SignedRank);
        return new Row(
            other.Name, Math.Exp(estimate.Value), Finite(estimate.Lower), Finite(estimate.Upper), PlotStyle.ColorOf(other.Subject));

        static double? Finite(double value) => double.IsFinite(value) ? Math.Exp(value) : null;
    }

    private static Row Mean(string name, double[] ratios, Color color) => new(
        string.Create(CultureInfo.InvariantCulture, $"all of {name}: {Quantiles.GeometricMean(ratios):G4}"),
        Quantiles.GeometricMean(ratios),
        null,
        null,
        color,
        IsMean: true);

    private static void Draw(Plot plot, List<Row> rows, bool isLogarithmic = false)
    {
        double X(double ratio) => isLogarithmic ? Math.Log10(ratio) : 100 * (ratio - 1);

        var limits = rows.SelectMany(
            row => new[] { row.Ratio, row.Lower ?? row.Ratio, row.Upper ?? row.Ratio }).Append(1).Select(X).ToArray();
        var room = Math.Max(0.08 * (limits.Max() - limits.Min()), isLogarithmic ? 0.05 : 1);
        var (left, right) = (limits.Min() - room, limits.Max() + room);
        plot.Add.VerticalLine(0, 1.5f, PlotStyle.Ink, LinePattern.Solid);
        var places = Places(rows);
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, y) = (rows[i], places[i]);
            if (row.Lower is not null || row.Upper is not null)
            {
                // Where one end is not known the line goes to the frame.
                var line = plot.Add.Line(row.Lower is { } lower ? X(lower) : left, y, row.Upper is { } upper ? X(upper) : right, y);
                line.LineColor = row.Color.WithAlpha(0.75);
                line.LineWidth = 2;
            }

            plot.Add.Marker(
                X(row.Ratio), y, row.IsMean ? MarkerShape.FilledDiamond : MarkerShape.FilledCircle, row.IsMean ? 12 : 8, row.Color);
        }

        plot.Axes.Left.SetTicks(places, [.. rows.Select(row => row.Name)]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        if (isLogarithmic)
        {
            SetRatioTicks(plot, left, right);
        }

        plot.Axes.SetLimits(left, right, -0.7, places[0] + 0.7);
    }

    // From the top, with a gap behind the means of each class.
    private static double[] Places(List<Row> rows)
    {
        var places = new double[rows.Count];
        for (var i = rows.Count - 2; i >= 0; i--)
        {
            places[i] = places[i + 1] + (rows[i].IsMean && !rows[i + 1].IsMean ? 1.6 : 1);
        }

        return places;
    }

    private static int HeightOf(List<Row> rows) => Frame + (int)(RowHeight * (Places(rows)[0] + 1.4));

    private static void SetRatioTicks(Plot plot, double left, double right)
    {
        double[] steps = right - left > 1.2 ? [
            1, 3] : right - left > 0.5 ? [1, 1.5, 2, 3, 5, 7] : [1, 1.1, 1.2, 1.3, 1.5, 1.7, 2, 2.5, 3, 4, 5, 6, 7, 8, 9];
        var ratios = Enumerable.Range(-4, 9).SelectMany(power => steps.Select(step => step * Math.Pow(10, power)))
            .Where(ratio => Math.Log10(ratio) is var x && x >= left && x <= right)
            .ToArray();
        plot.Axes.Bottom.SetTicks(
            [.. ratios.Select(Math.Log10)], [.. ratios.Select(ratio => ratio.ToString("G3", CultureInfo.InvariantCulture))]);
    }

    private static LegendItem Item(string text, Color color) => new()
    {
        LabelText = text, MarkerShape = MarkerShape.FilledCircle, MarkerColor = color, MarkerSize = 8, LineWidth = 0,
    };

    private static Color ColorOf(Verdict verdict) => verdict switch
    {
        Verdict.NotRegressed => PlotStyle.Good,
        Verdict.Inconclusive => PlotStyle.Unknown,
        _ => PlotStyle.Bad,
    };
}

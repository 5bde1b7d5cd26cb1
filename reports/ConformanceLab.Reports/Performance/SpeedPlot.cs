using System.Globalization;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Statistics;
using ScottPlot;

namespace ConformanceLab.Reports.Performance;

/// <summary>
/// What engines and tiers pay for their speed: how fast they compile against how fast what they compiled runs. Best is at the top right.
/// </summary>
public static class SpeedPlot
{
    /// <summary>The plot of measurements of two subjects or more.</summary>
    /// <param name="report">The measurements.</param>
    /// <returns>Null if there are too few subjects, or none of them says how long it compiles.</returns>
    public static PlotFile? Of(BenchReport report)
    {
        var points = report.Subjects.Select((subject, i) => Place(report, subject.Name, i)).OfType<Point>().ToList();
        if (points.Count < 2)
        {
            return null;
        }

        var plot = PlotStyle.Create(
            "compile speed against run speed", "compiled, kB of modules a second; logarithmic",
                $"run speed relative to {points[0].Name}; logarithmic");
        for (var i = 0; i < points.Count; i++)
        {
            var (point, x, y) = (points[i], Math.Log10(points[i].Compile), Math.Log10(points[i].Run));
            plot.Add.Marker(x, y, MarkerShape.FilledCircle, 11, PlotStyle.ColorOf(i));
            var text = plot.Add.Text(point.Name, x, y);
            text.LabelFontSize = 12;
            text.LabelFontColor = PlotStyle.Ink;
            text.LabelAlignment = Alignment.LowerCenter;
            text.OffsetY = -9;
        }

        Frame(plot, points);
        return new PlotFile("speed", "Compile speed of each subject against its run speed", plot, 860, 440);
    }

    private sealed record Point(string Name, double Compile, double Run);

    private static Point? Place(BenchReport report, string name, int subject)
    {
        // Where modules are there to be compiled, they say how fast that is; else those that are run.
        var measured = report.Results.Where(result => result.Processes.Count > 0).ToList();
        var compiled = measured.Where(result => result.Mode == "compile").ToList() is { Count: > 0 } some ? some : measured;
        var (bytes, milliseconds) = (0.0, 0.0);
        foreach (var result in compiled.Where(result => result.Subject == subject))
        {
            if (result.Processes.Select(process => process.CompileTime).OfType<double>().ToArray() is { Length: > 0 } times)
            {
                bytes += result.ModuleBytes;
                milliseconds += Quantiles.Median(times);
            }
        }

        var firsts = measured.Where(result => result is { Subject: 0, Mode: "run" }).ToDictionary(result => result.Name);
        var ratios = measured
            .Where(result => result.Subject == subject && result.Mode == "run" && firsts.ContainsKey(result.Name))
            .Select(result => firsts[result.Name].Estimate()!.Value.Value / result.Estimate()!.Value.Value)
            .ToArray();

        // Bytes a millisecond are kilobytes a second.
        return milliseconds > 0 && ratios.Length > 0 ? new Point(name, bytes / milliseconds, Quantiles.GeometricMean(ratios)) : null;
    }

    private static void Frame(Plot plot, List<Point> points)
    {
        double[] xs = [.. points.Select(point => Math.Log10(point.Compile))];
        double[] ys = [.. points.Select(point => Math.Log10(point.Run))];
        var (roomX, roomY) = (Math.Max(0.15, 0.2 * (xs.Max() - xs.Min())), Math.Max(0.1, 0.2 * (ys.Max() - ys.Min())));
        plot.Axes.SetLimits(xs.Min() - roomX, xs.Max() + roomX, ys.Min() - roomY, ys.Max() + (1.3 * roomY));
        SetTicks(plot.Axes.Bottom, xs.Min() - roomX, xs.Max() + roomX);
        SetTicks(plot.Axes.Left, ys.Min() - roomY, ys.Max() + (1.3 * roomY));
    }

    private static void SetTicks(IAxis axis, double from, double to)
    {
        double[] steps = to - from > 1.6 ? [1, 3] : to - from > 0.7 ? [1, 2, 5] : [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];
        var ticks = Enumerable.Range(-6, 13).SelectMany(power => steps.Select(step => step * Math.Pow(10, power)))
            .Where(value => Math.Log10(value) is var at && at >= from && at <= to)
            .ToArray();
        axis.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. ticks.Select(Math.Log10)], [
                .. ticks.Select(value => value.ToString(value < 1000 ? "G3" : "N0", CultureInfo.InvariantCulture))]);
    }
}

using System.Globalization;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Statistics;
using ScottPlot;

namespace ConformanceLab.Reports.Performance;

/// <summary>
/// All steady times of a benchmark: a column of dots for each process, a bar at the number that stands for it. So one sees what a single
/// number hides, above all how much processes differ beyond what their own iterations do.
/// </summary>
public static class DistributionPlot
{
    /// <summary>The benchmarks of a comparison.</summary>
    /// <param name="report">The comparison.</param>
    public static IEnumerable<PlotFile> Of(ComparisonReport report) =>
        from row in report.Benchmarks
        where row.Blocks.Count > 0
        select Draw(row.Name, [
            ($"A: {report.A.Name}", [.. row.Blocks.Select(block => block.A)]), (
                $"B: {report.B.Name}", [.. row.Blocks.Select(block => block.B)])]);

    /// <summary>The benchmarks of measurements.</summary>
    /// <param name="report">The measurements.</param>
    public static IEnumerable<PlotFile> Of(BenchReport report) =>
        from benchmark in report.Results.Where(result => result.Processes.Count > 0).GroupBy(result => result.Name)
        select Draw(benchmark.Key, [.. benchmark.OrderBy(result => result.Subject).Select(
            result => (report.Subjects[result.Subject].Name, result.Processes))]);

    private static PlotFile Draw(string benchmark, List<(string Name, IReadOnlyList<ProcessTimes> Processes)> groups)
    {
        var all = groups.SelectMany(group => group.Processes).SelectMany(process => process.SteadyTimes()).ToArray();

        // Subjects may differ by orders of magnitude; within one, the slowest hundredth is left out.
        var (least, most) = (all.Min(), groups.Max(group => Limit(group.Processes)));
        var isLogarithmic = most > 8 * least;
        double Y(double time) => isLogarithmic ? Math.Log10(time) : time;

        var plot = PlotStyle.Create(
            benchmark, "processes, in the order in which they were measured", isLogarithmic ? "milliseconds, logarithmic" : "milliseconds");
        var outside = 0;
        for (var group = 0; group < groups.Count; group++)
        {
            var (processes, color) = (groups[group].Processes, PlotStyle.ColorOf(group));
            var width = 0.8 / processes.Count;
            for (var i = 0; i < processes.Count; i++)
            {
                var left = group - 0.4 + (i * width);
                var times = processes[i].SteadyTimes().ToArray();
                var shown = times.Where(time => time <= most).ToArray();
                outside += times.Length - shown.Length;
                var xs = shown.Select((_, n) => left + (width * (0.15 + (0.7 * ((n * 0.618034) % 1))))).ToArray();
                if (shown.Length > 0)
                {
                    plot.Add.Markers(xs, [.. shown.Select(Y)], MarkerShape.FilledCircle, 4, color.WithAlpha(0.4));
                }

                if (processes[i].Value <= most)
                {
                    var value = plot.Add.Line(left + (0.08 * width), Y(processes[i].Value), left + (0.92 * width), Y(processes[i].Value));
                    value.LineColor = PlotStyle.Ink;
                    value.LineWidth = 2;
                }
            }
        }

        plot.Axes.Bottom.SetTicks([.. groups.Select((_, i) => (double)i)], [.. groups.Select(group => group.Name)]);
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        var room = 0.06 * (Y(most) - Y(least));
        plot.Axes.SetLimits(-0.5, groups.Count - 0.5, Y(least) - room, Y(most) + (2 * room));
        if (isLogarithmic)
        {
            SetTimeTicks(plot, least, most);
        }

        if (outside > 0)
        {
            var note = plot.Add.Annotation(
                string.Create(CultureInfo.InvariantCulture, $"{outside} of {all.Length} times are above the frame"), Alignment.UpperRight);
            note.LabelFontSize = 10;
            note.LabelFontColor = PlotStyle.Unknown;
            note.LabelBackgroundColor = Colors.Transparent;
            note.LabelBorderWidth = 0;
            note.LabelShadowColor = Colors.Transparent;
        }

        return new PlotFile($"times-{benchmark}", $"Times of {benchmark}: each process a column", plot, 860, 340);
    }

    private static double Limit(IReadOnlyList<ProcessTimes> processes)
    {
        double[] times = [.. processes.SelectMany(process => process.SteadyTimes())];
        var medians = processes.Select(process => process.Value).ToArray();
        return Math.Min(Quantiles.Quantile(times, 0.99), 3 * Quantiles.Median(medians));
    }

    private static void SetTimeTicks(Plot plot, double least, double most)
    {
        double[] steps = most > 100 * least ? [1] : [1, 2, 5];
        var ticks = Enumerable.Range(-7, 14).SelectMany(power => steps.Select(step => step * Math.Pow(10, power)))
            .Where(time => time >= least * 0.9 && time <= most * 1.1)
            .ToArray();
        plot.Axes.Left.SetTicks(
            [.. ticks.Select(Math.Log10)], [.. ticks.Select(time => time.ToString("G3", CultureInfo.InvariantCulture))]);
    }
}

using ConformanceLab.Statistics;
using Perfolizer.Mathematics.Cpd;
using Perfolizer.Mathematics.SignificanceTesting.Base;
using Perfolizer.Mathematics.SignificanceTesting.MannWhitney;
using Perfolizer.Metrology;
using Pragmastat;

namespace ConformanceLab.Gate.History;

/// <summary>A part of a series in which nothing changed. Immutable.</summary>
/// <param name="First">Index of its first value.</param>
/// <param name="Count">How many values it has.</param>
/// <param name="Median">Their median.</param>
/// <param name="Lower">Their 5 % quantile.</param>
/// <param name="Upper">Their 95 % quantile.</param>
public sealed record Segment(int First, int Count, double Median, double Lower, double Upper);

/// <summary>Finds where a series changed.</summary>
/// <remarks>
/// ED-PELT (Haynes, Fearnhead and Eckley, A computationally efficient nonparametric approach for changepoint detection, Statistics and
/// Computing 27 (2017)), as implemented in Perfolizer, proposes changes of the distribution, without being told how many. In short series
/// it proposes some where there is only noise: a change stays only if Mann–Whitney's test tells the parts beside it apart. Values are of
/// different runs, so that, unlike iterations of a process, they may be taken for independent.
/// </remarks>
public static class ChangePoints
{
    /// <summary>The shortest part that is one: fewer values are no evidence.</summary>
    public const int ShortestSegment = 5;

    /// <summary>The largest p-value of Mann–Whitney's test, two-sided, of a change that stays. Small, because places were looked
    /// for.</summary>
    public const double LargestPValue = 0.001;

    /// <summary>The parts of a series; one if nothing changed. Pure; for any thread.</summary>
    /// <param name="values">The series, oldest first; at least one value.</param>
    public static IReadOnlyList<Segment> Find(IReadOnlyList<double> values)
    {
        var data = values.ToArray();
        int[] changes = data.Length < 2 * ShortestSegment
            ? []
            : EdPeltChangePointDetector.Instance.GetChangePointIndexes([.. data.Select(value => Math.Log(value))], ShortestSegment);

        // The detector names the last value before each change.
        var starts = Confirm(data, [0, .. changes.Select(change => change + 1)]);
        return [.. starts.Select((start, i) => Describe(data, start, i + 1 < starts.Count ? starts[i + 1] : data.Length))];
    }

    // Drops the least certain change until all are certain enough; what was beside it is one part then.
    private static List<int> Confirm(double[] data, List<int> starts)
    {
        while (starts.Count > 1)
        {
            var (worst, at) = Enumerable.Range(1, starts.Count - 1)
                .Select(
                    i => (PValue(data[starts[i - 1]..starts[i]], data[starts[i]..(i + 1 < starts.Count ? starts[i + 1] : data.Length)]), i))
                .Max();
            if (worst <= LargestPValue)
            {
                break;
            }

            starts.RemoveAt(at);
        }

        return starts;
    }

    private static double PValue(double[] before, double[] after) => MannWhitneyTest.Instance.Perform(
        new Sample(before), new Sample(after), AlternativeHypothesis.TwoSides, Threshold.Zero).PValue;

    private static Segment Describe(double[] data, int start, int end)
    {
        var part = data.AsSpan(start, end - start);
        return new Segment(start, part.Length, Quantiles.Median(part), Quantiles.Quantile(part, 0.05), Quantiles.Quantile(part, 0.95));
    }
}

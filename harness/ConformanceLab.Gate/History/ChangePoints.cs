using ConformanceLab.Statistics;
using Perfolizer.Mathematics.Cpd;

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
/// Computing 27 (2017)), as implemented in Perfolizer: it finds changes of the distribution, of any kind, without being told how many.
/// </remarks>
public static class ChangePoints
{
    /// <summary>The shortest part that is one: fewer values are no evidence.</summary>
    public const int ShortestSegment = 5;

    /// <summary>The parts of a series; one if nothing changed. Pure; for any thread.</summary>
    /// <param name="values">The series, oldest first; at least one value.</param>
    public static IReadOnlyList<Segment> Find(IReadOnlyList<double> values)
    {
        var data = values.ToArray();
        int[] changes = data.Length < 2 * ShortestSegment
            ? []
            : EdPeltChangePointDetector.Instance.GetChangePointIndexes([.. data.Select(Math.Log)], ShortestSegment);

        // The detector names the last value before each change.
        int[] starts = [0, .. changes.Select(change => change + 1)];
        return [.. starts.Select((start, i) => Describe(data, start, i + 1 < starts.Length ? starts[i + 1] : data.Length))];
    }

    private static Segment Describe(double[] data, int start, int end)
    {
        var part = data.AsSpan(start, end - start);
        return new Segment(start, part.Length, Quantiles.Median(part), Quantiles.Quantile(part, 0.05), Quantiles.Quantile(part, 0.95));
    }
}

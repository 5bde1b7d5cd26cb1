namespace ConformanceLab.Statistics;

/// <summary>Quantiles of samples. Pure; for any thread.</summary>
public static class Quantiles
{
    /// <summary>The middle value, or the mean of the two middle ones.</summary>
    /// <param name="values">At least one value.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static double Median(ReadOnlySpan<double> values) => Quantile(values, 0.5);

    /// <summary>A quantile, with straight lines between order statistics (Hyndman and Fan 1996, type 7).</summary>
    /// <param name="values">At least one value.</param>
    /// <param name="probability">From 0 to 1.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static double Quantile(ReadOnlySpan<double> values, double probability)
    {
        if (values.Length == 0)
        {
            throw new ArgumentException("a quantile of nothing", nameof(values));
        }

        var sorted = values.ToArray();
        Array.Sort(sorted);
        var position = probability * (sorted.Length - 1);
        var below = Math.Min((int)position, sorted.Length - 1);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>The geometric mean of positive values.</summary>
    /// <param name="values">At least one value.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static double GeometricMean(ReadOnlySpan<double> values)
    {
        if (values.Length == 0)
        {
            throw new ArgumentException("a mean of nothing", nameof(values));
        }

        var sum = 0.0;
        foreach (var value in values)
        {
            sum += Math.Log(value);
        }

        return Math.Exp(sum / values.Length);
    }
}

namespace ConformanceLab.Statistics;

/// <summary>The Hodges–Lehmann estimate of a location, with the interval that belongs to it.</summary>
/// <param name="Value">The median of the means of all pairs (Walsh averages), each value paired with itself too.</param>
/// <param name="Lower">Lower end of the interval; −∞ if there are too few values for its confidence.</param>
/// <param name="Upper">Upper end.</param>
/// <remarks>Source: Hodges and Lehmann, Estimates of location based on rank tests, Annals of Mathematical Statistics 34 (1963).</remarks>
public readonly record struct HodgesLehmann(double Value, double Lower, double Upper)
{
    /// <summary>The estimate and its two-sided interval, by inversion of the sign-flip test. Pure; for any thread.</summary>
    /// <param name="values">At least one value; finite.</param>
    /// <param name="confidence">For instance 0.95; each end has half of the rest.</param>
    /// <param name="statistic">The test that is inverted.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static HodgesLehmann Estimate(ReadOnlySpan<double> values, double confidence, SignFlipStatistic statistic)
    {
        // Where values are equal but for their last bits, an end may be rounded to the other side of the estimate.
        var level = (1 - confidence) / 2;
        var value = Location(values);
        return new HodgesLehmann(
            value,
            Math.Min(value, SignFlipTest.LowerBound(values, level, statistic)),
            Math.Max(value, SignFlipTest.UpperBound(values, level, statistic)));
    }

    /// <summary>The estimate alone.</summary>
    /// <param name="values">At least one value.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static double Location(ReadOnlySpan<double> values)
    {
        var averages = new double[values.Length * (values.Length + 1) / 2];
        var at = 0;
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = i; j < values.Length; j++)
            {
                averages[at++] = (values[i] / 2) + (values[j] / 2);
            }
        }

        return Quantiles.Median(averages);
    }
}

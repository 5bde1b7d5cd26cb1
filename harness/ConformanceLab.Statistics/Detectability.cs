using MathNet.Numerics.Distributions;

namespace ConformanceLab.Statistics;

/// <summary>What an inconclusive comparison could have seen.</summary>
public static class Detectability
{
    /// <summary>
    /// The smallest location that a test at a level would have found above zero with a given power, with noise like that of the values.
    /// </summary>
    /// <remarks>
    /// The distance from the estimate to its lower bound at the level is the location that would just be found half of the time, for both
    /// move with the values. Since it is z(level) standard errors, power adds z(power) of them. Pure; for any thread.
    /// </remarks>
    /// <param name="values">The values.</param>
    /// <param name="level">One-sided level of the test.</param>
    /// <param name="power">How often it would be found; by default four times of five.</param>
    /// <param name="statistic">The statistic of the test.</param>
    /// <returns>The location; +∞ if with so few values nothing can be found at the level.</returns>
    public static double SmallestEffect(ReadOnlySpan<double> values, double level, SignFlipStatistic statistic, double power = 0.8)
    {
        var bound = SignFlipTest.LowerBound(values, level, statistic);
        var z = -Normal.InvCDF(0, 1, level);
        return double.IsNegativeInfinity(bound)
            ? double.PositiveInfinity
            : (HodgesLehmann.Location(values) - bound) * (z + Normal.InvCDF(0, 1, power)) / z;
    }
}

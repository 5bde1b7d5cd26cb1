namespace ConformanceLab.Statistics;

/// <summary>Many tests at once: the probability that even one of those without an effect is rejected stays below the level.</summary>
/// <remarks>Source: Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6 (1979).</remarks>
public static class Holm
{
    /// <summary>Adjusted p-values: each may be compared with the level of the family. Pure; for any thread.</summary>
    /// <param name="pValues">The p-values, in any order.</param>
    /// <returns>In the same order; at most 1.</returns>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        var largest = 0.0;
        var left = pValues.Count;
        foreach (var index in Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]))
        {
            largest = Math.Max(largest, Math.Min(1, left * pValues[index]));
            adjusted[index] = largest;
            left--;
        }

        return adjusted;
    }
}

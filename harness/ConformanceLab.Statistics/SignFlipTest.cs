namespace ConformanceLab.Statistics;

/// <summary>
/// Is a location above zero? Exact, and free of any assumption about the shape of noise but one: if the location is zero, each value might
/// as well have had the other sign. Randomising the order within a block makes that true by construction.
/// </summary>
/// <remarks>
/// Source: Fisher, The Design of Experiments (1935), section 21; Wilcoxon, Individual comparisons by ranking methods, Biometrics Bulletin 1
/// (1945). Zeros say nothing about a sign and are left out; equal magnitudes share their mean rank, and the distribution is that of the
/// ranks as they are, so it stays exact. Pure; for any thread.
/// </remarks>
public static class SignFlipTest
{
    /// <summary>Most values of <see cref="SignFlipStatistic.Sum"/>: two halves of 2²⁰ sums are the memory that is spent on it.</summary>
    public const int MaximumOfSum = 40;

    /// <summary>Most values of <see cref="SignFlipStatistic.SignedRank"/>.</summary>
    public const int MaximumOfRanks = 1000;

    /// <summary>
    /// The share of all choices of signs under which the statistic is at least what it is: the one-sided p-value of "not above zero".
    /// </summary>
    /// <param name="values">The values, for instance log-ratios of blocks; finite.</param>
    /// <param name="statistic">What is added up.</param>
    /// <returns>From 2⁻ⁿ to 1; 1 if there are no values but zeros.</returns>
    /// <exception cref="ArgumentException">A value is not finite, or there are more than the statistic can do.</exception>
    public static double PValue(ReadOnlySpan<double> values, SignFlipStatistic statistic)
    {
        var kept = new List<double>(values.Length);
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException($"a value is {value}", nameof(values));
            }

            if (value != 0)
            {
                kept.Add(value);
            }
        }

        var maximum = statistic == SignFlipStatistic.Sum ? MaximumOfSum : MaximumOfRanks;
        if (kept.Count > maximum)
        {
            throw new ArgumentException($"{kept.Count} values; {statistic} takes {maximum}", nameof(values));
        }

        return kept.Count == 0 ? 1 : statistic == SignFlipStatistic.Sum ? TailOfSum(kept) : TailOfRanks(kept);
    }

    /// <summary>
    /// The lower confidence bound of the location: the smallest shift that the test, with the values shifted down by it, does not reject.
    /// </summary>
    /// <param name="values">The values; at least one.</param>
    /// <param name="level">The probability that the bound is too high: 0.025 for one end of a 95 % interval.</param>
    /// <param name="statistic">The statistic of the test.</param>
    /// <returns>The bound, exact to about 10⁻¹⁰ of the range of the values; −∞ if there are too few values for the level.</returns>
    public static double LowerBound(ReadOnlySpan<double> values, double level, SignFlipStatistic statistic)
    {
        if (values.Length == 0 || Math.Pow(2, -values.Length) > level)
        {
            return double.NegativeInfinity;
        }

        // Below the least value nothing is negative and the test rejects; above the largest it cannot.
        var (low, high) = (double.MaxValue, double.MinValue);
        foreach (var value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        var (least, width) = (low, high - low);
        low -= (width * 1e-9) + double.Epsilon;
        var shifted = new double[values.Length];
        while (high - low > Math.Max(width * 1e-11, Math.Abs(least) * 1e-15))
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                break;
            }

            for (var i = 0; i < shifted.Length; i++)
            {
                shifted[i] = values[i] - middle;
            }

            if (PValue(shifted, statistic) <= level)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return high;
    }

    /// <summary>The upper confidence bound: the lower one of the values with their signs turned, turned back.</summary>
    /// <param name="values">The values.</param>
    /// <param name="level">The probability that the bound is too low.</param>
    /// <param name="statistic">The statistic of the test.</param>
    /// <returns>The bound; +∞ if there are too few values for the level.</returns>
    public static double UpperBound(ReadOnlySpan<double> values, double level, SignFlipStatistic statistic)
    {
        var turned = values.ToArray();
        for (var i = 0; i < turned.Length; i++)
        {
            turned[i] = -turned[i];
        }

        return -LowerBound(turned, level, statistic);
    }

    // Twice the mean ranks are whole numbers; share[s] is the share of sign choices whose positive ranks add up to s.
    private static double TailOfRanks(List<double> values)
    {
        var ranks = DoubledRanks(values);
        var observed = 0;
        for (var i = 0; i < ranks.Length; i++)
        {
            observed += values[i] > 0 ? ranks[i] : 0;
        }

        var share = new double[ranks.Sum() + 1];
        share[0] = 1;
        var top = 0;
        foreach (var rank in ranks)
        {
            top += rank;
            for (var sum = top; sum >= 0; sum--)
            {
                share[sum] = (share[sum] + (sum >= rank ? share[sum - rank] : 0)) / 2;
            }
        }

        var tail = 0.0;
        for (var sum = share.Length - 1; sum >= observed; sum--)
        {
            tail += share[sum];
        }

        return Math.Min(1, tail);
    }

    private static int[] DoubledRanks(List<double> values)
    {
        var order = Enumerable.Range(0, values.Count).OrderBy(i => Math.Abs(values[i])).ToArray();
        var ranks = new int[order.Length];
        for (var first = 0; first < order.Length;)
        {
            var end = first + 1;
            while (end < order.Length && Math.Abs(values[order[end]]) == Math.Abs(values[order[first]]))
            {
                end++;
            }

            // The ranks first + 1 … end have the mean (first + 1 + end) / 2.
            for (var i = first; i < end; i++)
            {
                ranks[order[i]] = first + 1 + end;
            }

            first = end;
        }

        return ranks;
    }

    // Every sum is one of the left half and one of the right; with both sorted, pairs that reach the observed sum are counted in one pass.
    private static double TailOfSum(List<double> values)
    {
        var half = values.Count / 2;
        var left = SignedSums(values[..half]);
        var right = SignedSums(values[half..]);
        var observed = values.Sum();
        var reached = observed - (values.Sum(Math.Abs) * 1e-12);  // sums that are equal but for rounding
        long count = 0;
        var from = right.Length;
        foreach (var sum in left)
        {
            while (from > 0 && sum + right[from - 1] >= reached)
            {
                from--;
            }

            count += right.Length - from;
        }

        return count / (double)left.Length / right.Length;
    }

    private static double[] SignedSums(List<double> values)
    {
        var sums = new double[1 << values.Count];
        var filled = 1;
        foreach (var magnitude in values.Select(Math.Abs))
        {
            for (var i = 0; i < filled; i++)
            {
                sums[filled + i] = sums[i] + magnitude;
                sums[i] -= magnitude;
            }

            filled *= 2;
        }

        Array.Sort(sums);
        return sums;
    }
}

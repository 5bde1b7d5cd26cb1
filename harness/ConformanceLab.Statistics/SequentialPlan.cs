using System.Collections.Immutable;
using MathNet.Numerics.Distributions;

namespace ConformanceLab.Statistics;

/// <summary>
/// When a comparison looks at its data, and what p-values at these looks are worth together.
/// </summary>
/// <remarks>
/// The worth is the repeated p-value (Jennison and Turnbull, Interim analyses: the repeated confidence interval approach, Journal of the
/// Royal Statistical Society B 51 (1989)): the smallest error probability at which the plan, spent as it says, would have rejected at one
/// of the looks so far. Such p-values may be compared with any level afterwards, and so go through Holm's procedure look by look (Maurer
/// and Bretz, Multiple testing in group sequential trials using graphical approaches, Statistics in Biopharmaceutical Research 5 (2013)).
/// Immutable; for any thread.
/// </remarks>
public sealed class SequentialPlan
{
    private const int Nodes = 90;
    private static readonly double s_smallest = Math.Log(1e-7);
    private static readonly double s_largest = Math.Log(0.5);

    // At each look, for each of the error probabilities exp(s_smallest) … exp(s_largest): the logarithm of the level at that look.
    private readonly double[][] _levels;

    /// <summary>Plans looks.</summary>
    /// <param name="looks">How many values are there at each look; ascending, the first at least 1.</param>
    /// <param name="spending">How the error probability is spent.</param>
    /// <exception cref="ArgumentException">The looks do not ascend.</exception>
    public SequentialPlan(IEnumerable<int> looks, SpendingFunction spending)
    {
        Looks = [.. looks];
        Spending = spending;
        if (Looks.Length == 0 || Looks[0] < 1 || Looks.Zip(Looks.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            throw new ArgumentException($"looks are numbers that ascend, not {string.Join(", ", Looks)}", nameof(looks));
        }

        var information = Looks.Select(look => look / (double)Looks[^1]).ToArray();
        var boundaries = Enumerable.Range(0, Nodes)
            .Select(node => GroupSequentialBoundary.Scores(information, Math.Exp(NodeAt(node)), spending))
            .ToArray();
        _levels = [.. Looks.Select((_, look) => boundaries.Select(scores => Math.Log(Normal.CDF(0, 1, -scores[look]))).ToArray())];
    }

    /// <summary>How many values are there at each look.</summary>
    public ImmutableArray<int> Looks { get; }

    /// <summary>How the error probability is spent.</summary>
    public SpendingFunction Spending { get; }

    /// <summary>The level that a p-value at a look must not exceed.</summary>
    /// <param name="look">Index of the look.</param>
    /// <param name="alpha">Error probability of the whole, from 10⁻⁷ to 0.5.</param>
    public double Level(int look, double alpha)
    {
        var position = Math.Clamp((Math.Log(alpha) - s_smallest) / (s_largest - s_smallest) * (Nodes - 1), 0, Nodes - 1);
        var below = Math.Min((int)position, Nodes - 2);
        var levels = _levels[look];
        return Math.Exp(levels[below] + ((position - below) * (levels[below + 1] - levels[below])));
    }

    /// <summary>The repeated p-value: the smallest error probability at which the plan would have rejected at one of the looks so
    /// far.</summary>
    /// <param name="pValues">The p-values of the looks so far, of all values up to each.</param>
    /// <returns>From 10⁻⁷ to 1.</returns>
    public double RepeatedPValue(ReadOnlySpan<double> pValues)
    {
        var smallest = 1.0;
        for (var look = 0; look < pValues.Length; look++)
        {
            smallest = Math.Min(smallest, ErrorProbability(look, pValues[look]));
        }

        return smallest;
    }

    // The inverse of Level.
    private double ErrorProbability(int look, double pValue)
    {
        var levels = _levels[look];
        var wanted = Math.Log(pValue);
        if (wanted > levels[^1])
        {
            return 1;
        }

        var above = Array.FindIndex(levels, level => level >= wanted);
        if (above == 0)
        {
            return Math.Exp(s_smallest);
        }

        var share = (wanted - levels[above - 1]) / (levels[above] - levels[above - 1]);
        return Math.Exp(NodeAt(above - 1) + (share * (NodeAt(above) - NodeAt(above - 1))));
    }

    private static double NodeAt(int node) => s_smallest + (node * (s_largest - s_smallest) / (Nodes - 1));
}

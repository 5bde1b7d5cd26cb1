using ConformanceLab.Gate.Policies;
using ConformanceLab.Statistics;

namespace ConformanceLab.Gate.Comparisons;

/// <summary>
/// The log-ratios ln(B/A) of the blocks of one benchmark, and what two tests say of them at the planned looks: is B slower at all, and is
/// B less slower than the margin? For one thread.
/// </summary>
/// <param name="plan">The looks.</param>
/// <param name="policy">Statistic and levels.</param>
/// <param name="margin">The slowdown to rule out: 0.03 is 3 %.</param>
public sealed class SequentialComparison(SequentialPlan plan, GatePolicy policy, double margin)
{
    private readonly List<double> _ratios = [];
    private readonly List<double> _slower = [];
    private readonly List<double> _below = [];

    /// <summary>The log-ratios so far.</summary>
    public IReadOnlyList<double> LogRatios => _ratios;

    /// <summary>Whether the last one completed a look.</summary>
    public bool IsAtLook => _slower.Count > 0 && plan.Looks[_slower.Count - 1] == _ratios.Count;

    /// <summary>Whether all planned looks are done.</summary>
    public bool IsExhausted => _slower.Count == plan.Looks.Length;

    /// <summary>The repeated p-value of "B is not slower"; 1 before the first look.</summary>
    public double PValue => plan.RepeatedPValue(_slower.ToArray());

    /// <summary>The repeated p-value of "B is slower by the margin or more".</summary>
    public double MarginPValue => plan.RepeatedPValue(_below.ToArray());

    /// <summary>Whether a slowdown as large as the margin is ruled out.</summary>
    public bool IsWithinMargin => MarginPValue <= 1 - policy.Confidence;

    /// <summary>Adds a block; at a planned look, looks.</summary>
    /// <param name="logRatio">ln(B/A); finite.</param>
    public void Add(double logRatio)
    {
        _ratios.Add(logRatio);
        if (!IsExhausted && _ratios.Count == plan.Looks[_slower.Count])
        {
            var limit = Math.Log(1 + margin);
            _slower.Add(SignFlipTest.PValue(_ratios.ToArray(), policy.Statistic));
            _below.Add(SignFlipTest.PValue(_ratios.Select(ratio => limit - ratio).ToArray(), policy.Statistic));
        }
    }

    /// <summary>
    /// The estimate of ln(B/A), with an interval that holds whenever one stops: its ends are where the test of the last look, at that
    /// look's level, turns. Each end has the policy's confidence, so the upper one is below the margin exactly if the margin is ruled out.
    /// </summary>
    /// <returns>Infinite ends before the first look.</returns>
    /// <exception cref="InvalidOperationException">There is no block.</exception>
    public HodgesLehmann Estimate()
    {
        if (_ratios.Count == 0)
        {
            throw new InvalidOperationException("there is no block");
        }

        var values = _ratios.ToArray();
        if (_slower.Count == 0)
        {
            return new HodgesLehmann(HodgesLehmann.Location(values), double.NegativeInfinity, double.PositiveInfinity);
        }

        var seen = values[..plan.Looks[_slower.Count - 1]];
        var level = plan.Level(_slower.Count - 1, 1 - policy.Confidence);
        return new HodgesLehmann(
            HodgesLehmann.Location(seen),
            SignFlipTest.LowerBound(seen, level, policy.Statistic),
            SignFlipTest.UpperBound(seen, level, policy.Statistic));
    }

    /// <summary>The smallest slowdown that would have been called REGRESSED four times of five, with noise as it was: 0.02 is 2
    /// %.</summary>
    /// <param name="family">How many benchmarks share alpha.</param>
    /// <returns>+∞ if none could have been.</returns>
    public double SmallestEffect(int family)
    {
        if (_slower.Count == 0)
        {
            return double.PositiveInfinity;
        }

        var level = plan.Level(_slower.Count - 1, policy.Alpha / family);
        return Math.Exp(Detectability.SmallestEffect(_ratios.ToArray(), level, policy.Statistic)) - 1;
    }

    /// <summary>The verdicts of a family of comparisons after the looks that they had; null where one may go on.</summary>
    /// <param name="comparisons">The family.</param>
    /// <param name="alpha">The error probability of REGRESSED in the whole family.</param>
    public static Verdict?[] Decide(IReadOnlyList<SequentialComparison> comparisons, double alpha)
    {
        var adjusted = Holm.Adjust([.. comparisons.Select(comparison => comparison.PValue)]);
        return [.. comparisons.Select((comparison, i) => comparison switch
        {
            { IsWithinMargin: true } => Verdict.NotRegressed,
            _ when adjusted[i] <= alpha => Verdict.Regressed,
            { IsExhausted: true } => Verdict.Inconclusive,
            _ => (Verdict?)null,
        })];
    }
}

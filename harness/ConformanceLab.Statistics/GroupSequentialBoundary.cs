using MathNet.Numerics.Distributions;

namespace ConformanceLab.Statistics;

/// <summary>
/// The one-sided boundary of a test that looks several times: at each look, the smallest normal score that may be called significant.
/// </summary>
/// <remarks>
/// Source: Armitage, McPherson and Rowe, Repeated significance tests on accumulating data, Journal of the Royal Statistical Society A 132
/// (1969): the density of the score among those who went on is carried from look to look by numerical integration. The boundary is
/// asymptotic: it takes scores of successive looks for those of a random walk. How well that holds for the exact p-values of the sign-flip
/// test is measured by <c>clab calibrate</c>. Pure; for any thread.
/// </remarks>
public static class GroupSequentialBoundary
{
    private const double Lowest = -8.5;
    private const int Intervals = 240;  // even, for Simpson's rule

    /// <summary>The boundary in normal scores that spends what a function lets it.</summary>
    /// <param name="information">The share of all planned data at each look; ascending, the last 1.</param>
    /// <param name="alpha">One-sided error probability of the whole.</param>
    /// <param name="spending">How it is spent.</param>
    /// <exception cref="ArgumentException">The shares do not ascend to 1.</exception>
    public static double[] Scores(ReadOnlySpan<double> information, double alpha, SpendingFunction spending)
    {
        if (information.Length == 0 || information[^1] != 1)
        {
            throw new ArgumentException("the last look has all the data", nameof(information));
        }

        var scores = new double[information.Length];
        var walk = new Walk();
        var spent = 0.0;
        for (var look = 0; look < scores.Length; look++)
        {
            if (look > 0 && information[look] <= information[look - 1])
            {
                throw new ArgumentException("each look has more data than the one before", nameof(information));
            }

            var upTo = spending.Spent(alpha, information[look]);
            scores[look] = walk.ScoreThatIsExceededWith(upTo - spent, information[look]);
            walk.Continue(scores[look], information[look]);
            spent = upTo;
        }

        return scores;
    }

    /// <summary>The probability that the score of nothing but noise crosses a boundary at some look.</summary>
    /// <param name="scores">The boundary.</param>
    /// <param name="information">The share of all planned data at each look.</param>
    public static double CrossingProbability(ReadOnlySpan<double> scores, ReadOnlySpan<double> information)
    {
        var walk = new Walk();
        var probability = 0.0;
        for (var look = 0; look < scores.Length; look++)
        {
            probability += walk.ProbabilityAbove(scores[look], information[look]);
            walk.Continue(scores[look], information[look]);
        }

        return probability;
    }

    // The density of the score at the last look, of those walks that have not crossed: values at equidistant scores below the boundary.
    private sealed class Walk
    {
        private double[] _scores = [];
        private double[] _weights = [];  // density times Simpson's weight
        private double _information;

        public double ProbabilityAbove(double score, double information)
        {
            if (_scores.Length == 0)
            {
                return Normal.CDF(0, 1, -score);
            }

            var (from, step) = (Math.Sqrt(_information), Math.Sqrt(information - _information));
            var scaled = score * Math.Sqrt(information);
            var sum = 0.0;
            for (var i = 0; i < _scores.Length; i++)
            {
                sum += _weights[i] * Normal.CDF(0, 1, ((_scores[i] * from) - scaled) / step);
            }

            return sum;
        }

        public double ScoreThatIsExceededWith(double probability, double information)
        {
            var (low, high) = (Lowest, -Lowest);
            for (var step = 0; step < 50; step++)
            {
                var middle = (low + high) / 2;
                (low, high) = ProbabilityAbove(middle, information) > probability ? (middle, high) : (low, middle);
            }

            return (low + high) / 2;
        }

        public void Continue(double boundary, double information)
        {
            var width = (boundary - Lowest) / Intervals;
            var (scores, weights) = (new double[Intervals + 1], new double[Intervals + 1]);
            for (var i = 0; i <= Intervals; i++)
            {
                scores[i] = Lowest + (i * width);
                var simpson = width / 3 * (i is 0 or Intervals ? 1 : i % 2 == 1 ? 4 : 2);
                weights[i] = simpson * Density(scores[i], information);
            }

            (_scores, _weights, _information) = (scores, weights, information);
        }

        private double Density(double score, double information)
        {
            if (_scores.Length == 0)
            {
                return Normal.PDF(0, 1, score);
            }

            var (from, to, step) = (Math.Sqrt(_information), Math.Sqrt(information), Math.Sqrt(information - _information));
            var sum = 0.0;
            for (var i = 0; i < _scores.Length; i++)
            {
                var distance = ((score * to) - (_scores[i] * from)) / step;
                sum += _weights[i] * Math.Exp(-0.5 * distance * distance);
            }

            return sum * to / step / Math.Sqrt(2 * Math.PI);
        }
    }
}

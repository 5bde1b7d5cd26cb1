using ConformanceLab.Statistics;
using CsCheck;
using NUnit.Framework;

namespace ConformanceLab.Gate.Tests.Statistics;

/// <summary>The sign-flip test, its interval and the Hodges–Lehmann estimate, against published examples and against all signs.</summary>
public sealed class SignFlipTests
{
    // Darwin's maize, crossed minus self-fertilised, in eighths of an inch; Fisher, The Design of Experiments (1935), section 17.
    private static readonly double[] s_darwin = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

    // Depression before and after therapy; Hollander and Wolfe, Nonparametric Statistical Methods (1973), table 3.1.
    private static readonly double[] s_hamilton =
        [1.83 - 0.878, 0.50 - 0.647, 1.62 - 0.598, 2.48 - 2.05, 1.68 - 1.06, 1.88 - 1.29, 1.55 - 1.06, 3.06 - 3.14, 1.30 - 1.29];

    [Test]
    public void Darwins_maize_has_the_probability_that_Fisher_counted() =>
        // 863 of the 32768 choices of signs reach the sum of 314: 2 · 863 / 32768 = 5.267 %.
        Assert.That(SignFlipTest.PValue(s_darwin, SignFlipStatistic.Sum), Is.EqualTo(863 / 32768.0));

    [Test]
    public void Hamiltons_scale_has_the_probability_that_Hollander_and_Wolfe_give() =>
        // Wilcoxon's statistic is 40, P = 0.0195 one-sided: 10 of 512.
        Assert.That(SignFlipTest.PValue(s_hamilton, SignFlipStatistic.SignedRank), Is.EqualTo(10 / 512.0));

    [Test]
    public void Hamiltons_scale_has_the_estimate_and_interval_that_Hollander_and_Wolfe_give()
    {
        // Estimate 0.46; interval (0.010, 0.786) at 96.1 %.
        var estimate = HodgesLehmann.Estimate(s_hamilton, 0.9605, SignFlipStatistic.SignedRank);
        Assert.Multiple(() =>
        {
            Assert.That(estimate.Value, Is.EqualTo(0.46).Within(1e-9));
            Assert.That(estimate.Lower, Is.EqualTo(0.010).Within(1e-6));
            Assert.That(estimate.Upper, Is.EqualTo(0.786).Within(1e-6));
        });
    }

    // Critical values of Wilcoxon's smaller rank sum, one-sided; Wilcoxon and Wilcox (1964), as in every textbook's table.
    [TestCase(6, 0.05, 2)]
    [TestCase(8, 0.025, 3)]
    [TestCase(10, 0.05, 10)]
    [TestCase(10, 0.01, 5)]
    [TestCase(15, 0.025, 25)]
    [TestCase(20, 0.05, 60)]
    [TestCase(20, 0.005, 37)]
    [TestCase(25, 0.01, 76)]
    public void Critical_values_of_the_signed_rank_sum_are_those_of_the_tables(int count, double level, int critical)
    {
        Assert.Multiple(() =>
        {
            Assert.That(PValueOfNegativeRankSum(count, critical), Is.LessThanOrEqualTo(level));
            Assert.That(PValueOfNegativeRankSum(count, critical + 1), Is.GreaterThan(level));
        });
    }

    [Test]
    public void One_sum_in_two_to_the_n_is_the_largest() => Assert.That(
        new[] { SignFlipStatistic.Sum, SignFlipStatistic.SignedRank }.Select(
            statistic => SignFlipTest.PValue([1, 2.5, 3, 7, 0.1], statistic)),
        Has.All.EqualTo(1 / 32.0));

    [Test]
    public void Zeros_say_nothing() => Assert.That(SignFlipTest.PValue([0, 0, 1, 2], SignFlipStatistic.SignedRank), Is.EqualTo(0.25));

    [Test]
    public void Of_nothing_nothing_follows()
    {
        Assert.That(SignFlipTest.PValue([0, 0], SignFlipStatistic.SignedRank), Is.EqualTo(1));
        Assert.That(SignFlipTest.LowerBound([], 0.05, SignFlipStatistic.SignedRank), Is.EqualTo(double.NegativeInfinity));
        Assert.That(() => SignFlipTest.PValue([double.NaN], SignFlipStatistic.Sum), Throws.ArgumentException);
        Assert.That(() => SignFlipTest.PValue(new double[41].Select(_ => 1.0).ToArray(), SignFlipStatistic.Sum), Throws.ArgumentException);
    }

    [Test]
    public void The_share_is_that_of_all_choices_of_signs() =>
        // Small whole numbers: many ties, and sums that are exact.
        Gen.Int[-6, 6].Array[1, 11].Sample(whole =>
        {
            var values = whole.Select(value => (double)value).ToArray();
            foreach (var statistic in Enum.GetValues<SignFlipStatistic>())
            {
                Assert.That(SignFlipTest.PValue(values, statistic), Is.EqualTo(ShareOfAllSigns(values, statistic)).Within(1e-12));
            }
        }, iter: 300);

    [Test]
    public void The_bound_is_where_the_test_turns() =>
        // Whole thousandths: means of two are far enough from each other.
        Gen.Int[-1000, 1000].Array[6, 20].Sample(whole =>
        {
            var values = whole.Select(value => value / 1000.0).ToArray();
            foreach (var statistic in Enum.GetValues<SignFlipStatistic>())
            {
                var bound = SignFlipTest.LowerBound(values, 0.05, statistic);
                Assert.That(PValueShifted(bound - 1e-6), Is.LessThanOrEqualTo(0.05));
                Assert.That(PValueShifted(bound + 1e-6), Is.GreaterThan(0.05));
                Assert.That(SignFlipTest.UpperBound(values, 0.05, statistic), Is.GreaterThanOrEqualTo(bound - 1e-9));

                double PValueShifted(double shift) => SignFlipTest.PValue(values.Select(value => value - shift).ToArray(), statistic);
            }
        }, iter: 60);

    [Test]
    public void The_estimate_moves_with_the_values_and_stays_inside_them() =>
        Gen.Select(Gen.Double[-5, 5].Array[1, 15], Gen.Double[-3, 3]).Sample((values, shift) =>
        {
            var moved = HodgesLehmann.Location(values.Select(value => value + shift).ToArray());
            Assert.That(moved, Is.EqualTo(HodgesLehmann.Location(values) + shift).Within(1e-9));
            Assert.That(moved - shift, Is.InRange(values.Min() - 1e-9, values.Max() + 1e-9));
        }, iter: 300);

    // Values whose magnitudes are 1 … n, the negative ones adding up to a sum.
    private static double PValueOfNegativeRankSum(int count, int sum)
    {
        var values = Enumerable.Range(1, count).Select(rank => (double)rank).ToArray();
        for (var i = count - 1; i >= 0 && sum > 0; i--)
        {
            if (values[i] <= sum)
            {
                sum -= (int)values[i];
                values[i] = -values[i];
            }
        }

        return SignFlipTest.PValue(values, SignFlipStatistic.SignedRank);
    }

    private static double ShareOfAllSigns(double[] values, SignFlipStatistic statistic)
    {
        var magnitudes = values.Where(value => value != 0).Select(Math.Abs).ToArray();
        var weights = statistic == SignFlipStatistic.Sum
            ? magnitudes
            : [.. magnitudes.Select(m => magnitudes.Count(other => other < m) + ((magnitudes.Count(other => other == m) + 1) / 2.0))];
        var positive = values.Where(value => value != 0).Select(value => value > 0).ToArray();
        var observed = Enumerable.Range(0, weights.Length).Sum(i => positive[i] ? weights[i] : 0);
        var choices = 1 << weights.Length;
        var reached = Enumerable.Range(0, choices).Count(
            signs => Enumerable.Range(0, weights.Length).Sum(i => (signs >> i & 1) == 1 ? weights[i] : 0) >= observed);
        return reached / (double)choices;
    }
}

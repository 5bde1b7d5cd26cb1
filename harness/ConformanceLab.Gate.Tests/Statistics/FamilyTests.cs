using ConformanceLab.Statistics;
using CsCheck;
using NUnit.Framework;

namespace ConformanceLab.Gate.Tests.Statistics;

/// <summary>Holm's procedure, binomial intervals, quantiles, warm-up, detectability.</summary>
public sealed class FamilyTests
{
    // Wright, Adjusted p-values for simultaneous inference, Biometrics 48 (1992): Holm's column; and R's p.adjust of one to five
    // hundredths.
    [TestCase(new[] { 0.01, 0.02, 0.03, 0.04, 0.05 }, new[] { 0.05, 0.08, 0.09, 0.09, 0.09 })]
    [TestCase(new[] { 0.01, 0.04, 0.03, 0.005 }, new[] { 0.03, 0.06, 0.06, 0.02 })]
    [TestCase(new double[0], new double[0])]
    public void Holms_adjusted_values_are_the_published_ones(double[] pValues, double[] adjusted) =>
        Assert.That(Holm.Adjust(pValues), Is.EqualTo(adjusted).Within(1e-12));

    [Test]
    public void Holms_values_are_between_the_p_values_and_Bonferronis() =>
        Gen.Double[0, 1].Array[1, 20].Sample(pValues =>
        {
            var adjusted = Holm.Adjust(pValues);
            for (var i = 0; i < pValues.Length; i++)
            {
                Assert.That(adjusted[i], Is.InRange(pValues[i], Math.Min(1, pValues[i] * pValues.Length)));
            }
        }, iter: 200);

    // Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I, methods 3 and 5.
    [TestCase(81, 263, 0.2553, 0.3662, 0.2527, 0.3676)]
    [TestCase(15, 148, 0.0624, 0.1605, 0.0578, 0.1617)]
    [TestCase(0, 20, 0.0000, 0.1611, 0.0000, 0.1684)]
    [TestCase(1, 29, 0.0061, 0.1718, 0.0009, 0.1776)]
    public void Intervals_of_rates_are_those_of_Newcombes_table(
        int successes, int trials, double wilsonLower, double wilsonUpper, double exactLower, double exactUpper)
    {
        var wilson = BinomialInterval.Wilson(successes, trials);
        var exact = BinomialInterval.ClopperPearson(successes, trials);
        Assert.That(
            new[] { wilson.Lower, wilson.Upper, exact.Lower, exact.Upper },
            Is.EqualTo(new[] { wilsonLower, wilsonUpper, exactLower, exactUpper }).Within(0.00006));
    }

    [Test]
    public void Ends_of_rates_are_where_they_must_be()
    {
        Assert.That(BinomialInterval.ClopperPearson(5, 5).Upper, Is.EqualTo(1));
        Assert.That(BinomialInterval.ClopperPearson(0, 0), Is.EqualTo(new BinomialInterval(0, 1)));
        Assert.That(BinomialInterval.Wilson(0, 0), Is.EqualTo(new BinomialInterval(0, 1)));
        Assert.That(() => BinomialInterval.Wilson(2, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void The_exact_interval_covers_what_it_says() =>
        // Of all outcomes of n trials at a rate, those whose interval has the rate in it are at least 95 %.
        Gen.Select(Gen.Int[1, 40], Gen.Double[0.01, 0.99]).Sample((trials, rate) =>
        {
            var binomial = new MathNet.Numerics.Distributions.Binomial(rate, trials);
            var covered = Enumerable.Range(0, trials + 1)
                .Where(
                    successes => BinomialInterval.ClopperPearson(successes, trials) is var (lower, upper) && lower <= rate && rate <= upper)
                .Sum(binomial.Probability);
            Assert.That(covered, Is.GreaterThanOrEqualTo(0.95 - 1e-9));
        }, iter: 40);

    // Hyndman and Fan, Sample quantiles in statistical packages, American Statistician 50 (1996), definition 7, worked by hand.
    [TestCase(0.0, 15)]
    [TestCase(0.05, 16)]
    [TestCase(0.3, 23)]
    [TestCase(0.4, 29)]
    [TestCase(0.5, 35)]
    [TestCase(1.0, 50)]
    public void Quantiles_are_straight_between_order_statistics(double probability, double quantile) =>
        Assert.That(Quantiles.Quantile([35, 20, 15, 50, 40], probability), Is.EqualTo(quantile).Within(1e-9));

    [Test]
    public void Means_of_ratios_are_geometric()
    {
        Assert.That(Quantiles.GeometricMean([0.5, 2]), Is.EqualTo(1).Within(1e-12));
        Assert.That(() => Quantiles.GeometricMean([]), Throws.ArgumentException);
        Assert.That(() => Quantiles.Median([]), Throws.ArgumentException);
    }

    [Test]
    public void A_warm_up_is_cut_off_where_it_ends()
    {
        double[] times = [30, 20, 12, 10.0, 10.2, 9.9, 10.1, 10.0, 9.8, 10.1, 10.0, 10.2, 9.9, 10.1];
        Assert.That(WarmUp.Detect(times), Is.EqualTo(new WarmUp(3, true)));
    }

    [Test]
    public void A_steady_series_is_hardly_cut()
    {
        double[] times = [10.0, 10.2, 9.9, 10.1, 10.0, 9.8, 10.1, 10.0, 10.2, 9.9];
        Assert.That(WarmUp.Detect(times), Is.EqualTo(new WarmUp(0, true)));
    }

    [Test]
    public void A_series_that_never_gets_steady_is_not_said_to_be()
    {
        double[] times = [20, 19, 18, 17, 16, 15, 14, 13, 12, 11];
        Assert.That(WarmUp.Detect(times).IsSteady, Is.False);
        Assert.That(WarmUp.Detect([1, 1, 1]), Is.EqualTo(new WarmUp(0, false)));
    }

    [Test]
    public void The_cut_does_not_depend_on_the_unit() =>
        Gen.Select(Gen.Double[1, 2].Array[5, 40], Gen.Double[0.01, 1000]).Sample((times, unit) =>
        {
            var found = WarmUp.Detect(times);
            Assert.That(WarmUp.Detect(times.Select(time => time * unit).ToArray()), Is.EqualTo(found));
            Assert.That(found.Start, Is.LessThanOrEqualTo(times.Length / 2));
        }, iter: 200);

    [Test]
    public void An_effect_of_the_smallest_size_is_found_about_as_often_as_is_said()
    {
        // What the values say about themselves, over many series: how often is a shift of the stated size found at the level?
        var random = new Random(7);
        var found = 0;
        const int series = 400;
        for (var i = 0; i < series; i++)
        {
            var effect = Detectability.SmallestEffect(Noise(random, 24), 0.01, SignFlipStatistic.SignedRank);
            var shifted = Noise(random, 24).Select(value => value + effect).ToArray();
            found += SignFlipTest.PValue(shifted, SignFlipStatistic.SignedRank) <= 0.01 ? 1 : 0;
        }

        Assert.That(found / (double)series, Is.InRange(0.7, 0.9));
        Assert.That(Detectability.SmallestEffect([1, 2], 0.01, SignFlipStatistic.SignedRank), Is.EqualTo(double.PositiveInfinity));
    }

    private static double[] Noise(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1))];
}

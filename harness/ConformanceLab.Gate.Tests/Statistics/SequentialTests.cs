using ConformanceLab.Statistics;
using CsCheck;
using NUnit.Framework;

namespace ConformanceLab.Gate.Tests.Statistics;

/// <summary>Boundaries of tests that look several times, against published tables.</summary>
public sealed class SequentialTests
{
    // Two-sided 5 %, spent as two one-sided 2.5 %, five equal looks: the boundaries that Lan and DeMets's spending functions are known by.
    // Reboussin, DeMets, Kim and Lan, Programs for computing group sequential boundaries, Controlled Clinical Trials 21 (2000).
    [TestCase(SpendingFunction.OBrienFleming, new[] { 4.8769, 3.3569, 2.6803, 2.2898, 2.0310 })]
    [TestCase(SpendingFunction.Pocock, new[] { 2.4380, 2.4268, 2.4101, 2.3966, 2.3859 })]
    public void Boundaries_are_those_of_Lan_and_DeMets(SpendingFunction spending, double[] published)
    {
        var scores = GroupSequentialBoundary.Scores(Equal(5), 0.025, spending);
        Assert.That(scores, Is.EqualTo(published).Within(0.0006));
    }

    // Constant boundaries at 5 % two-sided; Pocock, Biometrika 64 (1977), table 1; Jennison and Turnbull (2000), table 2.1.
    [TestCase(1, 1.960)]
    [TestCase(2, 2.178)]
    [TestCase(3, 2.289)]
    [TestCase(4, 2.361)]
    [TestCase(5, 2.413)]
    [TestCase(10, 2.555)]
    public void Pococks_constants_are_crossed_as_often_as_he_says(int looks, double constant) => Assert.That(
        GroupSequentialBoundary.CrossingProbability(Enumerable.Repeat(constant, looks).ToArray(), Equal(looks)),
        Is.EqualTo(0.025).Within(0.0002));

    // C √(K/k) at 5 % two-sided; O'Brien and Fleming, Biometrics 35 (1979); Jennison and Turnbull (2000), table 2.3.
    [TestCase(2, 1.977)]
    [TestCase(3, 2.004)]
    [TestCase(4, 2.024)]
    [TestCase(5, 2.040)]
    [TestCase(10, 2.087)]
    public void O_Brien_and_Flemings_constants_are_crossed_as_often_as_they_say(int looks, double constant) => Assert.That(
        GroupSequentialBoundary.CrossingProbability(
            Enumerable.Range(1, looks).Select(look => constant * Math.Sqrt(looks / (double)look)).ToArray(), Equal(looks)),
        Is.EqualTo(0.025).Within(0.0002));

    [Test]
    public void What_is_spent_is_what_is_crossed() =>
        Gen.Select(Gen.Double[0.001, 0.2], Gen.Int[1, 20].Array[1, 6], Gen.Enum<SpendingFunction>()).Sample((alpha, steps, spending) =>
        {
            var looks = steps.Select((_, i) => steps.Take(i + 1).Sum()).ToArray();
            var information = looks.Select(look => look / (double)looks[^1]).ToArray();
            var scores = GroupSequentialBoundary.Scores(information, alpha, spending);
            Assert.That(GroupSequentialBoundary.CrossingProbability(scores, information), Is.EqualTo(alpha).Within(1e-6));
        }, iter: 25);

    [Test]
    public void A_repeated_p_value_is_the_error_probability_at_which_the_plan_just_rejects()
    {
        var plan = new SequentialPlan([8, 12, 16, 24], SpendingFunction.Pocock);
        Gen.Select(Gen.Double[0.0001, 0.3], Gen.Int[0, 3]).Sample((alpha, look) =>
        {
            var pValues = Enumerable.Repeat(0.9, look).Append(plan.Level(look, alpha)).ToArray();
            Assert.That(plan.RepeatedPValue(pValues), Is.EqualTo(alpha).Within(alpha * 1e-6));
        }, iter: 100);
        Assert.That(plan.RepeatedPValue([]), Is.EqualTo(1));
        Assert.That(plan.RepeatedPValue([0.9, 0.8]), Is.EqualTo(1));
        Assert.That(plan.RepeatedPValue([1e-9]), Is.EqualTo(1e-7).Within(1e-12));
    }

    [TestCase(SpendingFunction.Pocock)]
    [TestCase(SpendingFunction.OBrienFleming)]
    [TestCase(SpendingFunction.Linear)]
    public void Levels_of_a_plan_are_those_of_its_boundary(SpendingFunction spending)
    {
        var plan = new SequentialPlan([8, 12, 16], spending);
        var scores = GroupSequentialBoundary.Scores([0.5, 0.75, 1], 0.01, spending);
        Assert.That(
            Enumerable.Range(0, 3).Select(look => plan.Level(look, 0.01)),
            Is.EqualTo(scores.Select(score => MathNet.Numerics.Distributions.Normal.CDF(0, 1, -score))).Within(1).Percent);
    }

    [Test]
    public void Looks_ascend()
    {
        Assert.That(() => new SequentialPlan([8, 8], SpendingFunction.Pocock), Throws.ArgumentException.With.Message.Contains("8, 8"));
        Assert.That(() => new SequentialPlan([], SpendingFunction.Pocock), Throws.ArgumentException);
        Assert.That(() => GroupSequentialBoundary.Scores([0.5, 0.9], 0.05, SpendingFunction.Pocock), Throws.ArgumentException);
    }

    private static double[] Equal(int looks) => [.. Enumerable.Range(1, looks).Select(look => look / (double)looks)];
}

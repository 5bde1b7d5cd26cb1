using Perfolizer.Mathematics.SignificanceTesting;
using Perfolizer.Mathematics.SignificanceTesting.Base;
using Perfolizer.Mathematics.SignificanceTesting.MannWhitney;
using Perfolizer.Metrology;
using Pragmastat;

namespace ConformanceLab.Gate.Calibration;

/// <summary>
/// What tests say that take iterations for independent: the one-sided p-values of "B is not slower". Computed by Perfolizer, as
/// BenchmarkDotNet does. Immutable.
/// </summary>
/// <param name="MannWhitney">Mann–Whitney's test.</param>
/// <param name="Welch">Welch's t-test.</param>
public sealed record ClassicalTests(double MannWhitney, double Welch)
{
    /// <summary>Tests two samples of times. Pure; for any thread.</summary>
    /// <param name="a">Times of A; at least two.</param>
    /// <param name="b">Times of B; at least two.</param>
    public static ClassicalTests Compute(IEnumerable<double> a, IEnumerable<double> b)
    {
        var (x, y) = (new Sample([.. b]), new Sample([.. a]));
        return new ClassicalTests(
            OrOne(MannWhitneyTest.Instance.Perform(x, y, AlternativeHypothesis.Greater, Threshold.Zero).PValue),
            OrOne(WelchTest.Instance.Perform(x, y, AlternativeHypothesis.Greater, Threshold.Zero).PValue));
    }

    // Samples without any variance have no p-value.
    private static double OrOne(double p) => double.IsNaN(p) ? 1 : p;
}

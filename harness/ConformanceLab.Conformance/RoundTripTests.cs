using ConformanceLab.Harness.RoundTrips;
using NUnit.Framework;

namespace ConformanceLab.Conformance;

/// <summary>Every module of the suites survives text → binary → text → binary.</summary>
public sealed class RoundTripTests
{
    /// <summary>The whole of the plan.</summary>
    [Test]
    public void Every_module_comes_back_unchanged()
    {
        var summary = RoundTripCheck.Check(ConformanceCases.Plan);
        TestContext.Out.WriteLine($"{summary.Checked} modules checked, {summary.Skipped} malformed ones skipped");
        Assert.Multiple(() =>
        {
            Assert.That(summary.Checked, Is.Positive);
            Assert.That(summary.Failures, Is.Empty);
        });
    }
}

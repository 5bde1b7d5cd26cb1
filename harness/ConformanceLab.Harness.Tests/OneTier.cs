using NUnit.Framework;

namespace ConformanceLab.Harness.Tests;

/// <summary>
/// Tests of the command line are about what it does with verdicts, not about tiers: one is enough, unless a test names others.
/// </summary>
[SetUpFixture]
public sealed class OneTier
{
    private string? _before;

    /// <summary>For programs in this process and those that are started.</summary>
    [OneTimeSetUp]
    public void Choose()
    {
        _before = Environment.GetEnvironmentVariable("CLAB_TIERS");
        Environment.SetEnvironmentVariable("CLAB_TIERS", "interpreter");
    }

    /// <summary>As it was.</summary>
    [OneTimeTearDown]
    public void Reset() => Environment.SetEnvironmentVariable("CLAB_TIERS", _before);
}

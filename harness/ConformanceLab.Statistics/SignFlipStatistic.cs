namespace ConformanceLab.Statistics;

/// <summary>What a <see cref="SignFlipTest"/> adds up under every choice of signs.</summary>
public enum SignFlipStatistic
{
    /// <summary>
    /// The ranks of the magnitudes (Wilcoxon 1945): what one wild value can do is bounded. Inverted, it is the interval around the
    /// Hodges–Lehmann estimate, so that estimate, interval and test never contradict each other.
    /// </summary>
    SignedRank,

    /// <summary>The magnitudes themselves (Fisher 1935): a little sharper where noise is normal, blunt where it has heavy tails.</summary>
    Sum,
}

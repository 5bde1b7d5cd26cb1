namespace ConformanceLab.Gate.Comparisons;

/// <summary>What a comparison says of B.</summary>
public enum Verdict
{
    /// <summary>B is slower: that noise looks so is as improbable as the policy's alpha says, for all benchmarks together.</summary>
    Regressed,

    /// <summary>A slowdown as large as the margin is ruled out, with the policy's confidence; or the code is the same.</summary>
    NotRegressed,

    /// <summary>Neither was shown. The smallest effect that could have been seen says what that is worth.</summary>
    Inconclusive,

    /// <summary>One of the two gave no right answer, so there was nothing to compare.</summary>
    Broken,
}

/// <summary>Words for verdicts.</summary>
public static class Verdicts
{
    /// <summary>As reports write it.</summary>
    /// <param name="verdict">The verdict.</param>
    public static string Name(this Verdict verdict) => verdict switch
    {
        Verdict.Regressed => "REGRESSED",
        Verdict.NotRegressed => "NOT REGRESSED",
        Verdict.Inconclusive => "INCONCLUSIVE",
        _ => "BROKEN",
    };
}

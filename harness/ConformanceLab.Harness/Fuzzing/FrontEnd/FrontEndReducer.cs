namespace ConformanceLab.Harness.Fuzzing.FrontEnd;

/// <summary>
/// Makes an input smaller as long as the same is wrong with it: halves, quarters … are left out. Source: Zeller and Hildebrandt,
/// "Simplifying and Isolating Failure-Inducing Input" (ddmin, complements only).
/// </summary>
internal static class FrontEndReducer
{
    private const int MostAttempts = 2000;

    /// <summary>The smallest input that was found.</summary>
    public static FrontEndInput Reduce(FrontEndInput input, FrontEndVerdict verdict, string outcome, FrontEndTarget target)
    {
        var best = input;
        var attempts = 0;
        for (var length = input.Bytes.Length / 2; length > 0; length /= 2)
        {
            for (var at = 0; at + length <= best.Bytes.Length && attempts < MostAttempts; attempts++)
            {
                var smaller = best with { Bytes = [.. best.Bytes[..at], .. best.Bytes[(at + length)..]] };
                var result = target.Try(smaller);
                if (result.Verdict == verdict && result.Outcome == outcome)
                {
                    best = smaller;
                }
                else
                {
                    at += length;
                }
            }
        }

        return best;
    }
}

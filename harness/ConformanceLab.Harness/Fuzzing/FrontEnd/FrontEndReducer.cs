using ConformanceLab.Fuzzing.Reduction;

namespace ConformanceLab.Harness.Fuzzing.FrontEnd;

/// <summary>Makes an input smaller as long as the same is wrong with it.</summary>
internal static class FrontEndReducer
{
    private const int MostAttempts = 2000;

    /// <summary>The smallest input that was found.</summary>
    public static FrontEndInput Reduce(FrontEndInput input, FrontEndVerdict verdict, string outcome, FrontEndTarget target)
    {
        var attempts = 0;
        return input with
        {
            Bytes = [.. DeltaDebugging.Minimize(input.Bytes, bytes => attempts++ < MostAttempts && IsTheSame([.. bytes]))],
        };

        bool IsTheSame(byte[] bytes)
        {
            var result = target.Try(input with { Bytes = bytes });
            return result.Verdict == verdict && result.Outcome == outcome;
        }
    }
}

using MathNet.Numerics.Distributions;

namespace ConformanceLab.Statistics;

/// <summary>An interval for a rate of which some successes were counted.</summary>
/// <param name="Lower">Lower end.</param>
/// <param name="Upper">Upper end.</param>
public readonly record struct BinomialInterval(double Lower, double Upper)
{
    /// <summary>
    /// The exact interval of Clopper and Pearson (Biometrika 26, 1934): never covers less than it says. Pure; for any thread.
    /// </summary>
    /// <param name="successes">From 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">How often was tried; of nothing one knows nothing: 0 to 1.</param>
    /// <param name="confidence">For instance 0.95.</param>
    public static BinomialInterval ClopperPearson(long successes, long trials, double confidence = 0.95)
    {
        Check(successes, trials);
        var tail = (1 - confidence) / 2;
        return new BinomialInterval(
            successes == 0 ? 0 : Beta.InvCDF(successes, trials - successes + 1, tail),
            successes == trials ? 1 : Beta.InvCDF(successes + 1, trials - successes, 1 - tail));
    }

    /// <summary>The score interval of Wilson (Journal of the American Statistical Association 22, 1927): on average covers what it
    /// says.</summary>
    /// <param name="successes">From 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">How often was tried.</param>
    /// <param name="confidence">For instance 0.95.</param>
    public static BinomialInterval Wilson(long successes, long trials, double confidence = 0.95)
    {
        Check(successes, trials);
        if (trials == 0)
        {
            return new BinomialInterval(0, 1);
        }

        var z = Normal.InvCDF(0, 1, 1 - ((1 - confidence) / 2));
        var (n, rate) = ((double)trials, successes / (double)trials);
        var middle = (rate + (z * z / (2 * n))) / (1 + (z * z / n));
        var half = z / (1 + (z * z / n)) * Math.Sqrt((rate * (1 - rate) / n) + (z * z / (4 * n * n)));
        return new BinomialInterval(successes == 0 ? 0 : middle - half, successes == trials ? 1 : middle + half);
    }

    private static void Check(long successes, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, successes);
    }
}

namespace ConformanceLab.Statistics;

/// <summary>Where a series of times stops warming up.</summary>
/// <param name="Start">Index of the first value that counts.</param>
/// <param name="IsSteady">
/// Whether the series got steady: the start lies before the middle. If not, at least half of it was warm-up, and nobody knows about the
/// rest.
/// </param>
/// <remarks>
/// The rule is MSER (White, An effective truncation heuristic for bias reduction in simulation output, Simulation 69 (1997)): cut off as
/// much as makes the mean of the rest most certain. What a cut gains in homogeneity it loses in number, so a steady series is not cut. That
/// programs may never get steady, and that this must be looked at and not assumed: Barrett, Bolz-Tereick, Killick, Mount and Tratt, Virtual
/// machine warmup blows hot and cold, OOPSLA (2017).
/// </remarks>
public readonly record struct WarmUp(int Start, bool IsSteady)
{
    /// <summary>Fewer values than this are no series: nothing is cut off and nothing known.</summary>
    public const int Minimum = 5;

    /// <summary>Finds where the series gets steady. Pure; for any thread.</summary>
    /// <param name="times">The times in the order in which they were measured.</param>
    public static WarmUp Detect(ReadOnlySpan<double> times)
    {
        if (times.Length < Minimum)
        {
            return new WarmUp(0, false);
        }

        var (start, least) = (0, double.PositiveInfinity);
        var (sum, squares) = (0.0, 0.0);
        var last = times.Length / 2;
        for (var from = times.Length - 1; from >= 0; from--)
        {
            // Relative to the last value, so that squares of large times do not cancel.
            var time = times[from] - times[^1];
            sum += time;
            squares += time * time;
            var count = times.Length - from;
            var uncertainty = Math.Max(0, squares - (sum * sum / count)) / ((double)count * count);
            if (from <= last && uncertainty <= least)
            {
                (start, least) = (from, uncertainty);
            }
        }

        return new WarmUp(start, start < last);
    }

    /// <summary>The values that count.</summary>
    /// <param name="times">The series that this was found in.</param>
    public ReadOnlySpan<double> Steady(ReadOnlySpan<double> times) => times[Start..];
}

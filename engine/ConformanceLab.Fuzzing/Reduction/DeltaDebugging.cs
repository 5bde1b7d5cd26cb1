namespace ConformanceLab.Fuzzing.Reduction;

/// <summary>
/// Makes a list smaller while something holds of it: leaves out halves, quarters … and at last single elements, until none can be left
/// out alone. Source: Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input" (2002): ddmin, complements only, for of
/// what is reduced here a part hardly ever holds what the whole does.
/// </summary>
public static class DeltaDebugging
{
    /// <summary>The smallest list found. Later elements go first, since they may need earlier ones.</summary>
    /// <param name="items">A list of which it holds.</param>
    /// <param name="isStillBad">Judges a candidate. To be told that time is up, it may throw.</param>
    public static List<T> Minimize<T>(IReadOnlyList<T> items, Func<List<T>, bool> isStillBad)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(isStillBad);
        List<T> best = [.. items];
        for (var size = Math.Max(1, best.Count / 2); size > 0 && best.Count > 0; size /= 2)
        {
            while (LeaveOut(ref best, size, isStillBad) && size == 1)
            {
                // Without one, another may have become superfluous.
            }
        }

        return best;
    }

    private static bool LeaveOut<T>(ref List<T> best, int size, Func<List<T>, bool> isStillBad)
    {
        var hasChanged = false;
        for (var end = best.Count; end > 0; end = Math.Min(end - size, best.Count))
        {
            var start = Math.Max(0, end - size);
            List<T> candidate = [.. best[..start], .. best[end..]];
            if (isStillBad(candidate))
            {
                best = candidate;
                hasChanged = true;
            }
        }

        return hasChanged;
    }
}

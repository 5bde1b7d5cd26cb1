using System.Globalization;

namespace ConformanceLab.Harness.Engines.Hosting;

/// <summary>How many functions each tier has translated or compiled, as text: <c>baseline=3,interpreter=12</c>.</summary>
internal static class FunctionCounts
{
    /// <summary>Writes counts.</summary>
    public static string Format(IReadOnlyDictionary<string, long> counts) =>
        string.Join(',', counts.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key}={entry.Value}")));

    /// <summary>Reads counts.</summary>
    /// <exception cref="FormatException">They aren't any.</exception>
    public static Dictionary<string, long> Parse(string text)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !long.TryParse(part.AsSpan(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                throw new FormatException($"'{text}': counts of functions are missing");
            }

            counts[part[..equals]] = count;
        }

        return counts;
    }
}

using System.Collections.Immutable;
using System.Globalization;

namespace ConformanceLab.Gate.Comparisons;

/// <summary>
/// Exact figures of a benchmark on both sides, by name: what a run executes is the same every time, so that any difference is one.
/// Immutable.
/// </summary>
/// <param name="A">Those of A.</param>
/// <param name="B">Those of B.</param>
public sealed record ExactComparison(ImmutableSortedDictionary<string, long> A, ImmutableSortedDictionary<string, long> B)
{
    /// <summary>The figure that says most: machine instructions of compiled code.</summary>
    public const string Instructions = "instructions";

    /// <summary>B/A of a figure; null where one side does not have it, or A has none of it.</summary>
    /// <param name="name">The figure.</param>
    public double? RatioOf(string name) =>
        A.TryGetValue(name, out var a) && B.TryGetValue(name, out var b) && a > 0 ? (double)b / a : null;

    /// <summary>What B has more of than a policy allows, as sentences for people.</summary>
    /// <param name="margins">By name, the share that B may have more; 0 allows nothing.</param>
    public IEnumerable<string> Excesses(IReadOnlyDictionary<string, double> margins)
    {
        ArgumentNullException.ThrowIfNull(margins);
        foreach (var (name, margin) in margins.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            if (A.TryGetValue(name, out var a) && B.TryGetValue(name, out var b) && b > a * (1 + margin))
            {
                var share = a > 0 ? string.Create(CultureInfo.InvariantCulture, $" (+{100.0 * (b - a) / a:0.###} %)") : "";
                yield return string.Create(
                    CultureInfo.InvariantCulture, $"{name}: {a:N0} → {b:N0}{share}, allowed are {100 * margin:0.###} %");
            }
        }
    }
}

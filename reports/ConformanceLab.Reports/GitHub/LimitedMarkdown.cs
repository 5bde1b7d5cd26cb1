using System.Globalization;
using System.Text;

namespace ConformanceLab.Reports.GitHub;

/// <summary>Text made of blocks that never grows longer than it may: a block is there as a whole or not at all.</summary>
/// <param name="bytes">The most bytes of UTF-8.</param>
internal sealed class LimitedMarkdown(int bytes)
{
    private readonly StringBuilder _text = new();
    private int _used;

    /// <summary>Adds a block if there is room.</summary>
    /// <returns>Whether there was.</returns>
    public bool TryAdd(string block)
    {
        var size = GitHubLimits.Measure(block);
        if (_used + size > bytes)
        {
            return false;
        }

        _text.Append(block);
        _used += size;
        return true;
    }

    /// <summary>
    /// Adds a heading and as many items as there is room for; where not all of them fit, the last line says how many are missing. Where not
    /// even that fits, nothing is added.
    /// </summary>
    /// <param name="heading">What stands above.</param>
    /// <param name="items">The items, the most important first; made only as far as they are needed.</param>
    /// <param name="count">How many there are.</param>
    public void AddList(string heading, IEnumerable<string> items, int count)
    {
        if (count == 0)
        {
            return;
        }

        var room = bytes - _used - GitHubLimits.Measure(heading);
        var taken = new List<(string Text, int Size)>();
        var size = 0;
        foreach (var item in items)
        {
            var own = GitHubLimits.Measure(item);
            if (size + own > room)
            {
                break;
            }

            taken.Add((item, own));
            size += own;
        }

        // Items make way for the line that says how many are missing.
        while (taken.Count < count && taken.Count > 0 && size + GitHubLimits.Measure(Rest(count - taken.Count)) > room)
        {
            size -= taken[^1].Size;
            taken.RemoveAt(taken.Count - 1);
        }

        var rest = taken.Count < count ? Rest(count - taken.Count) : "";
        TryAdd(string.Concat(taken.Select(item => item.Text).Prepend(heading).Append(rest)));
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static string Rest(int count) => string.Create(CultureInfo.InvariantCulture, $"\n… and {count:N0} more.\n");
}

using System.Collections.Immutable;
using System.Globalization;

namespace ConformanceLab.Harness.Execution;

/// <summary>
/// One of several equal parts of a plan. Files are dealt out heaviest first, each to the part that has least so far (longest processing
/// time first, at most 4/3 of the best split); ties go by stable name, so that every machine computes the same parts and all parts together
/// are the whole.
/// </summary>
/// <param name="Index">Which part, from 1.</param>
/// <param name="Count">How many parts.</param>
public readonly record struct Shard(int Index, int Count)
{
    /// <summary>The whole.</summary>
    public static Shard Whole => new(1, 1);

    /// <summary>Reads <c>2/5</c>.</summary>
    /// <exception cref="FormatException">It isn't of the form, or out of range.</exception>
    public static Shard Parse(string text)
    {
        var slash = text.IndexOf('/');
        if (slash > 0
            && int.TryParse(text.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && index >= 1 && index <= count)
        {
            return new Shard(index, count);
        }

        throw new FormatException($"not a shard: {text}; write 1/4 … 4/4");
    }

    /// <summary>The jobs of this part, in the order of <see cref="ByWeight"/>.</summary>
    public ImmutableArray<FileJob> Select(IEnumerable<FileJob> jobs)
    {
        var loads = new PriorityQueue<int, (long Load, int Part)>();
        for (var part = 1; part <= Count; part++)
        {
            loads.Enqueue(part, (0, part));
        }

        var mine = ImmutableArray.CreateBuilder<FileJob>();
        foreach (var job in ByWeight(jobs))
        {
            loads.TryDequeue(out var part, out var load);
            loads.Enqueue(part, (load.Load + job.Script.Weight, part));
            if (part == Index)
            {
                mine.Add(job);
            }
        }

        return mine.ToImmutable();
    }

    /// <summary>Heaviest first; equal weights by name.</summary>
    public static IEnumerable<FileJob> ByWeight(IEnumerable<FileJob> jobs) =>
        jobs.OrderByDescending(job => job.Script.Weight).ThenBy(job => job.Id, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");
}

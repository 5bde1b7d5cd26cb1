using System.Collections.Immutable;
using System.Text.Json;

namespace ConformanceLab.Harness.Coverage;

/// <summary>Why some things are not touched: a file <c>uncovered.json</c> beside the scripts.</summary>
/// <param name="Path">Where it lies; null for no file.</param>
/// <param name="Reasons">A reason for each item.</param>
public sealed record CoverageReasons(string? Path, ImmutableDictionary<CoverageItem, string> Reasons)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "uncovered.json";

    /// <summary>No reasons.</summary>
    public static CoverageReasons None { get; } = new(null, ImmutableDictionary<CoverageItem, string>.Empty);

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It isn't one: no JSON, an unknown kind, an item twice, no reason.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public static CoverageReasons Load(string path)
    {
        CoverageReasonEntry[] entries;
        try
        {
            entries = JsonSerializer.Deserialize(File.ReadAllBytes(path), CoverageJson.Default.CoverageReasonEntryArray) ?? [];
        }
        catch (JsonException error)
        {
            throw new FormatException($"{path}: {error.Message}", error);
        }

        var reasons = ImmutableDictionary.CreateBuilder<CoverageItem, string>();
        foreach (var entry in entries)
        {
            if (string.IsNullOrWhiteSpace(entry.Reason))
            {
                throw new FormatException($"{path}: an entry of kind '{entry.Kind}' has no reason");
            }

            var kinds = CoverageItem.Kinds.Where(kind => CoverageItem.NameOf(kind) == entry.Kind).ToList();
            if (kinds.Count == 0)
            {
                throw new FormatException(
                    $"{path}: no such kind: '{entry.Kind}'; there are {string.Join(", ", CoverageItem.Kinds.Select(CoverageItem.NameOf))}");
            }

            foreach (var name in entry.Names ?? [])
            {
                if (!reasons.TryAdd(new CoverageItem(kinds[0], name), entry.Reason))
                {
                    throw new FormatException($"{path}: {entry.Kind} {name} stands twice");
                }
            }
        }

        return new CoverageReasons(path, reasons.ToImmutable());
    }
}

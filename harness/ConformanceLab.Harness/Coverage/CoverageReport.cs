using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ConformanceLab.Harness.Coverage;

/// <summary>An item with what is known of it.</summary>
/// <param name="Item">The item.</param>
/// <param name="Count">How often it was touched.</param>
/// <param name="Reason">Why it is not, if that is known.</param>
public sealed record CoverageEntry(CoverageItem Item, long Count, string? Reason)
{
    /// <summary>Whether it is not touched and nobody says why.</summary>
    public bool IsMissing => Count == 0 && Reason is null;
}

/// <summary>How much of a kind is touched.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Total">How many items there are.</param>
/// <param name="Covered">How many are touched.</param>
/// <param name="Explained">How many are not, with a reason.</param>
public sealed record CoverageFigures(CoverageKind Kind, int Total, int Covered, int Explained)
{
    /// <summary>How many are not, without a reason.</summary>
    public int Missing => Total - Covered - Explained;
}

/// <summary>What suites touch of the language, and what they do not.</summary>
public sealed class CoverageReport
{
    /// <summary>Puts together what was touched and why the rest is not.</summary>
    /// <param name="touched">What was touched, and how often.</param>
    /// <param name="reasons">Why the rest is not.</param>
    public CoverageReport(IReadOnlyDictionary<CoverageItem, long> touched, CoverageReasons reasons)
    {
        var known = CoverageCatalog.All.ToHashSet();
        Entries = [.. CoverageCatalog.All.Select(item => new CoverageEntry(item, touched.GetValueOrDefault(item), reasons.Reasons.GetValueOrDefault(item)))];
        Unknown = [.. touched.Keys.Where(item => !known.Contains(item)).Order(Comparer<CoverageItem>.Create(Compare))];
        Stale =
        [
            .. reasons.Reasons.Keys.Where(item => !known.Contains(item)).Select(item => $"{item}: there is no such thing").Order(StringComparer.Ordinal),
            .. Entries.Where(entry => entry is { Count: > 0, Reason: not null }).Select(entry => $"{entry.Item}: it is touched, the reason must go"),
        ];
    }

    /// <summary>Everything there is, by kind.</summary>
    public ImmutableArray<CoverageEntry> Entries { get; }

    /// <summary>What was touched and is not in the catalog: a defect of the catalog.</summary>
    public ImmutableArray<CoverageItem> Unknown { get; }

    /// <summary>Reasons that are none any longer.</summary>
    public ImmutableArray<string> Stale { get; }

    /// <summary>What is not touched, without a reason.</summary>
    public IEnumerable<CoverageEntry> Missing => Entries.Where(entry => entry.IsMissing);

    /// <summary>Whether nothing is missing, unknown or stale.</summary>
    public bool IsComplete => !Missing.Any() && Unknown.IsEmpty && Stale.IsEmpty;

    /// <summary>Figures by kind.</summary>
    public IEnumerable<CoverageFigures> Figures => CoverageItem.Kinds.Select(kind =>
    {
        var own = Entries.Where(entry => entry.Item.Kind == kind).ToList();
        return new CoverageFigures(
            kind, own.Count, own.Count(entry => entry.Count > 0), own.Count(entry => entry is { Count: 0, Reason: not null }));
    });

    /// <summary>Whatever is wrong, a line each.</summary>
    public IEnumerable<string> Problems =>
    [
        .. Missing.Select(entry => $"not touched: {entry.Item}"),
        .. Unknown.Select(item => $"not in the catalog: {item}"),
        .. Stale.Select(stale => $"reason: {stale}"),
    ];

    /// <summary>What a kind means, in a few words.</summary>
    public static string Describe(CoverageKind kind) => kind switch
    {
        CoverageKind.Execution => "instructions executed",
        CoverageKind.Rejection => "instructions rejected by validation",
        CoverageKind.Rule => "validation rules broken",
        CoverageKind.Invalid => "messages of validation",
        CoverageKind.Trap => "kinds of trap",
        _ => "ways in which a section is malformed",
    };

    /// <summary>As Markdown: figures, then what is wrong, then what has a reason.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder("| what | all | touched | with a reason | missing |\n|---|--:|--:|--:|--:|\n");
        foreach (var figures in Figures)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Describe(figures.Kind)} | {figures.Total} | {figures.Covered} | {figures.Explained} | {figures.Missing} |\n");
        }

        Append("Missing", Problems.Select(problem => $"`{problem}`"));
        Append("Not touched, with a reason", Entries.Where(entry => entry is { Count: 0, Reason: not null })
            .Select(entry => $"`{entry.Item}`: {entry.Reason}"));
        return text.ToString();

        void Append(string title, IEnumerable<string> lines)
        {
            var all = lines.ToList();
            if (all.Count > 0)
            {
                text.Append('\n').Append("## ").Append(title).Append("\n\n");
                all.ForEach(line => text.Append("- ").Append(line).Append('\n'));
            }
        }
    }

    /// <summary>As JSON: figures, every item with its count and reason, what is unknown, what is stale.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new CoverageDocument(
            IsComplete,
            [
                .. Figures.Select(figures => new CoverageKindFigures(
                    CoverageItem.NameOf(figures.Kind), figures.Total, figures.Covered, figures.Explained, figures.Missing)),
            ],
            [
                .. Entries.Select(entry => new CoverageItemEntry(
                    CoverageItem.NameOf(entry.Item.Kind), entry.Item.Name, entry.Count, entry.Reason)),
            ],
            [.. Unknown.Select(item => new CoverageItemName(CoverageItem.NameOf(item.Kind), item.Name))],
            [.. Stale]),
        CoverageJson.Default.CoverageDocument);

    private static int Compare(CoverageItem left, CoverageItem right) => string.CompareOrdinal(left.ToString(), right.ToString());
}

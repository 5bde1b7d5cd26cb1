using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace ConformanceLab.Harness.Tracking;

/// <summary>A proposal, and which commands of the suites measure it.</summary>
public sealed record ProposalEntry
{
    /// <summary>Its name: <c>tail-call</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    // What a file leaves out arrives here as nothing: generated code sets every member.
    /// <summary>Where it is described.</summary>
    public string Link { get; init => field = value ?? field; } = "";

    /// <summary>Its name in the public feature table; null if it has no row there.</summary>
    public string? Key { get; init; }

    /// <summary>Its phase of standardisation, 1 to 5; null where the public table has none.</summary>
    public int? Phase { get; init; }

    /// <summary>Patterns of <c>suite/path</c>; <c>*</c> is anything. Empty if nothing measures it.</summary>
    public ImmutableArray<string> Files { get; init => field = value.IsDefault ? field : value; } = [];

    /// <summary>Patterns of files that are not meant after all.</summary>
    public ImmutableArray<string> Except { get; init => field = value.IsDefault ? field : value; } = [];

    /// <summary>A regular expression: of the files only the commands in whose text it finds something. Null for all.</summary>
    public string? Text { get; init; }

    /// <summary>Whether only those of the files are meant that no other proposal has as a whole.</summary>
    public bool Rest { get; init; }

    /// <summary>Whether it is not measured at all on an engine that was not asked some of it.</summary>
    public bool Whole { get; init; }

    /// <summary>Why nothing measures it; null if something does.</summary>
    public string? Reason { get; init; }

    /// <summary>The command that measures it on our engine; null if nothing does.</summary>
    [JsonIgnore]
    public string? Command => Files.IsEmpty ? null : $"clab spec {Filters}";

    private string Filters => string.Join(' ', Files.Select(file => $"--filter '{file}'"));

    /// <summary>The command that measures it on a tier of an engine; null if nothing does.</summary>
    public string? CommandOn(string engine, string tier) => Files.IsEmpty ? null : $"{SpecCommandLine.Of(engine, tier)} {Filters}";

    /// <summary>Whether a file is among its own, <see cref="Rest"/> apart.</summary>
    /// <param name="name"><c>suite/path</c>.</param>
    public bool Has(string name) => Files.Any(file => Matches(file, name)) && !Except.Any(file => Matches(file, name));

    /// <summary>The expression of <see cref="Text"/>; it takes time in proportion to the text. Null if there is none.</summary>
    internal Regex? CreateExpression() => Text is null ? null : ProposalCatalog.Expression(Text);

    private static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}

/// <summary>Under which names of the public table engines of results stand.</summary>
/// <param name="Engines">Names of engines in results; case does not count.</param>
/// <param name="Names">Names in the table.</param>
/// <param name="Versions">Whether both count versions in the same way, so that they can be compared.</param>
public sealed record PublishedEngine(ImmutableArray<string> Engines, ImmutableArray<string> Names, bool Versions = false);

/// <summary>The rows of <c>clab track</c>: <c>suites/proposals.json</c>.</summary>
public sealed record ProposalCatalog
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "proposals.json";

    /// <summary>The proposals, in the order in which they are shown.</summary>
    public ImmutableArray<ProposalEntry> Proposals { get; init => field = value.IsDefault ? field : value; } = [];

    /// <summary>
    /// Regular expressions: where one finds something in the message of an <c>unsupported</c> verdict, the engine was not asked; that says
    /// nothing about what it has.
    /// </summary>
    public ImmutableArray<string> Unasked { get; init => field = value.IsDefault ? field : value; } = [];

    /// <summary>Which engines are which in the public table; others by their own name.</summary>
    public ImmutableArray<PublishedEngine> Published { get; init => field = value.IsDefault ? field : value; } = [];

    /// <summary>Reads a catalog.</summary>
    /// <exception cref="FormatException">It isn't one: no JSON, a name twice, an expression that is none, neither files nor a
    /// reason.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public static ProposalCatalog Load(string path)
    {
        ProposalCatalog catalog;
        try
        {
            catalog = JsonSerializer.Deserialize(File.ReadAllBytes(path), ProposalCatalogJson.Default.ProposalCatalog)
                ?? throw new FormatException($"{path}: no catalog");
        }
        catch (JsonException error)
        {
            throw new FormatException($"{path}: {error.Message}", error);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in catalog.Proposals)
        {
            if (!names.Add(entry.Name))
            {
                throw new FormatException($"{path}: {entry.Name} stands twice");
            }

            if (entry.Files.IsEmpty == (entry.Reason is null))
            {
                throw new FormatException($"{path}: {entry.Name} needs either files that measure it, or a reason why nothing does");
            }

            Check(path, $"{entry.Name}: text", entry.Text);
        }

        foreach (var expression in catalog.Unasked)
        {
            Check(path, "unasked", expression);
        }

        return catalog;
    }

    /// <summary>The proposals that a file measures, as a whole or by some of its commands.</summary>
    /// <param name="name"><c>suite/path</c>.</param>
    public IEnumerable<ProposalEntry> Of(string name)
    {
        var all = Proposals.Where(entry => entry.Has(name)).ToList();
        var isClaimed = all.Any(entry => entry is { Rest: false, Text: null });
        return all.Where(entry => !entry.Rest || !isClaimed);
    }

    /// <summary>An expression of the catalog; it takes time in proportion to the text.</summary>
    /// <exception cref="ArgumentException">It isn't one.</exception>
    /// <exception cref="NotSupportedException">It needs to go back in the text.</exception>
    internal static Regex Expression(string text) => new(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Finds messages that say that an engine was not asked; null if there are none.</summary>
    internal Regex? CreateUnasked() => Unasked.IsEmpty ? null : Expression(string.Join('|', Unasked.Select(one => $"(?:{one})")));

    private static void Check(string path, string place, string? expression)
    {
        try
        {
            _ = expression is null ? null : Expression(expression);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new FormatException($"{path}: {place}: {error.Message}", error);
        }
    }
}

/// <summary>How catalogs are read.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(ProposalCatalog))]
internal sealed partial class ProposalCatalogJson : JsonSerializerContext;

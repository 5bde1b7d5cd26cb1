using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConformanceLab.Harness.Expectations;

/// <summary>
/// A file of <c>suites/expectations</c>. Comments and trailing commas are read; what the program writes is canonical: every member of
/// every entry, one a line, two spaces, LF, no byte order mark, entries by id, engine, tier and profile in ordinal order. Immutable.
/// </summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Entries">The entries, in the order of the file.</param>
public sealed record ExpectationFile(string Path, ImmutableArray<Expectation> Entries)
{
    /// <summary>What its name ends with.</summary>
    public const string Extension = ".json";

    /// <summary>Its name, without folders.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="FormatException">It isn't JSON of this form, or an entry doesn't say what it must.</exception>
    public static ExpectationFile Load(string path)
    {
        try
        {
            var document = JsonSerializer.Deserialize(File.ReadAllBytes(path), ExpectationJson.Canonical.ExpectationDocument)
                ?? throw new FormatException("it is null");
            foreach (var entry in document.Expectations)
            {
                // An array's elements may be null whatever their type says.
                (entry ?? throw new FormatException("an entry is null")).Validate();
            }

            return new ExpectationFile(path, document.Expectations);
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            throw new FormatException($"{path}: {error.Message}", error);
        }
    }

    /// <summary>Paths of every <c>*.json</c> of a folder, in ordinal order; a folder that isn't there has none.</summary>
    public static ImmutableArray<string> Find(string folder) =>
        Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*" + Extension).Order(StringComparer.Ordinal)] : [];

    /// <summary>Reads every <c>*.json</c> of a folder; a folder that isn't there has none.</summary>
    /// <exception cref="IOException">A file can't be read.</exception>
    /// <exception cref="FormatException">A file is wrong.</exception>
    public static ImmutableArray<ExpectationFile> LoadFolder(string folder) => [.. Find(folder).Select(Load)];

    /// <summary>The canonical bytes of the entries: the same for the same entries, whatever their order.</summary>
    public byte[] ToCanonicalBytes() =>
        [.. JsonSerializer.SerializeToUtf8Bytes(new ExpectationDocument { Expectations = Sort(Entries) }, ExpectationJson.Canonical.ExpectationDocument), (byte)'\n'];

    /// <summary>Whether what lies on disk is what <see cref="Save"/> would write.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    public bool IsCanonical() => File.ReadAllBytes(Path).AsSpan().SequenceEqual(ToCanonicalBytes());

    /// <summary>Whether what lies on disk has comments, which <see cref="Save"/> would lose.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="FormatException">It isn't JSON.</exception>
    public bool HasComments()
    {
        var options = new JsonReaderOptions { CommentHandling = JsonCommentHandling.Allow, AllowTrailingCommas = true };
        var reader = new Utf8JsonReader(File.ReadAllBytes(Path), options);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.Comment)
                {
                    return true;
                }
            }
        }
        catch (JsonException error)
        {
            throw new FormatException($"{Path}: {error.Message}", error);
        }

        return false;
    }

    /// <summary>
    /// Writes the file in canonical form, at once: who reads at the same time sees the old file or the new one. A file without entries
    /// is removed. Comments are lost; see <see cref="HasComments"/>.
    /// </summary>
    /// <exception cref="IOException">It can't be written; then the old file is as it was.</exception>
    public void Save()
    {
        if (Entries.IsEmpty)
        {
            File.Delete(Path);
            return;
        }

        // Beside it, so that moving is renaming; not called *.json, so that nobody reads it.
        var unfinished = Path + ".new";
        try
        {
            File.WriteAllBytes(unfinished, ToCanonicalBytes());
            File.Move(unfinished, Path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Entries in the canonical order, which takes every member into account: no two orders of the same entries differ.</summary>
    internal static ImmutableArray<Expectation> Sort(IEnumerable<Expectation> entries) =>
    [
        .. entries.OrderBy(entry => entry.Id, StringComparer.Ordinal)
            .ThenBy(entry => entry.Engine, StringComparer.Ordinal)
            .ThenBy(entry => entry.Tier, StringComparer.Ordinal)
            .ThenBy(entry => entry.Profile, StringComparer.Ordinal)
            .ThenBy(entry => entry.Verdict, StringComparer.Ordinal)
            .ThenBy(entry => entry.Reason, StringComparer.Ordinal)
            .ThenBy(entry => entry.Link, StringComparer.Ordinal)
            .ThenBy(entry => entry.RemoveWhen, StringComparer.Ordinal),
    ];
}

/// <summary>The file.</summary>
internal sealed record ExpectationDocument
{
    /// <summary>The entries.</summary>
    public ImmutableArray<Expectation> Expectations { get; init => field = value.IsDefault ? field : value; } = [];
}

/// <summary>How files are read and written.</summary>
[JsonSerializable(typeof(ExpectationDocument))]
internal sealed partial class ExpectationJson : JsonSerializerContext
{
    /// <summary>That form.</summary>
    public static ExpectationJson Canonical { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,

        // A member that is misspelt would be any engine, tier or profile; of one that stands twice, one would be lost.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,

        WriteIndented = true,
        IndentSize = 2,
        NewLine = "\n",

        // The files are read by people, and stand in no web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

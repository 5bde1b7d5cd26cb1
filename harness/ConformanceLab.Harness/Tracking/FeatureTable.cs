using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace ConformanceLab.Harness.Tracking;

/// <summary>What the public table says of a feature of an engine.</summary>
public enum PublishedState
{
    /// <summary>Nothing.</summary>
    Silent,

    /// <summary>That it makes no sense there.</summary>
    NotApplicable,

    /// <summary>That it is not there.</summary>
    Unsupported,

    /// <summary>That it is there if it is switched on.</summary>
    Flag,

    /// <summary>That it is there, maybe since a version.</summary>
    Supported,
}

/// <summary>An entry of the public table.</summary>
/// <param name="State">What it says.</param>
/// <param name="Version">Since which version; null if it does not say.</param>
/// <param name="Note">A note; null for none.</param>
public sealed record PublishedFeature(PublishedState State, string? Version = null, string? Note = null)
{
    /// <summary>In words: <c>since 114</c>, <c>with a flag</c>, <c>not listed</c>.</summary>
    public override string ToString() => State switch
    {
        PublishedState.Supported => Version is null ? "supported" : $"since {Version}",
        PublishedState.Flag => "with a flag",
        PublishedState.Unsupported => "not supported",
        PublishedState.NotApplicable => "not applicable",
        _ => "not listed",
    };
}

/// <summary>
/// The public feature table in the form of webassembly.org's <c>features.json</c>: <c>browsers</c>, name, <c>features</c>, key, and there a
/// version, <c>true</c>, <c>false</c>, <c>"flag"</c>, <c>null</c> for what does not apply, or a pair of one of these and a note. Immutable.
/// </summary>
/// <param name="Engines">By name of the engine, then by key.</param>
public sealed record FeatureTable(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, PublishedFeature>> Engines)
{
    private const string EnginesMember = "browsers";
    private const string Category = "Measured";

    /// <summary>Reads a table.</summary>
    /// <exception cref="FormatException">It isn't one.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public static FeatureTable Load(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.TryGetProperty(EnginesMember, out var engines)
                ? new FeatureTable(engines.EnumerateObject().ToImmutableSortedDictionary(
                    engine => engine.Name,
                    engine => engine.Value.GetProperty("features").EnumerateObject().ToImmutableSortedDictionary(
                        feature => feature.Name, feature => Read(feature.Value), StringComparer.Ordinal),
                    StringComparer.Ordinal))
                : throw new FormatException($"{path}: no feature table: it has no '{EnginesMember}'");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new FormatException($"{path}: no feature table: {error.Message}", error);
        }
    }

    /// <summary>What it says of a feature of an engine.</summary>
    public PublishedFeature Find(string engine, string key) =>
        Engines.TryGetValue(engine, out var features) && features.TryGetValue(key, out var feature)
            ? feature
            : new PublishedFeature(PublishedState.Silent);

    /// <summary>
    /// What was measured, in the same form: the engine's version where it has all of a feature, <c>false</c> where it has not, each with
    /// how many commands pass and what runs them as its note. What was not measured is left out: the table has no word for it.
    /// </summary>
    /// <param name="matrix">What was measured.</param>
    public static string Write(FeatureMatrix matrix)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = Encoders.Readable }))
        {
            var rows = matrix.Rows.Where(row => row.Proposal.Key is not null).OrderBy(row => row.Proposal.Key, StringComparer.Ordinal)
                .ToList();
            json.WriteStartObject();
            json.WriteStartObject("features");
            foreach (var (proposal, _) in rows)
            {
                json.WriteStartObject(proposal.Key!);
                json.WriteString("description", proposal.Title);
                json.WriteString("url", proposal.Link);
                if (proposal.Phase is { } phase)
                {
                    json.WriteNumber("phase", phase);
                }
                else
                {
                    json.WriteString("phase", "inactive");
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteStartArray("categories");
            json.WriteStartObject();
            json.WriteString("name", Category);
            json.WriteString("queryKey", Category.ToLowerInvariant());
            json.WriteBoolean("default", true);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteStartObject(EnginesMember);
            foreach (var (column, index) in matrix.Columns.Select((column, index) => (column, index)))
            {
                json.WriteStartObject(column.Name);

                // The table wants an address and a picture, which results don't have: a name that is a URI, and nothing.
                json.WriteString("url", $"urn:clab:{Uri.EscapeDataString(column.Engine)}");
                json.WriteString("logo", "");
                json.WriteString("category", Category);
                json.WriteStartObject("features");
                foreach (var (proposal, cells) in rows.Where(row => row.Cells[index].State != MeasuredState.NotMeasured))
                {
                    Write(json, proposal, cells[index], column);
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static PublishedFeature Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => new PublishedFeature(PublishedState.NotApplicable),
        JsonValueKind.True => new PublishedFeature(PublishedState.Supported),
        JsonValueKind.False => new PublishedFeature(PublishedState.Unsupported),
        JsonValueKind.String when value.GetString() == "flag" => new PublishedFeature(PublishedState.Flag),
        JsonValueKind.String => new PublishedFeature(PublishedState.Supported, value.GetString()),
        JsonValueKind.Array when value.GetArrayLength() == 2 => Read(value[0]) with { Note = value[1].GetString() },
        _ => throw new FormatException($"no feature table: {value.GetRawText()} says nothing about a feature"),
    };

    private static void Write(Utf8JsonWriter json, ProposalEntry proposal, MeasuredCell cell, MatrixColumn column)
    {
        json.WriteStartArray(proposal.Key!);
        if (cell.State == MeasuredState.Full)
        {
            json.WriteStringValue(column.Version);
        }
        else
        {
            json.WriteBooleanValue(false);
        }

        json.WriteStringValue(string.Create(
            CultureInfo.InvariantCulture,
            $"{cell.Passed:N0} of {cell.Planned:N0} commands pass: {proposal.CommandOn(column.Engine, column.Tier)}"));
        json.WriteEndArray();
    }
}

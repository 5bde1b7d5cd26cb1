using System.Collections.Immutable;
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
/// The public feature table in the form of webassembly.org's <c>features.json</c>: <c>browsers</c> → name → <c>features</c> → key → a version,
/// <c>true</c>, <c>false</c>, <c>"flag"</c>, <c>null</c> for what does not apply, or a pair of one of these and a note. Immutable.
/// </summary>
/// <param name="Engines">By name of the engine, then by key.</param>
public sealed record FeatureTable(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, PublishedFeature>> Engines)
{
    private const string EnginesMember = "browsers";

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

    /// <summary>What was measured, in the same form.</summary>
    /// <param name="matrix">What was measured.</param>
    /// <param name="command">The command that prints it.</param>
    public static string Write(FeatureMatrix matrix, string command)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = Encoders.Readable }))
        {
            var rows = matrix.Rows.Where(row => row.Proposal.Key is not null).OrderBy(row => row.Proposal.Key, StringComparer.Ordinal).ToList();
            json.WriteStartObject();
            json.WriteString("measuredBy", command);
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
            json.WriteStartObject(EnginesMember);
            foreach (var (column, index) in matrix.Columns.Select((column, index) => (column, index)))
            {
                json.WriteStartObject(column.Name);
                json.WriteStartObject("features");
                foreach (var (proposal, cells) in rows)
                {
                    Write(json, proposal.Key!, cells[index], column);
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

    // What was not measured is left out: the table has no word for it.
    private static void Write(Utf8JsonWriter json, string key, MeasuredCell cell, MatrixColumn column)
    {
        switch (cell.State)
        {
            case MeasuredState.Full:
                json.WriteString(key, column.Version);
                break;
            case MeasuredState.None:
                json.WriteBoolean(key, false);
                break;
            case MeasuredState.Partial:
                json.WriteStartArray(key);
                json.WriteBooleanValue(false);
                json.WriteStringValue($"{cell} commands pass");
                json.WriteEndArray();
                break;
        }
    }
}

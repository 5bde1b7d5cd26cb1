using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConformanceLab.Harness.Tracking;

/// <summary>
/// A measurement that is no verdict: a line of JSON. Anybody may write one, of any engine; <c>clab track --measure</c> writes those of
/// ours.
/// </summary>
/// <param name="Evidence">What was measured: <c>host-call</c>.</param>
/// <param name="Engine">Name of the engine, as in its results.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Value">The value.</param>
/// <param name="Unit">Its unit.</param>
public sealed record EvidenceRecord(string Evidence, string Engine, string Tier, double Value, string Unit)
{
    /// <summary>Reads a file of them.</summary>
    /// <exception cref="FormatException">A line isn't one.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public static IReadOnlyList<EvidenceRecord> Load(string path)
    {
        var records = new List<EvidenceRecord>();
        foreach (var (line, number) in File.ReadLines(path).Select((line, index) => (line, index + 1)).Where(it => it.line.Length > 0))
        {
            try
            {
                var record = JsonSerializer.Deserialize(line, EvidenceJson.Default.EvidenceRecord);
                records.Add(
                    record is { Evidence: not null, Engine: not null, Tier: not null, Unit: not null } && double.IsFinite(record.Value)
                    ? record
                    : throw new FormatException($"{path}: line {number}: a measurement has evidence, engine, tier, value and unit"));
            }
            catch (JsonException error)
            {
                throw new FormatException($"{path}: line {number}: {error.Message}", error);
            }
        }

        return records;
    }

    /// <summary>The line, without its end.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvidenceJson.Default.EvidenceRecord);
}

/// <summary>How measurements are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EvidenceRecord))]
internal sealed partial class EvidenceJson : JsonSerializerContext;

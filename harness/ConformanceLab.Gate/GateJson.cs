using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ConformanceLab.Gate.Calibration;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Gate.History;
using ConformanceLab.Gate.Machine;
using ConformanceLab.Gate.Policies;
using ConformanceLab.Statistics;

namespace ConformanceLab.Gate;

/// <summary>
/// How everything of this room is written as JSON: names in camel case, words for enumerations. The code is generated; it sets every member
/// that can be initialized, so a record that has a default for what a file leaves out says so in its parameters or accessors.
/// </summary>
[JsonSerializable(typeof(BenchReport))]
[JsonSerializable(typeof(CalibrationPlan))]
[JsonSerializable(typeof(CalibrationRecord))]
[JsonSerializable(typeof(ComparisonReport))]
[JsonSerializable(typeof(GatePolicy))]
[JsonSerializable(typeof(HistoryRecord))]
[JsonSerializable(typeof(MachineIdentity))]
[JsonSerializable(typeof(Dictionary<string, long>))]
internal sealed partial class GateJson : JsonSerializerContext
{
    /// <summary>For files.</summary>
    internal static GateJson Files { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters =
        {
            Words<PolicyAction>(), Words<SignFlipStatistic>(), Words<SlowdownKind>(), Words<SpendingFunction>(), Words<Verdict>(),
        },
    });

    /// <summary>An object on one line.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Information<T>());

    /// <summary>Reads an object.</summary>
    /// <exception cref="JsonException">The text is none of this type.</exception>
    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize(json, Information<T>()) ?? throw new JsonException("null is nothing here");

    private static JsonTypeInfo<T> Information<T>() => (JsonTypeInfo<T>)Files.Options.GetTypeInfo(typeof(T));

    private static JsonStringEnumConverter<T> Words<T>()
        where T : struct, Enum => new(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
}

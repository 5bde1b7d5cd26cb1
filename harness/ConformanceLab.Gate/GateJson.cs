using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConformanceLab.Gate;

/// <summary>
/// How everything of this room is written as JSON: names in camel case, words for enumerations. By reflection: generated code would take
/// what a file leaves out for zero, where the record has a default.
/// </summary>
internal static class GateJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>An object on one line.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, s_options);

    /// <summary>Reads an object.</summary>
    /// <exception cref="JsonException">The text is none of this type.</exception>
    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, s_options) ?? throw new JsonException("null is nothing here");
}

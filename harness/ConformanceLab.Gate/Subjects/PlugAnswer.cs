using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConformanceLab.Gate.Subjects;

/// <summary>What one process measured. Immutable.</summary>
public sealed record PlugAnswer
{
    /// <summary>The times of the repetitions, in milliseconds, in their order.</summary>
    public required IReadOnlyList<double> Times { get; init; }

    /// <summary>From bytes to a module, in milliseconds; of mode compile the least.</summary>
    public double? CompileTime { get; init; }

    /// <summary>What a user waits for who runs it once: compiling, instantiating, the first repetition; in milliseconds.</summary>
    public double? ColdTime { get; init; }

    /// <summary>The result, as the plug writes it.</summary>
    public string? Result { get; init; }

    /// <summary>The most memory that the process used, in KiB.</summary>
    public long? PeakMemory { get; init; }

    /// <summary>The mode that counts what is executed.</summary>
    public const string CountMode = "count";

    /// <summary>Reads the answer of mode <see cref="CountMode"/>: exact figures by name. Null if it has none.</summary>
    /// <param name="output">What the process wrote.</param>
    public static ImmutableSortedDictionary<string, long>? ParseCounts(string output)
    {
        try
        {
            return output.Split('\n').LastOrDefault(static line => line.StartsWith('{')) is { } line
                && JsonNode.Parse(line) is JsonObject answer && answer["ok"]?.GetValueKind() == JsonValueKind.True
                    ? answer["counts"]?.Deserialize(GateJson.Default.DictionaryStringInt64)?.ToImmutableSortedDictionary(StringComparer.Ordinal)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads the answer: the last line that begins like an object.</summary>
    /// <param name="output">What the process wrote.</param>
    /// <param name="mode">The mode that it was asked for.</param>
    /// <exception cref="PlugException">There is no answer, it says that something went wrong, or it has no times.</exception>
    public static PlugAnswer Parse(string output, string mode)
    {
        var line = output.Split('\n').LastOrDefault(line => line.StartsWith('{')) ?? throw new PlugException("it printed no line of JSON");
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            if (!root.TryGetProperty("ok", out var ok) || ok.ValueKind != JsonValueKind.True)
            {
                throw new PlugException(root.TryGetProperty("error", out var error) ? $"{error}" : "it did not say that all is well");
            }

            var times = TimesOf(root, mode);
            return times.Count > 0 && times.All(time => double.IsFinite(time) && time > 0)
                ? new PlugAnswer
                {
                    Times = times,
                    CompileTime = mode == "compile" ? times.Min() : Number(root, "compile_ms"),
                    ColdTime = mode == "run" ? Number(
                        root, "compile_ms") + Number(root, "instantiate_ms") + Numbers(root, "run_ms")[0] : null,
                    Result = root.TryGetProperty("result", out var result) && result.ValueKind != JsonValueKind.Null ? $"{result}" : null,
                    PeakMemory = Number(root, "peak_rss_kb") is { } kib ? (long)kib : null,
                }
                : throw new PlugException("its times are not all above zero");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new PlugException($"its line of JSON makes no sense: {error.Message}", error);
        }
    }

    private static List<double> TimesOf(JsonElement root, string mode) => mode switch
    {
        "run" when Numbers(root, "bench_ms") is { Count: > 0 } between => between,
        "run" => Numbers(root, "run_ms"),
        "compile" => Numbers(root, "compile_ms"),
        _ => [.. Numbers(root, "ns_per").Select(nanoseconds => nanoseconds / 1e6)],
    };

    private static List<double> Numbers(JsonElement root, string name) =>
        root.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array
            ? [.. array.EnumerateArray().Select(number => number.GetDouble())]
            : [];

    private static double? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetDouble() : null;
}

/// <summary>A process gave no answer that could be used.</summary>
public sealed class PlugException : Exception
{
    /// <summary>With what was wrong.</summary>
    /// <param name="message">What was wrong.</param>
    /// <param name="inner">Why.</param>
    public PlugException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

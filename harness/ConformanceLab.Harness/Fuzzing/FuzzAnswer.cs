using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>What a worker says of a case.</summary>
public sealed record FuzzAnswer
{
    /// <summary>The verdict.</summary>
    public required FuzzVerdict Verdict { get; init; }

    /// <summary>What differs, or how the engine broke down.</summary>
    public string? Message { get; init; }

    /// <summary>Whether a script can say what differs: results, traps, exceptions, state. Stacks, fuel and host calls it can't.</summary>
    public bool IsScriptable { get; init; }

    /// <summary>Index of the call that differs; −1 for instantiation.</summary>
    public int Call { get; init; } = -1;

    /// <summary>Calls made.</summary>
    public int Calls { get; init; }

    /// <summary>Calls that trapped.</summary>
    public int Trapped { get; init; }

    /// <summary>Calls that threw an exception.</summary>
    public int Threw { get; init; }

    /// <summary>Whether calls were left out, because stack or time were used up.</summary>
    public bool Exhausted { get; init; }

    /// <summary>Instructions executed on the reference.</summary>
    public ulong Instructions { get; init; }

    /// <summary>Functions of the module.</summary>
    public int Functions { get; init; }

    /// <summary>Bytes of the module.</summary>
    public int Bytes { get; init; }

    /// <summary>Instructions that occur in the module: an <see cref="ConformanceLab.Fuzzing.Coverage.OpcodeSet"/>.</summary>
    public string? Occurring { get; init; }

    /// <summary>Instructions that were executed, where that was asked.</summary>
    public string? Executed { get; init; }

    /// <summary>The case as a script for other engines, where that was asked; null if there is nothing to be compared.</summary>
    public string? Script { get; init; }

    /// <summary>Of a comparison with other engines: the one that did something else, <c>wasmtime@cranelift</c>.</summary>
    public string? Engine { get; init; }

    /// <summary>Of a comparison with other engines: what went wrong, but for what differs from case to case.</summary>
    public string? Signature { get; init; }

    /// <summary>Why other engines did not get to the end, where that counts for nothing: their stack, their memory.</summary>
    public string? Tolerated { get; init; }

    /// <summary>One line of JSON.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, FuzzJson.Default.FuzzAnswer);

    /// <summary>Reads what <see cref="ToLine"/> wrote.</summary>
    /// <exception cref="JsonException">It is no answer.</exception>
    public static FuzzAnswer FromLine(string line) =>
        JsonSerializer.Deserialize(line, FuzzJson.Default.FuzzAnswer) ?? throw new JsonException("an answer expected");
}

/// <summary>JSON of fuzzing.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FuzzAnswer))]
[JsonSerializable(typeof(FuzzLogRecord))]
internal sealed partial class FuzzJson : JsonSerializerContext;

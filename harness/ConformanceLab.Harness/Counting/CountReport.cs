using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Counting;

/// <summary>What a program executed, and which program it was: the file that <c>clab count --json</c> writes. Immutable.</summary>
public sealed record CountReport
{
    /// <summary>What kind of file it is.</summary>
    public const string Kind = "count";

    /// <summary><see cref="Kind"/>, in the file.</summary>
    public string Report { get; init => field = value ?? field; } = Kind;

    /// <summary>The module's file, without its folder.</summary>
    public required string Module { get; init; }

    /// <summary>The tier.</summary>
    public required string Tier { get; init; }

    /// <summary>What it is of: a commit, for instance.</summary>
    public string? Label { get; init; }

    /// <summary>Instructions and what else was executed, in all functions.</summary>
    public required CountTotals Totals { get; init; }

    /// <summary>The functions that were compiled, by index.</summary>
    public required IReadOnlyList<FunctionCount> Functions { get; init; }

    /// <summary>The report of a run.</summary>
    /// <param name="module">The module's file.</param>
    /// <param name="tier">The tier.</param>
    /// <param name="count">What was counted.</param>
    /// <param name="allocatedBytes">Bytes of objects on the garbage-collected heap.</param>
    public static CountReport Of(string module, string tier, ProgramCount count, ulong allocatedBytes)
    {
        ArgumentNullException.ThrowIfNull(count);
        return new CountReport
        {
            Module = Path.GetFileName(module),
            Tier = tier,
            Totals = CountTotals.Of(count, allocatedBytes),
            Functions = count.Functions,
        };
    }

    /// <summary>As JSON, on one line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, CountJson.Reports.CountReport);

    /// <summary>Reads a report.</summary>
    /// <param name="json">What <see cref="ToJson"/> wrote.</param>
    /// <exception cref="JsonException">It is no report.</exception>
    public static CountReport FromJson(string json) =>
        JsonSerializer.Deserialize(json, CountJson.Reports.CountReport) ?? throw new JsonException("null is nothing here");
}

/// <summary>What a whole program executed: what two builds are compared by. Immutable.</summary>
/// <param name="Instructions">Machine instructions of compiled code.</param>
/// <param name="FrameLoads">Of these, those that read the frame.</param>
/// <param name="FrameStores">Those that write the frame.</param>
/// <param name="RegisterMoves">Copies from register to register.</param>
/// <param name="CodeBytes">Bytes of code of the functions that were compiled.</param>
/// <param name="Calls">Calls of functions that are compiled.</param>
/// <param name="HostCalls">Calls of functions of the host.</param>
/// <param name="RuntimeCalls">Calls of the engine's helpers and of the C library's functions.</param>
/// <param name="Allocations">Objects for which code took room by itself.</param>
/// <param name="AllocatedBytes">Bytes of all objects on the garbage-collected heap.</param>
public sealed record CountTotals(
    long Instructions,
    long FrameLoads,
    long FrameStores,
    long RegisterMoves,
    long CodeBytes,
    long Calls,
    long HostCalls,
    long RuntimeCalls,
    long Allocations,
    long AllocatedBytes)
{
    /// <summary>As JSON: a number by each name.</summary>
    public JsonNode ToJsonNode() => JsonSerializer.SerializeToNode(this, CountJson.Default.CountTotals)!;

    /// <summary>The totals of a run.</summary>
    /// <param name="count">What was counted.</param>
    /// <param name="allocatedBytes">Bytes of objects on the garbage-collected heap.</param>
    public static CountTotals Of(ProgramCount count, ulong allocatedBytes)
    {
        ArgumentNullException.ThrowIfNull(count);
        var executed = count.Executed;
        return new CountTotals(
            executed.Instructions,
            executed.FrameLoads,
            executed.FrameStores,
            executed.RegisterMoves,
            count.CodeBytes,
            count.Calls,
            count.HostCalls,
            count.RuntimeCalls.Values.Sum(),
            count.Allocations,
            (long)allocatedBytes);
    }
}

/// <summary>How reports are written, and totals alone, in a line of <c>clab plug</c>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CountReport))]
internal sealed partial class CountJson : JsonSerializerContext
{
    /// <summary>For reports.</summary>
    public static CountJson Reports { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter<Tier>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    });
}

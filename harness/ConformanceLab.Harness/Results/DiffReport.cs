using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConformanceLab.Harness.Results;

/// <summary>What one of the runs has, in the report of <c>clab diff --json</c>.</summary>
/// <param name="Path">The results file.</param>
/// <param name="Engines">Names and versions of its engines.</param>
/// <param name="Planned">Commands that were planned.</param>
/// <param name="Verdicts">Verdicts by name.</param>
public sealed record DiffSide(string Path, IReadOnlyList<string> Engines, int Planned, IReadOnlyDictionary<string, int> Verdicts);

/// <summary>A command that differs, in the report of <c>clab diff --json</c>.</summary>
/// <param name="Kind">
/// How: <c>newlyBad</c>, <c>newlyGood</c>, <c>otherVerdict</c>, <c>otherDeviation</c>, <c>disappeared</c> or <c>appeared</c>.
/// </param>
/// <param name="Worse">Whether it got worse.</param>
/// <param name="Id">Stable name of the command.</param>
/// <param name="Before">Its record in the first run; absent if there is none.</param>
/// <param name="After">Its record in the second run; absent if there is none.</param>
public sealed record DiffChange(ChangeKind Kind, bool Worse, string Id, ResultRecord? Before, ResultRecord? After);

/// <summary>The report of <c>clab diff --json</c>.</summary>
public sealed record DiffReport
{
    /// <summary>The first run.</summary>
    public required DiffSide Before { get; init; }

    /// <summary>The second run.</summary>
    public required DiffSide After { get; init; }

    /// <summary>Whether anything got worse.</summary>
    public required bool Worse { get; init; }

    /// <summary>Number of commands that are the same.</summary>
    public required int Same { get; init; }

    /// <summary>Number of changes of each kind.</summary>
    public required IReadOnlyDictionary<ChangeKind, int> Counts { get; init; }

    /// <summary>Every change, by file and line.</summary>
    public required IReadOnlyList<DiffChange> Changes { get; init; }

    /// <summary>Files (<c>suite/path@tier</c>) that only the first run has.</summary>
    public required IReadOnlyList<string> FilesOnlyBefore { get; init; }

    /// <summary>Files that only the second run has.</summary>
    public required IReadOnlyList<string> FilesOnlyAfter { get; init; }

    /// <summary>The report on two runs.</summary>
    /// <param name="before">The first run and its path.</param>
    /// <param name="after">The second run and its path.</param>
    /// <param name="diff">How they differ.</param>
    public static DiffReport From((string Path, ResultSet Results) before, (string Path, ResultSet Results) after, RunDiff diff) => new()
    {
        Before = SideOf(before.Path, before.Results),
        After = SideOf(after.Path, after.Results),
        Worse = diff.IsWorse,
        Same = diff.Same,
        Counts = Enum.GetValues<ChangeKind>().ToDictionary(kind => kind, kind => diff.Changes.Count(change => change.Kind == kind)),
        Changes =
        [
            .. diff.Changes.Select(
                change => new DiffChange(change.Kind, change.IsWorse, (change.Is ?? change.Was)!.Id!, change.Was, change.Is)),
        ],
        FilesOnlyBefore = [.. diff.OnlyBefore.Select(before.Results.NameOf)],
        FilesOnlyAfter = [.. diff.OnlyAfter.Select(after.Results.NameOf)],
    };

    /// <summary>The report as JSON, indented.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DiffReportJson.Default.DiffReport);

    /// <summary>Reads a report.</summary>
    /// <exception cref="JsonException">It isn't one.</exception>
    public static DiffReport FromJson(string json) =>
        JsonSerializer.Deserialize(json, DiffReportJson.Default.DiffReport) ?? throw new JsonException("no report");

    private static DiffSide SideOf(string path, ResultSet results) => new(
        path, results.Engines, results.Summary.Ledger.Planned, ResultRecord.Count(results.Summary.Ledger));
}

/// <summary>How reports are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DictionaryKeyPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true,
    Converters = [typeof(ChangeKindConverter)])]
[JsonSerializable(typeof(DiffReport))]
internal sealed partial class DiffReportJson : JsonSerializerContext;

/// <summary>Kinds of changes by name.</summary>
internal sealed class ChangeKindConverter() : JsonStringEnumConverter<ChangeKind>(JsonNamingPolicy.CamelCase);

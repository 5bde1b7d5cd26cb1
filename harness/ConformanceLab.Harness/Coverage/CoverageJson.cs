using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConformanceLab.Harness.Coverage;

/// <summary>An entry of <c>uncovered.json</c>.</summary>
internal sealed record CoverageReasonEntry(string? Kind, string[]? Names, string? Reason);

/// <summary>What <see cref="CoverageReport.ToJson"/> writes.</summary>
internal sealed record CoverageDocument(
    bool Complete, CoverageKindFigures[] Figures, CoverageItemEntry[] Items, CoverageItemName[] Unknown, string[] Stale);

/// <summary>How much of a kind is touched.</summary>
internal sealed record CoverageKindFigures(string Kind, int Total, int Covered, int Explained, int Missing);

/// <summary>An item, how often it was touched, or why not.</summary>
internal sealed record CoverageItemEntry(string Kind, string Name, long Count, string? Reason);

/// <summary>An item.</summary>
internal sealed record CoverageItemName(string Kind, string Name);

/// <summary>How reports are written and reasons read.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(CoverageDocument))]
[JsonSerializable(typeof(CoverageReasonEntry[]))]
internal sealed partial class CoverageJson : JsonSerializerContext;

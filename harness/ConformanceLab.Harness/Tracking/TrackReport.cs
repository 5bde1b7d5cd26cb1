using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConformanceLab.Harness.Tracking;

/// <summary>All that <c>clab track</c> found out, for every format.</summary>
/// <param name="Command">The command that prints it.</param>
/// <param name="Matrix">Proposal × engine × tier.</param>
/// <param name="Skills">The tree of skills.</param>
/// <param name="Contradictions">Where the public table says something else; null if none was given.</param>
public sealed record TrackReport(string Command, FeatureMatrix Matrix, SkillTree Skills, ImmutableArray<Contradiction>? Contradictions)
{
    /// <summary>The report as JSON, indented.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = Encoders.Readable }))
        {
            JsonSerializer.Serialize(json, Document(), TrackJson.Default.TrackDocument);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private TrackDocument Document() => new(
        Command,
        [.. Matrix.Columns.Select(column => new TrackColumn(column.Engine, column.Version, column.Tier))],
        [
            .. Matrix.Rows.Select(
                row => new TrackRow(
                    row.Proposal.Name,
                    row.Proposal.Title,
                    row.Proposal.Key,
                    row.Proposal.Command,
                    row.Proposal.Reason,
                    [
                        .. row.Cells.Select(
                            cell => new TrackCell(
                                NameOf(cell.State), cell.Planned, cell.Passed, cell.Unsupported, cell.Deviating, cell.NotAsked)),
                    ])),
        ],
        [
            .. Skills.Branches.SelectMany(branch => branch.Skills).Prepend(Skills.Root).Select(
                skill => new TrackSkill(
                    skill.Skill.Name,
                    skill.Skill.Branch,
                    skill.Skill.Missing,
                    [.. skill.Lights.Select(light => new TrackLight(NameOf(light.State), Math.Round(light.Share, 4), light.Text))])),
        ],
        Contradictions is { } found
            ?
            [
                .. found.Select(
                    it => new TrackContradiction(
                        it.Kind == ContradictionKind.PublishedOnly ? "published-only" : "measured-only",
                        it.Column.Engine,
                        it.Column.Tier,
                        it.Proposal.Name,
                        it.PublishedName,
                        it.Published.ToString(),
                        it.Measured.ToString())),
            ]
            : null,
        [.. Matrix.Files.Remarks]);

    /// <summary>The word for a state: <c>full</c>, <c>partial</c>, <c>none</c>, <c>not-measured</c>.</summary>
    public static string NameOf(MeasuredState state) => state switch
    {
        MeasuredState.Full => "full",
        MeasuredState.Partial => "partial",
        MeasuredState.None => "none",
        _ => "not-measured",
    };
}

/// <summary>The document of <see cref="TrackReport.ToJson"/>.</summary>
internal sealed record TrackDocument(
    string Command,
    TrackColumn[] Columns,
    TrackRow[] Proposals,
    TrackSkill[] Skills,
    TrackContradiction[]? Contradictions,
    string[] Remarks);

/// <summary>A column.</summary>
internal sealed record TrackColumn(string Engine, string Version, string Tier);

/// <summary>A row; its cells are in the order of the columns.</summary>
internal sealed record TrackRow(string Name, string Title, string? Key, string? Command, string? Reason, TrackCell[] Cells);

/// <summary>A cell.</summary>
internal sealed record TrackCell(string State, int Planned, int Passed, int Unsupported, int Deviating, int NotAsked);

/// <summary>A skill; its lights are in the order of the columns.</summary>
internal sealed record TrackSkill(string Name, string Branch, string? Missing, TrackLight[] Lights);

/// <summary>A light.</summary>
internal sealed record TrackLight(string State, double Share, string Text);

/// <summary>A contradiction.</summary>
internal sealed record TrackContradiction(
    string Kind, string Engine, string Tier, string Proposal, string PublishedName, string Published, string Measured);

/// <summary>How reports are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrackDocument))]
internal sealed partial class TrackJson : JsonSerializerContext;

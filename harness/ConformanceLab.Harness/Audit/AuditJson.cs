using System.Text.Json;

namespace ConformanceLab.Harness.Audit;

/// <summary>An audit as JSON, for other programs.</summary>
public static class AuditJson
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true };

    /// <summary>
    /// Writes <c>{"holds", "files", "commands", "unexplained", "kinds", "saboteurs", "weakReasons", "weak", "findings"}</c>. The same audit
    /// gives the same bytes.
    /// </summary>
    public static void Write(Stream stream, AuditReport report)
    {
        using var json = new Utf8JsonWriter(stream, s_options);
        json.WriteStartObject();
        json.WriteBoolean("holds", report.Holds);
        json.WriteNumber("files", report.Files);
        json.WriteNumber("commands", report.Commands);
        json.WriteNumber("notCounted", report.NotCounted);
        json.WriteNumber("unexplained", report.Unexplained);
        json.WriteStartObject("kinds");
        foreach (var (kind, count) in AuditTable.Kinds.Zip(report.Counts))
        {
            json.WriteNumber(AuditNames.NameOf(kind), count);
        }

        json.WriteEndObject();
        json.WriteStartArray("saboteurs");
        foreach (var audit in report.Saboteurs)
        {
            WriteSaboteur(json, audit);
        }

        json.WriteEndArray();
        json.WriteStartObject("weakReasons");
        foreach (var (reason, count) in report.WeakReasons)
        {
            json.WriteNumber(reason, count);
        }

        json.WriteEndObject();
        json.WriteStartArray("weak");
        foreach (var weak in report.Weak)
        {
            json.WriteStartObject();
            json.WriteString("id", weak.Job.CommandId(weak.Index));
            json.WriteNumber("line", weak.Job.Script.Commands[weak.Index].Span.Line);
            WriteStrings(json, "reasons", weak.Reasons);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("kind", JsonNamingPolicy.KebabCaseLower.ConvertName(finding.Kind.ToString()));
            json.WriteString("saboteur", finding.Saboteur.Name);
            json.WriteString("id", finding.Job.CommandId(finding.Index));
            json.WriteNumber("line", finding.Line);
            json.WriteString("text", finding.Job.Script.Excerpt(finding.Job.Script.Commands[finding.Index]));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSaboteur(Utf8JsonWriter json, SaboteurAudit audit)
    {
        json.WriteStartObject();
        json.WriteString("name", audit.Column.Saboteur.Name);
        json.WriteString("lie", audit.Column.Saboteur.Lie);
        WriteTally(json, "must", audit.Must);
        WriteTally(json, "mustNot", audit.MustNot);
        WriteTally(json, "may", audit.May);
        WriteTally(json, "weak", audit.Weak);
        json.WriteStartObject("rules");
        foreach (var kind in AuditTable.Kinds)
        {
            var (rule, reason) = audit.Column.RuleFor(kind);
            if (rule != AuditRule.MustNotFail)
            {
                var name = rule switch
                {
                    AuditRule.MustFail => "must fail",
                    AuditRule.Weak => $"weak: {reason}",
                    _ => $"may fail: {reason}",
                };
                json.WriteString(AuditNames.NameOf(kind), name);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTally(Utf8JsonWriter json, string name, AuditTally tally)
    {
        json.WriteStartObject(name);
        json.WriteNumber("commands", tally.Commands);
        json.WriteNumber("failed", tally.Caught);
        json.WriteNumber("spoiled", tally.Spoiled);
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}

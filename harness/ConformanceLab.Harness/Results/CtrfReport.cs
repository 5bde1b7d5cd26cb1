using System.Collections.Immutable;
using System.Text.Json;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Results;

/// <summary>
/// Results in the Common Test Report Format (https://ctrf.io, version 1.0): a test for each command. Whatever is bad is <c>failed</c>, what
/// is unsupported or expected to fail <c>skipped</c>; <c>rawStatus</c> has the verdict itself. Durations are whole milliseconds.
/// </summary>
public static class CtrfReport
{
    /// <summary>Writes the document.</summary>
    /// <param name="output">Where to; not closed.</param>
    /// <param name="results">The results.</param>
    public static void Write(Stream output, ResultSet results)
    {
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("reportFormat", "CTRF");
            json.WriteString("specVersion", "1.0.0");
            json.WriteString("reportId", StableGuid.OfResults(results));
            json.WriteString("generatedBy", "ConformanceLab");
            json.WriteStartObject("results");
            json.WriteStartObject("tool");
            json.WriteString("name", "ConformanceLab");
            json.WriteEndObject();
            WriteSummary(json, results);
            json.WriteStartArray("tests");
            foreach (var file in results.Files)
            {
                foreach (var command in file.Commands)
                {
                    WriteTest(json, file, command);
                }

                json.Flush();
            }

            json.WriteEndArray();
            json.WriteStartObject("environment");
            json.WriteString("appName", string.Join(", ", results.Engines));
            json.WriteBoolean("healthy", results.Summary.ExitCode == 0);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static string StatusOf(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "passed",
        Verdict.Unsupported or Verdict.ExpectedFail => "skipped",
        _ => "failed",
    };

    private static void WriteSummary(Utf8JsonWriter json, ResultSet results)
    {
        var summary = results.Summary;
        var ledger = summary.Ledger;
        var skipped = ledger[Verdict.Unsupported] + ledger[Verdict.ExpectedFail];
        var start = results.Start?.ToUnixTimeMilliseconds() ?? 0;
        json.WriteStartObject("summary");
        json.WriteNumber("tests", ledger.Recorded);
        json.WriteNumber("passed", ledger[Verdict.Pass]);
        json.WriteNumber("failed", ledger.Recorded - ledger[Verdict.Pass] - skipped);
        json.WriteNumber("pending", 0);
        json.WriteNumber("skipped", skipped);
        json.WriteNumber("other", 0);
        json.WriteNumber("suites", results.Files.Length);
        json.WriteNumber("start", start);
        json.WriteNumber("stop", results.HasTimes ? start + (long)summary.Duration.TotalMilliseconds : start);
        json.WriteStartObject("extra");
        json.WriteNumber("planned", ledger.Planned);
        json.WriteBoolean("balanced", summary.IsBalanced);
        json.WriteBoolean("cancelled", summary.IsCancelled);
        WriteList(json, "stale", summary.StaleExpectations);
        WriteList(json, "losses", summary.UnattributedLosses);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, ImmutableArray<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
    }

    private static void WriteTest(Utf8JsonWriter json, FileResults file, ResultRecord command)
    {
        var verdict = command.Outcome;
        json.WriteStartObject();
        json.WriteString("id", StableGuid.OfCommand(file, command));
        json.WriteString("name", $"{command.Command}:{XmlText.Number(command.Line!.Value)}:{command.Hash}");
        json.WriteString("status", StatusOf(verdict));
        json.WriteNumber("duration", (long)Math.Round(command.Milliseconds ?? 0));
        json.WriteStartArray("suite");
        json.WriteStringValue(file.Engine);
        json.WriteStringValue(file.Suite);
        json.WriteStringValue($"{file.File}@{file.Tier}");
        json.WriteEndArray();
        WriteKnown(json, "message", command.Message);
        if (verdict.IsBad())
        {
            json.WriteString("trace", XmlText.Details(file, command));
            WriteKnown(json, "snippet", command.Excerpt);
        }

        json.WriteNumber("line", command.Line.Value);
        json.WriteString("rawStatus", command.Verdict);
        json.WriteStartArray("tags");
        json.WriteStringValue(command.Command);
        WriteTag(json, file.Started.Proposal);
        WriteTag(json, command.Weak is null ? null : "weak");
        json.WriteEndArray();
        json.WriteString("type", "conformance");
        json.WriteString("filePath", file.File);
        json.WriteStartObject("extra");
        json.WriteString("id", command.Id);
        json.WriteString("engine", file.Engine);
        json.WriteString("tier", file.Tier);
        json.WriteString("profile", file.Profile);
        WriteKnown(json, "expected", command.Expected);
        WriteKnown(json, "actual", command.Actual);
        WriteKnown(json, "weak", command.Weak);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteKnown(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteTag(Utf8JsonWriter json, string? tag)
    {
        if (tag is not null)
        {
            json.WriteStringValue(tag);
        }
    }
}

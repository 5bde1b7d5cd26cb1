using System.Text.Json;
using System.Text.Json.Serialization;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Results;

/// <summary>A failure in the report of <c>clab wast --json</c>.</summary>
/// <param name="File">The script, as it was named.</param>
/// <param name="Line">The line of the command, from 1.</param>
/// <param name="Command">The command's first word.</param>
/// <param name="Message">What is wrong.</param>
public sealed record WastFailure(string File, int Line, string Command, string Message);

/// <summary>
/// The report of <c>clab wast --json</c>. <see cref="Commands"/> counts every top-level command, <c>module</c> and <c>register</c> too;
/// passed, failed, unsupported and crashed add up to it. A timeout counts as crashed, an expected failure as failed, an unexpected pass as
/// failed. Of a run that was cancelled, the commands that were executed count.
/// </summary>
public sealed record WastReport
{
    /// <summary>Scripts.</summary>
    public required int Files { get; init; }

    /// <summary>Top-level commands.</summary>
    public required int Commands { get; init; }

    /// <summary>Commands that did what they should.</summary>
    public required int Passed { get; init; }

    /// <summary>Commands that did not.</summary>
    public required int Failed { get; init; }

    /// <summary>Commands that need what isn't built.</summary>
    public required int Unsupported { get; init; }

    /// <summary>Commands in which the engine broke down or did not end.</summary>
    public required int Crashed { get; init; }

    /// <summary>Every command that failed, crashed or did not end.</summary>
    public required IReadOnlyList<WastFailure> Failures { get; init; }

    /// <summary>How many functions each tier translated or compiled: those that were called.</summary>
    public required IReadOnlyDictionary<string, long> Functions { get; init; }

    /// <summary>The report on a finished run.</summary>
    /// <param name="results">The results of the run.</param>
    /// <param name="functions">How many functions each tier translated or compiled.</param>
    public static WastReport From(ResultSet results, IReadOnlyDictionary<string, long> functions)
    {
        var total = results.Summary.Ledger;
        return new WastReport
        {
            Files = results.Files.Select(file => (file.Suite, file.File)).Distinct().Count(),
            Commands = results.Summary.IsCancelled ? total.Recorded : total.Planned,
            Passed = total[Verdict.Pass],
            Failed = total[Verdict.Fail] + total[Verdict.ExpectedFail] + total[Verdict.UnexpectedPass],
            Unsupported = total[Verdict.Unsupported],
            Crashed = total[Verdict.Crash] + total[Verdict.Timeout],
            Failures =
            [
                .. results.Deviations.Select(
                    d => new WastFailure(d.File.File, d.Command.Line!.Value, d.Command.Command!, d.Command.Message ?? "")),
            ],
            Functions = functions,
        };
    }

    /// <summary>The report as JSON, indented.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, WastReportJson.Default.WastReport);

    /// <summary>Reads a report.</summary>
    /// <exception cref="JsonException">It isn't one.</exception>
    public static WastReport FromJson(string json) =>
        JsonSerializer.Deserialize(json, WastReportJson.Default.WastReport) ?? throw new JsonException("no report");
}

/// <summary>How reports are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(WastReport))]
internal sealed partial class WastReportJson : JsonSerializerContext;

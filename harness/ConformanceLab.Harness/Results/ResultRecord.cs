using System.Text.Json.Serialization;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Results;

/// <summary>
/// One line of the NDJSON results: what <see cref="NdjsonWriter"/> writes and <see cref="NdjsonReader"/> reads. Unused members are absent.
/// </summary>
public sealed record ResultRecord
{
    /// <summary><c>run-started</c>, <c>file-started</c>, <c>command</c>, <c>file-finished</c> or <c>run-finished</c>.</summary>
    public required string Event { get; init; }

    /// <summary>Name of the engine (run-started).</summary>
    public string? Engine { get; init; }

    /// <summary>Version of the engine (run-started).</summary>
    public string? EngineVersion { get; init; }

    /// <summary>Which part of the whole this run is (run-started): <c>1/1</c>.</summary>
    public string? Shard { get; init; }

    /// <summary>Number of files (run-started, run-finished).</summary>
    public int? Files { get; init; }

    /// <summary>Number of commands planned (run-started, file-finished, run-finished).</summary>
    public int? Planned { get; init; }

    /// <summary>Name of the suite (file and command events).</summary>
    public string? Suite { get; init; }

    /// <summary>Proposal of the suite; absent for the core suite.</summary>
    public string? Proposal { get; init; }

    /// <summary>Path of the script relative to the suite.</summary>
    public string? File { get; init; }

    /// <summary>Tier.</summary>
    public string? Tier { get; init; }

    /// <summary>Profile that the script was run under (file-started).</summary>
    public string? Profile { get; init; }

    /// <summary>Stable name of the command.</summary>
    public string? Id { get; init; }

    /// <summary>Place of the command in the script, from 0.</summary>
    public int? Index { get; init; }

    /// <summary>Line of the command, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>The command's first word.</summary>
    public string? Command { get; init; }

    /// <summary>The verdict.</summary>
    public string? Verdict { get; init; }

    /// <summary>The verdict before known deviations were taken into account; absent if they changed nothing.</summary>
    public string? Observed { get; init; }

    /// <summary>What is wrong, or why it is unsupported; absent for a pass.</summary>
    public string? Message { get; init; }

    /// <summary>What was expected.</summary>
    public string? Expected { get; init; }

    /// <summary>What came instead.</summary>
    public string? Actual { get; init; }

    /// <summary>Why the verdict says less than it seems to; absent for most.</summary>
    public string? Weak { get; init; }

    /// <summary>Duration in milliseconds.</summary>
    public double? Milliseconds { get; init; }

    /// <summary>Verdicts by name (file-finished, run-finished).</summary>
    public IReadOnlyDictionary<string, int>? Verdicts { get; init; }

    /// <summary>Whether each planned command has one verdict (run-finished).</summary>
    public bool? Balanced { get; init; }

    /// <summary>Whether the run was cancelled (run-finished).</summary>
    public bool? Cancelled { get; init; }

    /// <summary>The line for an event.</summary>
    public static ResultRecord From(RunEvent happened) => happened switch
    {
        RunStarted e => new()
        {
            Event = "run-started",
            Engine = e.Engine,
            EngineVersion = e.EngineVersion,
            Shard = e.Shard.ToString(),
            Files = e.Plan.Jobs.Length,
            Planned = e.Plan.Commands,
        },
        FileStarted e => Of("file-started", e.Job) with { Profile = e.Job.Profile, Planned = e.Job.Commands },
        CommandFinished e => Of("command", e.Job) with
        {
            Id = e.Job.CommandId(e.Result.Index),
            Index = e.Result.Index,
            Line = e.Result.Line,
            Command = e.Result.Keyword,
            Verdict = e.Result.Verdict.Name(),
            Observed = e.Result.Observed?.Name(),
            Message = e.Result.Message.Length == 0 ? null : e.Result.Message,
            Expected = e.Result.Expected,
            Actual = e.Result.Actual,
            Weak = Weakness.Of(e.Job.Script.Commands[e.Result.Index]),
            Milliseconds = Math.Round(e.Result.Duration.TotalMilliseconds, 3),
        },
        FileFinished e => Of("file-finished", e.Job) with
        {
            Planned = e.Ledger.Planned,
            Verdicts = Count(e.Ledger),
            Milliseconds = Math.Round(e.Duration.TotalMilliseconds, 3),
        },
        RunFinished e => new()
        {
            Event = "run-finished",
            Files = e.Summary.Files,
            Planned = e.Summary.Ledger.Planned,
            Verdicts = Count(e.Summary.Ledger),
            Balanced = e.Summary.IsBalanced,
            Cancelled = e.Summary.IsCancelled,
            Milliseconds = Math.Round(e.Summary.Duration.TotalMilliseconds, 3),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "not an event"),
    };

    private static ResultRecord Of(string name, FileJob job) =>
        new() { Event = name, Suite = job.Suite, Proposal = job.Proposal, File = job.File, Tier = job.Tier };

    private static Dictionary<string, int> Count(Ledger ledger) =>
        Enum.GetValues<Verdict>().Where(verdict => ledger[verdict] > 0).ToDictionary(verdict => verdict.Name(), verdict => ledger[verdict]);
}

/// <summary>How result lines are written: camel case, nothing that is absent.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ResultRecord))]
internal sealed partial class ResultJson : JsonSerializerContext;

using System.Text.Json.Serialization;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Results;

/// <summary>
/// One line of the NDJSON results: what <see cref="NdjsonWriter"/> writes and <see cref="NdjsonReader"/> reads. Unused members are absent.
/// </summary>
public sealed record ResultRecord
{
    /// <summary>One of <see cref="ResultEvents"/>. Readers skip what they don't know.</summary>
    public required string Event { get; init; }

    /// <summary>Name of the engine (run-started).</summary>
    public string? Engine { get; init; }

    /// <summary>Version of the engine (run-started).</summary>
    public string? EngineVersion { get; init; }

    /// <summary>
    /// What verdicts on the engine can mean (run-started): the words of <see cref="Engines.OracleStrength"/>, by commas; absent where
    /// nobody has said.
    /// </summary>
    public string? Strength { get; init; }

    /// <summary>What has read the scripts (run-started); absent if that was our own parser.</summary>
    public string? FrontEnd { get; init; }

    /// <summary>When the run began, in UTC (run-started): <c>2026-01-31T12:00:00.000Z</c>.</summary>
    public string? Started { get; init; }

    /// <summary>Which part of the whole this run is (run-started): <c>1/1</c>.</summary>
    public string? Shard { get; init; }

    /// <summary>Number of files (run-started, run-finished).</summary>
    public int? Files { get; init; }

    /// <summary>Number of commands planned (run-started, file-finished, run-finished).</summary>
    public int? Planned { get; init; }

    /// <summary>The plan of which this run executes a part (run-started).</summary>
    public WholePlan? Whole { get; init; }

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

    /// <summary>The text of the command, cut to a readable length; absent where nothing deviates.</summary>
    public string? Excerpt { get; init; }

    /// <summary>
    /// Why the verdict says less than it seems to, reasons divided by semicolons: the script does not assert more, or the engine can't tell
    /// more apart; absent for most.
    /// </summary>
    public string? Weak { get; init; }

    /// <summary>Duration in milliseconds.</summary>
    public double? Milliseconds { get; init; }

    /// <summary>Verdicts by name (file-finished, run-finished).</summary>
    public IReadOnlyDictionary<string, int>? Verdicts { get; init; }

    /// <summary>Whether each planned command has one verdict (run-finished).</summary>
    public bool? Balanced { get; init; }

    /// <summary>Whether the run was cancelled (run-finished).</summary>
    public bool? Cancelled { get; init; }

    /// <summary>Expectations that no command of the plan answers to, sorted (run-finished); absent if there is none.</summary>
    public IReadOnlyList<string>? Stale { get; init; }

    /// <summary>Breakdowns of the engine that no verdict tells of, sorted (run-finished); absent if there is none.</summary>
    public IReadOnlyList<string>? Losses { get; init; }

    /// <summary>The verdict of a command.</summary>
    /// <exception cref="InvalidOperationException">The record isn't a command's.</exception>
    /// <exception cref="FormatException">There is no such verdict.</exception>
    [JsonIgnore]
    public Verdict Outcome => Execution.Verdicts.Parse(Verdict ?? throw new InvalidOperationException($"{Event} has no verdict"));

    /// <summary>The hash in the stable name of a command; empty for what is no command.</summary>
    [JsonIgnore]
    public string Hash => Id?[(Id.LastIndexOf('#') + 1)..] ?? "";

    /// <summary>The line for an event.</summary>
    public static ResultRecord From(RunEvent happened) => happened switch
    {
        RunStarted e => new()
        {
            Event = ResultEvents.RunStarted,
            Engine = e.Engine,
            EngineVersion = e.EngineVersion,
            Strength = e.Strength?.ToString(),
            FrontEnd = e.Plan.FrontEnd,
            Shard = e.Shard.ToString(),
            Files = e.Plan.Jobs.Length,
            Planned = e.Plan.Commands,
            Whole = WholePlan.Of(e.Whole.Jobs.Select(job => (job.Id, job.Commands))),
        },
        FileStarted e => Of(ResultEvents.FileStarted, e.Job) with { Profile = e.Job.Profile, Planned = e.Job.Commands },
        CommandFinished e => Of(e.Job, e.Result, e.Strength),
        FileFinished e => Of(ResultEvents.FileFinished, e.Job) with
        {
            Planned = e.Ledger.Planned,
            Verdicts = Count(e.Ledger),
            Milliseconds = Round(e.Duration),
        },
        RunFinished e => new()
        {
            Event = ResultEvents.RunFinished,
            Files = e.Summary.Files,
            Planned = e.Summary.Ledger.Planned,
            Verdicts = Count(e.Summary.Ledger),
            Balanced = e.Summary.IsBalanced,
            Cancelled = e.Summary.IsCancelled,
            Stale = Sort(e.Summary.StaleExpectations),
            Losses = Sort(e.Summary.UnattributedLosses),
            Milliseconds = Round(e.Summary.Duration),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "not an event"),
    };

    /// <summary>Verdicts by name, without those that there are none of.</summary>
    internal static Dictionary<string, int> Count(Ledger ledger) =>
        Enum.GetValues<Verdict>().Where(verdict => ledger[verdict] > 0).ToDictionary(verdict => verdict.Name(), verdict => ledger[verdict]);

    /// <summary>Remarks on a run as records have them: each once, sorted; null for none.</summary>
    internal static IReadOnlyList<string>? Sort(IEnumerable<string> remarks) =>
        remarks.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } sorted ? sorted : null;

    private static ResultRecord Of(string name, FileJob job) =>
        new() { Event = name, Suite = job.Suite, Proposal = job.Proposal, File = job.File, Tier = job.Tier };

    private static ResultRecord Of(FileJob job, CommandResult result, OracleStrength? strength) => new()
    {
        Event = ResultEvents.Command,
        Suite = job.Suite,
        Proposal = job.Proposal,
        File = job.File,
        Tier = job.Tier,
        Id = job.CommandId(result.Index),
        Index = result.Index,
        Line = result.Line,
        Command = result.Keyword,
        Verdict = result.Verdict.Name(),
        Observed = result.Observed?.Name(),
        Message = result.Message.Length == 0 ? null : result.Message,
        Expected = result.Expected,
        Actual = result.Actual,
        Excerpt = IsDeviation(result.Verdict) ? job.Script.Excerpt(job.Script.Commands[result.Index]) : null,
        Weak = Weakness.Of(job.Script.Commands[result.Index], strength),
        Milliseconds = Round(result.Duration),
    };

    /// <summary>Whether a verdict deserves attention: neither a pass nor unsupported.</summary>
    internal static bool IsDeviation(Verdict verdict) => verdict is not (Execution.Verdict.Pass or Execution.Verdict.Unsupported);

    private static double Round(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 3);
}

/// <summary>Names of the events of <see cref="ResultRecord.Event"/>.</summary>
public static class ResultEvents
{
    /// <summary>The run begins.</summary>
    public const string RunStarted = "run-started";

    /// <summary>A script begins.</summary>
    public const string FileStarted = "file-started";

    /// <summary>A command has its verdict.</summary>
    public const string Command = "command";

    /// <summary>A script has ended.</summary>
    public const string FileFinished = "file-finished";

    /// <summary>The run has ended.</summary>
    public const string RunFinished = "run-finished";
}

/// <summary>How result lines are written: camel case, nothing that is absent.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ResultRecord))]
internal sealed partial class ResultJson : JsonSerializerContext;

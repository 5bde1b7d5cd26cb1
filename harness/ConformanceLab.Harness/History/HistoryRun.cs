using System.Text.Json.Serialization;

namespace ConformanceLab.Harness.History;

/// <summary>
/// A run in a history: a line of <see cref="VerdictHistory.RunsName"/>. It is written last, and makes what was written before it count.
/// </summary>
/// <param name="Run">Its number, from 1.</param>
/// <param name="Started">When it began, as results say it; empty for results without times.</param>
/// <param name="Label">What it is of: a commit, for instance.</param>
/// <param name="Engines">Names and versions of its engines.</param>
/// <param name="Commands">How many verdicts it had.</param>
/// <param name="Changes">How many of them were others than before, or new; those that are gone count, too.</param>
/// <param name="Length">Length of <see cref="VerdictHistory.ChangesName"/> behind it, in bytes.</param>
public sealed record HistoryRun(
    int Run, string Started, string Label, IReadOnlyList<string> Engines, int Commands, int Changes, long Length);

/// <summary>Changes of one script on one tier in one run: a line of <see cref="VerdictHistory.ChangesName"/>.</summary>
/// <param name="Run">Number of the run.</param>
/// <param name="Engine">Name of the engine.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Suite">Name of the suite.</param>
/// <param name="File">Path relative to the suite.</param>
/// <param name="Changes">
/// By the hash in the stable name of a command: its verdict from now on, or <see cref="VerdictHistory.Gone"/>.
/// </param>
internal sealed record HistoryChanges(
    int Run, string Engine, string Tier, string Suite, string File, IReadOnlyDictionary<string, string> Changes);

/// <summary>The verdicts of one script on one tier, as they are compared with those before.</summary>
/// <param name="Engine">Name of the engine.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Suite">Name of the suite.</param>
/// <param name="File">Path relative to the suite.</param>
/// <param name="Hashes">The hashes of its commands, each once.</param>
/// <param name="Verdicts">The verdict of each, by name.</param>
public sealed record FileVerdicts(
    string Engine, string Tier, string Suite, string File, IReadOnlyList<string> Hashes, IReadOnlyList<string> Verdicts);

/// <summary>A verdict that became another.</summary>
/// <param name="Run">The run in which it did.</param>
/// <param name="Engine">Name of the engine.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Before">What it was; null if the command was new.</param>
/// <param name="After">What it is since; <see cref="VerdictHistory.Gone"/> if the command is not there any more.</param>
public sealed record VerdictTransition(HistoryRun Run, string Engine, string Tier, string? Before, string After);

/// <summary>How histories are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HistoryRun))]
[JsonSerializable(typeof(HistoryChanges))]
internal sealed partial class HistoryJson : JsonSerializerContext;

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Expectations;

/// <summary>
/// A known deviation: on which command, of which engine, tier and profile (<c>*</c> for any), why, where it is discussed, and when the
/// entry must go.
/// </summary>
public sealed record Expectation
{
    /// <summary>Stable name of the command: <c>suite/path#hash</c>; printed with every failure.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the engine, or <c>*</c>.</summary>
    public string Engine { get; init; } = "*";

    /// <summary>Name of the tier, or <c>*</c>.</summary>
    public string Tier { get; init; } = "*";

    /// <summary>Name of the profile, or <c>*</c>.</summary>
    public string Profile { get; init; } = "*";

    /// <summary>Why it deviates.</summary>
    public required string Reason { get; init; }

    /// <summary>Where that is discussed or decided.</summary>
    public required string Link { get; init; }

    /// <summary>What must happen for the entry to be removed; <c>never</c> where the norm allows the deviation.</summary>
    public required string RemoveWhen { get; init; }

    /// <summary>The verdict that is known: <c>fail</c>, <c>crash</c> or <c>timeout</c>. Any other is not covered.</summary>
    public string Verdict { get; init; } = "fail";
}

/// <summary>A file of <c>suites/expectations</c>.</summary>
public sealed record ExpectationFile
{
    /// <summary>The entries.</summary>
    public ImmutableArray<Expectation> Expectations { get; init; } = [];
}

/// <summary>All known deviations. Immutable.</summary>
public sealed class ExpectationSet
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,

        // A member that is misspelt would be any engine, tier or profile.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly ILookup<string, Expectation> _byId;
    private readonly HashSet<string> _files;

    /// <summary>A set of entries.</summary>
    /// <exception cref="FormatException">
    /// An entry lacks its reason, link or condition, its id is none, or it covers a verdict that can't be covered.
    /// </exception>
    public ExpectationSet(IEnumerable<Expectation> entries)
    {
        var all = entries.ToList();
        foreach (var entry in all)
        {
            if (string.IsNullOrWhiteSpace(entry.Reason)
                || string.IsNullOrWhiteSpace(entry.Link)
                || string.IsNullOrWhiteSpace(entry.RemoveWhen))
            {
                throw new FormatException($"expectation {entry.Id}: reason, link and removeWhen must be given");
            }

            if (entry.Id.IndexOf('#', StringComparison.Ordinal) is not (> 0 and var hash) || hash == entry.Id.Length - 1)
            {
                throw new FormatException($"expectation {entry.Id}: an id is suite/path#hash");
            }

            if (entry.Verdict is not ("fail" or "crash" or "timeout"))
            {
                throw new FormatException($"expectation {entry.Id}: the verdict {entry.Verdict} can't be expected");
            }
        }

        _byId = all.ToLookup(entry => entry.Id, StringComparer.Ordinal);
        _files = [.. all.Select(entry => entry.Id[..Math.Max(0, entry.Id.LastIndexOf('#'))])];
        All = [.. all];
    }

    /// <summary>No deviation is known.</summary>
    public static ExpectationSet Empty { get; } = new([]);

    /// <summary>All entries.</summary>
    public ImmutableArray<Expectation> All { get; }

    /// <summary>Reads every <c>*.json</c> of a folder; a folder that isn't there has none.</summary>
    /// <exception cref="FormatException">A file is wrong.</exception>
    public static ExpectationSet Load(string folder)
    {
        var entries = new List<Expectation>();
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            try
            {
                entries.AddRange(JsonSerializer.Deserialize<ExpectationFile>(File.ReadAllBytes(file), s_json)?.Expectations ?? []);
            }
            catch (JsonException error)
            {
                throw new FormatException($"{file}: {error.Message}", error);
            }
        }

        return new ExpectationSet(entries);
    }

    /// <summary>The entry that covers a command, or null. Cheap for files that no entry is about.</summary>
    public Expectation? Find(FileJob job, string engine, int index)
    {
        if (!_files.Contains($"{job.Suite}/{job.File}"))
        {
            return null;
        }

        foreach (var entry in _byId[job.CommandId(index)])
        {
            if (Covers(entry, job, engine))
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>
    /// The result with what is known taken into account: a known failure is expected, a known failure that passes is unexpected.
    /// </summary>
    public CommandResult Apply(FileJob job, string engine, CommandResult result)
    {
        if (Find(job, engine, result.Index) is not { } entry)
        {
            return result;
        }

        if (result.Verdict.Name() == entry.Verdict)
        {
            return result with { Verdict = Verdict.ExpectedFail, Message = $"{result.Message} [expected: {entry.Reason}; {entry.Link}]" };
        }

        return result.Verdict == Verdict.Pass
            ? result with
            {
                Verdict = Verdict.UnexpectedPass,
                Message = $"it passes: remove the expectation ({entry.Reason}; remove when {entry.RemoveWhen})",
            }
            : result;
    }

    /// <summary>Entries about files of the plan whose commands are not there (any more).</summary>
    public ImmutableArray<string> FindStale(RunPlan plan, string engine)
    {
        if (All.IsEmpty)
        {
            return [];
        }

        var files = new HashSet<string>(StringComparer.Ordinal);
        var met = new HashSet<Expectation>();
        foreach (var job in plan.Jobs)
        {
            var file = $"{job.Suite}/{job.File}";
            if (!_files.Contains(file))
            {
                continue;
            }

            files.Add(file);
            for (var index = 0; index < job.Commands; index++)
            {
                foreach (var entry in _byId[job.CommandId(index)])
                {
                    met.Add(entry);
                }
            }
        }

        return [.. All.Where(entry => !met.Contains(entry) && (entry.Engine == "*" || entry.Engine == engine))
            .Where(entry => files.Contains(entry.Id[..Math.Max(0, entry.Id.LastIndexOf('#'))]))
            .Select(entry => entry.Id)];
    }

    private static bool Covers(Expectation entry, FileJob job, string engine) =>
        (entry.Engine == "*" || entry.Engine == engine)
            && (entry.Tier == "*" || entry.Tier == job.Tier)
            && (entry.Profile == "*" || entry.Profile == job.Profile);
}

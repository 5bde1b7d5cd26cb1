using System.Collections.Immutable;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Results;

namespace ConformanceLab.Harness.Expectations;

/// <summary>
/// What one or more runs of <c>clab spec</c> saw, read from their NDJSON. Only runs that came to their end are taken: of a part, nobody
/// knows what the rest would have said. Neither the order of the runs nor that of their lines matters. Immutable.
/// </summary>
public sealed class ObservedRuns
{
    /// <summary>The name of the results in the folder of a run.</summary>
    public const string FileName = "results.ndjson";

    private ObservedRuns(ImmutableArray<Observation> observations) => Observations = observations;

    /// <summary>Each command × engine × tier × profile once, by id, engine, tier and profile in ordinal order.</summary>
    public ImmutableArray<Observation> Observations { get; }

    /// <summary>Reads runs.</summary>
    /// <param name="paths">Folders of results, or NDJSON files.</param>
    /// <param name="filters">Filters of scripts, as in <see cref="PlanOptions.Files"/>; empty for all.</param>
    /// <exception cref="IOException">A run can't be read.</exception>
    /// <exception cref="FormatException">
    /// A run is broken, was cancelled or lost verdicts, or two runs disagree on a command that is selected.
    /// </exception>
    public static ObservedRuns Read(IEnumerable<string> paths, ImmutableArray<string> filters)
    {
        var merged = new Dictionary<Observation, Verdict>();
        var disagreements = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var observation in paths.SelectMany(ReadRun).Where(seen => Planner.Matches(seen.Script, filters)))
        {
            var place = observation with { Verdict = default };
            if (!merged.TryAdd(place, observation.Verdict) && merged[place] != observation.Verdict)
            {
                disagreements.Add(place.ToString());
            }
        }

        if (disagreements.Count > 0)
        {
            throw new FormatException(
                $"the runs disagree on {disagreements.Count} verdicts, so nothing can be expected there: {disagreements.First()}");
        }

        return new(
        [
            .. merged.Select(seen => seen.Key with { Verdict = seen.Value })
                .OrderBy(seen => seen.Id, StringComparer.Ordinal)
                .ThenBy(seen => seen.Engine, StringComparer.Ordinal)
                .ThenBy(seen => seen.Tier, StringComparer.Ordinal)
                .ThenBy(seen => seen.Profile, StringComparer.Ordinal),
        ]);
    }

    private static List<Observation> ReadRun(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"{file}: no such file; a run is the folder that 'clab spec --out' filled");
        }

        try
        {
            using var stream = File.OpenRead(file);
            var records = NdjsonReader.Read(stream).ToList();
            var observations = Resolve(records);
            CheckComplete(records, observations);
            return observations;
        }
        catch (FormatException error)
        {
            throw new FormatException($"{file}: {error.Message}", error);
        }
    }

    private static void CheckComplete(List<ResultRecord> records, List<Observation> observations)
    {
        var ends = records.Where(record => record.Event == "run-finished").ToList();
        if (ends.Count == 0)
        {
            throw new FormatException("the run did not come to its end");
        }

        if (ends.Exists(end => end.Cancelled != false))
        {
            throw new FormatException("the run was cancelled; what it would have said of the rest is unknown");
        }

        // Commands are counted, not lines: one that stands twice makes up for none that is missing.
        var commands = observations.Select(observation => observation with { Verdict = default }).Distinct().Count();
        if (ends.Exists(end => end.Balanced != true) || ends.Sum(end => end.Planned ?? 0) != commands)
        {
            throw new FormatException("the run lost verdicts");
        }
    }

    // A command's record may say its engine and profile; if not, those of its run and its script are meant.
    private static List<Observation> Resolve(List<ResultRecord> records)
    {
        var engines = records.Where(record => record.Event == "run-started").Select(record => record.Engine).Distinct().ToList();
        var profiles = new Dictionary<(string?, string?, string?), string?>();
        foreach (var start in records.Where(record => record.Event == "file-started"))
        {
            var script = (start.Suite, start.File, start.Tier);
            profiles[script] = profiles.TryGetValue(script, out var other) && other != start.Profile ? null : start.Profile;
        }

        var observations = new List<Observation>();
        foreach (var record in records.Where(record => record.Event == "command"))
        {
            var engine = record.Engine ?? (engines.Count == 1 ? engines[0] : null);
            var profile = record.Profile ?? profiles.GetValueOrDefault((record.Suite, record.File, record.Tier));
            if (record is not { Suite: { } suite, Id: { } id, Tier: { } tier } || engine is null || profile is null)
            {
                throw new FormatException($"{record.Id ?? "a command"}: its suite, engine, tier or profile is not known");
            }

            if (!id.StartsWith(suite + "/", StringComparison.Ordinal) || !id.Contains('#', StringComparison.Ordinal))
            {
                throw new FormatException($"{id}: an id is suite/path#hash");
            }

            if (profile == Planner.NoProfile)
            {
                throw new FormatException($"{id}: the script belongs to no suite, and 'clab wast' knows no expectations");
            }

            observations.Add(new Observation(suite, id, engine, tier, profile, VerdictOf(record)));
        }

        return observations;
    }

    private static Verdict VerdictOf(ResultRecord record)
    {
        var verdict = Verdicts.Parse(record.Observed ?? record.Verdict ?? "");
        return verdict switch
        {
            Verdict.UnexpectedPass => Verdict.Pass,
            Verdict.ExpectedFail => throw new FormatException($"{record.Id}: expected-fail, but not what was observed"),
            _ => verdict,
        };
    }
}

using System.Collections.Immutable;
using System.Globalization;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Results;

/// <summary>
/// Several runs made one: shards the whole they are parts of, and runs of different engines, tiers or suites put side by side. Runs of one
/// engine in one version become one run. What comes out does not depend on the order of what goes in; of shards that are all there, it is
/// what a run that was not sharded would have recorded, except for times and the order of files.
/// </summary>
/// <param name="Records">The records of the merged runs, by engine, file and command. Empty if commands occur twice.</param>
/// <param name="Problems">Why the result isn't the whole: shards or verdicts that are missing, commands that occur twice.</param>
public sealed record RunMerge(ImmutableArray<ResultRecord> Records, ImmutableArray<string> Problems)
{
    /// <summary>Merges runs.</summary>
    /// <param name="files">The results of the runs.</param>
    public static RunMerge Of(IReadOnlyList<ResultFile> files)
    {
        var parts = files
            .SelectMany(file => file.Runs.Select(run => new Part(file.Path, run)))
            .OrderBy(part => part.Run.Engine, StringComparer.Ordinal)
            .ThenBy(part => part.Run.Started.Whole?.Hash, StringComparer.Ordinal)
            .ThenBy(part => part.Shard.Index)
            .ThenBy(part => part.Path, StringComparer.Ordinal)
            .ToList();
        var problems = ImmutableArray.CreateBuilder<string>();
        problems.AddRange(parts.SelectMany(part => part.Run.FindFaults().Select(fault => $"{part.Path}: {fault}")));
        var twice = FindTwice(parts);
        problems.AddRange(twice);
        var records = ImmutableArray.CreateBuilder<ResultRecord>();
        foreach (var engine in parts.GroupBy(part => part.Run.Engine, StringComparer.Ordinal))
        {
            var wholes = engine.GroupBy(part => (part.Run.Started.Whole?.Hash, part.Shard.Count)).ToList();
            problems.AddRange(wholes.SelectMany(FindMissing));
            if (twice.Count == 0)
            {
                records.AddRange(Merge([.. engine], [.. wholes.Select(parts => PlanOf([.. parts]))]));
            }
        }

        return new RunMerge(records.ToImmutable(), problems.ToImmutable());
    }

    // The same script on the same tier of the same engine in two places: which verdict would be the one?
    private static List<string> FindTwice(List<Part> parts)
    {
        var places = new Dictionary<(string Engine, string File), Part>();
        var twice = new Dictionary<(Part First, Part Second), (FileResults File, int Count)>();
        foreach (var part in parts)
        {
            foreach (var file in part.Run.Files.OrderBy(file => file.Id, StringComparer.Ordinal))
            {
                if (!places.TryAdd((file.Engine, file.Id), part))
                {
                    var pair = (places[(file.Engine, file.Id)], part);
                    twice[pair] = twice.TryGetValue(pair, out var known) ? (known.File, known.Count + 1) : (file, 1);
                }
            }
        }

        return
        [
            .. twice.Select(entry => string.Create(
                CultureInfo.InvariantCulture,
                $"twice: {entry.Value.File.Id} of {entry.Value.File.Engine}"
                    + $"{(entry.Value.Count > 1 ? $" and {entry.Value.Count - 1} more files" : "")}, in {entry.Key.First.Path} and in "
                    + $"{entry.Key.Second.Path}")),
        ];
    }

    private static IEnumerable<string> FindMissing(IEnumerable<Part> whole)
    {
        var parts = whole.ToList();
        var first = parts[0];
        for (var index = 1; index <= first.Shard.Count; index++)
        {
            if (!parts.Any(part => part.Shard.Index == index))
            {
                var tiers = string.Join(", ", parts.SelectMany(part => part.Run.Files).Select(file => file.Tier).Distinct().Order());
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"missing: shard {index}/{first.Shard.Count} of the run of {first.Run.Engine} on {tiers} that {first.Path} is shard "
                        + $"{first.Shard.Index} of");
            }
        }
    }

    // What all shards of a run have in common; of a record that doesn't say, what there is.
    private static WholePlan PlanOf(IReadOnlyList<Part> shards) =>
        shards[0].Run.Started.Whole
            ?? WholePlan.Of(shards.SelectMany(shard => shard.Run.Files).Select(file => (file.Id, file.Planned)));

    private static IEnumerable<ResultRecord> Merge(IReadOnlyList<Part> parts, IReadOnlyList<WholePlan> plans)
    {
        var runs = parts.Select(part => part.Run).ToList();
        var files = runs.SelectMany(run => run.Files).OrderBy(file => file.Id, StringComparer.Ordinal).ToList();
        var whole = plans is [var one] ? one : WholePlan.Of(files.Select(file => (file.Id, file.Planned)));
        var planned = plans.Sum(plan => plan.Planned);
        yield return runs[0].Started with
        {
            Started = runs.Select(run => run.Started.Started).Min(StringComparer.Ordinal),
            Shard = Shard.Whole.ToString(),
            Files = plans.Sum(plan => plan.Files),
            Planned = planned,
            Whole = whole,
        };

        var ledger = new Ledger();
        ledger.Plan(planned);
        foreach (var file in files)
        {
            yield return file.Started;
            foreach (var command in file.Commands)
            {
                ledger.Record(command.Outcome);
                yield return command;
            }

            if (file.Finished is not null)
            {
                yield return file.Finished;
            }
        }

        yield return new ResultRecord
        {
            Event = ResultEvents.RunFinished,
            Files = files.Count(file => file.Finished is not null),
            Planned = planned,
            Verdicts = ResultRecord.Count(ledger),
            Balanced = ledger.IsBalanced,
            Cancelled = runs.Any(run => run.Finished?.Cancelled == true),

            // An entry is stale where the plan has its file, and a file is in one shard: what is stale in a part is stale in the whole.
            Stale = ResultRecord.Sort(runs.SelectMany(run => run.Finished?.Stale ?? [])),
            Losses = ResultRecord.Sort(runs.SelectMany(run => run.Finished?.Losses ?? [])),
            Milliseconds = runs.All(run => run.Finished?.Milliseconds is null)
                ? null
                : Math.Round(runs.Sum(run => run.Finished?.Milliseconds ?? 0), 3),
        };
    }

    /// <summary>A run, and the file that it is in.</summary>
    private sealed class Part(string path, RecordedRun run)
    {
        public string Path { get; } = path;

        public RecordedRun Run { get; } = run;

        public Shard Shard { get; } = Shard.Parse(run.Started.Shard ?? "1/1");
    }
}

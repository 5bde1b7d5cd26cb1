using System.Collections.Immutable;
using System.Globalization;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Results;

/// <summary>A command that deserves attention, with its file.</summary>
/// <param name="File">The script and its tier.</param>
/// <param name="Command">The verdict.</param>
public sealed record Deviation(FileResults File, ResultRecord Command)
{
    /// <summary><c>suite/file:line: command: message</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{File.Suite}/{File.File}:{Command.Line} [{File.Tier}] {Command.Verdict}: {Command.Command}: {Command.Message}");
}

/// <summary>A line of the summary: verdicts of one suite on one tier of one engine.</summary>
/// <param name="Engine">Name of the engine.</param>
/// <param name="Suite">The suite.</param>
/// <param name="Proposal">Its proposal; null for the core suite.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Files">Scripts that came to their end.</param>
/// <param name="Ledger">Their verdicts, and those of scripts that did not.</param>
public sealed record SuiteSummary(string Engine, string Suite, string? Proposal, string Tier, int Files, Ledger Ledger);

/// <summary>
/// The results of one or more runs that have ended, in the order and with the figures that reports need. Every report is a function of it,
/// and it is a function of the records. Immutable.
/// </summary>
public sealed class ResultSet
{
    private readonly SortedDictionary<string, int> _unsupported = new(StringComparer.Ordinal);

    /// <summary>The results of runs.</summary>
    /// <param name="runs">The runs; a run that broke off counts as unbalanced.</param>
    public ResultSet(IReadOnlyList<RecordedRun> runs)
    {
        Runs = [.. runs];
        Files =
        [
            .. runs.SelectMany(run => run.Files)
                .OrderBy(file => file.Id, StringComparer.Ordinal)
                .ThenBy(file => file.Engine, StringComparer.Ordinal),
        ];
        var deviations = ImmutableArray.CreateBuilder<Deviation>();
        var suites = new Dictionary<(string Suite, string Tier, string Engine), SuiteSummary>();
        foreach (var file in Files)
        {
            var key = (file.Suite, file.Tier, file.Engine);
            var suite = suites.GetValueOrDefault(key)
                ?? new SuiteSummary(file.Engine, file.Suite, file.Started.Proposal, file.Tier, 0, new Ledger());
            suites[key] = suite with { Files = suite.Files + (file.Finished is null ? 0 : 1) };
            suite.Ledger.Plan(file.Planned);
            foreach (var command in file.Commands)
            {
                var verdict = command.Outcome;
                suite.Ledger.Record(verdict);
                if (verdict == Verdict.Unsupported)
                {
                    var reason = command.Message ?? "";
                    _unsupported[reason] = _unsupported.GetValueOrDefault(reason) + 1;
                }
                else if (ResultRecord.IsDeviation(verdict))
                {
                    deviations.Add(new Deviation(file, command));
                }
            }
        }

        Deviations = deviations.ToImmutable();
        Suites =
        [
            .. suites
                .OrderBy(entry => entry.Key.Suite, StringComparer.Ordinal)
                .ThenBy(entry => entry.Key.Tier, StringComparer.Ordinal)
                .ThenBy(entry => entry.Key.Engine, StringComparer.Ordinal)
                .Select(entry => entry.Value),
        ];
        Engines = [.. runs.Select(run => run.Engine).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        NamesEngines = runs.Select(run => run.Started.Engine).Distinct(StringComparer.Ordinal).Count() > 1;
        Summary = Summarize();
        Start = runs.Select(run => run.Started.Started).Where(text => text is not null).Min(StringComparer.Ordinal) is { } start
            && DateTimeOffset.TryParse(start, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
    }

    /// <summary>The runs.</summary>
    public ImmutableArray<RecordedRun> Runs { get; }

    /// <summary>Every script and tier, by name.</summary>
    public ImmutableArray<FileResults> Files { get; }

    /// <summary>Every suite and tier, by name.</summary>
    public ImmutableArray<SuiteSummary> Suites { get; }

    /// <summary>Every command that neither passed nor is unsupported, by file and line.</summary>
    public ImmutableArray<Deviation> Deviations { get; }

    /// <summary>Reasons why commands were not executed, with the number of commands.</summary>
    public IReadOnlyDictionary<string, int> Unsupported => _unsupported;

    /// <summary>Name and version of every engine.</summary>
    public ImmutableArray<string> Engines { get; }

    /// <summary>Whether engines must be named for files to be told apart: there is more than one.</summary>
    public bool NamesEngines { get; }

    /// <summary>The whole of it.</summary>
    public RunSummary Summary { get; }

    /// <summary>When the first run began; null if results have no times.</summary>
    public DateTimeOffset? Start { get; }

    /// <summary>Whether results have times. Without them, reports have none either, or zero where their format demands one.</summary>
    public bool HasTimes => Start is not null;

    /// <summary>The name of a script and its tier, unique among these results: <c>suite/path@tier</c>.</summary>
    public string NameOf(FileResults file) => NamesEngines ? $"{file.Engine}:{file.Id}" : file.Id;

    private RunSummary Summarize()
    {
        var total = new Ledger();
        foreach (var run in Runs)
        {
            total.Add(run.CountVerdicts());
        }

        return new RunSummary(
            total,
            Files.Count(file => file.Finished is not null),
            TimeSpan.FromMilliseconds(Runs.Sum(run => run.Finished?.Milliseconds ?? 0)),
            Runs.Any(run => run.Finished?.Cancelled == true),
            [.. ResultRecord.Sort(Runs.SelectMany(run => run.Finished?.Stale ?? [])) ?? []])
        {
            UnattributedLosses = [.. ResultRecord.Sort(Runs.SelectMany(run => run.Finished?.Losses ?? [])) ?? []],
        };
    }
}

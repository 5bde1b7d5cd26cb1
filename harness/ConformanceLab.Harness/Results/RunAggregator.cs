using System.Collections.Immutable;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Results;

/// <summary>A command that deserves attention, with its file.</summary>
/// <param name="Job">The script and its tier.</param>
/// <param name="Result">The verdict.</param>
public sealed record Deviation(FileJob Job, CommandResult Result)
{
    /// <summary><c>suite/file:line: command: message</c>.</summary>
    public override string ToString() =>
        $"{Job.Suite}/{Job.File}:{Result.Line} [{Job.Tier}] {Result.Verdict.Name()}: {Result.Keyword}: {Result.Message}";
}

/// <summary>A line of the summary: verdicts of one suite on one tier.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Proposal">Its proposal; null for the core suite.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Files">Scripts that came to their end.</param>
/// <param name="Ledger">Their verdicts, and those of scripts that did not.</param>
public sealed record SuiteSummary(string Suite, string? Proposal, string Tier, int Files, Ledger Ledger);

/// <summary>Keeps the figures of a run: per suite and tier, and every deviation.</summary>
public sealed class RunAggregator : IRunObserver
{
    private readonly Dictionary<(string Suite, string Tier), (string? Proposal, Ledger Ledger, int Files)> _suites = [];
    private readonly List<Deviation> _deviations = [];
    private readonly SortedDictionary<string, int> _unsupported = new(StringComparer.Ordinal);

    /// <summary>What is run, on which engine; null before the run has begun.</summary>
    public RunStarted? Started { get; private set; }

    /// <summary>Reasons why commands were not executed, with the number of commands.</summary>
    public IReadOnlyDictionary<string, int> Unsupported => _unsupported;

    /// <summary>The plan; null before the run has begun.</summary>
    public RunPlan? Plan => Started?.Plan;

    /// <summary>The summary of the run; null before it has ended.</summary>
    public RunSummary? Summary { get; private set; }

    /// <summary>Every suite and tier, by name.</summary>
    public ImmutableArray<SuiteSummary> Suites =>
    [
        .. _suites
            .OrderBy(entry => entry.Key.Suite, StringComparer.Ordinal)
            .ThenBy(entry => entry.Key.Tier, StringComparer.Ordinal)
            .Select(
                entry => new SuiteSummary(entry.Key.Suite, entry.Value.Proposal, entry.Key.Tier, entry.Value.Files, entry.Value.Ledger)),
    ];

    /// <summary>Every command that neither passed nor is unsupported, by file and line.</summary>
    public ImmutableArray<Deviation> Deviations =>
        [.. _deviations.OrderBy(d => d.Job.Id, StringComparer.Ordinal).ThenBy(d => d.Result.Index)];

    /// <inheritdoc/>
    public void OnEvent(RunEvent happened)
    {
        switch (happened)
        {
            case RunStarted started:
                Started = started;
                foreach (var job in started.Plan.Jobs)
                {
                    Entry(job).Ledger.Plan(job.Commands);
                }

                break;
            case CommandFinished finished:
                Entry(finished.Job).Ledger.Record(finished.Result.Verdict);
                if (finished.Result.Verdict == Verdict.Unsupported)
                {
                    _unsupported[finished.Result.Message] = _unsupported.GetValueOrDefault(finished.Result.Message) + 1;
                }
                else if (finished.Result.Verdict != Verdict.Pass)
                {
                    _deviations.Add(new Deviation(finished.Job, finished.Result));
                }

                break;
            case FileFinished finished:
                var key = (finished.Job.Suite, finished.Job.Tier);
                _suites[key] = _suites[key] with { Files = _suites[key].Files + 1 };
                break;
            case RunFinished finished:
                Summary = finished.Summary;
                break;
        }
    }

    private (string? Proposal, Ledger Ledger, int Files) Entry(FileJob job)
    {
        var key = (job.Suite, job.Tier);
        if (!_suites.TryGetValue(key, out var entry))
        {
            _suites[key] = entry = (job.Proposal, new Ledger(), 0);
        }

        return entry;
    }
}

using System.Globalization;
using System.Text;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Reports;

/// <summary>
/// A run as Markdown: what ran on what, verdicts by suite and tier, every deviation with its place and bits, what is not supported and why. Listens to the
/// run; <see cref="Write"/> is called once it has ended.
/// </summary>
public sealed class MarkdownReport : IRunObserver
{
    private const int MaximumDeviations = 1_000;

    private readonly SortedDictionary<(string Suite, string Tier), Row> _rows = [];
    private readonly List<(FileJob Job, CommandResult Result)> _deviations = [];
    private readonly SortedDictionary<string, int> _unsupported = new(StringComparer.Ordinal);
    private RunStarted? _started;
    private RunSummary? _summary;
    private int _omitted;

    /// <inheritdoc/>
    public void OnEvent(RunEvent happened)
    {
        switch (happened)
        {
            case RunStarted started:
                _started = started;
                foreach (var job in started.Plan.Jobs)
                {
                    RowOf(job).Ledger.Plan(job.Commands);
                }

                break;
            case CommandFinished finished:
                Record(finished.Job, finished.Result);
                break;
            case FileFinished finished:
                RowOf(finished.Job).Files++;
                break;
            case RunFinished finished:
                _summary = finished.Summary;
                break;
        }
    }

    /// <summary>Writes the report.</summary>
    /// <exception cref="InvalidOperationException">The run has not ended.</exception>
    public void Write(TextWriter output)
    {
        if (_started is null || _summary is null)
        {
            throw new InvalidOperationException("the run has not ended");
        }

        var verdict = _summary.IsCancelled ? "cancelled" : !_summary.IsBalanced ? "broken: the ledger does not balance" : _summary.ExitCode == 0 ? "good" : "failed";
        output.Write(string.Create(CultureInfo.InvariantCulture, $"# Conformance of {_started.Engine} {_started.EngineVersion}: {verdict}\n\n"));
        output.Write(string.Create(CultureInfo.InvariantCulture, $"{_summary.Files} files, {_summary.Ledger}, in {_summary.Duration.TotalSeconds:F1} s, shard {_started.Shard}.\n\n"));
        WriteTable(output);
        WriteDeviations(output);
        if (_unsupported.Count > 0)
        {
            output.Write("\n## Unsupported\n\n");
            foreach (var (reason, count) in _unsupported)
            {
                output.Write(string.Create(CultureInfo.InvariantCulture, $"- {Escape(reason)} ({count:N0} commands)\n"));
            }
        }
    }

    private void Record(FileJob job, CommandResult result)
    {
        RowOf(job).Ledger.Record(result.Verdict);
        if (result.Verdict == Verdict.Unsupported)
        {
            _unsupported[result.Message] = _unsupported.GetValueOrDefault(result.Message) + 1;
        }
        else if (result.Verdict != Verdict.Pass)
        {
            if (_deviations.Count < MaximumDeviations)
            {
                _deviations.Add((job, result));
            }
            else
            {
                _omitted++;
            }
        }
    }

    private void WriteTable(TextWriter output)
    {
        output.Write("| suite | tier | files | commands | pass | fail | crash | timeout | expected | unsupported |\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        foreach (var ((suite, tier), row) in _rows)
        {
            var ledger = row.Ledger;
            output.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"| {suite} | {tier} | {row.Files} | {ledger.Planned} | {ledger[Verdict.Pass]} | {ledger[Verdict.Fail] + ledger[Verdict.UnexpectedPass]} | {ledger[Verdict.Crash]} | {ledger[Verdict.Timeout]} | {ledger[Verdict.ExpectedFail]} | {ledger[Verdict.Unsupported]} |\n"));
        }
    }

    private void WriteDeviations(TextWriter output)
    {
        if (_deviations.Count == 0)
        {
            output.Write("\nNo deviations.\n");
            return;
        }

        output.Write("\n## Deviations\n\n");
        foreach (var (job, result) in _deviations.OrderByDescending(entry => entry.Result.Verdict.IsBad()).ThenBy(entry => entry.Job.Id, StringComparer.Ordinal).ThenBy(entry => entry.Result.Index))
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"- **{result.Verdict.Name()}** `{job.Suite}/{job.File}:{result.Line}` {result.Keyword} on {job.Tier}: {Escape(result.Message)}\n"));
            if (result.Expected is not null || result.Actual is not null)
            {
                output.Write($"  - expected `{result.Expected ?? "-"}`, actual `{result.Actual ?? "-"}`\n");
            }

            output.Write($"  - again: `clab spec --suite {job.Suite} --filter {job.File} --tier {job.Tier}`\n");
        }

        if (_omitted > 0)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"\n… and {_omitted} more: the results beside this report have them all.\n"));
        }
    }

    private Row RowOf(FileJob job)
    {
        if (!_rows.TryGetValue((job.Suite, job.Tier), out var row))
        {
            _rows[(job.Suite, job.Tier)] = row = new Row();
        }

        return row;
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c is '\n' or '\r' ? escaped.Append(' ') : c is '|' or '<' or '*' or '_' or '`' or '[' ? escaped.Append('\\').Append(c) : escaped.Append(c);
        }

        return escaped.ToString();
    }

    private sealed class Row
    {
        public Ledger Ledger { get; } = new();

        public int Files { get; set; }
    }
}

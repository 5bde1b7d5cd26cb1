using System.Diagnostics;
using System.Globalization;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Cli.Display;

/// <summary>
/// Shows on standard error how far a run is: one line that is rewritten on a terminal, a line every few seconds elsewhere. Bad verdicts are
/// printed as they come.
/// </summary>
internal sealed class ProgressDisplay(TextWriter output, bool isTerminal, int maximumFailures) : IRunObserver
{
    private static readonly TimeSpan s_terminalInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_logInterval = TimeSpan.FromSeconds(5);

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Ledger _ledger = new();
    private TimeSpan _lastShown = TimeSpan.FromSeconds(-1);
    private int _failures;
    private readonly StatusLine _line = new(output);

    /// <inheritdoc/>
    public void OnEvent(RunEvent happened)
    {
        switch (happened)
        {
            case RunStarted started:
                _ledger.Plan(started.Plan.Commands);
                break;
            case CommandFinished { Result: var result, Job: var job }:
                _ledger.Record(result.Verdict);
                if (result.Verdict.IsBad())
                {
                    ShowFailure(job, result);
                }

                ShowProgress(job);
                break;
            case RunFinished:
                _line.Erase();
                if (_failures > maximumFailures)
                {
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"… and {_failures - maximumFailures} more"));
                }

                break;
        }
    }

    private void ShowFailure(FileJob job, CommandResult result)
    {
        if (++_failures > maximumFailures)
        {
            return;
        }

        _line.Erase();
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{job.FullPath}:{result.Line}: {result.Verdict.Name()}: {result.Keyword} [{job.Tier}]: {result.Message}"));
        if (result.Expected is not null || result.Actual is not null)
        {
            output.WriteLine($"    expected {result.Expected ?? "-"}");
            output.WriteLine($"    actual   {result.Actual ?? "-"}");
        }

        // Scripts that belong to no suite have no expectations.
        if (job.Profile != Planner.NoProfile)
        {
            output.WriteLine($"    id       {job.CommandId(result.Index)}");
        }
    }

    private void ShowProgress(FileJob job)
    {
        var elapsed = Stopwatch.GetElapsedTime(_start);
        if (elapsed - _lastShown < (isTerminal ? s_terminalInterval : s_logInterval))
        {
            return;
        }

        // Off a terminal the first line comes after an interval: a short run stays silent.
        var isFirst = _lastShown < TimeSpan.Zero;
        _lastShown = elapsed;
        var share = _ledger.Planned == 0 ? 100 : 100.0 * _ledger.Recorded / _ledger.Planned;
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{share,5:F1} %  {_ledger.Recorded:N0} of {_ledger.Planned:N0} commands, {_failures} bad  {job.Suite}/{job.File}");
        if (!isTerminal)
        {
            if (!isFirst)
            {
                output.WriteLine(line);
            }

            return;
        }

        line = line.Length > 110 ? line[..109] + "…" : line;
        _line.Show(line);
    }
}

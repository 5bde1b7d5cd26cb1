using System.Globalization;
using System.Text;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Results;

namespace ConformanceLab.Reports;

/// <summary>
/// A run as Markdown: what ran on what, verdicts by suite and tier, every deviation with its place and bits and the command that shows it again,
/// what is not supported and why.
/// </summary>
public static class MarkdownReport
{
    private const int MaximumDeviations = 1_000;

    /// <summary>Writes the report of a run that has ended.</summary>
    /// <exception cref="ArgumentException">The run has not ended.</exception>
    public static void Write(TextWriter output, RunAggregator run)
    {
        if (run.Started is not { } started || run.Summary is not { } summary)
        {
            throw new ArgumentException("the run has not ended", nameof(run));
        }

        var verdict = summary.IsCancelled ? "cancelled" : !summary.IsBalanced ? "broken: the ledger does not balance" : summary.ExitCode == 0 ? "good" : "failed";
        output.Write(string.Create(CultureInfo.InvariantCulture, $"# Conformance of {started.Engine} {started.EngineVersion}: {verdict}\n\n"));
        output.Write(string.Create(CultureInfo.InvariantCulture, $"{summary.Files} files, {summary.Ledger}, in {summary.Duration.TotalSeconds:F1} s, shard {started.Shard}.\n\n"));
        WriteTable(output, run);
        WriteDeviations(output, run);
        if (run.Unsupported.Count > 0)
        {
            output.Write("\n## Unsupported\n\n");
            foreach (var (reason, count) in run.Unsupported)
            {
                output.Write(string.Create(CultureInfo.InvariantCulture, $"- {Escape(reason)} ({count:N0} commands)\n"));
            }
        }
    }

    private static void WriteTable(TextWriter output, RunAggregator run)
    {
        output.Write("| suite | tier | files | commands | pass | fail | crash | timeout | expected | unsupported |\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        foreach (var (suite, _, tier, files, ledger) in run.Suites)
        {
            output.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"| {suite} | {tier} | {files} | {ledger.Planned} | {ledger[Verdict.Pass]} | {ledger[Verdict.Fail] + ledger[Verdict.UnexpectedPass]} | {ledger[Verdict.Crash]} | {ledger[Verdict.Timeout]} | {ledger[Verdict.ExpectedFail]} | {ledger[Verdict.Unsupported]} |\n"));
        }
    }

    private static void WriteDeviations(TextWriter output, RunAggregator run)
    {
        var deviations = run.Deviations;
        if (deviations.IsEmpty)
        {
            output.Write("\nNo deviations.\n");
            return;
        }

        output.Write("\n## Deviations\n\n");
        foreach (var (job, result) in deviations.OrderByDescending(deviation => deviation.Result.Verdict.IsBad()).Take(MaximumDeviations))
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"- **{result.Verdict.Name()}** `{job.Suite}/{job.File}:{result.Line}` {result.Keyword} on {job.Tier}: {Escape(result.Message)}\n"));
            if (result.Expected is not null || result.Actual is not null)
            {
                output.Write($"  - expected `{result.Expected ?? "-"}`, actual `{result.Actual ?? "-"}`\n");
            }

            output.Write($"  - id for expectations: `{job.CommandId(result.Index)}`\n");
            output.Write($"  - again: `clab spec --suite {job.Suite} --filter {job.File} --tier {job.Tier}`\n");
        }

        if (deviations.Length > MaximumDeviations)
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"\n… and {deviations.Length - MaximumDeviations} more: the results beside this report have them all.\n"));
        }
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
}

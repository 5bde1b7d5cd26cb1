using System.Globalization;
using System.Text;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Results;
using ConformanceLab.Reports.Site;

namespace ConformanceLab.Reports;

/// <summary>
/// Results as Markdown: what ran on what, verdicts by suite and tier, every deviation with its place and bits and the command that shows it
/// again, what is not supported and why.
/// </summary>
public static class MarkdownReport
{
    private const int MaximumDeviations = 1_000;

    /// <summary>Writes the report of results.</summary>
    /// <param name="output">Where to; not closed.</param>
    /// <param name="results">The results.</param>
    /// <param name="problems">Why the results are not the whole, where they were merged.</param>
    public static void Write(TextWriter output, ResultSet results, IReadOnlyList<string>? problems = null)
    {
        var summary = results.Summary;
        var verdict = summary.IsCancelled ? "cancelled"
            : !summary.IsBalanced ? "broken: the ledger does not balance"
            : problems is { Count: > 0 } ? "broken"
            : summary.ExitCode == 0 ? "good" : "failed";
        var time = results.HasTimes ? string.Create(CultureInfo.InvariantCulture, $", in {summary.Duration.TotalSeconds:F1} s") : "";
        var shard = results.Runs is [var run] ? $", shard {run.Started.Shard}" : "";
        output.Write($"# Conformance of {string.Join(", ", results.Engines)}: {verdict}\n\n");
        output.Write(string.Create(CultureInfo.InvariantCulture, $"{summary.Files} files, {summary.Ledger}{time}{shard}.\n"));
        WriteList(output, "Problems", problems ?? []);
        WriteTable(output, results);
        WriteDeviations(output, results);
        WriteList(output, "Expectations that nothing answers to", summary.StaleExpectations);
        WriteList(output, "Breakdowns of the engine that no verdict shows", summary.UnattributedLosses);
        WriteList(
            output,
            "Unsupported",
            [.. results.Unsupported.Select(
                entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key} ({entry.Value:N0} commands)"))]);
    }

    private static void WriteList(TextWriter output, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            output.Write($"\n## {title}\n\n{string.Concat(lines.Select(line => $"- {Escape(line)}\n"))}");
        }
    }

    private static void WriteTable(TextWriter output, ResultSet results)
    {
        var (engine, line) = results.NamesEngines ? ("| engine ", "|---") : ("", "");
        output.Write($"\n{engine}| suite | tier | files | commands | pass | fail | crash | timeout | expected | unsupported |\n");
        output.Write($"{line}|---|---|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        foreach (var (name, suite, _, tier, files, ledger) in results.Suites)
        {
            int[] counts =
            [
                files, ledger.Planned, ledger[Verdict.Pass], ledger[Verdict.Fail] + ledger[Verdict.UnexpectedPass],
                ledger[Verdict.Crash], ledger[Verdict.Timeout], ledger[Verdict.ExpectedFail], ledger[Verdict.Unsupported],
            ];
            var cells = string.Join(" | ", counts.Select(count => count.ToString(CultureInfo.InvariantCulture)));
            output.Write($"{(results.NamesEngines ? $"| {name} " : "")}| {suite} | {tier} | {cells} |\n");
        }
    }

    private static void WriteDeviations(TextWriter output, ResultSet results)
    {
        var deviations = results.Deviations;
        if (deviations.IsEmpty)
        {
            output.Write("\nNo deviations.\n");
            return;
        }

        output.Write("\n## Deviations\n\n");
        foreach (var (file, command) in deviations.OrderByDescending(it => it.Command.Outcome.IsBad()).Take(MaximumDeviations))
        {
            var on = results.NamesEngines ? $"{file.Engine}, {file.Tier}" : file.Tier;
            var place = string.Create(CultureInfo.InvariantCulture, $"{file.Suite}/{file.File}:{command.Line}");
            output.Write($"- **{command.Verdict}** `{place}` {command.Command} on {on}: {Escape(command.Message ?? "")}\n");
            if (command.Expected is not null || command.Actual is not null)
            {
                output.Write($"  - expected `{command.Expected ?? "-"}`, actual `{command.Actual ?? "-"}`\n");
            }

            output.Write($"  - id for expectations: `{command.Id}`\n");
            output.Write($"  - again: `{Reproduction.Of(file.Engine, file.Tier, $"{file.Suite}/{file.File}")}`\n");
        }

        if (deviations.Length > MaximumDeviations)
        {
            var more = deviations.Length - MaximumDeviations;
            output.Write(
                string.Create(CultureInfo.InvariantCulture, $"\n… and {more} more: the results beside this report have them all.\n"));
        }
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c is '\n' or '\r' ? escaped.Append(' ')
                : c is '|' or '<' or '*' or '_' or '`' or '[' ? escaped.Append('\\').Append(c)
                : escaped.Append(c);
        }

        return escaped.ToString();
    }
}

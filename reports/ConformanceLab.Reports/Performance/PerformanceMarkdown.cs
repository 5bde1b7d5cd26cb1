using System.Globalization;
using System.Text;
using ConformanceLab.Gate.Comparisons;

namespace ConformanceLab.Reports.Performance;

/// <summary>A comparison as a comment on a change: the verdict first, what matters in a table, the rest folded away.</summary>
public static class PerformanceMarkdown
{
    /// <summary>A line by which a program finds its earlier comment again.</summary>
    public const string Mark = "<!-- clab gate -->";

    // Far below what a comment may have.
    private const int MaximumRows = 200;

    /// <summary>Writes a comparison.</summary>
    /// <param name="report">The comparison.</param>
    public static string Write(ComparisonReport report)
    {
        var text = new StringBuilder();
        text.Append($"{Mark}\n### Performance: {report.Verdict.Name()}\n\n");
        text.Append($"{Escape(report.B.Name)} relative to {Escape(report.A.Name)}");
        text.Append(report.Label is { } label ? $", {Escape(label)}.\n\n" : ".\n\n");
        if (report.IsIdentical)
        {
            return text.Append("Code and runtime are identical: nothing was measured.\n").ToString();
        }

        foreach (var disturbance in report.State.Disturbances())
        {
            text.Append($"> [!WARNING]\n> {Escape(disturbance)}\n\n");
        }

        var (first, rest) = (report.Benchmarks.Where(row => row.Verdict != Verdict.NotRegressed).ToList(),
            report.Benchmarks.Where(row => row.Verdict == Verdict.NotRegressed).ToList());
        Table(text, first);
        if (rest.Count > 0)
        {
            text.Append($"<details><summary>{rest.Count} NOT REGRESSED</summary>\n\n");
            Table(text, rest);
            text.Append("</details>\n\n");
        }

        var policy = report.Policy;
        text.Append(
            $"<sub>REGRESSED: at most {Percent(policy.Alpha)} probable for any of the benchmarks if none is slower. NOT REGRESSED: a ");
        text.Append(
            $"slowdown as large as the margin is ruled out, {Percent(policy.Confidence)} sure for each. Visible: the slowdown that ");
        text.Append(
            $"would have been called REGRESSED four times of five. {(report.FalseAlarms is { } alarms ? Describe(alarms) + ". " : "")}");
        text.Append(
            CultureInfo.InvariantCulture, $"Seed {report.Seed}, {report.State.Seconds:F0} s, {Escape(report.Machine.ToString())}.</sub>\n");
        return text.ToString();
    }

    /// <summary>The measured rate of false alarms as a sentence.</summary>
    /// <param name="alarms">What was counted.</param>
    public static string Describe(FalseAlarms alarms) => string.Create(
        CultureInfo.InvariantCulture,
        $"Compared with itself on this machine: {alarms.Alarms} alarms of {alarms.Comparisons} at {Percent(alarms.Alpha)}, "
            + $"a rate between {Percent(alarms.Interval.Lower)} and {Percent(alarms.Interval.Upper)} (95 %, Clopper–Pearson)");

    private static void Table(StringBuilder text, List<BenchmarkComparison> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        text.Append("| benchmark | B/A | interval | margin | visible | blocks | instructions | verdict |\n");
        text.Append("|---|--:|---|--:|--:|--:|--:|---|\n");
        var culture = CultureInfo.InvariantCulture;
        foreach (var row in rows.Take(MaximumRows))
        {
            text.Append(culture,
                $"| {Escape(row.Name)} | {row.Ratio:F4} | {(row.Ratio is null ? "" : $"{Number(row.Lower)} – {Number(row.Upper)}")} ");
            text.Append(
                culture, $"| {Percent(row.Margin)} | {(row.SmallestEffect is { } effect ? Percent(effect) : "")} | {row.Blocks.Count} ");
            text.Append(culture, $"| {(row.Exact?.RatioOf(ExactComparison.Instructions) is { } exact ? $"{exact:F6}" : "")} ");
            text.Append(culture, $"| {row.Verdict.Name()}{(row.Note is { } note ? $": {Escape(note)}" : "")} |\n");
        }

        text.Append(rows.Count > MaximumRows ? $"\n… and {rows.Count - MaximumRows} more.\n\n" : "\n");
    }

    private static string Number(double? value) => value?.ToString("F4", CultureInfo.InvariantCulture) ?? "?";

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.##} %");

    // Names come from manifests and command lines: nothing in them may become markup.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings(" "))
        {
            escaped.Append(c switch
            {
                '<' => "&lt;",
                '&' => "&amp;",
                '|' or '*' or '_' or '`' or '[' or ']' or '\\' or '@' or '#' or '~' => $"\\{c}",
                _ => $"{c}",
            });
        }

        return escaped.ToString();
    }
}

using System.Globalization;
using ConformanceLab.Gate.Comparisons;

namespace ConformanceLab.Cli.Display;

/// <summary>Prints a comparison.</summary>
internal static class ComparisonDisplay
{
    /// <summary>Prints the table, what disturbed, and the verdict.</summary>
    public static void Print(TextWriter output, ComparisonReport report)
    {
        var culture = CultureInfo.InvariantCulture;
        output.WriteLine($"A: {report.A.Name}");
        output.WriteLine($"B: {report.B.Name}");
        output.WriteLine($"machine {report.Machine.Fingerprint}: {report.Machine}");
        output.WriteLine();
        var table = new TextTable(
            "benchmark", "class", ">A ms", ">B ms", ">B/A", "interval", ">p", ">blocks", ">visible", ">instructions", "verdict");
        foreach (var row in report.Benchmarks)
        {
            table.Add(
                row.Name, row.Class, Number(row.A, "F3"), Number(row.B, "F3"), Number(row.Ratio, "F4"), Interval(row),
                Number(row.AdjustedP, "G2"), row.Blocks.Count > 0 ? row.Blocks.Count.ToString(culture) : "",
                Visible(row), Instructions(row), row.Verdict.Name() + (row.Note is { } note ? $" ({note})" : ""));
        }

        output.Write(table);
        output.WriteLine();
        foreach (var disturbance in report.State.Disturbances().Where(_ => !report.IsIdentical))
        {
            output.WriteLine($"warning: {disturbance}");
        }

        if (report.AaSlots.Count > 0)
        {
            output.WriteLine(string.Create(
                culture,
                $"A against A: {report.AaSlots.Count(slot => slot.Verdict == Verdict.Regressed)} alarms of {report.AaSlots.Count}"
                    + $" ({string.Join(", ", report.AaSlots.Select(slot => slot.Name))})"));
        }

        if (report.FalseAlarms is { } alarms)
        {
            output.WriteLine(string.Create(
                culture,
                $"false alarms on this machine so far: {alarms.Alarms} of {alarms.Comparisons} comparisons at {alarms.Alpha:P1}"
                    + $"; rate between {alarms.Interval.Lower:P2} and {alarms.Interval.Upper:P2} (95 %)"));
        }

        output.WriteLine(string.Create(
            culture,
            $"seed {report.Seed}, {report.State.Seconds:F0} s: {Counts(report)}{(report.IsCancelled ? "; cancelled" : "")}"));
    }

    private static string Counts(ComparisonReport report) => string.Join(
        ", ",
        Enum.GetValues<Verdict>()
            .Select(verdict => (Verdict: verdict, Count: report.Benchmarks.Count(row => row.Verdict == verdict)))
            .Where(pair => pair.Count > 0)
            .Select(pair => $"{pair.Count} {pair.Verdict.Name()}"));

    // Of what was not called REGRESSED: which slowdown would have been.
    private static string Visible(BenchmarkComparison row) => row switch
    {
        { Verdict: Verdict.Inconclusive, SmallestEffect: null, Blocks.Count: > 0 } => "none",
        { SmallestEffect: { } effect } => string.Create(CultureInfo.InvariantCulture, $"{100 * effect:F1} %"),
        _ => "",
    };

    // Exactly, so that with five digits a difference may not be there that is.
    private static string Instructions(BenchmarkComparison row) => row.Exact?.RatioOf(ExactComparison.Instructions) switch
    {
        null => "",
        1 => "same",
        var ratio => Number(ratio, "F6"),
    };

    private static string Interval(BenchmarkComparison row) => row switch
    {
        { Ratio: null } => "",
        _ => $"[{Number(row.Lower, "F4", "?")}, {Number(row.Upper, "F4", "?")}]",
    };

    private static string Number(double? value, string format, string none = "") =>
        value?.ToString(format, CultureInfo.InvariantCulture) ?? none;
}

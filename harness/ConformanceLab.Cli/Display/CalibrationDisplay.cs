using System.Globalization;
using ConformanceLab.Gate.Calibration;

namespace ConformanceLab.Cli.Display;

/// <summary>Prints how often tests said REGRESSED.</summary>
internal static class CalibrationDisplay
{
    /// <summary>Prints a row for each slowdown of real and simulated comparisons.</summary>
    public static void Print(TextWriter output, CalibrationPlan plan, IReadOnlyList<CalibrationSummary> summaries, int missing)
    {
        var culture = CultureInfo.InvariantCulture;
        output.WriteLine(string.Create(
            culture,
            $"how often a test said REGRESSED at {plan.Alpha:P1}; looks after {string.Join(", ", plan.Looks)} blocks, seed {plan.Seed}"));
        output.WriteLine("measured: the median slowdown of the comparisons, which is what was really planted");
        output.WriteLine("pooled: iterations of all processes of each side; one: those of one process of each side");
        output.WriteLine();
        var table = new TextTable(
            "comparisons", ">planted", ">measured", ">number", ">gate", "95 % interval", ">Mann–Whitney pooled", ">Welch pooled", ">Mann–Whitney one",
            ">Welch one", ">blocks", ">seconds");
        foreach (var row in summaries)
        {
            var interval = row.IntervalOf(row.Gate);
            table.Add(
                row.Group, Slowdown.Describe(row.Kind, row.Effect), Signed(row.Measured),
                row.Comparisons.ToString("N0", culture),
                Rate(row, row.Gate), string.Create(culture, $"{100 * interval.Lower:F2}–{100 * interval.Upper:F2} %"),
                Rate(row, row.MannWhitney), Rate(row, row.Welch), Rate(row, row.MannWhitneyOfFirst), Rate(row, row.WelchOfFirst),
                row.MedianBlocks.ToString("0.#", culture), row.MedianSeconds > 0 ? row.MedianSeconds.ToString("F1", culture) : "");
        }

        output.Write(table);
        foreach (var row in summaries.Where(row => row.Failures > 0))
        {
            output.WriteLine($"{row.Failures} of {row.Group} broke and do not count; the log says why");
        }

        foreach (var row in summaries.Where(row => row is { Group: "real", Effect: 0, Comparisons: > 0 }))
        {
            output.WriteLine(string.Create(
                culture,
                $"{row.Gate} false alarms of {row.Comparisons} real comparisons with itself; "
                    + $"{plan.Alpha * row.Comparisons:0.#} would be as stated"));
        }

        if (missing > 0)
        {
            output.WriteLine($"{missing} comparisons of the plan are missing; the same call goes on");
        }
    }

    // Rounded first: what rounds to nothing has no sign.
    private static string Signed(double part) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100 * part, 1) + 0.0:+0.0;-0.0;0.0} %");

    private static string Rate(CalibrationSummary row, int alarms) => row.Comparisons == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{alarms} = {100.0 * alarms / row.Comparisons:F1} %");
}

using System.Globalization;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Statistics;

namespace ConformanceLab.Cli.Display;

/// <summary>Prints measurements of subjects side by side.</summary>
internal static class BenchDisplay
{
    /// <summary>Prints a row for each benchmark, and the geometric means of each class relative to the first subject.</summary>
    public static void Print(TextWriter output, BenchReport report)
    {
        var names = report.Subjects.Select(subject => subject.Name).ToArray();
        output.WriteLine($"machine {report.Machine.Fingerprint}: {report.Machine}");
        output.WriteLine();
        var table = new TextTable(
            ["benchmark", "class", .. names.Select(name => $">{name} ms"), .. names.Skip(1).Select(name => $">/ {names[0]}")]);
        var ratios = new List<(string Class, int Subject, double Ratio)>();
        foreach (var row in report.Results.GroupBy(result => result.Name))
        {
            var estimates = row.OrderBy(result => result.Subject).Select(result => (Result: result, Estimate: result.Estimate())).ToArray();
            var relative = estimates.Skip(1).Select(one => one.Estimate?.Value / estimates[0].Estimate?.Value).ToArray();
            ratios.AddRange(relative.Select((ratio, i) => (row.First().Class, i + 1, ratio)).Where(one => one.ratio is not null)
                .Select(one => (one.Class, one.Item2, one.ratio!.Value)));
            table.Add([
                row.Key, row.First().Class,
                .. estimates.Select(one => one.Estimate is { } estimate ? Describe(estimate) : one.Result.Failure is null ? "" : "failed"),
                .. relative.Select(ratio => ratio?.ToString("F3", CultureInfo.InvariantCulture) ?? ""),
            ]);
        }

        output.Write(table);
        output.WriteLine();
        PrintMeans(output, names, ratios);
        foreach (var failed in report.Results.Where(result => result.Failure is not null))
        {
            output.WriteLine($"{failed.Name} on {names[failed.Subject]}: {failed.Failure}");
        }

        foreach (var disturbance in report.State.Disturbances())
        {
            output.WriteLine($"warning: {disturbance}");
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"seed {report.Seed}, {report.State.Seconds:F0} s{(report.IsCancelled ? "; cancelled" : "")}"));
    }

    private static void PrintMeans(TextWriter output, string[] names, List<(string Class, int Subject, double Ratio)> ratios)
    {
        if (ratios.Count == 0)
        {
            return;
        }

        var means = new TextTable(["class", .. names.Skip(1).Select(name => $">{name} / {names[0]}")]);
        foreach (var group in ratios.GroupBy(ratio => ratio.Class))
        {
            means.Add([group.Key, .. names.Skip(1).Select((_, i) => Mean(group.Where(one => one.Subject == i + 1)))]);
        }

        output.Write(means);
        output.WriteLine();

        static string Mean(IEnumerable<(string, int, double Ratio)> some) =>
            some.Select(one => one.Ratio).ToArray() is { Length: > 0 } values
            ? Quantiles.GeometricMean(values).ToString("F3", CultureInfo.InvariantCulture)
            : "";
    }

    private static string Describe(HodgesLehmann estimate) => double.IsFinite(estimate.Upper)
        ? string.Create(CultureInfo.InvariantCulture, $"{estimate.Value:G4} ({estimate.Lower:G4}–{estimate.Upper:G4})")
        : string.Create(CultureInfo.InvariantCulture, $"{estimate.Value:G4}");
}

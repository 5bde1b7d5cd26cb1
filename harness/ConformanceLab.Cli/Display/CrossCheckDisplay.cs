using System.Globalization;
using ConformanceLab.Harness.CrossChecks;

namespace ConformanceLab.Cli.Display;

/// <summary>Prints what a comparison with another program found.</summary>
internal static class CrossCheckDisplay
{
    private const int MaximumExamples = 3;

    /// <summary>Prints a report.</summary>
    /// <param name="output">Where.</param>
    /// <param name="other">The other program, with its version.</param>
    /// <param name="report">The report.</param>
    /// <param name="isWhole">Whether every difference is printed, or some examples of each kind.</param>
    /// <returns>An <see cref="ExitCode"/>: whether everything is explained.</returns>
    public static int Print(TextWriter output, string other, CrossCheckReport report, bool isWhole)
    {
        output.WriteLine($"compared with {other}");
        foreach (var (name, count) in report.Figures)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count,9:N0}  {name}"));
        }

        if (isWhole)
        {
            foreach (var skipped in report.Skipped)
            {
                output.WriteLine($"not compared: {skipped}");
            }
        }

        var groups = report.Differences.Where(difference => difference.IsExplained)
            .GroupBy(difference => string.Join(", ", difference.Kinds.Select(kind => kind.Name)))
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{group.Count():N0} differ: {group.Key}"));
            foreach (var kind in group.First().Kinds)
            {
                output.WriteLine($"  why: {kind.Explanation}");
            }

            foreach (var difference in isWhole ? group : group.Take(MaximumExamples))
            {
                output.WriteLine($"  {difference.Place}: {difference.Detail}");
            }
        }

        var unexplained = report.Differences.Where(difference => !difference.IsExplained).ToList();
        foreach (var difference in unexplained)
        {
            output.WriteLine($"not explained: {difference.Place}: {difference.Detail}");
        }

        return unexplained.Count == 0 ? ExitCode.Good : ExitCode.Failed;
    }
}

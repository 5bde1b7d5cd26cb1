using System.Text.Json;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Gate.History;
using ConformanceLab.Harness.Counting;
using ConformanceLab.Reports.Performance;

namespace ConformanceLab.Cli;

/// <summary>What <c>--json</c> of the commands that measure wrote, and histories, as a page.</summary>
internal static class PerformanceFiles
{
    /// <summary>Reads files and histories.</summary>
    /// <param name="files">Measurements, comparisons and counts, in the order in which they are shown.</param>
    /// <param name="history">A folder of histories, which come last; null for none.</param>
    /// <exception cref="FormatException">A file is none of these.</exception>
    /// <exception cref="IOException">One cannot be read.</exception>
    public static PerformancePage Read(IEnumerable<string> files, string? history)
    {
        var page = new PerformancePage();
        foreach (var file in files)
        {
            Add(page, file);
        }

        foreach (var machine in history is null ? [] : MachineHistory.ReadAll(history))
        {
            page.Add(machine);
        }

        return page;
    }

    private static void Add(PerformancePage page, string file)
    {
        var text = File.ReadAllText(file);
        try
        {
            using var json = JsonDocument.Parse(text);
            switch (json.RootElement.TryGetProperty("report", out var kind) ? kind.GetString() : null)
            {
                case ComparisonReport.Kind:
                    page.Add(ComparisonReport.FromJson(text));
                    break;
                case BenchReport.Kind:
                    page.Add(BenchReport.FromJson(text));
                    break;
                case CountReport.Kind:
                    page.Add(CountReport.FromJson(text));
                    break;
                default:
                    throw new FormatException($"{file}: neither measurements nor a comparison nor counts");
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException($"{file}: {error.Message}", error);
        }
    }
}

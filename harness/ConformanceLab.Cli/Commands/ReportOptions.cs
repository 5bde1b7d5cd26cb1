using System.CommandLine;
using ConformanceLab.Harness.Results;

namespace ConformanceLab.Cli.Commands;

/// <summary>What is written of results: the options that <c>spec</c>, <c>wast</c> and <c>merge</c> share.</summary>
/// <param name="Folder">Where results go; null for nowhere.</param>
/// <param name="Formats">Formats of reports for other programs.</param>
/// <param name="HasTimes">Whether results say when and how long.</param>
internal sealed record ReportOptions(string? Folder, IReadOnlyList<ReportFormat> Formats, bool HasTimes)
{
    private const string None = "none";

    private static readonly string s_names = string.Join(", ", ReportFormat.All.Select(format => format.Name).Append(None));

    /// <summary><c>--report FORMAT</c>.</summary>
    public static Option<string[]> Report() => new("--report")
    {
        Description = $"Reports for other programs: {s_names}; by commas or repeated. By default {ReportFormat.All[0].Name}.",
        HelpName = "FORMAT",
    };

    /// <summary><c>--no-times</c>.</summary>
    public static Option<bool> NoTimes() => new("--no-times")
    {
        Description = "Leave all times out of the results, so that equal runs have equal files.",
    };

    /// <summary>What the options say.</summary>
    /// <exception cref="UsageException">There is no such format, or nowhere to write it to.</exception>
    public static ReportOptions Of(ParseResult parsed, string? folder, Option<string[]> report, Option<bool> noTimes)
    {
        var names = (parsed.GetValue(report) ?? [])
            .SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries))
            .ToList();
        foreach (var name in names)
        {
            if (name != None && !ReportFormat.All.Any(format => format.Name == name))
            {
                throw new UsageException($"--report {name}: no such format; there are {s_names}");
            }
        }

        if (names.Count > 1 && names.Contains(None))
        {
            throw new UsageException($"--report: {None} and others exclude each other");
        }

        if (names.Count > 0 && folder is null)
        {
            throw new UsageException("--report needs --out DIR: without it nothing is written");
        }

        return new ReportOptions(
            folder,
            names.Count == 0 ? [ReportFormat.All[0]] : [.. ReportFormat.All.Where(format => names.Contains(format.Name))],
            !parsed.GetValue(noTimes));
    }
}

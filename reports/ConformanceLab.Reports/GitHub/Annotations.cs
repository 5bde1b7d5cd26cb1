using System.Collections.Immutable;
using System.Globalization;
using ConformanceLab.Harness.Results;

namespace ConformanceLab.Reports.GitHub;

/// <summary>Annotations of a step: lines on its standard output that GitHub shows beside the files that they are about.</summary>
public static class Annotations
{
    /// <summary>
    /// The lines, one for each command that is bad, what matters most first. Where there are more than GitHub shows, the last one says how
    /// many are missing.
    /// </summary>
    /// <param name="ranked">What is bad, as <see cref="RankedDeviation.Rank"/> orders it.</param>
    /// <param name="pathOf">The path of a script in the repository; null if it is not part of it.</param>
    /// <param name="most">How many lines there may be.</param>
    public static ImmutableArray<string> Of(
        ImmutableArray<RankedDeviation> ranked, Func<FileResults, string?> pathOf, int most = GitHubLimits.AnnotationsPerStep)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var shown = ranked.Length <= most ? ranked.Length : most - 1;
        var lines = ranked.Take(shown).Select(deviation => Line(deviation, pathOf(deviation.Deviation.File))).ToList();
        if (shown < ranked.Length)
        {
            lines.Add(string.Create(
                CultureInfo.InvariantCulture, $"::error::… and {ranked.Length - shown:N0} more; the summary of the step has them"));
        }

        return [.. lines];
    }

    private static string Line(RankedDeviation ranked, string? path)
    {
        var (file, command) = ranked.Deviation;
        var title = $"{(ranked.IsNew ? "new: " : "")}{command.Verdict}: {command.Command} on {file.Engine} {file.Tier}";
        var place = path is null ? "" : string.Create(CultureInfo.InvariantCulture, $"file={Property(path)},line={command.Line},");
        var name = path is null ? string.Create(CultureInfo.InvariantCulture, $"{file.Suite}/{file.File}:{command.Line}: ") : "";
        var message = GitHubLimits.Cut($"{name}{command.Message}\nid: {command.Id}", GitHubLimits.AnnotationBytes);
        return $"::error {place}title={Property(title)}::{Data(message)}";
    }

    // Source: actions/toolkit, packages/core/src/command.ts.
    private static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);
}

using System.Globalization;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Results;
using ConformanceLab.Reports.Site;

namespace ConformanceLab.Reports.GitHub;

/// <summary>
/// Results as Markdown for a step or a comment: the verdict and the figures, then what is bad, what is new first, as much as there is room
/// for.
/// </summary>
public static class StepSummary
{
    private const int MessageBytes = 2_000;

    /// <summary>The first line of comments, by which the next run finds its own.</summary>
    public const string Mark = "<!-- clab ci -->";

    /// <summary>The text.</summary>
    /// <param name="results">The run.</param>
    /// <param name="diff">What changed since an earlier one; null if there is none.</param>
    /// <param name="bytes">The most bytes of UTF-8.</param>
    /// <param name="isComment">Whether it begins with <see cref="Mark"/>.</param>
    public static string Of(ResultSet results, RunDiff? diff, int bytes, bool isComment = false)
    {
        var ranked = RankedDeviation.Rank(results, diff);
        var text = new LimitedMarkdown(bytes);
        text.TryAdd((isComment ? $"{Mark}\n" : "") + Heading(results, ranked, diff));
        text.TryAdd(Table(results));
        var isNew = ranked.TakeWhile(deviation => deviation.IsNew).ToList();
        text.AddList("\n### New failures\n\n", isNew.Select(deviation => Item(results, deviation)), isNew.Count);
        var gone = diff?.Changes.Where(change => change.Kind == ChangeKind.Disappeared).ToList() ?? [];
        text.AddList("\n### Commands that are gone\n\n", gone.Select(change => $"- `{Code(change.Was!.Id!)}`\n"), gone.Count);
        text.AddList(
            diff is null ? "\n### Failures\n\n" : "\n### Failures that were there before\n\n",
            ranked.Skip(isNew.Count).Select(deviation => Item(results, deviation)),
            ranked.Length - isNew.Count);
        var good = diff?.Changes.Where(change => change.Kind == ChangeKind.NewlyGood).ToList() ?? [];
        text.AddList(
            "\n### Now as it should be\n\n",
            good.Select(change => $"- `{Code(Place(change.After, change.Is!))}` on {Escape(NameOf(results, change.After))}\n"),
            good.Count);
        return text.ToString();
    }

    private static string Heading(ResultSet results, IReadOnlyCollection<RankedDeviation> ranked, RunDiff? diff)
    {
        var summary = results.Summary;
        var verdict = !summary.IsBalanced ? "broken: commands have no verdict" : summary.ExitCode == 0 ? "good" : "failed";
        var since = diff is null ? "" : string.Create(
            CultureInfo.InvariantCulture,
            $"{ranked.Count(deviation => deviation.IsNew):N0} new failures, ")
            + string.Create(CultureInfo.InvariantCulture, $"{diff.Changes.Count(change => change.Kind == ChangeKind.NewlyGood):N0} gone; ");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"## Conformance of {Escape(string.Join(", ", results.Engines))}: {verdict}\n\n{since}{ranked.Count:N0} bad ")
            + string.Create(CultureInfo.InvariantCulture, $"of {summary.Ledger.Planned:N0}: ")
            + $"{summary.Ledger}.\n";
    }

    private static string Table(ResultSet results)
    {
        var (engine, line) = results.NamesEngines ? ("| engine ", "|---") : ("", "");
        return $"\n{engine}| suite | tier | commands | pass | bad | expected | unsupported |\n{line}|---|---|--:|--:|--:|--:|--:|\n"
            + string.Concat(
            results.Suites.Select(suite =>
            {
                var bad = Enum.GetValues<Verdict>().Where(verdict => verdict.IsBad()).Sum(verdict => suite.Ledger[verdict]);
                int[] counts =
                    [suite.Ledger.Planned, suite.Ledger[Verdict.Pass], bad, suite.Ledger[Verdict.ExpectedFail], suite.Ledger[
                        Verdict.Unsupported]];
                var cells = string.Join(" | ", counts.Select(count => count.ToString("N0", CultureInfo.InvariantCulture)));
                var engines = results.NamesEngines ? $"| {Escape(suite.Engine)} " : "";
                return $"{engines}| {Escape(suite.Suite)} | {Escape(suite.Tier)} | {cells} |\n";
            }));
    }

    private static string Item(ResultSet results, RankedDeviation ranked)
    {
        var (file, command) = ranked.Deviation;
        var was = ranked is { IsNew: true, Was: { } verdict } ? $", was {verdict}" : "";
        var values = command.Expected is null && command.Actual is null ? ""
            : $"  - expected `{Code(command.Expected ?? "-")}`, actual `{Code(command.Actual ?? "-")}`\n";
        var again = Reproduction.Of(file.Engine, file.Tier, $"{file.Suite}/{file.File}");
        return $"- **{command.Verdict}** `{Code(Place(file, command))}` {command.Command} on {Escape(NameOf(results, file))}{was}: "
            + $"{Escape(GitHubLimits.Cut(command.Message ?? "", MessageBytes))}\n{values}  - again: `{Code(again)}`\n";
    }

    private static string NameOf(ResultSet results, FileResults file) => results.NamesEngines ? $"{file.Engine} {file.Tier}" : file.Tier;

    private static string Place(FileResults file, ResultRecord command) =>
        string.Create(CultureInfo.InvariantCulture, $"{file.Suite}/{file.File}:{command.Line}");

    // Between backquotes nothing else means anything.
    private static string Code(string text) =>
        GitHubLimits.Cut(text, MessageBytes).Replace('`', '\'').Replace('\n', ' ').Replace('\r', ' ');

    // A name behind @ would be told of every comment; with something between the two it is not.
    private static string Escape(string text) => string.Concat(text.Select(c => c switch
    {
        '|' or '<' or '*' or '_' or '`' or '[' => $"\\{c}",
        '@' => "@<!-- -->",
        '\n' or '\r' => " ",
        _ => $"{c}",
    }));
}

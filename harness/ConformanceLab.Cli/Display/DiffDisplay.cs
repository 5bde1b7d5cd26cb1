using System.Globalization;
using ConformanceLab.Harness.Results;

namespace ConformanceLab.Cli.Display;

/// <summary>Prints how two runs differ: changes by kind and file, the worst kind first, and figures at the end.</summary>
internal static class DiffDisplay
{
    private static readonly (ChangeKind Kind, string Title)[] s_kinds =
    [
        (ChangeKind.NewlyBad, "newly bad"),
        (ChangeKind.Disappeared, "disappeared"),
        (ChangeKind.OtherVerdict, "other verdict"),
        (ChangeKind.OtherDeviation, "deviates otherwise"),
        (ChangeKind.NewlyGood, "newly good"),
        (ChangeKind.Appeared, "appeared"),
    ];

    /// <summary>Prints a comparison.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="before">The first run and its path.</param>
    /// <param name="after">The second run and its path.</param>
    /// <param name="diff">How they differ.</param>
    /// <param name="maximum">Most changes of each kind to list.</param>
    public static void Print(
        TextWriter output, (string Path, ResultSet Results) before, (string Path, ResultSet Results) after, RunDiff diff, int maximum)
    {
        PrintSide(output, "before", before.Path, before.Results);
        PrintSide(output, "after", after.Path, after.Results);
        foreach (var (kind, title) in s_kinds)
        {
            PrintKind(output, title, [.. diff.Changes.Where(change => change.Kind == kind)], after.Results, maximum);
        }

        output.WriteLine();
        foreach (var (kind, title) in s_kinds)
        {
            PrintCount(output, title, diff.Changes.Count(change => change.Kind == kind));
        }

        PrintCount(output, "the same", diff.Same);
        PrintFiles(output, "before", diff.OnlyBefore);
        PrintFiles(output, "after", diff.OnlyAfter);
        var worse = diff.Changes.Count(change => change.IsWorse);
        output.WriteLine();
        output.WriteLine(
            worse == 0 ? "nothing got worse" : string.Create(CultureInfo.InvariantCulture, $"{worse:N0} commands got worse"));
    }

    private static void PrintSide(TextWriter output, string side, string path, ResultSet results) => output.WriteLine(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{side,-6}  {path}: {string.Join(", ", results.Engines)}: {results.Summary.Files} files, {results.Summary.Ledger}"));

    private static void PrintKind(TextWriter output, string title, List<CommandChange> changes, ResultSet after, int maximum)
    {
        if (changes.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{title}:");
        var listed = changes.Take(maximum).ToList();
        var width = listed.Select(change => VerdictsOf(change).Length).DefaultIfEmpty().Max();
        var words = listed.Select(change => (change.Is ?? change.Was)!.Command!.Length).DefaultIfEmpty().Max();
        foreach (var file in listed.GroupBy(change => change.After))
        {
            output.WriteLine($"  {after.NameOf(file.Key)}");
            foreach (var change in file)
            {
                var command = (change.Is ?? change.Was)!;
                output.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"    {command.Line,6}  {command.Command!.PadRight(words)}  {VerdictsOf(change).PadRight(width)}  "
                            + $"{OneLine(command.Message)}").TrimEnd());
                PrintDeviation(output, change);
            }
        }

        if (changes.Count > listed.Count)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  … and {changes.Count - listed.Count} more"));
        }
    }

    // What was said before matters where the verdict says nothing; values matter where a verdict is bad.
    private static void PrintDeviation(TextWriter output, CommandChange change)
    {
        if (change is { Kind: ChangeKind.OtherDeviation, Was: { } was, Is: { } now })
        {
            PrintPair(output, "message", was.Message, now.Message);
            PrintPair(output, "expected", was.Expected, now.Expected);
            PrintPair(output, "actual", was.Actual, now.Actual);
        }
        else if (change.Is is { } command && (command.Expected ?? command.Actual) is not null)
        {
            output.WriteLine($"            expected {command.Expected ?? "-"}");
            output.WriteLine($"            actual   {command.Actual ?? "-"}");
        }
    }

    private static void PrintPair(TextWriter output, string name, string? was, string? now)
    {
        if (was != now)
        {
            output.WriteLine($"            {name,-8} was {OneLine(was ?? "-")}");
            output.WriteLine($"            {"",-8} is  {OneLine(now ?? "-")}");
        }
    }

    private static string VerdictsOf(CommandChange change) => change switch
    {
        { Was: { } was, Is: { } now } when was.Verdict != now.Verdict => $"{was.Verdict} → {now.Verdict}",
        { Was: null, Is: { } now } => $"- → {now.Verdict}",
        { Is: { } now } => now.Verdict!,
        _ => $"{change.Was!.Verdict} → -",
    };

    private static string OneLine(string? text) => text?.ReplaceLineEndings(" ") ?? "";

    private static void PrintFiles(TextWriter output, string side, IReadOnlyCollection<FileResults> files)
    {
        if (files.Count > 0)
        {
            PrintCount(
                output,
                $"only {side}",
                files.Sum(file => file.Commands.Count),
                string.Create(CultureInfo.InvariantCulture, $"in {files.Count} files that the other run doesn't have"));
        }
    }

    private static void PrintCount(TextWriter output, string title, int count, string? remark = null) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title,-19}{count,8:N0}  {remark}").TrimEnd());
}

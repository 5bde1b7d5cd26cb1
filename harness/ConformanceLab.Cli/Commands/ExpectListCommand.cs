using System.CommandLine;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Expectations;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab expect list</c>.</summary>
internal static class ExpectListCommand
{
    public static Command Create()
    {
        var engine = new Option<string?>("--engine") { Description = "Only entries that cover this engine.", HelpName = "NAME" };
        var tier = new Option<string?>("--tier") { Description = "Only entries that cover this tier.", HelpName = "TIER" };
        var filter = ExpectCommand.Filter("Only entries");
        var expectations = ExpectationsOption.Create();
        var command = new Command("list", "Lists the known deviations by file, each with its reason, its link and when it must go.")
        {
            engine, tier, filter, expectations,
        };
        command.SetAction(parsed =>
        {
            var files = ExpectationFile.LoadFolder(ExpectationsOption.Require(parsed.GetValue(expectations)));
            var entries = files.SelectMany(file => file.Entries.Select(entry => (file.Name, Entry: entry)))
                .Where(known => IsAsked(known.Entry.Engine, parsed.GetValue(engine)) && IsAsked(known.Entry.Tier, parsed.GetValue(tier)))
                .Where(known => Planner.Matches(known.Entry.Script, [.. parsed.GetValue(filter) ?? []]))
                .OrderBy(known => known.Entry.Id, StringComparer.Ordinal)
                .ThenBy(known => known.Entry.ToString(), StringComparer.Ordinal)
                .ToList();
            Print(entries);
            return ExitCode.Good;
        });
        return command;
    }

    private static bool IsAsked(string covered, string? asked) => asked is null || covered == Expectation.Any || covered == asked;

    private static void Print(List<(string Name, Expectation Entry)> entries)
    {
        var scripts = entries.GroupBy(known => known.Entry.Script, StringComparer.Ordinal).ToList();
        foreach (var script in scripts)
        {
            Console.WriteLine($"{script.Key} ({ExpectCommand.Count(script.Count(), "entry", "entries")})");
            foreach (var (name, entry) in script)
            {
                Console.WriteLine($"  {entry}");
                Console.WriteLine($"    reason       {entry.Reason}");
                Console.WriteLine($"    link         {entry.Link}");
                Console.WriteLine($"    remove when  {entry.RemoveWhen}");
                Console.WriteLine($"    file         {name}");
            }

            Console.WriteLine();
        }

        var verdicts = entries.CountBy(known => known.Entry.Verdict).OrderBy(count => count.Key, StringComparer.Ordinal).Select(
            count => $"{count.Value} {count.Key}");
        var total = $"{ExpectCommand.Count(entries.Count, "entry", "entries")} about {ExpectCommand.Count(scripts.Count, "file", "files")}";
        Console.WriteLine(entries.Count == 0 ? "no entries" : $"{total}: {string.Join(", ", verdicts)}");
    }
}

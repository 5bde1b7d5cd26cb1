using System.CommandLine;
using ConformanceLab.Harness.Expectations;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab expect update</c>.</summary>
internal static class ExpectUpdateCommand
{
    public static Command Create()
    {
        var from = new Option<string[]>("--from")
        {
            Description = "Results of 'clab spec': the folder, or its results.ndjson; repeatable.",
            HelpName = "RUN",
            Required = true,
        };
        var reason = new Option<string?>("--reason") { Description = "Why what is new deviates.", HelpName = "TEXT" };
        var link = new Option<string?>("--link") { Description = "Where that is discussed or decided.", HelpName = "URL" };
        var removeWhen = new Option<string?>("--remove-when")
        {
            Description = "What must happen for the new entries to go; never where the norm allows the deviation.",
            HelpName = "TEXT",
        };
        var file = new Option<string?>("--file")
        {
            Description = "File for the new entries, a name with .json; by default that of the suite. Entries stay where they are.",
            HelpName = "NAME",
        };
        var filter = ExpectCommand.Filter("Only commands");
        var prune = new Option<bool>("--prune")
        {
            Description = "Correct or remove entries that the runs contradict: they pass, are stale, or end otherwise.",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would change, and write nothing." };
        var expectations = ExpectationsOption.Create();
        var command = new Command(
            "update", "Adds an entry for every failure of a run that is not known; changes nothing where there is nothing to do.")
        {
            from, reason, link, removeWhen, file, filter, prune, dryRun, expectations,
        };
        command.SetAction(parsed =>
        {
            var options = new ExpectationUpdateOptions
            {
                Folder = ExpectationsOption.ForWriting(parsed.GetValue(expectations)),
                FileName = CheckName(parsed.GetValue(file)),
                Reason = parsed.GetValue(reason) ?? "",
                Link = parsed.GetValue(link) ?? "",
                RemoveWhen = parsed.GetValue(removeWhen) ?? "",
                Prune = parsed.GetValue(prune),
            };
            var runs = ObservedRuns.Read(parsed.GetRequiredValue(from), [.. parsed.GetValue(filter) ?? []]);
            var update = ExpectationUpdate.Plan(ExpectationFile.LoadFolder(options.Folder), runs, options);
            var added = update.CountMade(ExpectationChangeKind.Added);
            if (added > 0 && !parsed.GetValue(dryRun) && !IsExplained(options))
            {
                throw new UsageException(
                    $"{ExpectCommand.Count(added, "entry", "entries")} would be added: --reason, --link and --remove-when must say why; "
                        + "--dry-run lists them");
            }

            Print(update);
            if (!parsed.GetValue(dryRun))
            {
                ExpectFormatCommand.Write(update.Files);
            }

            PrintTotal(update, parsed.GetValue(dryRun));
            return ExitCode.Good;
        });
        return command;
    }

    private static bool IsExplained(ExpectationUpdateOptions options) =>
        !string.IsNullOrWhiteSpace(options.Reason)
            && !string.IsNullOrWhiteSpace(options.Link)
            && !string.IsNullOrWhiteSpace(options.RemoveWhen);

    private static string? CheckName(string? name) =>
        name is null
        || (name.EndsWith(ExpectationFile.Extension, StringComparison.Ordinal)
            && name.Length > ExpectationFile.Extension.Length
            && name == Path.GetFileName(name))
            ? name
            : throw new UsageException($"--file {name}: a name without folders that ends with {ExpectationFile.Extension}");

    private static void Print(ExpectationUpdate update)
    {
        foreach (var change in update.Changes)
        {
            Console.WriteLine(
                change.Kind switch
                {
                    ExpectationChangeKind.Added => $"added     {change.Entry}",
                    ExpectationChangeKind.Corrected when change.IsMade => $"corrected {change.Entry}; the runs saw other:",
                    ExpectationChangeKind.Corrected => $"wrong     {change.Entry}; the runs saw other:",
                    _ => $"{(change.IsMade ? "removed  " : "wrong    ")} {change.Entry}; {Why(change.Kind)}",
                });
            foreach (var replacement in change.Replacements)
            {
                Console.WriteLine($"          {replacement}");
            }
        }
    }

    private static string Why(ExpectationChangeKind kind) =>
        kind == ExpectationChangeKind.Stale ? "the script has no such command" : "it passes";

    private static void PrintTotal(ExpectationUpdate update, bool dryRun)
    {
        var corrected = update.CountMade(ExpectationChangeKind.Corrected);
        var removed = update.CountMade(ExpectationChangeKind.Passes) + update.CountMade(ExpectationChangeKind.Stale);
        var wrong = update.Changes.Count(change => !change.IsMade);
        Console.WriteLine(
            $"{update.CountMade(ExpectationChangeKind.Added)} added, {corrected} corrected, {removed} removed"
                + (wrong > 0 ? $"; {wrong} wrong, which --prune corrects or removes" : "")
                + (dryRun ? "; nothing was written" : ""));
    }
}

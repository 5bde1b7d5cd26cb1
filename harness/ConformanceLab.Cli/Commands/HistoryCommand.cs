using System.CommandLine;
using System.Globalization;
using ConformanceLab.Cli.Display;
using ConformanceLab.Harness.History;
using ConformanceLab.Harness.Results;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab history</c>: when verdicts became others.</summary>
internal static class HistoryCommand
{
    public static Command Create() =>
        new("history", "Keeps when verdicts became others, over any number of runs.") { CreateAdd(), CreateShow() };

    private static Option<string> Store() => new("--store")
    {
        Description = "Folder of the history; out/history by default.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine("out", "history"),
    };

    private static Command CreateAdd()
    {
        var run = new Argument<string>("RUN")
        {
            Description = $"A file with results, or a folder that has a {ResultFile.Name}, there or below.",
        };
        var store = Store();
        var label = MeasureOptions.Label();
        var command = new Command("add", "Adds a run: writes which verdicts are others than before.") { run, store, label };
        command.SetAction(parsed =>
        {
            var files = RunFiles.Read([parsed.GetRequiredValue(run)]);
            var runs = files.SelectMany(file => file.Runs).ToList();
            var faults = runs.SelectMany(one => one.FindFaults()).ToList();
            if (faults.Count > 0)
            {
                // Commands without a verdict would be gone in this run and back in the next.
                throw new FormatException($"{parsed.GetRequiredValue(run)}: {faults[0]}; a history has only whole runs");
            }

            var history = VerdictHistory.Open(parsed.GetRequiredValue(store));
            var added = history.Add(
                runs.Select(one => one.Started.Started ?? "").Min(StringComparer.Ordinal) ?? "",
                parsed.GetValue(label) ?? "",
                [.. runs.Select(one => one.Engine).Distinct(StringComparer.Ordinal)],
                VerdictHistory.VerdictsOf(runs));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"run {added.Run}: {added.Changes:N0} of {added.Commands:N0} verdicts are others than before"));
            return ExitCode.Good;
        });
        return command;
    }

    private static Command CreateShow()
    {
        var id = new Argument<string>("ID") { Description = "The stable name of a command, as every failure has it: suite/path#hash." };
        var store = Store();
        var command = new Command("show", "Shows when the verdict of a command became another.") { id, store };
        command.SetAction(parsed =>
        {
            var transitions = VerdictHistory.Show(parsed.GetRequiredValue(store), parsed.GetRequiredValue(id));
            if (transitions.Count == 0)
            {
                throw new UsageException(
                    $"{parsed.GetRequiredValue(id)}: no run in {parsed.GetRequiredValue(store)} has it; "
                        + "failures and reports name commands like that");
            }

            var table = new TextTable(">run", "began", "label", "engine", "tier", "verdict");
            foreach (var (run, engine, tier, before, after) in transitions)
            {
                table.Add(
                    run.Run.ToString(CultureInfo.InvariantCulture),
                    run.Started,
                    run.Label,
                    engine,
                    tier,
                    before is null ? after : $"{before} → {after}");
            }

            Console.Write(table);
            return ExitCode.Good;
        });
        return command;
    }
}

using System.CommandLine;
using System.Globalization;
using ConformanceLab.Cli.Display;
using ConformanceLab.Harness.Fuzzing;
using ConformanceLab.Harness.Fuzzing.FrontEnd;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab fuzz summary</c>: what several runs did together.</summary>
internal static class FuzzSummaryCommand
{
    public static Command Create()
    {
        var logs = new Argument<string[]>("LOGS") { Description = "Files that --log wrote.", Arity = ArgumentArity.OneOrMore };
        var missing = new Option<bool>("--list-missing")
        {
            Description = "List the instructions that were never executed, the errors that were never reached.",
        };
        var command = new Command("summary", "Adds up what the runs of logs did.") { logs, missing };
        command.SetAction(parsed =>
        {
            var runs = parsed.GetRequiredValue(logs).SelectMany(FuzzRuns.Last).ToLookup(static run => run.FrontEnd is not null);
            var bad = 0L;
            if (runs.Contains(false) || !runs.Contains(true))
            {
                bad += AddModules([.. runs[false]], parsed.GetValue(missing));
            }

            if (runs.Contains(true))
            {
                bad += AddFrontEnd([.. runs[true]], parsed.GetValue(missing));
            }

            return bad == 0 ? ExitCode.Good : ExitCode.Failed;
        });
        return command;
    }

    private static string Describe(IReadOnlyCollection<FuzzLogRecord> runs) => string.Create(
        CultureInfo.InvariantCulture, $"{runs.Count} runs, {runs.DistinctBy(static run => run.Seed).Count()} seeds");

    private static long AddModules(IReadOnlyCollection<FuzzLogRecord> runs, bool listsMissing)
    {
        var totals = new FuzzTotals();
        foreach (var run in runs)
        {
            totals.Add(run);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"seed {run.Seed,-6} modules {run.First} to {run.Next - 1}: {run.Modules:N0}, {run.Instructions:N0} instructions, "
                    + $"{run.ProcessorSeconds:N0} CPU s, "
                    + $"{run.Different + run.Crashed + run.Hung + run.Invalid + (run.Rejected ?? 0)} findings "
                    + $"({run.Source}, {run.Tiers}{(run.Engines is null ? "" : $" against {run.Engines}")}"
                    + $"{(run.GcStress == true ? ", --gc-stress" : "")}"
                    + $"{(run.Plant is null ? "" : $", --plant {run.Plant}")})"));
        }

        Console.WriteLine(FuzzDisplay.Summary(totals, Describe(runs)));
        if (listsMissing)
        {
            Console.WriteLine($"never executed: {string.Join(' ', totals.Executed.Missing())}");
        }

        return totals.Bad;
    }

    private static long AddFrontEnd(IReadOnlyCollection<FuzzLogRecord> runs, bool listsMissing)
    {
        var totals = new FrontEndTotals();
        foreach (var run in runs)
        {
            totals.Add(run.FrontEnd!);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"seed {run.Seed,-6} inputs {run.First} to {run.Next - 1}: {run.FrontEnd!.Executions:N0} executions, "
                    + $"{run.ProcessorSeconds:N0} CPU s, {run.FrontEnd.Bad} findings "
                    + $"({run.Source}{(run.Plant is null ? "" : $", --plant {run.Plant}")})"));
        }

        Console.WriteLine(FrontEndDisplay.Summary(totals, Describe(runs), runs.Sum(static run => run.ProcessorSeconds ?? 0)));
        if (listsMissing)
        {
            Console.WriteLine($"never malformed: {string.Join("; ", totals.MalformedNotReached())}");
            Console.WriteLine($"never invalid: {string.Join("; ", totals.InvalidNotReached())}");
            Console.WriteLine($"never said of a text: {string.Join("; ", totals.TextNotReached())}");
            Console.WriteLine($"never said of a script: {string.Join("; ", totals.ScriptNotReached())}");
        }

        return totals.Bad;
    }
}

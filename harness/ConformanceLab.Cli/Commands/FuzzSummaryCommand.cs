using System.CommandLine;
using System.Globalization;
using ConformanceLab.Cli.Display;
using ConformanceLab.Harness.Fuzzing;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab fuzz summary</c>: what several runs did together.</summary>
internal static class FuzzSummaryCommand
{
    public static Command Create()
    {
        var logs = new Argument<string[]>("LOGS") { Description = "Files that --log wrote.", Arity = ArgumentArity.OneOrMore };
        var missing = new Option<bool>("--list-missing") { Description = "List the instructions that were never executed." };
        var command = new Command("summary", "Adds up what the runs of logs did.") { logs, missing };
        command.SetAction(parsed =>
        {
            var totals = new FuzzTotals();
            var seeds = new SortedSet<ulong>();
            var runs = 0;
            foreach (var run in parsed.GetRequiredValue(logs).SelectMany(FuzzRuns.Last))
            {
                runs++;
                seeds.Add(run.Seed);
                totals.Add(run);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"seed {run.Seed,-6} modules {run.First} to {run.Next - 1}: {run.Modules:N0}, {run.Instructions:N0} instructions, "
                        + $"{run.ProcessorSeconds:N0} CPU s, {run.Different + run.Crashed + run.Hung + run.Invalid} findings "
                        + $"({run.Source}, {run.Tiers}{(run.GcStress == true ? ", --gc-stress" : "")}"
                        + $"{(run.Plant is null ? "" : $", --plant {run.Plant}")})"));
            }

            Console.WriteLine(
                FuzzDisplay.Summary(totals, string.Create(CultureInfo.InvariantCulture, $"{runs} runs, {seeds.Count} seeds")));
            if (parsed.GetValue(missing))
            {
                Console.WriteLine($"never executed: {string.Join(' ', totals.Executed.Missing())}");
            }

            return totals.Bad == 0 ? ExitCode.Good : ExitCode.Failed;
        });
        return command;
    }
}

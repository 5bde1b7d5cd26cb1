using System.CommandLine;
using System.Globalization;
using ConformanceLab.Cli.Display;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Gate.History;
using ConformanceLab.Reports.Performance;
using ConformanceLab.Wasm;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab bench</c>: benchmarks on one or several subjects, side by side.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var subjects = new Argument<string[]>("SUBJECTS")
        {
            Description =
                "Tiers with options, folders with builds of ours, or command lines; NAME=… gives one a name. By default all our tiers.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var manifests = MeasureOptions.Manifests();
        var filter = MeasureOptions.Filter();
        var rounds = new Option<int>("--rounds")
        {
            Description = "Processes of each benchmark and subject; by default 6, of which an interval can be made.",
            HelpName = "N",
            DefaultValueFactory = _ => 6,
            CustomParser = result => (int)(Values.Number(result, "a number from 1 to 1000", 1, 1000) ?? 0),
        };
        var seconds = MeasureOptions.ProcessSeconds();
        var seed = MeasureOptions.Seed();
        var json = MeasureOptions.Json();
        var label = MeasureOptions.Label();
        var page = MeasureOptions.Report();
        var history = MeasureOptions.History();
        var list = new Option<bool>("--list") { Description = "List the benchmarks instead." };
        var command = new Command("bench", "Measures benchmark programs on one or several engines, tiers or builds, side by side.")
        {
            subjects, manifests, filter, rounds, seconds, seed, json, label, page, history, list,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var work = new WorkFolder();
            var benchmarks = MeasureOptions.Select(parsed.GetValue(manifests) ?? [], parsed.GetValue(filter) ?? [], work);
            if (parsed.GetValue(list))
            {
                foreach (var benchmark in benchmarks)
                {
                    Console.WriteLine($"{benchmark.Class,-10} {benchmark.Name}");
                }

                return ExitCode.Good;
            }

            string[] names = parsed.GetValue(subjects) is { Length: > 0 } given ? given : [.. Tiers.Available.Reverse().Select(Tiers.Name)];
            var measured = names.Select(MeasureOptions.ParseSubject).ToList();
            using var display = new MeasureDisplay(Console.Error, !Console.IsErrorRedirected);
            var runner = new BenchRunner(
                measured, parsed.GetValue(rounds), parsed.GetValue(seconds) ?? 0.1, TimeSpan.FromMinutes(2), parsed.GetValue(seed))
            {
                Progress = display.Show, Label = parsed.GetValue(label),
            };
            var report = await runner.RunAsync(benchmarks, TimeProvider.System, cancellation).ConfigureAwait(false);
            display.Dispose();
            var path = parsed.GetValue(json);
            BenchDisplay.Print(path == "-" ? Console.Error : Console.Out, report);
            MeasureOptions.WriteJson(path, report.ToJson());
            Remember(report, parsed.GetValue(history), parsed.GetValue(page));
            return report.IsCancelled ? ExitCode.Cancelled
                : report.Results.All(result => result.Failure is null) ? ExitCode.Good
                : ExitCode.Infrastructure;
        });
        return command;
    }

    private static void Remember(BenchReport report, string? history, string? folder)
    {
        if (history is not null)
        {
            MachineHistory.Append(history, report.Machine, HistoryRecord.From(report));
        }

        if (folder is not null)
        {
            var page = new PerformancePage();
            page.Add(report);
            if (history is not null)
            {
                page.Add(MachineHistory.Read(history, report.Machine));
            }

            Console.Error.WriteLine($"the page: {page.Write(folder)}");
        }
    }
}

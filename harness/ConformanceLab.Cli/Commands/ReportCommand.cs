using System.CommandLine;
using System.Text.Json;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Gate.History;
using ConformanceLab.Harness.Counting;
using ConformanceLab.Reports.Performance;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab report</c>: a static page of measurements.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILES")
        {
            Description = "What --json of clab bench, compare, gate and count wrote.", Arity = ArgumentArity.ZeroOrMore,
        };
        var history = MeasureOptions.History();
        var output = new Option<string>("--out")
        {
            Description = "Folder for the page and its plots; out/performance by default.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Path.Combine("out", "performance"),
        };
        var command = new Command("report", "Makes a static page, with plots as PNG and SVG, of measurements, comparisons and histories.")
        {
            files, history, output,
        };
        command.SetAction(parsed =>
        {
            var page = new PerformancePage();
            var (names, folder) = (parsed.GetValue(files) ?? [], parsed.GetValue(history));
            var histories = folder is null ? [] : MachineHistory.ReadAll(folder);
            if (names.Length + histories.Count == 0)
            {
                throw new UsageException("nothing to report: name files that --json wrote, or a --history that has something");
            }

            foreach (var name in names)
            {
                Add(page, name);
            }

            foreach (var machine in histories)
            {
                page.Add(machine);
            }

            Console.WriteLine($"the page: {page.Write(parsed.GetRequiredValue(output))}");
            return ExitCode.Good;
        });
        return command;
    }

    private static void Add(PerformancePage page, string file)
    {
        var text = File.ReadAllText(file);
        try
        {
            using var json = JsonDocument.Parse(text);
            switch (json.RootElement.TryGetProperty("report", out var kind) ? kind.GetString() : null)
            {
                case ComparisonReport.Kind:
                    page.Add(ComparisonReport.FromJson(text));
                    break;
                case BenchReport.Kind:
                    page.Add(BenchReport.FromJson(text));
                    break;
                case CountReport.Kind:
                    page.Add(CountReport.FromJson(text));
                    break;
                default:
                    throw new FormatException($"{file}: neither measurements nor a comparison nor counts");
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException($"{file}: {error.Message}", error);
        }
    }
}

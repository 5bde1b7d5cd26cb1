using System.CommandLine;

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
            var page = PerformanceFiles.Read(parsed.GetValue(files) ?? [], parsed.GetValue(history));
            if (page.IsEmpty)
            {
                throw new UsageException("nothing to report: name files that --json wrote, or a --history that has something");
            }

            Console.WriteLine($"the page: {page.Write(parsed.GetRequiredValue(output))}");
            return ExitCode.Good;
        });
        return command;
    }
}

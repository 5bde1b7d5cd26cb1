using System.CommandLine;
using ConformanceLab.Harness.Results;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab merge RUNS</c>: shards made the whole, runs put side by side.</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        var runs = new Argument<string[]>("RUNS")
        {
            Description = $"Folders that have a {ResultFile.Name}, or such files.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--out")
        {
            Description = "Folder for the merged results (NDJSON, Markdown report, --report).",
            HelpName = "DIR",
            DefaultValueFactory = _ => Path.Combine("out", "merged"),
        };
        var report = ReportOptions.Report();
        var noTimes = ReportOptions.NoTimes();
        var command = new Command("merge", "Merges the results of shards, or of different engines, tiers and suites.")
        {
            runs, output, report, noTimes,
        };
        command.SetAction(parsed => Merge(
            parsed.GetRequiredValue(runs), ReportOptions.Of(parsed, parsed.GetValue(output), report, noTimes)));
        return command;
    }

    private static int Merge(string[] runs, ReportOptions options)
    {
        var target = Path.GetFullPath(ResultFile.PathOf(options.Folder!));
        if (runs.Any(run => Path.GetFullPath(ResultFile.PathOf(run)) == target))
        {
            throw new UsageException($"--out {options.Folder}: that is one of the runs, and would be overwritten");
        }

        var files = runs.Select(ResultFile.Read).ToList();
        foreach (var warning in files.SelectMany(file => file.Warnings))
        {
            Console.Error.WriteLine($"clab: {warning}");
        }

        var merge = RunMerge.Of(files);
        foreach (var problem in merge.Problems)
        {
            Console.Error.WriteLine($"clab: {problem}");
        }

        if (merge.Records.IsEmpty)
        {
            Console.Error.WriteLine("clab: nothing was written: of commands that occur twice, nobody knows which counts");
            return ExitCode.Infrastructure;
        }

        var collector = new RunCollector();
        using var written = new ResultFiles(options.Folder!, options.Formats);
        foreach (var record in merge.Records.Select(record => options.HasTimes ? record : ResultRecorder.WithoutTimes(record)))
        {
            written.Records.Add(record);
            collector.Add(record);
        }

        var results = new ResultSet(collector.Runs);
        RunSession.Report(
            Console.Out, Console.IsOutputRedirected, results, results.HasTimes ? results.Summary.Duration : null, written, merge.Problems);
        return merge.Problems.IsEmpty ? results.Summary.ExitCode : ExitCode.Infrastructure;
    }
}

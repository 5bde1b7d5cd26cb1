using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ConformanceLab.Harness.Results;
using ConformanceLab.Harness.Tracking;
using ConformanceLab.Reports.Site;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab site</c>: results as a static site.</summary>
internal static class SiteCommand
{
    public static Command Create()
    {
        var runs = new Argument<string[]>("RUNS")
        {
            Description = $"Files with results, or folders that have a {ResultFile.Name}, there or below; by default {RunFiles.Default}.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var output = new Option<string>("--out")
        {
            Description = "Folder for the site; out/site by default.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Path.Combine("out", "site"),
        };
        var against = TrackOptions.Against();
        var evidence = TrackOptions.Evidence();
        var suites = SuiteOptions.Suites();
        var performance = new Option<string[]>("--performance")
        {
            Description = "Measurements to show too: what --json of clab bench, compare, gate and count wrote; repeatable.",
            HelpName = "FILE",
        };
        var history = MeasureOptions.History();
        var command = new Command(
            "site",
            "Makes a static site of results: summary, matrix, skills, every deviation with its evidence, every script with its verdicts.")
        {
            runs, output, against, evidence, suites, performance, history,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var page = PerformanceFiles.Read(parsed.GetValue(performance) ?? [], parsed.GetValue(history));
            var read = RunFiles.Read(parsed.GetValue(runs) ?? []);
            var sources = RunFiles.Sources(parsed.GetValue(suites));
            var report = TrackSession.Measure(
                read,
                sources,
                [.. (parsed.GetValue(evidence) ?? []).SelectMany(EvidenceRecord.Load)],
                parsed.GetValue(against),
                TrackSession.CommandOf(parsed));
            foreach (var remark in report.Matrix.Files.Remarks)
            {
                Console.Error.WriteLine($"clab: {remark}");
            }

            var summary = SiteWriter.Write(
                parsed.GetRequiredValue(output),
                report,
                read,
                sources,
                parsed.GetValue(suites),
                page.IsEmpty ? null : page,
                Progress(),
                cancellation);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{summary.Files:N0} scripts, {summary.Deviations:N0} deviations, {summary.Bytes / 1e6:N1} MB: {summary.Page}"));
            return Task.FromResult(ExitCode.Good);
        });
        return command;
    }

    // Only where it takes longer than anybody waits without a word.
    private static Action<int, int> Progress()
    {
        var last = Stopwatch.GetTimestamp();
        return (done, all) =>
        {
            if (Stopwatch.GetElapsedTime(last) > TimeSpan.FromSeconds(2))
            {
                last = Stopwatch.GetTimestamp();
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {all:N0} scripts"));
            }
        };
    }
}

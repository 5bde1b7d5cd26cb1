using System.CommandLine;
using ConformanceLab.Harness.Results;
using ConformanceLab.Harness.Tracking;
using ConformanceLab.Reports.GitHub;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab ci</c>: results where those who review changes see them.</summary>
internal static class CiCommand
{
    private const string SummaryVariable = "GITHUB_STEP_SUMMARY";

    public static Command Create()
    {
        var runs = new Argument<string[]>("RUNS")
        {
            Description = $"Files with results, or folders that have a {ResultFile.Name}, there or below; by default {RunFiles.Default}.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var before = new Option<string[]>("--before")
        {
            Description = "An earlier run, or several: what is new since then comes first. Repeatable.",
            HelpName = "RUN",
        };
        var github = new Option<bool>("--github")
        {
            Description = $"In a step of GitHub Actions: append the summary to ${SummaryVariable}, and print annotations.",
        };
        var summary = new Option<string?>("--summary") { Description = "Write the summary to this file.", HelpName = "FILE" };
        var comment = new Option<string?>("--comment")
        {
            Description = "Write a comment for a pull request to this file.",
            HelpName = "FILE",
        };
        var suites = SuiteOptions.Suites();
        var command = new Command(
            "ci",
            "Writes results for continuous integration: summary, annotations, comment; exit code 1 if something is bad, or got worse.")
        {
            runs, before, github, summary, comment, suites,
        };
        command.SetAction(parsed => Write(
            RunFiles.Read(parsed.GetValue(runs) ?? []),
            parsed.GetValue(before) is { Length: > 0 } earlier ? RunFiles.Read(earlier) : null,
            RunFiles.Sources(parsed.GetValue(suites)),
            parsed.GetValue(github),
            parsed.GetValue(summary),
            parsed.GetValue(comment)));
        return command;
    }

    private static int Write(
        IReadOnlyList<ResultFile> runs,
        IReadOnlyList<ResultFile>? before,
        ScriptSources sources,
        bool isGitHub,
        string? summary,
        string? comment)
    {
        var results = new ResultSet([.. runs.SelectMany(file => file.Runs)]);
        var diff = before is null ? null : RunDiff.Compare(new ResultSet([.. before.SelectMany(file => file.Runs)]), results);
        if (isGitHub)
        {
            var target = Environment.GetEnvironmentVariable(SummaryVariable) is { Length: > 0 } path
                ? path
                : throw new UsageException(
                    $"--github: ${SummaryVariable} is not set: this is no step of GitHub Actions; --summary FILE writes the same");

            // What the step has written already counts, too.
            var used = File.Exists(target) ? (int)Math.Min(new FileInfo(target).Length, GitHubLimits.SummaryBytes) : 0;
            File.AppendAllText(target, StepSummary.Of(results, diff, GitHubLimits.SummaryBytes - used));
            foreach (var line in Annotations.Of(RankedDeviation.Rank(results, diff), file => PathOf(file, sources)))
            {
                Console.WriteLine(line);
            }
        }

        if (summary is not null)
        {
            File.WriteAllText(OutputFile.Prepare(summary), StepSummary.Of(results, diff, GitHubLimits.SummaryBytes));
        }

        if (comment is not null)
        {
            File.WriteAllText(OutputFile.Prepare(comment), StepSummary.Of(results, diff, GitHubLimits.CommentBytes, isComment: true));
        }

        if (!isGitHub && summary is null && comment is null)
        {
            Console.Write(StepSummary.Of(results, diff, GitHubLimits.SummaryBytes));
        }

        var faults = runs.SelectMany(
            file => file.Warnings.Concat(file.Runs.SelectMany(run => run.FindFaults()).Select(fault => $"{file.Path}: {fault}")))
            .ToList();
        faults.ForEach(fault => Console.Error.WriteLine($"clab: {fault}"));
        return faults.Count > 0 || !results.Summary.IsBalanced ? ExitCode.Infrastructure
            : diff is null ? results.Summary.ExitCode
            : diff.IsWorse ? ExitCode.Failed
            : ExitCode.Good;
    }

    // Relative to the checkout; a script that lies elsewhere has no place in it.
    private static string? PathOf(FileResults file, ScriptSources sources)
    {
        if (sources.SuiteOf(file.Suite) is not { } suite)
        {
            return null;
        }

        var path = Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(suite.Root, file.File)).Replace('\\', '/');
        return path.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(path) ? null : path;
    }
}

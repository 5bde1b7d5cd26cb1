using ConformanceLab.Cli.Display;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Gate.History;
using ConformanceLab.Gate.Policies;
using ConformanceLab.Reports.Performance;

namespace ConformanceLab.Cli.Commands;

/// <summary>What is to be compared, and where results go.</summary>
/// <param name="A">What B is compared with, as the user wrote it.</param>
/// <param name="B">What the verdicts are about.</param>
/// <param name="Policy">Levels, looks, margins, benchmarks.</param>
/// <param name="Seed">Decides the lots.</param>
internal sealed record ComparisonRequest(string A, string B, GatePolicy Policy, int Seed)
{
    /// <summary>What it is of.</summary>
    public string? Label { get; init; }

    /// <summary>Where the report goes as JSON.</summary>
    public string? Json { get; init; }

    /// <summary>Where it goes as a comment for a pull request.</summary>
    public string? Markdown { get; init; }

    /// <summary>The folder of a page with plots.</summary>
    public string? Report { get; init; }

    /// <summary>The folder of histories that it is appended to.</summary>
    public string? History { get; init; }
}

/// <summary>Runs a comparison with everything around it: progress, table, files, exit code.</summary>
internal static class ComparisonSession
{
    /// <summary>Runs it.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(ComparisonRequest request, CancellationToken cancellation)
    {
        var policy = CheckPolicy(request.Policy);
        var (a, b) = (MeasureOptions.ParseSubject(request.A), MeasureOptions.ParseSubject(request.B));
        using var work = new WorkFolder();
        var benchmarks = MeasureOptions.Select(policy.Manifests, policy.Benchmarks, work);
        using var display = new MeasureDisplay(Console.Error, !Console.IsErrorRedirected);
        var runner = new ComparisonRunner(a, b, policy, request.Seed) { Progress = display.Show, Label = request.Label };
        var report = await runner.RunAsync(benchmarks, TimeProvider.System, cancellation).ConfigureAwait(false);
        display.Dispose();
        report = Remember(report, request.History);
        ComparisonDisplay.Print(request.Json == "-" ? Console.Error : Console.Out, report);
        MeasureOptions.WriteJson(request.Json, report.ToJson());
        Write(report, request);
        return ExitCodeOf(report);
    }

    private static ComparisonReport Remember(ComparisonReport report, string? folder)
    {
        if (folder is null)
        {
            return report;
        }

        MachineHistory.Append(folder, report.Machine, HistoryRecord.From(report));
        return report with { FalseAlarms = MachineHistory.Read(folder, report.Machine).CountFalseAlarms(report.Policy.Alpha) };
    }

    private static void Write(ComparisonReport report, ComparisonRequest request)
    {
        if (request.Markdown is { } file)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            File.WriteAllText(file, PerformanceMarkdown.Write(report));
        }

        if (request.Report is { } folder)
        {
            var page = new PerformancePage();
            page.Add(report);
            if (request.History is { } histories)
            {
                page.Add(MachineHistory.Read(histories, report.Machine));
            }

            Console.Error.WriteLine($"the page: {page.Write(folder)}");
        }
    }

    /// <summary>A policy that makes sense.</summary>
    /// <exception cref="UsageException">It does not.</exception>
    public static GatePolicy CheckPolicy(GatePolicy policy)
    {
        try
        {
            return policy.Check();
        }
        catch (FormatException error)
        {
            throw new UsageException(error.Message);
        }
    }

    private static int ExitCodeOf(ComparisonReport report) => report switch
    {
        { Benchmarks: var all } when all.Any(benchmark => benchmark.Verdict == Verdict.Regressed) => ExitCode.Failed,
        { IsCancelled: true } => ExitCode.Cancelled,
        { Verdict: Verdict.Broken } => ExitCode.Infrastructure,
        { Verdict: Verdict.Inconclusive, Policy.Inconclusive: PolicyAction.Fail } => ExitCode.Failed,
        { State.IsBusy: true, Policy.Busy: PolicyAction.Fail, IsIdentical: false } => ExitCode.Infrastructure,
        _ => ExitCode.Good,
    };
}

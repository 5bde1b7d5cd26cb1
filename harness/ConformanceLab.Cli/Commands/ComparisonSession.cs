using ConformanceLab.Cli.Display;
using ConformanceLab.Gate.Comparisons;
using ConformanceLab.Gate.Policies;

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
        ComparisonDisplay.Print(request.Json == "-" ? Console.Error : Console.Out, report);
        MeasureOptions.WriteJson(request.Json, report.ToJson());
        return ExitCodeOf(report);
    }

    private static GatePolicy CheckPolicy(GatePolicy policy)
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

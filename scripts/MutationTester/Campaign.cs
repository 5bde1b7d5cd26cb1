using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Programs;
using ConformanceLab.MutationTester.Building;
using ConformanceLab.MutationTester.Mutants;
using ConformanceLab.MutationTester.Reporting;
using ConformanceLab.MutationTester.Running;

namespace ConformanceLab.MutationTester;

/// <summary>A run: draws mutants, builds an engine that has them all, executes each on the suites, and writes the report.</summary>
public sealed record Campaign
{
    /// <summary>Decides which mutants are drawn.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many.</summary>
    public int Count { get; init; } = 240;

    /// <summary>Names of the mutants to run; empty for those drawn.</summary>
    public ImmutableArray<string> Only { get; init; } = [];

    /// <summary>Workers that run at once.</summary>
    public int Jobs { get; init; } = 2;

    /// <summary>Where the official suites are; null to look for them.</summary>
    public string? Suites { get; init; }

    /// <summary>Where results go.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>What a worker may use.</summary>
    public WorkerLimits Limits { get; init; } = WorkerLimits.Default;

    private static string RepositorySuites => SuiteLocator.FindRepositorySuites()
        ?? throw new InvalidOperationException("run it inside the repository: no suites/catalog.json lies above");

    private static string Root => Path.GetDirectoryName(RepositorySuites)!;

    /// <summary>The mutants that are run.</summary>
    public IReadOnlyList<Mutant> Draw() => Choose(SchemataBuild.Create(Root, Area.All));

    /// <summary>Runs it.</summary>
    /// <param name="progress">Gets a line for whatever takes time.</param>
    /// <param name="cancellation">Ends it early; nothing is reported then.</param>
    /// <exception cref="InvalidOperationException">The engine cannot be built, or does not run without a mutant.</exception>
    /// <exception cref="IOException">A suite is not there, or results cannot be written.</exception>
    public MutationReport Run(TextWriter progress, CancellationToken cancellation)
    {
        var reviewed = ReviewedMutants.Load(Path.Combine(RepositorySuites, "lab", ReviewedMutants.FileName));
        var officialSuites = SuiteLocator.Locate(Suites, RepositorySuites);
        if (!officialSuites.IsOfficial)
        {
            throw new IOException("the official suites are not there: scripts/fetch-suites fetches them, --suites DIR says where they are");
        }

        progress.WriteLine("mutation: looking for mutants");
        var build = SchemataBuild.Create(Root, Area.All);
        var mutants = Choose(build);
        var stale = reviewed.Stale(build.Mutants);
        if (stale.Count > 0)
        {
            throw new FormatException(
                $"{ReviewedMutants.FileName}: there is no such mutant any longer: {stale[0].Member}: {stale[0].Original}");
        }

        progress.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"mutation: {mutants.Count} of {build.Mutants.Count} mutants; the suites without a mutant"));
        var program = Workshop.Make(build, mutants, Path.GetFullPath(OutputFolder));
        var official = Calibrate("official", program, build, officialSuites.Suites, mutants.Count, cancellation);
        var lab = Calibrate("lab", program, build, [SuiteLocator.Lab(RepositorySuites)], mutants.Count, cancellation);
        var results = new MutantResult[mutants.Count];
        var done = 0;
        var clock = Stopwatch.StartNew();
        Parallel.For(
            0,
            mutants.Count,
            new ParallelOptions { MaxDegreeOfParallelism = Jobs, CancellationToken = cancellation },
            number =>
            {
                var mutant = mutants[number];
                var result = new MutantResult(
                    mutant,
                    Judge(official, mutant, number, cancellation),
                    Judge(lab, mutant, number, cancellation),
                    reviewed.ReasonOf(mutant));
                results[number] = result;
                progress.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Interlocked.Increment(ref done),4}/{mutants.Count} {clock.Elapsed.TotalSeconds,5:F0} s  {mutant.Id} "
                        + $"official {result.Official.Fate}, lab {result.Lab.Fate}: {mutant.File}:{mutant.Line} {mutant.Operator}"));
            });

        var report = new MutationReport(Seed, build.Mutants, build.Rejected, results, [Describe(official.Oracle), Describe(lab.Oracle)]);
        cancellation.ThrowIfCancellationRequested();
        File.WriteAllText(Path.Combine(OutputFolder, "report.md"), report.ToMarkdown());
        File.WriteAllText(Path.Combine(OutputFolder, "mutants.json"), report.ToJson());
        return report;
    }

    /// <summary>What of a plan judges mutants: scripts that the engine executes. Programs are not files that a worker could read as scripts.</summary>
    public static IReadOnlyList<FileJob> Scripts(RunPlan plan) =>
    [
        .. plan.Jobs.Where(job => job.UnsupportedReason is null && !job.Script.Commands.Any(command => command is ProgramCommand))
            .OrderBy(job => job.Id, StringComparer.Ordinal),
    ];

    private static string Describe(Oracle oracle) => string.Create(
        CultureInfo.InvariantCulture,
        $"{oracle.Name}: {oracle.Scripts} scripts, {oracle.Commands} commands whose verdict is the same every time");

    private IReadOnlyList<Mutant> Choose(SchemataBuild build)
    {
        if (Only.IsEmpty)
        {
            return Sampler.Draw(build.Mutants, Count, Seed);
        }

        var byId = build.Mutants.ToDictionary(mutant => mutant.Id);
        return [.. Only.Select(id =>
            byId.GetValueOrDefault(id) ?? throw new InvalidOperationException($"there is no mutant {id}"))];
    }

    private (Oracle Oracle, FindingCache Cache) Calibrate(
        string name, string program, SchemataBuild build, IEnumerable<LocatedSuite> suites, int mutants, CancellationToken cancellation)
    {
        var plan = Planner.Plan(suites, new PlanOptions { Tiers = ["interpreter"] });
        var jobs = Scripts(plan);
        var cache = FindingCache.Open(Path.Combine(OutputFolder, $"findings-{name}.ndjson"), build.Fingerprint, jobs);
        return (Oracle.Calibrate(name, program, Limits, jobs, mutants, cancellation), cache);
    }

    private static Finding Judge(
        (Oracle Oracle, FindingCache Cache) suite, Mutant mutant, int number, CancellationToken cancellation)
    {
        if (suite.Cache.Find(mutant) is { } known)
        {
            return known;
        }

        var finding = suite.Oracle.Judge(number, cancellation);
        suite.Cache.Add(mutant, finding);
        return finding;
    }
}

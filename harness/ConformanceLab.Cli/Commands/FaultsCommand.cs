using System.CommandLine;
using System.Globalization;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Workers;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab faults</c>: what isolation is worth.</summary>
internal static class FaultsCommand
{
    private const int MaximumFindingsShown = 20;

    // A hang costs as much, so not the time that commands have otherwise; the slowest takes a tenth of it on a busy machine.
    private static readonly TimeSpan s_timeLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(0.5);

    // More than any script needs, soon reached by one that takes memory without end.
    private const long MemoryLimit = 1 << 30;

    public static Command Create()
    {
        var suites = SuiteOptions.Suites();
        var suite = SuiteOptions.Suite();
        var filter = SuiteOptions.Filter();
        var tier = TierOption.Create();
        var jobs = Values.Jobs();
        var runs = new Option<int>("--runs") { Description = "Runs with faults.", HelpName = "N", DefaultValueFactory = _ => 20 };
        var faults = new Option<int>("--faults") { Description = "Faults in each run.", HelpName = "N", DefaultValueFactory = _ => 50 };
        var seed = new Option<int>("--seed") { Description = "Decides where faults happen.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var command = new Command(
            "faults", "Breaks workers down on purpose, at random commands, and shows that no other verdict changes.")
        {
            suites, suite, filter, tier, jobs, runs, faults, seed,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var engine = new LabEngine();
            var selection = ScriptFiles.Locate(parsed.GetValue(suites));
            var names = parsed.GetValue(suite) ?? [];
            SuiteOptions.CheckNames(selection, names);
            var plan = Planner.Plan(selection.Suites, new PlanOptions
            {
                Tiers = [.. TierOption.Resolve(parsed.GetValue(tier), engine)],
                Suites = [.. names],
                Files = [.. parsed.GetValue(filter) ?? []],
            });
            if (plan.Jobs.IsEmpty)
            {
                throw new UsageException("no script matches; 'clab spec --list' shows what there is");
            }

            var campaign = new FaultCampaign(
                engine,
                WorkerOptions.Own(obeysFaults: true) with { MemoryLimit = MemoryLimit, Grace = s_grace },
                new RunOptions
                {
                    Jobs = parsed.GetValue(jobs),
                    Execution = ExecutionOptions.Default with { TimeLimit = s_timeLimit },
                });
            var done = new List<FaultRun>();
            for (var number = 0; number < parsed.GetValue(runs); number++)
            {
                var run = campaign.Run(plan, parsed.GetValue(faults), parsed.GetValue(seed) + number, cancellation);
                done.Add(run);
                Show(run, number + 1, parsed.GetValue(runs), plan.Commands);
            }

            return Task.FromResult(Summarize(done, plan.Commands));
        });
        return command;
    }

    private static void Show(FaultRun run, int number, int of, int commands)
    {
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"run {number} of {of}: seed {run.Seed}, {commands:N0} commands, {run.Faults.Length} faults, {run.Workers} workers, "
                + $"{run.Duration.TotalSeconds:F1} s: {(run.Findings.IsEmpty ? "good" : $"{run.Findings.Length} findings")}"));
        foreach (var finding in run.Findings.Take(MaximumFindingsShown))
        {
            Console.Error.WriteLine($"    {finding}");
        }

        if (run.Findings.Length > MaximumFindingsShown)
        {
            Console.Error.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"    … and {run.Findings.Length - MaximumFindingsShown} more"));
        }
    }

    private static int Summarize(List<FaultRun> runs, int commands)
    {
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            var count = runs.Sum(run => run.Faults.Count(fault => fault.Kind == kind));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind.ToString().ToLowerInvariant(),-10}{count,6}"));
        }

        var findings = runs.Sum(run => run.Findings.Length);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{runs.Sum(run => run.Faults.Length):N0} faults in {runs.Count} runs of {commands:N0} commands, "
                + $"{(findings == 0 ? "each cost its own verdict and no other: good" : $"{findings:N0} findings: failed")}"));
        return findings == 0 ? ExitCode.Good : ExitCode.Failed;
    }
}

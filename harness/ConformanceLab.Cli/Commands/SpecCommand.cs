using System.CommandLine;
using ConformanceLab.Cli.Display;
using ConformanceLab.Cli.Suites;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Expectations;
using Spectre.Console;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab spec</c>: the main job.</summary>
internal static class SpecCommand
{
    public static Command Create()
    {
        var suites = SuiteOptions.Suites();
        var suite = SuiteOptions.Suite();
        var proposal = new Option<string[]>("--proposal")
        {
            Description = "Only the suites of this proposal; repeatable.",
            HelpName = "NAME",
        };
        var filter = SuiteOptions.Filter();
        var tier = TierOption.Create();
        var engines = new EngineOption();
        var jobs = Values.Jobs();
        var shard = new Option<string>("--shard")
        {
            Description = "Run only part i of n; parts weigh the same.",
            HelpName = "i/n",
            DefaultValueFactory = _ => "1/1",
        };
        var output = new Option<string>("--out")
        {
            Description = "Folder for results (NDJSON, Markdown report, --report), and for what scripts write.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Path.Combine("out", "spec"),
        };
        var report = ReportOptions.Report();
        var noTimes = ReportOptions.NoTimes();
        var ignore = new Option<bool>("--ignore-messages") { Description = "Accept any message of a trap or a rejection." };
        var timeout = Values.CommandTimeout();
        var isolation = IsolationOption.Create();
        var stress = Values.GcStress();
        var eager = Values.Eager();
        var tierUp = Values.TierUp();
        var list = new Option<bool>("--list") { Description = "List the files that would run, with their number of commands." };
        var expectations = ExpectationsOption.Create();
        var frontEnd = FrontEndOption.Create();
        var offline = new Option<bool>("--no-fetch") { Description = "Do not fetch the official suites where there are none." };
        var command = new Command("spec", "Runs the official suites (or our own where there are none) and reports every verdict.")
        {
            suites, suite, proposal, filter, tier, jobs, shard, output, report, noTimes, ignore, timeout, isolation, stress, eager, tierUp,
            list, offline, expectations, frontEnd,
        };
        engines.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            // What can be wrong with the command line is found out before anything is fetched.
            var engine = LabEngine.Create(parsed.GetValue(stress), parsed.GetValue(eager), parsed.GetValue(tierUp));
            var chosen = engines.Read(parsed);
            chosen.CheckTiers(parsed.GetValue(tier), engine);
            var part = ParseShard(parsed.GetValue(shard)!);
            var reports = ReportOptions.Of(parsed, parsed.GetValue(output), report, noTimes);
            var known = ExpectationsOption.Find(parsed.GetValue(expectations));
            var selection = ScriptFiles.Locate(parsed.GetValue(suites));
            if (selection.IsStandIn && !parsed.GetValue(offline))
            {
                selection = await FetchAsync(selection, cancellation).ConfigureAwait(false);
            }

            if (!selection.Missing.IsEmpty)
            {
                Console.Error.WriteLine(
                    $"clab: not there, so not run: {string.Join(", ", selection.Missing)}; scripts/fetch-suites fetches what is missing");
            }

            var names = (string[])[.. parsed.GetValue(suite) ?? [], .. parsed.GetValue(proposal) ?? []];
            SuiteOptions.CheckNames(selection, names);

            using var starting = chosen.Start(parsed.GetValue(tier), engine, _ => parsed.GetValue(list)
                ? null
                : IsolationOption.StartWorkers(parsed.GetValue(isolation), parsed.GetValue(jobs), engine));
            var planned = new PlanOptions { Tiers = [Planner.AnyTier], Suites = [.. names], Files = [.. parsed.GetValue(filter) ?? []] };
            var plan = FrontEndOption.Plan(
                parsed.GetValue(list) ? null : parsed.GetValue(frontEnd),
                reader => Planner.Plan(selection.Suites, planned with { FrontEnd = reader }),
                cancellation);
            if (parsed.GetValue(list))
            {
                foreach (var run in starting.Engines)
                {
                    foreach (var job in plan.On(run.Tiers).Take(part).Jobs)
                    {
                        Console.WriteLine($"{job.Commands,6}  {(chosen.HasOthers ? run.Engine.Name + ":" : "")}{job.Id}");
                    }
                }

                return ExitCode.Good;
            }

            if (plan.Jobs.IsEmpty)
            {
                throw new UsageException("no script matches; 'clab spec --list' shows what there is");
            }

            Console.Error.WriteLine($"suites: {selection.Describe()}");
            var options = new RunOptions
            {
                Jobs = parsed.GetValue(jobs),
                Shard = part,
                Execution = ExecutionOf(parsed, ignore, timeout, parsed.GetValue(output)),
                Expectations = ExpectationSet.Load(known),
            };
            return RunSession.Run(starting.Engines, plan, options, reports, cancellation);
        });
        return command;
    }

    // A first run on a machine with a network gets the official suites; without one it says so and our own suite stands in.
    private static async Task<SuiteSelection> FetchAsync(SuiteSelection own, CancellationToken cancellation)
    {
        Console.Error.WriteLine("no official suites yet: fetching them (once; --no-fetch does without)…");
        await SuiteFetcher.FetchAsync(
            SuiteLocator.FindRepositorySuites()!, [], target: null, cancellation, giveUpAtFirst: true).ConfigureAwait(false);
        return SuiteLocator.Locate() is { IsOfficial: true } fetched ? fetched : own;
    }

    /// <summary>How commands are judged, by the options that <c>spec</c> and <c>wast</c> share.</summary>
    public static ExecutionOptions ExecutionOf(
        ParseResult parsed, Option<bool> ignoreMessages, Option<TimeSpan> timeout, string? results) =>
        ExecutionOptions.Default with
        {
            CompareMessages = !parsed.GetValue(ignoreMessages),
            TimeLimit = parsed.GetValue(timeout) is var time && time > TimeSpan.Zero ? time : ExecutionOptions.Default.TimeLimit,
            OutputFolder = results is null ? null : Path.Combine(results, "written"),
        };

    private static Shard ParseShard(string text)
    {
        try
        {
            return Shard.Parse(text);
        }
        catch (FormatException exception)
        {
            throw new UsageException("--shard: " + exception.Message);
        }
    }
}

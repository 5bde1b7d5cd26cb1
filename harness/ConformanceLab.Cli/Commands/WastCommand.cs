using System.CommandLine;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab wast FILES|DIRS</c>.</summary>
internal static class WastCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("FILES|DIRS")
        {
            Description =
                "Scripts, or folders whose *.wast are run, those in folders below too. A file *.json is one that wast2json has written.",
            Arity = ArgumentArity.OneOrMore,
        };
        var tier = TierOption.Create();
        var engines = new EngineOption();
        var features = FeatureOptions.Create();
        var ignore = new Option<bool>("--ignore-messages") { Description = "Accept any message of a trap or a rejection." };
        var json = new Option<string?>("--json")
        {
            Description = "Write the counts and failures to this file; - is standard output.",
            HelpName = "FILE",
        };
        var output = new Option<string?>("--out")
        {
            Description =
                "Folder for results (NDJSON, Markdown report, --report), and for what scripts write; without it neither is written.",
            HelpName = "DIR",
        };
        var report = ReportOptions.Report();
        var noTimes = ReportOptions.NoTimes();
        var jobs = Values.Jobs();
        var isolation = IsolationOption.Create();
        var stress = Values.GcStress();
        var eager = Values.Eager();
        var tierUp = Values.TierUp();
        var timeout = Values.CommandTimeout();
        var frontEnd = FrontEndOption.Create();
        var command = new Command("wast", "Runs scripts, with WebAssembly 3.0 and the features given.")
        {
            paths, tier, features, ignore, json, output, report, noTimes, jobs, timeout, isolation, stress, eager, tierUp, frontEnd,
        };
        engines.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var engine = LabEngine.Create(parsed.GetValue(stress), parsed.GetValue(eager), parsed.GetValue(tierUp));
            var chosen = engines.Read(parsed);
            chosen.CheckTiers(parsed.GetValue(tier), engine);
            var results = parsed.GetValue(output);
            var reports = ReportOptions.Of(parsed, results, report, noTimes);
            var files = ScriptFiles.Find(parsed.GetRequiredValue(paths));
            var switches = FeatureOptions.Apply(parsed.GetValue(features));
            var plan = FrontEndOption.Plan(
                parsed.GetValue(frontEnd), reader => Planner.PlanFiles(files, [Planner.AnyTier], switches, reader), cancellation);
            using var starting = chosen.Start(parsed.GetValue(tier), engine, tiers => IsolationOption.StartWorkers(
                parsed.GetValue(isolation), Math.Min(parsed.GetValue(jobs), Math.Max(1, plan.Jobs.Length * tiers)), engine));
            var options = new RunOptions
            {
                Jobs = parsed.GetValue(jobs),
                Execution = SpecCommand.ExecutionOf(parsed, ignore, timeout, results),
            };
            return Task.FromResult(RunSession.Run(starting.Engines, plan, options, reports, cancellation, parsed.GetValue(json)));
        });
        return command;
    }
}

using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ConformanceLab.Cli.Display;
using ConformanceLab.Harness.Audit;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab audit</c>: the suites on engines that lie.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var suites = SuiteOptions.Suites();
        var suite = SuiteOptions.Suite();
        var filter = SuiteOptions.Filter();
        var jobs = Values.Jobs();
        var json = new Option<string?>("--json")
        {
            Description = "Write the audit as JSON to this file; - is standard output.",
            HelpName = "FILE",
        };
        var listWeak = new Option<bool>("--list-weak") { Description = "List the weak assertions, each with its reason." };
        var command = new Command(
            "audit", "Runs the suites on engines that lie, each in one way, and shows that every lie is caught by what is about it.")
        {
            suites, suite, filter, jobs, json, listWeak,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var engine = new LabEngine();
            var selection = ScriptFiles.Locate(parsed.GetValue(suites));
            var names = parsed.GetValue(suite) ?? [];
            if (parsed.GetValue(suites) is null)
            {
                selection = selection with { Suites = Auditor.SuitesOf(selection) };
            }

            SuiteOptions.CheckNames(selection, names);
            var plan = Planner.Plan(selection.Suites, new PlanOptions
            {
                Tiers = [engine.Tiers[0]],
                Suites = [.. names],
                Files = [.. parsed.GetValue(filter) ?? []],
            });
            if (plan.Jobs.IsEmpty)
            {
                throw new UsageException("no script matches; 'clab spec --list' shows what there is");
            }

            // Opened before the run: a name that cannot be written is found out at once.
            using var file = parsed.GetValue(json) is { } path and not "-" ? File.Create(path) : null;
            Console.Error.WriteLine($"suites: {selection.Source}");
            var report = Run(engine, plan, parsed.GetValue(jobs), cancellation);
            var isJson = parsed.GetValue(json) == "-";
            AuditDisplay.Print(isJson ? Console.Error : Console.Out, report, parsed.GetValue(listWeak));
            if (parsed.GetValue(json) is not null)
            {
                using var standard = isJson ? Console.OpenStandardOutput() : null;
                AuditJson.Write(file ?? standard!, report);
            }

            return Task.FromResult(report.Holds ? ExitCode.Good : ExitCode.Failed);
        });
        return command;
    }

    private static AuditReport Run(LabEngine engine, RunPlan plan, int jobs, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var auditor = Auditor.Prepare(engine, plan, jobs, cancellation);
        var done = 0;
        var shown = TimeSpan.Zero;
        return auditor.AuditAll(jobs, Progress, cancellation);

        // A line every two seconds: a short run stays silent.
        void Progress(SaboteurAudit audit)
        {
            done++;
            var elapsed = Stopwatch.GetElapsedTime(started);
            if (elapsed - shown >= TimeSpan.FromSeconds(2))
            {
                shown = elapsed;
                Console.Error.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{done} of {AuditTable.Columns.Length} saboteurs, {audit.Column.Saboteur.Name} was the latest"));
            }
        }
    }
}

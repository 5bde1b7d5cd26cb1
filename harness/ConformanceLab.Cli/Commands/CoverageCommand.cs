using System.CommandLine;
using ConformanceLab.Cli.Display;
using ConformanceLab.Harness.Coverage;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Wasm;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab coverage</c>: what suites touch of the language.</summary>
internal static class CoverageCommand
{
    private static readonly string[] s_formats = ["table", "json", "markdown"];

    public static Command Create()
    {
        var suites = SuiteOptions.Suites();
        var suite = SuiteOptions.Suite();
        var filter = SuiteOptions.Filter();
        var jobs = Values.Jobs();
        var reasons = new Option<string?>("--reasons")
        {
            Description = $"Why some things are not touched; by default {CoverageReasons.FileName} beside the scripts of our own suite.",
            HelpName = "FILE",
        };
        var format = new Option<string>("--format")
        {
            Description = $"How to print: {string.Join(", ", s_formats)}.",
            HelpName = string.Join('|', s_formats),
            DefaultValueFactory = _ => s_formats[0],
        };
        format.AcceptOnlyFromAmong(s_formats);
        var command = new Command(
            "coverage",
            """
            Runs the suites on the interpreter and lists what of the language no command that passes touches. An instruction counts as
            executed if the interpreter executed it in a call, of an assertion or another command, or a start function; else, end, catch,
            catch_all and delegate, if the function that they stand in was called. A validation rule, and the instruction at which it was
            broken, counts if an assert_invalid broke it; a trap if an assert_trap or assert_exhaustion names it; a malformed section if an
            assert_malformed of a binary has it. Exit code 1 if something is not touched and no reason is known, or a reason is out of date.
            """)
        {
            suites, suite, filter, jobs, reasons, format,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var selection = ScriptFiles.Locate(parsed.GetValue(suites));
            var names = parsed.GetValue(suite) ?? [];
            SuiteOptions.CheckNames(selection, names);
            var known = ReasonsOf(selection, parsed.GetValue(reasons));
            var engine = new LabEngine { Options = EngineOptions.Default with { Tier = Tier.Interpreter, CountInstructions = true } };
            var plan = Planner.Plan(selection.Suites, new PlanOptions
            {
                Tiers = [Tier.Interpreter.Name()],
                Suites = [.. names],
                Files = [.. parsed.GetValue(filter) ?? []],
            });
            if (plan.Jobs.IsEmpty)
            {
                throw new UsageException("no script matches; 'clab spec --list' shows what there is");
            }

            Console.Error.WriteLine($"suites: {selection.Source}");
            var collector = new CoverageCollector();
            var progress = new ProgressDisplay(Console.Error, !Console.IsErrorRedirected, maximumFailures: 0);
            var options = new RunOptions { Jobs = parsed.GetValue(jobs) };
            var summary = new ConformanceRunner(engine, options).Run(plan, [progress, collector], cancellation);
            if (summary.IsCancelled)
            {
                return Task.FromResult(summary.ExitCode);
            }

            var report = new CoverageReport(collector.Touched(engine), known);
            CoverageDisplay.Print(Console.Out, Console.IsOutputRedirected, report, parsed.GetValue(format)!);
            if (collector.NotPassed > 0)
            {
                Console.Error.WriteLine($"clab: {collector.NotPassed} of {collector.Passed + collector.NotPassed} commands do not pass and do not count");
            }

            return Task.FromResult(report.IsComplete ? ExitCode.Good : ExitCode.Failed);
        });
        return command;
    }

    private static CoverageReasons ReasonsOf(SuiteSelection selection, string? given)
    {
        if (given is not null)
        {
            return CoverageReasons.Load(given);
        }

        var own = selection.IsOfficial
            ? null
            : selection.Suites.Select(suite => Path.Combine(suite.Root, CoverageReasons.FileName)).FirstOrDefault(File.Exists);
        return own is not null ? CoverageReasons.Load(own) : CoverageReasons.None;
    }
}

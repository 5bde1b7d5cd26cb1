using System.CommandLine;
using System.Globalization;
using ConformanceLab.Cli.Display;
using ConformanceLab.Harness.CrossChecks;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.Interchange;
using ConformanceLab.Wasm;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab cross-check wabt</c>.</summary>
internal static class CrossCheckWabtCommand
{
    public static Command Create()
    {
        var paths = CrossCheckScripts.Argument();
        var list = CrossCheckScripts.List();
        var command = new Command(
            "wabt", "Compares what clab wast2json writes with what wabt's wast2json writes, byte for byte, and explains what differs.")
        {
            paths, list,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var program = Wast2JsonProgram.Start();
            var plan = CrossCheckScripts.Plan(parsed.GetValue(paths));
            var check = new WabtCrossCheck();
            var report = CrossCheckScripts.WithProgress(
                () => string.Create(CultureInfo.InvariantCulture, $"{check.Done} scripts"), () => check.Check(plan, program, cancellation));
            return Task.FromResult(CrossCheckDisplay.Print(Console.Out, $"wabt {program.Version}", report, parsed.GetValue(list)));
        });
        return command;
    }
}

/// <summary>What the commands of <c>cross-check</c> have in common.</summary>
internal static class CrossCheckScripts
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    public static Argument<string[]> Argument() => new("FILES|DIRS")
    {
        Description = "Scripts, or folders of scripts; by default our own suite and those that 'clab spec' finds.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Option<bool> List() => new("--list") { Description = "List every difference and every script that was not compared." };

    public static RunPlan Plan(string[]? paths)
    {
        if (paths is { Length: > 0 })
        {
            return Planner.PlanFiles(ScriptFiles.Find(paths), ["interpreter"], WasmFeatures.All);
        }

        var suites = ScriptFiles.Locate(null).Suites.AsEnumerable();
        if (SuiteLocator.FindRepositorySuites() is { } own)
        {
            suites = suites.Append(SuiteLocator.Lab(own)).DistinctBy(suite => suite.Entry.Name);
        }

        return Planner.Plan(suites, new PlanOptions { Tiers = ["interpreter"] });
    }

    public static T WithProgress<T>(Func<string> progress, Func<T> action)
    {
        using var timer = new Timer(_ => Console.Error.WriteLine(progress()), null, s_interval, s_interval);
        return action();
    }
}

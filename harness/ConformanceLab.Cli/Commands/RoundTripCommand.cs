using System.CommandLine;
using System.Globalization;
using ConformanceLab.Harness.Execution;
using ConformanceLab.Harness.RoundTrips;
using ConformanceLab.Wasm;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab round-trip</c>.</summary>
internal static class RoundTripCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("FILES|DIRS")
        {
            Description = "Scripts, or folders of scripts; by default the suites that 'clab spec' finds.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var features = FeatureOptions.Create();
        var command = new Command(
            "round-trip", "Sends every module of the suites from text to binary to text to binary and reports what changes on the way.")
        {
            paths, features,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var plan = parsed.GetValue(paths) is { Length: > 0 } given
                ? Planner.PlanFiles(
                    ScriptFiles.Find(given), ["interpreter"], FeatureOptions.Apply(parsed.GetValue(features), WasmFeatures.All))
                : Planner.Plan(ScriptFiles.Locate(null).Suites, new PlanOptions { Tiers = ["interpreter"] });
            var summary = RoundTripCheck.Check(plan, cancellation);
            foreach (var failure in summary.Failures)
            {
                Console.Error.WriteLine(failure);
            }

            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{summary.Checked:N0} modules went round, {summary.Failures.Length} changed; "
                        + $"{summary.Skipped:N0} skipped as malformed"));
            return Task.FromResult(summary.Failures.IsEmpty ? ExitCode.Good : ExitCode.Failed);
        });
        return command;
    }
}

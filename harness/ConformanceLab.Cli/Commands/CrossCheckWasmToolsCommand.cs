using System.CommandLine;
using System.Globalization;
using ConformanceLab.Cli.Display;
using ConformanceLab.Harness.CrossChecks;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab cross-check wasm-tools</c>.</summary>
internal static class CrossCheckWasmToolsCommand
{
    public static Command Create()
    {
        var paths = CrossCheckScripts.Argument();
        var list = CrossCheckScripts.List();
        var command = new Command(
            "wasm-tools", "Compares which modules we and wasm-tools accept, and the binaries made of texts; explains what differs.")
        {
            paths, list,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var plan = CrossCheckScripts.Plan(parsed.GetValue(paths));
            var check = new WasmToolsCrossCheck();
            var (version, report) = CrossCheckScripts.WithProgress(
                () => string.Create(CultureInfo.InvariantCulture, $"{check.Done} modules"), () => check.Check(plan, cancellation));
            return Task.FromResult(CrossCheckDisplay.Print(Console.Out, $"wasm-tools ({version})", report, parsed.GetValue(list)));
        });
        return command;
    }
}

using System.CommandLine;
using System.Globalization;
using ConformanceLab.Cli.Display;
using ConformanceLab.Harness.Fuzzing;
using ConformanceLab.Harness.Fuzzing.FrontEnd;
using ConformanceLab.Wasm;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab fuzz frontend</c>: hostile input for decoder, parser, validator, script reader and instantiation.</summary>
internal static class FuzzFrontEndCommand
{
    private static readonly TimeSpan s_defaultTime = TimeSpan.FromMinutes(1);

    public static Command Create()
    {
        var files = new Argument<string[]>("FILES")
        {
            Description = "Try these instead: modules (.wasm, .wat) and scripts (.wast).", Arity = ArgumentArity.ZeroOrMore,
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "The series of inputs; 1 by default.", HelpName = "N", DefaultValueFactory = _ => 1,
        };
        var first = new Option<ulong>("--first") { Description = "Index of the first input; 0 by default.", HelpName = "N" };
        var executions = new Option<ulong?>("--executions") { Description = "How many inputs.", HelpName = "N" };
        var time = Values.Duration("--time", "How long; one minute by default, if --executions does not say when it ends.");
        var replay = new Option<string?>("--replay") { Description = "Try one input again, and write it.", HelpName = "SEED:INDEX" };
        var output = new Option<string>("--out")
        {
            Description = "Folder for what is found; out/fuzz by default.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Path.Combine("out", "fuzz"),
        };
        var log = new Option<string?>("--log") { Description = "Append what was done to this file, as lines of JSON.", HelpName = "FILE" };
        var plant = new Option<string?>("--plant")
        {
            Description = "Make a defect (exception, place, time, memory, crash, hang) where an input is rejected with a message, to see "
                + "that it is found.",
            HelpName = "DEFECT=MESSAGE",
        };
        var jobs = Values.Jobs();
        var command = new Command(
            "frontend",
            "Gives changed and random binaries, texts and scripts to the front end; whatever is not dealt with properly is written.")
        {
            files, seed, first, executions, time, replay, output, log, plant, jobs,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var defect = parsed.GetValue(plant) is { } planted ? ParsePlant(planted) : null;
            if (parsed.GetValue(files) is { Length: > 0 } given)
            {
                return Task.FromResult(Try(given, defect));
            }

            var again = parsed.GetValue(replay) is { } text ? FuzzModuleOptions.ParseCase(text) : ((ulong Seed, ulong Index)?)null;
            var count = again is null ? parsed.GetValue(executions) : 1;
            var options = new FrontEndOptions
            {
                Seed = again?.Seed ?? parsed.GetValue(seed),
                First = again?.Index ?? parsed.GetValue(first),
                Executions = count,
                Time = parsed.GetValue(time) ?? (count is null ? s_defaultTime : null),
                Jobs = again is null ? parsed.GetValue(jobs) : 1,
                Plant = defect,
                Output = Path.GetFullPath(parsed.GetRequiredValue(output)),
            };
            using var records = new FuzzLog(parsed.GetValue(log));
            return Task.FromResult(Run(options, records, again is not null, cancellation));
        });
        return command;
    }

    private static int Run(FrontEndOptions options, FuzzLog log, bool isReplay, CancellationToken cancellation)
    {
        var display = new FuzzDisplay(Console.Error, !Console.IsErrorRedirected);
        var campaign = new FrontEndCampaign(options, log, display.Show);
        using (display.Watch(() => campaign.Read((totals, _) => string.Create(
            CultureInfo.InvariantCulture,
            $"{campaign.Elapsed.TotalSeconds:F0} s: {totals.Executions:N0} executions "
                + $"({totals.Executions / campaign.Elapsed.TotalSeconds:F0}/s), {totals.Outcomes.Count} outcomes, {totals.Bad} findings"))))
        {
            campaign.Run(cancellation);
        }

        var used = campaign.ProcessorTime.TotalSeconds;
        Console.WriteLine(campaign.Read((totals, next) => FrontEndDisplay.Summary(
            totals, string.Create(CultureInfo.InvariantCulture, $"seed {options.Seed}, inputs {options.First} to {next - 1}"), used)));
        if (isReplay)
        {
            Console.WriteLine($"the input: {campaign.Write(options.First)}");
        }

        return !campaign.Findings.IsEmpty ? ExitCode.Failed : cancellation.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Good;
    }

    // In this process: whoever gives a file knows what it may do.
    private static int Try(string[] files, FrontEndPlant? plant)
    {
        using var target = new FrontEndTarget(plant);
        var code = ExitCode.Good;
        foreach (var file in files)
        {
            var format = Path.GetExtension(file) switch
            {
                ".wasm" => InputFormat.Binary,
                ".wat" => InputFormat.Text,
                ".wast" => InputFormat.Script,
                _ => throw new UsageException($"{file}: what is it? Names of modules end in .wasm or .wat, those of scripts in .wast"),
            };
            var result = target.Try(new FrontEndInput(format, WasmFeatures.All, File.ReadAllBytes(file), IsThorough: true));
            var isGood = result.Verdict == FrontEndVerdict.Good;
            Console.WriteLine($"{file}: {(isGood ? result.Outcome : $"{result.Verdict.ToString().ToLowerInvariant()}: {result.Message}")}");
            code = isGood ? code : ExitCode.Failed;
        }

        return code;
    }

    private static FrontEndPlant ParsePlant(string text) => FrontEndPlant.TryParse(text, out var plant)
        ? plant
        : throw new UsageException(
            $"--plant {text}: a defect and the beginning of a message are needed: exception=illegal opcode; defects are "
                + string.Join(", ", Enum.GetNames<FrontEndDefect>().Select(static name => name.ToLowerInvariant())));
}

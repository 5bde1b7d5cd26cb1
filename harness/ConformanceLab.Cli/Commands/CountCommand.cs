using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ConformanceLab.Cli.Display;
using ConformanceLab.Harness.Counting;
using ConformanceLab.Reports.Performance;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Wasi;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab count FILE [ARGS]</c>: what a program executes, to the last machine instruction.</summary>
internal static class CountCommand
{
    private static readonly TimeSpan s_progressInterval = TimeSpan.FromSeconds(1);

    public static Command Create(string[] guestArguments)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "A module in binary or text format. Everything after it goes to the guest.",
        };
        var invoke = new Option<string?>("--invoke")
        {
            Description = "Call this exported function; the guest's arguments are its arguments. By default a command is run (_start).",
            HelpName = "NAME",
        };
        var directories = GuestWorld.Directories();
        var variables = GuestWorld.Variables();
        var input = new Option<string?>("--stdin") { Description = "What the guest reads; by default nothing.", HelpName = "FILE" };
        var tier = new Option<string>("--tier")
        {
            Description = "Whose machine code is counted: baseline, or optimizing, which is the default.",
            HelpName = "TIER",
            DefaultValueFactory = _ => Tier.Optimizing.Name(),
        };
        var runs = new Option<int>("--runs")
        {
            Description = "Run it so often, each time from the start, and see that all figures are the same; exit code 1 if not.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
            CustomParser = result => (int)(Values.Number(result, "a number from 1 to 10000", 1, 10_000) ?? 1),
        };
        var top = new Option<int>("--top")
        {
            Description = "How many functions are listed; 20 by default.",
            HelpName = "N",
            DefaultValueFactory = _ => 20,
            CustomParser = result => (int)(Values.Number(result, "a number from 1 to 1000000", 1, 1_000_000) ?? 20),
        };
        var json = MeasureOptions.Json();
        var label = MeasureOptions.Label();
        var plot = new Option<string?>("--plot")
        {
            Description = "Draw where the instructions are executed: .svg or .png.", HelpName = "FILE",
        };
        var features = FeatureOptions.Create();
        var command = new Command(
            "count",
            "Counts what a program executes, function by function: machine instructions, loads and stores of the frame, moves, code bytes, "
                + "objects, calls. The figures are exact: the same on every run. The guest writes nowhere, its clock and its random "
                + "numbers are always the same.")
        {
            file, invoke, directories, variables, input, tier, runs, top, json, label, plot, features,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var path = parsed.GetRequiredValue(file);
            var name = parsed.GetValue(invoke);
            var run = new CountedRun(path, name, guestArguments)
            {
                Input = parsed.GetValue(input),
                Options = new EngineOptions
                {
                    Tier = ExplainCommand.FindTier(parsed.GetRequiredValue(tier), Tiers.Available, "count reads"),
                    CountBlocks = true,
                    Features = FeatureOptions.Apply(parsed.GetValue(features), WasmFeatures.All),
                },
                World = GuestWorld.CreateOptions(
                    path, name is null ? guestArguments : [], parsed.GetValue(directories) ?? [], parsed.GetValue(variables) ?? []),
            };
            if (run.Options.Tier == Tier.Auto)
            {
                throw new UsageException("--tier auto: which code runs when is up to the clock there; count baseline or optimizing");
            }

            try
            {
                var outputs = new Outputs(
                    parsed.GetValue(top), parsed.GetValue(label), parsed.GetValue(json), parsed.GetValue(plot));
                return Task.FromResult(Count(run, parsed.GetValue(runs), outputs, cancellation));
            }
            catch (ModuleException exception)
            {
                Console.Error.WriteLine(ModuleFiles.Describe(path, exception));
                return Task.FromResult(ExitCode.Failed);
            }
            catch (LinkException exception)
            {
                Console.Error.WriteLine($"clab: {path}: {exception.Message}");
                return Task.FromResult(ExitCode.Failed);
            }
        });
        return command;
    }

    /// <summary>Where results go.</summary>
    private sealed record Outputs(int Top, string? Label, string? Json, string? Plot);

    private static int Count(CountedRun run, int runs, Outputs outputs, CancellationToken cancellation)
    {
        CheckPlot(outputs.Plot);
        var (first, ended) = run.Execute(cancellation);
        var report = first with { Label = outputs.Label };
        var text = report.ToJson();
        var status = new StatusLine(Console.Error);
        var watch = Stopwatch.StartNew();
        for (var again = 2; again <= runs; again++)
        {
            if (!Console.IsErrorRedirected && watch.Elapsed > s_progressInterval)
            {
                status.Show(string.Create(CultureInfo.InvariantCulture, $"run {again} of {runs}"));
            }

            if ((run.Execute(cancellation).Report with { Label = outputs.Label }).ToJson() != text)
            {
                status.Erase();
                Console.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"clab: run {again} of {runs} has other figures than the first: is the program itself always the same?"));
                return ExitCode.Failed;
            }
        }

        status.Erase();
        var output = outputs.Json == "-" ? Console.Error : Console.Out;
        CountDisplay.Print(output, report, outputs.Top);
        output.WriteLine(ended);
        if (runs > 1)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{runs} runs, all figures the same"));
        }

        MeasureOptions.WriteJson(outputs.Json, text);
        if (outputs.Plot is { } plot)
        {
            Draw(report, plot);
        }

        return ExitCode.Good;
    }

    private static bool IsSvg(string path) => Path.GetExtension(path).ToLowerInvariant() == ".svg";

    // Before it takes time.
    private static void CheckPlot(string? path)
    {
        if (path is not null && !IsSvg(path) && Path.GetExtension(path).ToLowerInvariant() != ".png")
        {
            throw new UsageException($"--plot {path}: the name must end with .svg or .png");
        }
    }

    private static void Draw(CountReport report, string path)
    {
        var map = InstructionMap.Of(report);
        if (IsSvg(path))
        {
            File.WriteAllText(OutputFile.Prepare(path), map.ToSvg());
        }
        else
        {
            File.WriteAllBytes(OutputFile.Prepare(path), map.ToPng());
        }
    }
}

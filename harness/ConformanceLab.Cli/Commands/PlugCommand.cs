using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ConformanceLab.Wasm;

namespace ConformanceLab.Cli.Commands;

/// <summary>
/// <c>clab plug</c>: our engine for runners that compare engines side by side, by their plug protocol: options say what to do, the last line of
/// standard output is JSON that says how long it took.
/// </summary>
internal static class PlugCommand
{
    private const string CountMode = "count";

    public static Command Create()
    {
        var wasm = new Option<string>("--wasm") { Description = "The module.", HelpName = "FILE", Required = true };
        var mode = new Option<string>("--mode")
        {
            Description = "run the entry, compile, inst(antiate), call the entry often, let it trap often, or count what a run executes.",
            HelpName = "run|compile|inst|call|trap|count",
            DefaultValueFactory = _ => "run",
        };
        mode.AcceptOnlyFromAmong("run", "compile", "inst", "call", "trap", CountMode);
        var entry = new Option<string>("--entry")
        {
            Description = "The exported function; by default run.",
            HelpName = "NAME",
            DefaultValueFactory = _ => "run",
        };
        var argument = new Option<string[]>("--arg") { Description = "An argument, TYPE:VALUE; repeatable.", HelpName = "TYPE:VALUE" };
        var reps = new Option<int>("--reps") { Description = "Repetitions.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var iterations = new Option<int>("--iters") { Description = "Iterations of each.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var wasi = PlugGuest.Wasi();
        var wasiArguments = PlugGuest.Arguments();
        var directory = PlugGuest.Directory();
        var streams = PlugGuest.Streams();
        var tier = TierOption.Create();
        var eager = Values.Eager();
        var tierUp = Values.TierUp();
        var pooled = new Option<int>("--pooled-memories")
        {
            Description = "How many memories of disposed stores are kept for the next ones; 0 for none.",
            HelpName = "N",
            DefaultValueFactory = _ => EngineOptions.Default.PooledMemories,
        };
        var planted = PlantOption.Create();
        var command = new Command("plug", "Measures a module for a runner that compares engines: prints one line of JSON.")
        {
            wasm, mode, entry, argument, reps, iterations, wasi, wasiArguments, directory, streams[0], streams[1], streams[2],
            tier, eager, tierUp, pooled, planted,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, _) =>
        {
            JsonObject result;
            try
            {
                var chosen = parsed.GetValue(tier) is [var name, ..] ? TierOption.Parse(name) : EngineOptions.Default.Tier;
                var compilation = parsed.GetValue(eager) ? Compilation.Eager : Compilation.Lazy;
                var options = EngineOptions.Default with
                {
                    Tier = chosen,
                    Compilation = compilation,
                    TierUp = Values.ToTierUp(parsed.GetValue(tierUp)),
                    PooledMemories = parsed.GetValue(pooled),
                    Features = WasmFeatures.All,
                    CountBlocks = parsed.GetValue(mode) == CountMode,
                    PlantedDelays = PlantOption.Read(parsed.GetValue(planted) ?? []),
                };
                if (options is { CountBlocks: true, Tier: not (Tier.Baseline or Tier.Optimizing) })
                {
                    throw new NotSupportedException($"only baseline and optimizing can be counted, not {chosen.Name()}");
                }

                var bytes = File.ReadAllBytes(parsed.GetRequiredValue(wasm));
                var plug = new MeasuredModule(options, bytes, parsed.GetValue(reps), parsed.GetValue(iterations));
                var guest = parsed.GetValue(wasi)
                    ? new PlugGuest(
                        parsed.GetRequiredValue(wasm),
                        parsed.GetValue(wasiArguments) ?? [],
                        parsed.GetValue(directory),
                        parsed.GetValue(streams[0]),
                        parsed.GetValue(streams[1]),
                        parsed.GetValue(streams[2]))
                    : null;
                var arguments = (parsed.GetValue(argument) ?? []).Select(ParseArgument).ToArray();
                result = parsed.GetValue(mode) switch
                {
                    "compile" => plug.Compile(),
                    "inst" => plug.Instantiate(),
                    "call" => plug.Call(parsed.GetValue(entry)!, arguments),
                    "trap" => plug.Trap(parsed.GetValue(entry)!, arguments),
                    CountMode => plug.Count(parsed.GetValue(entry)!, arguments, guest),
                    _ when guest is not null => plug.RunCommand(guest),
                    _ => plug.Run(parsed.GetValue(entry)!, arguments),
                };
                result["ok"] = true;
                result["peak_rss_kb"] = Process.GetCurrentProcess().PeakWorkingSet64 / 1024;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                result = new JsonObject { ["ok"] = false, ["error"] = $"{error.GetType().Name}: {error.Message}" };
            }

            Console.WriteLine(result.ToJsonString());
            return Task.FromResult(ExitCode.Good);
        });
        return command;
    }

    private static Value ParseArgument(string text)
    {
        var culture = CultureInfo.InvariantCulture;
        var value = text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return text.Split(':')[0] switch
        {
            "i32" => Value.FromInt32(unchecked((int)long.Parse(value, culture))),
            "i64" => Value.FromInt64(long.Parse(value, culture)),
            "f32" => Value.FromSingle(float.Parse(value, culture)),
            "f64" => Value.FromDouble(double.Parse(value, culture)),
            _ => throw new FormatException($"not an argument: {text}"),
        };
    }
}

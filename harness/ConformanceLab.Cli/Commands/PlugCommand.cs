using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConformanceLab.Harness.Counting;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Wasi;

namespace ConformanceLab.Cli.Commands;

/// <summary>
/// <c>clab plug</c>: our engine for runners that compare engines side by side, by their plug protocol: options say what to do, the last line of
/// standard output is JSON that says how long it took.
/// </summary>
internal static class PlugCommand
{
    // From a trivial module on, what is measured is the engine and not the first steps of .NET.
    private static readonly byte[] s_trivial = [0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0];

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
                var plug = new Plug(options, bytes, parsed.GetValue(reps), parsed.GetValue(iterations));
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

    /// <summary>A module that is measured.</summary>
    private sealed class Plug
    {
        private readonly Engine _engine;
        private readonly byte[] _bytes;
        private readonly int _reps;
        private readonly int _iterations;
        private readonly List<double> _bench = [];
        private long _benchStart;

        public Plug(EngineOptions options, byte[] bytes, int reps, int iterations)
        {
            _engine = new Engine(options);
            _bytes = bytes;
            _reps = Math.Max(1, reps);
            _iterations = Math.Max(1, iterations);
            using var trivial = Module.FromBytes(_engine, s_trivial);
            trivial.CompileAll();
        }

        public JsonObject Run(string entry, Value[] arguments)
        {
            var start = Stopwatch.GetTimestamp();
            using var module = Load();
            var compile = Since(start);
            using var store = new Store(_engine, StoreLimits.Default);
            start = Stopwatch.GetTimestamp();
            var instance = Link(module).Instantiate(store, module);
            var instantiate = Since(start);
            var function = instance.GetFunction(entry);
            var runs = new JsonArray();
            Value[] results = [];
            for (var rep = 0; rep < _reps; rep++)
            {
                start = Stopwatch.GetTimestamp();
                results = function.Invoke(arguments);
                runs.Add(Since(start));
            }

            return Answer(compile, instantiate, runs, results is [var result, ..] ? Format(result) : null);
        }

        // Each repetition is a fresh instance with fresh streams: a command runs once.
        public JsonObject RunCommand(PlugGuest guest)
        {
            var start = Stopwatch.GetTimestamp();
            using var module = Load();
            var compile = Since(start);
            double? instantiate = null;
            var runs = new JsonArray();
            var code = 0;
            for (var rep = 0; rep < _reps; rep++)
            {
                using var streams = guest.Open();
                using var wasi = new WasiContext(streams.Options);
                using var store = new Store(_engine, StoreLimits.Default);
                var linker = Link(module);
                wasi.Define(linker);
                start = Stopwatch.GetTimestamp();
                var instance = linker.Instantiate(store, module);
                instantiate ??= Since(start);
                start = Stopwatch.GetTimestamp();
                code = wasi.Run(instance);
                runs.Add(Since(start));
            }

            return Answer(compile, instantiate, runs, string.Create(CultureInfo.InvariantCulture, $"exit:{code}"));
        }

        // One run, from instantiation on; of a command with a clock and random numbers that are always the same.
        public JsonObject Count(string entry, Value[] arguments, PlugGuest? guest)
        {
            using var module = Load();
            using var store = new Store(_engine, StoreLimits.Default);
            using var streams = guest?.Open();
            using var wasi = streams is null
                ? null
                : new WasiContext(streams.Options with { Time = new CountedTime(), RandomSeed = CountedRun.Seed });
            var linker = Link(module);
            wasi?.Define(linker);
            var instance = linker.Instantiate(store, module);
            var result = wasi is null
                ? instance.GetFunction(entry).Invoke(arguments) is [var first, ..] ? Format(first) : null
                : string.Create(CultureInfo.InvariantCulture, $"exit:{wasi.Run(instance)}");
            var totals = CountTotals.Of(ExecutionCounter.Count(module), store.AllocatedBytes);
            return new JsonObject
            {
                ["counts"] = JsonSerializer.SerializeToNode(totals, JsonSerializerOptions.Web), ["result"] = result,
            };
        }

        private JsonObject Answer(double compile, double? instantiate, JsonArray runs, string? result) => new()
        {
            ["compile_ms"] = compile,
            ["instantiate_ms"] = instantiate,
            ["run_ms"] = runs,
            ["bench_ms"] = new JsonArray([.. _bench.Select(time => (JsonNode)time)]),
            ["result"] = result,
            ["functions"] = Functions(),
        };

        public JsonObject Compile()
        {
            var times = new JsonArray();
            var processor = new JsonArray();
            for (var rep = 0; rep < _reps; rep++)
            {
                var before = Environment.CpuUsage.TotalTime;
                var start = Stopwatch.GetTimestamp();
                using (var module = Module.FromBytes(_engine, _bytes))
                {
                    module.CompileAll();
                    times.Add(Since(start));
                    processor.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
                }
            }

            return new JsonObject { ["compile_ms"] = times, ["compile_cpu_ms"] = processor, ["functions"] = Functions() };
        }

        public JsonObject Instantiate()
        {
            using var module = Load();
            var linker = Link(module);
            return PerIteration(() =>
            {
                using var store = new Store(_engine, StoreLimits.Default);
                DefineMemories(linker, store, module);
                linker.Instantiate(store, module);
            });
        }

        // Those that a module imports, as small as it lets them be.
        private static void DefineMemories(Linker linker, Store store, Module module)
        {
            foreach (var import in module.Imports)
            {
                if (import.Type is MemoryExternType { Type: { IsShared: false } type })
                {
                    linker.Define(import.Module, import.Name, new Memory(store, type));
                }
            }
        }

        public JsonObject Call(string entry, Value[] arguments)
        {
            using var module = Module.FromBytes(_engine, _bytes);
            using var store = new Store(_engine, StoreLimits.Default);
            var instance = Link(module).Instantiate(store, module);
            var type = instance.GetFunction(entry).Type;
            var times = new JsonArray();
            string? last = null;
            for (var rep = 0; rep < _reps; rep++)
            {
                var start = Stopwatch.GetTimestamp();
                last = CallOften(instance, entry, type, arguments);
                times.Add(Since(start) * 1e6 / _iterations);
            }

            return new JsonObject { ["ns_per"] = times, ["result"] = last };
        }

        public JsonObject Trap(string entry, Value[] arguments)
        {
            using var module = Module.FromBytes(_engine, _bytes);
            using var store = new Store(_engine, StoreLimits.Default);
            var function = Link(module).Instantiate(store, module).GetFunction(entry);
            var caught = 0L;
            var result = PerIteration(() =>
            {
                try
                {
                    function.Invoke(arguments);
                }
                catch (TrapException)
                {
                    caught++;
                }
            });
            result["result"] = caught.ToString(CultureInfo.InvariantCulture);
            return result;
        }

        private string? CallOften(Instance instance, string entry, FunctionType type, Value[] arguments)
        {
            if (type is { Parameters: [], Results: [] })
            {
                var action = instance.GetAction(entry);
                for (var i = 0; i < _iterations; i++)
                {
                    action();
                }

                return null;
            }

            if (type.Parameters.Length == 2 && type.Parameters[0] == ValType.I32)
            {
                var add = instance.GetFunction<int, int, int>(entry);
                var (x, y) = (arguments[0].AsInt32(), arguments[1].AsInt32());
                for (var i = 0; i < _iterations; i++)
                {
                    x = add(x, y);
                }

                return x.ToString(CultureInfo.InvariantCulture);
            }

            if (type.Parameters.Length == 2 && type.Parameters[0] == ValType.F64)
            {
                var add = instance.GetFunction<double, double, double>(entry);
                var (x, y) = (arguments[0].AsDouble(), arguments[1].AsDouble());
                for (var i = 0; i < _iterations; i++)
                {
                    x = add(x, y);
                }

                return x.ToString("R", CultureInfo.InvariantCulture);
            }

            var function = instance.GetFunction(entry);
            Value[] results = [];
            for (var i = 0; i < _iterations; i++)
            {
                results = function.Invoke(arguments);
            }

            return results is [var result, ..] ? Format(result) : null;
        }

        private JsonObject PerIteration(Action action)
        {
            var times = new JsonArray();
            for (var rep = 0; rep < _reps; rep++)
            {
                var start = Stopwatch.GetTimestamp();
                for (var i = 0; i < _iterations; i++)
                {
                    action();
                }

                times.Add(Since(start) * 1e6 / _iterations);
            }

            return new JsonObject { ["ns_per"] = times };
        }

        // What is not compiled here shows up where it is called for the first time.
        private Module Load()
        {
            var module = Module.FromBytes(_engine, _bytes);
            if (_engine.Options.Compilation == Compilation.Eager)
            {
                module.CompileAll();
            }

            return module;
        }

        private Linker Link(Module module)
        {
            var linker = new Linker(_engine) { AllowShadowing = true };
            foreach (var import in module.Imports)
            {
                if (import.Type is FunctionExternType { Type: var type })
                {
                    linker.DefineFunction(import.Module, import.Name, type, static (_, _, _) => { });
                }
            }

            linker.DefineFunction("bench", "start", () => { _benchStart = Stopwatch.GetTimestamp(); });
            linker.DefineFunction("bench", "end", () => _bench.Add(Since(_benchStart)));
            linker.DefineFunction("host", "nop", () => { });
            linker.DefineFunction("host", "add", (int a, int b) => a + b);
            linker.DefineFunction("host", "addf", (double a, double b) => a + b);
            linker.DefineFunction("host", "add64", (long a, long b) => a + b);
            linker.DefineFunction("env", "clock_ms", () => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1000));
            return linker;
        }

        private JsonObject Functions()
        {
            var functions = new JsonObject();
            foreach (var (tier, count) in _engine.Statistics.FunctionsTranslated)
            {
                functions[tier.Name()] = count;
            }

            return functions;
        }

        // Finer than a TimeSpan, which has ticks of 100 ns.
        private static double Since(long start) => (Stopwatch.GetTimestamp() - start) * 1000.0 / Stopwatch.Frequency;

        private static string Format(Value value) => value.Kind switch
        {
            ValueKind.I32 => value.AsInt32().ToString(CultureInfo.InvariantCulture),
            ValueKind.I64 => value.AsInt64().ToString(CultureInfo.InvariantCulture),
            ValueKind.F32 => value.AsSingle().ToString("R", CultureInfo.InvariantCulture),
            ValueKind.F64 => value.AsDouble().ToString("R", CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ConformanceLab.Harness.Counting;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Wasi;

namespace ConformanceLab.Cli.Commands;

/// <summary>A module that <c>clab plug</c> measures, in the ways of the plug protocol; each answers with the members that it adds to the line.</summary>
internal sealed class MeasuredModule
{
    // From a trivial module on, what is measured is the engine and not the first steps of .NET.
    private static readonly byte[] s_trivial = [0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0];

    private readonly Engine _engine;
    private readonly byte[] _bytes;
    private readonly int _reps;
    private readonly int _iterations;
    private readonly List<double> _bench = [];
    private long _benchStart;

    public MeasuredModule(EngineOptions options, byte[] bytes, int reps, int iterations)
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
            runs.Add((JsonNode)Since(start));
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
            runs.Add((JsonNode)Since(start));
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
            ["counts"] = totals.ToJsonNode(), ["result"] = result,
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
                times.Add((JsonNode)Since(start));
                processor.Add((JsonNode)(Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
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
            times.Add((JsonNode)(Since(start) * 1e6 / _iterations));
        }

        return new JsonObject { ["ns_per"] = times, ["result"] = last };
    }

    public JsonObject Trap(string entry, Value[] arguments)
    {
        using var module = Module.FromBytes(_engine, _bytes);
        using var store = new Store(_engine, StoreLimits.Default);
        var function = Link(module).Instantiate(store, module).GetFunction(entry);
        var caught = 0L;
        var result = PerIteration(() => caught += CallAndCatch(function, arguments));
        result["result"] = caught.ToString(CultureInfo.InvariantCulture);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CallAndCatch(Function function, Value[] arguments)
    {
        try
        {
            function.Invoke(arguments);
            return 0;
        }
        catch (TrapException)
        {
            return 1;
        }
    }

    // Not as it was compiled ahead of time: nothing replaces that while its loops run, and their calls go by stubs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

        if (type.Parameters.Length == 2 && type.Parameters[0] == ValType.I64)
        {
            var add = instance.GetFunction<long, long, long>(entry);
            var (x, y) = (arguments[0].AsInt64(), arguments[1].AsInt64());
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

            times.Add((JsonNode)(Since(start) * 1e6 / _iterations));
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

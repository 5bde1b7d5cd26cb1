using BenchmarkDotNet.Attributes;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Validation;
using ConformanceLab.Wasm.Wasi;

namespace ConformanceLab.Performance;

/// <summary>What comes before tiers differ, for each program of <c>suites/programs</c>.</summary>
public class ProgramFrontEndBenchmarks
{
    private byte[] _bytes = [];
    private WasmFeatures _features;
    private ConformanceLab.Wasm.Modules.WasmModule? _syntax;

    /// <summary>The program.</summary>
    [ParamsSource(typeof(Programs), nameof(Programs.Names))]
    public string Program { get; set; } = "";

    /// <summary>Reads the module.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _bytes = Programs.ReadModule(Program);
        _features = Programs.FeaturesOf(Program);
        _syntax = ModuleReader.Read(_bytes, _features);
    }

    /// <summary>Bytes to syntax, the grammar of bodies included.</summary>
    [Benchmark]
    public object Decode() => ModuleReader.Read(_bytes, _features);

    /// <summary>What was decoded is validated.</summary>
    [Benchmark]
    public object Validate() => ModuleValidator.Validate(_syntax!);
}

/// <summary>Compilation of whole programs, on all processors; the interpreter, which does not compile, is left out.</summary>
public class ProgramCompilationBenchmarks
{
    private byte[] _bytes = [];
    private Engine? _engine;
    private Module? _module;

    /// <summary>The tier.</summary>
    [ParamsSource(nameof(CompilingTiers))]
    public string Tier { get; set; } = "";

    /// <summary>The program.</summary>
    [ParamsSource(typeof(Programs), nameof(Programs.Names))]
    public string Program { get; set; } = "";

    /// <summary>Tiers that compile.</summary>
    public static IEnumerable<string> CompilingTiers => TierNames.All.Skip(1);

    /// <summary>Makes the engine.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _bytes = Programs.ReadModule(Program);
        _engine = new Engine(EngineOptions.Default with { Tier = TierNames.Parse(Tier), Features = Programs.FeaturesOf(Program) });
    }

    /// <summary>A module that nothing of is compiled.</summary>
    [IterationSetup]
    public void Load() => _module = Module.FromBytes(_engine!, _bytes);

    /// <summary>Frees it.</summary>
    [IterationCleanup]
    public void Unload() => _module!.Dispose();

    /// <summary>Frees the engine.</summary>
    [GlobalCleanup]
    public void Cleanup() => _engine!.Dispose();

    /// <summary>All functions, once.</summary>
    [Benchmark]
    public void Compile() => _module!.CompileAll();
}

/// <summary>Instances and runs of programs whose code is there, by tier.</summary>
[TierRatio]
public class ProgramBenchmarks
{
    private Engine? _engine;
    private Module? _module;

    /// <summary>The program.</summary>
    [ParamsSource(typeof(Programs), nameof(Programs.Names))]
    public string Program { get; set; } = "";

    /// <summary>The tier.</summary>
    [ParamsSource(typeof(TierNames), nameof(TierNames.All))]
    public string Tier { get; set; } = "";

    /// <summary>Compiles the program.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _engine = new Engine(EngineOptions.Default with { Tier = TierNames.Parse(Tier), Features = Programs.FeaturesOf(Program) });
        _module = Module.FromBytes(_engine, Programs.ReadModule(Program));
        _module.CompileAll();
    }

    /// <summary>Frees it.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _module!.Dispose();
        _engine!.Dispose();
    }

    /// <summary>A store, a system and an instance, and all of it freed.</summary>
    [Benchmark]
    public void Instantiate()
    {
        using var wasi = new WasiContext(WasiOptions.Default);
        using var store = new Store(_engine!);
        _ = Link(wasi, store);
    }

    /// <summary>The same, and the program run to its end, with the arguments that the manifest has for benchmarks.</summary>
    [Benchmark]
    public int Run()
    {
        using var wasi = new WasiContext(Programs.OptionsOf(Program));
        using var store = new Store(_engine!);
        var code = wasi.Run(Link(wasi, store));
        return code == 0 ? code : throw new InvalidOperationException($"{Program} ends with exit code {code}");
    }

    private Instance Link(WasiContext wasi, Store store)
    {
        var linker = new Linker(_engine!);
        wasi.Define(linker);
        return linker.Instantiate(store, _module!);
    }
}

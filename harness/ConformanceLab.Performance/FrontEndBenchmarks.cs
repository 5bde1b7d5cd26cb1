using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Text;
using ConformanceLab.Wasm.Validation;

namespace ConformanceLab.Performance;

/// <summary>Adds <see cref="ThroughputColumn"/> to the tables of a class.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ThroughputAttribute : Attribute, IConfigSource
{
    /// <inheritdoc/>
    public IConfig Config { get; } = ManualConfig.CreateEmpty().AddColumn(new ThroughputColumn());
}

/// <summary>Binary format: decoding, and decoding with validation, on one core.</summary>
[MemoryDiagnoser]
[Throughput]
public class FrontEndBenchmarks
{
    /// <summary>The modules.</summary>
    public static IEnumerable<Input> Modules => Inputs.Binaries();

    /// <summary>The module to read.</summary>
    [ParamsSource(nameof(Modules))]
    public Input Module { get; set; } = null!;

    /// <summary>Sections, bodies sliced only.</summary>
    [Benchmark]
    public object DecodeSections() => ModuleReader.Read(Module.Bytes, WasmFeatures.All, checkBodies: false);

    /// <summary>Sections and the grammar of all bodies.</summary>
    [Benchmark]
    public object Decode() => ModuleReader.Read(Module.Bytes, WasmFeatures.All);

    /// <summary>What an engine does before it can compile.</summary>
    [Benchmark]
    public object DecodeAndValidate() => ModuleValidator.Validate(ModuleReader.Read(Module.Bytes, WasmFeatures.All, checkBodies: false));
}

/// <summary>Text format: parsing and printing.</summary>
[MemoryDiagnoser]
[Throughput]
public class TextBenchmarks
{
    /// <summary>The modules.</summary>
    public static IEnumerable<Input> Modules => Inputs.Texts();

    /// <summary>The module to parse.</summary>
    [ParamsSource(nameof(Modules))]
    public Input Module { get; set; } = null!;

    /// <summary>Text to syntax.</summary>
    [Benchmark]
    public object Parse() => TextParser.ParseModule(Module.Bytes, WasmFeatures.All);
}

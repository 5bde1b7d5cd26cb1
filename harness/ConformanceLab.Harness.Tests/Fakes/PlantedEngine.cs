using System.Collections.Immutable;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Saboteurs;
using ConformanceLab.Harness.Fuzzing;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;

namespace ConformanceLab.Harness.Tests.Fakes;

/// <summary>Our engine with a defect made on purpose, for scripts.</summary>
internal sealed class PlantedEngine(PlantedBug bug) : IEngineAdapter
{
    private readonly LabEngine _inner = new();

    public string Name => "planted";

    public string Version => _inner.Version;

    public ImmutableArray<string> Tiers => _inner.Tiers;

    public WasmFeatures Features => _inner.Features;

    public OracleStrength Strength => _inner.Strength;

    public IEngineSession CreateSession(SessionOptions options) => new Session(_inner.CreateSession(options), options.Features, bug);

    private sealed class Session(IEngineSession inner, WasmFeatures features, PlantedBug bug) : ForwardingSession(inner)
    {
        public override Outcome Compile(int module, ModuleSource source, bool checkCustomSections)
        {
            var bytes = ModuleSyntax.TryRead(source, features) is { } syntax ? ModuleWriter.Write(syntax) : source.Bytes;
            return base.Compile(module, new ModuleSource(ModuleForm.Binary, bug.Apply(bytes, features)), checkCustomSections);
        }

        protected override ForwardingSession Wrap(IEngineSession thread) => new Session(thread, features, bug);
    }
}

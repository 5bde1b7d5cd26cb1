using ConformanceLab.Harness.Counting;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Tests.Counting;

/// <summary>An instance of a module in text form whose code counts, or not.</summary>
internal sealed class CountedGuest : IDisposable
{
    private readonly Engine _engine;
    private readonly Store _store;

    public CountedGuest(string text, Tier tier, bool countsBlocks = true, (int Function, int Block)? planted = null, int hostResult = 0)
        : this(
            engine => Module.FromText(engine, text),
            new EngineOptions
            {
                Tier = tier, CountBlocks = countsBlocks, PlantedInstruction = planted, Features = WasmFeatures.All,
            },
            hostResult)
    {
    }

    public CountedGuest(Func<Engine, Module> load, EngineOptions options, int hostResult = 0)
    {
        _engine = new Engine(options);
        Module = load(_engine);
        _store = new Store(_engine);
        var linker = new Linker(_engine);
        foreach (var import in Module.Imports)
        {
            linker.DefineFunction(import.Module, import.Name, ((FunctionExternType)import.Type).Type, (_, _, results) =>
            {
                if (results.Length > 0)
                {
                    results[0] = Value.FromInt32(hostResult);
                }
            });
        }

        Instance = linker.Instantiate(_store, Module);
    }

    public Module Module { get; }

    public Instance Instance { get; }

    public Store Store => _store;

    public int Call(string name, params int[] arguments) =>
        Instance.GetFunction(name).Invoke([.. arguments.Select(Value.FromInt32)]) is [var result, ..] ? result.AsInt32() : 0;

    public ProgramCount Count() => ExecutionCounter.Count(Module);

    public FunctionCount Count(string export) =>
        Count().Functions.Single(function => Module.Explain(function.Index).ExportNames.Contains(export));

    public void Dispose()
    {
        _store.Dispose();
        Module.Dispose();
        _engine.Dispose();
    }
}

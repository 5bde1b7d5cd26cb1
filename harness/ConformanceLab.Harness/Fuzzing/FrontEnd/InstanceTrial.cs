using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Fuzzing.FrontEnd;

/// <summary>
/// Instantiates valid modules: imports are defined as they are asked for, and everything that a module may use is little. For one thread at
/// a time.
/// </summary>
internal sealed class InstanceTrial : IDisposable
{
    // Units of fuel: little, since one may fill all of the memory.
    private const ulong Fuel = 2000;

    // A guest may wait for what nobody does. Few do; all others end long before, on a busy machine too.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    // An engine keeps types, and memories for the next store.
    private const int ModulesPerEngine = 2000;

    private static readonly StoreLimits s_limits = new()
    {
        MemoryBytes = 1 << 20, TableElements = 20_000, GcHeapBytes = 1 << 20, StackBytes = 128 << 10, Instances = 4,
    };

    private readonly Dictionary<(WasmFeatures Features, Tier Tier), Engine> _engines = [];
    private readonly Timer _timer;
    private volatile Store? _store;
    private int _modules;

    public InstanceTrial() => _timer = new Timer(_ => _store?.Interrupt());

    /// <summary>Instantiates a module.</summary>
    /// <returns>How that ended, in words.</returns>
    public string Run(FrontEndInput input, WasmModule syntax)
    {
        var engine = EngineOf(input);
        using var module = Module.FromSyntax(engine, syntax);
        using var store = new Store(engine, s_limits) { Fuel = Fuel };
        try
        {
            _store = store;
            _timer.Change(s_patience, Timeout.InfiniteTimeSpan);
            var linker = new Linker(store.Engine) { AllowShadowing = true };
            foreach (var import in module.Imports)
            {
                HostModule.Define(linker, store, import, static _ => { });
            }

            linker.Instantiate(store, module);
            return "instantiated";
        }
        catch (TrapException trap)
        {
            return $"trapped: {trap.Code}";
        }
        catch (WasmThrownException)
        {
            return "threw";
        }
        catch (LinkException error)
        {
            return $"not linked: {error.Reason}";
        }
        finally
        {
            _timer.Change(Timeout.Infinite, Timeout.Infinite);
            _store = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        DisposeEngines();
    }

    private void DisposeEngines()
    {
        foreach (var engine in _engines.Values)
        {
            engine.Dispose();
        }

        _engines.Clear();
    }

    private Engine EngineOf(FrontEndInput input)
    {
        var tier = input.IsThorough ? Tiers.Available[^1] : Tier.Interpreter;
        if (++_modules % ModulesPerEngine == 0)
        {
            DisposeEngines();
        }

        if (!_engines.TryGetValue((input.Features, tier), out var engine))
        {
            engine = new Engine(EngineOptions.Default with { Tier = tier, Features = input.Features, ConsumeFuel = true });
            _engines.Add((input.Features, tier), engine);
        }

        return engine;
    }
}

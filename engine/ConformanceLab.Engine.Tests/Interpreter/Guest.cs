using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Interpreter;

/// <summary>An instance of a module in text, with an engine and a store of its own.</summary>
internal sealed class Guest : IDisposable
{
    public Guest(string text, EngineOptions? options = null, StoreLimits? limits = null, Action<Linker, Store>? define = null)
    {
        Engine = new Wasm.Engine(options ?? Interpreted);
        Store = new Store(Engine, limits ?? StoreLimits.Default);
        Linker = new Linker(Engine);
        define?.Invoke(Linker, Store);
        Instance = Instantiate(text);
    }

    /// <summary>The interpreter, with defaults apart from that.</summary>
    public static EngineOptions Interpreted { get; } = EngineOptions.Default with { Tier = Tier.Interpreter };

    public Wasm.Engine Engine { get; }

    public Store Store { get; }

    public Linker Linker { get; }

    public Instance Instance { get; }

    public Instance Instantiate(string text)
    {
        using var module = Module.FromText(Engine, text);
        return Linker.Instantiate(Store, module);
    }

    public Value[] Call(string name, params ReadOnlySpan<Value> arguments) => Instance.GetFunction(name).Invoke(arguments);

    public int CallInt32(string name, params ReadOnlySpan<Value> arguments) => Assert.Single(Call(name, arguments)).AsInt32();

    /// <summary>Calls what must trap.</summary>
    public TrapException Trap(string name, params ReadOnlySpan<Value> arguments)
    {
        try
        {
            Call(name, arguments);
        }
        catch (TrapException trap)
        {
            return trap;
        }

        throw new Xunit.Sdk.XunitException($"{name} returned");
    }

    public void Dispose()
    {
        Store.Dispose();
        Engine.Dispose();
    }
}

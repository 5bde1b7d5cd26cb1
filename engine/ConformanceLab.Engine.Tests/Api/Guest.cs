namespace ConformanceLab.Wasm.Tests.Api;

/// <summary>An instance of a module in the text format with an engine and a store of its own.</summary>
internal sealed class Guest : IDisposable
{
    public Guest(string text, Action<Linker>? define = null, EngineOptions? options = null, StoreLimits? limits = null)
    {
        Engine = new Engine(options ?? EngineOptions.Default);
        Store = new Store(Engine, limits ?? StoreLimits.Default);
        Linker = new Linker(Engine);
        define?.Invoke(Linker);
        Instance = Instantiate(text);
    }

    public Engine Engine { get; }

    public Store Store { get; }

    public Linker Linker { get; }

    public Instance Instance { get; }

    public Function this[string name] => Instance.GetFunction(name);

    public Instance Instantiate(string text)
    {
        using var module = Module.FromText(Engine, text);
        return Linker.Instantiate(Store, module);
    }

    public void Dispose()
    {
        if (!Store.IsDisposed)
        {
            Store.Dispose();
        }

        Engine.Dispose();
    }
}

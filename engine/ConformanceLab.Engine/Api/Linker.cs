using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm;

/// <summary>
/// Names for what modules import: host functions and shared memories for any store, and things of single stores. Definitions must not be
/// made while another thread uses the linker; instantiating from several threads (into different stores) is fine.
/// </summary>
public sealed partial class Linker
{
    private readonly Dictionary<(string Module, string Name), object> _definitions = [];
    private readonly Engine _engine;

    /// <summary>Creates an empty linker.</summary>
    public Linker(Engine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        _engine = engine;
    }

    /// <summary>Whether a definition may replace an earlier one of the same name.</summary>
    public bool AllowShadowing { get; set; }

    /// <summary>Defines a thing of a store: it can be imported into instances of that store only.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Define(string module, string name, Extern item)
    {
        ArgumentNullException.ThrowIfNull(item);
        DefineItem(module, name, item);
    }

    /// <summary>Defines a shared memory, for any store.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Define(string module, string name, SharedMemory memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        DefineItem(module, name, memory);
    }

    /// <summary>Defines all exports of an instance under the name of a module.</summary>
    /// <exception cref="ArgumentException">A name is taken; the ones before it are defined.</exception>
    public void DefineInstance(string module, Instance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        foreach (var (name, item) in instance.Exports)
        {
            DefineItem(module, name, item);
        }
    }

    /// <summary>Defines a host function of any type, for any store.</summary>
    /// <param name="module">First name.</param>
    /// <param name="name">Second name.</param>
    /// <param name="type">Parameters and results.</param>
    /// <param name="callback">
    /// What it does. Whatever it throws passes through wasm to the caller; see <see cref="WasmThrownException"/>.
    /// </param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void DefineFunction(string module, string name, FunctionType type, FunctionCallback callback) =>
        Define(module, name, HostCallbacks.Create(type, callback));

    /// <summary>What a name stands for in a store, or null.</summary>
    /// <exception cref="ArgumentException">It stands for a thing of another store.</exception>
    public Extern? Find(Store store, string module, string name)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (!_definitions.TryGetValue((module, name), out var definition))
        {
            return null;
        }

        using var use = store.State.Use();
        switch (definition)
        {
            case HostCallback callback:
                return Function.Of(store.State.HostFunctionOf(callback));
            case SharedMemory memory:
                return new Memory(store.State, Share(store, memory));
            default:
                var item = (Extern)definition;
                Instance.Unwrap(store, item, nameof(store));
                return item;
        }
    }

    /// <summary>Instantiates a module: finds its imports, initialises memories and tables, runs the start function.</summary>
    /// <param name="store">Where the instance is to live.</param>
    /// <param name="module">The module.</param>
    /// <param name="cancellationToken">Ends the start function when cancelled.</param>
    /// <exception cref="LinkException">An import is missing or does not match.</exception>
    /// <exception cref="TrapException">A segment is out of bounds, a limit is reached, or the start function traps.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ArgumentException">The module belongs to another engine, or an import to another store.</exception>
    public Instance Instantiate(Store store, Module module, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(module);
        using var use = store.State.Use();
        var imports = module.Loaded.Syntax.Imports;
        var items = new object?[imports.Count];
        for (var i = 0; i < items.Length; i++)
        {
            if (_definitions.TryGetValue((imports[i].Module, imports[i].Name), out var definition))
            {
                items[i] = definition switch
                {
                    HostCallback callback => store.State.HostFunctionOf(callback),
                    SharedMemory memory => Share(store, memory),
                    _ => Instance.Unwrap(store, (Extern)definition, nameof(module)),
                };
            }
        }

        return Instance.Create(store, module, items, cancellationToken);
    }

    // The store owns a share from now on: another thread may dispose the object at any time.
    private static LinearMemory Share(Store store, SharedMemory shared)
    {
        var memory = shared.Memory;
        store.State.ShareMemory(memory);
        return memory;
    }

    private void Define(string module, string name, HostCallback callback) => DefineItem(module, name, callback);

    private void DefineItem(string module, string name, object item)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(name);
        if (AllowShadowing)
        {
            _definitions[(module, name)] = item;
        }
        else if (!_definitions.TryAdd((module, name), item))
        {
            throw new ArgumentException($"\"{module}\" \"{name}\" is defined already", nameof(name));
        }
    }
}

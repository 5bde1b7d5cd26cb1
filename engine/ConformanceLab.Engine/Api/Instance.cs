using System.Diagnostics.CodeAnalysis;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm;

/// <summary>A module in a store. Lives until the store is disposed.</summary>
public sealed partial class Instance
{
    /// <summary>Instantiates a module whose imports are given one by one. Usually a <see cref="Linker"/> finds them.</summary>
    /// <param name="store">Where the instance is to live.</param>
    /// <param name="module">The module.</param>
    /// <param name="imports">What stands for each of the module's imports, in order.</param>
    /// <exception cref="LinkException">An import is missing or does not match.</exception>
    /// <exception cref="TrapException">A segment is out of bounds, a limit is reached, or the start function traps.</exception>
    /// <exception cref="ArgumentException">The module belongs to another engine, or an import to another store.</exception>
    public Instance(Store store, Module module, params ReadOnlySpan<Extern> imports)
        : this(Create(store, module, imports))
    {
    }

    private Instance(ModuleInstance state)
    {
        State = state;
        state.Facade ??= this;
    }

    /// <summary>The store it lives in.</summary>
    public Store Store => State.Store.Facade;

    /// <summary>Name of the module, if it has one.</summary>
    public string? ModuleName => State.Module.Syntax.Names.Module;

    /// <summary>All exports, in the module's order.</summary>
    public IEnumerable<KeyValuePair<string, Extern>> Exports
    {
        get
        {
            foreach (var export in State.Module.Syntax.Exports)
            {
                yield return new KeyValuePair<string, Extern>(export.Name, FindExport(State, export.Name)!);
            }
        }
    }

    internal ModuleInstance State { get; }

    /// <summary>An export of any kind.</summary>
    /// <exception cref="KeyNotFoundException">There is none of the name; so too for the following.</exception>
    public Extern GetExport(string name) => Get<Extern>(name, "item");

    /// <summary>Looks an export of any kind up.</summary>
    public bool TryGetExport(string name, [NotNullWhen(true)] out Extern? item) => TryGet(name, out item);

    /// <summary>An exported function.</summary>
    /// <exception cref="KeyNotFoundException">There is none of the name.</exception>
    public Function GetFunction(string name) => Get<Function>(name, "function");

    /// <summary>Looks an exported function up.</summary>
    public bool TryGetFunction(string name, [NotNullWhen(true)] out Function? function) => TryGet(name, out function);

    /// <summary>An exported memory.</summary>
    /// <exception cref="KeyNotFoundException">There is none of the name.</exception>
    public Memory GetMemory(string name) => Get<Memory>(name, "memory");

    /// <summary>Looks an exported memory up.</summary>
    public bool TryGetMemory(string name, [NotNullWhen(true)] out Memory? memory) => TryGet(name, out memory);

    /// <summary>An exported table.</summary>
    /// <exception cref="KeyNotFoundException">There is none of the name.</exception>
    public Table GetTable(string name) => Get<Table>(name, "table");

    /// <summary>Looks an exported table up.</summary>
    public bool TryGetTable(string name, [NotNullWhen(true)] out Table? table) => TryGet(name, out table);

    /// <summary>An exported global.</summary>
    /// <exception cref="KeyNotFoundException">There is none of the name.</exception>
    public Global GetGlobal(string name) => Get<Global>(name, "global");

    /// <summary>Looks an exported global up.</summary>
    public bool TryGetGlobal(string name, [NotNullWhen(true)] out Global? global) => TryGet(name, out global);

    /// <summary>An exported tag.</summary>
    /// <exception cref="KeyNotFoundException">There is none of the name.</exception>
    public Tag GetTag(string name) => Get<Tag>(name, "tag");

    /// <summary>Looks an exported tag up.</summary>
    public bool TryGetTag(string name, [NotNullWhen(true)] out Tag? tag) => TryGet(name, out tag);

    /// <summary>The one object for an instance.</summary>
    internal static Instance Of(ModuleInstance state) => state.Facade ?? new Instance(state);

    /// <summary>An export as object of the API.</summary>
    internal static Extern? FindExport(ModuleInstance state, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        using var use = state.Store.Use();
        return state.FindExport(name, out _) switch
        {
            FunctionInstance function => Function.Of(function),
            TableInstance table => Table.Of(table),
            LinearMemory memory => new Memory(state.Store, memory),
            GlobalInstance global => Global.Of(global),
            TagInstance tag => Tag.Of(tag),
            _ => null,
        };
    }

    /// <summary>Instantiates with what stands for the imports, as far as there is something.</summary>
    internal static Instance Create(Store store, Module module, ReadOnlySpan<object?> imports, CancellationToken cancellationToken)
    {
        var state = store.State;
        var loaded = module.Loaded;
        if (!ReferenceEquals(loaded.Engine, state.Engine))
        {
            throw new ArgumentException("the module belongs to another engine", nameof(module));
        }

        using var use = state.Use();
        state.BeginCall();

        // Another thread may dispose the module before the store holds it.
        loaded.AddOwner();
        try
        {
            return Create(state, loaded, imports, cancellationToken);
        }
        finally
        {
            loaded.RemoveOwner();
        }
    }

    /// <summary>What the runtime needs of an import.</summary>
    /// <exception cref="ArgumentException">It belongs to another store.</exception>
    internal static object Unwrap(Store store, Extern item, string argument)
    {
        if (!ReferenceEquals(item.State, store.State))
        {
            throw new ArgumentException($"the {item.Kind.ToString().ToLowerInvariant()} belongs to another store", argument);
        }

        return item switch
        {
            Function function => function.Instance,
            Table table => table.Instance,
            Memory memory => memory.Instance,
            Global global => global.Instance,
            Tag tag => tag.Instance,
            _ => throw new ArgumentException("unknown kind of import", argument),
        };
    }

    private static Instance Create(
        StoreState state, LoadedModule loaded, ReadOnlySpan<object?> imports, CancellationToken cancellationToken)
    {
        var observation = state.Observe(cancellationToken);
        try
        {
            return Of(Instantiation.Run(state, loaded, imports));
        }
        finally
        {
            state.StopObserving(observation);
        }
    }

    private static ModuleInstance Create(Store store, Module module, ReadOnlySpan<Extern> imports)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(module);
        var items = new object?[imports.Length];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Unwrap(store, imports[i], nameof(imports));
        }

        return Create(store, module, items, CancellationToken.None).State;
    }

    private T Get<T>(string name, string kind)
        where T : Extern =>
        TryGet<T>(name, out var item) ? item : throw new KeyNotFoundException($"the instance exports no {kind} \"{name}\"");

    private bool TryGet<T>(string name, [NotNullWhen(true)] out T? item)
        where T : Extern
    {
        item = FindExport(State, name) as T;
        return item is not null;
    }
}

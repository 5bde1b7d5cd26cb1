using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Gc;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>
/// Everything that belongs to one store: instances of all kinds, their native memory, the executor, limits. An instance lives until its
/// store is disposed. Used by one thread at a time (its owner), except for <see cref="Interrupt"/>.
/// Source: specification, "Store".
/// </summary>
internal sealed unsafe partial class StoreState : IRootSource, IDisposable
{
    private readonly List<ModuleInstance> _instances = [];
    private readonly List<FunctionInstance> _functions = [];
    private readonly List<TableInstance> _tables = [];
    private readonly List<LinearMemory> _memories = [];
    private readonly List<GlobalInstance> _globals = [];
    private readonly List<TagInstance> _tags = [];
    private readonly HashSet<LinearMemory> _sharedMemories = [];
    private readonly HashSet<LoadedModule> _modules = [];
    private readonly Dictionary<HostCallback, FunctionInstance> _hostFunctions = [];

    public StoreState(Store facade, Engine engine, StoreLimits limits)
    {
        Facade = facade;
        Engine = engine;
        engine.AddUser();
        Limits = limits;
        MemoryBytes = new ResourceBudget(limits.MemoryBytes);
        TableElements = new ResourceBudget((ulong)limits.TableElements);
        Arena = new NativeArena();
        Context = Arena.Allocate<StoreContext>(1);
        Context->ConsumesFuel = engine.Options.ConsumeFuel ? 1 : 0;
        var heapBytes = Math.Min(limits.GcHeapBytes, GcHeap.LargestLimit);
        try
        {
            Heap = new GcHeap(
                Context, engine.Descriptors, new GcHeapOptions { LimitBytes = heapBytes, IsStress = engine.Options.GcStress });
            Heap.AddRootSource(this);
            Constants = new ConstantEvaluator(this);
            Heap.AddRootSource(Constants);
            Executor = Executors.Create(this);
        }
        catch (OutOfMemoryException)
        {
            Heap?.Dispose();
            Arena.Dispose();
            engine.RemoveUser();
            throw;
        }
    }

    /// <summary>The object of the public API that stands for it.</summary>
    public Store Facade { get; }

    /// <summary>The engine it belongs to.</summary>
    public Engine Engine { get; }

    /// <summary>Its limits.</summary>
    public StoreLimits Limits { get; }

    /// <summary>Bytes of linear memory that may still be had.</summary>
    public ResourceBudget MemoryBytes { get; }

    /// <summary>Table elements that may still be had.</summary>
    public ResourceBudget TableElements { get; }

    /// <summary>Native blocks that live as long as the store.</summary>
    public NativeArena Arena { get; }

    /// <summary>What code reads.</summary>
    public StoreContext* Context { get; }

    /// <summary>The garbage-collected heap, with the handles and roots of the host.</summary>
    public GcHeap Heap { get; }

    /// <summary>Evaluates constant expressions.</summary>
    public ConstantEvaluator Constants { get; }

    /// <summary>What runs the functions.</summary>
    public Executor Executor { get; }

    /// <summary>Module instances, by <see cref="InstanceData.InstanceId"/>.</summary>
    public IReadOnlyList<ModuleInstance> Instances => _instances;

    /// <summary>Tables, by <see cref="TableData.TableId"/>.</summary>
    public ReadOnlySpan<TableInstance> Tables => CollectionsMarshal.AsSpan(_tables);

    /// <summary>Memories that the store owns a share of.</summary>
    public ReadOnlySpan<LinearMemory> Memories => CollectionsMarshal.AsSpan(_memories);

    /// <summary>Tags, by <see cref="TagInstance.Id"/>.</summary>
    public ReadOnlySpan<TagInstance> Tags => CollectionsMarshal.AsSpan(_tags);

    /// <summary>The module instance that data belongs to.</summary>
    public ModuleInstance InstanceOf(InstanceData* data) => _instances[(int)data->InstanceId];

    /// <summary>
    /// The instance of a frame that calls a host function; null if that is <see cref="HostInstance"/>: the function was entered by its own thunk.
    /// </summary>
    public ModuleInstance? CallerOf(InstanceData* data) => data == HostInstance ? null : InstanceOf(data);

    /// <summary>What stands for an instance where host functions are called; null where code is interpreted.</summary>
    public InstanceData* HostInstance { get; set; }

    /// <summary>The function that a record belongs to.</summary>
    public FunctionInstance FunctionOf(FunctionRecord* record) =>
        record->FunctionId != 0
            ? _functions[(int)record->FunctionId - 1]
            : InstanceOf(record->Instance).CreateFunction(record);

    /// <summary>Takes a function's object over: its <see cref="FunctionRecord.FunctionId"/>.</summary>
    public uint AddFunction(FunctionInstance function) => Add(_functions, function) + 1;

    public uint AddTable(TableInstance table) => Add(_tables, table);

    public uint AddTag(TagInstance tag) => Add(_tags, tag);

    public uint AddInstance(ModuleInstance instance) => Add(_instances, instance);

    public void AddGlobal(GlobalInstance global) => _globals.Add(global);

    /// <summary>Takes a new memory over from whoever made it.</summary>
    public void AddMemory(LinearMemory memory)
    {
        memory.Data->MemoryId = (uint)_memories.Count;
        _memories.Add(memory);
        if (memory.Type.IsShared)
        {
            _sharedMemories.Add(memory);
        }
    }

    /// <summary>Becomes an owner of a shared memory, once.</summary>
    /// <exception cref="ObjectDisposedException">Its last owner has let go.</exception>
    public void ShareMemory(LinearMemory memory)
    {
        if (!_sharedMemories.Contains(memory))
        {
            memory.AddOwner();
            _sharedMemories.Add(memory);
            _memories.Add(memory);
        }
    }

    /// <summary>The references that the store's globals, tables, segments and stack hold.</summary>
    public void VisitRoots(IRootVisitor visitor)
    {
        foreach (var global in _globals)
        {
            if (global.HoldsRef)
            {
                visitor.Visit(&global.Cell->Low.Ref);
            }
        }

        foreach (var table in _tables)
        {
            table.VisitRoots(visitor);
        }

        foreach (var instance in _instances)
        {
            instance.VisitRoots(visitor);
        }

        Executor.VisitRoots(visitor);
    }

    /// <summary>Frees everything.</summary>
    /// <exception cref="InvalidOperationException">Something is running.</exception>
    public void Dispose()
    {
        if (!TryEnd())
        {
            return;
        }

        lock (_interruptLock)
        {
            _isDisposed = true;
        }

        Executor.Dispose();
        Constants.Dispose();
        foreach (var memory in _memories)
        {
            memory.Release();
        }

        foreach (var table in _tables)
        {
            table.Free();
        }

        Heap.Dispose();
        Arena.Dispose();
        foreach (var module in _modules)
        {
            module.RemoveOwner();
        }

        Engine.RemoveUser();
    }

    /// <summary>
    /// To be called where the host is about to call, before it makes references: a safepoint if nothing of the store is running.
    /// </summary>
    public void BeginCall()
    {
        if (IsOutermost)
        {
            Heap.Safepoint();
        }
    }

    /// <summary>A host function, a new one each time.</summary>
    public FunctionInstance CreateHostFunction(HostCallback callback)
    {
        if (Engine.Options.PlantedDelays.HostCall is > 0 and var turns)
        {
            callback = new DelayedCallback(callback, turns);
        }

        var function = new HostFunctionInstance(
            this, callback.Type, callback.CanonicalTypeIn(Engine), Arena.Allocate<FunctionRecord>(1), callback);
        Executor.Prepare(function);
        return function;
    }

    /// <summary>The function that stands for a linker's definition in this store.</summary>
    public FunctionInstance HostFunctionOf(HostCallback callback)
    {
        if (!_hostFunctions.TryGetValue(callback, out var function))
        {
            function = CreateHostFunction(callback);
            _hostFunctions.Add(callback, function);
        }

        return function;
    }

    /// <summary>Keeps a module's types and code as long as the store.</summary>
    public void Hold(LoadedModule module)
    {
        if (!_modules.Contains(module))
        {
            module.AddOwner();
            _modules.Add(module);
        }
    }

    private static uint Add<T>(List<T> list, T item)
    {
        list.Add(item);
        return (uint)(list.Count - 1);
    }
}

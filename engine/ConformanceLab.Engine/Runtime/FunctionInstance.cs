using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>A function of a store: of wasm or of the host. Source: specification, "Function Instances".</summary>
internal abstract unsafe class FunctionInstance
{
    private protected FunctionInstance(StoreState store, FunctionType type, FunctionRecord* record)
    {
        Store = store;
        Type = type;
        Record = record;
        ParameterSlots = Slot.CountOf(type.Parameters.AsSpan());
        ResultSlots = Slot.CountOf(type.Results.AsSpan());
        BufferSlots = Math.Max(ParameterSlots, ResultSlots);
        record->FunctionId = store.AddFunction(this);
    }

    /// <summary>The object of the public API that stands for it, once there is one.</summary>
    public Function? Facade { get; set; }

    /// <summary>The store it belongs to.</summary>
    public StoreState Store { get; }

    /// <summary>Its type; heap types in it are canonical ids.</summary>
    public FunctionType Type { get; }

    /// <summary>What references to it point to. Lives as long as the store.</summary>
    public FunctionRecord* Record { get; }

    /// <summary>Slots that the arguments take.</summary>
    public int ParameterSlots { get; }

    /// <summary>Slots that the results take.</summary>
    public int ResultSlots { get; }

    /// <summary>Slots of an argument-and-result buffer.</summary>
    public int BufferSlots { get; }

    /// <summary>
    /// What a compiling tier enters the code of a function of wasm by, for its own use; 0 before the first call from the host, and for the
    /// host's functions.
    /// </summary>
    public nint EntryThunk { get; set; }

    /// <summary>The code that the host has entered, when somebody last looked what code it is.</summary>
    public nint EnteredCode { get; set; }

    /// <summary>The same if it is brief; otherwise no address that code has.</summary>
    public nint BriefCode { get; set; } = -1;

    /// <summary>What brief code is entered by.</summary>
    public nint BriefThunk { get; set; }
}

/// <summary>A function defined by a module. Made when somebody asks for it; until then there is its record alone.</summary>
internal sealed unsafe class WasmFunction : FunctionInstance
{
    /// <summary>The object of a function.</summary>
    /// <param name="instance">Its instance.</param>
    /// <param name="definition">Its index among the functions that the module defines.</param>
    public WasmFunction(ModuleInstance instance, int definition)
        : base(
            instance.Store, instance.Module.FunctionTypeOf(instance.Module.Syntax.Functions[definition].TypeIndex),
            instance.Records + definition)
    {
        Instance = instance;
        Index = instance.Module.ImportedFunctions + definition;
        Definition = instance.Module.Syntax.Functions[definition];
    }

    /// <summary>The instance whose spaces its code uses.</summary>
    public ModuleInstance Instance { get; }

    /// <summary>Its index in the instance's function space (imports come first).</summary>
    public int Index { get; }

    /// <summary>Its locals and body.</summary>
    public FunctionDefinition Definition { get; }

    /// <summary>
    /// What the executor made of it, for its own use; null before the first call. Code that depends on the module alone is shared through
    /// <see cref="LoadedModule.Code"/> instead.
    /// </summary>
    public object? Code { get; set; }
}

/// <summary>A function of the host, in a store.</summary>
internal sealed unsafe class HostFunctionInstance : FunctionInstance
{
    public HostFunctionInstance(StoreState store, FunctionType type, int canonicalType, FunctionRecord* record, HostCallback callback)
        : base(store, type, record)
    {
        record->CanonicalType = (uint)canonicalType;
        Callback = callback;
    }

    /// <summary>What it does.</summary>
    public HostCallback Callback { get; }
}

using ConformanceLab.Wasm.Gc;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>Offsets in the structures of <c>Layouts.cs</c>, for code that is not written in C#.</summary>
internal static unsafe class LayoutOffsets
{
    static LayoutOffsets()
    {
        InstanceData instance;
        InstanceStore = (int)((byte*)&instance.Store - (byte*)&instance);
        InstanceBase = (int)((byte*)&instance.Base - (byte*)&instance);
        InstanceMemory0Base = (int)((byte*)&instance.Memory0Base - (byte*)&instance);
        InstanceMemories = (int)((byte*)&instance.Memories - (byte*)&instance);
        InstanceTables = (int)((byte*)&instance.Tables - (byte*)&instance);
        InstanceGlobals = (int)((byte*)&instance.Globals - (byte*)&instance);
        InstanceTags = (int)((byte*)&instance.Tags - (byte*)&instance);
        InstanceData = (int)((byte*)&instance.Data - (byte*)&instance);
        InstanceElements = (int)((byte*)&instance.Elements - (byte*)&instance);
        InstanceInterruptWord = (int)((byte*)&instance.InterruptWord - (byte*)&instance);
        InstanceStackLimit = (int)((byte*)&instance.StackLimit - (byte*)&instance);

        StoreContext store;
        StoreStackLimit = (int)((byte*)&store.StackLimit - (byte*)&store);
        StoreActivations = (int)((byte*)&store.Activations - (byte*)&store);
        StoreHostDispatcher = (int)((byte*)&store.HostDispatcher - (byte*)&store);
        StoreTrapDispatcher = (int)((byte*)&store.TrapDispatcher - (byte*)&store);
        StoreTrapStub = (int)((byte*)&store.TrapStub - (byte*)&store);
        StoreLandingStub = (int)((byte*)&store.LandingStub - (byte*)&store);
        StoreTrapPc = (int)((byte*)&store.TrapPc - (byte*)&store);
        StoreTrapAddress = (int)((byte*)&store.TrapAddress - (byte*)&store);
        StoreTrapSignal = (int)((byte*)&store.TrapSignal - (byte*)&store);
        StoreResumePc = (int)((byte*)&store.ResumePc - (byte*)&store);
        StoreResumeFrame = (int)((byte*)&store.ResumeFrame - (byte*)&store);
        StoreFuel = (int)((byte*)&store.Fuel - (byte*)&store);
        StoreTypeDescriptors = (int)((byte*)&store.TypeDescriptors - (byte*)&store);
        StoreHeapBase = (int)((byte*)&store.HeapBase - (byte*)&store);
        StoreHeapTop = (int)((byte*)&store.HeapTop - (byte*)&store);
        StoreHeapLimit = (int)((byte*)&store.HeapLimit - (byte*)&store);

        Activation activation;
        ActivationPrevious = (int)((byte*)&activation.Previous - (byte*)&activation);
        ActivationEntryFrame = (int)((byte*)&activation.EntryFrame - (byte*)&activation);
        ActivationExit = (int)((byte*)&activation.Exit - (byte*)&activation);

        FunctionRecord function;
        FunctionCode = (int)((byte*)&function.Code - (byte*)&function);
        FunctionCodeSlot = (int)((byte*)&function.CodeSlot - (byte*)&function);
        FunctionInstance = (int)((byte*)&function.Instance - (byte*)&function);
        FunctionCanonicalType = (int)((byte*)&function.CanonicalType - (byte*)&function);

        MemoryData memory;
        MemoryBase = (int)((byte*)&memory.Base - (byte*)&memory);
        MemoryByteLength = (int)((byte*)&memory.ByteLength - (byte*)&memory);

        TableData table;
        TableElements = (int)((byte*)&table.Elements - (byte*)&table);
        TableLength = (int)((byte*)&table.Length - (byte*)&table);

        TypeDescriptor descriptor;
        DescriptorKind = (int)((byte*)&descriptor.Kind - (byte*)&descriptor);
        DescriptorDepth = (int)(&descriptor.Depth - (byte*)&descriptor);
        DescriptorInlineDisplay = (int)((byte*)descriptor.InlineDisplay - (byte*)&descriptor);
        DescriptorDisplay = (int)((byte*)&descriptor.Display - (byte*)&descriptor);
    }

    /// <summary><see cref="InstanceData.Store"/>.</summary>
    public static int InstanceStore { get; }

    /// <summary><see cref="InstanceData.Base"/>.</summary>
    public static int InstanceBase { get; }

    /// <summary><see cref="InstanceData.Memory0Base"/>.</summary>
    public static int InstanceMemory0Base { get; }

    /// <summary><see cref="StoreContext.StackLimit"/>.</summary>
    public static int StoreStackLimit { get; }

    /// <summary><see cref="StoreContext.Activations"/>.</summary>
    public static int StoreActivations { get; }

    /// <summary><see cref="StoreContext.HostDispatcher"/>.</summary>
    public static int StoreHostDispatcher { get; }

    /// <summary><see cref="StoreContext.TrapDispatcher"/>.</summary>
    public static int StoreTrapDispatcher { get; }

    /// <summary><see cref="StoreContext.TrapStub"/>.</summary>
    public static int StoreTrapStub { get; }

    /// <summary><see cref="StoreContext.LandingStub"/>.</summary>
    public static int StoreLandingStub { get; }

    /// <summary><see cref="StoreContext.TrapPc"/>.</summary>
    public static int StoreTrapPc { get; }

    /// <summary><see cref="StoreContext.TrapAddress"/>.</summary>
    public static int StoreTrapAddress { get; }

    /// <summary><see cref="StoreContext.TrapSignal"/>.</summary>
    public static int StoreTrapSignal { get; }

    /// <summary><see cref="StoreContext.ResumePc"/>.</summary>
    public static int StoreResumePc { get; }

    /// <summary><see cref="StoreContext.ResumeFrame"/>.</summary>
    public static int StoreResumeFrame { get; }

    /// <summary><see cref="Activation.Previous"/>.</summary>
    public static int ActivationPrevious { get; }

    /// <summary><see cref="Activation.EntryFrame"/>.</summary>
    public static int ActivationEntryFrame { get; }

    /// <summary><see cref="Activation.Exit"/>.</summary>
    public static int ActivationExit { get; }

    /// <summary><see cref="FunctionRecord.Code"/>.</summary>
    public static int FunctionCode { get; }

    /// <summary><see cref="FunctionRecord.CodeSlot"/>.</summary>
    public static int FunctionCodeSlot { get; }

    /// <summary><see cref="FunctionRecord.Instance"/>.</summary>
    public static int FunctionInstance { get; }

    /// <summary><see cref="InstanceData.Memories"/>.</summary>
    public static int InstanceMemories { get; }

    /// <summary><see cref="InstanceData.Tables"/>.</summary>
    public static int InstanceTables { get; }

    /// <summary><see cref="InstanceData.Globals"/>.</summary>
    public static int InstanceGlobals { get; }

    /// <summary><see cref="InstanceData.Tags"/>.</summary>
    public static int InstanceTags { get; }

    /// <summary><see cref="InstanceData.Data"/>.</summary>
    public static int InstanceData { get; }

    /// <summary><see cref="InstanceData.Elements"/>.</summary>
    public static int InstanceElements { get; }

    /// <summary><see cref="InstanceData.InterruptWord"/>.</summary>
    public static int InstanceInterruptWord { get; }

    /// <summary><see cref="InstanceData.StackLimit"/>.</summary>
    public static int InstanceStackLimit { get; }

    /// <summary><see cref="StoreContext.Fuel"/>.</summary>
    public static int StoreFuel { get; }

    /// <summary><see cref="StoreContext.TypeDescriptors"/>.</summary>
    public static int StoreTypeDescriptors { get; }

    /// <summary><see cref="StoreContext.HeapBase"/>.</summary>
    public static int StoreHeapBase { get; }

    /// <summary><see cref="StoreContext.HeapTop"/>.</summary>
    public static int StoreHeapTop { get; }

    /// <summary><see cref="StoreContext.HeapLimit"/>.</summary>
    public static int StoreHeapLimit { get; }

    /// <summary><see cref="MemoryData.Base"/>.</summary>
    public static int MemoryBase { get; }

    /// <summary><see cref="MemoryData.ByteLength"/>.</summary>
    public static int MemoryByteLength { get; }

    /// <summary><see cref="TableData.Elements"/>.</summary>
    public static int TableElements { get; }

    /// <summary><see cref="TableData.Length"/>.</summary>
    public static int TableLength { get; }

    /// <summary><see cref="FunctionRecord.CanonicalType"/>.</summary>
    public static int FunctionCanonicalType { get; }

    /// <summary><see cref="TypeDescriptor.Kind"/>.</summary>
    public static int DescriptorKind { get; }

    /// <summary><see cref="TypeDescriptor.Depth"/>.</summary>
    public static int DescriptorDepth { get; }

    /// <summary><see cref="TypeDescriptor.InlineDisplay"/>.</summary>
    public static int DescriptorInlineDisplay { get; }

    /// <summary><see cref="TypeDescriptor.Display"/>.</summary>
    public static int DescriptorDisplay { get; }
}

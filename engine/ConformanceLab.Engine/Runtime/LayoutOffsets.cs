namespace ConformanceLab.Wasm.Runtime;

/// <summary>Offsets in the structures of <c>Layouts.cs</c>, for code that is not written in C#.</summary>
internal static unsafe class LayoutOffsets
{
    static LayoutOffsets()
    {
        InstanceData instance;
        InstanceStore = (int)((byte*)&instance.Store - (byte*)&instance);
        InstanceMemory0Base = (int)((byte*)&instance.Memory0Base - (byte*)&instance);

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

        Activation activation;
        ActivationPrevious = (int)((byte*)&activation.Previous - (byte*)&activation);
        ActivationEntryFrame = (int)((byte*)&activation.EntryFrame - (byte*)&activation);
        ActivationExitFrame = (int)((byte*)&activation.ExitFrame - (byte*)&activation);
        ActivationExitPc = (int)((byte*)&activation.ExitPc - (byte*)&activation);

        FunctionRecord function;
        FunctionCodeSlot = (int)((byte*)&function.CodeSlot - (byte*)&function);
        FunctionInstance = (int)((byte*)&function.Instance - (byte*)&function);
    }

    /// <summary><see cref="InstanceData.Store"/>.</summary>
    public static int InstanceStore { get; }

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

    /// <summary><see cref="Activation.Previous"/>.</summary>
    public static int ActivationPrevious { get; }

    /// <summary><see cref="Activation.EntryFrame"/>.</summary>
    public static int ActivationEntryFrame { get; }

    /// <summary><see cref="Activation.ExitFrame"/>.</summary>
    public static int ActivationExitFrame { get; }

    /// <summary><see cref="Activation.ExitPc"/>.</summary>
    public static int ActivationExitPc { get; }

    /// <summary><see cref="FunctionRecord.CodeSlot"/>.</summary>
    public static int FunctionCodeSlot { get; }

    /// <summary><see cref="FunctionRecord.Instance"/>.</summary>
    public static int FunctionInstance { get; }
}

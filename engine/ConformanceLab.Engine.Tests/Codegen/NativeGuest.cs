using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Runtime;
using Xunit;
using static ConformanceLab.Wasm.Codegen.StubRegister;

namespace ConformanceLab.Wasm.Tests.Codegen;

internal unsafe delegate void NativeHostBody(NativeGuest guest, InstanceData* caller, Slot* slots);

/// <summary>A store without anything but what compiled code needs: one instance, a page of memory with a guard, host functions.</summary>
internal sealed unsafe class NativeGuest : NativeCalls
{
    public const int AccessibleBytes = 65536;
    private const int ReservedBytes = 1 << 20;

    private readonly NativeArena _arena;
    private readonly Reservation _memory;
    private readonly CodeBlock _block;
    private readonly ThunkSet _thunks = new(NativeCode.Space, NativeCode.Stubs);
    private readonly List<NativeHostBody> _hosts = [];
    private readonly InstanceData* _hostInstance;

    private NativeGuest(NativeArena arena, StoreContext* context, nuint stackBytes)
        : base(context, stackBytes, (nint)(delegate* unmanaged<StoreContext*, FunctionRecord*, Slot*, int>)&DispatchHostCall)
    {
        _arena = arena;
        Context = context;
        _memory = Reservation.TryCreate(ReservedBytes)!;
        Assert.True(_memory.TryCommit(AccessibleBytes));
        Instance = arena.Allocate<InstanceData>(1);
        Instance->Store = context;
        Instance->Base = Instance->Memory0Base = _memory.Base;
        Instance->InstanceId = 7;
        _hostInstance = arena.Allocate<InstanceData>(1);
        _hostInstance->Store = context;
        _block = NativeCode.Space.TryAllocate(CodeKind.Functions, 64 * 1024)!;
    }

    public StoreContext* Context { get; }

    public InstanceData* Instance { get; }

    public nuint MemoryBase => (nuint)_memory.Base;

    /// <summary>Frames that the last exceptions passed, innermost activation first.</summary>
    public List<NativeFrame> Frames { get; } = [];

    public (nint Pc, nuint Address, int Signal) LastTrap { get; private set; }

    public static NativeGuest Create(uint stackBytes = uint.MaxValue)
    {
        Assert.SkipUnless(NativeCode.IsSupported, NativeCode.Reason);
        var arena = new NativeArena();
        return new NativeGuest(arena, arena.Allocate<StoreContext>(1), stackBytes);
    }

    /// <summary>Frees everything.</summary>
    public void Close()
    {
        _thunks.Dispose();
        _block.Release();
        Dispose();
        _memory.Dispose();
        _arena.Dispose();
    }

    /// <summary>A function: the frame, the body, and nothing behind.</summary>
    public CompiledCode Function(Action<StubWriter, List<TrapSite>> body)
    {
        var writer = new StubWriter();
        var sites = new List<TrapSite>();
        WritePrologue(writer);
        body(writer, sites);
        var code = writer.TryPlace(_block, new TrapSites(sites.ToArray()));
        Assert.NotNull(code);
        return code;
    }

    /// <summary>Code without a frame: for tail calls.</summary>
    public CompiledCode Bare(Action<StubWriter> body)
    {
        var writer = new StubWriter();
        body(writer);
        return writer.TryPlace(_block)!;
    }

    public static void WritePrologue(StubWriter writer)
    {
        writer.Push(Rbp);
        writer.Move(Rbp, Rsp);
        writer.Push(R15);
        writer.SubtractImmediate(Rsp, 8);
    }

    public static void WriteEpilogue(StubWriter writer, int argumentBytes = 0)
    {
        writer.Leave();
        writer.Return(argumentBytes);
    }

    /// <summary>eax = the i32 at memory address rdi, which may trap.</summary>
    public static void WriteLoad(StubWriter writer, List<TrapSite> sites)
    {
        writer.Add(Rdi, R14);
        sites.Add(new TrapSite((uint)writer.Length, TrapCode.MemoryOutOfBounds, IsFault: true));
        writer.Load32(Rax, Rdi, 0);
    }

    /// <summary>A cold stub.</summary>
    public static void WriteTrap(StubWriter writer, List<TrapSite> sites, TrapCode code)
    {
        writer.Load(Rax, R15, LayoutOffsets.InstanceStore);
        writer.CallMemory(Rax, LayoutOffsets.StoreTrapStub);
        sites.Add(new TrapSite((uint)writer.Length, code, IsFault: false));
    }

    /// <summary>A call through a record, as of an import; arguments are where they belong.</summary>
    public static void WriteRecordCall(StubWriter writer, FunctionRecord* record, bool isTail = false)
    {
        writer.MoveImmediate(Rax, (long)record);
        writer.Load(R15, Rax, LayoutOffsets.FunctionInstance);
        writer.Load(R14, R15, LayoutOffsets.InstanceBase);
        if (isTail)
        {
            writer.JumpMemory(Rax, LayoutOffsets.FunctionCode);
            return;
        }

        writer.CallMemory(Rax, LayoutOffsets.FunctionCode);
        writer.Load(R15, Rbp, -8);
        writer.Load(R14, R15, LayoutOffsets.InstanceBase);
    }

    public FunctionRecord* Host(FunctionType type, NativeHostBody body)
    {
        var record = _arena.Allocate<FunctionRecord>(1);
        record->Code = _thunks.HostCallFor(type);
        record->Instance = _hostInstance;
        record->FunctionId = (uint)_hosts.Count;
        _hosts.Add(body);
        return record;
    }

    public void Run(FunctionType type, CompiledCode code, Slot* slots) => Run(type, code.Address, slots);

    public void Run(FunctionType type, nint code, Slot* slots) => Enter(_thunks.EntryFor(type), Instance, code, slots).ThrowIfAny();

    /// <summary>Calls a function of i32 → i32.</summary>
    public int Run(CompiledCode code, int argument)
    {
        var slots = stackalloc Slot[1];
        slots[0].U64 = 0xAAAA_AAAA_0000_0000 | (uint)argument;
        Run(Types.IntToInt, code, slots);
        return slots[0].I32;
    }

    protected override void SetStackLimit(nuint limit) => Context->StackLimit = limit;

    [UnmanagedCallersOnly]
    private static int DispatchHostCall(StoreContext* context, FunctionRecord* function, Slot* slots)
    {
        var guest = (NativeGuest)Of(context);
        try
        {
            guest._hosts[(int)function->FunctionId](guest, *(InstanceData**)(context->Activations->ExitFrame - 8), slots);
            return (int)ActivationStatus.Completed;
        }
        catch (Exception error)
        {
            return (int)guest.HandOn(error);
        }
    }

    protected override bool MayFault(nuint address) => address - MemoryBase < ReservedBytes;

    protected override Exception CreateTrap(CompiledCode code, TrapSite site)
    {
        LastTrap = (Context->TrapPc, Context->TrapAddress, Context->TrapSignal);
        return base.CreateTrap(code, site);
    }

    protected override void NoteFrames(Exception error)
    {
        foreach (var frame in WalkFrames())
        {
            Frames.Add(frame);
        }
    }
}

internal static class Types
{
    public static FunctionType IntToInt { get; } = new([ValType.I32], [ValType.I32]);

    public static FunctionType TwoIntsToInt { get; } = new([ValType.I32, ValType.I32], [ValType.I32]);
}

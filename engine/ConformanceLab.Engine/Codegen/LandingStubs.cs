using ConformanceLab.Wasm.Codegen.Abi;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.StubRegister;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// The ways out of an activation, one copy for the process. All signatures share them, because entry frames begin alike
/// (<see cref="EntryFrame"/>).
/// </summary>
/// <remarks>
/// <code>
///  fault ─▶ signal handler ─▶ SignalLanding ─┐      brief code: status BriefTrap ─▶ Exit ─▶ NativeCalls.TakeBriefTrap
///  cold stub: call Trap ─────────────────────┴▶ managed TrapDispatcher (on top of the guest's frames: it can still see them)
///                                                     │ status
///  helper or host function failed, status in eax ─────┴▶ Landing ─▶ Exit ─▶ back in managed code
///                                        │   entry thunk, eax = 0 ──▶ Exit
///                                        └▶ status Resume: on at the handler, in a frame of the same activation
/// </code>
/// </remarks>
internal sealed class LandingStubs
{
    /// <summary>
    /// Behind a fault: how far above <see cref="Activation.Exit"/> the frame is that is made for a function without one.
    /// <code>
    ///   │ return address  │   the end of the stack, where it faulted
    ///   │ caller's rbp    │ ◀ MissingFrame
    ///   │ instance        │
    ///   │ pc              │
    ///   │ caller's rbp    │ ◀ Exit
    /// </code>
    /// </summary>
    public const int MissingFrame = 24;

    private const int BlockBytes = 4096;

    private LandingStubs(CodeBlock block, nint exit, nint landing, nint signalLanding, nint trap)
    {
        Block = block;
        Exit = exit;
        Landing = landing;
        SignalLanding = signalLanding;
        Trap = trap;
    }

    /// <summary>Where they are, with room for the signal handlers.</summary>
    public CodeBlock Block { get; }

    /// <summary>Where <see cref="Landing"/> leaves the activation.</summary>
    public nint Exit { get; }

    /// <summary>
    /// Abandons all frames of the innermost activation, or, if the status says <see cref="ActivationStatus.Resume"/>, those within the one
    /// that goes on; eax is the status, r15 an instance of the store.
    /// </summary>
    public nint Landing { get; }

    /// <summary>Where the signal handlers let the thread go on: rsp, rbp and r15 are as they were at the fault, and only those.</summary>
    public nint SignalLanding { get; }

    /// <summary>Called by the cold stub of an explicit trap; the return address is the trap's pc. Does not return.</summary>
    public nint Trap { get; }

    /// <summary>Writes them; null if there is no room.</summary>
    public static LandingStubs? TryCreate(CodeSpace space)
    {
        if (space.TryAllocate(CodeKind.Stubs, BlockBytes) is not { } block)
        {
            return null;
        }

        if (WriteExit().TryPlace(block, description: "exit") is { } exit
            && WriteLanding(exit.Address).TryPlace(block, description: "landing") is { } landing
            && WriteSignalLanding(landing.Address, exit.Address).TryPlace(block, description: "signal landing") is { } signalLanding
            && WriteTrap(signalLanding.Address).TryPlace(block, description: "trap") is { } trap)
        {
            return new LandingStubs(block, exit.Address, landing.Address, signalLanding.Address, trap.Address);
        }

        block.Release();
        return null;
    }

    /// <summary>Leaves the entry frame that rbp points to; eax is the status.</summary>
    public static void WriteExit(StubWriter writer)
    {
        // store.Activations = activation.Previous
        writer.Load(Rcx, Rbp, EntryFrame.Instance);
        writer.Load(Rcx, Rcx, LayoutOffsets.InstanceStore);
        writer.Load(Rdx, Rbp, EntryFrame.Activation + LayoutOffsets.ActivationPrevious);
        writer.Store(Rcx, LayoutOffsets.StoreActivations, Rdx);

        // What System V wants preserved comes back; the rest of the frame is dropped.
        writer.LoadAddress(Rsp, Rbp, EntryFrame.LastSaved);
        for (var i = EntryFrame.Saved.Length - 1; i >= 0; i--)
        {
            writer.Pop(EntryFrame.Saved[i]);
        }

        writer.Leave();
        writer.Return();
    }

    private static StubWriter WriteExit()
    {
        var writer = new StubWriter();
        WriteExit(writer);
        return writer;
    }

    private static StubWriter WriteLanding(nint exit)
    {
        var writer = new StubWriter();
        var resume = writer.NewLabel();
        writer.Load(Rdx, R15, LayoutOffsets.InstanceStore);
        writer.Load(Rcx, Rdx, LayoutOffsets.StoreActivations);
        writer.CompareEax((sbyte)ActivationStatus.Resume);
        writer.JumpIf(StubCondition.Equal, resume);
        writer.Load(Rbp, Rcx, LayoutOffsets.ActivationEntryFrame);
        writer.JumpTo(exit);

        // The frame tells the rest: the code that begins at the handler takes rsp and everything else from it.
        writer.Bind(resume);
        writer.Load(Rbp, Rdx, LayoutOffsets.StoreResumeFrame);
        writer.Load(R15, Rbp, CallingConvention.Instance);
        writer.JumpMemory(Rdx, LayoutOffsets.StoreResumePc);
        return writer;
    }

    private static StubWriter WriteSignalLanding(nint landing, nint exit)
    {
        var writer = new StubWriter();
        var brief = writer.NewLabel();

        // What a function begins with that has a frame, in case that this one has none: where it faulted, its return address is on top.
        writer.Load(Rdi, R15, LayoutOffsets.InstanceStore);
        writer.Load(Rcx, Rdi, LayoutOffsets.StoreActivations);
        writer.CompareMemoryImmediate32(Rcx, LayoutOffsets.ActivationExit, Activation.Brief);
        writer.JumpIf(StubCondition.Equal, brief);
        writer.Push(Rbp);
        writer.Push(R15);

        // The exit record: managed code runs on top of the frame that trapped.
        writer.Load(Rdx, Rdi, LayoutOffsets.StoreTrapPc);
        writer.Push(Rdx);
        writer.Push(Rbp);
        writer.Store(Rcx, LayoutOffsets.ActivationExit, Rsp);

        // int TrapDispatcher(StoreContext*), which keeps r15 and rbp as System V says.
        writer.AndImmediate(Rsp, -16);
        writer.ClearUpperVectors();
        writer.CallMemory(Rdi, LayoutOffsets.StoreTrapDispatcher);
        writer.JumpTo(landing);

        // DANGER: no managed code here. What has happened is looked at by whoever has entered.
        writer.Bind(brief);
        writer.Load(Rbp, Rcx, LayoutOffsets.ActivationEntryFrame);
        writer.MoveImmediate32(Rax, (int)ActivationStatus.BriefTrap);
        writer.JumpTo(exit);
        return writer;
    }

    private static StubWriter WriteTrap(nint signalLanding)
    {
        var writer = new StubWriter();
        writer.Pop(Rdx);
        writer.Load(Rcx, R15, LayoutOffsets.InstanceStore);
        writer.Store(Rcx, LayoutOffsets.StoreTrapPc, Rdx);
        writer.StoreImmediate(Rcx, LayoutOffsets.StoreTrapAddress, 0);
        writer.StoreImmediate32(Rcx, LayoutOffsets.StoreTrapSignal, 0);
        writer.JumpTo(signalLanding);
        return writer;
    }
}

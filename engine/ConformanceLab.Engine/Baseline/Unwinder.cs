using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Baseline;

/// <summary>
/// The search for the handler of an exception, over the frames of the innermost activation. Beyond it lies the host: there the exception
/// goes on as a .NET exception. spec: exec-throw_ref
/// <code>
///   entry frame      ──▶ none of the frames: the exception is parked, the activation abandoned
///   frame            ◀── 3. status Resume: LandingStubs.Landing sets rbp and r15 and jumps to the landing pad, which sets rsp
///     │ slots        ◀── 2. values and exception reference, where the handler's label has its operands
///   frame                1. from each frame's return address: code ─▶ CompiledFunction ─▶ CallSite ─▶ handlers, outwards
///   frame that throws
///   throw helper, or the thunk of a host function
///   managed: here
/// </code>
/// Invariants: nothing is written to a frame before the handler is found and the exception allocated, so the maps of all call sites hold
/// as long as anything may collect; from there until code runs again nothing can fail or collect. The slots that are written lie behind all
/// that is alive at the handler's label, and the values come from the heap: no write destroys anything.
/// </summary>
internal static unsafe class Unwinder
{
    /// <summary>Helper for <c>throw</c>: operands are the values, the first immediate is the tag in the module's space.</summary>
    public static readonly nint Throw = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&ThrowBody;

    /// <summary>Helper for <c>throw_ref</c> and <c>rethrow</c>: the operand is the exception.</summary>
    public static readonly nint ThrowRef = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&ThrowRefBody;

    /// <summary>Whether compiled code catches what a host function of the store has thrown.</summary>
    /// <exception cref="TrapException">Interrupted, or there is no memory for the exception.</exception>
    public static bool TryCatch(WasmThrownException thrown, StoreState store)
    {
        if (!TryFind(thrown.Tag.Instance.Id, store, out var catcher))
        {
            return false;
        }

        // The exception becomes a reference only where somebody sees it.
        Resume(catcher, thrown.ToReference(store), store);
        return true;
    }

    [UnmanagedCallersOnly]
    private static int ThrowBody(InstanceData* instance, Slot* top, long first, long second)
    {
        var calls = NativeCalls.Of(instance->Store);
        try
        {
            var store = BaselineExecutor.InstanceOf(calls, instance).Store;
            var tag = store.Tags[(int)instance->Tags[first]];
            return (int)Raise(Create(tag, top, store), store, calls);
        }
        catch (Exception error)
        {
            return (int)calls.Park(error);
        }
    }

    [UnmanagedCallersOnly]
    private static int ThrowRefBody(InstanceData* instance, Slot* top, long first, long second)
    {
        var calls = NativeCalls.Of(instance->Store);
        try
        {
            if (top->Ref == 0)
            {
                TrapException.Throw(TrapCode.NullExceptionReference);
            }

            return (int)Raise(top->Ref, BaselineExecutor.InstanceOf(calls, instance).Store, calls);
        }
        catch (Exception error)
        {
            return (int)calls.Park(error);
        }
    }

    // The allocation may move what the values refer to: they are read after it.
    private static uint Create(TagInstance tag, Slot* top, StoreState store)
    {
        var exception = store.Heap.AllocateException((uint)tag.CanonicalType, tag.Id);
        fixed (Slot* payload = store.Heap.ExceptionPayload(exception))
        {
            var value = payload;
            var source = top + tag.ParameterSlots;
            foreach (var type in tag.Type.Parameters)
            {
                var slots = Slot.CountOf(type);
                source -= slots;
                Copy(source, value, slots);
                value += slots;
            }
        }

        return exception;
    }

    private static ActivationStatus Raise(uint exception, StoreState store, NativeCalls calls)
    {
        if (!TryFind(store.Heap.ExceptionTag(exception), store, out var catcher))
        {
            return calls.Park(WasmThrownException.FromReference(store, exception));
        }

        Resume(catcher, exception, store);
        return ActivationStatus.Resume;
    }

    // A stack of thousands of frames with as many handlers each takes its time: an interruption ends the search.
    private static bool TryFind(uint tag, StoreState store, out Catcher catcher)
    {
        foreach (var frame in new FrameWalk(store.Context->Activations))
        {
            store.Poll();
            if (BaselineExecutor.Find(frame, out var function, out var offset) && function.Handlers.Length > 0
                && function.TryFind(offset, out var site) && TryFind(tag, function, site, frame.Instance, out var handler))
            {
                catcher = new Catcher(handler, frame.FramePointer, frame.Pc - (nint)offset);
                return true;
            }
        }

        store.Poll();
        catcher = default;
        return false;
    }

    private static bool TryFind(uint tag, CompiledFunction function, CallSite site, InstanceData* instance, out ExceptionHandler found)
    {
        for (var index = site.Handler; index != ExceptionHandler.None; index = found.Next)
        {
            found = function.Handlers[index];
            if (found.Kind != HandlerKind.Pass && (found.Tag == ExceptionHandler.AnyTag || instance->Tags[found.Tag] == tag))
            {
                return true;
            }
        }

        found = default;
        return false;
    }

    private static void Resume(in Catcher catcher, uint exception, StoreState store)
    {
        var handler = catcher.Handler;
        var slot = handler.Slot;
        if (handler.Kind == HandlerKind.LegacyCatch)
        {
            SlotAt(catcher.FramePointer, slot++)->SetRef(exception);
        }

        if (handler.Tag != ExceptionHandler.AnyTag)
        {
            slot = WritePayload(exception, catcher.FramePointer, slot, store);
        }

        if (handler.Kind == HandlerKind.CatchRef)
        {
            SlotAt(catcher.FramePointer, slot)->SetRef(exception);
        }

        store.Context->ResumePc = catcher.Code + handler.LandingPad;
        store.Context->ResumeFrame = catcher.FramePointer;
    }

    private static int WritePayload(uint exception, nint frame, int slot, StoreState store)
    {
        fixed (Slot* payload = store.Heap.ExceptionPayload(exception))
        {
            var value = payload;
            foreach (var type in store.Tags[(int)store.Heap.ExceptionTag(exception)].Type.Parameters)
            {
                var slots = Slot.CountOf(type);
                slot += slots;

                // A vector's second slot has the lower address.
                Copy(value, SlotAt(frame, slot - 1), slots);
                value += slots;
            }
        }

        return slot;
    }

    private static void Copy(Slot* from, Slot* to, int slots)
    {
        for (var index = 0; index < slots; index++)
        {
            to[index] = from[index];
        }
    }

    private static Slot* SlotAt(nint frame, int slot) => (Slot*)(frame + FrameLayout.OffsetOf(slot));

    /// <summary>A handler that has been found.</summary>
    /// <param name="Handler">The handler.</param>
    /// <param name="FramePointer">Its frame.</param>
    /// <param name="Code">Where the code of its function begins.</param>
    private readonly record struct Catcher(ExceptionHandler Handler, nint FramePointer, nint Code);
}

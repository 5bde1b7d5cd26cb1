using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

/// <summary>
/// The abstract machine's registers and the store it runs in: what every handler gets. While a handler runs, <see cref="Ip"/> is the
/// address of its instruction and <see cref="Fp"/> its frame, so that whatever goes wrong or collects garbage there knows where.
/// </summary>
internal sealed unsafe class ExecutionContext(InterpreterExecutor executor, StoreState store)
{
    /// <summary>The instruction being executed.</summary>
    public int* Ip;

    /// <summary>The innermost frame; null outside of all activations.</summary>
    public Slot* Fp;

    /// <summary>The frame that the innermost activation suspended; null if it is the first.</summary>
    public Slot* Entry;

    /// <summary>Where the next activation's stack begins.</summary>
    public Slot* Top;

    /// <summary>End of the value stack.</summary>
    public Slot* StackEnd;

    /// <summary>The store's context.</summary>
    public readonly StoreContext* Shared = store.Context;

    /// <summary>Descriptors of the canonical types, by id.</summary>
    public readonly TypeDescriptor* Types = store.Heap.Types.Base;

    /// <summary>The store's heap.</summary>
    public readonly GcHeap Heap = store.Heap;

    /// <summary>The store.</summary>
    public readonly StoreState Store = store;

    /// <summary>Runs this context.</summary>
    public readonly InterpreterExecutor Executor = executor;

    /// <summary>The instance whose code is running.</summary>
    public ModuleInstance Instance => InstanceOf(Frame.Instance(Fp));

    public ModuleInstance InstanceOf(InstanceData* instance) => Store.Instances[(int)instance->InstanceId];

    /// <summary>Slots that an element of an array type takes.</summary>
    public int SlotsOfElement(uint arrayType) => Types[arrayType].Element == StorageKind.V128 ? 2 : 1;

    /// <summary>Whether another thread wants an interruption.</summary>
    public bool IsInterrupted => Volatile.Read(ref Shared->InterruptWord) != 0;

    /// <summary>Lets an interruption from another thread take effect: at loop heads and function entries.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Poll()
    {
        if (IsInterrupted)
        {
            Store.ThrowInterruption();
        }
    }
}

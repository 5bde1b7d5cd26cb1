using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Baseline;

/// <summary>
/// What compiled code calls for the instructions that it does not do itself. A helper gets the instance, the slot of the topmost operand and
/// two immediates. Operands lie upwards from there, the topmost first; the first operand of n is at <c>top[n − 1]</c>, and that is where a
/// result goes. Exceptions are parked: the status says that there is one, and the calling stub abandons the activation.
/// </summary>
internal static unsafe partial class Helpers
{
    public static readonly nint Poll = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&PollBody;
    public static readonly nint ExhaustedLoop = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&ExhaustedLoopBody;
    public static readonly nint MemoryGrow = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&MemoryGrowBody;
    public static readonly nint MemoryFill = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&MemoryFillBody;
    public static readonly nint MemoryCopy = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&MemoryCopyBody;
    public static readonly nint MemoryInit = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&MemoryInitBody;
    public static readonly nint DataDrop = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&DataDropBody;
    public static readonly nint ElemDrop = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&ElemDropBody;
    public static readonly nint TableGrow = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&TableGrowBody;
    public static readonly nint TableFill = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&TableFillBody;
    public static readonly nint TableCopy = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&TableCopyBody;
    public static readonly nint TableInit = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&TableInitBody;

    private delegate void Body(ModuleInstance instance, Slot* top, long first, long second);

    // No exception may pass compiled code.
    private static int Run(InstanceData* instance, Slot* top, long first, long second, Body body)
    {
        var calls = NativeCalls.Of(instance->Store);
        try
        {
            body(BaselineExecutor.InstanceOf(calls, instance), top, first, second);
            return 0;
        }
        catch (Exception error)
        {
            return (int)calls.Park(error);
        }
    }

    private static int Index(long packed) => (int)(packed >> 1);

    private static ulong Address(Slot slot, long packed) => (packed & 1) != 0 ? slot.U64 : slot.U32;

    [UnmanagedCallersOnly]
    private static int PollBody(InstanceData* instance, Slot* top, long first, long second)
    {
        var calls = NativeCalls.Of(instance->Store);
        try
        {
            BaselineExecutor.InstanceOf(calls, instance).Store.ThrowInterruption();
            return (int)BaselineExecutor.TryReplaceLoop(calls, instance->Store);
        }
        catch (Exception error)
        {
            return (int)calls.Park(error);
        }
    }

    // The first immediate is the function, the second its loop.
    [UnmanagedCallersOnly]
    private static int ExhaustedLoopBody(InstanceData* instance, Slot* top, long first, long second)
    {
        var calls = NativeCalls.Of(instance->Store);
        try
        {
            var native = BaselineExecutor.NativeOf(BaselineExecutor.InstanceOf(calls, instance).Module);
            return (int)BaselineExecutor.ReplaceLoop(instance->Store, native.Tiering!.Exhausted((int)first, (int)second));
        }
        catch (Exception error)
        {
            return (int)calls.Park(error);
        }
    }

    [UnmanagedCallersOnly]
    private static int MemoryGrowBody(InstanceData* instance, Slot* top, long first, long second) =>
        Run(instance, top, first, second, static (instance, top, first, _) =>
            top->I64 = instance.Memories[Index(first)].Grow(Address(*top, first)));

    [UnmanagedCallersOnly]
    private static int MemoryFillBody(InstanceData* instance, Slot* top, long first, long second) =>
        Run(instance, top, first, second, static (instance, top, first, _) =>
            instance.Memories[Index(first)].Fill(
                Address(top[2], first), unchecked((byte)top[1].I32), Address(top[0], first), instance.Store));

    [UnmanagedCallersOnly]
    private static int MemoryCopyBody(InstanceData* instance, Slot* top, long first, long second) =>
        Run(instance, top, first, second, static (instance, top, first, second) =>
            LinearMemory.Copy(
                instance.Memories[Index(first)], Address(top[2], first), instance.Memories[Index(second)], Address(top[1], second),
                Address(top[0], first & second), instance.Store));

    [UnmanagedCallersOnly]
    private static int MemoryInitBody(InstanceData* instance, Slot* top, long first, long second) =>
        Run(instance, top, first, second, static (instance, top, first, second) =>
            instance.Memories[Index(second)].Init(Address(top[2], second), &instance.Data->Data[first], top[1].U32, top[0].U32));

    [UnmanagedCallersOnly]
    private static int DataDropBody(InstanceData* instance, Slot* top, long first, long second)
    {
        instance->Data[first].Length = 0;
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int ElemDropBody(InstanceData* instance, Slot* top, long first, long second)
    {
        instance->Elements[first].Length = 0;
        return 0;
    }

    [UnmanagedCallersOnly]
    private static int TableGrowBody(InstanceData* instance, Slot* top, long first, long second) =>
        Run(instance, top, first, second, static (instance, top, first, _) =>
            top[1].I64 = instance.Tables[Index(first)].Grow(Address(top[0], first), top[1]));

    [UnmanagedCallersOnly]
    private static int TableFillBody(InstanceData* instance, Slot* top, long first, long second) =>
        Run(instance, top, first, second, static (instance, top, first, _) =>
            instance.Tables[Index(first)].Fill(Address(top[2], first), top[1], Address(top[0], first)));

    [UnmanagedCallersOnly]
    private static int TableCopyBody(InstanceData* instance, Slot* top, long first, long second) =>
        Run(instance, top, first, second, static (instance, top, first, second) =>
            TableInstance.Copy(
                instance.Tables[Index(first)], Address(top[2], first), instance.Tables[Index(second)], Address(top[1], second),
                Address(top[0], first & second)));

    [UnmanagedCallersOnly]
    private static int TableInitBody(InstanceData* instance, Slot* top, long first, long second) =>
        Run(instance, top, first, second, static (instance, top, first, second) =>
            instance.Tables[Index(second)].Init(Address(top[2], second), &instance.Data->Elements[first], top[1].U32, top[0].U32));

    private static ulong Check(TableData* table, ulong index)
    {
        if (index >= table->Length)
        {
            TrapException.Throw(TrapCode.TableOutOfBounds);
        }

        return index;
    }
}

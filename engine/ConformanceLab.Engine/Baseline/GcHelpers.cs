using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Baseline;

/// <summary>
/// Helpers for objects; for the convention see <see cref="Helpers"/>. Those that allocate for code that does the rest itself get the slot
/// behind the operands, where they leave the reference. Whatever is read after an allocation is read from a slot: objects have moved.
/// </summary>
internal static unsafe class GcHelpers
{
    public static readonly nint AllocateStruct = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&AllocateStructBody;
    public static readonly nint AllocateArray = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&AllocateArrayBody;
    public static readonly nint ArrayNew = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&ArrayNewBody;
    public static readonly nint ArrayNewDefault = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&ArrayNewDefaultBody;
    public static readonly nint ArrayNewData = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&ArrayNewDataBody;
    public static readonly nint ArrayNewElement = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&ArrayNewElementBody;
    public static readonly nint ArrayFill = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&ArrayFillBody;
    public static readonly nint ArrayCopy = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&ArrayCopyBody;
    public static readonly nint ArrayInitData = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&ArrayInitDataBody;
    public static readonly nint ArrayInitElement = (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&ArrayInitElementBody;

    private delegate void Body(GcHeap heap, InstanceData* instance, Slot* top, long first, long second);

    // No exception may pass compiled code.
    private static int Run(InstanceData* instance, Slot* top, long first, long second, Body body)
    {
        var calls = NativeCalls.Of(instance->Store);
        try
        {
            body(BaselineExecutor.InstanceOf(calls, instance).Store.Heap, instance, top, first, second);
            return 0;
        }
        catch (Exception error)
        {
            return (int)calls.Park(error);
        }
    }

    // Type.
    [UnmanagedCallersOnly]
    private static int AllocateStructBody(InstanceData* instance, Slot* result, long first, long second) =>
        Run(instance, result, first, second, static (heap, instance, result, type, _) =>
            result->SetRef(heap.AllocateStruct(instance->Types[type])));

    // Type, length.
    [UnmanagedCallersOnly]
    private static int AllocateArrayBody(InstanceData* instance, Slot* result, long first, long second) =>
        Run(instance, result, first, second, static (heap, instance, result, type, length) =>
            result->SetRef(heap.AllocateArray(instance->Types[type], (uint)length)));

    // Type; the length is the topmost operand, the value the one below.
    [UnmanagedCallersOnly]
    private static int ArrayNewBody(InstanceData* instance, Slot* result, long first, long second) =>
        Run(instance, result, first, second, static (heap, instance, result, type, _) =>
            result->SetRef(heap.ArrayNew(instance->Types[type], result[1].U32, result + 2)));

    // Type; the length is the topmost operand.
    [UnmanagedCallersOnly]
    private static int ArrayNewDefaultBody(InstanceData* instance, Slot* result, long first, long second) =>
        Run(instance, result, first, second, static (heap, instance, result, type, _) =>
            result->SetRef(heap.AllocateArray(instance->Types[type], result[1].U32)));

    // Type, segment: offset, length.
    [UnmanagedCallersOnly]
    private static int ArrayNewDataBody(InstanceData* instance, Slot* top, long first, long second) =>
        Run(instance, top, first, second, static (heap, instance, top, type, segment) =>
            top[1].SetRef(heap.ArrayNewData(instance->Types[type], &instance->Data[segment], top[1].U32, top[0].U32)));

    // Type, segment: offset, length.
    [UnmanagedCallersOnly]
    private static int ArrayNewElementBody(InstanceData* instance, Slot* top, long first, long second) =>
        Run(instance, top, first, second, static (heap, instance, top, type, segment) =>
            top[1].SetRef(heap.ArrayNewElement(instance->Types[type], &instance->Elements[segment], top[1].U32, top[0].U32)));

    // Slots of the value: array, index, value, count.
    [UnmanagedCallersOnly]
    private static int ArrayFillBody(InstanceData* instance, Slot* top, long first, long second) =>
        Run(instance, top, first, second, static (heap, _, top, slots, _) =>
            heap.ArrayFill(top[2 + slots].Ref, top[1 + slots].U32, top + 1, top[0].U32));

    // Array, index, source, index, count.
    [UnmanagedCallersOnly]
    private static int ArrayCopyBody(InstanceData* instance, Slot* top, long first, long second) =>
        Run(instance, top, first, second, static (heap, _, top, _, _) =>
            heap.ArrayCopy(top[4].Ref, top[3].U32, top[2].Ref, top[1].U32, top[0].U32));

    // Segment: array, index, offset, count.
    [UnmanagedCallersOnly]
    private static int ArrayInitDataBody(InstanceData* instance, Slot* top, long first, long second) =>
        Run(instance, top, first, second, static (heap, instance, top, segment, _) =>
            heap.ArrayInitData(top[3].Ref, top[2].U32, &instance->Data[segment], top[1].U32, top[0].U32));

    // Segment: array, index, offset, count.
    [UnmanagedCallersOnly]
    private static int ArrayInitElementBody(InstanceData* instance, Slot* top, long first, long second) =>
        Run(instance, top, first, second, static (heap, instance, top, segment, _) =>
            heap.ArrayInitElement(top[3].Ref, top[2].U32, &instance->Elements[segment], top[1].U32, top[0].U32));
}

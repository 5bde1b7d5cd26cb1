using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Baseline;

// Wait and notify, through the engine's parking lot: the first immediate is the packed memory, the second the offset. And the traps whose
// message says more than their code.
internal static unsafe partial class Helpers
{
    public static readonly nint MemoryAtomicNotify =
        (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&MemoryAtomicNotifyBody;
    public static readonly nint MemoryAtomicWait32 =
        (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&MemoryAtomicWait32Body;
    public static readonly nint MemoryAtomicWait64 =
        (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&MemoryAtomicWait64Body;
    public static readonly nint UninitializedElement =
        (nint)(delegate* unmanaged<InstanceData*, Slot*, long, long, int>)&UninitializedElementBody;

    // Address, count; spec (threads): exec-memory.atomic.notify
    [UnmanagedCallersOnly]
    private static int MemoryAtomicNotifyBody(InstanceData* instance, Slot* top, long first, long second) =>
        Run(instance, top, first, second, static (instance, top, first, second) =>
        {
            var memory = instance.Data->Memories[Index(first)];
            var address = AtomicAddress(memory, Address(top[1], first), (ulong)second, 4);
            var woken = (memory->Flags & MemoryFlags.Shared) != 0 ? instance.Store.Engine.ParkingLot.Notify(address, top[0].U32) : 0;
            top[1].U64 = woken;
        });

    // Address, expected value, nanoseconds; spec (threads): exec-memory.atomic.waitn
    [UnmanagedCallersOnly]
    private static int MemoryAtomicWait32Body(InstanceData* instance, Slot* top, long first, long second) =>
        Run(instance, top, first, second, static (instance, top, first, second) =>
        {
            var address = (int*)WaitAddress(instance.Data->Memories[Index(first)], Address(top[2], first), (ulong)second, 4);
            top[2].U64 = (uint)instance.Store.Engine.ParkingLot.Wait32(instance.Store, address, top[1].I32, top[0].I64);
        });

    // spec (threads): exec-memory.atomic.waitn
    [UnmanagedCallersOnly]
    private static int MemoryAtomicWait64Body(InstanceData* instance, Slot* top, long first, long second) =>
        Run(instance, top, first, second, static (instance, top, first, second) =>
        {
            var address = (long*)WaitAddress(instance.Data->Memories[Index(first)], Address(top[2], first), (ulong)second, 8);
            top[2].U64 = (uint)instance.Store.Engine.ParkingLot.Wait64(instance.Store, address, top[1].I64, top[0].I64);
        });

    // The first immediate is the index.
    [UnmanagedCallersOnly]
    private static int UninitializedElementBody(InstanceData* instance, Slot* top, long first, long second) =>
        Run(instance, top, first, second, static (_, _, first, _) => TrapException.ThrowUninitializedElement((ulong)first));

    private static byte* WaitAddress(MemoryData* memory, ulong index, ulong offset, uint size)
    {
        var address = AtomicAddress(memory, index, offset, size);
        if ((memory->Flags & MemoryFlags.Shared) == 0)
        {
            TrapException.Throw(TrapCode.ExpectedSharedMemory);
        }

        return address;
    }

    // Alignment decides first, then bounds: as compiled accesses do, and the interpreter's.
    private static byte* AtomicAddress(MemoryData* memory, ulong index, ulong offset, uint size)
    {
        var address = unchecked(index + offset);
        if ((address & (size - 1)) != 0)
        {
            TrapException.Throw(TrapCode.UnalignedAtomic);
        }

        var length = Volatile.Read(ref memory->ByteLength);
        if (address < index || address > length || size > length - address)
        {
            TrapException.Throw(TrapCode.MemoryOutOfBounds);
        }

        return memory->Base + address;
    }
}

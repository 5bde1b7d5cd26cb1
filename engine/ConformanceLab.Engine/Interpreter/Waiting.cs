using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

// Wait and notify, through the engine's parking lot. Words as in Memory.cs.
internal static unsafe partial class Handlers
{
    /// <summary>Address, count; spec (threads): exec-memory.atomic.notify</summary>
    public static int* MemoryAtomicNotify(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var address = AtomicAddress(ip, fp, 4);
        s->U32 = IsShared(ip, fp) ? context.Store.Engine.ParkingLot.Notify(address, s[1].U32) : 0;
        return ip + MemoryAccess.Words;
    }

    /// <summary>Address, expected value, nanoseconds; spec (threads): exec-memory.atomic.waitn</summary>
    public static int* MemoryAtomicWait32(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var address = (int*)WaitAddress(ip, fp, 4);
        s->I32 = (int)context.Store.Engine.ParkingLot.Wait32(context.Store, address, s[1].I32, s[2].I64);
        return ip + MemoryAccess.Words;
    }

    /// <summary>Address, expected value, nanoseconds; spec (threads): exec-memory.atomic.waitn</summary>
    public static int* MemoryAtomicWait64(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var address = (long*)WaitAddress(ip, fp, 8);
        s->I32 = (int)context.Store.Engine.ParkingLot.Wait64(context.Store, address, s[1].I64, s[2].I64);
        return ip + MemoryAccess.Words;
    }

    private static byte* WaitAddress(int* ip, Slot* fp, uint size)
    {
        var address = AtomicAddress(ip, fp, size);
        if (!IsShared(ip, fp))
        {
            TrapException.Throw(TrapCode.ExpectedSharedMemory);
        }

        return address;
    }

    private static bool IsShared(int* ip, Slot* fp) =>
        (Frame.Instance(fp)->Memories[((MemoryAccess*)ip)->Memory]->Flags & MemoryFlags.Shared) != 0;
}

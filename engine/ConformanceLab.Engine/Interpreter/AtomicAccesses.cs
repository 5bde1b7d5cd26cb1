using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

// What the atomic instructions of all widths come down to. Accesses are Interlocked operations, which .NET makes sequentially consistent.
internal static unsafe partial class Handlers
{
    private static int* AtomicLoad8(int* ip, Slot* fp)
    {
        fp[ip[1]].U64 = Volatile.Read(ref *(byte*)AtomicAddress(ip, fp, 1));
        return ip + MemoryAccess.Words;
    }

    private static int* AtomicStore8(int* ip, Slot* fp)
    {
        Interlocked.Exchange(ref *(byte*)AtomicAddress(ip, fp, 1), unchecked((byte)fp[ip[1] + 1].U64));
        return ip + MemoryAccess.Words;
    }

    private static int* Modify8(int* ip, Slot* fp, Modification modification)
    {
        var s = fp + ip[1];
        var location = (byte*)AtomicAddress(ip, fp, 1);
        var old = Volatile.Read(ref *location);
        while (true)
        {
            var seen = Interlocked.CompareExchange(ref *location, unchecked((byte)Modified(old, s[1].U64, modification)), old);
            if (seen == old)
            {
                s->U64 = old;
                return ip + MemoryAccess.Words;
            }

            old = seen;
        }
    }

    // spec (threads): exec-atomic.rmwn.cmpxchg. The expected value is wrapped to the width of the access.
    private static int* CompareExchange8(int* ip, Slot* fp)
    {
        var s = fp + ip[1];
        s->U64 = Interlocked.CompareExchange(ref *(byte*)AtomicAddress(ip, fp, 1), unchecked((byte)s[2].U64), unchecked((byte)s[1].U64));
        return ip + MemoryAccess.Words;
    }

    private static int* AtomicLoad16(int* ip, Slot* fp)
    {
        fp[ip[1]].U64 = Volatile.Read(ref *(ushort*)AtomicAddress(ip, fp, 2));
        return ip + MemoryAccess.Words;
    }

    private static int* AtomicStore16(int* ip, Slot* fp)
    {
        Interlocked.Exchange(ref *(ushort*)AtomicAddress(ip, fp, 2), unchecked((ushort)fp[ip[1] + 1].U64));
        return ip + MemoryAccess.Words;
    }

    private static int* Modify16(int* ip, Slot* fp, Modification modification)
    {
        var s = fp + ip[1];
        var location = (ushort*)AtomicAddress(ip, fp, 2);
        var old = Volatile.Read(ref *location);
        while (true)
        {
            var seen = Interlocked.CompareExchange(ref *location, unchecked((ushort)Modified(old, s[1].U64, modification)), old);
            if (seen == old)
            {
                s->U64 = old;
                return ip + MemoryAccess.Words;
            }

            old = seen;
        }
    }

    // spec (threads): exec-atomic.rmwn.cmpxchg. The expected value is wrapped to the width of the access.
    private static int* CompareExchange16(int* ip, Slot* fp)
    {
        var s = fp + ip[1];
        s->U64 = Interlocked.CompareExchange(
            ref *(ushort*)AtomicAddress(ip, fp, 2), unchecked((ushort)s[2].U64), unchecked((ushort)s[1].U64));
        return ip + MemoryAccess.Words;
    }

    private static int* AtomicLoad32(int* ip, Slot* fp)
    {
        fp[ip[1]].U64 = Volatile.Read(ref *(uint*)AtomicAddress(ip, fp, 4));
        return ip + MemoryAccess.Words;
    }

    private static int* AtomicStore32(int* ip, Slot* fp)
    {
        Interlocked.Exchange(ref *(uint*)AtomicAddress(ip, fp, 4), unchecked((uint)fp[ip[1] + 1].U64));
        return ip + MemoryAccess.Words;
    }

    private static int* Modify32(int* ip, Slot* fp, Modification modification)
    {
        var s = fp + ip[1];
        var location = (uint*)AtomicAddress(ip, fp, 4);
        var old = Volatile.Read(ref *location);
        while (true)
        {
            var seen = Interlocked.CompareExchange(ref *location, unchecked((uint)Modified(old, s[1].U64, modification)), old);
            if (seen == old)
            {
                s->U64 = old;
                return ip + MemoryAccess.Words;
            }

            old = seen;
        }
    }

    // spec (threads): exec-atomic.rmwn.cmpxchg. The expected value is wrapped to the width of the access.
    private static int* CompareExchange32(int* ip, Slot* fp)
    {
        var s = fp + ip[1];
        s->U64 = Interlocked.CompareExchange(ref *(uint*)AtomicAddress(ip, fp, 4), unchecked((uint)s[2].U64), unchecked((uint)s[1].U64));
        return ip + MemoryAccess.Words;
    }

    private static int* AtomicLoad64(int* ip, Slot* fp)
    {
        fp[ip[1]].U64 = Volatile.Read(ref *(ulong*)AtomicAddress(ip, fp, 8));
        return ip + MemoryAccess.Words;
    }

    private static int* AtomicStore64(int* ip, Slot* fp)
    {
        Interlocked.Exchange(ref *(ulong*)AtomicAddress(ip, fp, 8), unchecked((ulong)fp[ip[1] + 1].U64));
        return ip + MemoryAccess.Words;
    }

    private static int* Modify64(int* ip, Slot* fp, Modification modification)
    {
        var s = fp + ip[1];
        var location = (ulong*)AtomicAddress(ip, fp, 8);
        var old = Volatile.Read(ref *location);
        while (true)
        {
            var seen = Interlocked.CompareExchange(ref *location, unchecked((ulong)Modified(old, s[1].U64, modification)), old);
            if (seen == old)
            {
                s->U64 = old;
                return ip + MemoryAccess.Words;
            }

            old = seen;
        }
    }

    private static int* CompareExchange64(int* ip, Slot* fp)
    {
        var s = fp + ip[1];
        s->U64 = Interlocked.CompareExchange(ref *(ulong*)AtomicAddress(ip, fp, 8), s[2].U64, s[1].U64);
        return ip + MemoryAccess.Words;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Modified(ulong old, ulong operand, Modification modification) => modification switch
    {
        Modification.Add => unchecked(old + operand),
        Modification.Sub => unchecked(old - operand),
        Modification.And => old & operand,
        Modification.Or => old | operand,
        Modification.Xor => old ^ operand,
        _ => operand,
    };

    // The base of a memory is aligned to a page: the effective address alone decides.
    private static byte* AtomicAddress(int* ip, Slot* fp, uint size)
    {
        var access = (MemoryAccess*)ip;
        if (((AddressOperand(fp[access->Slot], access->WideMask) + access->Offset) & (size - 1)) != 0)
        {
            TrapException.Throw(TrapCode.UnalignedAtomic);
        }

        return Address(ip, fp, size);
    }
}

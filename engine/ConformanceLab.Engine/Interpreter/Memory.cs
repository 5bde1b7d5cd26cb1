using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

/// <summary>An access to linear memory as it stands in the code.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct MemoryAccess
{
    /// <summary>Words of an access, its opcode included.</summary>
    public const int Words = 6;

    public int Opcode;

    /// <summary>Slot of the address, counted from fp.</summary>
    public int Slot;

    /// <summary>−1 where addresses are 64-bit, 0 where they are 32-bit and the upper half of the slot means nothing.</summary>
    public int WideMask;

    public int Memory;
    public ulong Offset;
}

// DANGER: the sandbox depends on Address. Everything that touches linear memory by instruction goes through it.
// [opcode, slot, wide mask, memory, offset of two words]: operands stand from the slot up, the address first.
internal static unsafe partial class Handlers
{
    /// <summary>spec: exec-load-val</summary>
    public static int* I32Load(int* ip, Slot* fp, ExecutionContext context)
    {
        fp[ip[1]].I32 = Unsafe.ReadUnaligned<int>(Address(ip, fp, 4));
        return ip + MemoryAccess.Words;
    }

    /// <summary>spec: exec-load-val</summary>
    public static int* I64Load(int* ip, Slot* fp, ExecutionContext context)
    {
        fp[ip[1]].I64 = Unsafe.ReadUnaligned<long>(Address(ip, fp, 8));
        return ip + MemoryAccess.Words;
    }

    /// <summary>spec: exec-load-val</summary>
    public static int* F32Load(int* ip, Slot* fp, ExecutionContext context) => I32Load(ip, fp, context);

    /// <summary>spec: exec-load-val</summary>
    public static int* F64Load(int* ip, Slot* fp, ExecutionContext context) => I64Load(ip, fp, context);

    /// <summary>spec: exec-load-pack</summary>
    public static int* I32Load8S(int* ip, Slot* fp, ExecutionContext context)
    {
        fp[ip[1]].I32 = *(sbyte*)Address(ip, fp, 1);
        return ip + MemoryAccess.Words;
    }

    /// <summary>spec: exec-load-pack</summary>
    public static int* I32Load8U(int* ip, Slot* fp, ExecutionContext context)
    {
        fp[ip[1]].I32 = *Address(ip, fp, 1);
        return ip + MemoryAccess.Words;
    }

    /// <summary>spec: exec-load-pack</summary>
    public static int* I32Load16S(int* ip, Slot* fp, ExecutionContext context)
    {
        fp[ip[1]].I32 = Unsafe.ReadUnaligned<short>(Address(ip, fp, 2));
        return ip + MemoryAccess.Words;
    }

    /// <summary>spec: exec-load-pack</summary>
    public static int* I32Load16U(int* ip, Slot* fp, ExecutionContext context)
    {
        fp[ip[1]].I32 = Unsafe.ReadUnaligned<ushort>(Address(ip, fp, 2));
        return ip + MemoryAccess.Words;
    }

    /// <summary>spec: exec-load-pack</summary>
    public static int* I64Load8S(int* ip, Slot* fp, ExecutionContext context)
    {
        fp[ip[1]].I64 = *(sbyte*)Address(ip, fp, 1);
        return ip + MemoryAccess.Words;
    }

    /// <summary>spec: exec-load-pack</summary>
    public static int* I64Load8U(int* ip, Slot* fp, ExecutionContext context)
    {
        fp[ip[1]].I64 = *Address(ip, fp, 1);
        return ip + MemoryAccess.Words;
    }

    /// <summary>spec: exec-load-pack</summary>
    public static int* I64Load16S(int* ip, Slot* fp, ExecutionContext context)
    {
        fp[ip[1]].I64 = Unsafe.ReadUnaligned<short>(Address(ip, fp, 2));
        return ip + MemoryAccess.Words;
    }

    /// <summary>spec: exec-load-pack</summary>
    public static int* I64Load16U(int* ip, Slot* fp, ExecutionContext context)
    {
        fp[ip[1]].I64 = Unsafe.ReadUnaligned<ushort>(Address(ip, fp, 2));
        return ip + MemoryAccess.Words;
    }

    /// <summary>spec: exec-load-pack</summary>
    public static int* I64Load32S(int* ip, Slot* fp, ExecutionContext context)
    {
        fp[ip[1]].I64 = Unsafe.ReadUnaligned<int>(Address(ip, fp, 4));
        return ip + MemoryAccess.Words;
    }

    /// <summary>spec: exec-load-pack</summary>
    public static int* I64Load32U(int* ip, Slot* fp, ExecutionContext context)
    {
        fp[ip[1]].I64 = Unsafe.ReadUnaligned<uint>(Address(ip, fp, 4));
        return ip + MemoryAccess.Words;
    }

    /// <summary>spec: exec-store-val</summary>
    public static int* I32Store(int* ip, Slot* fp, ExecutionContext context)
    {
        Unsafe.WriteUnaligned(Address(ip, fp, 4), fp[ip[1] + 1].U32);
        return ip + MemoryAccess.Words;
    }

    /// <summary>spec: exec-store-val</summary>
    public static int* I64Store(int* ip, Slot* fp, ExecutionContext context)
    {
        Unsafe.WriteUnaligned(Address(ip, fp, 8), fp[ip[1] + 1].U64);
        return ip + MemoryAccess.Words;
    }

    /// <summary>spec: exec-store-val</summary>
    public static int* F32Store(int* ip, Slot* fp, ExecutionContext context) => I32Store(ip, fp, context);

    /// <summary>spec: exec-store-val</summary>
    public static int* F64Store(int* ip, Slot* fp, ExecutionContext context) => I64Store(ip, fp, context);

    /// <summary>spec: exec-store-pack</summary>
    public static int* I32Store8(int* ip, Slot* fp, ExecutionContext context)
    {
        *Address(ip, fp, 1) = unchecked((byte)fp[ip[1] + 1].U32);
        return ip + MemoryAccess.Words;
    }

    /// <summary>spec: exec-store-pack</summary>
    public static int* I32Store16(int* ip, Slot* fp, ExecutionContext context)
    {
        Unsafe.WriteUnaligned(Address(ip, fp, 2), unchecked((ushort)fp[ip[1] + 1].U32));
        return ip + MemoryAccess.Words;
    }

    /// <summary>spec: exec-store-pack</summary>
    public static int* I64Store8(int* ip, Slot* fp, ExecutionContext context) => I32Store8(ip, fp, context);

    /// <summary>spec: exec-store-pack</summary>
    public static int* I64Store16(int* ip, Slot* fp, ExecutionContext context) => I32Store16(ip, fp, context);

    /// <summary>spec: exec-store-pack</summary>
    public static int* I64Store32(int* ip, Slot* fp, ExecutionContext context) => I32Store(ip, fp, context);

    /// <summary>
    /// Where the instruction accesses <paramref name="size"/> bytes: dynamic plus static address as in the specification's unbounded
    /// integers, checked against the length of now.
    /// </summary>
    /// <exception cref="TrapException">Out of bounds.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Address(int* ip, Slot* fp, uint size)
    {
        var access = (MemoryAccess*)ip;
        var memory = Frame.Instance(fp)->Memories[access->Memory];
        var index = AddressOperand(fp[access->Slot], access->WideMask);
        var address = index + access->Offset;
        var length = Volatile.Read(ref memory->ByteLength);
        if (address < index || address > length || size > length - address)
        {
            TrapException.Throw(TrapCode.MemoryOutOfBounds);
        }

        return memory->Base + address;
    }

    // The lower half, or all of it: wideMask is 0 or −1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AddressOperand(Slot slot, int wideMask) => slot.U64 & (uint.MaxValue | (ulong)(long)wideMask);
}

using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

// Size, growth and bulk operations of memories. Ranges are checked by LinearMemory before a byte is touched.
internal static unsafe partial class Handlers
{
    /// <summary>[opcode, slot, memory]; spec: exec-memory.size</summary>
    public static int* MemorySize(int* ip, Slot* fp, ExecutionContext context)
    {
        var memory = Frame.Instance(fp)->Memories[ip[2]];
        fp[ip[1]].U64 = Volatile.Read(ref memory->ByteLength) >> (int)memory->PageSizeLog2;
        return ip + 3;
    }

    /// <summary>[opcode, slot, memory, wide mask]; spec: exec-memory.grow</summary>
    public static int* MemoryGrow(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I64 = context.Instance.Memories[ip[2]].Grow(AddressOperand(*s, ip[3]));
        return ip + 4;
    }

    /// <summary>[opcode, slot, memory, wide mask]: address, byte, count; spec: exec-memory.fill</summary>
    public static int* MemoryFill(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        context.Instance.Memories[ip[2]].Fill(
            AddressOperand(s[0], ip[3]), unchecked((byte)s[1].I32), AddressOperand(s[2], ip[3]), context.Store);
        return ip + 4;
    }

    /// <summary>
    /// [opcode, slot, destination, source, wide masks of both]: addresses and count, which is wide if both are; spec: exec-memory.copy
    /// </summary>
    public static int* MemoryCopy(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var memories = context.Instance.Memories;
        LinearMemory.Copy(
            memories[ip[2]], AddressOperand(s[0], ip[4]), memories[ip[3]], AddressOperand(s[1], ip[5]), AddressOperand(s[2], ip[4] & ip[5]),
            context.Store);
        return ip + 6;
    }

    /// <summary>[opcode, slot, data segment, memory, wide mask]: address, offset, count; spec: exec-memory.init</summary>
    public static int* MemoryInit(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        context.Instance.Memories[ip[3]].Init(AddressOperand(s[0], ip[4]), &Frame.Instance(fp)->Data[ip[2]], s[1].U32, s[2].U32);
        return ip + 5;
    }

    /// <summary>[opcode, data segment]; spec: exec-data.drop</summary>
    public static int* DataDrop(int* ip, Slot* fp, ExecutionContext context)
    {
        Frame.Instance(fp)->Data[ip[1]].Length = 0;
        return ip + 2;
    }
}

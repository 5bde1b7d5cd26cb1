using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

// Structures and i31. An allocation is a safepoint at which every object may move: operands stay in their slots, which the instruction's
// root node lists, until it is done.
internal static unsafe partial class Handlers
{
    /// <summary>[opcode, slot, roots, type]: the fields; spec: exec-struct.new</summary>
    public static int* StructNew(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->SetRef(context.Heap.StructNew(Frame.Instance(fp)->Types[ip[3]], s));
        return ip + 4;
    }

    /// <summary>[opcode, slot, roots, type]; spec: exec-struct.new_default</summary>
    public static int* StructNewDefault(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->SetRef(context.Heap.AllocateStruct(Frame.Instance(fp)->Types[ip[3]]));
        return ip + 4;
    }

    /// <summary>[opcode, slot, type, field]; spec: exec-struct.get</summary>
    public static int* StructGet(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        context.Heap.StructGet(s->Ref, FieldOf(ip, fp, context), s);
        return ip + 4;
    }

    /// <summary>[opcode, slot, type, field]; spec: exec-struct.get</summary>
    public static int* StructGetS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = context.Heap.StructGetSigned(s->Ref, FieldOf(ip, fp, context));
        return ip + 4;
    }

    /// <summary>[opcode, slot, type, field]; spec: exec-struct.get</summary>
    public static int* StructGetU(int* ip, Slot* fp, ExecutionContext context) => StructGet(ip, fp, context);

    /// <summary>[opcode, slot, type, field]: structure, value; spec: exec-struct.set</summary>
    public static int* StructSet(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        context.Heap.StructSet(s->Ref, FieldOf(ip, fp, context), s + 1);
        return ip + 4;
    }

    /// <summary>[opcode, slot]; spec: exec-ref.i31</summary>
    public static int* RefI31(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->SetRef(GcHeap.I31New(s->I32));
        return ip + 2;
    }

    /// <summary>[opcode, slot]; spec: exec-i31.get</summary>
    public static int* I31GetS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = GcHeap.I31GetSigned(s->Ref);
        return ip + 2;
    }

    /// <summary>[opcode, slot]; spec: exec-i31.get</summary>
    public static int* I31GetU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->U32 = GcHeap.I31GetUnsigned(s->Ref);
        return ip + 2;
    }

    private static FieldLayout FieldOf(int* ip, Slot* fp, ExecutionContext context) =>
        context.Heap.FieldOf(Frame.Instance(fp)->Types[ip[2]], (uint)ip[3]);
}

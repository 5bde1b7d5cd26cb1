using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

// Arrays. For allocations see Structures.cs. The heap checks for null and bounds before it touches anything.
internal static unsafe partial class Handlers
{
    /// <summary>[opcode, slot, roots, type]: initial value, length; spec: exec-array.new</summary>
    public static int* ArrayNew(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var type = Frame.Instance(fp)->Types[ip[3]];
        var length = s[context.SlotsOfElement(type)].U32;
        s->SetRef(context.Heap.ArrayNew(type, length, s));
        return ip + 4;
    }

    /// <summary>[opcode, slot, roots, type]: length; spec: exec-array.new_default</summary>
    public static int* ArrayNewDefault(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->SetRef(context.Heap.AllocateArray(Frame.Instance(fp)->Types[ip[3]], s->U32));
        return ip + 4;
    }

    /// <summary>[opcode, slot, roots, type, length]: the elements; spec: exec-array.new_fixed</summary>
    public static int* ArrayNewFixed(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->SetRef(context.Heap.ArrayNewFixed(Frame.Instance(fp)->Types[ip[3]], (uint)ip[4], s));
        return ip + 5;
    }

    /// <summary>[opcode, slot, roots, type, data segment]: offset, length; spec: exec-array.new_data</summary>
    public static int* ArrayNewData(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->SetRef(context.Heap.ArrayNewData(Frame.Instance(fp)->Types[ip[3]], &Frame.Instance(fp)->Data[ip[4]], s[0].U32, s[1].U32));
        return ip + 5;
    }

    /// <summary>[opcode, slot, roots, type, element segment]: offset, length; spec: exec-array.new_elem</summary>
    public static int* ArrayNewElem(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->SetRef(context.Heap.ArrayNewElement(Frame.Instance(fp)->Types[ip[3]], &Frame.Instance(fp)->Elements[ip[4]], s[0].U32, s[1].U32));
        return ip + 5;
    }

    /// <summary>[opcode, slot, type]: array, index; spec: exec-array.get</summary>
    public static int* ArrayGet(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        context.Heap.ArrayGet(s[0].Ref, s[1].U32, s);
        return ip + 3;
    }

    /// <summary>[opcode, slot, type]: array, index; spec: exec-array.get</summary>
    public static int* ArrayGetS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->I32 = context.Heap.ArrayGetSigned(s[0].Ref, s[1].U32);
        return ip + 3;
    }

    /// <summary>[opcode, slot, type]: array, index; spec: exec-array.get</summary>
    public static int* ArrayGetU(int* ip, Slot* fp, ExecutionContext context) => ArrayGet(ip, fp, context);

    /// <summary>[opcode, slot, type]: array, index, value; spec: exec-array.set</summary>
    public static int* ArraySet(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        context.Heap.ArraySet(s[0].Ref, s[1].U32, s + 2);
        return ip + 3;
    }

    /// <summary>[opcode, slot]; spec: exec-array.len</summary>
    public static int* ArrayLen(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        s->U32 = context.Heap.ArrayLength(s->Ref);
        return ip + 2;
    }

    /// <summary>[opcode, slot, type]: array, index, value, count; spec: exec-array.fill</summary>
    public static int* ArrayFill(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var count = s[2 + context.SlotsOfElement(Frame.Instance(fp)->Types[ip[2]])].U32;
        context.Heap.ArrayFill(s[0].Ref, s[1].U32, s + 2, count);
        return ip + 3;
    }

    /// <summary>[opcode, slot, destination type, source type]: destination, index, source, index, count; spec: exec-array.copy</summary>
    public static int* ArrayCopy(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        context.Heap.ArrayCopy(s[0].Ref, s[1].U32, s[2].Ref, s[3].U32, s[4].U32);
        return ip + 4;
    }

    /// <summary>[opcode, slot, type, data segment]: array, index, offset, count; spec: exec-array.init_data</summary>
    public static int* ArrayInitData(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        context.Heap.ArrayInitData(s[0].Ref, s[1].U32, &Frame.Instance(fp)->Data[ip[3]], s[2].U32, s[3].U32);
        return ip + 4;
    }

    /// <summary>[opcode, slot, type, element segment]: array, index, offset, count; spec: exec-array.init_elem</summary>
    public static int* ArrayInitElem(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        context.Heap.ArrayInitElement(s[0].Ref, s[1].U32, &Frame.Instance(fp)->Elements[ip[3]], s[2].U32, s[3].U32);
        return ip + 4;
    }
}

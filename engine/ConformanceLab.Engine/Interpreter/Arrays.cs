using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

// Creation of arrays and access to single elements. For allocations see Structures.cs.
internal static unsafe partial class Handlers
{
    /// <summary>[opcode, slot, roots, type]: initial value, length; spec: exec-array.new</summary>
    public static int* ArrayNew(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var type = Frame.Instance(fp)->Types[ip[3]];
        var kind = context.Types[type].Element;
        var length = s[SlotsOf(kind)].U32;
        var reference = context.Heap.AllocateArray(type, length);
        FillElements(context.Heap.AddressOf(reference) + ObjectLayout.DataOffset, kind, s, length);
        s->SetRef(reference);
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
        var type = Frame.Instance(fp)->Types[ip[3]];
        var kind = context.Types[type].Element;
        var reference = context.Heap.AllocateArray(type, (uint)ip[4]);
        var address = context.Heap.AddressOf(reference) + ObjectLayout.DataOffset;
        var slots = SlotsOf(kind);
        for (var i = 0; i < ip[4]; i++)
        {
            StoreField(address + ((nuint)i << kind.SizeLog2()), kind, s + ((nint)i * slots));
        }

        s->SetRef(reference);
        return ip + 5;
    }

    /// <summary>[opcode, slot, roots, type, data segment]: offset, length; spec: exec-array.new_data</summary>
    public static int* ArrayNewData(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var type = Frame.Instance(fp)->Types[ip[3]];
        var (offset, length) = (s[0].U32, s[1].U32);
        var bytes = (ulong)length << context.Types[type].ElementSizeLog2;
        var source = DataRange(&Frame.Instance(fp)->Data[ip[4]], offset, bytes);
        var reference = context.Heap.AllocateArray(type, length);
        Buffer.MemoryCopy(source, context.Heap.AddressOf(reference) + ObjectLayout.DataOffset, bytes, bytes);
        s->SetRef(reference);
        return ip + 5;
    }

    /// <summary>[opcode, slot, roots, type, element segment]: offset, length; spec: exec-array.new_elem</summary>
    public static int* ArrayNewElem(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var type = Frame.Instance(fp)->Types[ip[3]];
        var segment = &Frame.Instance(fp)->Elements[ip[4]];
        var (offset, length) = (s[0].U32, s[1].U32);
        CheckElements(segment, offset, length);
        var reference = context.Heap.AllocateArray(type, length);
        CopyElements(segment, offset, context.Heap.AddressOf(reference) + ObjectLayout.DataOffset, length);
        s->SetRef(reference);
        return ip + 5;
    }

    /// <summary>[opcode, slot, type]; spec: exec-array.get</summary>
    public static int* ArrayGet(int* ip, Slot* fp, ExecutionContext context) => ArrayGetU(ip, fp, context);

    /// <summary>[opcode, slot, type]; spec: exec-array.get</summary>
    public static int* ArrayGetS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var kind = ElementKind(ip[2], fp, context);
        LoadSigned(Elements(s, s[1].U32, 1, kind, context), kind, s);
        return ip + 3;
    }

    /// <summary>[opcode, slot, type]; spec: exec-array.get</summary>
    public static int* ArrayGetU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var kind = ElementKind(ip[2], fp, context);
        LoadField(Elements(s, s[1].U32, 1, kind, context), kind, s);
        return ip + 3;
    }

    /// <summary>[opcode, slot, type]: array, index, value; spec: exec-array.set</summary>
    public static int* ArraySet(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var kind = ElementKind(ip[2], fp, context);
        StoreField(Elements(s, s[1].U32, 1, kind, context), kind, s + 2);
        return ip + 3;
    }

    /// <summary>[opcode, slot]; spec: exec-array.len</summary>
    public static int* ArrayLen(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        TrapIfNull(s, TrapCode.NullArrayReference);
        s->U32 = LengthOf(s->Ref, context);
        return ip + 2;
    }

    private static StorageKind ElementKind(int typeIndex, Slot* fp, ExecutionContext context) =>
        context.Types[Frame.Instance(fp)->Types[typeIndex]].Element;

    private static uint LengthOf(uint array, ExecutionContext context) => *(uint*)(context.Heap.AddressOf(array) + ObjectLayout.LengthOffset);

    // Where `count` elements from `index` lie, or a trap if the array is null or they are not all there.
    private static byte* Elements(Slot* array, uint index, uint count, StorageKind kind, ExecutionContext context)
    {
        TrapIfNull(array, TrapCode.NullArrayReference);
        var address = context.Heap.AddressOf(array->Ref);
        var length = *(uint*)(address + ObjectLayout.LengthOffset);
        if (index > length || count > length - index)
        {
            TrapException.Throw(TrapCode.ArrayOutOfBounds);
        }

        return address + ObjectLayout.DataOffset + ((ulong)index << kind.SizeLog2());
    }
}

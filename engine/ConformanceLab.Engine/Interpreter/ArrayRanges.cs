using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

// Operations on ranges of array elements: all is checked before anything is written.
internal static unsafe partial class Handlers
{
    /// <summary>[opcode, slot, type]: array, index, value, count; spec: exec-array.fill</summary>
    public static int* ArrayFill(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var kind = ElementKind(ip[2], fp, context);
        var count = s[2 + SlotsOf(kind)].U32;
        FillElements(Elements(s, s[1].U32, count, kind, context), kind, s + 2, count);
        return ip + 3;
    }

    /// <summary>[opcode, slot, destination type, source type]: destination, index, source, index, count; spec: exec-array.copy</summary>
    public static int* ArrayCopy(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var kind = ElementKind(ip[2], fp, context);
        var count = s[4].U32;
        TrapIfNull(s, TrapCode.NullArrayReference);
        TrapIfNull(s + 2, TrapCode.NullArrayReference);
        var destination = Elements(s, s[1].U32, count, kind, context);
        var source = Elements(s + 2, s[3].U32, count, kind, context);
        var bytes = (ulong)count << kind.SizeLog2();
        Buffer.MemoryCopy(source, destination, bytes, bytes);
        return ip + 4;
    }

    /// <summary>[opcode, slot, type, data segment]: array, index, offset, count; spec: exec-array.init_data</summary>
    public static int* ArrayInitData(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var kind = ElementKind(ip[2], fp, context);
        var count = s[3].U32;
        var destination = Elements(s, s[1].U32, count, kind, context);
        var bytes = (ulong)count << kind.SizeLog2();
        var source = DataRange(&Frame.Instance(fp)->Data[ip[3]], s[2].U32, bytes);
        Buffer.MemoryCopy(source, destination, bytes, bytes);
        return ip + 4;
    }

    /// <summary>[opcode, slot, type, element segment]: array, index, offset, count; spec: exec-array.init_elem</summary>
    public static int* ArrayInitElem(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var kind = ElementKind(ip[2], fp, context);
        var count = s[3].U32;
        var destination = Elements(s, s[1].U32, count, kind, context);
        var segment = &Frame.Instance(fp)->Elements[ip[3]];
        CheckElements(segment, s[2].U32, count);
        CopyElements(segment, s[2].U32, destination, count);
        return ip + 4;
    }

    private static void FillElements(byte* elements, StorageKind kind, Slot* value, uint count)
    {
        for (nuint i = 0; i < count; i++)
        {
            StoreField(elements + (i << kind.SizeLog2()), kind, value);
        }
    }

    // The bytes of a data segment, which may have been dropped.
    private static byte* DataRange(DataSegmentData* segment, uint offset, ulong count)
    {
        if (offset > segment->Length || count > segment->Length - offset)
        {
            TrapException.Throw(TrapCode.MemoryOutOfBounds);
        }

        return segment->Bytes + offset;
    }

    private static void CheckElements(ElementSegmentData* segment, uint offset, uint count)
    {
        if (offset > segment->Length || count > segment->Length - offset)
        {
            TrapException.Throw(TrapCode.TableOutOfBounds);
        }
    }

    // Segments hold functions and references as arrays do.
    private static void CopyElements(ElementSegmentData* segment, uint offset, byte* destination, uint count)
    {
        var size = segment->HoldsFunctions != 0 ? (uint)sizeof(FunctionRecord*) : sizeof(uint);
        var bytes = (ulong)count * size;
        Buffer.MemoryCopy((byte*)segment->Elements + ((ulong)offset * size), destination, bytes, bytes);
    }
}

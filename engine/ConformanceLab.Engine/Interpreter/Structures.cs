using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

// Structures. An allocation is a safepoint at which every object may move: operands are read again afterwards, from slots that the
// instruction's root node lists.
internal static unsafe partial class Handlers
{
    /// <summary>[opcode, slot, roots, type]: the fields; spec: exec-struct.new</summary>
    public static int* StructNew(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var type = Frame.Instance(fp)->Types[ip[3]];
        var reference = context.Heap.AllocateStruct(type);
        var address = context.Heap.AddressOf(reference);
        var descriptor = context.Types + type;
        var field = s;
        for (uint i = 0; i < descriptor->FieldCount; i++)
        {
            var layout = descriptor->Fields[i];
            StoreField(address + layout.Offset, layout.Kind, field);
            field += SlotsOf(layout.Kind);
        }

        s->SetRef(reference);
        return ip + 4;
    }

    /// <summary>[opcode, slot, roots, type]; spec: exec-struct.new_default</summary>
    public static int* StructNewDefault(int* ip, Slot* fp, ExecutionContext context)
    {
        fp[ip[1]].SetRef(context.Heap.AllocateStruct(Frame.Instance(fp)->Types[ip[3]]));
        return ip + 4;
    }

    /// <summary>[opcode, slot, type, field]; spec: exec-struct.get</summary>
    public static int* StructGet(int* ip, Slot* fp, ExecutionContext context) => StructGetU(ip, fp, context);

    /// <summary>[opcode, slot, type, field]; spec: exec-struct.get</summary>
    public static int* StructGetS(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var address = Field(s, ip, fp, context, out var kind);
        LoadSigned(address, kind, s);
        return ip + 4;
    }

    /// <summary>[opcode, slot, type, field]; spec: exec-struct.get</summary>
    public static int* StructGetU(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var address = Field(s, ip, fp, context, out var kind);
        LoadField(address, kind, s);
        return ip + 4;
    }

    /// <summary>[opcode, slot, type, field]: structure, value; spec: exec-struct.set</summary>
    public static int* StructSet(int* ip, Slot* fp, ExecutionContext context)
    {
        var s = fp + ip[1];
        var address = Field(s, ip, fp, context, out var kind);
        StoreField(address, kind, s + 1);
        return ip + 4;
    }

    private static byte* Field(Slot* s, int* ip, Slot* fp, ExecutionContext context, out StorageKind kind)
    {
        TrapIfNull(s, TrapCode.NullStructureReference);
        var layout = context.Types[Frame.Instance(fp)->Types[ip[2]]].Fields[ip[3]];
        kind = layout.Kind;
        return context.Heap.AddressOf(s->Ref) + layout.Offset;
    }

    private static int SlotsOf(StorageKind kind) => kind == StorageKind.V128 ? 2 : 1;

    // spec: aux-packfield
    private static void StoreField(byte* address, StorageKind kind, Slot* value)
    {
        switch (kind)
        {
            case StorageKind.I8:
                *address = unchecked((byte)value->U32);
                break;
            case StorageKind.I16:
                *(ushort*)address = unchecked((ushort)value->U32);
                break;
            case StorageKind.Bits32 or StorageKind.Reference:
                *(uint*)address = value->U32;
                break;
            case StorageKind.Bits64 or StorageKind.Function:
                *(ulong*)address = value->U64;
                break;
            case StorageKind.V128:
                Slot.SetV128((Slot*)address, Slot.GetV128(value));
                break;
        }
    }

    // spec: aux-unpackfield, packed fields zero-extended
    private static void LoadField(byte* address, StorageKind kind, Slot* value)
    {
        switch (kind)
        {
            case StorageKind.I8:
                value->U64 = *address;
                break;
            case StorageKind.I16:
                value->U64 = *(ushort*)address;
                break;
            case StorageKind.Bits32 or StorageKind.Reference:
                value->U64 = *(uint*)address;
                break;
            case StorageKind.Bits64 or StorageKind.Function:
                value->U64 = *(ulong*)address;
                break;
            case StorageKind.V128:
                Slot.SetV128(value, Slot.GetV128((Slot*)address));
                break;
        }
    }

    // spec: aux-unpackfield, packed fields sign-extended
    private static void LoadSigned(byte* address, StorageKind kind, Slot* value) =>
        value->I32 = kind == StorageKind.I8 ? *(sbyte*)address : *(short*)address;
}

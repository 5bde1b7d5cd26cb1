using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Gc;

/// <content>Structures, exceptions, i31 and the moves between slots and fields that arrays share.</content>
internal sealed unsafe partial class GcHeap
{
    /// <summary>Where a field of a structure type, or a value of an exception's payload, lies.</summary>
    public FieldLayout FieldOf(uint typeId, uint field) => _descriptors[typeId].Fields[field];

    /// <summary><c>struct.new</c>: takes the fields from consecutive slots, which must be roots. A safepoint.</summary>
    /// <exception cref="TrapException">Out of memory.</exception>
    public uint StructNew(uint typeId, Slot* fields)
    {
        var reference = AllocateStruct(typeId);
        StoreFields(reference, typeId, fields);
        return reference;
    }

    /// <summary><c>struct.get</c> and <c>struct.get_u</c>: loads a field; packed ones are zero-extended.</summary>
    /// <exception cref="TrapException">Null structure reference.</exception>
    public void StructGet(uint reference, FieldLayout field, Slot* result) =>
        Load(StructAddress(reference) + field.Offset, field.Kind, result);

    /// <summary><c>struct.get_s</c>: loads a packed field and sign-extends it.</summary>
    /// <exception cref="TrapException">Null structure reference.</exception>
    public int StructGetSigned(uint reference, FieldLayout field) =>
        LoadSigned(StructAddress(reference) + field.Offset, field.Kind);

    /// <summary><c>struct.set</c>: stores a field; packed ones take the low bits.</summary>
    /// <exception cref="TrapException">Null structure reference.</exception>
    public void StructSet(uint reference, FieldLayout field, Slot* value) =>
        Store(reference, StructAddress(reference) + field.Offset, field.Kind, value);

    /// <summary>An exception with its payload from consecutive slots, which must be roots. A safepoint.</summary>
    /// <exception cref="TrapException">Out of memory.</exception>
    public uint ExceptionNew(uint functionTypeId, uint tag, Slot* payload)
    {
        var reference = AllocateException(functionTypeId, tag);
        StoreFields(reference, functionTypeId, payload);
        return reference;
    }

    /// <summary>Id in the store of an exception's tag.</summary>
    public uint ExceptionTag(uint reference) => *(uint*)(AddressOf(reference) + ObjectLayout.ExceptionTagOffset);

    /// <summary>The payload of an exception: slots as on the stack, until the next safepoint.</summary>
    public ReadOnlySpan<Slot> ExceptionPayload(uint reference)
    {
        var size = DescriptorOf(reference)->ObjectSize - ObjectLayout.ExceptionPayloadOffset;
        return new ReadOnlySpan<Slot>(AddressOf(reference) + ObjectLayout.ExceptionPayloadOffset, (int)(size / Slot.Size));
    }

    /// <summary><c>ref.i31</c>: the low 31 bits.</summary>
    public static uint I31New(int value) => ((uint)value << 1) | ObjectLayout.I31Bit;

    /// <summary><c>i31.get_s</c>.</summary>
    /// <exception cref="TrapException">Null i31 reference.</exception>
    public static int I31GetSigned(uint reference)
    {
        RequireI31(reference);
        return (int)reference >> 1;
    }

    /// <summary><c>i31.get_u</c>.</summary>
    /// <exception cref="TrapException">Null i31 reference.</exception>
    public static uint I31GetUnsigned(uint reference)
    {
        RequireI31(reference);
        return reference >> 1;
    }

    /// <summary>
    /// Loads a value of an object into a slot (a v128 into two); packed ones are zero-extended, 32 bits clear the upper half.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Load(byte* address, StorageKind kind, Slot* result)
    {
        switch (kind)
        {
            case StorageKind.I8:
                result->U64 = *address;
                break;
            case StorageKind.I16:
                result->U64 = *(ushort*)address;
                break;
            case StorageKind.Bits32:
            case StorageKind.Reference:
                result->U64 = *(uint*)address;
                break;
            case StorageKind.V128:
                Slot.SetV128(result, Unsafe.ReadUnaligned<Vector128<byte>>(address));
                break;
            default:
                result->U64 = *(ulong*)address;
                break;
        }
    }

    // Every store of a traced reference passes the hook, in every tier: a generational collector would remember the holder there.
    private static void AfterReferenceStore(uint holder)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(uint holder, byte* address, StorageKind kind, Slot* value)
    {
        switch (kind)
        {
            case StorageKind.I8:
                *address = (byte)value->U32;
                break;
            case StorageKind.I16:
                *(ushort*)address = (ushort)value->U32;
                break;
            case StorageKind.Bits32:
                *(uint*)address = value->U32;
                break;
            case StorageKind.Reference:
                *(uint*)address = value->Ref;
                AfterReferenceStore(holder);
                break;
            case StorageKind.V128:
                Unsafe.WriteUnaligned(address, Slot.GetV128(value));
                break;
            default:
                *(ulong*)address = value->U64;
                break;
        }
    }

    private static int LoadSigned(byte* address, StorageKind kind) =>
        kind == StorageKind.I8 ? *(sbyte*)address : *(short*)address;

    private void StoreFields(uint reference, uint typeId, Slot* values)
    {
        var descriptor = _descriptors + typeId;
        var address = Base + reference;
        for (var i = 0u; i < descriptor->FieldCount; i++)
        {
            var field = descriptor->Fields[i];
            if (descriptor->Kind == DescriptorKind.Function && field.Kind == StorageKind.Reference)
            {
                // A payload is copied out as whole slots, and a reference in a slot has its upper half clear.
                *(ulong*)(address + field.Offset) = values->Ref;
                AfterReferenceStore(reference);
            }
            else
            {
                Store(reference, address + field.Offset, field.Kind, values);
            }

            values += field.Kind == StorageKind.V128 ? 2 : 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* StructAddress(uint reference)
    {
        if (reference == 0)
        {
            TrapException.Throw(TrapCode.NullStructureReference);
        }

        return AddressOf(reference);
    }

    private static void RequireI31(uint reference)
    {
        if (reference == 0)
        {
            TrapException.Throw(TrapCode.NullI31Reference);
        }
    }
}

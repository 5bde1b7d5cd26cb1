using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Gc;

/// <content>
/// Arrays. Indices and counts are unsigned 32-bit; bounds are checked in 64 bits and before anything is written (spec: exec-array.copy and
/// its neighbours).
/// </content>
internal sealed unsafe partial class GcHeap
{
    /// <summary><c>array.new</c>: every element is the value in the slot, which must be a root. A safepoint.</summary>
    /// <exception cref="TrapException">Out of memory.</exception>
    public uint ArrayNew(uint typeId, uint length, Slot* value)
    {
        var reference = AllocateArray(typeId, length);
        Fill(reference, Base + reference + ObjectLayout.DataOffset, _descriptors[typeId].Element, value, length);
        return reference;
    }

    /// <summary><c>array.new_fixed</c>: takes the elements from consecutive slots, which must be roots. A safepoint.</summary>
    /// <exception cref="TrapException">Out of memory.</exception>
    public uint ArrayNewFixed(uint typeId, uint length, Slot* values)
    {
        var reference = AllocateArray(typeId, length);
        var kind = _descriptors[typeId].Element;
        var address = Base + reference + ObjectLayout.DataOffset;
        for (var i = 0u; i < length; i++)
        {
            Store(reference, address, kind, values);
            address += kind.Size();
            values += kind == StorageKind.V128 ? 2 : 1;
        }

        return reference;
    }

    /// <summary><c>array.new_data</c>: elements are the segment's bytes from an offset. A safepoint.</summary>
    /// <exception cref="TrapException">Memory out of bounds (the segment's end); out of memory.</exception>
    public uint ArrayNewData(uint typeId, DataSegmentData* segment, uint offset, uint length)
    {
        var size = (ulong)length << _descriptors[typeId].ElementSizeLog2;
        CheckSegment(offset, size, segment->Length, TrapCode.MemoryOutOfBounds);
        var reference = AllocateArray(typeId, length);
        NativeMemory.Copy(segment->Bytes + offset, Base + reference + ObjectLayout.DataOffset, (nuint)size);
        return reference;
    }

    /// <summary>
    /// <c>array.new_elem</c>: elements are the segment's references from an offset. A safepoint (the segment must be a root).
    /// </summary>
    /// <exception cref="TrapException">Table out of bounds (the segment's end); out of memory.</exception>
    public uint ArrayNewElement(uint typeId, ElementSegmentData* segment, uint offset, uint length)
    {
        CheckSegment(offset, length, segment->Length, TrapCode.TableOutOfBounds);
        var reference = AllocateArray(typeId, length);
        CopyElements(reference, 0, segment, offset, length);
        return reference;
    }

    /// <summary><c>array.len</c>.</summary>
    /// <exception cref="TrapException">Null array reference.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ArrayLength(uint reference)
    {
        RequireArray(reference);
        return *(uint*)(AddressOf(reference) + ObjectLayout.LengthOffset);
    }

    /// <summary><c>array.get</c> and <c>array.get_u</c>: loads an element; packed ones are zero-extended.</summary>
    /// <exception cref="TrapException">Null array reference; array out of bounds.</exception>
    public void ArrayGet(uint reference, uint index, Slot* result)
    {
        var address = ElementAddress(reference, index, out var kind);
        Load(address, kind, result);
    }

    /// <summary><c>array.get_s</c>: loads a packed element and sign-extends it.</summary>
    /// <exception cref="TrapException">Null array reference; array out of bounds.</exception>
    public int ArrayGetSigned(uint reference, uint index)
    {
        var address = ElementAddress(reference, index, out var kind);
        return LoadSigned(address, kind);
    }

    /// <summary><c>array.set</c>: stores an element; packed ones take the low bits.</summary>
    /// <exception cref="TrapException">Null array reference; array out of bounds.</exception>
    public void ArraySet(uint reference, uint index, Slot* value)
    {
        var address = ElementAddress(reference, index, out var kind);
        Store(reference, address, kind, value);
    }

    /// <summary><c>array.fill</c>.</summary>
    /// <exception cref="TrapException">Null array reference; array out of bounds.</exception>
    public void ArrayFill(uint reference, uint index, Slot* value, uint count)
    {
        CheckRange(reference, index, count);
        var descriptor = DescriptorOf(reference);
        var address = Base + reference + ObjectLayout.DataOffset + ((ulong)index << descriptor->ElementSizeLog2);
        Fill(reference, address, descriptor->Element, value, count);
    }

    /// <summary><c>array.copy</c>: both arrays may be the same and the ranges may overlap.</summary>
    /// <exception cref="TrapException">Null array reference; array out of bounds.</exception>
    public void ArrayCopy(uint target, uint targetIndex, uint source, uint sourceIndex, uint count)
    {
        RequireArray(target);
        RequireArray(source);
        CheckRange(target, targetIndex, count);
        CheckRange(source, sourceIndex, count);
        var descriptor = DescriptorOf(target);
        var shift = descriptor->ElementSizeLog2;
        var from = Base + source + ObjectLayout.DataOffset + ((ulong)sourceIndex << shift);
        var to = Base + target + ObjectLayout.DataOffset + ((ulong)targetIndex << shift);
        var size = (ulong)count << shift;
        Buffer.MemoryCopy(from, to, size, size);
        if (descriptor->Element == StorageKind.Reference)
        {
            AfterReferenceStore(target);
        }
    }

    /// <summary><c>array.init_data</c>.</summary>
    /// <exception cref="TrapException">Null array reference; array out of bounds; memory out of bounds (the segment's end).</exception>
    public void ArrayInitData(uint target, uint targetIndex, DataSegmentData* segment, uint offset, uint count)
    {
        CheckRange(target, targetIndex, count);
        var shift = DescriptorOf(target)->ElementSizeLog2;
        var size = (ulong)count << shift;
        CheckSegment(offset, size, segment->Length, TrapCode.MemoryOutOfBounds);
        NativeMemory.Copy(segment->Bytes + offset, Base + target + ObjectLayout.DataOffset + ((ulong)targetIndex << shift), (nuint)size);
    }

    /// <summary><c>array.init_elem</c>.</summary>
    /// <exception cref="TrapException">Null array reference; array out of bounds; table out of bounds (the segment's end).</exception>
    public void ArrayInitElement(uint target, uint targetIndex, ElementSegmentData* segment, uint offset, uint count)
    {
        CheckRange(target, targetIndex, count);
        CheckSegment(offset, count, segment->Length, TrapCode.TableOutOfBounds);
        CopyElements(target, targetIndex, segment, offset, count);
    }

    // Segments of functions fill arrays of functions, others arrays of GC references: the sizes of elements are the same.
    private void CopyElements(uint target, uint targetIndex, ElementSegmentData* segment, uint offset, uint count)
    {
        var shift = DescriptorOf(target)->ElementSizeLog2;
        var from = (byte*)segment->Elements + ((ulong)offset << shift);
        var to = Base + target + ObjectLayout.DataOffset + ((ulong)targetIndex << shift);
        NativeMemory.Copy(from, to, (nuint)((ulong)count << shift));
        if (segment->HoldsFunctions == 0)
        {
            AfterReferenceStore(target);
        }
    }

    private static void Fill(uint holder, byte* address, StorageKind kind, Slot* value, uint count)
    {
        switch (kind)
        {
            case StorageKind.I8:
                NativeMemory.Fill(address, count, (byte)value->U32);
                break;
            case StorageKind.I16:
                FillWith((ushort*)address, (ushort)value->U32, count);
                break;
            case StorageKind.Bits32:
                FillWith((uint*)address, value->U32, count);
                break;
            case StorageKind.Reference:
                FillWith((uint*)address, value->Ref, count);
                AfterReferenceStore(holder);
                break;
            case StorageKind.V128:
                var vector = Slot.GetV128(value);
                for (ulong i = 0; i < count; i++)
                {
                    Unsafe.WriteUnaligned(address + i * 16, vector);
                }

                break;
            default:
                FillWith((ulong*)address, value->U64, count);
                break;
        }
    }

    // Spans hold at most 2^31 − 1 elements, arrays up to 2^32 − 1 where they are small enough.
    private static void FillWith<T>(T* address, T value, uint count)
        where T : unmanaged
    {
        while (count > int.MaxValue)
        {
            new Span<T>(address, int.MaxValue).Fill(value);
            address += int.MaxValue;
            count -= int.MaxValue;
        }

        new Span<T>(address, (int)count).Fill(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* ElementAddress(uint reference, uint index, out StorageKind kind)
    {
        RequireArray(reference);
        var address = AddressOf(reference);
        var header = *(ulong*)address;
        if (index >= (uint)(header >> 32))
        {
            TrapException.Throw(TrapCode.ArrayOutOfBounds);
        }

        var descriptor = _descriptors + (uint)header;
        kind = descriptor->Element;
        return address + ObjectLayout.DataOffset + ((ulong)index << descriptor->ElementSizeLog2);
    }

    private void CheckRange(uint reference, uint index, uint count)
    {
        if ((ulong)index + count > ArrayLength(reference))
        {
            TrapException.Throw(TrapCode.ArrayOutOfBounds);
        }
    }

    private static void CheckSegment(uint offset, ulong count, ulong length, TrapCode code)
    {
        if (offset + count > length)
        {
            TrapException.Throw(code);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RequireArray(uint reference)
    {
        if (reference == 0)
        {
            TrapException.Throw(TrapCode.NullArrayReference);
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Gc;

/// <summary>
/// One copying collection (C. J. Cheney, "A nonrecursive list compacting algorithm", CACM 13:11, 1970). The destination is its own work
/// list:
/// <code>
///        start            scan                free
///   to   ├── scanned ──────┼── copied ─────────┼── empty ──
///            only to-space     still points
///            references        into from-space
/// </code>
/// A copied object leaves a forwarding header behind. Nothing recurses, and the work is proportional to what is alive.
/// </summary>
internal sealed unsafe class Collector : IRootVisitor
{
    private readonly byte* _base;
    private readonly TypeDescriptor* _descriptors;
    private readonly TypeDescriptorTable _types;
    private readonly HostHandleTable _handles;
    private uint _typeCount;
    private uint _fromStart;
    private uint _fromSize;
    private ulong _free;

    /// <summary>Creates the collector of a heap.</summary>
    public Collector(byte* heapBase, TypeDescriptorTable types, HostHandleTable handles)
    {
        _base = heapBase;
        _types = types;
        _descriptors = types.Base;
        _handles = handles;
    }

    /// <summary>Moves everything that the sources reach and returns the end of what is alive.</summary>
    /// <param name="sources">The roots.</param>
    /// <param name="fromStart">Start of the objects so far.</param>
    /// <param name="fromEnd">Their end.</param>
    /// <param name="toStart">Where to move them: accessible for as many bytes.</param>
    /// <exception cref="InvalidOperationException">
    /// Something that is no reference was found where one should be: a bug of the engine.
    /// </exception>
    public ulong Run(List<IRootSource> sources, ulong fromStart, ulong fromEnd, ulong toStart)
    {
        _typeCount = _types.Count;
        _fromStart = (uint)fromStart;
        _fromSize = (uint)(fromEnd - fromStart);
        _free = toStart;
        _handles.BeginMarking();
        foreach (var source in sources)
        {
            source.VisitRoots(this);
        }

        Scan(toStart);
        _handles.Sweep();
        return _free;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Visit(uint* reference)
    {
        var value = *reference;
        if (value == 0 || ObjectLayout.IsI31(value))
        {
            return;
        }

        if ((value & ObjectLayout.KindMask) != 0)
        {
            _handles.Mark(value);
            return;
        }

        Move(reference, value);
    }

    private void Scan(ulong scan)
    {
        while (scan < _free)
        {
            var header = *(ulong*)(_base + scan);
            var descriptor = _descriptors + (uint)header;
            if (descriptor->Kind != DescriptorKind.Array)
            {
                var offsets = descriptor->ReferenceOffsets;
                for (var count = descriptor->ReferenceCount; count != 0; count--)
                {
                    Visit((uint*)(_base + scan + *offsets++));
                }

                scan += descriptor->ObjectSize;
                continue;
            }

            var length = header >> 32;
            if (descriptor->ReferenceCount != 0)
            {
                var element = (uint*)(_base + scan + ObjectLayout.DataOffset);
                for (var end = element + length; element != end; element++)
                {
                    Visit(element);
                }
            }

            scan += ObjectLayout.Align(ObjectLayout.DataOffset + (length << descriptor->ElementSizeLog2));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Move(uint* reference, uint value)
    {
        // Also when not in stress mode: following a wrong reference would corrupt memory outside the sandbox.
        if (value - _fromStart >= _fromSize)
        {
            Corrupt(value);
        }

        var source = _base + value;
        var header = *(ulong*)source;
        var typeId = (uint)header;
        if (typeId == ObjectLayout.ForwardingMarker)
        {
            *reference = (uint)(header >> 32);
            return;
        }

        if (typeId >= _typeCount)
        {
            Corrupt(value);
        }

        var descriptor = _descriptors + typeId;
        ulong size = descriptor->ObjectSize;
        if (descriptor->Kind == DescriptorKind.Array)
        {
            size = ObjectLayout.Align(size + ((header >> 32) << descriptor->ElementSizeLog2));
        }

        if (size > _fromSize - (value - _fromStart))
        {
            Corrupt(value);
        }

        var target = _free;
        Copy(_base + target, source, size);
        _free = target + size;
        *(ulong*)source = ObjectLayout.ForwardingMarker | (target << 32);
        *reference = (uint)target;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(byte* target, byte* source, ulong size)
    {
        if (size > 128)
        {
            Buffer.MemoryCopy(source, target, size, size);
            return;
        }

        // Sizes are multiples of 8, and most are small.
        for (ulong i = 0; i < size; i += 8)
        {
            *(ulong*)(target + i) = *(ulong*)(source + i);
        }
    }

    [DoesNotReturn]
    private static void Corrupt(uint value) =>
        throw new InvalidOperationException($"the GC heap is corrupt: 0x{value:x8} is not a reference to an object");
}

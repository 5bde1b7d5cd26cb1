using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Gc;

/// <summary>
/// Descriptors of all canonical types of an engine, in native memory that never moves: indexed by canonical id, so a type check
/// in any tier is one load. Descriptors are made when a module is loaded and replaced only if the registry has given the id to another
/// type, which it does after everything of the former one is gone. Reading needs no lock.
/// </summary>
internal sealed unsafe class TypeDescriptorTable : IDisposable
{
    /// <summary>Largest number of canonical types alive at once.</summary>
    public static uint MaximumTypes { get; } = Reservation.IsCheap ? 1u << 22 : 1u << 16;

    private const uint CommitStep = 1024;
    private readonly Lock _lock = new();
    private readonly TypeRegistry _registry;
    private readonly HeapReservation _reservation;
    private readonly List<Description?> _described = [];
    private uint _committed;

    /// <summary>Creates an empty table over a registry.</summary>
    /// <exception cref="OutOfMemoryException">There is no address space.</exception>
    public TypeDescriptorTable(TypeRegistry registry)
    {
        _registry = registry;
        _reservation = HeapReservation.TryCreate((ulong)MaximumTypes * TypeDescriptor.Size, Reservation.PageSize)
            ?? throw new OutOfMemoryException("no address space for type descriptors");
    }

    ~TypeDescriptorTable() => Free();

    /// <summary>Descriptor of id 0.</summary>
    public TypeDescriptor* Base => (TypeDescriptor*)_reservation.Base;

    /// <summary>Ids at and beyond this one have no descriptor.</summary>
    public uint Count => Volatile.Read(ref _committed);

    /// <summary>The descriptor of an id for which <see cref="Ensure(uint)"/> has been called.</summary>
    public TypeDescriptor* this[uint id]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Base + id;
    }

    /// <summary>
    /// Makes the descriptors of all types of a registration, which must stay until no object of theirs is left. Thread-safe.
    /// </summary>
    /// <exception cref="OutOfMemoryException">There are more than <see cref="MaximumTypes"/>.</exception>
    public void Ensure(TypeRegistration registration)
    {
        foreach (var id in registration.CanonicalIds)
        {
            Ensure((uint)id);
        }
    }

    /// <summary>Makes the descriptor of a type. Thread-safe.</summary>
    /// <exception cref="OutOfMemoryException">There are more than <see cref="MaximumTypes"/>.</exception>
    public void Ensure(uint id)
    {
        var type = _registry[(int)id];
        lock (_lock)
        {
            Commit(id);
            if (!ReferenceEquals(_described[(int)id]?.Type, type))
            {
                Describe(type);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            Free();
            _reservation.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>How a value of the type is stored in an object. Concrete heap types are looked up in the registry.</summary>
    public StorageKind StorageOf(ValType type)
    {
        if (!type.IsReference)
        {
            return type == ValType.I8 ? StorageKind.I8
                : type == ValType.I16 ? StorageKind.I16
                : type.IsVector ? StorageKind.V128
                : type == ValType.I64 || type == ValType.F64 ? StorageKind.Bits64
                : StorageKind.Bits32;
        }

        var heapType = type.HeapType;
        var isFunction = heapType.IsConcrete
            ? _registry[heapType.Index].Composite is FunctionType
            : heapType == HeapType.Func || heapType == HeapType.NoFunc;
        return isFunction ? StorageKind.Function : StorageKind.Reference;
    }

    private void Free()
    {
        foreach (var description in _described)
        {
            description?.Dispose();
        }

        _described.Clear();
        _committed = 0;
    }

    private void Commit(uint id)
    {
        if (id < _committed)
        {
            return;
        }

        if (id >= MaximumTypes)
        {
            throw new OutOfMemoryException("too many types in one engine");
        }

        var end = (id / CommitStep + 1) * CommitStep;
        if (!_reservation.TryCommit((ulong)_committed * TypeDescriptor.Size, (ulong)(end - _committed) * TypeDescriptor.Size))
        {
            throw new OutOfMemoryException("no memory for type descriptors");
        }

        while (_described.Count < end)
        {
            _described.Add(null);
        }

        Volatile.Write(ref _committed, end);
    }

    private void Describe(CanonicalType type)
    {
        var fieldCount = type.Composite switch
        {
            StructType structure => structure.Fields.Length,
            ArrayType => 1,
            _ => ((FunctionType)type.Composite).Parameters.Length,
        };
        var description = new Description(type, fieldCount);
        var descriptor = Base + type.Id;
        *descriptor = new TypeDescriptor
        {
            Depth = (byte)type.Depth,
            FieldCount = (uint)fieldCount,
            Fields = description.Fields,
            ReferenceOffsets = description.ReferenceOffsets,
            Display = description.Display,
        };
        switch (type.Composite)
        {
            case StructType structure:
                DescribeStruct(descriptor, structure);
                break;
            case ArrayType array:
                DescribeArray(descriptor, array);
                break;
            default:
                DescribeFunction(descriptor, (FunctionType)type.Composite);
                break;
        }

        type.GetDisplay().CopyTo(new Span<int>(description.Display, type.Depth + 1));
        for (var i = 0; i < TypeDescriptor.InlineLevels; i++)
        {
            descriptor->InlineDisplay[i] = i <= type.Depth ? description.Display[i] : TypeDescriptor.NoType;
        }

        _described[type.Id]?.Dispose();
        _described[type.Id] = description;
    }

    private void DescribeStruct(TypeDescriptor* descriptor, StructType type)
    {
        descriptor->Kind = DescriptorKind.Struct;
        ulong offset = ObjectLayout.DataOffset;
        for (var i = 0; i < type.Fields.Length; i++)
        {
            var kind = StorageOf(type.Fields[i].Storage);
            ulong alignment = Math.Min(kind.Size(), ObjectLayout.HeaderSize);
            offset = (offset + alignment - 1) & ~(alignment - 1);
            AddField(descriptor, i, (uint)offset, kind);
            offset += kind.Size();
        }

        descriptor->ObjectSize = (uint)ObjectLayout.Align(offset);
    }

    private void DescribeFunction(TypeDescriptor* descriptor, FunctionType type)
    {
        descriptor->Kind = DescriptorKind.Function;
        var offset = ObjectLayout.ExceptionPayloadOffset;
        for (var i = 0; i < type.Parameters.Length; i++)
        {
            var kind = StorageOf(type.Parameters[i]);
            AddField(descriptor, i, offset, kind);
            offset += kind == StorageKind.V128 ? 16u : 8u;
        }

        descriptor->ObjectSize = offset;
    }

    private void DescribeArray(TypeDescriptor* descriptor, ArrayType type)
    {
        var kind = StorageOf(type.Element.Storage);
        descriptor->Kind = DescriptorKind.Array;
        descriptor->Element = kind;
        descriptor->ElementSizeLog2 = (byte)kind.SizeLog2();
        descriptor->ObjectSize = ObjectLayout.DataOffset;
        AddField(descriptor, 0, ObjectLayout.DataOffset, kind);
    }

    private static void AddField(TypeDescriptor* descriptor, int index, uint offset, StorageKind kind)
    {
        descriptor->Fields[index] = new FieldLayout(offset, kind);
        if (kind == StorageKind.Reference)
        {
            descriptor->ReferenceOffsets[descriptor->ReferenceCount++] = offset;
        }
    }

    /// <summary>Owns what a descriptor points to. Has no finalizer of its own: there may be a million.</summary>
    private sealed class Description : IDisposable
    {
        private void* _block;

        public Description(CanonicalType type, int fieldCount)
        {
            Type = type;
            _block = NativeMemory.AllocZeroed((nuint)(fieldCount * (sizeof(FieldLayout) + sizeof(uint)) + (type.Depth + 1) * sizeof(uint)));
            Fields = (FieldLayout*)_block;
            ReferenceOffsets = (uint*)(Fields + fieldCount);
            Display = ReferenceOffsets + fieldCount;
        }

        public CanonicalType Type { get; }

        public FieldLayout* Fields { get; }

        public uint* ReferenceOffsets { get; }

        public uint* Display { get; }

        public void Dispose()
        {
            NativeMemory.Free(_block);
            _block = null;
        }
    }
}

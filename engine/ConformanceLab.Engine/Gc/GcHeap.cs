using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Gc;

/// <summary>What a heap is made with.</summary>
/// <param name="LimitBytes">Most bytes that live objects may take; between one page and <see cref="GcHeap.LargestLimit"/>.</param>
/// <param name="IsStress">Collect at every allocation and make vacated space unusable.</param>
/// <param name="InitialBytes">Bytes of allocation before the first collection.</param>
internal sealed record GcHeapOptions(ulong LimitBytes = 512UL << 20, bool IsStress = false, ulong InitialBytes = 4UL << 20);

/// <summary>What a heap has done so far.</summary>
/// <param name="Collections">Collections.</param>
/// <param name="AllocatedBytes">Bytes of all objects ever allocated.</param>
/// <param name="LiveBytes">Bytes that were alive after the last collection.</param>
/// <param name="UsedBytes">Bytes in use now, garbage included.</param>
/// <param name="CapacityBytes">Bytes that may be in use before the next collection.</param>
/// <param name="CollectionTime">Time spent collecting.</param>
/// <param name="HostHandles">Host handles in use, garbage included.</param>
internal readonly record struct GcStatistics(
    long Collections, ulong AllocatedBytes, ulong LiveBytes, ulong UsedBytes, ulong CapacityBytes, TimeSpan CollectionTime,
    int HostHandles);

/// <summary>
/// The garbage-collected heap of a store: two semispaces in native memory, bump allocation, and a copying collector that runs when the
/// current space is full. Layouts are those of <see cref="ObjectLayout"/>. One thread at a time: the store's owner.
/// <para>
/// Every allocation is a safepoint: it may move all objects. Whoever holds a reference across one must hold it where a registered
/// <see cref="IRootSource"/> finds it, and read it again afterwards.
/// </para>
/// </summary>
internal sealed unsafe partial class GcHeap : IDisposable
{
    // The bump region [HeapTop, HeapLimit) is always zero. It is extended in steps that fit into the second-level cache, so that clearing
    // reused memory brings it there for the objects that are about to be written.
    private const ulong ExtensionBytes = 128 * 1024;
    private const ulong LargePageBytes = ObjectLayout.LargePageBytes;

    private readonly StoreContext* _context;
    private HeapReservation? _reservation;
    private readonly TypeDescriptorTable _types;
    private readonly TypeDescriptor* _descriptors;
    private readonly List<IRootSource> _rootSources = [];
    private readonly Semispace _first;
    private readonly Semispace _second;
    private readonly ulong _limit;
    private readonly ulong _initialCapacity;
    private readonly bool _isStress;
    private Semispace _current;
    private ulong _capacity;
    private bool _isDisposed;

    /// <summary>Creates a heap, which takes no memory before <see cref="Reserve"/> or the first allocation.</summary>
    /// <param name="context">Where base, top and limit of the bump region are kept for compiled code.</param>
    /// <param name="types">The engine's type descriptors.</param>
    /// <param name="options">Sizes and mode.</param>
    public GcHeap(StoreContext* context, TypeDescriptorTable types, GcHeapOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.LimitBytes, LargestLimit);
        _context = context;
        _types = types;
        _descriptors = types.Base;
        _isStress = options.IsStress;
        IsCollectionDue = _isStress;
        _limit = RoundUpToPage(Math.Max(options.LimitBytes, 1));
        _initialCapacity = Math.Min(RoundUpToPage(Math.Max(options.InitialBytes, 1)), _limit);
        _capacity = _initialCapacity;
        _first = new Semispace(ObjectLayout.NullGuardBytes);
        _second = new Semispace(ObjectLayout.NullGuardBytes + SpaceBytes);
        _current = _first;
        _context->TypeDescriptors = _descriptors;
        _context->HeapTop = (uint)_current.Start;
        _context->HeapLimit = (uint)_current.Start;
        Handles = new HostHandleTable();
        Roots = new RootTable();
        AddRootSource(Roots);
    }

    /// <summary>Largest <see cref="GcHeapOptions.LimitBytes"/>: offsets of both semispaces are 32 bits.</summary>
    public static ulong LargestLimit { get; } = (1UL << 31) - LargePageBytes;

    /// <summary>Host handles.</summary>
    public HostHandleTable Handles { get; }

    /// <summary>References that the host holds.</summary>
    public RootTable Roots { get; }

    /// <summary>The engine's type descriptors.</summary>
    public TypeDescriptorTable Types => _types;

    /// <summary>Address that references are offsets from.</summary>
    public byte* Base => _context->HeapBase;

    // Address space of a semispace.
    private ulong SpaceBytes => (_limit + (LargePageBytes - 1)) & ~(LargePageBytes - 1);

    /// <summary>Counters.</summary>
    public GcStatistics Statistics => new(
        _collections, _allocatedBefore + (_context->HeapTop - _allocationStart), _liveBytes, _context->HeapTop - _current.Start, _capacity,
        Stopwatch.GetElapsedTime(0, _collectionTicks), Handles.Count);

    /// <summary>
    /// Reserves the addresses and publishes the base, once: for instances whose compiled code finds null references by faults at the base.
    /// </summary>
    /// <exception cref="TrapException">Out of memory: there is no address space.</exception>
    [MemberNotNull(nameof(_reservation))]
    public void Reserve()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_reservation is null)
        {
            _reservation = HeapReservation.TryCreate(ObjectLayout.NullGuardBytes + SpaceBytes * 2, LargePageBytes)
                ?? throw new TrapException(TrapCode.OutOfMemory, "no address space for a GC heap");
            _context->HeapBase = _reservation.Base;
        }
    }

    /// <summary>From now on the collector asks the source for roots.</summary>
    public void AddRootSource(IRootSource source) => _rootSources.Add(source);

    /// <summary>The source holds no references any longer.</summary>
    public void RemoveRootSource(IRootSource source) => _rootSources.Remove(source);

    /// <summary>A structure whose fields are zero and null. A safepoint.</summary>
    /// <exception cref="TrapException">Out of memory.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint AllocateStruct(uint typeId)
    {
        var reference = Allocate(_descriptors[typeId].ObjectSize);
        *(ulong*)(Base + reference) = typeId;
        return reference;
    }

    /// <summary>An array whose elements are zero or null. A safepoint.</summary>
    /// <exception cref="TrapException">Out of memory.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint AllocateArray(uint typeId, uint length)
    {
        // 64 bits: the largest length times the largest element overflows 32.
        var size = ObjectLayout.Align(ObjectLayout.DataOffset + ((ulong)length << _descriptors[typeId].ElementSizeLog2));
        var reference = Allocate(size);
        *(ulong*)(Base + reference) = typeId | ((ulong)length << 32);
        return reference;
    }

    /// <summary>An exception whose payload is zero and null. A safepoint.</summary>
    /// <param name="functionTypeId">Canonical id of the tag's function type.</param>
    /// <param name="tag">Id of the tag in the store.</param>
    /// <exception cref="TrapException">Out of memory.</exception>
    public uint AllocateException(uint functionTypeId, uint tag)
    {
        var reference = Allocate(_descriptors[functionTypeId].ObjectSize);
        *(ulong*)(Base + reference) = functionTypeId;
        *(uint*)(Base + reference + ObjectLayout.ExceptionTagOffset) = tag;
        return reference;
    }

    /// <summary>Whether <see cref="Safepoint"/> would collect.</summary>
    public bool IsCollectionDue { get; private set; }

    /// <summary>
    /// A safepoint without an allocation: collects if one is due (many host handles). To be called where the outermost call from the host
    /// begins and where host functions have returned, while no reference is outside the roots.
    /// </summary>
    public void Safepoint()
    {
        if (IsCollectionDue)
        {
            Collect();
        }
    }

    /// <summary>A handle for an object of the host, which is no root yet; see <see cref="HostHandleTable.Create"/>.</summary>
    public uint CreateHandle(object value)
    {
        var reference = Handles.Create(value);
        if (Handles.Count > Handles.Threshold)
        {
            // Makes the next allocation, in any tier, take the slow path, which collects.
            IsCollectionDue = true;
            _context->HeapLimit = _context->HeapTop;
        }

        return reference;
    }

    /// <summary>Address of an object. In stress mode the reference is checked first.</summary>
    /// <exception cref="InvalidOperationException">Stress mode: the reference is not to an object that exists now.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* AddressOf(uint reference)
    {
        if (_isStress)
        {
            Verify(reference);
        }

        return Base + reference;
    }

    /// <summary>Canonical type id of an object (of an exception: of the tag's function type).</summary>
    public uint TypeIdOf(uint reference) => *(uint*)AddressOf(reference);

    /// <summary>Descriptor of an object's type.</summary>
    public TypeDescriptor* DescriptorOf(uint reference) => _descriptors + TypeIdOf(reference);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _context->HeapBase = null;
        _context->HeapTop = _context->HeapLimit = 0;
        _reservation?.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Allocate(ulong size)
    {
        var top = _context->HeapTop;
        if (size > _context->HeapLimit - top)
        {
            return AllocateSlowly(size);
        }

        _context->HeapTop = top + (uint)size;
        return top;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private uint AllocateSlowly(ulong size)
    {
        Reserve();
        if (size > _limit)
        {
            TrapException.Throw(TrapCode.OutOfMemory);
        }

        if (IsCollectionDue || !TryExtend(size))
        {
            Collect(size);
            if (!TryExtend(size))
            {
                TrapException.Throw(TrapCode.OutOfMemory);
            }
        }

        var reference = _context->HeapTop;
        _context->HeapTop = reference + (uint)size;
        return reference;
    }

    // Makes room for size bytes at the top, within the capacity: committed and zero.
    private bool TryExtend(ulong size)
    {
        ulong top = _context->HeapTop;
        var end = _current.Start + _capacity;
        if (size > end - top)
        {
            return false;
        }

        // In stress mode the region ends with the object, so that every allocation comes here.
        var limit = _isStress ? top + size : Math.Min(end, Math.Max(top + size, top + ExtensionBytes));
        if (limit <= _context->HeapLimit)
        {
            return true;
        }

        if (!TryCommit(_current, limit))
        {
            return false;
        }

        // Memory that has never been used is zero already; touching it now would only fault pages in early.
        ulong cleared = Math.Max(_context->HeapLimit, top);
        if (cleared < _current.UsedEnd)
        {
            NativeMemory.Clear(Base + cleared, (nuint)(Math.Min(limit, _current.UsedEnd) - cleared));
        }

        _current.UsedEnd = Math.Max(_current.UsedEnd, limit);
        _context->HeapLimit = (uint)limit;
        return true;
    }

    private bool TryCommit(Semispace space, ulong end)
    {
        if (end <= space.CommittedEnd)
        {
            return true;
        }

        // In steps of the capacity, so that the number of system calls stays logarithmic.
        var target = Math.Max(RoundUpToPage(end), space.Start + _capacity);
        if (!_reservation!.TryCommit(space.CommittedEnd, target - space.CommittedEnd))
        {
            return false;
        }

        var largeStart = Math.Max(space.CommittedEnd, space.Start + ObjectLayout.SmallPageBytes);
        if (target > largeStart)
        {
            _reservation.PreferLargePages(largeStart, target - largeStart);
        }

        space.CommittedEnd = target;
        return true;
    }

    private static ulong RoundUpToPage(ulong size) => (size + (Reservation.PageSize - 1)) & ~(ulong)(Reservation.PageSize - 1);

    /// <summary>Half of the heap.</summary>
    private sealed class Semispace(ulong start)
    {
        /// <summary>Offset of its first byte.</summary>
        public ulong Start { get; } = start;

        /// <summary>Accessible up to here.</summary>
        public ulong CommittedEnd { get; set; } = start;

        /// <summary>Never written from here on: still zero.</summary>
        public ulong UsedEnd { get; set; } = start;
    }
}

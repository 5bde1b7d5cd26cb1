using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>
/// A linear memory. Its base never moves and its bytes stay mapped until the last owner lets go: the store that made it, or, if it is
/// shared, every store and shared-memory object that refers to it. Source: specification, "Memory Instances".
/// </summary>
/// <remarks>
/// DANGER: the sandbox depends on the checks here. Managed code that touches a byte beyond <see cref="MemoryData.ByteLength"/> ends the
/// process, so every access of a helper goes through <see cref="CheckRange"/> first.
/// </remarks>
internal sealed unsafe class LinearMemory
{
    /// <summary>What a 32-bit address plus a 32-bit offset can reach.</summary>
    private const ulong EffectiveAddresses32 = 1UL << 33;

    /// <summary>
    /// What a memory with 64-bit addresses may grow to, in bits, where it has a reach. 64 GiB: more than V8's 16 GiB, and of the address
    /// space of a process (128 TiB) still room for nearly 2,000 of them.
    /// </summary>
    public const int ReachLog2 = 36;

    /// <summary>What an offset that is a displacement can add to an address within the reach, and the bytes of the access.</summary>
    private const ulong Displacements = 1UL << 31;

    /// <summary>Inaccessible bytes behind, for accesses that begin below the end.</summary>
    private const ulong GuardBytes = 64 * 1024;

    /// <summary>
    /// Largest reservation of a memory whose bounds are checked: what it may grow to, whatever its type and the limits say. Address space is
    /// plentiful, not endless.
    /// </summary>
    private const ulong LargestReservation = 1UL << 40;

    /// <summary>
    /// Bytes of a bulk operation between two looks at interruptions: some milliseconds where pages are touched for the first time.
    /// </summary>
    internal const ulong Stride = 16UL << 20;

    /// <summary>What a memory may grow to where reserving allocates.</summary>
    private const ulong PortableBytes = 256UL << 20;

    private readonly Lock _growth = new();
    private readonly Reservation _reservation;
    private readonly ReservationPool? _pool;
    private readonly ResourceBudget _budget;
    private readonly ulong _maximumPages;
    private int _owners = 1;

    private LinearMemory(
        MemoryType type, Reservation reservation, ReservationPool? pool, ResourceBudget budget, ulong maximumPages, MemoryFlags flags)
    {
        Type = type;
        _reservation = reservation;
        _pool = pool;
        _budget = budget;
        _maximumPages = maximumPages;
        Data = (MemoryData*)NativeMemory.AlignedAlloc((nuint)sizeof(MemoryData), 16);
        *Data = new MemoryData
        {
            Base = reservation.Base,
            ReservedBytes = reservation.Size,
            PageSizeLog2 = (uint)type.PageSizeLog2,
            Flags = flags,
        };
    }

    // The reservation's own finalizer frees it.
    ~LinearMemory() => Free();

    /// <summary>Its type as declared.</summary>
    public MemoryType Type { get; }

    /// <summary>What code reads.</summary>
    public MemoryData* Data { get; }

    /// <summary>What its first bytes were when it was made; null if they were zero.</summary>
    public MemoryImage? Image => _reservation.Image;

    /// <summary>Accessible bytes.</summary>
    public ulong ByteLength => Volatile.Read(ref Data->ByteLength);

    /// <summary>Size in pages.</summary>
    public ulong PageCount => ByteLength >> Type.PageSizeLog2;

    /// <summary>Its type with the current size as minimum: what imports are matched against.</summary>
    public MemoryType CurrentType => Type with { Limits = Type.Limits with { Minimum = PageCount } };

    /// <summary>
    /// What compiled code checks in front of accesses to memories of a type. A function of what never differs between a memory's type and
    /// those that it is imported with: importers must agree, whatever store they are in.
    /// </summary>
    public static AddressCheck CheckOf(MemoryType type) =>
        type.PageSizeLog2 != 16 || !Reservation.IsCheap ? AddressCheck.Bounds
        : type.AddressType == AddressType.I32 ? AddressCheck.None
        : AddressCheck.Reach;

    /// <summary>Creates a memory of the type's minimum size, all zero.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="budget">What its bytes are taken from.</param>
    /// <param name="pool">Where its addresses come from and go to, if it is guarded and not shared; null if there is no pool.</param>
    /// <param name="image">What its first bytes shall be; whether they are is what <see cref="Image"/> says.</param>
    /// <exception cref="TrapException">Out of memory: the budget or the system does not allow it.</exception>
    public static LinearMemory Create(MemoryType type, ResourceBudget budget, ReservationPool? pool = null, MemoryImage? image = null)
    {
        if (!TryCreate(type, budget, pool, image, out var memory))
        {
            throw new TrapException(TrapCode.OutOfMemory, $"a memory of {type.Limits.Minimum} pages exceeds the limit");
        }

        return memory;
    }

    /// <summary>Copies out.</summary>
    /// <exception cref="TrapException">Out of bounds.</exception>
    public void Read(ulong address, Span<byte> destination)
    {
        CheckRange(address, (ulong)destination.Length);
        new ReadOnlySpan<byte>(Data->Base + address, destination.Length).CopyTo(destination);
    }

    /// <summary>Copies in.</summary>
    /// <exception cref="TrapException">Out of bounds.</exception>
    public void Write(ulong address, ReadOnlySpan<byte> source)
    {
        CheckRange(address, (ulong)source.Length);
        source.CopyTo(new Span<byte>(Data->Base + address, source.Length));
    }

    /// <summary>spec: exec-memory.grow. The old size in pages, or −1 if a limit forbids it. Thread-safe.</summary>
    public long Grow(ulong delta)
    {
        lock (_growth)
        {
            var old = PageCount;
            if (delta > _maximumPages - old)
            {
                return -1;
            }

            var bytes = delta << Type.PageSizeLog2;
            if (!_budget.TryTake(bytes))
            {
                return -1;
            }

            var length = ByteLength + bytes;
            if (!_reservation.TryCommit((nuint)length))
            {
                _budget.Return(bytes);
                return -1;
            }

            // Published after the bytes are accessible: other threads of a shared memory may use them at once.
            Volatile.Write(ref Data->ByteLength, length);
            return (long)old;
        }
    }

    /// <summary>spec: exec-memory.fill.</summary>
    /// <param name="address">The first byte.</param>
    /// <param name="value">What it and its successors become.</param>
    /// <param name="count">How many bytes.</param>
    /// <param name="running">The store whose guest asks for it: its interruption leaves the rest undone.</param>
    /// <exception cref="TrapException">Out of bounds; interrupted.</exception>
    public void Fill(ulong address, byte value, ulong count, StoreState? running = null)
    {
        CheckRange(address, count);
        for (; count > Stride; address += Stride, count -= Stride)
        {
            NativeMemory.Fill(Data->Base + address, (nuint)Stride, value);
            running?.Poll();
        }

        NativeMemory.Fill(Data->Base + address, (nuint)count, value);
    }

    /// <summary>spec: exec-memory.copy. The memories may be the same and the ranges may overlap.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="destinationAddress">Its first byte.</param>
    /// <param name="source">Where from.</param>
    /// <param name="sourceAddress">Its first byte.</param>
    /// <param name="count">How many bytes.</param>
    /// <param name="running">The store whose guest asks for it: its interruption leaves the rest undone.</param>
    /// <exception cref="TrapException">Out of bounds; interrupted.</exception>
    public static void Copy(
        LinearMemory destination, ulong destinationAddress, LinearMemory source, ulong sourceAddress, ulong count,
        StoreState? running = null)
    {
        source.CheckRange(sourceAddress, count);
        destination.CheckRange(destinationAddress, count);
        var from = source.Data->Base + sourceAddress;
        var to = destination.Data->Base + destinationAddress;
        if (to <= from)
        {
            for (; count > Stride; from += Stride, to += Stride, count -= Stride)
            {
                Buffer.MemoryCopy(from, to, Stride, Stride);
                running?.Poll();
            }
        }
        else
        {
            // From the end: the ranges may overlap.
            for (; count > Stride; count -= Stride)
            {
                Buffer.MemoryCopy(from + count - Stride, to + count - Stride, Stride, Stride);
                running?.Poll();
            }
        }

        Buffer.MemoryCopy(from, to, count, count);
    }

    /// <summary>spec: exec-memory.init. A dropped segment has length 0.</summary>
    /// <exception cref="TrapException">Out of bounds.</exception>
    public void Init(ulong address, DataSegmentData* segment, ulong offset, ulong count)
    {
        if (offset > segment->Length || count > segment->Length - offset)
        {
            TrapException.Throw(TrapCode.MemoryOutOfBounds);
        }

        CheckRange(address, count);
        Buffer.MemoryCopy(segment->Bytes + offset, Data->Base + address, count, count);
    }

    /// <summary>Traps unless <paramref name="count"/> bytes from <paramref name="address"/> are accessible.</summary>
    /// <exception cref="TrapException">Out of bounds.</exception>
    public void CheckRange(ulong address, ulong count)
    {
        var length = ByteLength;
        if (address > length || count > length - address)
        {
            TrapException.Throw(TrapCode.MemoryOutOfBounds);
        }
    }

    /// <summary>Adds an owner of a shared memory.</summary>
    /// <exception cref="ObjectDisposedException">The last owner has let go already.</exception>
    public void AddOwner()
    {
        var owners = Volatile.Read(ref _owners);
        while (true)
        {
            ObjectDisposedException.ThrowIf(owners == 0, typeof(LinearMemory));
            var seen = Interlocked.CompareExchange(ref _owners, owners + 1, owners);
            if (seen == owners)
            {
                return;
            }

            owners = seen;
        }
    }

    /// <summary>An owner lets go; the last one frees the bytes.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _owners) == 0)
        {
            Free();
            GC.SuppressFinalize(this);
            if (_pool is not null)
            {
                _pool.Give(_reservation);
            }
            else
            {
                _reservation.Dispose();
            }
        }
    }

    private static bool TryCreate(
        MemoryType type, ResourceBudget budget, ReservationPool? pool, MemoryImage? image, [NotNullWhen(true)] out LinearMemory? memory)
    {
        memory = null;
        var is64 = type.AddressType == AddressType.I64;
        // 2^(address bits − page bits) pages fill the address space; with pages of one byte the last one has no number.
        var representable = (is64 ? ulong.MaxValue : uint.MaxValue) >> type.PageSizeLog2;
        representable += type.PageSizeLog2 > 0 ? 1u : 0;

        // The reservation bounds what can be reached by growing; the base can then stay.
        var limitPages = Math.Min(Math.Min(type.Limits.Maximum ?? ulong.MaxValue, representable), budget.Limit >> type.PageSizeLog2);
        if (type.Limits.Minimum > limitPages)
        {
            return false;
        }

        // The style depends on the type alone, never on limits: importers must agree, whatever store they are in.
        var flags = (is64 ? MemoryFlags.Is64 : 0) | (type.IsShared ? MemoryFlags.Shared : 0);
        ulong size;
        switch (CheckOf(type))
        {
            case AddressCheck.None:
                flags |= MemoryFlags.Guarded;
                size = EffectiveAddresses32 + GuardBytes;
                pool = type.IsShared ? null : pool;
                break;
            case AddressCheck.Reach:
                flags |= MemoryFlags.Guarded;
                pool = null;
                limitPages = Math.Min(limitPages, 1UL << (ReachLog2 - type.PageSizeLog2));
                size = (1UL << ReachLog2) + Displacements + GuardBytes;
                break;
            default:
                pool = null;
                var largest = Reservation.IsCheap ? LargestReservation : Math.Max(PortableBytes, type.Limits.Minimum << type.PageSizeLog2);
                limitPages = Math.Min(limitPages, largest >> type.PageSizeLog2);
                size = (limitPages << type.PageSizeLog2) + (Reservation.IsCheap ? GuardBytes : 0);
                break;
        }

        if (type.Limits.Minimum > limitPages || size > (ulong)nint.MaxValue)
        {
            return false;
        }

        var reservation = pool?.Take((nuint)size, (nuint)(type.Limits.Minimum << type.PageSizeLog2), image)
            ?? Reservation.TryCreate((nuint)size);
        if (reservation is null)
        {
            return false;
        }

        memory = new LinearMemory(type, reservation, pool, budget, limitPages, flags);
        if (memory.Grow(type.Limits.Minimum) < 0)
        {
            memory.Release();
            memory = null;
            return false;
        }

        if (image is not null && reservation.Image is null)
        {
            reservation.TryMap(image);
        }

        return true;
    }

    private void Free()
    {
        if (Data == null)
        {
            // The constructor failed.
            return;
        }

        _budget.Return(Data->ByteLength);
        NativeMemory.AlignedFree(Data);
    }
}

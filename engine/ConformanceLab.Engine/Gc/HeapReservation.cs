using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Gc;

/// <summary>
/// Addresses of which any page range can be made accessible or taken away. On 64-bit Linux it costs address space only; elsewhere all of it is
/// allocated at once and taking away does nothing.
/// </summary>
internal sealed unsafe class HeapReservation : IDisposable
{
    private readonly bool _isMapped;
    private byte* _base;

    /// <summary>Reserves <paramref name="size"/> bytes.</summary>
    /// <exception cref="OutOfMemoryException">The system does not allow it.</exception>
    public HeapReservation(ulong size)
    {
        Size = size;
        _isMapped = Reservation.IsCheap;
        if (!_isMapped)
        {
            _base = (byte*)NativeMemory.AlignedAlloc((nuint)size, Reservation.PageSize);
            NativeMemory.Clear(_base, (nuint)size);
            return;
        }

        if (!ReservationCount.TryAdd())
        {
            throw new OutOfMemoryException("too many reservations of address space");
        }

        _base = LinuxMemory.Reserve((nuint)size);
        if (_base == null)
        {
            ReservationCount.Remove();
            throw new OutOfMemoryException("no address space for a reservation");
        }
    }

    ~HeapReservation() => Free();

    /// <summary>First byte.</summary>
    public byte* Base => _base;

    /// <summary>Reserved bytes.</summary>
    public ulong Size { get; }

    /// <summary>Makes whole pages accessible. They are zero at first, and what they were after <see cref="Protect"/>.</summary>
    public bool TryCommit(ulong offset, ulong length) =>
        length == 0 || !_isMapped || LinuxMemory.TryMakeAccessible(_base + offset, (nuint)length);

    /// <summary>Makes every access to whole pages fault, until they are committed again. Their content stays.</summary>
    public void Protect(ulong offset, ulong length)
    {
        if (length != 0 && _isMapped)
        {
            LinuxMemory.MakeInaccessible(_base + offset, (nuint)length);
        }
    }

    /// <summary>Asks for large pages: first touches dominate the cost of a growing heap.</summary>
    public void PreferLargePages(ulong offset, ulong length)
    {
        if (_isMapped)
        {
            LinuxMemory.PreferLargePages(_base + offset, (nuint)length);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        var start = _base;
        _base = null;
        if (start == null)
        {
            return;
        }

        if (_isMapped)
        {
            LinuxMemory.Release(start, (nuint)Size);
            ReservationCount.Remove();
        }
        else
        {
            NativeMemory.AlignedFree(start);
        }
    }
}

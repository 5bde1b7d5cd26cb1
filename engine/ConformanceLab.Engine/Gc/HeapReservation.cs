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

    private HeapReservation(byte* start, ulong size, bool isMapped)
    {
        _base = start;
        Size = size;
        _isMapped = isMapped;
    }

    ~HeapReservation() => Free();

    /// <summary>First byte.</summary>
    public byte* Base => _base;

    /// <summary>Reserved bytes.</summary>
    public ulong Size { get; }

    /// <summary>Reserves a range, or returns null if the system or the cap on reservations does not allow it.</summary>
    public static HeapReservation? TryCreate(ulong size)
    {
        if (!Reservation.IsCheap)
        {
            try
            {
                // Most systems find the zeroes only when they are touched.
                return new HeapReservation((byte*)NativeMemory.AllocZeroed((nuint)size), size, isMapped: false);
            }
            catch (OutOfMemoryException)
            {
                return null;
            }
        }

        if (!ReservationCount.TryAdd())
        {
            return null;
        }

        var mapped = LinuxMemory.Reserve((nuint)size);
        if (mapped == null)
        {
            ReservationCount.Remove();
            return null;
        }

        return new HeapReservation(mapped, size, isMapped: true);
    }

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
            NativeMemory.Free(start);
        }
    }
}

using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Gc;

/// <summary>
/// Addresses of which any page range can be made accessible or taken away. On 64-bit Linux it costs address space only; elsewhere all of it
/// is allocated at once and taking away does nothing.
/// </summary>
internal sealed unsafe class HeapReservation : IDisposable
{
    // Guard, and for each semispace a part on small pages, one on large pages and one that is not accessible: up to seven mappings.
    private const int Weight = 4;

    private readonly bool _isMapped;
    private readonly ulong _mappedSize;
    private byte* _mapping;

    private HeapReservation(byte* mapping, ulong size, ulong alignment, bool isMapped)
    {
        _mapping = mapping;
        _mappedSize = size + alignment;
        Base = (byte*)(((ulong)mapping + (alignment - 1)) & ~(alignment - 1));
        _isMapped = isMapped;
    }

    ~HeapReservation() => Free();

    /// <summary>First byte.</summary>
    public byte* Base { get; }

    /// <summary>Reserves a range, or returns null if the system or the cap on reservations does not allow it.</summary>
    /// <param name="size">Bytes.</param>
    /// <param name="alignment">A power of 2 that the base is a multiple of.</param>
    public static HeapReservation? TryCreate(ulong size, ulong alignment)
    {
        if (!Reservation.IsCheap)
        {
            try
            {
                // Most systems find the zeroes only when they are touched.
                return new HeapReservation((byte*)NativeMemory.AllocZeroed((nuint)(size + alignment)), size, alignment, isMapped: false);
            }
            catch (OutOfMemoryException)
            {
                return null;
            }
        }

        if (!ReservationCount.TryAdd(Weight, size + alignment))
        {
            return null;
        }

        var mapped = LinuxMemory.Reserve((nuint)(size + alignment));
        if (mapped == null)
        {
            ReservationCount.Remove(Weight, size + alignment);
            return null;
        }

        return new HeapReservation(mapped, size, alignment, isMapped: true);
    }

    /// <summary>Makes whole pages accessible. They are zero at first, and what they were after <see cref="Protect"/>.</summary>
    public bool TryCommit(ulong offset, ulong length) =>
        length == 0 || !_isMapped || LinuxMemory.TryMakeAccessible(Base + offset, (nuint)length);

    /// <summary>Makes every access to whole pages fault, until they are committed again. Their content stays.</summary>
    public void Protect(ulong offset, ulong length)
    {
        if (length != 0 && _isMapped)
        {
            LinuxMemory.TryMakeInaccessible(Base + offset, (nuint)length);
        }
    }

    /// <summary>Asks for large pages: first touches dominate the cost of a growing heap.</summary>
    public void PreferLargePages(ulong offset, ulong length)
    {
        if (_isMapped)
        {
            LinuxMemory.PreferLargePages(Base + offset, (nuint)length);
        }
    }

    /// <summary>
    /// Gives the memory of whole pages back, which makes them zero; false if that is not possible and they are as they were.
    /// </summary>
    public bool TryDiscard(ulong offset, ulong length) => _isMapped && LinuxMemory.TryDiscard(Base + offset, (nuint)length);

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        var start = _mapping;
        _mapping = null;
        if (start == null)
        {
            return;
        }

        if (_isMapped)
        {
            LinuxMemory.Release(start, (nuint)_mappedSize);
            ReservationCount.Remove(Weight, _mappedSize);
        }
        else
        {
            NativeMemory.Free(start);
        }
    }
}

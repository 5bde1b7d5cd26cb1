using System.Runtime.InteropServices;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>
/// A range of addresses of which a prefix is accessible. On 64-bit Linux address space is reserved by <c>mmap</c> and committed by
/// <c>mprotect</c>, so that the base never moves; elsewhere the whole range is allocated, which works the same and costs what it costs.
/// </summary>
internal sealed unsafe class Reservation : IDisposable
{
    /// <summary>
    /// Bytes that <see cref="TryWipe"/> clears, because they are likely to be touched again; the memory of those behind is given back. 64
    /// KiB are cleared in about a microsecond, and each page that is touched for the first time costs as much or more.
    /// </summary>
    public const nuint ResidentBytes = 256 * 1024;

    private readonly bool _isMapped;
    private nuint _committed;
    private MemoryImage? _image;
    private byte* _base;

    private Reservation(byte* start, nuint size, bool isMapped)
    {
        _base = start;
        Size = size;
        _isMapped = isMapped;
    }

    ~Reservation() => Free();

    /// <summary>Granularity of sizes and commits.</summary>
    public static nuint PageSize { get; } = (nuint)Environment.SystemPageSize;

    /// <summary>Whether reserving costs address space only.</summary>
    public static bool IsCheap { get; } = OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <summary>First byte.</summary>
    public byte* Base => _base;

    /// <summary>Reserved bytes.</summary>
    public nuint Size { get; }

    /// <summary>Bytes that are accessible, a multiple of <see cref="PageSize"/>.</summary>
    public nuint Committed => _committed;

    /// <summary>What its bytes are as long as nobody writes to them; null if they are zero.</summary>
    public MemoryImage? Image => _image;

    /// <summary>Reserves a range, or returns null if the system or the cap on reservations does not allow it.</summary>
    public static Reservation? TryCreate(nuint size)
    {
        size = RoundUp(size == 0 ? 1 : size);
        if (IsCheap)
        {
            if (!ReservationCount.TryAdd(1, size))
            {
                return null;
            }

            var mapped = LinuxMemory.Reserve(size);
            if (mapped == null)
            {
                ReservationCount.Remove(1, size);
                return null;
            }

            return new Reservation(mapped, size, isMapped: true);
        }

        try
        {
            var allocated = (byte*)NativeMemory.AlignedAlloc(size, PageSize);
            return new Reservation(allocated, size, isMapped: false);
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    /// <summary>
    /// Makes the first <paramref name="length"/> bytes accessible; new ones are zero. False if the system has no memory, or if that is
    /// more than is
    /// reserved.
    /// </summary>
    public bool TryCommit(nuint length)
    {
        if (length > Size)
        {
            return false;
        }

        length = RoundUp(length);
        if (length <= _committed)
        {
            return true;
        }

        var start = _base + _committed;
        var count = length - _committed;
        if (_isMapped)
        {
            if (!LinuxMemory.TryMakeAccessible(start, count))
            {
                return false;
            }
        }
        else
        {
            NativeMemory.Clear(start, count);
        }

        _committed = length;
        return true;
    }

    /// <summary>
    /// Makes all accessible bytes zero, or what <see cref="Image"/> says. False if the system refuses, and then they are anything. DANGER:
    /// another guest gets them next.
    /// </summary>
    public bool TryWipe()
    {
        if (_image is not null)
        {
            return LinuxMemory.TryDiscard(_base, _committed);
        }

        var resident = Math.Min(_committed, ResidentBytes);
        NativeMemory.Clear(_base, resident);
        return resident == _committed || (_isMapped && LinuxMemory.TryDiscard(_base + resident, _committed - resident));
    }

    /// <summary>
    /// Makes exactly the first <paramref name="length"/> bytes accessible, after <see cref="TryWipe"/>: what is not accessible any longer
    /// stays as that has left it. False if the system refuses or that is more than is reserved.
    /// </summary>
    public bool TryResize(nuint length)
    {
        if (!TryCommit(length))
        {
            return false;
        }

        length = RoundUp(length);
        if (length < _committed)
        {
            if (!_isMapped || !LinuxMemory.TryMakeInaccessible(_base + length, _committed - length))
            {
                return false;
            }

            _committed = length;
        }

        return true;
    }

    /// <summary>
    /// Puts an image where it belongs, among accessible bytes that are zero. False if the system refuses, and then nothing has changed.
    /// </summary>
    public bool TryMap(MemoryImage image)
    {
        // Its ends cut the accessible bytes in three.
        if (!_isMapped || image.Start + image.Length > _committed || !ReservationCount.TryAdd(1, 0))
        {
            return false;
        }

        if (!LinuxMemory.TryMapCopy(_base + image.Start, image.Length, image.File, image.FileOffset))
        {
            ReservationCount.Remove(1, 0);
            return false;
        }

        image.AddReference();
        _image = image;
        return true;
    }

    /// <summary>Takes the image away, and with it all that is accessible. False if the system refuses.</summary>
    public bool TryUnmapImage()
    {
        if (_image is not { } image)
        {
            return true;
        }

        if (!LinuxMemory.TryReserveAgain(_base, Math.Max(_committed, image.Start + image.Length)))
        {
            return false;
        }

        _committed = 0;
        ForgetImage();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void ForgetImage()
    {
        if (_image is { } image)
        {
            _image = null;
            ReservationCount.Remove(1, 0);
            image.Release();
        }
    }

    private static nuint RoundUp(nuint size) => (size + PageSize - 1) & ~(PageSize - 1);

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
            LinuxMemory.Release(start, Size);
            ReservationCount.Remove(1, Size);
            ForgetImage();
        }
        else
        {
            NativeMemory.AlignedFree(start);
        }
    }
}

/// <summary>
/// The cap on reservations of the process. Each costs two of the kernel's mappings, and at <c>vm.max_map_count</c> (65,530 by default)
/// the runtime itself can no longer allocate; nor can it where all addresses (47 bits of them) are taken. The guest must run into its
/// limit first.
/// </summary>
internal static class ReservationCount
{
    /// <summary>Reservations that may exist at once.</summary>
    public const int Maximum = 12_000;

    /// <summary>Bytes that they may take together.</summary>
    public const ulong MaximumBytes = 100UL << 40;

    private static int s_count;
    private static ulong s_bytes;

    /// <summary>Reservations that exist.</summary>
    public static int Current => Volatile.Read(ref s_count);

    /// <summary>Counts one more, unless that is too many or too much.</summary>
    /// <param name="weight">As how many it counts: 1 for two mappings.</param>
    /// <param name="bytes">Its size.</param>
    public static bool TryAdd(int weight, ulong bytes)
    {
        if (TryIncrease(weight, bytes))
        {
            return true;
        }

        ReservationPool.ReleaseAllIdle();
        if (TryIncrease(weight, bytes))
        {
            return true;
        }

        // Stores that nobody has disposed may hold many of them: the collector of .NET does not know how scarce they are.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return TryIncrease(weight, bytes);
    }

    /// <summary>Undoes <see cref="TryAdd"/>.</summary>
    public static void Remove(int weight, ulong bytes)
    {
        Interlocked.Add(ref s_bytes, 0 - bytes);
        Interlocked.Add(ref s_count, -weight);
    }

    // Each is far from where its sum with a few others would overflow.
    private static bool TryIncrease(int weight, ulong bytes)
    {
        if (bytes > MaximumBytes)
        {
            return false;
        }

        var isLittle = Interlocked.Add(ref s_bytes, bytes) <= MaximumBytes;
        if (Interlocked.Add(ref s_count, weight) <= Maximum && isLittle)
        {
            return true;
        }

        Remove(weight, bytes);
        return false;
    }
}

/// <summary>The system calls that reservations need, on Linux.</summary>
internal static unsafe partial class LinuxMemory
{
    private const int ProtNone = 0;
    private const int ProtRead = 1;
    private const int ProtWrite = 2;
    private const int MapPrivate = 0x02;
    private const int MapAnonymous = 0x20;
    private const int MapNoReserve = 0x4000;
    private const int AdviseDontNeed = 4;
    private const int AdviseHugePages = 14;

    /// <summary>Makes inaccessible addresses of what is mapped at them, which is gone.</summary>
    public static bool TryReserveAgain(byte* start, nuint size) =>
        Mmap((nint)start, size, ProtNone, MapPrivate | MapAnonymous | MapNoReserve | MapFixed, -1, 0) == (nint)start;

    /// <summary>Reserves inaccessible addresses; null if there are none.</summary>
    public static byte* Reserve(nuint size)
    {
        var result = Mmap(0, size, ProtNone, MapPrivate | MapAnonymous | MapNoReserve, -1, 0);
        return result == -1 ? null : (byte*)result;
    }

    /// <summary>Makes zeroed memory of reserved addresses.</summary>
    public static bool TryMakeAccessible(byte* start, nuint size) => Mprotect((nint)start, size, ProtRead | ProtWrite) == 0;

    /// <summary>Gives addresses and memory back.</summary>
    public static void Release(byte* start, nuint size) => Munmap((nint)start, size);

    /// <summary>Makes every access fault; the content stays.</summary>
    public static bool TryMakeInaccessible(byte* start, nuint size) => Mprotect((nint)start, size, ProtNone) == 0;

    /// <summary>Asks for large pages: first touches dominate the cost of large areas. A hint only.</summary>
    public static void PreferLargePages(byte* start, nuint size) => Madvise((nint)start, size, AdviseHugePages);

    /// <summary>Gives the memory of whole pages back: they are zero at the next touch. False if the system refuses.</summary>
    public static bool TryDiscard(byte* start, nuint size) => Madvise((nint)start, size, AdviseDontNeed) == 0;

    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    private static partial int Madvise(nint address, nuint length, int advice);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Mmap(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Mprotect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Munmap(nint address, nuint length);
}

using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Modules;
using Microsoft.Win32.SafeHandles;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>
/// What the data segments of a module make of the first pages of its memory: pages of a file that instances map copy-on-write, so that
/// those which are never touched cost nothing. Reference-counted: by the module and by each mapping. Thread-safe.
/// </summary>
internal sealed class MemoryImage
{
    private readonly ImageFile _file;
    private int _references = 1;

    internal MemoryImage(ImageFile file, long fileOffset, nuint start, nuint length)
    {
        _file = file;
        FileOffset = fileOffset;
        Start = start;
        Length = length;
    }

    /// <summary>Where it is in the file, a multiple of <see cref="Reservation.PageSize"/>.</summary>
    public long FileOffset { get; }

    /// <summary>Where it begins in the memory, a multiple of <see cref="Reservation.PageSize"/>.</summary>
    public nuint Start { get; }

    /// <summary>Its bytes, a multiple of <see cref="Reservation.PageSize"/>.</summary>
    public nuint Length { get; }

    /// <summary>The file.</summary>
    public SafeFileHandle File => _file.Handle;

    /// <summary>Adds an owner; the caller knows of another one.</summary>
    public void AddReference() => Interlocked.Increment(ref _references);

    /// <summary>An owner lets go; with the last one its pages are free.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            _file.Free(this);
        }
    }
}

/// <summary>
/// The images of an engine's modules, in one file in memory. Nothing but <see cref="TryCreate"/> writes to it: guests have private
/// mappings. Thread-safe.
/// </summary>
internal sealed unsafe class ImageFile : IDisposable
{
    // Bytes of segments from which on mapping is cheaper than copying, and what gaps between them may add: pages of gaps cost memory
    // where they are read.
    private const long SmallestImage = 64 * 1024;
    private const int LargestSparsity = 4;

    private const long FileBytes = 64L << 30;
    private const int UnitLog2 = 16;

    private readonly Lock _lock = new();
    private readonly RangeAllocator _units = new((int)(FileBytes >> UnitLog2));

    private ImageFile(SafeFileHandle handle) => Handle = handle;

    /// <summary>The file.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>An empty file; null where there can't be one.</summary>
    public static ImageFile? TryOpen()
    {
        var file = Reservation.IsCheap ? LinuxMemory.CreateFile("wasm-data", FileBytes) : -1;
        return file < 0 ? null : new ImageFile(new SafeFileHandle(file, ownsHandle: true));
    }

    /// <summary>
    /// Whether an image pays for a module, and what it does is what the specification says: its memory 0 is its own and guarded, all
    /// segments fit, and nobody can see that they are there before the elements are.
    /// </summary>
    public static bool IsSuitable(LoadedModule module)
    {
        var syntax = module.Syntax;
        if (module.ImportedMemories > 0 || module.Memories.Length == 0 || module.Memories[0].IsShared
            || module.AddressChecks[0] != AddressCheck.None)
        {
            return false;
        }

        foreach (var segment in syntax.Elements)
        {
            // If a later one traps, functions in this table would find what should not be there yet.
            if (segment.Mode == SegmentMode.Active && segment.TableIndex < module.ImportedTables)
            {
                return false;
            }
        }

        var bytes = 0L;
        for (var i = 0; i < syntax.Data.Count; i++)
        {
            if (IsPart(syntax.Data[i]))
            {
                var end = module.DataOffsets[i] + syntax.Data[i].Bytes.Length;
                if (module.DataOffsets[i] == LoadedModule.UnknownOffset || (ulong)end > module.Memories[0].Limits.Minimum << 16)
                {
                    return false;
                }

                bytes += syntax.Data[i].Bytes.Length;
            }
        }

        var (start, stop) = Extent(module);
        return bytes >= SmallestImage && stop - start <= LargestSparsity * bytes;
    }

    /// <summary>Whether a segment is in the image of its module.</summary>
    public static bool IsPart(DataSegment segment) => segment is { Mode: SegmentMode.Active, MemoryIndex: 0 };

    /// <summary>The image of a suitable module; null if there is no room or no memory.</summary>
    public MemoryImage? TryCreate(LoadedModule module)
    {
        var (start, stop) = Extent(module);
        start &= -(long)Reservation.PageSize;
        stop = (stop + (long)Reservation.PageSize - 1) & -(long)Reservation.PageSize;
        int first;
        lock (_lock)
        {
            if (!_units.TryAllocate(UnitsOf(stop - start), out first, out _))
            {
                return null;
            }
        }

        var image = new MemoryImage(this, (long)first << UnitLog2, (nuint)start, (nuint)(stop - start));
        for (var i = 0; i < module.Syntax.Data.Count; i++)
        {
            var segment = module.Syntax.Data[i];
            if (IsPart(segment) && !TryWrite(segment.Bytes.Span, image.FileOffset + module.DataOffsets[i] - start))
            {
                image.Release();
                return null;
            }
        }

        return image;
    }

    /// <summary>Takes an image back that nobody maps any more.</summary>
    internal void Free(MemoryImage image)
    {
        try
        {
            // DANGER: the next image has what it doesn't write from here. It must be zero.
            if (LinuxMemory.TryPunch(Handle, image.FileOffset, (long)image.Length))
            {
                lock (_lock)
                {
                    _units.Free((int)(image.FileOffset >> UnitLog2), UnitsOf((long)image.Length));
                }
            }
        }
        catch (ObjectDisposedException)
        {
            // A finalizer comes after the file's.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Handle.Dispose();

    private static int UnitsOf(long bytes) => (int)((bytes + (1 << UnitLog2) - 1) >> UnitLog2);

    // From the first byte of its segments to behind the last.
    private static (long Start, long Stop) Extent(LoadedModule module)
    {
        var (start, stop) = (long.MaxValue, 0L);
        for (var i = 0; i < module.Syntax.Data.Count; i++)
        {
            var segment = module.Syntax.Data[i];
            if (IsPart(segment) && segment.Bytes.Length > 0)
            {
                start = Math.Min(start, module.DataOffsets[i]);
                stop = Math.Max(stop, module.DataOffsets[i] + segment.Bytes.Length);
            }
        }

        return (Math.Min(start, stop), stop);
    }

    private bool TryWrite(ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(Handle, bytes, offset);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}

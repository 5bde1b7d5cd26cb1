using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>What a part of code space holds.</summary>
internal enum CodeKind
{
    /// <summary>Thunks and stubs: a fault in them is a bug, never a trap.</summary>
    Stubs,

    /// <summary>Functions of wasm: where they fault, the signal handlers look for a trap.</summary>
    Functions,
}

/// <summary>A part of code space, mapped twice, given memory in steps. Used under the lock of the space.</summary>
internal sealed unsafe class CodeArea
{
    /// <summary>Unit of blocks.</summary>
    public const int Granule = 16 * 1024;

    // Memory is populated at once: 1.4 GB/s, where single faults of pages mapped twice reach a fifth.
    private const long PopulateStep = 1L << 20;

    private readonly byte* _executable;
    private readonly byte* _writable;
    private readonly int _file;
    private readonly long _fileOffset;
    private readonly long _size;
    private readonly RangeAllocator _granules;
    private readonly CodeBlock?[] _owners;
    private long _populated;

    public CodeArea(byte* executable, byte* writable, int file, long fileOffset, long size)
    {
        _executable = executable;
        _writable = writable;
        _file = file;
        _fileOffset = fileOffset;
        _size = size;
        _granules = new RangeAllocator((int)(size / Granule));
        _owners = new CodeBlock?[size / Granule];
    }

    /// <summary>First address where code is executed.</summary>
    public nint Start => (nint)_executable;

    /// <summary>Bytes.</summary>
    public long Size => _size;

    /// <summary>A block of at least so many bytes; null if there is no room or no memory.</summary>
    public CodeBlock? TryAllocate(CodeSpace space, CodeKind kind, int size)
    {
        var count = (int)(((long)size + Granule - 1) / Granule);
        if (!_granules.TryAllocate(count, out var first, out var isRecycled))
        {
            return null;
        }

        if (!TryPopulate((long)(first + count) * Granule))
        {
            _granules.Free(first, count);
            return null;
        }

        var offset = (long)first * Granule;
        var block = new CodeBlock(space, kind, _executable + offset, _writable + offset, count * Granule, isRecycled);
        for (var i = first; i < first + count; i++)
        {
            Volatile.Write(ref _owners[i], block);
        }

        return block;
    }

    /// <summary>Takes a block back. Its addresses are used again where the kernel lets processors forget what stood there.</summary>
    public void Free(CodeBlock block)
    {
        var first = (int)((block.Address - Start) / Granule);
        var count = block.Size / Granule;
        for (var i = first; i < first + count; i++)
        {
            Volatile.Write(ref _owners[i], null);
        }

        if (InstructionBarrier.IsAvailable)
        {
            _granules.Free(first, count);
        }
    }

    /// <summary>The block that an address lies in; null if there is none. Lock-free.</summary>
    public CodeBlock? Find(nint address)
    {
        var offset = address - Start;
        return offset < 0 || offset >= _size ? null : Volatile.Read(ref _owners[offset / Granule]);
    }

    private bool TryPopulate(long end)
    {
        if (end <= _populated)
        {
            return true;
        }

        end = Math.Min((end + PopulateStep - 1) / PopulateStep * PopulateStep, _size);
        var size = (nuint)(end - _populated);
        if (!LinuxMemory.TryPopulate(_writable + _populated, size, writable: true, _file, _fileOffset + _populated)
            || !LinuxMemory.TryPopulate(_executable + _populated, size, writable: false, _file, _fileOffset + _populated))
        {
            return false;
        }

        _populated = end;
        return true;
    }
}

using System.Runtime.InteropServices;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>
/// Native blocks that live as long as their owner: instance data, function records, global cells, copies of segments. Small requests
/// are cut from chunks, so that a module with many functions costs few allocations. Not thread-safe.
/// </summary>
internal sealed unsafe class NativeArena : IDisposable
{
    private const nuint ChunkSize = 16 * 1024;
    private const nuint Alignment = 16;
    private readonly List<nint> _blocks = [];
    private byte* _next;
    private byte* _end;

    ~NativeArena() => Free();

    /// <summary>Zeroed room for <paramref name="count"/> values, aligned to 16; null if the count is 0.</summary>
    public T* Allocate<T>(int count)
        where T : unmanaged
    {
        return (T*)AllocateBytes((nuint)count * (nuint)sizeof(T));
    }

    /// <summary>Zeroed room for <paramref name="count"/> pointers; null if the count is 0.</summary>
    public void** AllocatePointers(int count) => (void**)AllocateBytes((nuint)count * (nuint)sizeof(void*));

    /// <summary>Zeroed bytes, aligned to 16; null for none.</summary>
    /// <exception cref="OutOfMemoryException">The system has no more memory.</exception>
    public void* AllocateBytes(nuint size)
    {
        var result = AllocateUninitialized(size);
        NativeMemory.Clear(result, size);
        return result;
    }

    /// <summary>
    /// Room for <paramref name="count"/> values that may hold anything, for who writes all of it; null if the count is 0.
    /// </summary>
    /// <exception cref="OutOfMemoryException">The system has no more memory.</exception>
    public T* AllocateUninitialized<T>(int count)
        where T : unmanaged =>
        (T*)AllocateUninitialized((nuint)count * (nuint)sizeof(T));

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void* AllocateUninitialized(nuint size)
    {
        if (size == 0)
        {
            return null;
        }

        size = (size + Alignment - 1) & ~(Alignment - 1);
        if (size > ChunkSize / 4)
        {
            return AllocateBlock(size);
        }

        if (size > (nuint)(_end - _next))
        {
            _next = AllocateBlock(ChunkSize);
            _end = _next + ChunkSize;
        }

        var result = _next;
        _next += size;
        return result;
    }

    private byte* AllocateBlock(nuint size)
    {
        var block = (byte*)NativeMemory.AlignedAlloc(size, Alignment);
        _blocks.Add((nint)block);
        return block;
    }

    private void Free()
    {
        foreach (var block in _blocks)
        {
            NativeMemory.AlignedFree((void*)block);
        }

        _blocks.Clear();
        _next = _end = null;
    }
}

using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm;

/// <summary>
/// A shared linear memory apart from any store: define it in a <see cref="Linker"/> to import it into several stores. Thread-safe. The
/// bytes
/// live until this object and every store that imported the memory are disposed.
/// </summary>
public sealed class SharedMemory : IDisposable
{
    private LinearMemory? _memory;

    /// <summary>Creates a shared memory, all zero.</summary>
    /// <param name="engine">Whose limit on shared memories counts.</param>
    /// <param name="type">A shared type: it must have a maximum.</param>
    /// <exception cref="ArgumentException">The type is not shared, or has no maximum.</exception>
    /// <exception cref="TrapException">Out of memory: <see cref="EngineOptions.SharedMemoryBytes"/> or the system does not allow
    /// it.</exception>
    public SharedMemory(Engine engine, MemoryType type)
    {
        ArgumentNullException.ThrowIfNull(engine);
        if (!type.IsShared || type.Limits.Maximum is null)
        {
            throw new ArgumentException("the type must be shared and have a maximum", nameof(type));
        }

        _memory = LinearMemory.Create(type, engine.SharedMemoryBytes);
    }

    internal SharedMemory(LinearMemory memory)
    {
        memory.AddOwner();
        _memory = memory;
    }

    /// <summary>Its type as declared.</summary>
    public MemoryType Type => Memory.Type;

    /// <summary>Size in bytes now.</summary>
    public ulong ByteLength
    {
        get
        {
            var memory = Hold();
            try
            {
                return memory.ByteLength;
            }
            finally
            {
                memory.Release();
            }
        }
    }

    internal LinearMemory Memory
    {
        get
        {
            var memory = Volatile.Read(ref _memory);
            ObjectDisposedException.ThrowIf(memory is null, this);
            return memory;
        }
    }

    /// <summary>Copies out. Bytes that other threads write meanwhile may be seen or not.</summary>
    /// <exception cref="TrapException">Out of bounds.</exception>
    public void Read(ulong address, Span<byte> destination)
    {
        var memory = Hold();
        try
        {
            memory.Read(address, destination);
        }
        finally
        {
            memory.Release();
        }
    }

    /// <summary>Copies in.</summary>
    /// <exception cref="TrapException">Out of bounds.</exception>
    public void Write(ulong address, ReadOnlySpan<byte> source)
    {
        var memory = Hold();
        try
        {
            memory.Write(address, source);
        }
        finally
        {
            memory.Release();
        }
    }

    /// <summary>Adds pages. Returns the old size in pages, or −1 if a limit forbids it.</summary>
    public long Grow(ulong deltaPages)
    {
        var memory = Hold();
        try
        {
            return memory.Grow(deltaPages);
        }
        finally
        {
            memory.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _memory, null)?.Release();

    // Another thread may dispose this object while bytes are copied: owning a share keeps them.
    private LinearMemory Hold()
    {
        var memory = Memory;
        memory.AddOwner();
        return memory;
    }
}

using System.Runtime.CompilerServices;
using System.Text;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm;

/// <summary>
/// A linear memory, as one store sees it. Addresses are 64-bit whatever the memory's own are. Numbers are little-endian as in wasm.
/// </summary>
public sealed unsafe class Memory : Extern, IEquatable<Memory>
{
    /// <summary>Creates a memory, all zero.</summary>
    /// <param name="store">The store that it is to belong to.</param>
    /// <param name="type">Limits in pages and properties.</param>
    /// <exception cref="TrapException">Out of memory: the store's limits or the system do not allow it.</exception>
    public Memory(Store store, MemoryType type)
        : this(RequireStore(store), Create(store, type))
    {
    }

    internal Memory(StoreState state, LinearMemory instance)
        : base(state) => Instance = instance;

    /// <inheritdoc/>
    public override ExternKind Kind => ExternKind.Memory;

    /// <inheritdoc/>
    public override ExternType ExternType => new MemoryExternType(Instance.CurrentType);

    /// <summary>Limits and properties as declared.</summary>
    public MemoryType Type => Instance.Type;

    /// <summary>Whether it may be used by several stores and threads at once.</summary>
    public bool IsShared => Type.IsShared;

    /// <summary>Size in pages.</summary>
    public ulong PageCount => ByteLength >> Type.PageSizeLog2;

    /// <summary>Size in bytes. Never shrinks.</summary>
    public ulong ByteLength
    {
        get
        {
            using var use = State.Use();
            return Instance.ByteLength;
        }
    }

    internal LinearMemory Instance { get; }

    /// <summary>Adds pages. Returns the old size in pages, or −1 if a limit forbids it.</summary>
    public long Grow(ulong deltaPages)
    {
        using var use = State.Use();
        return Instance.Grow(deltaPages);
    }

    /// <summary>Whether <paramref name="length"/> bytes from <paramref name="address"/> exist.</summary>
    public bool IsInBounds(ulong address, ulong length)
    {
        var size = ByteLength;
        return address <= size && length <= size - address;
    }

    /// <summary>Copies out.</summary>
    /// <exception cref="TrapException">
    /// Out of bounds. It is a trap, so that a host function that is handed a bad address need not do more than use it.
    /// </exception>
    public void Read(ulong address, Span<byte> destination)
    {
        using var use = State.Use();
        Instance.Read(address, destination);
    }

    /// <summary>Copies in.</summary>
    /// <exception cref="TrapException">Out of bounds.</exception>
    public void Write(ulong address, ReadOnlySpan<byte> source)
    {
        using var use = State.Use();
        Instance.Write(address, source);
    }

    /// <summary>Reads a value of unmanaged type. Byte order and layout are the machine's.</summary>
    /// <exception cref="TrapException">Out of bounds.</exception>
    public T Read<T>(ulong address)
        where T : unmanaged
    {
        using var use = State.Use();
        Instance.CheckRange(address, (ulong)sizeof(T));
        return Unsafe.ReadUnaligned<T>(Instance.Data->Base + address);
    }

    /// <summary>Writes a value of unmanaged type. Byte order and layout are the machine's.</summary>
    /// <exception cref="TrapException">Out of bounds.</exception>
    public void Write<T>(ulong address, T value)
        where T : unmanaged
    {
        using var use = State.Use();
        Instance.CheckRange(address, (ulong)sizeof(T));
        Unsafe.WriteUnaligned(Instance.Data->Base + address, value);
    }

    /// <summary>Reads <paramref name="length"/> bytes as UTF-8; ill-formed parts become U+FFFD.</summary>
    /// <exception cref="TrapException">Out of bounds.</exception>
    public string ReadString(ulong address, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        using var use = State.Use();
        Instance.CheckRange(address, (ulong)length);
        return Encoding.UTF8.GetString(Instance.Data->Base + address, length);
    }

    /// <summary>Writes a string as UTF-8, without a terminator. Returns the number of bytes.</summary>
    /// <exception cref="TrapException">Out of bounds; nothing is written.</exception>
    public int WriteString(ulong address, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var bytes = Encoding.UTF8.GetBytes(value);
        Write(address, bytes);
        return bytes.Length;
    }

    /// <summary>
    /// The bytes themselves. RISKY: the span is not checked against anything afterwards. It must not be used once the store is disposed: its
    /// bytes may be another guest's then. In a shared memory other threads write at the same time. Growing does not move the bytes. Prefer <see cref="Read(ulong, Span{byte})"/> and
    /// <see cref="Write(ulong, ReadOnlySpan{byte})"/>.
    /// </summary>
    /// <exception cref="TrapException">Out of bounds.</exception>
    public Span<byte> GetSpan(ulong address, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        using var use = State.Use();
        Instance.CheckRange(address, (ulong)length);
        return new Span<byte>(Instance.Data->Base + address, length);
    }

    /// <summary>A handle to a shared memory that can be imported into other stores.</summary>
    /// <exception cref="InvalidOperationException">The memory is not shared.</exception>
    public SharedMemory ToShared()
    {
        using var use = State.Use();
        return IsShared ? new SharedMemory(Instance) : throw new InvalidOperationException("the memory is not shared");
    }

    /// <summary>Whether both are the same memory seen by the same store.</summary>
    public bool Equals(Memory? other) =>
        other is not null && ReferenceEquals(Instance, other.Instance) && ReferenceEquals(State, other.State);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Memory);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(Instance);

    private static StoreState RequireStore(Store store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.State;
    }

    private static LinearMemory Create(Store store, MemoryType type)
    {
        using var use = store.State.Use();
        var memory = LinearMemory.Create(type, store.State.MemoryBytes, store.Engine.Reservations);
        store.State.AddMemory(memory);
        return memory;
    }
}

namespace ConformanceLab.Wasm;

/// <summary>
/// What the guests in a store may use. Growing beyond fails as the specification lets it (<c>memory.grow</c> and
/// <c>table.grow</c> return −1); instantiation and allocation beyond are traps (out of memory, call stack exhausted). Immutable.
/// </summary>
public sealed record StoreLimits
{
    /// <summary>The defaults.</summary>
    public static StoreLimits Default { get; } = new();

    /// <summary>Bytes of all linear memories together. Default 4 GiB.</summary>
    public ulong MemoryBytes { get; init; } = 4UL << 30;

    /// <summary>Elements of all tables together. Default 10 million.</summary>
    public int TableElements { get; init => field = NotNegative(value); } = ImplementationLimits.TableElements;

    /// <summary>Bytes of the GC heap. Default 512 MiB; at most 2 GiB − 2 MiB are used.</summary>
    public ulong GcHeapBytes { get; init; } = 512UL << 20;

    /// <summary>
    /// Bytes of the stack that wasm calls may use; machine code may find a sixteenth less, 16 KiB at most. Default 1 MiB. It runs on the stack of the
    /// thread, which may have less.
    /// </summary>
    public int StackBytes { get; init => field = NotNegative(value); } = 1 << 20;

    /// <summary>Module instances. Default 10,000.</summary>
    public int Instances { get; init => field = NotNegative(value); } = 10_000;

    private static int NotNegative(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return value;
    }
}

using System.Buffers.Binary;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>The counter of a basic block, in front of its first instruction.</summary>
/// <param name="Offset">Where the counter begins, in bytes from the function's start.</param>
/// <param name="Allocates">Whether the block takes room for an object.</param>
internal readonly record struct BlockCounter(int Offset, bool Allocates)
{
    /// <summary>Bytes of a counter's instructions.</summary>
    public const int Bytes = 26;

    // Where its two addresses stand.
    private const int FirstAddress = 3;
    private const int SecondAddress = 17;

    /// <summary>Says where the counter counts.</summary>
    public void Connect(Span<byte> code, nint address)
    {
        BinaryPrimitives.WriteInt64LittleEndian(code[(Offset + FirstAddress)..], address);
        BinaryPrimitives.WriteInt64LittleEndian(code[(Offset + SecondAddress)..], address);
    }
}

/// <summary>The counters of a function.</summary>
/// <param name="All">By offset.</param>
/// <param name="CodeBytes">Where the last block ends: what is behind is data.</param>
internal sealed record BlockCounters(BlockCounter[] All, int CodeBytes)
{
    /// <summary>No counters.</summary>
    public static BlockCounters None { get; } = new([], 0);
}

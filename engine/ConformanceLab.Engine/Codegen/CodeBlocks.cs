namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// The code of one owner, which comes function by function: blocks that grow with what is in them, so that a small module takes little and
/// a large one few. Not thread-safe, apart from what runs the code.
/// </summary>
internal sealed class CodeBlocks(CodeSpace space, CodeKind kind)
{
    private const int LargestGrowth = 1 << 20;

    private readonly List<CodeBlock> _blocks = [];

    /// <summary>Bytes of code.</summary>
    public long Used { get; private set; }

    /// <summary>Takes the next bytes; null if there is no room or no memory. See <see cref="CodeBlock.TryReserve"/>.</summary>
    public CompiledCode? TryReserve(int size, object? description, int stagger)
    {
        var code = _blocks.Count > 0 ? _blocks[^1].TryReserve(size, description, stagger) : null;
        code ??= TryGrow(size)?.TryReserve(size, description, stagger);
        Used += code is null ? 0 : size;
        return code;
    }

    /// <summary>Gives all of it back, under the contract of <see cref="CodeBlock"/>.</summary>
    public void Release()
    {
        foreach (var block in _blocks)
        {
            block.Release();
        }

        _blocks.Clear();
    }

    // As much again as there is, or, where the space is nearly full, as little as will do.
    private CodeBlock? TryGrow(int size)
    {
        var needed = checked(size + (2 * CodeBlock.Alignment));
        var growth = (int)Math.Clamp(Used, needed, Math.Max(needed, LargestGrowth));
        var block = space.TryAllocate(kind, growth) ?? space.TryAllocate(kind, needed);
        if (block is not null)
        {
            _blocks.Add(block);
        }

        return block;
    }
}

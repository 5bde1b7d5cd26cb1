namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// The bytes of one function (or stub) in a <see cref="CodeBlock"/>: reserved, written through <see cref="Writable"/>, completed, then
/// published through a slot by whoever made it. Only its maker uses it before <see cref="Complete"/>.
/// </summary>
internal sealed unsafe class CompiledCode
{
    private readonly byte* _writable;
    private TrapSites _trapSites = TrapSites.Empty;
    private bool _isComplete;

    internal CompiledCode(CodeBlock block, byte* executable, byte* writable, int size)
    {
        Block = block;
        Address = (nint)executable;
        Size = size;
        _writable = writable;
    }

    /// <summary>The block that it lives and dies with.</summary>
    public CodeBlock Block { get; }

    /// <summary>First byte where it is executed; a multiple of <see cref="CodeBlock.Alignment"/>, or staggered from one.</summary>
    public nint Address { get; }

    /// <summary>Bytes.</summary>
    public int Size { get; }

    /// <summary>Places in it that may trap.</summary>
    public TrapSites TrapSites => Volatile.Read(ref _trapSites);

    /// <summary>Side tables and names, for whoever compiled it.</summary>
    public object? Description { get; init; }

    /// <summary>The bytes where they are written.</summary>
    /// <exception cref="InvalidOperationException">It is complete: code that may run is never changed.</exception>
    public Span<byte> Writable =>
        !_isComplete ? new Span<byte>(_writable, Size) : throw new InvalidOperationException("the code is complete");

    /// <summary>Ends writing: from now on it may be executed.</summary>
    public void Complete(TrapSites trapSites)
    {
        CompleteLater(trapSites);
        Block.Synchronize();
    }

    /// <summary>Ends writing; it may be executed when <see cref="CodeBlock.Synchronize"/> has been called for all that was written.</summary>
    public void CompleteLater(TrapSites trapSites)
    {
        Volatile.Write(ref _trapSites, trapSites);
        _isComplete = true;
    }

    /// <summary>Whether a place belongs to it; a return address may be one past the end.</summary>
    public bool Contains(nint pc) => pc >= Address && pc <= Address + Size;
}

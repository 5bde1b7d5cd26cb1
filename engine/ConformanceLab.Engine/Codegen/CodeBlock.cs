namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// A range of code space that functions of one owner are bumped into. Reference-counted: modules and stores hold it, and the last one to
/// let go frees all its code at once.
/// </summary>
/// <remarks>
/// DANGER: the owner's contract. A reference may be released only when no thread runs the code, none has a return address into it on its
/// stack, and no slot, table or record that anybody may call through leads to it: the addresses belong to somebody else afterwards.
/// </remarks>
internal sealed unsafe class CodeBlock
{
    /// <summary>Alignment of functions.</summary>
    public const int Alignment = 32;

    /// <summary>int3: what does not hold code must not run.</summary>
    private const byte Breakpoint = 0xCC;

    private readonly Lock _lock = new();
    private readonly CodeSpace _space;
    private readonly byte* _executable;
    private readonly byte* _writable;
    private readonly bool _isRecycled;
    private CompiledCode[] _codes = new CompiledCode[4];
    private int _count;
    private int _used;
    private int _references = 1;

    internal CodeBlock(CodeSpace space, CodeKind kind, byte* executable, byte* writable, int size, bool isRecycled)
    {
        _space = space;
        Kind = kind;
        _executable = executable;
        _writable = writable;
        Size = size;
        _isRecycled = isRecycled;
    }

    /// <summary>Functions or stubs.</summary>
    public CodeKind Kind { get; }

    /// <summary>First byte where it is executed.</summary>
    public nint Address => (nint)_executable;

    /// <summary>Bytes.</summary>
    public int Size { get; }

    /// <summary>Takes the next bytes; null if the block is full. Thread-safe.</summary>
    /// <param name="size">How many, at least 1.</param>
    /// <param name="description">What <see cref="CompiledCode.Description"/> becomes.</param>
    /// <param name="stagger">How far behind a multiple of <see cref="Alignment"/> they begin.</param>
    /// <exception cref="ObjectDisposedException">The block is free.</exception>
    public CompiledCode? TryReserve(int size, object? description = null, int stagger = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _references) == 0, this);
            // One byte stays free behind: a return address past a call at the very end must not be another function's start.
            if (size >= Size - _used - stagger)
            {
                return null;
            }

            var start = _used + stagger;
            var code = new CompiledCode(this, _executable + start, _writable + start, size) { Description = description };
            var end = (start + size + Alignment) & -Alignment;
            new Span<byte>(_writable + _used, end - _used).Fill(Breakpoint);
            _used = end;
            Append(code);
            return code;
        }
    }

    /// <summary>The code that a pc or return address belongs to; null if there is none. Lock-free.</summary>
    public CompiledCode? Find(nint pc)
    {
        // The count is read first: the array is then at least as new.
        var high = Volatile.Read(ref _count) - 1;
        var codes = Volatile.Read(ref _codes);
        var low = 0;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (codes[middle].Address > pc)
            {
                high = middle - 1;
            }
            else if (middle < high && codes[middle + 1].Address <= pc)
            {
                low = middle + 1;
            }
            else
            {
                return codes[middle].Contains(pc) ? codes[middle] : null;
            }
        }

        return null;
    }

    /// <summary>Adds an owner.</summary>
    /// <exception cref="ObjectDisposedException">The last owner has let go already.</exception>
    public void AddReference()
    {
        var references = Volatile.Read(ref _references);
        while (true)
        {
            ObjectDisposedException.ThrowIf(references == 0, this);
            var seen = Interlocked.CompareExchange(ref _references, references + 1, references);
            if (seen == references)
            {
                return;
            }

            references = seen;
        }
    }

    /// <summary>An owner lets go; with the last one the addresses are free. See the contract above.</summary>
    /// <exception cref="ObjectDisposedException">The block is free already.</exception>
    public void Release()
    {
        var references = Interlocked.Decrement(ref _references);
        if (references < 0)
        {
            Interlocked.Increment(ref _references);
            throw new ObjectDisposedException(nameof(CodeBlock));
        }

        if (references == 0)
        {
            lock (_lock)
            {
                // A call of what was freed stops here instead of running what is left of it.
                new Span<byte>(_writable, _used).Fill(Breakpoint);
            }

            _space.Free(this);
        }
    }

    /// <summary>Makes sure that no processor still holds what these addresses were before: to be called before new code is executed.</summary>
    public void Synchronize()
    {
        if (_isRecycled)
        {
            InstructionBarrier.Execute();
        }
    }

    private void Append(CompiledCode code)
    {
        if (_count == _codes.Length)
        {
            var larger = new CompiledCode[2 * _count];
            _codes.CopyTo(larger, 0);
            Volatile.Write(ref _codes, larger);
        }

        _codes[_count] = code;
        Volatile.Write(ref _count, _count + 1);
    }
}

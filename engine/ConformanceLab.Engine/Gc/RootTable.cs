using System.Collections.Concurrent;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Gc;

/// <summary>
/// References that the host holds: individually (<see cref="GcRoot"/>, any order) and stacked (<see cref="HandleScope"/>). Used by the
/// store's owner thread only, but for <see cref="ReleaseLater"/>, which finalisers call.
/// </summary>
internal sealed unsafe class RootTable : IRootSource
{
    // Free entries hold an i31 whose value is the index of the next free one: nothing the collector would follow.
    private const int NoFree = (1 << 30) - 1;
    private readonly ConcurrentQueue<int> _released = new();
    private uint[] _entries = GC.AllocateArray<uint>(64, pinned: true);
    private uint[] _stack = GC.AllocateArray<uint>(64, pinned: true);
    private int _used;
    private int _firstFree = NoFree;
    private int _stacked;

    /// <summary>Individual roots that have not been released (finalisers count once their queue has been looked at).</summary>
    public int Count { get; private set; }

    /// <summary>References on the stack of scopes.</summary>
    public int ScopeDepth => _stacked;

    /// <summary>Makes a root of the reference.</summary>
    public GcRoot Create(uint reference)
    {
        DrainReleased();
        int index;
        if (_firstFree != NoFree)
        {
            index = _firstFree;
            _firstFree = (int)(_entries[index] >> 1);
        }
        else
        {
            if (_used == _entries.Length)
            {
                _entries = Enlarge(_entries);
            }

            index = _used++;
        }

        _entries[index] = reference;
        Count++;
        return new GcRoot(this, index);
    }

    /// <summary>Opens a scope: references pushed until its end are roots.</summary>
    public HandleScope OpenScope() => new(this, _stacked);

    /// <inheritdoc/>
    public void VisitRoots(IRootVisitor visitor)
    {
        DrainReleased();
        fixed (uint* entries = _entries)
        {
            for (var i = 0; i < _used; i++)
            {
                visitor.Visit(entries + i);
            }
        }

        fixed (uint* stack = _stack)
        {
            for (var i = 0; i < _stacked; i++)
            {
                visitor.Visit(stack + i);
            }
        }
    }

    internal uint Get(int index) => _entries[index];

    internal void Set(int index, uint reference) => _entries[index] = reference;

    internal void Release(int index)
    {
        _entries[index] = ((uint)_firstFree << 1) | ObjectLayout.I31Bit;
        _firstFree = index;
        Count--;
    }

    /// <summary>Releases at the next opportunity of the owner thread. Any thread.</summary>
    internal void ReleaseLater(int index) => _released.Enqueue(index);

    internal int Push(uint reference)
    {
        if (_stacked == _stack.Length)
        {
            _stack = Enlarge(_stack);
        }

        _stack[_stacked] = reference;
        return _stacked++;
    }

    internal uint GetStacked(int index) => _stack[index];

    internal void SetStacked(int index, uint reference) => _stack[index] = reference;

    internal void CloseScope(int depth) => _stacked = depth;

    private void DrainReleased()
    {
        while (_released.TryDequeue(out var index))
        {
            Release(index);
        }
    }

    private static uint[] Enlarge(uint[] array)
    {
        var larger = GC.AllocateArray<uint>(array.Length * 2, pinned: true);
        array.CopyTo(larger, 0);
        return larger;
    }
}

/// <summary>A reference held by the host until disposed or, at the latest, finalised. The collector keeps it up to date.</summary>
internal sealed class GcRoot : IDisposable
{
    private readonly RootTable _table;
    private int _index;

    internal GcRoot(RootTable table, int index)
    {
        _table = table;
        _index = index;
    }

    ~GcRoot() => _table.ReleaseLater(_index);

    /// <summary>The reference, valid until the next collection.</summary>
    public uint Reference
    {
        get
        {
            ObjectDisposedException.ThrowIf(_index < 0, this);
            return _table.Get(_index);
        }

        set
        {
            ObjectDisposedException.ThrowIf(_index < 0, this);
            _table.Set(_index, value);
        }
    }

    /// <summary>Releases it. Owner thread only.</summary>
    public void Dispose()
    {
        if (_index >= 0)
        {
            _table.Release(_index);
            _index = -1;
            GC.SuppressFinalize(this);
        }
    }
}

/// <summary>Roots that end together, innermost scope first: for arguments and intermediate results of the host's calls.</summary>
internal readonly ref struct HandleScope
{
    private readonly RootTable _table;
    private readonly int _depth;

    internal HandleScope(RootTable table, int depth)
    {
        _table = table;
        _depth = depth;
    }

    /// <summary>The reference that <see cref="Push"/> numbered, valid until the next collection.</summary>
    public uint this[int handle]
    {
        get => _table.GetStacked(handle);
        set => _table.SetStacked(handle, value);
    }

    /// <summary>Makes a root of the reference and returns its number.</summary>
    public int Push(uint reference) => _table.Push(reference);

    /// <summary>Ends the scope.</summary>
    public void Dispose() => _table.CloseScope(_depth);
}

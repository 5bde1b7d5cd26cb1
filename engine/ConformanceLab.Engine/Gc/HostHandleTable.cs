using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Gc;

/// <summary>
/// The .NET objects that references of the guest stand for. A handle lives as long as the collector finds it: handing it around keeps it,
/// dropping the last reference frees it at the next collection. Two handles may stand for the same object. Owner thread only.
/// </summary>
internal sealed class HostHandleTable
{
    /// <summary>Most handles alive at once; indices have 30 bits.</summary>
    public const int Maximum = 1 << 28;

    private const int MinimumThreshold = 4096;
    private object?[] _objects = [];
    private int[] _nextFree = [];
    private ulong[] _marks = [];
    private int _used;
    private int _firstFree = -1;

    /// <summary>Handles that were not free at the last look.</summary>
    public int Count { get; private set; }

    /// <summary>Number of handles at which the next collection is due.</summary>
    public int Threshold { get; private set; } = MinimumThreshold;

    /// <summary>
    /// A reference that stands for the object. It is no root: until it is stored where roots are found, no collection may happen.
    /// </summary>
    /// <exception cref="TrapException">Out of memory: too many handles.</exception>
    public uint Create(object value)
    {
        int index;
        if (_firstFree >= 0)
        {
            index = _firstFree;
            _firstFree = _nextFree[index];
        }
        else
        {
            if (_used == _objects.Length)
            {
                Grow();
            }

            index = _used++;
        }

        _objects[index] = value;
        Count++;
        return ((uint)index << 2) | ObjectLayout.HostKind;
    }

    /// <summary>The object that a handle stands for.</summary>
    /// <exception cref="InvalidOperationException">It has been freed: the reference was kept where the collector does not look.</exception>
    public object Get(uint reference)
    {
        var index = reference >> 2;
        return (index < (uint)_used ? _objects[index] : null) ?? throw new InvalidOperationException("stale host reference");
    }

    /// <summary>Forgets all marks; a collection begins.</summary>
    internal void BeginMarking() => Array.Clear(_marks);

    /// <summary>The collector has found the handle.</summary>
    internal void Mark(uint reference)
    {
        var index = reference >> 2;
        if (index >= (uint)_used || _objects[index] is null)
        {
            throw new InvalidOperationException("stale host reference");
        }

        _marks[index >> 6] |= 1UL << (int)(index & 63);
    }

    /// <summary>Frees what was not found.</summary>
    internal void Sweep()
    {
        Count = 0;
        _firstFree = -1;
        for (var index = _used - 1; index >= 0; index--)
        {
            if ((_marks[index >> 6] & (1UL << (index & 63))) != 0)
            {
                Count++;
            }
            else if (Count == 0)
            {
                // Nothing alive above: the table shrinks instead.
                _objects[index] = null;
                _used = index;
            }
            else
            {
                _objects[index] = null;
                _nextFree[index] = _firstFree;
                _firstFree = index;
            }
        }

        Threshold = (int)Math.Min(Math.Max((long)Count * 2, MinimumThreshold), int.MaxValue);
    }

    private void Grow()
    {
        if (_objects.Length >= Maximum)
        {
            TrapException.Throw(TrapCode.OutOfMemory);
        }

        var length = Math.Max(64, _objects.Length * 2);
        Array.Resize(ref _objects, length);
        Array.Resize(ref _nextFree, length);
        Array.Resize(ref _marks, (length + 63) / 64);
    }
}

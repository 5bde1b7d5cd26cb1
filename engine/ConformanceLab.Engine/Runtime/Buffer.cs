namespace ConformanceLab.Wasm.Runtime;

/// <summary>
/// A list that gives out references to its items and is used over and over: compiling a function allocates only what it keeps. What it has dropped it
/// still refers to.
/// <para>
/// Compilers ask lists several times for each instruction. Compiled ahead of time, what a list of .NET does is a virtual call: another version of .NET
/// might do it otherwise.
/// </para>
/// </summary>
/// <param name="capacity">How many items it has room for at first.</param>
internal sealed class Buffer<T>(int capacity)
{
    private T[] _items = new T[capacity];

    public int Count { get; private set; }

    public bool IsEmpty => Count == 0;

    public ref T Last => ref _items[Count - 1];

    public Span<T> Items => new(_items, 0, Count);

    public ref T this[int index] => ref _items[index];

    public void Add(T item)
    {
        if (Count == _items.Length)
        {
            Grow(Count + 1);
        }

        _items[Count++] = item;
    }

    public void AddRange(ReadOnlySpan<T> items)
    {
        if (items.Length > _items.Length - Count)
        {
            Grow(Count + items.Length);
        }

        items.CopyTo(_items.AsSpan(Count));
        Count += items.Length;
    }

    /// <summary>Drops the last item and returns it.</summary>
    public T Pop() => _items[--Count];

    /// <summary>Drops the items from <paramref name="count"/> on.</summary>
    public void Truncate(int count) => Count = count;

    /// <summary>Drops all.</summary>
    public void Clear() => Count = 0;

    private void Grow(int count) => Array.Resize(ref _items, Math.Max(Count * 2, count));
}

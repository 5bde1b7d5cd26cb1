namespace ConformanceLab.Wasm.Interpreter.Translation;

/// <summary>
/// A list that gives out references to its items and is used over and over: translating a function allocates only what it keeps.
/// </summary>
internal sealed class Buffer<T>(int capacity)
{
    private T[] _items = new T[capacity];

    public int Count { get; private set; }

    public ref T Last => ref _items[Count - 1];

    public ReadOnlySpan<T> Items => _items.AsSpan(0, Count);

    public ref T this[int index] => ref _items[index];

    public void Add(T item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count++] = item;
    }

    public void AddRange(ReadOnlySpan<T> items)
    {
        if (items.Length > _items.Length - Count)
        {
            Array.Resize(ref _items, Math.Max(Count * 2, Count + items.Length));
        }

        items.CopyTo(_items.AsSpan(Count));
        Count += items.Length;
    }

    /// <summary>Drops the items from <paramref name="count"/> on.</summary>
    public void Truncate(int count) => Count = count;
}

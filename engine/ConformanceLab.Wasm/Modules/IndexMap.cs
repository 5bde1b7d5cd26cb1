using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ConformanceLab.Wasm.Modules;

/// <summary>
/// Something for some indices, in ascending order: two arrays. A hash table would let an input choose its collisions (the hash of a number is the
/// number), and for one entry it takes thirty times the bytes that the entry has in the binary format.
/// </summary>
internal sealed class IndexMap<T> : IReadOnlyDictionary<int, T>
{
    private int[] _indices;
    private T[] _values;

    /// <summary>Creates a map with room for so many entries.</summary>
    public IndexMap(int capacity) => (_indices, _values) = (capacity == 0 ? [] : new int[capacity], capacity == 0 ? [] : new T[capacity]);

    /// <summary>A map without entries.</summary>
    public static IndexMap<T> Empty { get; } = new(0);

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public IEnumerable<int> Keys => _indices.Take(Count);

    /// <inheritdoc/>
    public IEnumerable<T> Values => _values.Take(Count);

    /// <inheritdoc/>
    public T this[int key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"there is nothing for {key}");

    /// <summary>Adds what belongs to an index greater than those so far.</summary>
    public void Add(int index, T value)
    {
        if (Count > 0 && index <= _indices[Count - 1])
        {
            throw new ArgumentException($"{index} after {_indices[Count - 1]}", nameof(index));
        }

        if (Count == _indices.Length)
        {
            Array.Resize(ref _indices, Math.Max(4, Count * 2));
            Array.Resize(ref _values, _indices.Length);
        }

        _indices[Count] = index;
        _values[Count++] = value;
    }

    /// <inheritdoc/>
    public bool ContainsKey(int key) => Find(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(int key, [MaybeNullWhen(false)] out T value)
    {
        var position = Find(key);
        value = position >= 0 ? _values[position] : default;
        return position >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<int, T>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return new(_indices[i], _values[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Find(int key) => Array.BinarySearch(_indices, 0, Count, key);
}

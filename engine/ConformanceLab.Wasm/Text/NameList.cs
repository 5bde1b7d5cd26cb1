using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ConformanceLab.Wasm.Text;

/// <summary>Names by ascending index, in two arrays: functions have many small ones of these.</summary>
internal sealed class NameList : IReadOnlyDictionary<int, string>
{
    private readonly int[] _indices;
    private readonly string[] _names;

    private NameList(int[] indices, string[] names)
    {
        _indices = indices;
        _names = names;
    }

    public static NameList Empty { get; } = new([], []);

    public int Count => _indices.Length;

    public IEnumerable<int> Keys => _indices;

    public IEnumerable<string> Values => _names;

    public string this[int key] => TryGetValue(key, out var name) ? name : throw new KeyNotFoundException($"{key} has no name");

    public static NameList Create(List<(int Index, int Symbol)> names, SymbolTable symbols)
    {
        if (names.Count == 0)
        {
            return Empty;
        }

        var indices = new int[names.Count];
        var texts = new string[names.Count];
        for (var i = 0; i < indices.Length; i++)
        {
            indices[i] = names[i].Index;
            texts[i] = symbols.TextOf(names[i].Symbol);
        }

        return new NameList(indices, texts);
    }

    /// <summary>The same names with some added or replaced.</summary>
    public NameList With(Dictionary<int, string> others)
    {
        var all = new SortedDictionary<int, string>();
        foreach (var (index, name) in this)
        {
            all[index] = name;
        }

        foreach (var (index, name) in others)
        {
            all[index] = name;
        }

        return new NameList([.. all.Keys], [.. all.Values]);
    }

    public bool ContainsKey(int key) => Array.BinarySearch(_indices, key) >= 0;

    public bool TryGetValue(int key, [MaybeNullWhen(false)] out string value)
    {
        var position = Array.BinarySearch(_indices, key);
        value = position >= 0 ? _names[position] : null;
        return position >= 0;
    }

    public IEnumerator<KeyValuePair<int, string>> GetEnumerator()
    {
        for (var i = 0; i < _indices.Length; i++)
        {
            yield return new(_indices[i], _names[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

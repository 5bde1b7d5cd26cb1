using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ConformanceLab.Wasm.Text.Printing;

/// <summary>
/// The identifiers of one index space, made from names: unique, not empty and not of a length that would let a small module become a huge
/// text. A name that is already taken gets the index of its bearer behind it, so the result depends on the names alone, and names that
/// came from such identifiers stay as they are. Can be refilled, for locals.
/// </summary>
internal sealed class IdentifierTable
{
    /// <summary>Longer names are no identifiers.</summary>
    public const int MaximumLength = 1024;

    private readonly List<(int Index, string Name)> _given = [];
    private readonly HashSet<string> _taken = [];
    private readonly Dictionary<int, string> _replaced = [];
    private string?[] _identifiers = [];

    /// <summary>Number of things that have names.</summary>
    public int Count => _given.Count;

    /// <summary>The identifier, or null if there is none.</summary>
    public string? this[int index] => (uint)index < (uint)_identifiers.Length ? _identifiers[index] : null;

    /// <summary>The name, where the identifier had to be another one or could not be at all; otherwise null.</summary>
    public string? ReplacedName(int index) => _replaced.Count > 0 && _replaced.TryGetValue(index, out var name) ? name : null;

    /// <summary>Replaces all identifiers.</summary>
    /// <param name="names">The names.</param>
    /// <param name="start">Names before this index are left out.</param>
    /// <param name="end">Names from this index on are left out.</param>
    /// <param name="nameless">These are left out, too.</param>
    public void Fill(IReadOnlyDictionary<int, string> names, int start, int end, HashSet<int>? nameless = null)
    {
        Clear();
        foreach (var (index, name) in names)
        {
            if (index >= start && index < end && nameless?.Contains(index) != true)
            {
                _given.Add((index, name));
            }
        }

        if (_given.Count == 0)
        {
            return;
        }

        CollectionsMarshal.AsSpan(_given).Sort(static (left, right) => left.Index.CompareTo(right.Index));
        var last = _given[^1].Index;
        if (last >= _identifiers.Length)
        {
            Array.Resize(ref _identifiers, (int)BitOperations.RoundUpToPowerOf2((uint)last + 1));
        }

        foreach (var (index, name) in _given)
        {
            var identifier = name.Length is > 0 and <= MaximumLength ? MakeUnique(name, index) : null;
            _identifiers[index] = identifier;
            if (identifier != name)
            {
                _replaced.Add(index, name);
            }
        }
    }

    /// <summary>Removes all identifiers.</summary>
    public void Clear()
    {
        foreach (var (index, _) in _given)
        {
            _identifiers[index] = null;
        }

        _given.Clear();
        _taken.Clear();
        _replaced.Clear();
    }

    private string MakeUnique(string name, int index)
    {
        while (!_taken.Add(name))
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{name}#{index}");
        }

        return name;
    }
}

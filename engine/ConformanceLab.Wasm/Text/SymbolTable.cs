using System.Text;

namespace ConformanceLab.Wasm.Text;

/// <summary>
/// Gives each distinct identifier of a module a small number, so that name spaces are arrays. <c>$x</c> and <c>$"x"</c> are the same.
/// Open addressing; the hash is seeded anew in each table, so that no input can choose its collisions.
/// </summary>
internal sealed class SymbolTable(TokenList list)
{
    private readonly ulong _seed = (ulong)Random.Shared.NextInt64() | 1;
    private readonly List<byte[]> _decoded = [];
    private readonly ReadOnlyMemory<byte> _source = list.Source;
    private Entry[] _entries = new Entry[64];
    private int[] _slots = NewSlots(128);
    private int _count;

    // Start is an offset in the source, or the complement of an index into _decoded.
    private record struct Entry(uint Hash, int Start, int Length, string? Text);

    /// <summary>Number of symbols.</summary>
    public int Count => _count;

    /// <summary>The symbol of an identifier token.</summary>
    public int Intern(Token token)
    {
        var text = _source.Span.Slice(token.Start + 1, token.Length - 1);
        byte[]? decoded = null;
        if (text[0] == '"')
        {
            decoded = StringLiteral.Decode(text);
            text = decoded;
        }

        var hash = Hash(text);
        var mask = _slots.Length - 1;
        var slot = (int)hash & mask;
        for (int index; (index = _slots[slot]) >= 0; slot = (slot + 1) & mask)
        {
            ref var entry = ref _entries[index];
            if (entry.Hash == hash && entry.Length == text.Length && Bytes(entry).SequenceEqual(text))
            {
                return index;
            }
        }

        if (_count == _entries.Length)
        {
            Grow();
            mask = _slots.Length - 1;
            for (slot = (int)hash & mask; _slots[slot] >= 0; slot = (slot + 1) & mask)
            {
            }
        }

        var start = token.Start + 1;
        if (decoded is not null)
        {
            start = ~_decoded.Count;
            _decoded.Add(decoded);
        }

        _entries[_count] = new Entry(hash, start, text.Length, null);
        _slots[slot] = _count;
        return _count++;
    }

    /// <summary>The characters of a symbol, without dollar sign; one string for each symbol.</summary>
    public string TextOf(int symbol)
    {
        ref var entry = ref _entries[symbol];
        return entry.Text ??= Encoding.UTF8.GetString(Bytes(entry));
    }

    private ReadOnlySpan<byte> Bytes(in Entry entry) =>
        entry.Start >= 0 ? _source.Span.Slice(entry.Start, entry.Length) : _decoded[~entry.Start];

    private uint Hash(ReadOnlySpan<byte> text)
    {
        var hash = _seed ^ (uint)text.Length;
        while (text.Length >= 8)
        {
            hash = Mix(hash ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(text));
            text = text[8..];
        }

        var rest = 0UL;
        foreach (var b in text)
        {
            rest = (rest << 8) | b;
        }

        hash = Mix(hash ^ rest);
        return (uint)(hash ^ (hash >> 32));
    }

    private ulong Mix(ulong value)
    {
        var high = Math.BigMul(value ^ 0x9E3779B97F4A7C15, _seed * 0xD1342543DE82EF95, out var low);
        return high ^ low;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _slots = NewSlots(_slots.Length * 2);
        var mask = _slots.Length - 1;
        for (var i = 0; i < _count; i++)
        {
            var slot = (int)_entries[i].Hash & mask;
            while (_slots[slot] >= 0)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = i;
        }
    }

    private static int[] NewSlots(int length)
    {
        var slots = new int[length];
        Array.Fill(slots, -1);
        return slots;
    }
}

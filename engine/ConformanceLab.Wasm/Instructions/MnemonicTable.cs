using System.Text;

namespace ConformanceLab.Wasm.Instructions;

/// <summary>Finds a name's position in a list by its UTF-8 bytes: open addressing over FNV-1a, at most half full.</summary>
internal sealed class MnemonicTable
{
    private readonly byte[][] _names;
    private readonly short[] _slots;

    public MnemonicTable(string[] names)
    {
        _names = Array.ConvertAll(names, Encoding.UTF8.GetBytes);
        _slots = new short[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)names.Length * 2)];
        Array.Fill(_slots, (short)-1);
        for (var i = 0; i < names.Length; i++)
        {
            if (Find(_names[i]) >= 0)
            {
                continue;
            }

            var slot = Hash(_names[i]) & (uint)(_slots.Length - 1);
            while (_slots[slot] >= 0)
            {
                slot = (slot + 1) & (uint)(_slots.Length - 1);
            }

            _slots[slot] = (short)i;
        }
    }

    /// <summary>The position of the first equal name, or −1.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        var slot = Hash(name) & (uint)(_slots.Length - 1);
        while (_slots[slot] is >= 0 and var index)
        {
            if (name.SequenceEqual(_names[index]))
            {
                return index;
            }

            slot = (slot + 1) & (uint)(_slots.Length - 1);
        }

        return -1;
    }

    private static uint Hash(ReadOnlySpan<byte> name)
    {
        var hash = 2166136261u;
        foreach (var b in name)
        {
            hash = (hash ^ b) * 16777619u;
        }

        return hash ^ (hash >> 15);
    }
}

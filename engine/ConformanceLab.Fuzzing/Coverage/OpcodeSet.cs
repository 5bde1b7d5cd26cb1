using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Fuzzing.Coverage;

/// <summary>A set of instructions: rows of <c>instructions.def</c>.</summary>
public sealed class OpcodeSet
{
    private readonly byte[] _bits = new byte[(Opcodes.Count + 7) / 8];

    /// <summary>How many there are.</summary>
    public int Count => _bits.Sum(static bits => System.Numerics.BitOperations.PopCount(bits));

    /// <summary>Adds an instruction.</summary>
    public void Add(Opcode opcode) => _bits[(int)opcode / 8] |= (byte)(1 << ((int)opcode % 8));

    /// <summary>Whether it is in the set.</summary>
    public bool Contains(Opcode opcode) => (_bits[(int)opcode / 8] & (1 << ((int)opcode % 8))) != 0;

    /// <summary>Adds the instructions of another set.</summary>
    public void Add(OpcodeSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < _bits.Length; i++)
        {
            _bits[i] |= other._bits[i];
        }
    }

    /// <summary>The mnemonics of the instructions that are not in the set.</summary>
    public IEnumerable<string> Missing() => Enumerable.Range(0, Opcodes.Count)
        .Select(static i => (Opcode)i)
        .Where(opcode => !Contains(opcode))
        .Select(static opcode => opcode.Mnemonic());

    /// <summary>A number for programs; <see cref="Parse"/> reads it. Sets of different versions of the table can't be mixed.</summary>
    public override string ToString() => Convert.ToHexStringLower(_bits);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is not the number of a set of this table.</exception>
    public static OpcodeSet Parse(string text)
    {
        var bits = Convert.FromHexString(text);
        var set = new OpcodeSet();
        if (bits.Length != set._bits.Length)
        {
            throw new FormatException("a set of instructions of another version");
        }

        bits.CopyTo(set._bits, 0);
        return set;
    }
}

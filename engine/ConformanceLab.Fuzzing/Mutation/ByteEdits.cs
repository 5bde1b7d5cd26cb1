using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Fuzzing.Mutation;

/// <summary>Small changes of bytes that know what the binary format is made of: LEB128 integers, types, instructions.</summary>
internal static class ByteEdits
{
    private const int LongestRange = 8;

    // Where something changes: limits of widths, and numbers of ImplementationLimits.
    private static readonly ulong[] s_numbers =
    [
        0, 1, 2, 3, 7, 63, 64, 127, 128, 1000, 1001, 10_000, 10_001, 16_383, 16_384, 50_000, 50_001, 65_535, 65_536, 65_537, 1_000_000,
        7_654_321, 10_000_000, int.MaxValue, 1UL << 31, uint.MaxValue, 1UL << 32, long.MaxValue, 1UL << 63, ulong.MaxValue,
    ];

    private static ReadOnlySpan<byte> Codes =>
    [
        0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x0B, 0x0D, 0x10, 0x11, 0x20, 0x23, 0x3F, 0x40, 0x41, 0x44, 0x4E, 0x4F, 0x50,
        0x5E, 0x5F, 0x60, 0x63, 0x64, 0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F, 0x70, 0x71, 0x72, 0x73, 0x74, 0x77, 0x78, 0x7B, 0x7C,
        0x7D, 0x7E, 0x7F, 0x80, 0xD0, 0xD2, 0xFB, 0xFC, 0xFD, 0xFE, 0xFF,
    ];

    /// <summary>Changes a part of a module once.</summary>
    /// <param name="random">What decides.</param>
    /// <param name="bytes">The part; it may be empty.</param>
    /// <param name="other">Where bytes may be taken from.</param>
    public static byte[] Edit(RandomSource random, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> other)
    {
        if (bytes.IsEmpty)
        {
            return Instruction(random);
        }

        var at = random.Next(bytes.Length);
        switch (random.Next(14))
        {
            case 0:
                return With(bytes, at, (byte)(bytes[at] ^ (1 << random.Next(8))));
            case 1:
                return With(bytes, at, (byte)random.Next(256));
            case 2 or 3:
                return With(bytes, at, Codes[random.Next(Codes.Length)]);
            case 4:
                return With(bytes, at, (byte)(bytes[at] + (random.Next(2) == 0 ? 1 : -1)));
            case 5:
                return Replace(bytes, at, Length(random, bytes, at), []);
            case 6:
                return Replace(bytes, at, 0, bytes.Slice(at, Length(random, bytes, at)));
            case 7:
                return Replace(bytes, at, LengthOfInteger(bytes, at), Integer(random));
            case 8 or 9:
                return Replace(bytes, at, random.Next(2) == 0 ? 0 : Length(random, bytes, at), Instruction(random));
            case 10 or 11:
                // An index, a count, a flag.
                return With(bytes, at, (byte)random.Next(4));
            case 12 when !other.IsEmpty:
                var from = random.Next(other.Length);
                var taken = other.Slice(from, random.Between(1, Math.Min(other.Length - from, 8 * LongestRange)));
                return Replace(bytes, at, random.Next(2) == 0 ? 0 : Math.Min(taken.Length, bytes.Length - at), taken);
            default:
                var noise = new byte[random.Between(1, LongestRange)];
                foreach (ref var b in noise.AsSpan())
                {
                    b = (byte)random.Next(256);
                }

                return Replace(bytes, at, 0, noise);
        }
    }

    /// <summary>The bytes with a range of them replaced.</summary>
    public static byte[] Replace(ReadOnlySpan<byte> bytes, int at, int length, ReadOnlySpan<byte> with) =>
        [.. bytes[..at], .. with, .. bytes[(at + length)..]];

    /// <summary>An unsigned LEB128 integer; longer than needed, if that is wanted.</summary>
    public static byte[] Leb(ulong value, int padding = 0)
    {
        var bytes = new List<byte>();
        do
        {
            var low = (byte)(value & 0x7F);
            value >>= 7;
            bytes.Add((byte)(value != 0 || padding > 0 ? low | 0x80 : low));
        }
        while (value != 0);
        for (; padding > 0; padding--)
        {
            bytes.Add((byte)(padding > 1 ? 0x80 : 0));
        }

        return [.. bytes];
    }

    /// <summary>An instruction without immediates.</summary>
    public static byte[] Encode(Opcode opcode) =>
        opcode.Prefix() == 0 ? [(byte)opcode.Code()] : [opcode.Prefix(), .. Leb((ulong)opcode.Code())];

    private static byte[] Integer(RandomSource random) =>
        Leb(random.Pick(s_numbers), random.OneIn(4) ? random.Between(1, 10) : 0);

    private static byte[] With(ReadOnlySpan<byte> bytes, int at, byte value)
    {
        var copy = bytes.ToArray();
        copy[at] = value;
        return copy;
    }

    private static int Length(RandomSource random, ReadOnlySpan<byte> bytes, int at) =>
        random.Between(1, Math.Min(LongestRange, bytes.Length - at));

    private static int LengthOfInteger(ReadOnlySpan<byte> bytes, int at)
    {
        var length = 1;
        while (at + length < bytes.Length && bytes[at + length - 1] >= 0x80)
        {
            length++;
        }

        return length;
    }

    /// <summary>Any row of the table, with immediates of its shape that may well mean something.</summary>
    public static byte[] Instruction(RandomSource random)
    {
        var opcode = (Opcode)random.Next(Opcodes.Count);
        List<byte> bytes = [.. Encode(opcode)];
        byte Small() => (byte)(random.OneIn(8) ? random.Next(128) : random.Next(4));
        switch (opcode.Shape())
        {
            case ImmediateShape.None:
                break;
            case ImmediateShape.Zero:
                bytes.Add(0);
                break;
            case ImmediateShape.Block:
                bytes.AddRange(random.Next(2) == 0 ? [0x40, 0x0B] : [Codes[random.Next(Codes.Length)], 0x0B]);
                break;
            case ImmediateShape.F32:
                bytes.AddRange(BitConverter.GetBytes(InterestingValues.F32(random)));
                break;
            case ImmediateShape.F64:
                bytes.AddRange(BitConverter.GetBytes(InterestingValues.F64(random)));
                break;
            case ImmediateShape.V128 or ImmediateShape.Shuffle:
                for (var i = 0; i < 16; i++)
                {
                    bytes.Add(Small());
                }

                break;
            case ImmediateShape.Labels or ImmediateShape.Types or ImmediateShape.Trytable or ImmediateShape.Brcast
                or ImmediateShape.MemargLane:
                bytes.AddRange([Small(), Codes[random.Next(Codes.Length)], Small(), Small()]);
                break;
            case ImmediateShape.Memarg or ImmediateShape.TypeTable or ImmediateShape.DataMemory or ImmediateShape.MemoryMemory
                or ImmediateShape.ElemTable or ImmediateShape.TableTable or ImmediateShape.TypeField or ImmediateShape.TypeType
                or ImmediateShape.TypeData or ImmediateShape.TypeElem or ImmediateShape.TypeCount:
                bytes.AddRange([Small(), Small()]);
                break;
            case ImmediateShape.I32 or ImmediateShape.I64:
                bytes.AddRange(Integer(random));
                break;
            default:
                bytes.Add(Small());
                break;
        }

        return [.. bytes];
    }
}

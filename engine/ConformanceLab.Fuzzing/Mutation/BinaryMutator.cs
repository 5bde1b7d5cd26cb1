using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Fuzzing.Mutation;

/// <summary>
/// Changes modules in the binary format. Most changes stay inside of one section or body, whose sizes are made right again, so that what
/// stands behind them is still read.
/// </summary>
public static class BinaryMutator
{
    private const int HeaderBytes = 8;
    private const byte CodeSection = 10;
    private const byte LastSection = 13;

    private readonly record struct Section(byte Id, byte[] Contents);

    /// <summary>A changed module.</summary>
    /// <param name="random">What decides.</param>
    /// <param name="module">The module, which may be anything.</param>
    /// <param name="other">Another one, for pieces.</param>
    /// <param name="maximum">Most bytes of the result.</param>
    public static byte[] Mutate(RandomSource random, ReadOnlySpan<byte> module, ReadOnlySpan<byte> other, int maximum)
    {
        ArgumentNullException.ThrowIfNull(random);
        var bytes = module.ToArray();
        for (var steps = Steps(random); steps > 0; steps--)
        {
            bytes = Step(random, bytes, other);
        }

        return bytes.Length <= maximum ? bytes : bytes[..maximum];
    }

    /// <summary>How many changes: one, in a third of all cases one more, and so on up to eight.</summary>
    internal static int Steps(RandomSource random)
    {
        var steps = 1;
        while (steps < 8 && random.OneIn(3))
        {
            steps++;
        }

        return steps;
    }

    private static byte[] Step(RandomSource random, byte[] bytes, ReadOnlySpan<byte> other)
    {
        if (random.OneIn(8) || !TryRead(bytes, out var sections) || sections.Count == 0)
        {
            return random.OneIn(12) ? bytes[..random.Next(bytes.Length + 1)] : ByteEdits.Edit(random, bytes, other);
        }

        var index = random.Next(sections.Count);
        var code = sections.FindIndex(static section => section.Id == CodeSection);
        if (code >= 0 && random.Next(5) < 3 && TryEditBody(random, sections[code].Contents, other, out var edited))
        {
            sections[code] = new Section(CodeSection, edited);
        }
        else if (random.OneIn(8))
        {
            Rearrange(random, sections, index, other);
        }
        else
        {
            sections[index] = sections[index] with { Contents = ByteEdits.Edit(random, sections[index].Contents, other) };
        }

        return Write(bytes.AsSpan(0, HeaderBytes), sections);
    }

    private static void Rearrange(RandomSource random, List<Section> sections, int index, ReadOnlySpan<byte> other)
    {
        switch (random.Next(5))
        {
            case 0:
                sections.RemoveAt(index);
                break;
            case 1:
                sections.Insert(random.Next(sections.Count + 1), sections[index]);
                break;
            case 2:
                var second = random.Next(sections.Count);
                (sections[index], sections[second]) = (sections[second], sections[index]);
                break;
            case 3 when TryRead(other, out var others) && others.Count > 0:
                // What another module has in its place, or where it belongs.
                var taken = others[random.Next(others.Count)];
                var same = sections.FindIndex(section => section.Id == taken.Id);
                if (same >= 0)
                {
                    sections[same] = taken;
                }
                else
                {
                    var next = sections.FindIndex(section => section.Id > taken.Id);
                    sections.Insert(next < 0 ? sections.Count : next, taken);
                }

                break;
            default:
                sections[index] = sections[index] with { Id = (byte)random.Next(LastSection + 2) };
                break;
        }
    }

    // spec: binary-codesec. A body among those of the section; its size is made right.
    private static bool TryEditBody(RandomSource random, byte[] contents, ReadOnlySpan<byte> other, out byte[] edited)
    {
        edited = contents;
        var at = 0;
        if (!TryReadU32(contents, ref at, out var count) || count == 0 || count > (uint)contents.Length)
        {
            return false;
        }

        for (var body = random.Next((int)count); ; body--)
        {
            var start = at;
            if (!TryReadU32(contents, ref at, out var size) || size > (uint)(contents.Length - at))
            {
                return false;
            }

            if (body == 0)
            {
                var inside = EditBody(random, contents.AsMemory(at, (int)size), other);
                edited = ByteEdits.Replace(contents, start, at + (int)size - start, [.. ByteEdits.Leb((uint)inside.Length), .. inside]);
                return true;
            }

            at += (int)size;
        }
    }

    // Instruction by instruction, if it is made of instructions: then most of what comes out is too.
    private static byte[] EditBody(RandomSource random, ReadOnlyMemory<byte> body, ReadOnlySpan<byte> other)
    {
        var locals = LengthOfLocals(body.Span);
        if (random.Next(3) == 0 || locals < 0 || !TrySlice(body[locals..], out var slices))
        {
            return ByteEdits.Edit(random, body.Span, other);
        }

        var at = random.Next(slices.Count);
        switch (random.Next(8))
        {
            case 0:
                slices.RemoveAt(at);
                break;
            case 1:
                slices.Insert(random.Next(slices.Count), slices[at]);
                break;
            case 2:
                slices.Insert(at, new InstructionSlice(Opcode.Nop, ByteEdits.Instruction(random)));
                break;
            case 3:
                slices[at] = slices[random.Next(slices.Count)];
                break;
            case 4 or 5 or 6 when Sibling(random, slices[at].Opcode) is { } sibling:
                slices[at] = new InstructionSlice(sibling, ByteEdits.Encode(sibling));
                break;
            default:
                // The last byte: an index, a lane, the end of a number.
                var bytes = slices[at].Bytes.ToArray();
                bytes[^1] = (byte)random.Next(random.Next(2) == 0 ? 4 : 128);
                slices[at] = slices[at] with { Bytes = bytes };
                break;
        }

        return [.. body.Span[..locals], .. InstructionSlices.Join(slices).Bytes.Span];
    }

    // Another one that takes and returns the same, and has no immediates either.
    private static Opcode? Sibling(RandomSource random, Opcode opcode)
    {
        const int Attempts = 32;
        for (var attempt = 0; opcode.Shape() == ImmediateShape.None && opcode.GetSignature() is { } one && attempt < Attempts; attempt++)
        {
            var candidate = (Opcode)random.Next(Opcodes.Count);
            if (candidate.Shape() == ImmediateShape.None
                && candidate.GetSignature() is { } other
                && other.Operands.SequenceEqual(one.Operands)
                && other.Results.SequenceEqual(one.Results))
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool TrySlice(ReadOnlyMemory<byte> body, out List<InstructionSlice> slices)
    {
        try
        {
            slices = InstructionSlices.Read(new Code(body), WasmFeatures.All);
            return slices.Count > 0;
        }
        catch (ModuleException)
        {
            slices = [];
            return false;
        }
    }

    // Groups of locals of one-byte types; −1 if there are others.
    private static int LengthOfLocals(ReadOnlySpan<byte> body)
    {
        var at = 0;
        if (!TryReadU32(body, ref at, out var groups))
        {
            return -1;
        }

        for (; groups > 0; groups--, at++)
        {
            if (!TryReadU32(body, ref at, out _) || at >= body.Length || body[at] < 0x65)
            {
                return -1;
            }
        }

        return at;
    }

    private static bool TryRead(ReadOnlySpan<byte> module, out List<Section> sections)
    {
        sections = [];
        var at = HeaderBytes;
        while (at < module.Length)
        {
            var id = module[at++];
            if (!TryReadU32(module, ref at, out var size) || size > (uint)(module.Length - at))
            {
                return false;
            }

            sections.Add(new Section(id, module.Slice(at, (int)size).ToArray()));
            at += (int)size;
        }

        return at == module.Length;
    }

    private static byte[] Write(ReadOnlySpan<byte> header, List<Section> sections)
    {
        var bytes = new List<byte>();
        bytes.AddRange(header);
        foreach (var section in sections)
        {
            bytes.Add(section.Id);
            bytes.AddRange(ByteEdits.Leb((uint)section.Contents.Length));
            bytes.AddRange(section.Contents);
        }

        return [.. bytes];
    }

    private static bool TryReadU32(ReadOnlySpan<byte> bytes, ref int at, out uint value)
    {
        value = 0;
        for (var shift = 0; shift < 35 && at < bytes.Length; shift += 7)
        {
            var b = bytes[at++];
            value |= (b & 0x7Fu) << shift;
            if (b < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}

using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Fuzzing.Reduction;

/// <summary>
/// Makes an instruction sequence smaller: cuts pieces out, from large to small, and puts nothing or a constant in their place. It knows
/// nothing of types: whoever judges a candidate validates it first, which costs little.
/// Source: Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input" (ddmin), on pieces that keep blocks whole.
/// </summary>
internal static class BodyReducer
{
    private const int LargestExhaustive = 12;

    private static readonly InstructionSlice[] s_constants = Constants();

    /// <summary>The smallest sequence found for which <paramref name="isStillBad"/> holds; the given one has to be.</summary>
    /// <param name="slices">The sequence; its last instruction is the final <c>end</c>.</param>
    /// <param name="isStillBad">Judges a candidate. To be told that time is up, it may throw.</param>
    public static List<InstructionSlice> Reduce(List<InstructionSlice> slices, Func<List<InstructionSlice>, bool> isStillBad)
    {
        bool hasChanged;
        do
        {
            hasChanged = false;
            for (var size = slices.Count / 2; size > 0; size = size > LargestExhaustive ? size * 2 / 3 : size - 1)
            {
                var step = size > LargestExhaustive ? Math.Max(1, size / 4) : 1;
                for (var start = 0; start + size < slices.Count; start += step)
                {
                    if (TryCut(ref slices, start, size, isStillBad))
                    {
                        hasChanged = true;
                        start = Math.Max(-step, start - (2 * step));
                    }
                }
            }

            hasChanged |= Unwrap(ref slices, isStillBad) | Simplify(ref slices, isStillBad);
        }
        while (hasChanged);
        return slices;
    }

    private static bool TryCut(ref List<InstructionSlice> slices, int start, int size, Func<List<InstructionSlice>, bool> isStillBad)
    {
        if (!IsWhole(slices, start, size))
        {
            return false;
        }

        if (Try(ref slices, start, size, [], isStillBad))
        {
            return true;
        }

        // What is a constant already is as small as it gets.
        if (size == 1 && s_constants.Any(Is(slices[start].Opcode)))
        {
            return false;
        }

        foreach (var constant in s_constants)
        {
            if (Try(ref slices, start, size, [constant], isStillBad))
            {
                return true;
            }
        }

        return false;
    }

    // Blocks without their walls.
    private static bool Unwrap(ref List<InstructionSlice> slices, Func<List<InstructionSlice>, bool> isStillBad)
    {
        var hasChanged = false;
        for (var start = slices.Count - 1; start >= 0; start--)
        {
            if (start < slices.Count && slices[start].IsOpening)
            {
                var end = EndOf(slices, start);
                List<InstructionSlice> candidate = [.. slices[..start], .. slices[(start + 1)..end], .. slices[(end + 1)..]];
                if (isStillBad(candidate))
                {
                    slices = candidate;
                    hasChanged = true;
                }
            }
        }

        return hasChanged;
    }

    // Constants to 0 or 1.
    private static bool Simplify(ref List<InstructionSlice> slices, Func<List<InstructionSlice>, bool> isStillBad)
    {
        var hasChanged = false;
        for (var i = 0; i < slices.Count; i++)
        {
            foreach (var constant in s_constants)
            {
                if (constant.Opcode != slices[i].Opcode || constant.Opcode == Opcode.RefNull)
                {
                    continue;
                }

                if (slices[i].Bytes.Span.SequenceEqual(constant.Bytes.Span))
                {
                    break;
                }

                if (Try(ref slices, i, 1, [constant], isStillBad))
                {
                    hasChanged = true;
                    break;
                }
            }
        }

        return hasChanged;
    }

    private static Func<InstructionSlice, bool> Is(Opcode opcode) => slice => slice.Opcode == opcode;

    private static bool Try(
        ref List<InstructionSlice> slices, int start, int size, InstructionSlice[] instead, Func<List<InstructionSlice>, bool> isStillBad)
    {
        List<InstructionSlice> candidate = [.. slices[..start], .. instead, .. slices[(start + size)..]];
        if (!isStillBad(candidate))
        {
            return false;
        }

        slices = candidate;
        return true;
    }

    // Whether a piece opens what it closes and divides only what it opened.
    private static bool IsWhole(List<InstructionSlice> slices, int start, int size)
    {
        var depth = 0;
        for (var i = start; i < start + size; i++)
        {
            if (slices[i].IsOpening)
            {
                depth++;
            }
            else if (slices[i].IsClosing && --depth < 0)
            {
                return false;
            }
            else if (slices[i].IsDivider && depth == 0)
            {
                // A handler, or the other branch, may go as a whole.
                return i == start && IsPart(slices, start, size);
            }
        }

        return depth == 0;
    }

    // else … or catch … up to the next divider or the end of the block.
    private static bool IsPart(List<InstructionSlice> slices, int start, int size)
    {
        var depth = 0;
        for (var i = start + 1; i < start + size; i++)
        {
            depth += slices[i].IsOpening ? 1 : slices[i].IsClosing ? -1 : 0;
            if (depth < 0 || (depth == 0 && slices[i].IsDivider))
            {
                return false;
            }
        }

        return depth == 0 && start + size < slices.Count && (slices[start + size].IsDivider || slices[start + size].IsClosing);
    }

    private static int EndOf(List<InstructionSlice> slices, int start)
    {
        var depth = 0;
        for (var i = start; i < slices.Count; i++)
        {
            depth += slices[i].IsOpening ? 1 : slices[i].IsClosing ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        throw new InvalidOperationException("a block has no end");
    }

    private static InstructionSlice[] Constants()
    {
        var constants = new List<InstructionSlice>();
        Add(Opcode.Unreachable, static encoder => encoder.Plain(Opcode.Unreachable));
        foreach (var value in (uint[])[0, 1])
        {
            Add(Opcode.I32Const, encoder => encoder.Const32(Opcode.I32Const, value));
            Add(Opcode.I64Const, encoder => encoder.Const64(Opcode.I64Const, value));
        }

        Add(Opcode.F32Const, static encoder => encoder.Const32(Opcode.F32Const, 0));
        Add(Opcode.F32Const, static encoder => encoder.Const32(Opcode.F32Const, 0x3F80_0000));
        Add(Opcode.F64Const, static encoder => encoder.Const64(Opcode.F64Const, 0));
        Add(Opcode.F64Const, static encoder => encoder.Const64(Opcode.F64Const, 0x3FF0_0000_0000_0000));
        Add(Opcode.V128Const, static encoder => encoder.Vector(Opcode.V128Const, default));
        Add(Opcode.Drop, static encoder => encoder.Plain(Opcode.Drop));
        foreach (var type in (HeapType[])[HeapType.None, HeapType.NoFunc, HeapType.NoExtern, HeapType.NoExn])
        {
            Add(Opcode.RefNull, encoder => encoder.Heap(Opcode.RefNull, type));
        }

        return [.. constants];

        void Add(Opcode opcode, Action<InstructionEncoder> encode)
        {
            var writer = new ByteWriter();
            encode(new InstructionEncoder(writer));
            constants.Add(new InstructionSlice(opcode, writer.ToArray()));
        }
    }
}

using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Codegen.X64;

namespace ConformanceLab.Wasm.Codegen.Vectors;

/// <content>
/// i8x16.shuffle. Producers have no other way to say what the processor has instructions for: interleaving, shifts across two vectors,
/// blends and permutations of wide lanes are recognized; all else is looked up in the bytes of each operand.
/// </content>
internal static partial class VectorSequences
{
    private static ReadOnlySpan<VexRvm> LowInterleaves => [VexRvm.Vpunpcklbw, VexRvm.Vpunpcklwd, VexRvm.Vpunpckldq, VexRvm.Vpunpcklqdq];

    private static ReadOnlySpan<VexRvm> HighInterleaves => [VexRvm.Vpunpckhbw, VexRvm.Vpunpckhwd, VexRvm.Vpunpckhdq, VexRvm.Vpunpckhqdq];

    /// <summary>The lanes for exchanged operands: the numbers of theirs differ in one bit.</summary>
    public static Vector128<byte> Exchange(Vector128<byte> lanes) => lanes ^ Vector128.Create((byte)16);

    /// <summary>Whether all lanes come from the first operand.</summary>
    public static bool IsOfFirst(Vector128<byte> lanes) => Vector128.LessThanAll(lanes, Vector128.Create((byte)16));

    /// <summary>Lanes of two operands.</summary>
    public static void Shuffle(
        this Assembler assembler, VectorRegister result, VectorRegister first, VectorRegister second, Vector128<byte> lanes)
    {
        var others = Exchange(lanes);
        if (assembler.TryShuffle(result, first, second, lanes) || assembler.TryShuffle(result, second, first, others))
        {
            return;
        }

        if (ProcessorFeatures.HasByteShuffles)
        {
            // The numbers of lanes give way to the lanes.
            var numbers = result == first || result == second ? Scratch : result;
            assembler.Emit(VexMove.Vmovups, numbers, assembler.Constant(lanes));
            assembler.Emit(EvexRvm.Vpermi2b, numbers, first, second);
            if (numbers != result)
            {
                assembler.Emit(VexMove.Vmovaps, result, numbers);
            }
        }
        else
        {
            // An index with its sign set gives 0.
            assembler.Emit(VexRvm.Vpshufb, Scratch, first, assembler.Constant(OutOfRange(lanes) | lanes));
            assembler.Emit(VexRvm.Vpshufb, result, second, assembler.Constant(OutOfRange(others) | others));
            assembler.Emit(VexRvm.Vpor, result, result, Scratch);
        }
    }

    /// <summary>Lanes of one operand, which are not all where they were.</summary>
    public static void Permute(this Assembler assembler, VectorRegister result, VectorRegister source, Vector128<byte> lanes)
    {
        if (TryGetWideLanes(lanes, out var order))
        {
            assembler.Emit(VexRmi.Vpshufd, result, source, order);
        }
        else
        {
            assembler.Emit(VexRvm.Vpshufb, result, source, assembler.Constant(lanes));
        }
    }

    private static Vector128<byte> OutOfRange(Vector128<byte> lanes) =>
        Vector128.GreaterThan(lanes, Vector128.Create((byte)15)) & Vector128.Create((byte)0x80);

    // Whether bytes move in fours: then the numbers of these, modulo 4, two bits each.
    private static bool TryGetWideLanes(Vector128<byte> lanes, out byte order)
    {
        order = 0;
        for (var lane = 0; lane < 4; lane++)
        {
            var start = lanes.GetElement(4 * lane);
            if (start % 4 != 0)
            {
                return false;
            }

            for (var index = 1; index < 4; index++)
            {
                if (lanes.GetElement((4 * lane) + index) != start + index)
                {
                    return false;
                }
            }

            order |= (byte)((start / 4 % 4) << (2 * lane));
        }

        return true;
    }

    private static bool TryShuffle(
        this Assembler assembler, VectorRegister result, VectorRegister first, VectorRegister second, Vector128<byte> lanes)
    {
        for (var log2 = 0; log2 < 4; log2++)
        {
            if (lanes == Interleaved(1 << log2, 0))
            {
                assembler.Emit(LowInterleaves[log2], result, first, second);
                return true;
            }

            if (lanes == Interleaved(1 << log2, 8))
            {
                assembler.Emit(HighInterleaves[log2], result, first, second);
                return true;
            }
        }

        var start = lanes.GetElement(0);
        if (start is > 0 and < 16 && lanes == Vector128<byte>.Indices + Vector128.Create(start))
        {
            // The first operand of vpalignr is the upper half of what is shifted.
            assembler.Emit(VexRvmi.Vpalignr, result, second, first, start);
            return true;
        }

        if (TryGetBlend(lanes, out var blend))
        {
            assembler.Emit(VexRvmi.Vpblendw, result, first, second, blend);
            return true;
        }

        if (TryGetWideLanes(lanes, out var order) && lanes.GetElement(0) < 16 && lanes.GetElement(4) < 16
            && lanes.GetElement(8) >= 16 && lanes.GetElement(12) >= 16)
        {
            assembler.Emit(VexRvmi.Vshufps, result, first, second, order);
            return true;
        }

        return false;
    }

    // Lanes of so many bytes, by turns from either operand, from a byte on.
    private static Vector128<byte> Interleaved(int size, int from)
    {
        Span<byte> lanes = stackalloc byte[16];
        for (var index = 0; index < 16; index++)
        {
            var pair = index / (2 * size);
            lanes[index] = (byte)(from + (pair * size) + (index % size) + (index / size % 2 == 0 ? 0 : 16));
        }

        return Vector128.Create<byte>(lanes);
    }

    // Whether all stay where they are, in twos from the same operand: a bit for each two that is set for the second one.
    private static bool TryGetBlend(Vector128<byte> lanes, out byte blend)
    {
        blend = 0;
        if ((lanes & Vector128.Create((byte)15)) != Vector128<byte>.Indices)
        {
            return false;
        }

        for (var word = 0; word < 8; word++)
        {
            var isSecond = lanes.GetElement(2 * word) >= 16;
            if (isSecond != lanes.GetElement((2 * word) + 1) >= 16)
            {
                return false;
            }

            blend |= (byte)(isSecond ? 1 << word : 0);
        }

        return true;
    }
}

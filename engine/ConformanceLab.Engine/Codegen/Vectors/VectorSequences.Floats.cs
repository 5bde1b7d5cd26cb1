using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Codegen.Vectors;

/// <content>Floating-point lanes.</content>
internal static partial class VectorSequences
{
    private const double TwoTo52 = 4503599627370496.0;
    private const double TwoTo31 = 2147483648.0;
    private const uint Sign32 = 0x8000_0000;
    private const ulong Sign64 = 0x8000_0000_0000_0000;

    private static bool TryEmitFloats(this Assembler assembler, Opcode opcode, VectorRegister result, VectorRegister source)
    {
        switch (opcode)
        {
            case Opcode.F32x4Abs:
                assembler.Emit(VexRvm.Vandps, result, source, assembler.Every(~Sign32));
                break;
            case Opcode.F64x2Abs:
                assembler.Emit(VexRvm.Vandpd, result, source, assembler.Every(~Sign64));
                break;
            case Opcode.F32x4Neg:
                assembler.Emit(VexRvm.Vxorps, result, source, assembler.Every(Sign32));
                break;
            case Opcode.F64x2Neg:
                assembler.Emit(VexRvm.Vxorpd, result, source, assembler.Every(Sign64));
                break;
            case Opcode.F32x4Ceil:
                assembler.Emit(VexRmi.Vroundps, result, source, RoundingControl.Up);
                break;
            case Opcode.F32x4Floor:
                assembler.Emit(VexRmi.Vroundps, result, source, RoundingControl.Down);
                break;
            case Opcode.F32x4Trunc:
                assembler.Emit(VexRmi.Vroundps, result, source, RoundingControl.Truncate);
                break;
            case Opcode.F32x4Nearest:
                assembler.Emit(VexRmi.Vroundps, result, source, RoundingControl.Nearest);
                break;
            case Opcode.F64x2Ceil:
                assembler.Emit(VexRmi.Vroundpd, result, source, RoundingControl.Up);
                break;
            case Opcode.F64x2Floor:
                assembler.Emit(VexRmi.Vroundpd, result, source, RoundingControl.Down);
                break;
            case Opcode.F64x2Trunc:
                assembler.Emit(VexRmi.Vroundpd, result, source, RoundingControl.Truncate);
                break;
            case Opcode.F64x2Nearest:
                assembler.Emit(VexRmi.Vroundpd, result, source, RoundingControl.Nearest);
                break;
            default:
                return false;
        }

        return true;
    }

    private static bool TryEmitConversion(
        this Assembler assembler, Opcode opcode, VectorRegister result, VectorRegister source, VectorRegister temporary)
    {
        switch (opcode)
        {
            case Opcode.F32x4ConvertI32x4U when ProcessorFeatures.HasAvx512:
                assembler.Emit(EvexRm.Vcvtudq2ps, result, source);
                break;
            case Opcode.F64x2ConvertLowI32x4U when ProcessorFeatures.HasAvx512:
                assembler.Emit(EvexRm.Vcvtudq2pd, result, source);
                break;
            case Opcode.I32x4TruncSatF32x4U when ProcessorFeatures.HasAvx512:
                // The maximum of a NaN and 0 is the second operand.
                assembler.Clear(Scratch);
                assembler.Emit(VexRvm.Vmaxps, result, source, Scratch);
                assembler.Emit(EvexRm.Vcvttps2udq, result, result);
                break;
            case Opcode.I32x4TruncSatF64x2UZero when ProcessorFeatures.HasAvx512:
                assembler.Clear(Scratch);
                assembler.Emit(VexRvm.Vmaxpd, result, source, Scratch);
                assembler.Emit(EvexRm.Vcvttpd2udq, result, result);
                break;
            case Opcode.F32x4ConvertI32x4U:
                assembler.ConvertUnsignedToSingles(result, source);
                break;
            case Opcode.F64x2ConvertLowI32x4U:
                // The fraction of 2^52 + n is n.
                assembler.Emit(VexRvm.Vunpcklps, result, source, assembler.Every(0x4330_0000u));
                assembler.Emit(VexRvm.Vsubpd, result, result, assembler.Every(TwoTo52));
                break;
            case Opcode.I32x4TruncSatF32x4S:
                assembler.SaturateSinglesSigned(result, source);
                break;
            case Opcode.I32x4TruncSatF32x4U:
                assembler.SaturateSinglesUnsigned(result, source, temporary);
                break;
            case Opcode.I32x4TruncSatF64x2SZero:
                assembler.SaturateDoublesSigned(result, source);
                break;
            case Opcode.I32x4TruncSatF64x2UZero:
                assembler.SaturateDoublesUnsigned(result, source);
                break;
            case Opcode.I32x4RelaxedTruncF32x4U:
                assembler.TruncateUnsigned(VexRvm.Vsubps, VexRm.Vcvttps2dq, assembler.Every((float)TwoTo31), result, source);
                break;
            case Opcode.I32x4RelaxedTruncF64x2UZero:
                // The upper lanes are 0, whose sign is not set.
                assembler.TruncateUnsigned(VexRvm.Vsubpd, VexRm.Vcvttpd2dq, assembler.Every(TwoTo31), result, source);
                break;
            default:
                return false;
        }

        return true;
    }

    private static bool TryEmitExtreme(
        this Assembler assembler, Opcode opcode, VectorRegister result, VectorRegister first, in VectorSource second, VectorRegister temporary)
    {
        switch (opcode)
        {
            case Opcode.F32x4Min:
                assembler.SingleExtreme(VexRvm.Vminps, VexRvm.Vorps, result, first, second.Register, temporary);
                break;
            case Opcode.F32x4Max:
                assembler.SingleExtreme(VexRvm.Vmaxps, VexRvm.Vandps, result, first, second.Register, temporary);
                break;
            case Opcode.F64x2Min:
                assembler.DoubleExtreme(VexRvm.Vminpd, VexRvm.Vorpd, result, first, second.Register, temporary);
                break;
            case Opcode.F64x2Max:
                assembler.DoubleExtreme(VexRvm.Vmaxpd, VexRvm.Vandpd, result, first, second.Register, temporary);
                break;
            default:
                return false;
        }

        return true;
    }

    // spec: op-fmin, op-fmax. The processor's own return the second operand for NaNs and for zeros of either sign: both orders, merged, are
    // right for zeros and numbers. For NaNs the sum has the right one, made quiet.
    private static void SingleExtreme(
        this Assembler assembler,
        VexRvm extreme,
        VexRvm merge,
        VectorRegister result,
        VectorRegister first,
        VectorRegister second,
        VectorRegister number)
    {
        assembler.MergeExtremes(extreme, merge, first, second, number);
        assembler.Emit(VexRvmi.Vcmpps, Scratch, first, second, ComparisonPredicate.UnordQ);
        assembler.Emit(VexRvm.Vaddps, result, first, second);
        assembler.Emit(VexRvmr.Vblendvps, result, number, result, Scratch);
    }

    private static void DoubleExtreme(
        this Assembler assembler,
        VexRvm extreme,
        VexRvm merge,
        VectorRegister result,
        VectorRegister first,
        VectorRegister second,
        VectorRegister number)
    {
        assembler.MergeExtremes(extreme, merge, first, second, number);
        assembler.Emit(VexRvmi.Vcmppd, Scratch, first, second, ComparisonPredicate.UnordQ);
        assembler.Emit(VexRvm.Vaddpd, result, first, second);
        assembler.Emit(VexRvmr.Vblendvpd, result, number, result, Scratch);
    }

    private static void MergeExtremes(
        this Assembler assembler, VexRvm extreme, VexRvm merge, VectorRegister first, VectorRegister second, VectorRegister number)
    {
        assembler.Emit(extreme, number, first, second);
        assembler.Emit(extreme, Scratch, second, first);
        assembler.Emit(merge, number, number, Scratch);
    }

    // The upper and the lower 16 bits are exact, so that only the sum is rounded. The upper ones are halved to be positive.
    private static void ConvertUnsignedToSingles(this Assembler assembler, VectorRegister result, VectorRegister source)
    {
        assembler.Clear(Scratch);
        assembler.Emit(VexRvmi.Vpblendw, Scratch, Scratch, source, 0x55);
        assembler.Emit(VexRvm.Vpsubd, result, source, Scratch);
        assembler.Emit(VexRm.Vcvtdq2ps, Scratch, Scratch);
        assembler.Emit(VexShift.Vpsrld, result, result, 1);
        assembler.Emit(VexRm.Vcvtdq2ps, result, result);
        assembler.Emit(VexRvm.Vaddps, result, result, result);
        assembler.Emit(VexRvm.Vaddps, result, result, Scratch);
    }

    // NaNs become 0. What is too large is converted to the least integer, whose bits are turned over to make it the largest.
    private static void SaturateSinglesSigned(this Assembler assembler, VectorRegister result, VectorRegister source)
    {
        assembler.Emit(VexRvmi.Vcmpps, Scratch, source, source, ComparisonPredicate.EqOQ);
        assembler.Emit(VexRvm.Vandps, result, source, Scratch);
        assembler.Emit(VexRvmi.Vcmpps, Scratch, result, assembler.Every((float)TwoTo31), ComparisonPredicate.GeOS);
        assembler.Emit(VexRm.Vcvttps2dq, result, result);
        assembler.Emit(VexRvm.Vpxor, result, result, Scratch);
    }

    // n < 2^31 is converted at once; else that gives 2^31, and what is beyond it is added: all ones at last if n does not fit.
    private static void SaturateSinglesUnsigned(this Assembler assembler, VectorRegister result, VectorRegister source, VectorRegister beyond)
    {
        assembler.Clear(Scratch);
        assembler.Emit(VexRvm.Vmaxps, result, source, Scratch);
        assembler.Emit(VexRvm.Vsubps, beyond, result, assembler.Every((float)TwoTo31));
        assembler.Emit(VexRvmi.Vcmpps, Scratch, beyond, assembler.Every((float)TwoTo31), ComparisonPredicate.GeOS);
        assembler.Emit(VexRm.Vcvttps2dq, result, result);
        assembler.Emit(VexRm.Vcvttps2dq, beyond, beyond);
        assembler.Emit(VexRvm.Vpxor, beyond, beyond, Scratch);
        assembler.Clear(Scratch);
        assembler.Emit(VexRvm.Vpmaxsd, beyond, beyond, Scratch);
        assembler.Emit(VexRvm.Vpaddd, result, result, beyond);
    }

    // The minimum of a NaN and a number is the second operand: the limit, made 0 where there is a NaN.
    private static void SaturateDoublesSigned(this Assembler assembler, VectorRegister result, VectorRegister source)
    {
        assembler.Emit(VexRvmi.Vcmppd, Scratch, source, source, ComparisonPredicate.EqOQ);
        assembler.Emit(VexRvm.Vandpd, Scratch, Scratch, assembler.Every((double)int.MaxValue));
        assembler.Emit(VexRvm.Vminpd, result, source, Scratch);
        assembler.Emit(VexRm.Vcvttpd2dq, result, result);
    }

    // The fraction of 2^52 + n is n; the even lanes are the lower halves of it.
    private static void SaturateDoublesUnsigned(this Assembler assembler, VectorRegister result, VectorRegister source)
    {
        assembler.Clear(Scratch);
        assembler.Emit(VexRvm.Vmaxpd, result, source, Scratch);
        assembler.Emit(VexRvm.Vminpd, result, result, assembler.Every((double)uint.MaxValue));
        assembler.Emit(VexRmi.Vroundpd, result, result, RoundingControl.Truncate);
        assembler.Emit(VexRvm.Vaddpd, result, result, assembler.Every(TwoTo52));
        assembler.Emit(VexRvmi.Vshufps, result, result, Scratch, 0x88);
    }

    // What needs the 32nd bit overflows, as do negative numbers and NaNs; it is taken from the conversion of what is beyond 2^31.
    private static void TruncateUnsigned(
        this Assembler assembler, VexRvm subtract, VexRm truncate, MemoryOperand twoTo31, VectorRegister result, VectorRegister source)
    {
        assembler.Emit(subtract, Scratch, source, twoTo31);
        assembler.Emit(truncate, Scratch, Scratch);
        assembler.Emit(VexRvm.Vpor, Scratch, Scratch, assembler.Every(Sign32));
        assembler.Emit(truncate, result, source);
        assembler.Emit(VexRvmr.Vblendvps, result, result, Scratch, result);
    }
}

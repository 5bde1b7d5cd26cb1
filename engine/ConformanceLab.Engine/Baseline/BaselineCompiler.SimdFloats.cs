using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Floating-point lanes, where it takes more than one instruction.</content>
internal sealed partial class BaselineCompiler
{
    private const double TwoTo52 = 4503599627370496.0;
    private const double TwoTo31 = 2147483648.0;

    private bool TrySimdFloat(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.F32x4Abs:
                VectorUnary(VexRvm.Vandps, Every(0x7FFF_FFFFu));
                break;
            case Opcode.F64x2Abs:
                VectorUnary(VexRvm.Vandpd, Every(~Sign64));
                break;
            case Opcode.F32x4Neg:
                VectorUnary(VexRvm.Vxorps, Every((uint)Sign32));
                break;
            case Opcode.F64x2Neg:
                VectorUnary(VexRvm.Vxorpd, Every(Sign64));
                break;
            case Opcode.F32x4Ceil:
                VectorUnary(VexRmi.Vroundps, RoundingControl.Up);
                break;
            case Opcode.F32x4Floor:
                VectorUnary(VexRmi.Vroundps, RoundingControl.Down);
                break;
            case Opcode.F32x4Trunc:
                VectorUnary(VexRmi.Vroundps, RoundingControl.Truncate);
                break;
            case Opcode.F32x4Nearest:
                VectorUnary(VexRmi.Vroundps, RoundingControl.Nearest);
                break;
            case Opcode.F64x2Ceil:
                VectorUnary(VexRmi.Vroundpd, RoundingControl.Up);
                break;
            case Opcode.F64x2Floor:
                VectorUnary(VexRmi.Vroundpd, RoundingControl.Down);
                break;
            case Opcode.F64x2Trunc:
                VectorUnary(VexRmi.Vroundpd, RoundingControl.Truncate);
                break;
            case Opcode.F64x2Nearest:
                VectorUnary(VexRmi.Vroundpd, RoundingControl.Nearest);
                break;
            case Opcode.F32x4Min:
                SingleExtreme(VexRvm.Vminps, VexRvm.Vorps);
                break;
            case Opcode.F32x4Max:
                SingleExtreme(VexRvm.Vmaxps, VexRvm.Vandps);
                break;
            case Opcode.F64x2Min:
                DoubleExtreme(VexRvm.Vminpd, VexRvm.Vorpd);
                break;
            case Opcode.F64x2Max:
                DoubleExtreme(VexRvm.Vmaxpd, VexRvm.Vandpd);
                break;
            default:
                return TryLaneConversion(opcode);
        }

        return true;
    }

    private bool TryLaneConversion(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.F32x4ConvertI32x4U:
                ConvertUnsignedToSingles();
                break;
            case Opcode.F64x2ConvertLowI32x4U:
                ConvertUnsignedToDoubles();
                break;
            case Opcode.I32x4TruncSatF32x4S:
                SaturateSinglesSigned();
                break;
            case Opcode.I32x4TruncSatF32x4U:
                SaturateSinglesUnsigned();
                break;
            case Opcode.I32x4TruncSatF64x2SZero:
                SaturateDoublesSigned();
                break;
            case Opcode.I32x4TruncSatF64x2UZero:
                SaturateDoublesUnsigned();
                break;
            default:
                return false;
        }

        return true;
    }

    private void SingleExtreme(VexRvm extreme, VexRvm merge) =>
        LaneExtreme(extreme, merge, VexRvm.Vaddps, VexRvmi.Vcmpps, VexRvmr.Vblendvps);

    private void DoubleExtreme(VexRvm extreme, VexRvm merge) =>
        LaneExtreme(extreme, merge, VexRvm.Vaddpd, VexRvmi.Vcmppd, VexRvmr.Vblendvpd);

    // spec: op-fmin, op-fmax. The processor's own return the second operand for NaNs and for zeros of either sign: both orders, merged, are
    // right for zeros and numbers. For NaNs the sum has the right one, made quiet.
    private void LaneExtreme(VexRvm extreme, VexRvm merge, VexRvm add, VexRvmi compare, VexRvmr blend)
    {
        TakeTwo(out var left, out var right, out var first);
        var second = ToReadableVector(ref right);
        var number = AllocateVector();
        var result = ResultOf(left, right);
        _assembler.Emit(extreme, number, first, second);
        _assembler.Emit(extreme, ScratchVector, second, first);
        _assembler.Emit(merge, number, number, ScratchVector);
        _assembler.Emit(compare, ScratchVector, first, second, ComparisonPredicate.UnordQ);
        _assembler.Emit(add, result, first, second);
        _assembler.Emit(blend, result, number, result, ScratchVector);
        Free(number);
        PushResult(result, left, right);
    }

    // The upper and the lower 16 bits are exact, so that only the sum is rounded. The upper ones are halved to be positive.
    private void ConvertUnsignedToSingles()
    {
        var result = TakeOne(out var source);
        ClearScratchVector();
        _assembler.Emit(VexRvmi.Vpblendw, ScratchVector, ScratchVector, source, 0x55);
        _assembler.Emit(VexRvm.Vpsubd, result, source, ScratchVector);
        _assembler.Emit(VexRm.Vcvtdq2ps, ScratchVector, ScratchVector);
        _assembler.Emit(VexShift.Vpsrld, result, result, 1);
        _assembler.Emit(VexRm.Vcvtdq2ps, result, result);
        _assembler.Emit(VexRvm.Vaddps, result, result, result);
        _assembler.Emit(VexRvm.Vaddps, result, result, ScratchVector);
        PushVector(OperandKind.V128, result);
    }

    // The fraction of 2^52 + n is n.
    private void ConvertUnsignedToDoubles()
    {
        var result = TakeOne(out var source);
        _assembler.Emit(VexRvm.Vunpcklps, result, source, Every(0x4330_0000u));
        _assembler.Emit(VexRvm.Vsubpd, result, result, Every(TwoTo52));
        PushVector(OperandKind.V128, result);
    }

    // NaNs become 0. What is too large is converted to the least integer, whose bits are turned over to make it the largest.
    private void SaturateSinglesSigned()
    {
        var result = TakeOne(out var source);
        _assembler.Emit(VexRvmi.Vcmpps, ScratchVector, source, source, ComparisonPredicate.EqOQ);
        _assembler.Emit(VexRvm.Vandps, result, source, ScratchVector);
        _assembler.Emit(VexRvmi.Vcmpps, ScratchVector, result, Every((float)TwoTo31), ComparisonPredicate.GeOS);
        _assembler.Emit(VexRm.Vcvttps2dq, result, result);
        _assembler.Emit(VexRvm.Vpxor, result, result, ScratchVector);
        PushVector(OperandKind.V128, result);
    }

    // n < 2^31 is converted at once; else that gives 2^31, and what is beyond it is added: all ones at last if n does not fit.
    private void SaturateSinglesUnsigned()
    {
        var result = TakeVector();
        var beyond = AllocateVector();
        ClearScratchVector();
        _assembler.Emit(VexRvm.Vmaxps, result, result, ScratchVector);
        _assembler.Emit(VexRvm.Vsubps, beyond, result, Every((float)TwoTo31));
        _assembler.Emit(VexRvmi.Vcmpps, ScratchVector, beyond, Every((float)TwoTo31), ComparisonPredicate.GeOS);
        _assembler.Emit(VexRm.Vcvttps2dq, result, result);
        _assembler.Emit(VexRm.Vcvttps2dq, beyond, beyond);
        _assembler.Emit(VexRvm.Vpxor, beyond, beyond, ScratchVector);
        ClearScratchVector();
        _assembler.Emit(VexRvm.Vpmaxsd, beyond, beyond, ScratchVector);
        _assembler.Emit(VexRvm.Vpaddd, result, result, beyond);
        Free(beyond);
        PushVector(OperandKind.V128, result);
    }

    // The minimum of a NaN and a number is the second operand: the limit, made 0 where there is a NaN.
    private void SaturateDoublesSigned()
    {
        var result = TakeOne(out var source);
        _assembler.Emit(VexRvmi.Vcmppd, ScratchVector, source, source, ComparisonPredicate.EqOQ);
        _assembler.Emit(VexRvm.Vandpd, ScratchVector, ScratchVector, Every((double)int.MaxValue));
        _assembler.Emit(VexRvm.Vminpd, result, source, ScratchVector);
        _assembler.Emit(VexRm.Vcvttpd2dq, result, result);
        PushVector(OperandKind.V128, result);
    }

    // The fraction of 2^52 + n is n; the even lanes are the lower halves of it.
    private void SaturateDoublesUnsigned()
    {
        var result = TakeOne(out var source);
        ClearScratchVector();
        _assembler.Emit(VexRvm.Vmaxpd, result, source, ScratchVector);
        _assembler.Emit(VexRvm.Vminpd, result, result, Every((double)uint.MaxValue));
        _assembler.Emit(VexRmi.Vroundpd, result, result, RoundingControl.Truncate);
        _assembler.Emit(VexRvm.Vaddpd, result, result, Every(TwoTo52));
        _assembler.Emit(VexRvmi.Vshufps, result, result, ScratchVector, 0x88);
        PushVector(OperandKind.V128, result);
    }
}

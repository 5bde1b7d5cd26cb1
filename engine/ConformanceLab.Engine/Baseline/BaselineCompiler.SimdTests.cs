using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Comparisons of lanes that take more than one instruction, and tests of whole vectors.</content>
internal sealed partial class BaselineCompiler
{
    private bool TrySimdTest(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.I8x16Ne:
                Unequal(VexRvm.Vpcmpeqb);
                break;
            case Opcode.I16x8Ne:
                Unequal(VexRvm.Vpcmpeqw);
                break;
            case Opcode.I32x4Ne:
                Unequal(VexRvm.Vpcmpeqd);
                break;
            case Opcode.I64x2Ne:
                Unequal(VexRvm.Vpcmpeqq);
                break;
            case Opcode.I8x16LeS or Opcode.I8x16GeS:
                CompareByExtreme(opcode == Opcode.I8x16LeS ? VexRvm.Vpminsb : VexRvm.Vpmaxsb, VexRvm.Vpcmpeqb);
                break;
            case Opcode.I8x16LeU or Opcode.I8x16GtU:
                CompareByExtreme(VexRvm.Vpminub, VexRvm.Vpcmpeqb, inverts: opcode == Opcode.I8x16GtU);
                break;
            case Opcode.I8x16GeU or Opcode.I8x16LtU:
                CompareByExtreme(VexRvm.Vpmaxub, VexRvm.Vpcmpeqb, inverts: opcode == Opcode.I8x16LtU);
                break;
            case Opcode.I16x8LeS or Opcode.I16x8GeS:
                CompareByExtreme(opcode == Opcode.I16x8LeS ? VexRvm.Vpminsw : VexRvm.Vpmaxsw, VexRvm.Vpcmpeqw);
                break;
            case Opcode.I16x8LeU or Opcode.I16x8GtU:
                CompareByExtreme(VexRvm.Vpminuw, VexRvm.Vpcmpeqw, inverts: opcode == Opcode.I16x8GtU);
                break;
            case Opcode.I16x8GeU or Opcode.I16x8LtU:
                CompareByExtreme(VexRvm.Vpmaxuw, VexRvm.Vpcmpeqw, inverts: opcode == Opcode.I16x8LtU);
                break;
            case Opcode.I32x4LeS or Opcode.I32x4GeS:
                CompareByExtreme(opcode == Opcode.I32x4LeS ? VexRvm.Vpminsd : VexRvm.Vpmaxsd, VexRvm.Vpcmpeqd);
                break;
            case Opcode.I32x4LeU or Opcode.I32x4GtU:
                CompareByExtreme(VexRvm.Vpminud, VexRvm.Vpcmpeqd, inverts: opcode == Opcode.I32x4GtU);
                break;
            case Opcode.I32x4GeU or Opcode.I32x4LtU:
                CompareByExtreme(VexRvm.Vpmaxud, VexRvm.Vpcmpeqd, inverts: opcode == Opcode.I32x4LtU);
                break;
            case Opcode.I64x2LeS or Opcode.I64x2GeS:
                NotGreater(swaps: opcode == Opcode.I64x2GeS);
                break;
            case Opcode.V128AnyTrue:
                AnyTrue();
                break;
            case Opcode.I8x16AllTrue:
                AllTrue(VexRvm.Vpcmpeqb);
                break;
            case Opcode.I16x8AllTrue:
                AllTrue(VexRvm.Vpcmpeqw);
                break;
            case Opcode.I32x4AllTrue:
                AllTrue(VexRvm.Vpcmpeqd);
                break;
            case Opcode.I64x2AllTrue:
                AllTrue(VexRvm.Vpcmpeqq);
                break;
            case Opcode.I8x16Bitmask or Opcode.I16x8Bitmask:
                Bitmask(VexMoveMask.Vpmovmskb, isWord: opcode == Opcode.I16x8Bitmask);
                break;
            case Opcode.I32x4Bitmask:
                Bitmask(VexMoveMask.Vmovmskps);
                break;
            case Opcode.I64x2Bitmask:
                Bitmask(VexMoveMask.Vmovmskpd);
                break;
            default:
                return TryFloatLaneCompare(opcode);
        }

        return true;
    }

    private bool TryFloatLaneCompare(Opcode opcode)
    {
        var predicate = opcode switch
        {
            Opcode.F32x4Eq or Opcode.F64x2Eq => ComparisonPredicate.EqOQ,
            Opcode.F32x4Ne or Opcode.F64x2Ne => ComparisonPredicate.NeqUQ,
            Opcode.F32x4Lt or Opcode.F64x2Lt => ComparisonPredicate.LtOS,
            Opcode.F32x4Gt or Opcode.F64x2Gt => ComparisonPredicate.GtOS,
            Opcode.F32x4Le or Opcode.F64x2Le => ComparisonPredicate.LeOS,
            Opcode.F32x4Ge or Opcode.F64x2Ge => ComparisonPredicate.GeOS,
            _ => byte.MaxValue,
        };
        if (predicate == byte.MaxValue)
        {
            return false;
        }

        TakeTwo(out var left, out var right, out var first);
        var result = ResultOf(left, right);
        EmitWith(opcode <= Opcode.F32x4Ge ? VexRvmi.Vcmpps : VexRvmi.Vcmppd, result, first, ref right, predicate);
        PushResult(result, left, right);
        return true;
    }

    private void Unequal(VexRvm equal)
    {
        VectorBinary(equal, isCommutative: true);
        Invert(_operands[_count - 1].Vector);
    }

    // There is nothing but "greater", signed. The lesser is equal to the first where that is less or equal, signed or not.
    private void CompareByExtreme(VexRvm extreme, VexRvm equal, bool inverts = false)
    {
        TakeTwo(out var left, out var right, out var first);
        EmitWith(extreme, ScratchVector, first, ref right);
        var result = ResultOf(left, right);
        _assembler.Emit(equal, result, first, ScratchVector);
        if (inverts)
        {
            Invert(result);
        }

        PushResult(result, left, right);
    }

    private void NotGreater(bool swaps)
    {
        VectorBinary(VexRvm.Vpcmpgtq, swaps: swaps);
        Invert(_operands[_count - 1].Vector);
    }

    private void AnyTrue()
    {
        FlushFlags();
        var operand = Pop();
        var source = ToReadableVector(ref operand);
        _assembler.Emit(VexRm.Vptest, source, source);
        Release(operand);
        PushFlags(Condition.NotEqual);
    }

    private void AllTrue(VexRvm equal)
    {
        FlushFlags();
        var operand = Pop();
        ClearScratchVector();
        EmitWith(equal, ScratchVector, ScratchVector, ref operand);
        _assembler.Emit(VexRm.Vptest, ScratchVector, ScratchVector);
        Release(operand);
        PushFlags(Condition.Equal);
    }

    private void Bitmask(VexMoveMask operation, bool isWord = false)
    {
        FlushFlags();
        var operand = Pop();
        var source = ToReadableVector(ref operand);
        var result = Allocate();
        if (isWord)
        {
            // Saturation keeps signs; there is a mask of bytes alone.
            _assembler.Emit(VexRvm.Vpacksswb, ScratchVector, source, source);
            _assembler.Emit(operation, result, ScratchVector);
            _assembler.Movzx(OperandSize.Byte, result, result);
        }
        else
        {
            _assembler.Emit(operation, result, source);
        }

        Release(operand);
        PushRegister(OperandKind.I32, result);
    }
}

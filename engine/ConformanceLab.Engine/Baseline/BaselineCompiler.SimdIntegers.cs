using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Integer lanes, where it takes more than one instruction.</content>
internal sealed partial class BaselineCompiler
{
    // How many bits each number has.
    private static Vector128<byte> PopulationTable => Vector128.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);

    private bool TrySimdInteger(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.V128Not:
                VectorUnary(VexRvm.Vpxor, Every((byte)0xFF));
                break;
            case Opcode.V128Bitselect:
                Bitselect();
                break;
            case Opcode.I8x16Neg:
                NegateLanes(VexRvm.Vpsubb);
                break;
            case Opcode.I16x8Neg:
                NegateLanes(VexRvm.Vpsubw);
                break;
            case Opcode.I32x4Neg:
                NegateLanes(VexRvm.Vpsubd);
                break;
            case Opcode.I64x2Neg:
                NegateLanes(VexRvm.Vpsubq);
                break;
            case Opcode.I64x2Abs:
                AbsoluteOfLongs();
                break;
            case Opcode.I64x2Mul:
                MultiplyLongs();
                break;
            case Opcode.I8x16Popcnt:
                CountBitsOfBytes();
                break;
            case Opcode.I16x8Q15mulrSatS:
                MultiplyQ15();
                break;
            case Opcode.I16x8ExtaddPairwiseI8x16S:
                AddPairsOfSignedBytes();
                break;
            case Opcode.I16x8ExtaddPairwiseI8x16U:
                VectorUnary(VexRvm.Vpmaddubsw, Every((byte)1));
                break;
            case Opcode.I32x4ExtaddPairwiseI16x8S:
                VectorUnary(VexRvm.Vpmaddwd, Every((ushort)1));
                break;
            case Opcode.I32x4ExtaddPairwiseI16x8U:
                AddPairsOfUnsignedWords();
                break;
            default:
                return TryWiden(opcode);
        }

        return true;
    }

    private bool TryWiden(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.I16x8ExtendHighI8x16S:
                ExtendHigh(VexRm.Vpmovsxbw);
                break;
            case Opcode.I32x4ExtendHighI16x8S:
                ExtendHigh(VexRm.Vpmovsxwd);
                break;
            case Opcode.I64x2ExtendHighI32x4S:
                ExtendHigh(VexRm.Vpmovsxdq);
                break;
            case Opcode.I16x8ExtendHighI8x16U:
                ExtendHighWithZeros(VexRvm.Vpunpckhbw);
                break;
            case Opcode.I32x4ExtendHighI16x8U:
                ExtendHighWithZeros(VexRvm.Vpunpckhwd);
                break;
            case Opcode.I64x2ExtendHighI32x4U:
                ExtendHighWithZeros(VexRvm.Vpunpckhdq);
                break;
            case Opcode.I16x8ExtmulLowI8x16S or Opcode.I16x8ExtmulHighI8x16S:
                MultiplyBytesWide(VexRm.Vpmovsxbw, isHigh: opcode == Opcode.I16x8ExtmulHighI8x16S);
                break;
            case Opcode.I16x8ExtmulLowI8x16U or Opcode.I16x8ExtmulHighI8x16U:
                MultiplyBytesWide(VexRm.Vpmovzxbw, isHigh: opcode == Opcode.I16x8ExtmulHighI8x16U);
                break;
            case Opcode.I32x4ExtmulLowI16x8S or Opcode.I32x4ExtmulHighI16x8S:
                MultiplyWordsWide(VexRvm.Vpmulhw, isHigh: opcode == Opcode.I32x4ExtmulHighI16x8S);
                break;
            case Opcode.I32x4ExtmulLowI16x8U or Opcode.I32x4ExtmulHighI16x8U:
                MultiplyWordsWide(VexRvm.Vpmulhuw, isHigh: opcode == Opcode.I32x4ExtmulHighI16x8U);
                break;
            case Opcode.I64x2ExtmulLowI32x4S or Opcode.I64x2ExtmulHighI32x4S:
                MultiplyIntsWide(VexRvm.Vpmuldq, isHigh: opcode == Opcode.I64x2ExtmulHighI32x4S);
                break;
            case Opcode.I64x2ExtmulLowI32x4U or Opcode.I64x2ExtmulHighI32x4U:
                MultiplyIntsWide(VexRvm.Vpmuludq, isHigh: opcode == Opcode.I64x2ExtmulHighI32x4U);
                break;
            default:
                return false;
        }

        return true;
    }

    private void Bitselect()
    {
        FlushFlags();
        var mask = Pop();
        var right = Pop();
        var result = ToVector(Pop());
        var selector = ToReadableVector(ref mask);
        EmitWith(VexRvm.Vpandn, ScratchVector, selector, ref right);
        _assembler.Emit(VexRvm.Vpand, result, result, selector);
        _assembler.Emit(VexRvm.Vpor, result, result, ScratchVector);
        Release(mask);
        Release(right);
        PushVector(OperandKind.V128, result);
    }

    private void NegateLanes(VexRvm subtract)
    {
        FlushFlags();
        var operand = Pop();
        var result = operand.Place == Place.Vector ? operand.Vector : AllocateVector();
        ClearScratchVector();
        EmitWith(subtract, result, ScratchVector, ref operand);
        PushVector(OperandKind.V128, result);
    }

    private void AbsoluteOfLongs()
    {
        var result = TakeOne(out var source);
        ClearScratchVector();
        _assembler.Emit(VexRvm.Vpsubq, ScratchVector, ScratchVector, source);
        _assembler.Emit(VexRvmr.Vblendvpd, result, source, ScratchVector, source);
        PushVector(OperandKind.V128, result);
    }

    // There are products of 32 bits: low * low + ((high * low + low * high) << 32).
    private void MultiplyLongs()
    {
        FlushFlags();
        var right = Pop();
        var left = Pop();
        var second = ToReadableVector(ref right);
        var result = ToVector(left);
        var cross = AllocateVector();
        _assembler.Emit(VexShift.Vpsrlq, cross, result, 32);
        _assembler.Emit(VexRvm.Vpmuludq, cross, cross, second);
        _assembler.Emit(VexShift.Vpsrlq, ScratchVector, second, 32);
        _assembler.Emit(VexRvm.Vpmuludq, ScratchVector, ScratchVector, result);
        _assembler.Emit(VexRvm.Vpaddq, cross, cross, ScratchVector);
        _assembler.Emit(VexShift.Vpsllq, cross, cross, 32);
        _assembler.Emit(VexRvm.Vpmuludq, result, result, second);
        _assembler.Emit(VexRvm.Vpaddq, result, result, cross);
        Free(cross);
        Release(right);
        PushVector(OperandKind.V128, result);
    }

    // The halves of each byte are looked up.
    private void CountBitsOfBytes()
    {
        var result = TakeVector();
        var table = AllocateVector();
        _assembler.Emit(VexMove.Vmovups, table, _assembler.Constant(PopulationTable));
        _assembler.Emit(VexRvm.Vpand, ScratchVector, result, Every((byte)0x0F));
        _assembler.Emit(VexShift.Vpsrlw, result, result, 4);
        _assembler.Emit(VexRvm.Vpand, result, result, Every((byte)0x0F));
        _assembler.Emit(VexRvm.Vpshufb, ScratchVector, table, ScratchVector);
        _assembler.Emit(VexRvm.Vpshufb, result, table, result);
        _assembler.Emit(VexRvm.Vpaddb, result, result, ScratchVector);
        Free(table);
        PushVector(OperandKind.V128, result);
    }

    // The one product that does not fit is the least number, and all its bits are turned over. Nothing else has that result.
    private void MultiplyQ15()
    {
        VectorBinary(VexRvm.Vpmulhrsw, isCommutative: true);
        var result = _operands[_count - 1].Vector;
        _assembler.Emit(VexRvm.Vpcmpeqw, ScratchVector, result, Every((ushort)0x8000));
        _assembler.Emit(VexRvm.Vpxor, result, result, ScratchVector);
    }

    // By 1: the processor takes the first operand's bytes as unsigned.
    private void AddPairsOfSignedBytes()
    {
        FlushFlags();
        var operand = Pop();
        var result = operand.Place == Place.Vector ? operand.Vector : AllocateVector();
        _assembler.Emit(VexMove.Vmovups, ScratchVector, Every((byte)1));
        EmitWith(VexRvm.Vpmaddubsw, result, ScratchVector, ref operand);
        PushVector(OperandKind.V128, result);
    }

    private void AddPairsOfUnsignedWords()
    {
        var result = TakeOne(out var source);
        _assembler.Emit(VexShift.Vpsrld, ScratchVector, source, 16);
        _assembler.Emit(VexRvm.Vpand, result, source, Every(0xFFFFu));
        _assembler.Emit(VexRvm.Vpaddd, result, result, ScratchVector);
        PushVector(OperandKind.V128, result);
    }

    private void ExtendHigh(VexRm extend)
    {
        var result = TakeOne(out var source);
        _assembler.Emit(VexRmi.Vpshufd, ScratchVector, source, 0xEE);
        _assembler.Emit(extend, result, ScratchVector);
        PushVector(OperandKind.V128, result);
    }

    private void ExtendHighWithZeros(VexRvm unpack)
    {
        var result = TakeOne(out var source);
        ClearScratchVector();
        _assembler.Emit(unpack, result, source, ScratchVector);
        PushVector(OperandKind.V128, result);
    }

    private void MultiplyBytesWide(VexRm extend, bool isHigh)
    {
        TakeTwo(out var left, out var right, out var first);
        var second = ToReadableVector(ref right);
        var result = left.Place == Place.Vector ? first : AllocateVector();
        if (isHigh)
        {
            _assembler.Emit(VexRmi.Vpshufd, ScratchVector, second, 0xEE);
            _assembler.Emit(extend, ScratchVector, ScratchVector);
            _assembler.Emit(VexRmi.Vpshufd, result, first, 0xEE);
            _assembler.Emit(extend, result, result);
        }
        else
        {
            _assembler.Emit(extend, ScratchVector, second);
            _assembler.Emit(extend, result, first);
        }

        _assembler.Emit(VexRvm.Vpmullw, result, result, ScratchVector);
        PushResult(result, left, right);
    }

    // Lower and upper halves of the products, interleaved.
    private void MultiplyWordsWide(VexRvm upper, bool isHigh)
    {
        TakeTwo(out var left, out var right, out var first);
        var second = ToReadableVector(ref right);
        var result = ResultOf(left, right);
        _assembler.Emit(upper, ScratchVector, first, second);
        _assembler.Emit(VexRvm.Vpmullw, result, first, second);
        _assembler.Emit(isHigh ? VexRvm.Vpunpckhwd : VexRvm.Vpunpcklwd, result, result, ScratchVector);
        PushResult(result, left, right);
    }

    // The processor multiplies the even lanes.
    private void MultiplyIntsWide(VexRvm multiply, bool isHigh)
    {
        TakeTwo(out var left, out var right, out var first);
        var second = ToReadableVector(ref right);
        var result = left.Place == Place.Vector ? first : AllocateVector();
        var order = isHigh ? (byte)0xFA : (byte)0x50;
        _assembler.Emit(VexRmi.Vpshufd, ScratchVector, second, order);
        _assembler.Emit(VexRmi.Vpshufd, result, first, order);
        _assembler.Emit(multiply, result, result, ScratchVector);
        PushResult(result, left, right);
    }
}

using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Single lanes, and lanes that change places.</content>
internal sealed partial class BaselineCompiler
{
    private bool TrySplat(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.I8x16Splat:
                SplatInteger(opcode, VexRm.Vpbroadcastb);
                break;
            case Opcode.I16x8Splat:
                SplatInteger(opcode, VexRm.Vpbroadcastw);
                break;
            case Opcode.I32x4Splat:
                SplatInteger(opcode, VexRm.Vpbroadcastd);
                break;
            case Opcode.I64x2Splat:
                SplatInteger(opcode, VexRm.Vpbroadcastq);
                break;
            case Opcode.F32x4Splat:
                SplatFloat(opcode, VexRm.Vbroadcastss);
                break;
            case Opcode.F64x2Splat:
                SplatFloat(opcode, VexRm.Vmovddup);
                break;
            case Opcode.I8x16Swizzle:
                Swizzle();
                break;
            default:
                return false;
        }

        return true;
    }

    private static Vector128<byte> SplatOf(Opcode opcode, long bits) => opcode switch
    {
        Opcode.I8x16Splat => Numerics.I8x16Splat((int)bits),
        Opcode.I16x8Splat => Numerics.I16x8Splat((int)bits),
        Opcode.I32x4Splat or Opcode.F32x4Splat => Numerics.I32x4Splat((int)bits),
        _ => Numerics.I64x2Splat(bits),
    };

    private void SplatInteger(Opcode opcode, VexRm operation)
    {
        FlushFlags();
        var operand = Pop();
        if (operand.Place == Place.Constant)
        {
            PushVectorConstant(SplatOf(opcode, operand.Bits));
            return;
        }

        var result = AllocateVector();
        if (TryGetMemory(operand, out var memory))
        {
            _assembler.Emit(operation, result, memory);
        }
        else
        {
            var source = ToReadable(ref operand);
            if (opcode == Opcode.I64x2Splat)
            {
                _assembler.Vmovq(result, source);
            }
            else
            {
                _assembler.Vmovd(result, source);
            }

            Release(operand);
            _assembler.Emit(operation, result, result);
        }

        PushVector(OperandKind.V128, result);
    }

    private void SplatFloat(Opcode opcode, VexRm operation)
    {
        if (_operands[_count - 1].Place == Place.Constant)
        {
            PushVectorConstant(SplatOf(opcode, Pop().Bits));
        }
        else
        {
            VectorUnary(operation);
        }
    }

    // spec: exec-vswizzlop. An index over 15 gives 0: the processor looks at the sign and the lowest 4 bits alone.
    private void Swizzle()
    {
        FlushFlags();
        var indices = Pop();
        var result = ToVector(Pop());
        var selector = ToReadableVector(ref indices);
        _assembler.Emit(VexRvm.Vpaddusb, ScratchVector, selector, Every((byte)0x70));
        _assembler.Emit(VexRvm.Vpshufb, result, result, ScratchVector);
        Release(indices);
        PushVector(OperandKind.V128, result);
    }

    private void SimdLane(Opcode opcode, byte lane)
    {
        switch (opcode)
        {
            case Opcode.I8x16ExtractLaneS or Opcode.I8x16ExtractLaneU:
                ExtractLane(VexExtract.Vpextrb, lane, OperandKind.I32, OperandSize.Byte, opcode == Opcode.I8x16ExtractLaneS);
                break;
            case Opcode.I16x8ExtractLaneS or Opcode.I16x8ExtractLaneU:
                ExtractLane(VexExtract.Vpextrw, lane, OperandKind.I32, Word, opcode == Opcode.I16x8ExtractLaneS);
                break;
            case Opcode.I32x4ExtractLane:
                ExtractLane(VexExtract.Vpextrd, lane, OperandKind.I32, Dword, isSigned: false);
                break;
            case Opcode.I64x2ExtractLane:
                ExtractLane(VexExtract.Vpextrq, lane, OperandKind.I64, Qword, isSigned: false);
                break;
            case Opcode.F32x4ExtractLane:
                ExtractFloat(OperandKind.F32, lane);
                break;
            case Opcode.F64x2ExtractLane:
                ExtractFloat(OperandKind.F64, (byte)(lane == 0 ? 0 : 0xEE));
                break;
            case Opcode.I8x16ReplaceLane:
                ReplaceLane(VexInsert.Vpinsrb, lane);
                break;
            case Opcode.I16x8ReplaceLane:
                ReplaceLane(VexInsert.Vpinsrw, lane);
                break;
            case Opcode.I32x4ReplaceLane:
                ReplaceLane(VexInsert.Vpinsrd, lane);
                break;
            case Opcode.I64x2ReplaceLane:
                ReplaceLane(VexInsert.Vpinsrq, lane);
                break;
            case Opcode.F32x4ReplaceLane or Opcode.F64x2ReplaceLane:
                ReplaceFloat(opcode, lane);
                break;
            default:
                throw NotBuilt(opcode);
        }
    }

    private void ExtractLane(VexExtract operation, byte lane, OperandKind kind, OperandSize size, bool isSigned)
    {
        FlushFlags();
        var operand = Pop();
        var source = ToReadableVector(ref operand);
        var result = Allocate();
        if (lane == 0 && size == Dword)
        {
            _assembler.Vmovd(result, source);
        }
        else if (lane == 0 && size == Qword)
        {
            _assembler.Vmovq(result, source);
        }
        else
        {
            _assembler.Emit(operation, result, source, lane);
        }

        if (isSigned)
        {
            _assembler.Movsx(Dword, size, result, result);
        }

        Release(operand);
        PushRegister(kind, result);
    }

    // What is above the lowest lane of a register with a float is nobody's concern.
    private void ExtractFloat(OperandKind kind, byte order)
    {
        VectorRegister result;
        if (order == 0)
        {
            result = TakeVector();
        }
        else
        {
            result = TakeOne(out var source);
            _assembler.Emit(VexRmi.Vpshufd, result, source, order);
        }

        PushVector(kind, result);
    }

    private void ReplaceLane(VexInsert operation, byte lane)
    {
        FlushFlags();
        var value = Pop();
        var result = TakeOne(out var source);
        if (TryGetMemory(value, out var memory))
        {
            _assembler.Emit(operation, result, source, memory, lane);
        }
        else
        {
            _assembler.Emit(operation, result, source, ToReadable(ref value), lane);
            Release(value);
        }

        PushVector(OperandKind.V128, result);
    }

    private void ReplaceFloat(Opcode opcode, byte lane)
    {
        FlushFlags();
        var value = Pop();
        var result = TakeOne(out var source);
        var inserted = ToReadableVector(ref value);
        if (opcode == Opcode.F32x4ReplaceLane)
        {
            _assembler.Emit(VexRvmi.Vinsertps, result, source, inserted, (byte)(lane << 4));
        }
        else if (lane == 0)
        {
            _assembler.Emit(VexScalarMove.Vmovsd, result, source, inserted);
        }
        else
        {
            _assembler.Vmovlhps(result, source, inserted);
        }

        Release(value);
        PushVector(OperandKind.V128, result);
    }
}

using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Shifts of all lanes by one count, which is taken modulo their width. The processor does not have all of them.</content>
internal sealed partial class BaselineCompiler
{
    private bool TrySimdShift(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.I8x16Shl:
                ShiftBytesLeft();
                break;
            case Opcode.I8x16ShrS:
                ShiftBytesRight(VexShift.Vpsraw, VexRvm.Vpacksswb);
                break;
            case Opcode.I8x16ShrU:
                ShiftBytesRight(VexShift.Vpsrlw, VexRvm.Vpackuswb);
                break;
            case Opcode.I16x8Shl:
                ShiftLanes(VexShift.Vpsllw, 16);
                break;
            case Opcode.I16x8ShrS:
                ShiftLanes(VexShift.Vpsraw, 16);
                break;
            case Opcode.I16x8ShrU:
                ShiftLanes(VexShift.Vpsrlw, 16);
                break;
            case Opcode.I32x4Shl:
                ShiftLanes(VexShift.Vpslld, 32);
                break;
            case Opcode.I32x4ShrS:
                ShiftLanes(VexShift.Vpsrad, 32);
                break;
            case Opcode.I32x4ShrU:
                ShiftLanes(VexShift.Vpsrld, 32);
                break;
            case Opcode.I64x2Shl:
                ShiftLanes(VexShift.Vpsllq, 64);
                break;
            case Opcode.I64x2ShrS:
                ShiftLongsSigned();
                break;
            case Opcode.I64x2ShrU:
                ShiftLanes(VexShift.Vpsrlq, 64);
                break;
            default:
                return false;
        }

        return true;
    }

    // The count modulo the width, and something more, into the lowest lane of the scratch vector.
    private void LoadCount(in Operand count, int width, int more = 0)
    {
        LoadOperand(Scratch, count);
        Release(count);
        _assembler.Emit(And, Dword, Scratch, width - 1);
        if (more != 0)
        {
            _assembler.Emit(Add, Dword, Scratch, more);
        }

        _assembler.Vmovd(ScratchVector, Scratch);
    }

    private void ShiftLanes(VexShift operation, int width)
    {
        FlushFlags();
        var count = Pop();
        var result = TakeOne(out var source);
        if (count.Place == Place.Constant)
        {
            _assembler.Emit(operation, result, source, (byte)(count.Bits & (width - 1)));
        }
        else
        {
            LoadCount(count, width);
            _assembler.Emit(operation, result, source, ScratchVector);
        }

        PushVector(OperandKind.V128, result);
    }

    // Words are shifted; what comes from the byte below is cut off.
    private void ShiftBytesLeft()
    {
        FlushFlags();
        var count = Pop();
        var result = TakeOne(out var source);
        if (count.Place == Place.Constant)
        {
            var constant = (byte)(count.Bits & 7);
            _assembler.Emit(VexShift.Vpsllw, result, source, constant);
            _assembler.Emit(VexRvm.Vpand, result, result, Every((byte)(0xFF << constant)));
        }
        else
        {
            // Before the shift: the bits that remain, 0xFF >> count in every byte.
            var mask = AllocateVector();
            LoadCount(count, 8, more: 8);
            _assembler.Emit(VexRvm.Vpcmpeqw, mask, mask, mask);
            _assembler.Emit(VexShift.Vpsrlw, mask, mask, ScratchVector);
            _assembler.Emit(VexRvm.Vpackuswb, mask, mask, mask);
            _assembler.Emit(VexRvm.Vpand, result, source, mask);
            _assembler.Emit(VexRvm.Vpsubw, ScratchVector, ScratchVector, Every(8ul));
            _assembler.Emit(VexShift.Vpsllw, result, result, ScratchVector);
            Free(mask);
        }

        PushVector(OperandKind.V128, result);
    }

    // Each byte in the upper half of a word: shifted by 8 more, it is at the lower end and fits a byte.
    private void ShiftBytesRight(VexShift operation, VexRvm pack)
    {
        FlushFlags();
        var count = Pop();
        var result = TakeOne(out var source);
        var upper = AllocateVector();
        _assembler.Emit(VexRvm.Vpunpckhbw, upper, source, source);
        _assembler.Emit(VexRvm.Vpunpcklbw, result, source, source);
        if (count.Place == Place.Constant)
        {
            var constant = (byte)((count.Bits & 7) + 8);
            _assembler.Emit(operation, upper, upper, constant);
            _assembler.Emit(operation, result, result, constant);
        }
        else
        {
            LoadCount(count, 8, more: 8);
            _assembler.Emit(operation, upper, upper, ScratchVector);
            _assembler.Emit(operation, result, result, ScratchVector);
        }

        _assembler.Emit(pack, result, result, upper);
        Free(upper);
        PushVector(OperandKind.V128, result);
    }

    // (x >>> count ^ sign) - sign, where sign is the sign bit, shifted likewise.
    private void ShiftLongsSigned()
    {
        FlushFlags();
        var count = Pop();
        var result = TakeOne(out var source);
        if (count.Place == Place.Constant)
        {
            var constant = (byte)(count.Bits & 63);
            var sign = Every(Sign64 >> constant);
            _assembler.Emit(VexShift.Vpsrlq, result, source, constant);
            _assembler.Emit(VexRvm.Vpxor, result, result, sign);
            _assembler.Emit(VexRvm.Vpsubq, result, result, sign);
        }
        else
        {
            var sign = AllocateVector();
            LoadCount(count, 64);
            _assembler.Emit(VexMove.Vmovups, sign, Every(Sign64));
            _assembler.Emit(VexShift.Vpsrlq, sign, sign, ScratchVector);
            _assembler.Emit(VexShift.Vpsrlq, result, source, ScratchVector);
            _assembler.Emit(VexRvm.Vpxor, result, result, sign);
            _assembler.Emit(VexRvm.Vpsubq, result, result, sign);
            Free(sign);
        }

        PushVector(OperandKind.V128, result);
    }
}

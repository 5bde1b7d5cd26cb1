using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Floating-point arithmetic: both widths by one method, <c>kind</c> tells them apart.</content>
internal sealed partial class BaselineCompiler
{
    private const ulong Sign32 = 0x8000_0000;
    private const ulong Sign64 = 0x8000_0000_0000_0000;

    // SDM, ROUNDSS: the mode, with exceptions suppressed.
    private const byte Nearest = 8;
    private const byte Floor = 9;
    private const byte Ceiling = 10;
    private const byte Truncate = 11;

    private static VexRvm Pick(OperandKind kind, VexRvm single, VexRvm @double) => kind == OperandKind.F32 ? single : @double;

    private void FloatArithmetic(OperandKind kind, VexRvm single, VexRvm @double)
    {
        FlushFlags();
        var hasTarget = TryGetTarget(1, 2, out VectorRegister target);
        var right = Pop();
        var left = Pop();
        var operation = Pick(kind, single, @double);
        var first = ToReadableVector(ref left);
        VectorRegister result;
        if (TryGetMemory(right, out var memory))
        {
            result = hasTarget ? target : left.Place == Place.Vector ? first : AllocateVector();
            _assembler.Emit(operation, result, first, memory);
        }
        else
        {
            var second = ToReadableVector(ref right);
            result = hasTarget ? target
                : left.Place == Place.Vector ? first
                : right.Place == Place.Vector ? second
                : AllocateVector();
            _assembler.Emit(operation, result, first, second);
            ReleaseUnless(right, result);
        }

        ReleaseUnless(left, result);
        PushVector(kind, result);
    }

    private void ReleaseUnless(in Operand operand, VectorRegister kept)
    {
        if (operand.Place == Place.Vector && operand.Vector != kept)
        {
            Free(operand.Vector);
        }
    }

    // spec: op-fmin, op-fmax. The processor's own return the second operand for NaNs and for zeros of either sign.
    private void FloatMinMax(OperandKind kind, bool isMax)
    {
        FlushFlags();
        var right = Pop();
        var left = Pop();
        var second = ToReadableVector(ref right);
        var result = ToVector(left);
        var compare = kind == OperandKind.F32 ? VexRm.Vucomiss : VexRm.Vucomisd;
        var different = _assembler.NewLabel();
        var nan = _assembler.NewLabel();
        var done = _assembler.NewLabel();
        _assembler.Emit(compare, result, second);
        _assembler.Jcc(Condition.NotEqual, different);
        _assembler.Jcc(Condition.Parity, nan);

        // Equal: of zeros, −0 is less.
        _assembler.Emit(isMax ? VexRvm.Vandps : VexRvm.Vorps, result, result, second);
        _assembler.Jmp(done);
        _assembler.Bind(nan);
        _assembler.Emit(Pick(kind, VexRvm.Vaddss, VexRvm.Vaddsd), result, result, second);
        _assembler.Jmp(done);
        _assembler.Bind(different);
        _assembler.Emit(
            isMax ? Pick(kind, VexRvm.Vmaxss, VexRvm.Vmaxsd) : Pick(kind, VexRvm.Vminss, VexRvm.Vminsd), result, result, second);
        _assembler.Bind(done);
        ReleaseUnless(right, result);
        PushVector(kind, result);
    }

    private void FloatCompare(OperandKind kind, Opcode order, bool swaps)
    {
        FlushFlags();
        var right = Pop();
        var left = Pop();
        if (swaps)
        {
            (left, right) = (right, left);
        }

        var first = ToReadableVector(ref left);
        var second = ToReadableVector(ref right);
        if (order is Opcode.F32Eq or Opcode.F32Ne)
        {
            // Unordered is neither less nor equal: two flags would have to be looked at.
            var result = Allocate();
            _assembler.Emit(
                kind == OperandKind.F32 ? VexRvmi.Vcmpss : VexRvmi.Vcmpsd, ScratchVector, first, second, (byte)(order == Opcode.F32Eq ? 0 : 4));
            _assembler.Vmovd(result, ScratchVector);
            _assembler.Emit(And, Dword, result, 1);
            Release(left);
            Release(right);
            PushRegister(OperandKind.I32, result);
            return;
        }

        _assembler.Emit(kind == OperandKind.F32 ? VexRm.Vucomiss : VexRm.Vucomisd, first, second);
        Release(left);
        Release(right);
        PushFlags(order == Opcode.F32Gt ? Condition.Above : Condition.AboveOrEqual);
    }

    private MemoryOperand Mask(OperandKind kind, ulong mask32, ulong mask64) => kind == OperandKind.F32
        ? _assembler.Constant(Vector128.Create((uint)mask32).AsByte())
        : _assembler.Constant(Vector128.Create(mask64).AsByte());

    private void FloatBits(OperandKind kind, VexRvm operation, ulong mask32, ulong mask64)
    {
        FlushFlags();
        var result = ToVector(Pop());
        _assembler.Emit(operation, result, result, Mask(kind, mask32, mask64));
        PushVector(kind, result);
    }

    private void CopySign(OperandKind kind)
    {
        FlushFlags();
        var right = Pop();
        var left = Pop();
        var sign = ToReadableVector(ref right);
        var result = ToVector(left);
        _assembler.Emit(VexRvm.Vandps, ScratchVector, sign, Mask(kind, Sign32, Sign64));
        _assembler.Emit(VexRvm.Vandps, result, result, Mask(kind, ~Sign32, ~Sign64));
        _assembler.Emit(VexRvm.Vorps, result, result, ScratchVector);
        ReleaseUnless(right, result);
        PushVector(kind, result);
    }

    private void FloatRound(OperandKind kind, byte mode)
    {
        FlushFlags();
        var result = ToVector(Pop());
        _assembler.Emit(kind == OperandKind.F32 ? VexRvmi.Vroundss : VexRvmi.Vroundsd, result, result, result, mode);
        PushVector(kind, result);
    }

    private void SquareRoot(OperandKind kind)
    {
        FlushFlags();
        var hasTarget = TryGetTarget(1, 1, out VectorRegister target);
        if (hasTarget)
        {
            var operand = Pop();
            var source = ToReadableVector(ref operand);
            _assembler.Emit(Pick(kind, VexRvm.Vsqrtss, VexRvm.Vsqrtsd), target, source, source);
            Release(operand);
            PushVector(kind, target);
            return;
        }

        var result = ToVector(Pop());
        _assembler.Emit(Pick(kind, VexRvm.Vsqrtss, VexRvm.Vsqrtsd), result, result, result);
        PushVector(kind, result);
    }

    private bool TryFloat(Opcode opcode)
    {
        var kind = opcode is >= Opcode.F32Eq and <= Opcode.F32Ge or >= Opcode.F32Abs and <= Opcode.F32Copysign
            ? OperandKind.F32 : OperandKind.F64;
        switch (opcode)
        {
            case Opcode.F32Add or Opcode.F64Add:
                FloatArithmetic(kind, VexRvm.Vaddss, VexRvm.Vaddsd);
                break;
            case Opcode.F32Sub or Opcode.F64Sub:
                FloatArithmetic(kind, VexRvm.Vsubss, VexRvm.Vsubsd);
                break;
            case Opcode.F32Mul or Opcode.F64Mul:
                FloatArithmetic(kind, VexRvm.Vmulss, VexRvm.Vmulsd);
                break;
            case Opcode.F32Div or Opcode.F64Div:
                FloatArithmetic(kind, VexRvm.Vdivss, VexRvm.Vdivsd);
                break;
            case Opcode.F32Min or Opcode.F64Min:
                FloatMinMax(kind, isMax: false);
                break;
            case Opcode.F32Max or Opcode.F64Max:
                FloatMinMax(kind, isMax: true);
                break;
            case Opcode.F32Abs or Opcode.F64Abs:
                FloatBits(kind, VexRvm.Vandps, ~Sign32, ~Sign64);
                break;
            case Opcode.F32Neg or Opcode.F64Neg:
                FloatBits(kind, VexRvm.Vxorps, Sign32, Sign64);
                break;
            case Opcode.F32Copysign or Opcode.F64Copysign:
                CopySign(kind);
                break;
            case Opcode.F32Sqrt or Opcode.F64Sqrt:
                SquareRoot(kind);
                break;
            case Opcode.F32Ceil or Opcode.F64Ceil:
                FloatRound(kind, Ceiling);
                break;
            case Opcode.F32Floor or Opcode.F64Floor:
                FloatRound(kind, Floor);
                break;
            case Opcode.F32Trunc or Opcode.F64Trunc:
                FloatRound(kind, Truncate);
                break;
            case Opcode.F32Nearest or Opcode.F64Nearest:
                FloatRound(kind, Nearest);
                break;
            case Opcode.F32Eq or Opcode.F64Eq:
                FloatCompare(kind, Opcode.F32Eq, swaps: false);
                break;
            case Opcode.F32Ne or Opcode.F64Ne:
                FloatCompare(kind, Opcode.F32Ne, swaps: false);
                break;
            case Opcode.F32Gt or Opcode.F64Gt:
                FloatCompare(kind, Opcode.F32Gt, swaps: false);
                break;
            case Opcode.F32Ge or Opcode.F64Ge:
                FloatCompare(kind, Opcode.F32Ge, swaps: false);
                break;
            case Opcode.F32Lt or Opcode.F64Lt:
                FloatCompare(kind, Opcode.F32Gt, swaps: true);
                break;
            case Opcode.F32Le or Opcode.F64Le:
                FloatCompare(kind, Opcode.F32Ge, swaps: true);
                break;
            default:
                return false;
        }

        return true;
    }
}

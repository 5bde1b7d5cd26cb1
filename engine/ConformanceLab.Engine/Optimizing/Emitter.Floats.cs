using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>Floating-point arithmetic: both widths by one method.</content>
internal sealed partial class Emitter
{
    private const ulong Sign32 = 0x8000_0000;
    private const ulong Sign64 = 0x8000_0000_0000_0000;

    // SDM, ROUNDSS: the mode, with exceptions suppressed.
    private const byte Nearest = 8;
    private const byte Floor = 9;
    private const byte Ceiling = 10;
    private const byte Truncate = 11;

    private static VexRvm Pick(OperandKind kind, VexRvm single, VexRvm @double) => kind == OperandKind.F32 ? single : @double;

    private bool TryEmitFloat(int node, in Node at)
    {
        switch (at.Op)
        {
            case Opcode.F32Add or Opcode.F64Add:
                EmitFloatBinary(VexRvm.Vaddss, VexRvm.Vaddsd, node, at);
                break;
            case Opcode.F32Sub or Opcode.F64Sub:
                EmitFloatBinary(VexRvm.Vsubss, VexRvm.Vsubsd, node, at);
                break;
            case Opcode.F32Mul or Opcode.F64Mul:
                EmitFloatBinary(VexRvm.Vmulss, VexRvm.Vmulsd, node, at);
                break;
            case Opcode.F32Div or Opcode.F64Div:
                EmitFloatBinary(VexRvm.Vdivss, VexRvm.Vdivsd, node, at);
                break;
            case Opcode.F32Min or Opcode.F64Min:
                EmitMinMax(node, at, isMax: false);
                break;
            case Opcode.F32Max or Opcode.F64Max:
                EmitMinMax(node, at, isMax: true);
                break;
            case Opcode.F32Abs or Opcode.F64Abs:
                _assembler.Emit(VexRvm.Vandps, VectorResult(node), Vector(at.A), Mask(at.Kind, ~Sign32, ~Sign64));
                break;
            case Opcode.F32Neg or Opcode.F64Neg:
                _assembler.Emit(VexRvm.Vxorps, VectorResult(node), Vector(at.A), Mask(at.Kind, Sign32, Sign64));
                break;
            case Opcode.F32Copysign or Opcode.F64Copysign:
                _assembler.Emit(VexRvm.Vandps, ScratchVector, Vector(at.B), Mask(at.Kind, Sign32, Sign64));
                _assembler.Emit(VexRvm.Vandps, VectorResult(node), Vector(at.A), Mask(at.Kind, ~Sign32, ~Sign64));
                _assembler.Emit(VexRvm.Vorps, VectorResult(node), VectorResult(node), ScratchVector);
                break;
            case Opcode.F32Sqrt or Opcode.F64Sqrt:
                _assembler.Emit(Pick(at.Kind, VexRvm.Vsqrtss, VexRvm.Vsqrtsd), VectorResult(node), Vector(at.A), Vector(at.A));
                break;
            case Opcode.F32Ceil or Opcode.F64Ceil:
                EmitRound(node, at, Ceiling);
                break;
            case Opcode.F32Floor or Opcode.F64Floor:
                EmitRound(node, at, Floor);
                break;
            case Opcode.F32Trunc or Opcode.F64Trunc:
                EmitRound(node, at, Truncate);
                break;
            case Opcode.F32Nearest or Opcode.F64Nearest:
                EmitRound(node, at, Nearest);
                break;
            default:
                return false;
        }

        return true;
    }

    private MemoryOperand Mask(OperandKind kind, ulong mask32, ulong mask64) => kind == OperandKind.F32
        ? _assembler.Constant(Vector128.Create((uint)mask32).AsByte())
        : _assembler.Constant(Vector128.Create(mask64).AsByte());

    private void EmitFloatBinary(VexRvm single, VexRvm @double, int node, in Node at)
    {
        var operation = Pick(at.Kind, single, @double);
        var right = Where(at.B);
        if (Locations.IsRegister(right))
        {
            _assembler.Emit(operation, VectorResult(node), Vector(at.A), Locations.ToVector(right));
        }
        else
        {
            _assembler.Emit(operation, VectorResult(node), Vector(at.A), FloatOperand(right, at.Kind));
        }
    }

    private void EmitRound(int node, in Node at, byte mode) => _assembler.Emit(
        at.Kind == OperandKind.F32 ? VexRvmi.Vroundss : VexRvmi.Vroundsd, VectorResult(node), Vector(at.A), Vector(at.A), mode);

    // spec: op-fmin, op-fmax. The processor's own return the second operand for NaNs and for zeros of either sign.
    private void EmitMinMax(int node, in Node at, bool isMax)
    {
        var result = VectorResult(node);
        var second = Vector(at.B);
        var different = _assembler.NewLabel();
        var nan = _assembler.NewLabel();
        var done = _assembler.NewLabel();
        LoadTo(result, Where(at.A), at.Kind);
        _assembler.Emit(at.Kind == OperandKind.F32 ? VexRm.Vucomiss : VexRm.Vucomisd, result, second);
        _assembler.Jcc(Condition.NotEqual, different);
        _assembler.Jcc(Condition.Parity, nan);

        // Equal: of zeros, −0 is less.
        _assembler.Emit(isMax ? VexRvm.Vandps : VexRvm.Vorps, result, result, second);
        _assembler.Jmp(done);
        _assembler.Bind(nan);
        _assembler.Emit(Pick(at.Kind, VexRvm.Vaddss, VexRvm.Vaddsd), result, result, second);
        _assembler.Jmp(done);
        _assembler.Bind(different);
        _assembler.Emit(
            isMax ? Pick(at.Kind, VexRvm.Vmaxss, VexRvm.Vmaxsd) : Pick(at.Kind, VexRvm.Vminss, VexRvm.Vminsd), result, result, second);
        _assembler.Bind(done);
    }

    // Unordered is neither less nor equal: two flags would have to be looked at.
    private void EmitFloatEquality(int node, in Node at)
    {
        var isSingle = at.Op is Opcode.F32Eq or Opcode.F32Ne;
        var isEqual = at.Op is Opcode.F32Eq or Opcode.F64Eq;
        _assembler.Emit(
            isSingle ? VexRvmi.Vcmpss : VexRvmi.Vcmpsd, ScratchVector, Vector(at.A), Vector(at.B), (byte)(isEqual ? 0 : 4));
        _assembler.Vmovd(Result(node), ScratchVector);
        _assembler.Emit(And, Dword, Result(node), 1);
    }

    // Above and above-or-equal are false if a NaN is there: less is asked the other way round.
    private Condition EmitFloatComparison(in Node at)
    {
        var isSingle = at.Op <= Opcode.F32Ge;
        var order = isSingle ? at.Op : at.Op - (Opcode.F64Eq - Opcode.F32Eq);
        var swaps = order is Opcode.F32Lt or Opcode.F32Le;
        _assembler.Emit(isSingle ? VexRm.Vucomiss : VexRm.Vucomisd, Vector(swaps ? at.B : at.A), Vector(swaps ? at.A : at.B));
        return order is Opcode.F32Lt or Opcode.F32Gt ? Condition.Above : Condition.AboveOrEqual;
    }
}

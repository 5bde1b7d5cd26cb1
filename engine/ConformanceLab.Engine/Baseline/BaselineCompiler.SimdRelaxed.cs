using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Relaxed vector instructions of more than one instruction; the choices are in Numerics, RelaxedSimd.cs.</content>
internal sealed partial class BaselineCompiler
{
    private bool TryRelaxed(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.F32x4RelaxedMadd:
                MultiplyAdd(VexRvm.Vfmadd231ps);
                break;
            case Opcode.F32x4RelaxedNmadd:
                MultiplyAdd(VexRvm.Vfnmadd231ps);
                break;
            case Opcode.F64x2RelaxedMadd:
                MultiplyAdd(VexRvm.Vfmadd231pd);
                break;
            case Opcode.F64x2RelaxedNmadd:
                MultiplyAdd(VexRvm.Vfnmadd231pd);
                break;
            case Opcode.I8x16RelaxedLaneselect or Opcode.I16x8RelaxedLaneselect:
                SelectLanes(VexRvmr.Vpblendvb, isWord: opcode == Opcode.I16x8RelaxedLaneselect);
                break;
            case Opcode.I32x4RelaxedLaneselect:
                SelectLanes(VexRvmr.Vblendvps);
                break;
            case Opcode.I64x2RelaxedLaneselect:
                SelectLanes(VexRvmr.Vblendvpd);
                break;
            case Opcode.I32x4RelaxedTruncF32x4U:
                TruncateUnsigned(VexRvm.Vsubps, VexRm.Vcvttps2dq, Every((float)TwoTo31));
                break;
            case Opcode.I32x4RelaxedTruncF64x2UZero:
                TruncateDoublesUnsigned();
                break;
            case Opcode.I32x4RelaxedDotI8x16I7x16AddS:
                DotAdd();
                break;
            default:
                return false;
        }

        return true;
    }

    // The addend's register takes the result; the first factor stays the first, for the sake of NaNs.
    private void MultiplyAdd(VexRvm operation)
    {
        FlushFlags();
        var result = ToVector(Pop());
        TakeTwo(out var left, out var right, out var first);
        EmitWith(operation, result, first, ref right);
        PushResult(result, left, right);
    }

    private void SelectLanes(VexRvmr blend, bool isWord = false)
    {
        FlushFlags();
        var mask = Pop();
        var other = Pop();
        var value = Pop();
        var selector = ToReadableVector(ref mask);
        if (isWord)
        {
            _assembler.Emit(VexShift.Vpsraw, ScratchVector, selector, 15);
            selector = ScratchVector;
        }

        // The processor takes the second operand where the mask is set.
        var unselected = ToReadableVector(ref other);
        var result = other.Place == Place.Vector ? unselected : AllocateVector();
        if (TryGetMemory(value, out var memory))
        {
            _assembler.Emit(blend, result, unselected, memory, selector);
        }
        else
        {
            _assembler.Emit(blend, result, unselected, ToReadableVector(ref value), selector);
        }

        Release(mask);
        PushResult(result, value, other);
    }

    // What needs the 32nd bit overflows, as do negative numbers and NaNs; it is taken from the conversion of what is beyond 2^31.
    private void TruncateUnsigned(VexRvm subtract, VexRm truncate, MemoryOperand twoTo31)
    {
        var result = TakeOne(out var source);
        _assembler.Emit(subtract, ScratchVector, source, twoTo31);
        _assembler.Emit(truncate, ScratchVector, ScratchVector);
        _assembler.Emit(VexRvm.Vpor, ScratchVector, ScratchVector, Every((uint)Sign32));
        _assembler.Emit(truncate, result, source);
        _assembler.Emit(VexRvmr.Vblendvps, result, result, ScratchVector, result);
        PushVector(OperandKind.V128, result);
    }

    // The upper lanes are 0, whose sign is not set.
    private void TruncateDoublesUnsigned() => TruncateUnsigned(VexRvm.Vsubpd, VexRm.Vcvttpd2dq, Every(TwoTo31));

    private void DotAdd()
    {
        FlushFlags();
        var addend = Pop();
        var right = Pop();
        var left = Pop();
        var second = ToReadableVector(ref right);
        var result = ResultOf(right, left);
        EmitWith(VexRvm.Vpmaddubsw, result, second, ref left);
        _assembler.Emit(VexRvm.Vpmaddwd, result, result, Every((ushort)1));
        EmitWith(VexRvm.Vpaddd, result, result, ref addend);
        Release(addend);
        PushResult(result, left, right);
    }
}

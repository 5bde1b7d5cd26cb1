using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Codegen.Vectors;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Vectors: operands and results of what Codegen/Vectors makes of the instructions.</content>
internal sealed partial class BaselineCompiler
{
    private bool TrySimd(Opcode opcode)
    {
        switch (VectorOperations.FormOf(opcode))
        {
            case VectorForm.Commutative:
                VectorBinary(VectorOperations.Commutative(opcode), isCommutative: true);
                break;
            case VectorForm.Ordered:
                VectorBinary(VectorOperations.Ordered(opcode));
                break;
            case VectorForm.Swapped:
                VectorBinary(VectorOperations.Swapped(opcode), swaps: true);
                break;
            case VectorForm.Unary:
                VectorUnary(VectorOperations.Unary(opcode));
                break;
            case VectorForm.UnarySequence:
                UnarySequence(opcode);
                break;
            case VectorForm.BinarySequence:
                BinarySequence(opcode);
                break;
            case VectorForm.Shift:
                ShiftLanes(opcode);
                break;
            case VectorForm.Test:
                TestVector(opcode);
                break;
            case VectorForm.Bitmask:
                Bitmask(opcode);
                break;
            case VectorForm.Splat:
                Splat(opcode);
                break;
            default:
                return TrySimdTernary(opcode);
        }

        return true;
    }

    private bool TrySimdTernary(Opcode opcode)
    {
        switch (VectorOperations.FormOf(opcode))
        {
            case VectorForm.Bitselect:
                Bitselect();
                break;
            case VectorForm.LaneSelect:
                SelectLanes(opcode);
                break;
            case VectorForm.MultiplyAdd:
                MultiplyAdd(VectorOperations.MultiplyAdd(opcode));
                break;
            case VectorForm.DotAdd:
                DotAdd();
                break;
            default:
                return false;
        }

        return true;
    }

    private void UnarySequence(Opcode opcode)
    {
        var result = TakeOne(out var source);
        var needsTemporary = VectorSequences.NeedsTemporary(opcode);
        var temporary = needsTemporary ? AllocateVector() : default;
        _assembler.EmitUnary(opcode, result, source, temporary);
        if (needsTemporary)
        {
            Free(temporary);
        }

        PushVector(OperandKind.V128, result);
    }

    private void BinarySequence(Opcode opcode)
    {
        TakeTwo(out var left, out var right, out var first);
        var second = VectorSequences.MayReadMemory(opcode) ? ToSource(ref right) : ToReadableVector(ref right);
        var needsTemporary = VectorSequences.NeedsTemporary(opcode);
        var temporary = needsTemporary ? AllocateVector() : default;
        var result = ResultOf(left, right);
        _assembler.EmitBinary(opcode, result, first, second, temporary);
        if (needsTemporary)
        {
            Free(temporary);
        }

        PushResult(result, left, right);
    }

    private void ShiftLanes(Opcode opcode)
    {
        FlushFlags();
        var count = Pop();
        var result = TakeOne(out var source);
        var needsTemporary = VectorSequences.NeedsTemporary(opcode);
        var temporary = needsTemporary ? AllocateVector() : default;
        if (count.Place == Place.Constant)
        {
            _assembler.EmitShift(opcode, result, source, (int)count.Bits, temporary);
        }
        else
        {
            LoadOperand(Scratch, count);
            Release(count);
            _assembler.EmitShift(opcode, result, source, temporary);
        }

        if (needsTemporary)
        {
            Free(temporary);
        }

        PushVector(OperandKind.V128, result);
    }

    private void TestVector(Opcode opcode)
    {
        FlushFlags();
        var operand = Pop();
        var condition = _assembler.EmitTest(opcode, ToReadableVector(ref operand));
        Release(operand);
        PushFlags(condition);
    }

    private void Bitmask(Opcode opcode)
    {
        FlushFlags();
        var operand = Pop();
        var source = ToReadableVector(ref operand);
        var result = Allocate();
        _assembler.Bitmask(opcode, result, source);
        Release(operand);
        PushRegister(OperandKind.I32, result);
    }

    private void Bitselect()
    {
        FlushFlags();
        var mask = Pop();
        TakeTwo(out var left, out var right, out var first);
        var selector = ToReadableVector(ref mask);
        var second = ToSource(ref right);
        var result = ResultOf(left, right);
        _assembler.Bitselect(result, first, second, selector);
        Release(mask);
        PushResult(result, left, right);
    }

    private void SelectLanes(Opcode opcode)
    {
        FlushFlags();
        var mask = Pop();
        var other = Pop();
        var value = Pop();
        var selector = ToReadableVector(ref mask);
        var unselected = ToReadableVector(ref other);
        var selected = ToSource(ref value);
        var result = ResultOf(other, value);
        _assembler.SelectLanes(opcode, result, selected, unselected, selector);
        Release(mask);
        PushResult(result, value, other);
    }

    // The addend's register takes the result; the first factor stays the first, for the sake of NaNs.
    private void MultiplyAdd(VexRvm operation)
    {
        FlushFlags();
        var result = ToVector(Pop());
        TakeTwo(out var left, out var right, out var first);
        _assembler.Emit(operation, result, first, ToSource(ref right));
        PushResult(result, left, right);
    }

    private void DotAdd()
    {
        FlushFlags();
        var addend = Pop();
        var right = Pop();
        var left = Pop();
        var second = ToReadableVector(ref right);
        var first = ToSource(ref left);
        var sum = ToSource(ref addend);
        var result = ResultOf(right, left);
        _assembler.DotAdd(result, first, second, sum);
        Release(addend);
        PushResult(result, left, right);
    }

    private void SimdVector(Opcode opcode, in Vector128<byte> value)
    {
        FlushFlags();
        if (opcode == Opcode.V128Const)
        {
            PushVectorConstant(value);
        }
        else
        {
            Shuffle(value);
        }
    }

    private void Shuffle(in Vector128<byte> value)
    {
        var right = Pop();
        var left = Pop();
        var isOfOne = left.Place == Place.Local && right.Place == Place.Local && left.Local == right.Local;
        var lanes = isOfOne ? value & Vector128.Create((byte)15) : value;

        if (VectorSequences.IsOfFirst(lanes))
        {
            Release(right);
            Permute(left, lanes);
        }
        else if (VectorSequences.IsOfFirst(VectorSequences.Exchange(lanes)))
        {
            Release(left);
            Permute(right, VectorSequences.Exchange(lanes));
        }
        else
        {
            var first = ToReadableVector(ref left);
            var second = ToReadableVector(ref right);
            var result = ResultOf(left, right);
            _assembler.Shuffle(result, first, second, lanes);
            PushResult(result, left, right);
        }
    }

    private void Permute(Operand operand, in Vector128<byte> lanes)
    {
        if (lanes == Vector128<byte>.Indices)
        {
            PushVector(OperandKind.V128, ToVector(operand));
            return;
        }

        var source = ToReadableVector(ref operand);
        var result = operand.Place == Place.Vector ? source : AllocateVector();
        _assembler.Permute(result, source, lanes);
        PushVector(OperandKind.V128, result);
    }
}

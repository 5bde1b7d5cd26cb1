using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Codegen.Vectors;
using ConformanceLab.Wasm.Codegen.X64;

namespace ConformanceLab.Wasm.Baseline;

/// <content>
/// Operands of vector instructions. One that is in memory stays there where it is used once: no form but vmovaps and its like asks for
/// alignment.
/// </content>
internal sealed partial class BaselineCompiler
{
    private void PushVectorConstant(in Vector128<byte> value)
    {
        ref var operand = ref PushOperand(OperandKind.V128, Place.Constant);
        operand.Bits = value.AsInt64().GetElement(0);
        operand.HighBits = value.AsInt64().GetElement(1);
    }

    private MemoryOperand VectorConstant(in Operand operand) =>
        _assembler.Constant(Vector128.Create(operand.Bits, operand.HighBits).AsByte());

    private bool IsInMemory(in Operand operand) =>
        operand.Place is Place.Slot or Place.Constant || (operand.Place == Place.Local && !IsInRegister(operand.Local));

    /// <summary>Pops into a register of the instruction's own.</summary>
    private VectorRegister TakeVector()
    {
        FlushFlags();
        return ToVector(Pop());
    }

    /// <summary>Pops an operand to be read, and a register for the result, which may be the same.</summary>
    private VectorRegister TakeOne(out VectorRegister source)
    {
        FlushFlags();
        var operand = Pop();
        source = ToReadableVector(ref operand);
        return operand.Place == Place.Vector ? source : AllocateVector();
    }

    /// <summary>Pops two operands: a register to be read, and one or memory.</summary>
    private void TakeTwo(out Operand left, out Operand right, out VectorRegister first)
    {
        FlushFlags();
        right = Pop();
        left = Pop();
        first = ToReadableVector(ref left);
    }

    // A register for what is computed from operands in one last instruction: one of theirs, if it may change.
    private VectorRegister ResultOf(in Operand left, in Operand right) =>
        left.Place == Place.Vector ? left.Vector : right.Place == Place.Vector ? right.Vector : AllocateVector();

    private void PushResult(VectorRegister result, in Operand left, in Operand right)
    {
        ReleaseUnless(left, result);
        ReleaseUnless(right, result);
        PushVector(OperandKind.V128, result);
    }

    // In memory if it is there.
    private VectorSource ToSource(ref Operand operand) =>
        TryGetMemory(operand, out var memory) ? memory : ToReadableVector(ref operand);

    private void VectorBinary(VexRvm operation, bool isCommutative = false, bool swaps = false)
    {
        FlushFlags();
        var right = Pop();
        var left = Pop();
        if (swaps || (isCommutative && IsInMemory(left) && !IsInMemory(right)))
        {
            (left, right) = (right, left);
        }

        var first = ToReadableVector(ref left);
        var result = ResultOf(left, right);
        _assembler.Emit(operation, result, first, ToSource(ref right));
        PushResult(result, left, right);
    }

    private void VectorUnary(VexRm operation)
    {
        FlushFlags();
        var operand = Pop();
        VectorRegister result;
        if (TryGetMemory(operand, out var memory))
        {
            result = AllocateVector();
            _assembler.Emit(operation, result, memory);
        }
        else
        {
            var source = ToReadableVector(ref operand);
            result = operand.Place == Place.Vector ? source : AllocateVector();
            _assembler.Emit(operation, result, source);
        }

        PushVector(OperandKind.V128, result);
    }
}

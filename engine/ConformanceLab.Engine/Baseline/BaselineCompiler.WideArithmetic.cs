using ConformanceLab.Wasm.Codegen.X64;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Baseline;

/// <content>128-bit integers as two operands, the lower half below. spec: wide-arithmetic#execution</content>
internal sealed partial class BaselineCompiler
{
    private void AddWide(ArithmeticOperation lower, ArithmeticOperation upper)
    {
        FlushFlags();
        var rightHigh = Pop();
        var rightLow = Pop();
        var leftHigh = Pop();
        var leftLow = Pop();
        var low = ToRegister(leftLow);
        var high = ToRegister(leftHigh);

        // What lies between may load operands, and moves keep the carry.
        ArithmeticWith(lower, Qword, low, ref rightLow);
        ArithmeticWith(upper, Qword, high, ref rightHigh);
        PushRegister(OperandKind.I64, low);
        PushRegister(OperandKind.I64, high);
    }

    // rdx:rax = rax * operand
    private void MultiplyWide(bool isSigned)
    {
        FlushFlags();
        var right = Pop();
        var left = Pop();
        if (right.Place == Place.Register && right.Register == Rax)
        {
            (left, right) = (right, left);
        }

        if (left.Place != Place.Register || left.Register != Rax)
        {
            TakeFor(Rax, ref right);
            LoadOperand(Rax, left);
            Release(left);
            _usedRegisters |= 1u << (int)Rax;
        }

        // The other factor may be in rdx: it is read before the product is written.
        if (right.Place != Place.Register || right.Register != Rdx)
        {
            Require(Rdx);
        }

        var operation = isSigned ? UnaryOperation.Imul : UnaryOperation.Mul;
        if (TryGetMemory(right, out var memory))
        {
            _assembler.Emit(operation, Qword, memory);
        }
        else
        {
            _assembler.Emit(operation, Qword, ToReadable(ref right));
            Release(right);
            _usedRegisters |= 1u << (int)Rdx;
        }

        PushRegister(OperandKind.I64, Rax);
        PushRegister(OperandKind.I64, Rdx);
    }
}

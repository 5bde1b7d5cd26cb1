using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Quotients and remainders.</content>
internal sealed partial class BaselineCompiler
{
    // Quotient in rax, remainder in rdx; the processor's own faults are not used: everything is tested before.
    private void Divide(OperandSize size, bool isSigned, bool isRemainder)
    {
        FlushFlags();
        var right = Pop();
        var left = Pop();

        // The divisor, away from rax and rdx.
        var divisor = Rcx;
        if (right.Place != Place.Register || right.Register != Rcx)
        {
            TakeFor(Rcx, ref left);
            LoadOperand(Rcx, right);
            Release(right);
            _usedRegisters |= 1u << (int)Rcx;
        }

        if (left.Place != Place.Register || left.Register != Rax)
        {
            Require(Rax);
            LoadOperand(Rax, left);
            Release(left);
            _usedRegisters |= 1u << (int)Rax;
        }

        Require(Rdx);
        var isConstant = right.Place == Place.Constant;
        if (!isConstant || right.Bits == 0)
        {
            _assembler.Test(size, divisor, divisor);
            _assembler.Jcc(Condition.Equal, TrapLabel(TrapCode.IntegerDivideByZero));
        }

        var done = _assembler.NewLabel();
        if (isSigned)
        {
            DivideSigned(size, divisor, isRemainder, isConstant && (int)right.Bits != -1, done);
        }
        else
        {
            _assembler.Emit(Xor, Dword, Rdx, Rdx);
            _assembler.Emit(UnaryOperation.Div, size, divisor);
        }

        _assembler.Bind(done);
        Free(Rcx);
        Free(isRemainder ? Rax : Rdx);
        PushRegister(KindOf(size), isRemainder ? Rdx : Rax);
    }

    private void DivideSigned(OperandSize size, Register divisor, bool isRemainder, bool isHarmless, Label done)
    {
        if (!isHarmless)
        {
            var normal = _assembler.NewLabel();
            _assembler.Emit(Cmp, size, divisor, -1);
            _assembler.Jcc(Condition.NotEqual, normal);
            if (isRemainder)
            {
                // spec: op-irem. Of anything by −1, 0: also where the quotient does not exist.
                _assembler.Emit(Xor, Dword, Rdx, Rdx);
                _assembler.Jmp(done);
            }
            else
            {
                _assembler.Emit(UnaryOperation.Neg, size, Rax);
                _assembler.Jcc(Condition.NotOverflow, done);
                _assembler.Jmp(NewTrapLabel(TrapCode.IntegerOverflow));
            }

            _assembler.Bind(normal);
        }

        if (size == Dword)
        {
            _assembler.Cdq();
        }
        else
        {
            _assembler.Cqo();
        }

        _assembler.Emit(UnaryOperation.Idiv, size, divisor);
    }
}

using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Integer arithmetic: 32 and 64 bits by one method each, <c>size</c> tells them apart.</content>
internal sealed partial class BaselineCompiler
{
    // What the flags tell of, at a place in the code.
    private Tested _tested;

    /// <summary>Where the flags say whether a register is zero.</summary>
    private readonly record struct Tested(int Offset, Register Register, OperandSize Size);

    private static OperandKind KindOf(OperandSize size) => size == Dword ? OperandKind.I32 : OperandKind.I64;

    private void Arithmetic(ArithmeticOperation operation, OperandSize size, bool isCommutative)
    {
        FlushFlags();
        var hasTarget = TryGetTarget(1, 2, out Register target);
        ref var right = ref Pop();
        ref var left = ref Pop();
        if (isCommutative && ((left.Place != Place.Register && right.Place == Place.Register) || (hasTarget && IsIn(right, target))))
        {
            ref var first = ref left;
            left = ref right;
            right = ref first;
        }

        if (TryAddress(operation, size, left, right, hasTarget ? target : null))
        {
            return;
        }

        var destination = TakeLeft(left, right, hasTarget ? target : null);
        ArithmeticWith(operation, size, destination, ref right);
        _tested = new Tested(_assembler.Offset, destination, size);
        PushRegister(KindOf(size), destination);
    }

    // Whether a register is zero, in the flags: arithmetic that has just ended there has said so already.
    private void TestZero(OperandSize size, Register register)
    {
        var offset = _assembler.Offset;
        if (_tested != new Tested(offset, register, size) || _assembler.LastBound == offset)
        {
            _assembler.Test(size, register, register);
        }
    }

    // A sum of what stays in its registers: lea needs no copy.
    private bool TryAddress(ArithmeticOperation operation, OperandSize size, in Operand left, in Operand right, Register? target)
    {
        if (left.Place != Place.Local || !IsInRegister(left.Local) || _locals[left.Local].Register is var first && first == target)
        {
            return false;
        }

        MemoryOperand sum;
        if (right.IsConstant32 && operation is Add or Sub && right.Bits != int.MinValue)
        {
            sum = new MemoryOperand(first, operation == Add ? (int)right.Bits : -(int)right.Bits);
        }
        else if (operation == Add && IsInRegister(right))
        {
            sum = new MemoryOperand(first, right.Place == Place.Local ? _locals[right.Local].Register : right.Register);
        }
        else
        {
            return false;
        }

        Release(right);
        var destination = target ?? Allocate();
        _assembler.Lea(size, destination, sum);
        PushRegister(KindOf(size), destination);
        return true;
    }

    private void ArithmeticWith(ArithmeticOperation operation, OperandSize size, Register destination, ref Operand right)
    {
        if (right.Place == Place.Constant && (size == Dword || right.IsConstant32))
        {
            _assembler.Emit(operation, size, destination, (int)right.Bits);
        }
        else if (TryGetMemory(right, out var memory))
        {
            _assembler.Emit(operation, size, destination, memory);
        }
        else
        {
            _assembler.Emit(operation, size, destination, ToReadable(ref right));
            Release(right);
        }
    }

    private void Compare(Condition condition, OperandSize size)
    {
        FlushFlags();
        ref var right = ref Pop();
        ref var left = ref Pop();
        if (left.Place == Place.Constant && right.Place != Place.Constant)
        {
            ref var first = ref left;
            left = ref right;
            right = ref first;
            condition = condition.SwapOperands();
        }

        if (right.Place == Place.Constant && right.Bits == 0 && condition is Condition.Equal or Condition.NotEqual
            && !TryGetMemory(left, out _))
        {
            var tested = ToReadable(ref left);
            TestZero(size, tested);
        }
        else
        {
            var register = ToReadable(ref left);
            ArithmeticWith(Cmp, size, register, ref right);
        }

        Release(left);
        PushFlags(condition);
    }

    private void EqualZero(OperandSize size)
    {
        if (size == Dword && _operands[_count - 1].Place == Place.Flags)
        {
            ref var top = ref _operands[_count - 1];
            top.Condition = top.Condition.Negate();
            return;
        }

        FlushFlags();
        PushConstant(KindOf(size), 0);
        Compare(Condition.Equal, size);
    }

    private void Multiply(OperandSize size)
    {
        FlushFlags();
        var hasTarget = TryGetTarget(1, 2, out Register target);
        ref var right = ref Pop();
        ref var left = ref Pop();
        if (left.Place == Place.Constant || (right.Place != Place.Constant && hasTarget && IsIn(right, target))
            || (left.Place != Place.Register && right.Place == Place.Register))
        {
            ref var first = ref left;
            left = ref right;
            right = ref first;
        }

        if (right.Place == Place.Constant && (size == Dword || right.IsConstant32))
        {
            var source = ToReadable(ref left);
            Release(left);
            var product = hasTarget ? target : Allocate();
            _assembler.Imul(size, product, source, (int)right.Bits);
            PushRegister(KindOf(size), product);
            return;
        }

        var destination = TakeLeft(left, right, hasTarget ? target : null);
        if (TryGetMemory(right, out var memory))
        {
            _assembler.Imul(size, destination, memory);
        }
        else
        {
            _assembler.Imul(size, destination, ToReadable(ref right));
            Release(right);
        }

        PushRegister(KindOf(size), destination);
    }

    // A certain register is needed, which the other operand of the instruction may have: that moves.
    private void TakeFor(Register register, ref Operand other)
    {
        if (other.Place == Place.Register && other.Register == register)
        {
            var elsewhere = Allocate();
            _assembler.Mov(Qword, elsewhere, register);
            other.Register = elsewhere;
        }

        Require(register);
    }

    private bool TryInteger(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.I32Add or Opcode.I64Add:
                Arithmetic(Add, SizeOf(opcode, Opcode.I32Add), isCommutative: true);
                break;
            case Opcode.I32Sub or Opcode.I64Sub:
                Arithmetic(Sub, SizeOf(opcode, Opcode.I32Sub), isCommutative: false);
                break;
            case Opcode.I32And or Opcode.I64And:
                Arithmetic(And, SizeOf(opcode, Opcode.I32And), isCommutative: true);
                break;
            case Opcode.I32Or or Opcode.I64Or:
                Arithmetic(Or, SizeOf(opcode, Opcode.I32Or), isCommutative: true);
                break;
            case Opcode.I32Xor or Opcode.I64Xor:
                Arithmetic(Xor, SizeOf(opcode, Opcode.I32Xor), isCommutative: true);
                break;
            case Opcode.I32Mul or Opcode.I64Mul:
                Multiply(SizeOf(opcode, Opcode.I32Mul));
                break;
            case Opcode.I32DivS or Opcode.I64DivS:
                Divide(SizeOf(opcode, Opcode.I32DivS), isSigned: true, isRemainder: false);
                break;
            case Opcode.I32DivU or Opcode.I64DivU:
                Divide(SizeOf(opcode, Opcode.I32DivU), isSigned: false, isRemainder: false);
                break;
            case Opcode.I32RemS or Opcode.I64RemS:
                Divide(SizeOf(opcode, Opcode.I32RemS), isSigned: true, isRemainder: true);
                break;
            case Opcode.I32RemU or Opcode.I64RemU:
                Divide(SizeOf(opcode, Opcode.I32RemU), isSigned: false, isRemainder: true);
                break;
            case Opcode.I32Shl or Opcode.I64Shl:
                Shift(ShiftOperation.Shl, SizeOf(opcode, Opcode.I32Shl));
                break;
            case Opcode.I32ShrS or Opcode.I64ShrS:
                Shift(ShiftOperation.Sar, SizeOf(opcode, Opcode.I32ShrS));
                break;
            case Opcode.I32ShrU or Opcode.I64ShrU:
                Shift(ShiftOperation.Shr, SizeOf(opcode, Opcode.I32ShrU));
                break;
            case Opcode.I32Rotl or Opcode.I64Rotl:
                Shift(ShiftOperation.Rol, SizeOf(opcode, Opcode.I32Rotl));
                break;
            case Opcode.I32Rotr or Opcode.I64Rotr:
                Shift(ShiftOperation.Ror, SizeOf(opcode, Opcode.I32Rotr));
                break;
            case Opcode.I32Clz or Opcode.I64Clz:
                CountBits(BitCountOperation.Lzcnt, SizeOf(opcode, Opcode.I32Clz));
                break;
            case Opcode.I32Ctz or Opcode.I64Ctz:
                CountBits(BitCountOperation.Tzcnt, SizeOf(opcode, Opcode.I32Ctz));
                break;
            case Opcode.I32Popcnt or Opcode.I64Popcnt:
                CountBits(BitCountOperation.Popcnt, SizeOf(opcode, Opcode.I32Popcnt));
                break;
            case Opcode.I32Eqz or Opcode.I64Eqz:
                EqualZero(SizeOf(opcode, Opcode.I32Eqz));
                break;
            case Opcode.I32WrapI64:
                Wrap();
                break;
            case Opcode.I64ExtendI32U:
                Extend(Qword, Dword, isSigned: false);
                break;
            case Opcode.I64ExtendI32S or Opcode.I64Extend32S:
                Extend(Qword, Dword);
                break;
            case Opcode.I32Extend8S or Opcode.I64Extend8S:
                Extend(SizeOf(opcode, Opcode.I32Extend8S), OperandSize.Byte);
                break;
            case Opcode.I32Extend16S or Opcode.I64Extend16S:
                Extend(SizeOf(opcode, Opcode.I32Extend16S), Word);
                break;
            default:
                return TryCompare(opcode);
        }

        return true;
    }

    private bool TryCompare(Opcode opcode)
    {
        var (condition, size) = opcode switch
        {
            Opcode.I32Eq => (Condition.Equal, Dword),
            Opcode.I32Ne => (Condition.NotEqual, Dword),
            Opcode.I32LtS => (Condition.Less, Dword),
            Opcode.I32LtU => (Condition.Below, Dword),
            Opcode.I32GtS => (Condition.Greater, Dword),
            Opcode.I32GtU => (Condition.Above, Dword),
            Opcode.I32LeS => (Condition.LessOrEqual, Dword),
            Opcode.I32LeU => (Condition.BelowOrEqual, Dword),
            Opcode.I32GeS => (Condition.GreaterOrEqual, Dword),
            Opcode.I32GeU => (Condition.AboveOrEqual, Dword),
            Opcode.I64Eq => (Condition.Equal, Qword),
            Opcode.I64Ne => (Condition.NotEqual, Qword),
            Opcode.I64LtS => (Condition.Less, Qword),
            Opcode.I64LtU => (Condition.Below, Qword),
            Opcode.I64GtS => (Condition.Greater, Qword),
            Opcode.I64GtU => (Condition.Above, Qword),
            Opcode.I64LeS => (Condition.LessOrEqual, Qword),
            Opcode.I64LeU => (Condition.BelowOrEqual, Qword),
            Opcode.I64GeS => (Condition.GreaterOrEqual, Qword),
            Opcode.I64GeU => (Condition.AboveOrEqual, Qword),
            _ => ((Condition)255, Dword),
        };
        if (condition == (Condition)255)
        {
            return false;
        }

        Compare(condition, size);
        return true;
    }

    private static OperandSize SizeOf(Opcode opcode, Opcode narrow) => opcode == narrow ? Dword : Qword;
}

using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>Integers and comparisons.</content>
internal sealed partial class Emitter
{
    private bool TryEmitInteger(int node, in Node at)
    {
        var size = at.Op is >= Opcode.I64Clz and <= Opcode.I64Rotr ? Qword : Dword;
        switch (at.Op)
        {
            case Opcode.I32Add or Opcode.I64Add:
                EmitAdd(node, at, size);
                break;
            case Opcode.I32And or Opcode.I64And:
                EmitBinary(And, node, at, size, isCommutative: true);
                break;
            case Opcode.I32Or or Opcode.I64Or:
                EmitBinary(Or, node, at, size, isCommutative: true);
                break;
            case Opcode.I32Xor or Opcode.I64Xor:
                EmitBinary(Xor, node, at, size, isCommutative: true);
                break;
            case Opcode.I32Sub or Opcode.I64Sub:
                EmitBinary(Sub, node, at, size, isCommutative: false);
                break;
            case Opcode.I32Mul or Opcode.I64Mul:
                EmitMultiply(node, at, size);
                break;
            case Opcode.I32Shl or Opcode.I64Shl:
                EmitShift(ShiftOperation.Shl, VexIntegerRmv.Shlx, node, at, size);
                break;
            case Opcode.I32ShrS or Opcode.I64ShrS:
                EmitShift(ShiftOperation.Sar, VexIntegerRmv.Sarx, node, at, size);
                break;
            case Opcode.I32ShrU or Opcode.I64ShrU:
                EmitShift(ShiftOperation.Shr, VexIntegerRmv.Shrx, node, at, size);
                break;
            case Opcode.I32Rotl or Opcode.I64Rotl:
                EmitRotate(node, at, size, isLeft: true);
                break;
            case Opcode.I32Rotr or Opcode.I64Rotr:
                EmitRotate(node, at, size, isLeft: false);
                break;
            case Opcode.I32Clz or Opcode.I64Clz:
                _assembler.Emit(BitCountOperation.Lzcnt, size, Result(node), General(at.A));
                break;
            case Opcode.I32Ctz or Opcode.I64Ctz:
                _assembler.Emit(BitCountOperation.Tzcnt, size, Result(node), General(at.A));
                break;
            case Opcode.I32Popcnt or Opcode.I64Popcnt:
                _assembler.Emit(BitCountOperation.Popcnt, size, Result(node), General(at.A));
                break;
            case >= Opcode.I32DivS and <= Opcode.I32RemU or >= Opcode.I64DivS and <= Opcode.I64RemU:
                EmitDivision(node, at, size);
                break;
            case Ops.AddBelow or Ops.SubtractBelow:
                _assembler.Emit(Cmp, Qword, General(at.B), General(at.C));
                LoadTo(Result(node), Where(at.A), OperandKind.I64);
                _assembler.Emit(at.Op == Ops.AddBelow ? Adc : Sbb, Qword, Result(node), 0);
                break;
            case Ops.MultiplyHighSigned or Ops.MultiplyHighUnsigned:
                LoadTo(Rax, Where(at.A), OperandKind.I64);
                _assembler.Emit(at.Op == Ops.MultiplyHighSigned ? UnaryOperation.Imul : UnaryOperation.Mul, Qword, General(at.B));
                LoadTo(Result(node), (int)Rdx, OperandKind.I64);
                break;
            case Opcode.Select:
                EmitSelect(node, at);
                break;
            case >= Opcode.I32Eqz and <= Opcode.F64Ge or Opcode.RefIsNull or Ops.IsFunction:
                if (at.Op is Opcode.F32Eq or Opcode.F32Ne or Opcode.F64Eq or Opcode.F64Ne)
                {
                    EmitFloatEquality(node, at);
                }
                else
                {
                    SetCondition(node, EmitComparison(at));
                }

                break;
            case Ops.Negate:
                LoadTo(Result(node), Where(at.A), at.Kind);
                _assembler.Emit(UnaryOperation.Neg, at.Kind.Size(), Result(node));
                break;
            case Ops.LowestBit:
                _assembler.Emit(VexIntegerVm.Blsi, at.Kind.Size(), Result(node), General(at.A));
                break;
            case Ops.WithoutLowestBit:
                _assembler.Emit(VexIntegerVm.Blsr, at.Kind.Size(), Result(node), General(at.A));
                break;
            case Ops.AndNot:
                EmitAndNot(node, at);
                break;
            default:
                return TryEmitExtension(node, at);
        }

        return true;
    }

    private void EmitAndNot(int node, in Node at)
    {
        if (Where(at.B) is var right && Locations.IsRegister(right))
        {
            _assembler.Emit(VexIntegerRvm.Andn, at.Kind.Size(), Result(node), General(at.A), Locations.ToRegister(right));
        }
        else
        {
            _assembler.Emit(VexIntegerRvm.Andn, at.Kind.Size(), Result(node), General(at.A), SlotAddress(right));
        }
    }

    private bool TryEmitExtension(int node, in Node at)
    {
        switch (at.Op)
        {
            case Opcode.I32WrapI64 or Opcode.I64ExtendI32U:
                _assembler.Mov(Dword, Result(node), General(at.A));
                break;
            case Opcode.I64ExtendI32S or Opcode.I64Extend32S:
                _assembler.Movsx(Qword, Dword, Result(node), General(at.A));
                break;
            case Opcode.I32Extend8S:
                _assembler.Movsx(Dword, OperandSize.Byte, Result(node), General(at.A));
                break;
            case Opcode.I32Extend16S:
                _assembler.Movsx(Dword, Word, Result(node), General(at.A));
                break;
            case Opcode.I64Extend8S:
                _assembler.Movsx(Qword, OperandSize.Byte, Result(node), General(at.A));
                break;
            case Opcode.I64Extend16S:
                _assembler.Movsx(Qword, Word, Result(node), General(at.A));
                break;
            default:
                return false;
        }

        return true;
    }

    private void EmitAdd(int node, in Node at, OperandSize size)
    {
        var result = Result(node);
        var left = General(at.A);
        var right = Where(at.B);
        if (result == left || Locations.IsSlot(right) || (Locations.IsRegister(right) && Locations.ToRegister(right) == result))
        {
            EmitBinary(Add, node, at, size, isCommutative: true);
        }
        else if (Locations.IsConstant(right))
        {
            _assembler.Lea(size, result, new MemoryOperand(left, (int)_graph[at.B].Bits));
        }
        else
        {
            _assembler.Lea(size, result, new MemoryOperand(left, Locations.ToRegister(right)));
        }
    }

    private void EmitBinary(ArithmeticOperation operation, int node, in Node at, OperandSize size, bool isCommutative)
    {
        var result = Result(node);
        var left = General(at.A);
        var right = Where(at.B);
        if (isCommutative && Locations.IsRegister(right) && Locations.ToRegister(right) == result)
        {
            _assembler.Emit(operation, size, result, left);
            NoteFlags(size, result);
            return;
        }

        if (result != left)
        {
            _assembler.Mov(size, result, left);
        }

        if (Locations.IsConstant(right))
        {
            _assembler.Emit(operation, size, result, (int)_graph[at.B].Bits);
        }
        else if (Locations.IsSlot(right))
        {
            _assembler.Emit(operation, size, result, SlotAddress(right));
        }
        else
        {
            _assembler.Emit(operation, size, result, Locations.ToRegister(right));
        }

        NoteFlags(size, result);
    }

    private void EmitMultiply(int node, in Node at, OperandSize size)
    {
        var result = Result(node);
        var left = General(at.A);
        var right = Where(at.B);
        if (Locations.IsConstant(right) && _graph[at.B].Bits is 3 or 5 or 9)
        {
            _assembler.Lea(size, result, new MemoryOperand(left, left, (int)_graph[at.B].Bits - 1));
        }
        else if (Locations.IsConstant(right))
        {
            _assembler.Imul(size, result, left, (int)_graph[at.B].Bits);
        }
        else if (Locations.IsRegister(right) && Locations.ToRegister(right) == result)
        {
            _assembler.Imul(size, result, left);
        }
        else
        {
            if (result != left)
            {
                _assembler.Mov(size, result, left);
            }

            if (Locations.IsSlot(right))
            {
                _assembler.Imul(size, result, SlotAddress(right));
            }
            else
            {
                _assembler.Imul(size, result, Locations.ToRegister(right));
            }
        }
    }

    private void EmitShift(ShiftOperation operation, VexIntegerRmv vex, int node, in Node at, OperandSize size)
    {
        var result = Result(node);
        var value = General(at.A);
        var count = Where(at.B);
        if (Locations.IsConstant(count))
        {
            if (result != value)
            {
                _assembler.Mov(size, result, value);
            }

            _assembler.Emit(operation, size, result, (byte)(_graph[at.B].Bits & (size == Dword ? 31 : 63)));
        }
        else
        {
            _assembler.Emit(vex, size, result, value, Locations.ToRegister(count));
        }
    }

    // By a variable count: two shifts, so that rcx is not needed. Shifts take the count modulo the width.
    private void EmitRotate(int node, in Node at, OperandSize size, bool isLeft)
    {
        var result = Result(node);
        var value = General(at.A);
        var count = Where(at.B);
        if (Locations.IsConstant(count))
        {
            var width = size == Dword ? 32 : 64;
            var right = (int)(isLeft ? -_graph[at.B].Bits : _graph[at.B].Bits) & (width - 1);
            _assembler.Rorx(size, result, value, (byte)right);
            return;
        }

        var by = Locations.ToRegister(count);
        _assembler.Emit(isLeft ? VexIntegerRmv.Shlx : VexIntegerRmv.Shrx, size, result, value, by);
        _assembler.Mov(size, Scratch, by);
        _assembler.Emit(UnaryOperation.Neg, size, Scratch);
        _assembler.Emit(isLeft ? VexIntegerRmv.Shrx : VexIntegerRmv.Shlx, size, Scratch, value, Scratch);
        _assembler.Emit(Or, size, result, Scratch);
    }

    // The dividend in rax; the processor's own faults are not used: everything is tested before.
    private void EmitDivision(int node, in Node at, OperandSize size)
    {
        var isSigned = at.Op is Opcode.I32DivS or Opcode.I32RemS or Opcode.I64DivS or Opcode.I64RemS;
        var isRemainder = at.Op is Opcode.I32RemS or Opcode.I32RemU or Opcode.I64RemS or Opcode.I64RemU;
        var divisor = General(at.B);
        ref readonly var right = ref _graph[at.B];
        LoadTo(Rax, Where(at.A), at.Kind);
        if (right.Op != Ops.Constant || right.Bits == 0)
        {
            _assembler.Test(size, divisor, divisor);
            _assembler.Jcc(Condition.Equal, TrapLabel(TrapCode.IntegerDivideByZero));
        }

        var done = _assembler.NewLabel();
        if (isSigned)
        {
            if (right.Op != Ops.Constant || (int)right.Bits == -1)
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
                    _assembler.Jmp(TrapLabel(TrapCode.IntegerOverflow));
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
        else
        {
            _assembler.Emit(Xor, Dword, Rdx, Rdx);
            _assembler.Emit(UnaryOperation.Div, size, divisor);
        }

        _assembler.Bind(done);
        LoadTo(Result(node), (int)(isRemainder ? Rdx : Rax), at.Kind);
    }
}

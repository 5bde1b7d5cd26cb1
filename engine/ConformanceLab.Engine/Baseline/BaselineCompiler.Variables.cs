using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Globals, references to functions, select, drop.</content>
internal sealed partial class BaselineCompiler
{
    private MemoryOperand GlobalCell(int index) => _assembler.GlobalCell(_module, index);

    private void GlobalGet(int index)
    {
        FlushFlags();
        var kind = _native.KindOf(_module.Globals[index].Value);
        if (_module.ConstantOf(index) is { } number)
        {
            PushConstant(kind, number);
            return;
        }

        if (kind.IsVector())
        {
            var vector = AllocateVector();
            LoadVector(kind, vector, GlobalCell(index));
            PushVector(kind, vector);
        }
        else
        {
            var register = Allocate();
            _assembler.Mov(kind.Size(), register, GlobalCell(index));
            PushRegister(kind, register);
        }
    }

    private void GlobalSet(int index)
    {
        FlushFlags();
        ref var value = ref Pop();
        if (value.Kind.IsVector())
        {
            var vector = ToReadableVector(ref value);
            StoreVector(value.Kind, GlobalCell(index), vector);
        }
        else
        {
            var register = ToReadable(ref value);
            _assembler.Mov(Qword, GlobalCell(index), register);
        }

        Release(value);
    }

    private void RefFunc(int index)
    {
        FlushFlags();
        var register = Allocate();
        _assembler.Mov(Qword, register, SharedSequences.FunctionPointer(_module, index));
        PushRegister(OperandKind.Function, register);
    }

    private void RefIsNull()
    {
        FlushFlags();
        var operand = Pop();
        var register = ToReadable(ref operand);
        _assembler.Test(operand.Kind.Size(), register, register);
        Release(operand);
        PushFlags(Condition.Equal);
    }

    private void RefAsNonNull()
    {
        FlushFlags();
        var operand = Pop();
        var register = ToRegister(operand);
        _assembler.Test(operand.Kind.Size(), register, register);
        _assembler.Jcc(Condition.Equal, TrapLabel(TrapCode.NullReference));
        PushRegister(operand.Kind, register);
    }

    private void BranchOnNull(uint label, bool isNull)
    {
        FlushFlags();
        var operand = Pop();
        var register = ToRegister(operand);
        _assembler.Test(operand.Kind.Size(), register, register);
        if (isNull)
        {
            BranchOn(Condition.Equal, label);
            PushRegister(operand.Kind, register);
        }
        else
        {
            PushRegister(operand.Kind, register);
            BranchOn(Condition.NotEqual, label);
            Release(Pop());
        }
    }

    private void Drop()
    {
        Release(Pop());
    }

    private void TestUnlessFlags(in Operand condition, Register register)
    {
        if (condition.Place != Place.Flags)
        {
            _assembler.Test(Dword, register, register);
        }
    }

    private void Select()
    {
        // All that is emitted between a comparison and its use are moves, which leave the flags alone.
        ref var condition = ref Pop();
        ref var other = ref Pop();
        ref var value = ref Pop();
        var tested = condition.Place == Place.Flags ? default : ToReadable(ref condition);
        var isFalse = condition.Place == Place.Flags ? condition.Condition.Negate() : Condition.Equal;
        if (value.Kind.IsVector())
        {
            var result = ToVector(value);
            var second = ToReadableVector(ref other);
            var done = _assembler.NewLabel();
            TestUnlessFlags(condition, tested);
            _assembler.JccShort(isFalse.Negate(), done);
            MoveVector(result, second);
            _assembler.Bind(done);
            ReleaseUnless(other, result);
            Release(condition);
            PushVector(value.Kind, result);
        }
        else
        {
            var result = ToRegister(value);
            var second = ToReadable(ref other);
            TestUnlessFlags(condition, tested);
            _assembler.Cmov(isFalse, value.Kind.Size(), result, second);
            Release(other);
            Release(condition);
            PushRegister(value.Kind, result);
        }
    }
}

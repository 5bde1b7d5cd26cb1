using ConformanceLab.Wasm.Codegen.X64;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Shifts, counts of bits, and integers of another width.</content>
internal sealed partial class BaselineCompiler
{
    private void Shift(ShiftOperation operation, OperandSize size)
    {
        FlushFlags();
        var hasTarget = TryGetTarget(1, 2, out Register target);
        ref var count = ref Pop();
        ref var value = ref Pop();
        if (count.Place == Place.Constant)
        {
            var destination = TakeLeft(value, count, hasTarget ? target : null);
            _assembler.Emit(operation, size, destination, (byte)(count.Bits & (size == Dword ? 31 : 63)));
            PushRegister(KindOf(size), destination);
            return;
        }

        if (operation is ShiftOperation.Rol or ShiftOperation.Ror)
        {
            Rotate(operation, size, count, value);
            return;
        }

        var amount = ToReadable(ref count);
        var vex = operation switch
        {
            ShiftOperation.Shl => VexIntegerRmv.Shlx,
            ShiftOperation.Shr => VexIntegerRmv.Shrx,
            _ => VexIntegerRmv.Sarx,
        };
        Register result;
        if (TryGetMemory(value, out var memory))
        {
            result = hasTarget ? target : Allocate();
            _assembler.Emit(vex, size, result, memory, amount);
        }
        else
        {
            var source = ToReadable(ref value);
            result = hasTarget ? target : value.Place == Place.Register ? source : Allocate();
            _assembler.Emit(vex, size, result, source, amount);
            if (hasTarget)
            {
                Release(value);
            }
        }

        Release(count);
        PushRegister(KindOf(size), result);
    }

    private void Rotate(ShiftOperation operation, OperandSize size, Operand count, Operand value)
    {
        if (count.Place != Place.Register || count.Register != Rcx)
        {
            TakeFor(Rcx, ref value);
            LoadOperand(Rcx, count);
            Release(count);
            _usedRegisters |= 1u << (int)Rcx;
        }

        var destination = ToRegister(value);
        _assembler.EmitByCl(operation, size, destination);
        Free(Rcx);
        PushRegister(KindOf(size), destination);
    }

    private void CountBits(BitCountOperation operation, OperandSize size)
    {
        FlushFlags();
        var operand = Pop();
        if (TryGetMemory(operand, out var memory))
        {
            var loaded = Allocate();
            _assembler.Emit(operation, size, loaded, memory);
            PushRegister(KindOf(size), loaded);
            return;
        }

        var source = ToReadable(ref operand);
        Release(operand);
        var result = Allocate();
        _assembler.Emit(operation, size, result, source);
        PushRegister(KindOf(size), result);
    }

    private void Extend(OperandSize size, OperandSize from, bool isSigned = true)
    {
        FlushFlags();
        var hasTarget = TryGetTarget(1, 1, out Register target);
        var operand = Pop();
        var source = ToReadable(ref operand);
        Release(operand);
        var result = hasTarget ? target : Allocate();
        if (isSigned)
        {
            _assembler.Movsx(size, from, result, source);
        }
        else
        {
            _assembler.Movzx(from, result, source);
        }

        PushRegister(KindOf(size), result);
    }

    private void Wrap()
    {
        FlushFlags();
        var hasTarget = TryGetTarget(1, 1, out Register target);
        var operand = Pop();
        if (operand.Place == Place.Constant)
        {
            PushConstant(OperandKind.I32, (int)operand.Bits);
            return;
        }

        var source = ToReadable(ref operand);
        Release(operand);
        var result = hasTarget ? target : Allocate();
        _assembler.Mov(Dword, result, source);
        PushRegister(OperandKind.I32, result);
    }
}

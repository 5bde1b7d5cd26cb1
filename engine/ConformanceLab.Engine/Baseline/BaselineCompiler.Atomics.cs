using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Baseline;

/// <content>
/// Atomic accesses, all sequentially consistent: loads are plain ones, stores are exchanges, the rest is locked. Values are taken before
/// the address, because <see cref="TakeAddress"/> may leave the memory's base in the scratch register, where nothing may disturb it.
/// spec (threads): exec-instr-atomic-memory
/// </content>
internal sealed partial class BaselineCompiler
{
    private bool TryAtomic(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.AtomicFence:
                _assembler.Mfence();
                return true;
            case Opcode.I64Add128:
                AddWide(Add, Adc);
                return true;
            case Opcode.I64Sub128:
                AddWide(Sub, Sbb);
                return true;
            case Opcode.I64MulWideS or Opcode.I64MulWideU:
                MultiplyWide(isSigned: opcode == Opcode.I64MulWideS);
                return true;
            default:
                return false;
        }
    }

    private bool TryAtomic(Opcode opcode, MemArg memArg)
    {
        // The whole offset is the second immediate.
        var memory = Pack(memArg.MemoryIndex, IsWideMemory(memArg.MemoryIndex));
        var offset = (long)memArg.Offset;
        switch (opcode)
        {
            case Opcode.MemoryAtomicNotify:
                Help(Baseline.Helpers.MemoryAtomicNotify, 2, [OperandKind.I32], memory, offset);
                return true;
            case Opcode.MemoryAtomicWait32:
                Help(Baseline.Helpers.MemoryAtomicWait32, 3, [OperandKind.I32], memory, offset);
                return true;
            case Opcode.MemoryAtomicWait64:
                Help(Baseline.Helpers.MemoryAtomicWait64, 3, [OperandKind.I32], memory, offset);
                return true;
            case >= Opcode.I32AtomicLoad and <= Opcode.I64AtomicRmw32CmpxchgU:
                AccessAtomically(AtomicAccess.Of(opcode), memArg);
                return true;
            default:
                return false;
        }
    }

    private void AccessAtomically(AtomicAccess access, MemArg memArg)
    {
        var (family, kind, size) = access;
        FlushFlags();
        switch (family)
        {
            case AtomicFamily.Load:
                CheckAlignment(memArg, size);
                LoadInteger(memArg, kind, size, isSigned: false);
                break;
            case AtomicFamily.And or AtomicFamily.Or or AtomicFamily.Xor:
                ModifyInLoop(family == AtomicFamily.And ? And : family == AtomicFamily.Or ? Or : Xor, kind, size, memArg);
                break;
            case AtomicFamily.CompareExchange:
                CompareExchange(kind, size, memArg);
                break;
            default:
                Exchange(family, kind, size, memArg);
                break;
        }
    }

    // To be called when all but the address has been popped.
    private void CheckAlignment(MemArg memArg, OperandSize size)
    {
        if (size != OperandSize.Byte)
        {
            var misaligned = TrapLabel(TrapCode.UnalignedAtomic);
            _assembler.CheckAlignment(ToReadable(ref _operands[_count - 1]), memArg.Offset, size, misaligned);
        }
    }

    // One instruction that leaves the old value in the register: xadd, or xchg, which is also the store.
    private void Exchange(AtomicFamily family, OperandKind kind, OperandSize size, MemArg memArg)
    {
        var register = ToRegister(Pop());
        CheckAlignment(memArg, size);
        if (family == AtomicFamily.Sub)
        {
            _assembler.Emit(UnaryOperation.Neg, kind.Size(), register);
        }

        var access = TakeAddress(memArg, 1 << (int)size);
        MayFault(access);
        if (family is AtomicFamily.Add or AtomicFamily.Sub)
        {
            _assembler.LockXadd(size, access.Address, register);
        }
        else
        {
            _assembler.Xchg(size, access.Address, register);
        }

        Release(access);
        if (family == AtomicFamily.Store)
        {
            Free(register);
        }
        else
        {
            PushAtomic(kind, size, register);
        }
    }

    // Narrow instructions leave the upper part of the register alone.
    private void PushAtomic(OperandKind kind, OperandSize size, Register register)
    {
        if (size < kind.Size())
        {
            _assembler.Movzx(size, register, register);
        }

        PushRegister(kind, register);
    }

    // DANGER: no register is allocated between the label and the jump back to it: a spill in there would be executed once too often, when
    // the register has another value.
    private void ModifyInLoop(ArithmeticOperation operation, OperandKind kind, OperandSize size, MemArg memArg)
    {
        var operand = Pop();
        TakeFor(Rax, ref operand);
        var source = ToReadable(ref operand);
        CheckAlignment(memArg, size);
        var access = TakeAddress(memArg, 1 << (int)size);
        var modified = Allocate();
        MayFault(access);
        if (size == Qword)
        {
            _assembler.Mov(Qword, Rax, access.Address);
        }
        else
        {
            _assembler.Movzx(size, Rax, access.Address);
        }

        // rax is what memory is believed to hold, and what it did hold if that was wrong.
        var again = _assembler.BindNew();
        _assembler.Mov(kind.Size(), modified, Rax);
        _assembler.Emit(operation, kind.Size(), modified, source);
        MayFault(access);
        _assembler.LockCmpxchg(size, access.Address, modified);
        _assembler.Jcc(Condition.NotEqual, again);
        Free(modified);
        Release(access);
        Release(operand);
        PushRegister(kind, Rax);
    }

    // spec (threads): exec-atomic.rmwn.cmpxchg. What is expected is wrapped to the width of the access: so the instruction compares.
    private void CompareExchange(OperandKind kind, OperandSize size, MemArg memArg)
    {
        var replacement = Pop();
        var expected = Pop();
        if (expected.Place != Place.Register || expected.Register != Rax)
        {
            TakeFor(Rax, ref replacement);
            LoadOperand(Rax, expected);
            Release(expected);
            _usedRegisters |= 1u << (int)Rax;
        }

        var source = ToReadable(ref replacement);
        CheckAlignment(memArg, size);
        var access = TakeAddress(memArg, 1 << (int)size);
        MayFault(access);
        _assembler.LockCmpxchg(size, access.Address, source);
        Release(access);
        Release(replacement);
        PushAtomic(kind, size, Rax);
    }
}

using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// Atomic accesses, all sequentially consistent: loads are plain ones, stores are exchanges, the rest is locked.
/// spec (threads): exec-instr-atomic-memory
/// </content>
internal sealed partial class Emitter
{
    private bool TryEmitAtomic(int node, in Node at)
    {
        switch (at.Op)
        {
            case Opcode.AtomicFence:
                _assembler.Mfence();
                return true;
            case Ops.CheckAlignment:
                _assembler.CheckAlignment(General(at.A), (ulong)at.Bits, (OperandSize)at.Index, TrapLabel(TrapCode.UnalignedAtomic));
                return true;
            case >= Opcode.I32AtomicLoad and <= Opcode.I64AtomicRmw32CmpxchgU:
                EmitAtomic(node, at, AtomicAccess.Of(at.Op));
                return true;
            default:
                return false;
        }
    }

    private void EmitAtomic(int node, in Node at, AtomicAccess access)
    {
        switch (access.Family)
        {
            case AtomicFamily.Load:
                EmitLoad(node, at, new Signatures.Access(access.Kind, access.Size));
                break;
            case AtomicFamily.Store:
                LoadTo(Temporary(), Where(at.B), access.Kind);
                var cell = Address(at);
                MayFault(at);
                _assembler.Xchg(access.Size, cell, Temporary());
                break;
            case AtomicFamily.And or AtomicFamily.Or or AtomicFamily.Xor:
                var operation = access.Family == AtomicFamily.And ? And : access.Family == AtomicFamily.Or ? Or : Xor;
                EmitLogic(operation, node, at, access);
                break;
            case AtomicFamily.CompareExchange:
                EmitCompareExchange(node, at, access);
                break;
            default:
                EmitExchange(node, at, access);
                break;
        }
    }

    // One instruction that leaves the old value in the register: xadd or xchg.
    private void EmitExchange(int node, in Node at, AtomicAccess access)
    {
        var result = Result(node);
        LoadTo(result, Where(at.B), access.Kind);
        if (access.Family == AtomicFamily.Sub)
        {
            _assembler.Emit(UnaryOperation.Neg, access.Kind.Size(), result);
        }

        var cell = Address(at);
        MayFault(at);
        if (access.Family == AtomicFamily.Exchange)
        {
            _assembler.Xchg(access.Size, cell, result);
        }
        else
        {
            _assembler.LockXadd(access.Size, cell, result);
        }

        Widen(result, result, access);
    }

    private void EmitLogic(ArithmeticOperation operation, int node, in Node at, AtomicAccess access)
    {
        var operand = General(at.B);
        var cell = Address(at);
        MayFault(at);
        if (at.Uses == 0)
        {
            _assembler.EmitLocked(operation, access.Size, cell, operand);
            return;
        }

        // rax is what memory is believed to hold, and what it did hold if that was wrong.
        if (access.Size == Qword)
        {
            _assembler.Mov(Qword, Rax, cell);
        }
        else
        {
            _assembler.Movzx(access.Size, Rax, cell);
        }

        var again = _assembler.BindNew();
        _assembler.Mov(access.Kind.Size(), Temporary(), Rax);
        _assembler.Emit(operation, access.Kind.Size(), Temporary(), operand);
        MayFault(at);
        _assembler.LockCmpxchg(access.Size, cell, Temporary());
        _assembler.Jcc(Condition.NotEqual, again);
        LoadTo(Result(node), (int)Rax, access.Kind);
    }

    // spec (threads): exec-atomic.rmwn.cmpxchg. What is expected is wrapped to the width of the access: so the instruction compares.
    private void EmitCompareExchange(int node, in Node at, AtomicAccess access)
    {
        LoadTo(Rax, Where(at.B), access.Kind);
        var cell = Address(at);
        MayFault(at);
        _assembler.LockCmpxchg(access.Size, cell, General(at.C));
        Widen(Result(node), Rax, access);
    }

    // Narrow instructions leave the upper part of the register alone.
    private void Widen(Register result, Register value, AtomicAccess access)
    {
        if (access.Size < access.Kind.Size())
        {
            _assembler.Movzx(access.Size, result, value);
        }
        else
        {
            LoadTo(result, (int)value, access.Kind);
        }
    }
}

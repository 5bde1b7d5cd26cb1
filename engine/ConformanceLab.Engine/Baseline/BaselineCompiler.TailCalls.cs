using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.Abi;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;
using static ConformanceLab.Wasm.Codegen.X64.VectorRegister;

namespace ConformanceLab.Wasm.Baseline;

/// <content>
/// Tail calls. The frame goes away before the callee begins, and nothing in it is stored any more; arguments on the stack end where ours
/// ended, below the place for results. They wait in the outgoing area: where they go, operands may be.
/// <code>
///   before              after
///   │ results        │  │ results        │
///   │ our arguments  │  │ its arguments  │   may reach down into what was our frame
///   │ return address │  │ return address │ ◀ rsp
///   │ …              │
/// </code>
/// </content>
internal sealed partial class BaselineCompiler
{
    private void ReturnCall(int function)
    {
        FlushFlags();
        var signature = _native.SignatureOf(_module.FunctionTypeIndices[function]);
        LoadArguments(signature);
        if (function < _module.ImportedFunctions)
        {
            _assembler.Mov(Qword, Rax, SharedSequences.FunctionPointer(_module, function));
            JumpToRecord(signature);
        }
        else
        {
            JumpToOwn(function - _module.ImportedFunctions, signature);
        }
    }

    private void JumpToOwn(int index, SignatureLayout signature)
    {
        if (index == _index && _native.Tiering is null)
        {
            LeaveFrame(signature);
            _assembler.Jmp(_start);
        }
        else if (_ownCalls.IsDirect(index))
        {
            LeaveFrame(signature);
            _ownCalls.Jump(_assembler, index);
        }
        else
        {
            _assembler.Mov(Rbx, _native.SlotOf(index));
            LeaveFrame(signature);
            _assembler.Jmp(new MemoryOperand(Rbx));
        }

        BecomeUnreachable();
    }

    private void ReturnCallRef(int type)
    {
        TakeReference();
        ReturnCallThrough(type);
    }

    private void ReturnCallIndirect(int type, int table)
    {
        if (_native.FixedTableOf(table, type) is not { } isFixed)
        {
            TakeFromTable(type, table);
            ReturnCallThrough(type);
        }
        else if (TryTakeKnown(isFixed, type) is { } function)
        {
            ReturnCall(function);
        }
        else
        {
            TakeFromTable(type, isFixed, takesSlot: false);
            var signature = _native.SignatureOf(type);
            LoadArguments(signature);
            _assembler.Mov(Qword, Rbx, Rax);
            JumpTo(signature);
        }
    }

    private void ReturnCallThrough(int type)
    {
        var signature = _native.SignatureOf(type);
        LoadArguments(signature);
        JumpToRecord(signature);
    }

    private void JumpToRecord(SignatureLayout signature)
    {
        InstanceSwitches.BeginTailCall(_assembler);
        JumpTo(signature);
    }

    // rbx: the code.
    private void JumpTo(SignatureLayout signature)
    {
        LeaveFrame(signature);
        _assembler.Jmp(Rbx);
        BecomeUnreachable();
    }

    // Leaves rbx, r10 and the arguments alone. r12, r13 and r11 are free: locals are dead.
    private void LeaveFrame(SignatureLayout signature)
    {
        var results = CallingConvention.FirstStackArgument + _signature.ParameterStackBytes;
        var arguments = results - signature.ParameterStackBytes;
        if (signature.ParameterStackBytes == _signature.ParameterStackBytes)
        {
            _assembler.CopyStaged(signature.ParameterStackBytes, arguments);
            _assembler.Leave();
        }
        else
        {
            _assembler.Mov(Qword, R12, new MemoryOperand(Rbp, 8));
            _assembler.Mov(Qword, R13, new MemoryOperand(Rbp));
            _assembler.CopyStaged(signature.ParameterStackBytes, arguments);
            _assembler.Lea(Qword, Rsp, new MemoryOperand(Rbp, arguments - 8));
            _assembler.Mov(Qword, new MemoryOperand(Rsp), R12);
            _assembler.Mov(Qword, Rbp, R13);
        }
    }
}

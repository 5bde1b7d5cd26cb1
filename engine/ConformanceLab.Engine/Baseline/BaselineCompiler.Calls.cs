using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.Abi;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;
using ConformanceLab.Wasm.Tiering;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;
using static ConformanceLab.Wasm.Codegen.X64.VectorRegister;

namespace ConformanceLab.Wasm.Baseline;

/// <content>
/// Calls. At each, everything that is alive is in the frame: locals in registers have been stored, and so have operands below the arguments,
/// unless they are constants or locals. So the map of a call site is a list of slots, and an exception finds the frame complete.
/// </content>
internal sealed partial class BaselineCompiler
{
    /// <summary>The references in the operands, without the topmost few: a node of <see cref="CompiledFunction.RootNodes"/>.</summary>
    private int RootsNow(int without) => _count == without ? CompiledFunction.NoRoots : _operands[_count - without - 1].Roots;

    private void Call(int function)
    {
        var (signature, kinds) = BeginCall(_module.FunctionTypeIndices[function]);
        LoadArguments(signature);
        if (function < _module.ImportedFunctions)
        {
            _assembler.Mov(Qword, Rax, SharedSequences.FunctionPointer(_module, function));
            InstanceSwitches.CallImport(_assembler);
            EndCall(signature, kinds);
            InstanceSwitches.Restore(_assembler);
            PushCallResults(signature, kinds.Results);
        }
        else
        {
            var index = function - _module.ImportedFunctions;
            if (index == _index && _native.Tiering is null)
            {
                // Itself: nobody compiles it again.
                _assembler.Call(_start);
            }
            else
            {
                _ownCalls.Call(_assembler, index, _bytecode);
            }

            EndCallOfOwn(signature, kinds);
        }
    }

    // Of a function of the same instance. Only a tail call of its own may return as another's.
    private void EndCallOfOwn(SignatureLayout signature, (OperandKind[] Parameters, OperandKind[] Results) kinds)
    {
        EndCall(signature, kinds);
        if (_module.HasForeignTailCalls)
        {
            _switches.Return(_assembler, _bytecode);
        }

        PushCallResults(signature, kinds.Results);
    }

    private void CallRef(int type)
    {
        TakeReference();
        CallThrough(type);
    }

    private void CallIndirect(int type, int table)
    {
        if (_native.FixedTableOf(table, type) is not { } isFixed)
        {
            TakeFromTable(type, table);
            CallThrough(type);
        }
        else if (TryTakeKnown(isFixed, type) is { } function)
        {
            Call(function);
        }
        else
        {
            CallFixed(type, isFixed);
        }
    }

    // The code stays in rax while arguments go to their registers; the slot, where calls are noted.
    private void CallFixed(int type, FixedTable table)
    {
        var isNoted = _native.Tiering is not null;
        TakeFromTable(type, table, isNoted);
        var (signature, kinds) = BeginCall(type);
        LoadArguments(signature);
        if (isNoted)
        {
            _assembler.Mov(Qword, Scratch, Rax);
            NoteCallee();
            _assembler.Call(new MemoryOperand(Rax));
        }
        else
        {
            _assembler.Call(Rax);
        }

        EndCallOfOwn(signature, kinds);
    }

    // The record stays in rax while arguments go to their registers, none of which it is.
    private void CallThrough(int type)
    {
        var (signature, kinds) = BeginCall(type);
        LoadArguments(signature);
        if (_native.Tiering is not null)
        {
            _assembler.Mov(Qword, Scratch, new MemoryOperand(Rax, LayoutOffsets.FunctionCodeSlot));
            NoteCallee();
        }

        _switches.Call(_assembler, _bytecode);
        EndCall(signature, kinds);
        _switches.Return(_assembler, _bytecode);
        PushCallResults(signature, kinds.Results);
    }

    // r11: the slot. Whoever compiles the function again wants to know where its calls go. Nothing is in r10 and rbx any more.
    private void NoteCallee()
    {
        _assembler.Mov(R10, _native.Tiering!.Calls.CellOf(_index, _bytecode));
        _assembler.Mov(Rbx, CallFeedback.Stub);
        _assembler.Call(Rbx);
    }

    // rax: the record that the topmost operand is, which is not null.
    private void TakeReference()
    {
        FlushFlags();
        var reference = Pop();
        Require(Rax);
        LoadOperand(Rax, reference);
        Release(reference);
        _usedRegisters |= 1u << (int)Rax;
        _assembler.Test(Qword, Rax, Rax);
        _assembler.Jcc(Condition.Equal, TrapLabel(TrapCode.NullFunctionReference));
    }

    // rax: the record at the index on top of the stack, which is there and of the type. spec: exec-call_indirect
    private void TakeFromTable(int type, int table)
    {
        FlushFlags();
        var operand = Pop();
        if (operand.Place == Place.Register && operand.Register == Rax)
        {
            // The trap's message has the index, so that it stays as long. DANGER: all of its bits are compared with the length.
            Require(R10);
            _assembler.Mov(Qword, R10, Rax);
            operand.Register = R10;
        }
        else
        {
            Require(Rax);
        }

        var index = ToReadable(ref operand);
        var data = _assembler.TableData(_module, table);
        _assembler.Emit(Cmp, Qword, index, data.Plus(LayoutOffsets.TableLength));
        _assembler.Jcc(Condition.AboveOrEqual, TrapLabel(TrapCode.UndefinedElement));
        _assembler.Mov(Qword, Rax, data.Plus(LayoutOffsets.TableElements));
        _assembler.Mov(Qword, Rax, new MemoryOperand(Rax, index, 8));
        _assembler.Test(Qword, Rax, Rax);
        var uninitialized = _assembler.NewLabel();
        _assembler.Jcc(Condition.Equal, uninitialized);
        _coldElements.Add((uninitialized, index, null, _bytecode));
        Release(operand);
        CheckType(Rax, type);
    }

    // DANGER: a function that is called with other arguments than it has takes what it finds for addresses.
    private void CheckType(Register record, int type)
    {
        var wrong = NewTrapLabel(TrapCode.IndirectCallTypeMismatch);
        var isFinal = _native.IsFinal(type);

        // Taken before anything is skipped: what makes room for them must be executed in any case.
        var actual = isFinal ? default : Allocate();
        var descriptor = isFinal ? default : Allocate();
        var id = _module.Types[type];
        _assembler.Emit(Cmp, Dword, new MemoryOperand(record, LayoutOffsets.FunctionCanonicalType), id);
        if (isFinal)
        {
            _assembler.Jcc(Condition.NotEqual, wrong);
            return;
        }

        var fine = _assembler.NewLabel();
        _assembler.Jcc(Condition.Equal, fine);
        _assembler.Mov(Dword, actual, new MemoryOperand(record, LayoutOffsets.FunctionCanonicalType));
        _assembler.Emit(ShiftOperation.Shl, Qword, actual, TypeDescriptor.SizeLog2);
        _assembler.Mov(Qword, descriptor, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
        _assembler.Emit(Add, Qword, actual, new MemoryOperand(descriptor, LayoutOffsets.StoreTypeDescriptors));
        _assembler.Mov(Scratch, id);
        _assembler.CompareDisplay(actual, descriptor, Scratch, _native.DepthOf(type), wrong);
        _assembler.Jcc(Condition.NotEqual, wrong);
        _assembler.Bind(fine);
        Free(actual);
        Free(descriptor);
    }

    private Label NewTrapLabel(TrapCode code)
    {
        var label = _assembler.NewLabel();
        _coldTraps.Add((label, code, _bytecode));
        return label;
    }

    // Everything but the arguments and the record in r10, if there is one, goes to the frame.
    private (SignatureLayout Signature, (OperandKind[] Parameters, OperandKind[] Results) Kinds) BeginCall(int type)
    {
        FlushFlags();
        var signature = _native.SignatureOf(type);
        var kinds = _native.KindsOf(type);
        var unused = _temporaries;
        for (var index = FirstInWindow; index < _count - kinds.Parameters.Length; index++)
        {
            // Constants and unchanged locals are the same afterwards. References move.
            if (_operands[index].Place is Place.Register or Place.Vector || _operands[index].Kind == OperandKind.Reference)
            {
                Spill(ref _operands[index]);
            }
            else if (_operands[index].Place == Place.Local)
            {
                unused &= ~_locals[_operands[index].Local].Bit;
            }
        }

        StoreLocals(except: unused);
        return (signature, kinds);
    }

    private void LoadArguments(SignatureLayout signature)
    {
        _outgoing = Math.Max(_outgoing, signature.ParameterStackBytes + signature.ResultStackBytes);
        MoveOperands(signature.Parameters, _count - signature.Parameters.Length, new MemoryOperand(Rsp));
    }

    // Nothing is in registers any more but the results.
    private void EndCall(SignatureLayout signature, (OperandKind[] Parameters, OperandKind[] Results) kinds)
    {
        AddCallSite(_bytecode, RootsNow(kinds.Parameters.Length));
        _count -= kinds.Parameters.Length;
        _usedRegisters = 0;
        _usedVectors = 0;
        ForgetLocals();
        if (signature.ParameterStackBytes > 0)
        {
            // The callee has popped its arguments; the frame is of a fixed size.
            _assembler.Emit(Sub, Qword, Rsp, signature.ParameterStackBytes);
        }
    }

    private void PushCallResults(SignatureLayout signature, OperandKind[] kinds)
    {
        if (kinds.Length == 1)
        {
            if (kinds[0].IsVector())
            {
                _usedVectors |= 1u << (int)Xmm0;
                PushVector(kinds[0], Xmm0);
            }
            else
            {
                _usedRegisters |= 1u << (int)Rax;
                PushRegister(kinds[0], Rax);
            }

            return;
        }

        // All of them are taken before anything is pushed.
        foreach (var location in signature.Results)
        {
            if (!location.IsOnStack)
            {
                (location.Representation.IsVector() ? ref _usedVectors : ref _usedRegisters) |= 1u << location.Index;
            }
        }

        for (var index = 0; index < kinds.Length; index++)
        {
            PushCallResult(signature.Results[index], kinds[index], new MemoryOperand(Rsp, signature.ParameterStackBytes));
        }
    }

    // Registers that are not operands' are left at once.
    private void PushCallResult(ValueLocation location, OperandKind kind, MemoryOperand area)
    {
        if (!location.IsOnStack && kind.IsVector())
        {
            PushVector(kind, (VectorRegister)location.Index);
        }
        else if (!location.IsOnStack && (OperandRegisters & (1u << location.Index)) != 0)
        {
            PushRegister(kind, (Register)location.Index);
        }
        else
        {
            PushSlot(kind);
            var home = Home(_operands[_count - 1].Slot, kind);
            if (!location.IsOnStack)
            {
                _assembler.Mov(Qword, home, (Register)location.Index);
                Free((Register)location.Index);
            }
            else if (kind.IsVector())
            {
                LoadVector(kind, ScratchVector, area.Plus(location.Index));
                StoreVector(kind, home, ScratchVector);
            }
            else
            {
                _assembler.Mov(Qword, Scratch, area.Plus(location.Index));
                _assembler.Mov(Qword, home, Scratch);
            }
        }
    }

    private void AddCallSite(int bytecode, int roots)
    {
        _needsFrame = true;
        _callSites.Add(new CallSite((uint)_assembler.Offset, bytecode, roots, CurrentHandler));
    }

    /// <summary>
    /// Calls managed code: operands are in their slots, where it finds them and leaves its results.
    /// </summary>
    /// <param name="helper">Address of the helper.</param>
    /// <param name="topSlot">Slot of the topmost operand.</param>
    /// <param name="first">Its first immediate.</param>
    /// <param name="second">Its second.</param>
    /// <param name="bytecode">Where.</param>
    /// <param name="roots">References in operands.</param>
    private void EmitHelperCall(nint helper, int topSlot, long first, long second, int bytecode, int roots)
    {
        _assembler.Mov(Qword, Rdi, R15);
        _assembler.Lea(Qword, Rsi, new MemoryOperand(Rbp, FrameLayout.OffsetOf(topSlot)));
        _assembler.Mov(Rdx, first);
        _assembler.Mov(Rcx, second);
        _assembler.Mov(Scratch, helper);
        _assembler.Mov(Rax, _native.HelperStub);
        _assembler.Call(Rax);
        AddCallSite(bytecode, roots);
    }

    /// <summary>An instruction that managed code executes.</summary>
    /// <param name="helper">Address of the helper.</param>
    /// <param name="operands">How many operands it takes.</param>
    /// <param name="results">What it leaves.</param>
    /// <param name="first">Its first immediate.</param>
    /// <param name="second">Its second.</param>
    private void Help(nint helper, int operands, ReadOnlySpan<OperandKind> results, long first = 0, long second = 0)
    {
        Flush();
        StoreLocals();

        // Its operands too are roots: it may collect before it has read them.
        EmitHelperCall(helper, NextSlot - 1, first, second, _bytecode, RootsNow(0));
        _count -= operands;
        foreach (var kind in results)
        {
            PushSlot(kind);
        }

        ForgetLocals();
    }
}

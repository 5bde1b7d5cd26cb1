using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.Abi;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>Frames: how a function begins and ends, and which references are in them.</content>
internal sealed partial class Emitter
{
    // Number of the poll at the function's entry, if it asks for room on the stack as well, and where it goes if there is none.
    private int _entryPoll;
    private Label _overflow;

    private int SaveBase => _frame.SlotCount + _helperSlots;

    private void EmitPrologue()
    {
        if (!_hasFrame)
        {
            return;
        }

        if (!_isLoop)
        {
            _assembler.BeginFrame();
        }

        var frame = (8 * (_frame.SlotCount + _helperSlots + _saveSlots)) + _outgoing;
        frame = ((frame + 8 + 15) & -16) - 8;
        _frameBytes = frame;
        if (!_isLoop && _lowering.Calls.Count > 0 && frame <= CallingConvention.LeafFrame)
        {
            _entryPoll = FindEntryPoll();
        }

        if (_isLoop)
        {
            // rsp is anywhere below the frame of other code, and must not rise into it: what lives is there.
            InstanceSwitches.Restore(_assembler);
        }
        else if (_lowering.Calls.Count == 0 && frame <= CallingConvention.LeafFrame)
        {
            // There is as much room below the limit.
            _assembler.Emit(Sub, Qword, Rsp, frame);
            return;
        }

        _bytecode = 0;
        if (_entryPoll >= 0)
        {
            // It fits below the limit; whether there is room for what it calls is asked where its parameters are in their places.
            _overflow = TrapLabel(TrapCode.CallStackExhausted);
            _assembler.Emit(Sub, Qword, Rsp, frame);
            return;
        }

        // Before anything is written to it.
        _assembler.Mov(Qword, R11, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
        _assembler.Lea(Qword, Rax, _isLoop ? new MemoryOperand(Rbp, FrameLayout.Instance - frame) : new MemoryOperand(Rsp, -frame));
        _assembler.Emit(Cmp, Qword, Rax, new MemoryOperand(R11, LayoutOffsets.StoreStackLimit));
        _assembler.Jcc(Condition.Below, TrapLabel(TrapCode.CallStackExhausted));
        _assembler.Mov(Qword, Rsp, Rax);
    }

    // The poll that is executed before anything is called; −1 if there is none.
    private int FindEntryPoll()
    {
        var entry = _emitted[0];
        for (var number = _lowering.BlockStarts[entry.Index]; number <= _lowering.LastOf(entry); number++)
        {
            if (_lowering.Order[number] is >= 0 and var node && !Signatures.IsPure(_graph[node].Op))
            {
                return _graph[node].Op == Ops.Poll ? number : -1;
            }
        }

        return -1;
    }

    // From where the convention has them to where they are wanted.
    private void TakeParameters(Block block)
    {
        foreach (var node in block.Nodes)
        {
            ref readonly var at = ref _graph[node];
            if (at.Op != Ops.Parameter || _liveness.Intervals[node] is not { } interval || _frame.LocationOf(interval) is var to
                && to == Locations.None)
            {
                continue;
            }

            if (at.Index < 0)
            {
                _resolver.Add(Locations.FirstSlot + ~at.Index, to, at.Kind);
            }
            else if (_signature.Parameters[at.Index] is { IsOnStack: false } location)
            {
                _resolver.Add(location.Index + (at.Kind.IsVector() ? Locations.FirstVector : 0), to, at.Kind);
            }
        }

        ResolveMoves();

        // Those on the stack overwrite nothing that is still needed.
        foreach (var node in block.Nodes)
        {
            ref readonly var at = ref _graph[node];
            if (at.Op != Ops.Parameter || at.Index < 0 || !_signature.Parameters[at.Index].IsOnStack || _liveness.Intervals[node] is not { } interval
                || _frame.LocationOf(interval) is var to && to == Locations.None)
            {
                continue;
            }

            LoadFrom(new MemoryOperand(Rbp, CallingConvention.FirstStackArgument + _signature.Parameters[at.Index].Index), to, at.Kind);
        }
    }

    // From memory of the convention, where the upper half of an i32 means nothing.
    private void LoadFrom(MemoryOperand source, int to, OperandKind kind)
    {
        if (kind.IsVector())
        {
            var register = Locations.IsRegister(to) ? Locations.ToVector(to) : ScratchVector;
            LoadVector(kind, register, source);
            EmitVectorMove(Locations.FirstVector + (int)register, to, kind);
        }
        else
        {
            var register = Locations.IsRegister(to) ? Locations.ToRegister(to) : Scratch;
            _assembler.Mov(kind.Size(), register, source);
            if (Locations.IsSlot(to))
            {
                _assembler.Mov(Qword, SlotAddress(to), register);
            }
        }
    }

    private void EmitReturn(in Node at)
    {
        var results = CallingConvention.FirstStackArgument + _signature.ParameterStackBytes;
        PutOperands(at, _signature.Results, new MemoryOperand(Rbp, results));
        ResolveMoves();
        if (_hasFrame)
        {
            _assembler.Leave();
        }

        if (_signature.ParameterStackBytes == 0)
        {
            _assembler.Ret();
        }
        else
        {
            _assembler.Ret(checked((ushort)_signature.ParameterStackBytes));
        }
    }

    // References that live across a position and have slots: whatever happens there finds them.
    private int RootsAt(int position)
    {
        var roots = CompiledFunction.NoRoots;
        foreach (var interval in _frame.References)
        {
            if (interval.Start >= position || !_allocation.IsSpilled[interval.Value])
            {
                continue;
            }

            for (var part = interval; part is not null; part = part.Next)
            {
                if (part.Covers(position))
                {
                    roots = AddRoot(roots, _frame.SlotOf(interval.Value));
                    break;
                }
            }
        }

        return roots;
    }

    private int AddRoot(int below, int slot)
    {
        _roots.Add(new RootNode(below, slot));
        return _roots.Count - 1;
    }

    private void AddCallSite(int bytecode, int roots, int handler = ExceptionHandler.None)
    {
        if (!_hasFrame)
        {
            throw new InvalidOperationException("a function calls something, and has no frame that anybody could find");
        }

        _callSites.Add(new CallSite((uint)_assembler.Offset, bytecode, roots, handler));
    }

    private void CallHelper(
        nint helper, int topSlot, long first, long second, int bytecode, int roots, int handler = ExceptionHandler.None)
    {
        _assembler.Mov(Qword, Rdi, R15);
        _assembler.Lea(Qword, Rsi, new MemoryOperand(Rbp, FrameLayout.OffsetOf(topSlot)));
        _assembler.Mov(Rdx, first);
        _assembler.Mov(Rcx, second);
        _assembler.Mov(Scratch, helper);
        _assembler.Mov(Rax, _native.HelperStub);
        _assembler.Call(Rax);
        AddCallSite(bytecode, roots, handler);
    }
}

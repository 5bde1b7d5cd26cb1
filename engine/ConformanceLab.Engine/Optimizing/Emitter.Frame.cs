using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.Abi;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>Frames: how a function begins and ends, and what is rarely executed behind it.</content>
internal sealed partial class Emitter
{
    private readonly Dictionary<(TrapCode Code, int Bytecode), Label> _traps = [];
    private readonly List<(Label Label, TrapCode Code, int Bytecode)> _trapOrder = [];
    private readonly List<(Label Label, Register Index, Label? Mismatch, int Bytecode)> _elements = [];
    private readonly List<(Label Label, Label Back, int Number, int Bytecode, Label? Overflow)> _polls = [];
    private readonly List<(Label Label, Label Back, HelperCall Call, int TopSlot, int Bytecode, int Roots)> _bulk = [];
    private readonly InstanceSwitches _switches = new();
    private readonly Dictionary<int, List<Interval>> _safepoints = [];

    // Parts of lifetimes that are in registers: all, by their starts, and those that are not over yet.
    private readonly List<Interval> _parts = [];
    private readonly List<Interval> _active = [];

    // Number of the poll at the function's entry, if it asks for room on the stack as well, and where it goes if there is none.
    private int _entryPoll;
    private Label _overflow;

    private int SaveBase => _frame.SlotCount + _helperSlots;

    private void ResetCold()
    {
        _entryPoll = -1;
        _traps.Clear();
        _trapOrder.Clear();
        _elements.Clear();
        _polls.Clear();
        _bulk.Clear();
        _allocations.Clear();
        _handlers.Clear();
        _fuel.Clear();
        _landings.Clear();
        _switches.Pending.Clear();
        _safepoints.Clear();
    }

    // Registers that hold something where code may be interrupted, or the heap be called.
    private void FindSafepoints()
    {
        var next = 0;
        _parts.Clear();
        _active.Clear();
        for (var number = 0; number < _lowering.Order.Count; number++)
        {
            if (_lowering.Order[number] is >= 0 and var node && (_graph[node].Op == Ops.Poll || Ops.IsAllocation(_graph[node].Op)))
            {
                if (_parts.Count == 0)
                {
                    FindParts();
                }

                AddSafepoint(number, node, ref next);
            }
        }
    }

    private void FindParts()
    {
        foreach (var interval in _liveness.Intervals)
        {
            for (var part = interval; part is not null; part = part.Next)
            {
                if (part.Location != Locations.None)
                {
                    _parts.Add(part);
                }
            }
        }

        _parts.Sort(static (left, right) => left.Start.CompareTo(right.Start));
    }

    private void AddSafepoint(int number, int node, ref int next)
    {
        var position = (2 * number) + 1;
        while (next < _parts.Count && _parts[next].Start <= position)
        {
            _active.Add(_parts[next++]);
        }

        _active.RemoveAll(part => part.End <= position);

        // The result of an allocation is not there yet, and its temporary registers are of no use to it behind the stub.
        var live = _active.FindAll(part => part.Covers(position) && part.Value != node && _graph[part.Value].Op != Ops.Temporary);
        _safepoints.Add(number, live);
        _saveSlots = Math.Max(_saveSlots, live.Sum(part => _graph[part.Value].Kind.Slots()));
    }

    private void EmitPrologue()
    {
        if (!_hasFrame)
        {
            return;
        }

        if (!_isLoop)
        {
            _assembler.Push(Rbp);
            _assembler.Mov(Qword, Rbp, Rsp);
            _assembler.Push(R15);
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

    private Label TrapLabel(TrapCode code)
    {
        if (!_traps.TryGetValue((code, _bytecode), out var label))
        {
            label = _assembler.NewLabel();
            _traps.Add((code, _bytecode), label);
            _trapOrder.Add((label, code, _bytecode));
        }

        return label;
    }

    private void EmitPoll()
    {
        var stub = _assembler.NewLabel();
        var back = _assembler.NewLabel();
        Label? overflow = null;
        if (_number == _entryPoll)
        {
            _assembler.Emit(Cmp, Qword, Rsp, new MemoryOperand(R15, LayoutOffsets.InstanceStackLimit));
            _assembler.Jcc(Condition.Below, stub);
            overflow = _overflow;
        }
        else
        {
            _assembler.Emit(Cmp, Dword, new MemoryOperand(R15, LayoutOffsets.InstanceInterruptWord), 0);
            _assembler.Jcc(Condition.NotEqual, stub);
        }

        _assembler.Bind(back);
        _polls.Add((stub, back, _number, _bytecode, overflow));
    }

    private void EmitCold()
    {
        EmitColdFuel();
        foreach (var (label, code, bytecode) in _trapOrder)
        {
            Trace(CodePart.Trap, bytecode);
            _assembler.Bind(label);
            _assembler.Mov(Qword, Rax, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
            _assembler.Call(new MemoryOperand(Rax, LayoutOffsets.StoreTrapStub));
            _trapSites.Add(new TrapSite((uint)_assembler.Offset, code, IsFault: false, (uint)bytecode));
        }

        foreach (var (label, index, mismatch, bytecode) in _elements)
        {
            Trace(CodePart.Trap, bytecode);
            _assembler.Bind(label);
            if (mismatch is { } other)
            {
                FixedTable.EmitWrong(_assembler, index, other);
            }

            _assembler.Mov(Qword, Rdx, index);
            _assembler.Mov(Qword, Rdi, R15);
            _assembler.Mov(Qword, Rsi, Rsp);
            _assembler.Mov(Scratch, Helpers.UninitializedElement);
            _assembler.Mov(Rax, _native.HelperStub);
            _assembler.Call(Rax);
            AddCallSite(bytecode, CompiledFunction.NoRoots);
        }

        foreach (var (label, back, call, topSlot, bytecode, roots) in _bulk)
        {
            Trace(CodePart.SlowPath, bytecode);
            _assembler.Bind(label);
            CallHelper(call.Address, topSlot, call.First, call.Second, bytecode, roots);
            _assembler.Jmp(back);
        }

        foreach (var allocation in _allocations)
        {
            Trace(CodePart.SlowPath, allocation.Bytecode);
            EmitColdAllocation(allocation);
        }

        foreach (var way in _switches.Pending)
        {
            Trace(CodePart.SlowPath, way.Bytecode);
            InstanceSwitches.Emit(_assembler, way);
        }

        foreach (var (label, back, number, bytecode, overflow) in _polls)
        {
            Trace(CodePart.Interruption, bytecode);
            _assembler.Bind(label);
            if (overflow is { } exhausted)
            {
                _assembler.Mov(Qword, Scratch, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
                _assembler.Emit(Cmp, Qword, Rsp, new MemoryOperand(Scratch, LayoutOffsets.StoreStackLimit));
                _assembler.Jcc(Condition.Below, exhausted);
            }

            EmitPollStub(number, bytecode);
            _assembler.Jmp(back);
        }
    }

    // All registers go to the frame and come back, references perhaps changed.
    private void EmitPollStub(int number, int bytecode)
    {
        var roots = SaveLive(number);
        CallHelper(Helpers.Poll, topSlot: 0, 0, 0, bytecode, roots);
        RestoreLive(number);
    }

    // Registers to the frame. Gives the references that live across the instruction.
    private int SaveLive(int number)
    {
        var live = _safepoints[number];
        var roots = RootsAt((2 * number) + 1);
        var slot = SaveBase;
        foreach (var part in live)
        {
            var kind = _graph[part.Value].Kind;
            EmitMove(new Move(part.Location, Locations.FirstSlot + slot, kind));
            if (kind == OperandKind.Reference)
            {
                roots = AddRoot(roots, slot);
            }

            slot += kind.Slots();
        }

        return roots;
    }

    private void RestoreLive(int number)
    {
        var slot = SaveBase;
        foreach (var part in _safepoints[number])
        {
            var kind = _graph[part.Value].Kind;
            EmitMove(new Move(Locations.FirstSlot + slot, part.Location, kind));
            slot += kind.Slots();
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

    private void AddCallSite(int bytecode, int roots, int handler = ExceptionHandler.None) =>
        _callSites.Add(new CallSite((uint)_assembler.Offset, bytecode, roots, handler));

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

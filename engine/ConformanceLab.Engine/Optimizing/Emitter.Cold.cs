using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.Abi;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>What is rarely executed, behind the function: traps, interruptions, helpers; and what lives in registers meanwhile.</content>
internal sealed partial class Emitter
{
    private readonly Dictionary<(TrapCode Code, int Bytecode), Label> _traps = [];
    private readonly List<(Label Label, TrapCode Code, int Bytecode)> _trapOrder = [];
    private readonly List<(Label Label, Register Index, Label? Mismatch, int Bytecode)> _elements = [];
    private readonly List<(Label Label, Label Back, int Number, int Bytecode, Label? Overflow)> _polls = [];
    private readonly List<(Label Label, Label Back, HelperCall Call, int TopSlot, int Bytecode, int Roots)> _bulk = [];
    private readonly InstanceSwitches _switches = new();
    private readonly OwnCalls _ownCalls = new(native);
    private readonly Dictionary<int, List<Interval>> _safepoints = [];

    // Parts of lifetimes that are in registers: all, by their starts, and those that are not over yet.
    private readonly List<Interval> _parts = [];
    private readonly List<Interval> _active = [];

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
            _assembler.Trap(_hasFrame);
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

        _ownCalls.End(_assembler, _trace);

        foreach (var (label, back, number, bytecode, overflow) in _polls)
        {
            Trace(CodePart.Interruption, bytecode);
            _assembler.Bind(label);
            if (overflow is { } exhausted)
            {
                _assembler.CheckStack(exhausted);
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
}

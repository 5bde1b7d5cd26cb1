using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Code that is seldom executed, behind the function: explicit traps and interruptions.</content>
internal sealed partial class BaselineCompiler
{
    private readonly Buffer<(Label Label, TrapCode Code, int Bytecode)> _coldTraps = new(8);
    private readonly Buffer<(Label Label, Register Index, Label? Mismatch, int Bytecode)> _coldElements = new(8);
    private readonly Buffer<ColdPoll> _coldPolls = new(16);
    private readonly InstanceSwitches _switches = new();

    /// <summary>Something to do at a loop head or an entry: an interruption that is pending, a budget that is used up.</summary>
    private readonly record struct ColdPoll(Label Stub, Label Back, int Bytecode, int Roots, LocalState Locals, nint Helper)
    {
        /// <summary>Where it goes if there is no room on the stack; null where that is not the question.</summary>
        public Label? Overflow { get; init; }
    }

    /// <summary>Where code jumps that traps here.</summary>
    private Label TrapLabel(TrapCode code)
    {
        if (_coldTraps.Count > 0 && _coldTraps[^1] is var last && last.Code == code && last.Bytecode == _bytecode)
        {
            return last.Label;
        }

        var label = _assembler.NewLabel();
        _coldTraps.Add((label, code, _bytecode));
        return label;
    }

    private void ResetColdCode()
    {
        _coldTraps.Clear();
        _coldElements.Clear();
        _coldPolls.Clear();
        _switches.Pending.Clear();
        _coldHelps.Clear();
        _coldAllocations.Clear();
        ResetLoopEntries();
    }

    private void AddCold(ColdPoll poll) => _coldPolls.Add(poll);

    private void EmitColdCode()
    {
        foreach (var (label, code, bytecode) in _coldTraps.Items)
        {
            Trace(CodePart.Trap, bytecode);
            _assembler.Bind(label);
            EmitTrap(code, bytecode);
        }

        foreach (var (label, register, mismatch, bytecode) in _coldElements.Items)
        {
            Trace(CodePart.Trap, bytecode);
            _assembler.Bind(label);
            if (mismatch is { } other)
            {
                FixedTable.EmitWrong(_assembler, register, other);
            }

            EmitUninitializedElement(register, bytecode);
        }

        foreach (var poll in _coldPolls.Items)
        {
            Trace(CodePart.Interruption, poll.Bytecode);
            _assembler.Bind(poll.Stub);
            if (poll.Overflow is { } overflow)
            {
                _assembler.CheckStack(overflow);
            }

            StoreLocalsIn(poll.Locals.Present & ~poll.Locals.Stored);
            EmitHelperCall(poll.Helper, topSlot: 0, _index, poll.Bytecode, poll.Bytecode, poll.Roots);
            LoadLocals(poll.Locals.Present);
            _assembler.Jmp(poll.Back);
        }

        foreach (var way in _switches.Pending)
        {
            Trace(CodePart.SlowPath, way.Bytecode);
            InstanceSwitches.Emit(_assembler, way);
        }

        _ownCalls.End(_assembler, _trace);

        EmitColdHelps();
        EmitLandingPads();
        EmitLoopEntries();
        EmitColdAllocations();
        EmitExhausted();
    }

    private void EmitTrap(TrapCode code, int bytecode)
    {
        _assembler.Trap(_frame != FrameStyle.None);
        _trapSites.Add(new TrapSite((uint)_assembler.Offset, code, IsFault: false, (uint)bytecode));
    }

    // The message has the index. The helper doesn't return, and collects nothing: no roots, no operands.
    private void EmitUninitializedElement(Register index, int bytecode)
    {
        _assembler.Mov(Qword, Rdx, index);
        _assembler.Mov(Qword, Rdi, R15);
        _assembler.Mov(Qword, Rsi, Rsp);
        _assembler.Mov(Scratch, Helpers.UninitializedElement);
        _assembler.Mov(Rax, _native.HelperStub);
        _assembler.Call(Rax);
        AddCallSite(bytecode, CompiledFunction.NoRoots);
    }

    private void Unreachable()
    {
        // The call of a trap stub is never followed by code that may fault: both would be known by the same address.
        _assembler.Jmp(TrapLabel(TrapCode.Unreachable));
        BecomeUnreachable();
    }
}

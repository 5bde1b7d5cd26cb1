using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.Abi;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Runtime;
using ConformanceLab.Wasm.Tiering;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Baseline;

/// <content>How a function begins: its frame, its locals, and whether somebody wants it to stop.</content>
internal sealed partial class BaselineCompiler
{
    // Who tries to do without a frame is compiled twice if it can't: that must not be dear.
    private const int FramelessBody = 64;
    private const int UnrolledClears = 32;

    private Label _start;
    private Label _exhausted;

    /// <summary>What stands on the stack while a function runs, the simplest first.</summary>
    private enum FrameStyle
    {
        /// <summary>
        /// Nothing but the return address. For code that calls nothing, ends soon and has all its values in registers: nobody looks for its
        /// frame before it traps, and then one is made.
        /// </summary>
        None,

        /// <summary>
        /// A small frame without a check that there is room: nothing is called that could go deeper, and the frame fits below the limit.
        /// Nor is there a poll: it returns, or comes to a loop.
        /// </summary>
        Leaf,

        /// <summary>
        /// A frame that fits below the limit: whether there is room for what it calls, and whether somebody wants it to stop, is one
        /// question, asked when parameters and locals are where they belong.
        /// </summary>
        Small,

        /// <summary>A frame of any size, checked before anything is written to it.</summary>
        Checked,
    }

    private FrameStyle SimplestFrame() =>
        _localSlots * 8 > CallingConvention.LeafFrame ? FrameStyle.Checked
        : _summary.Calls > 0 ? FrameStyle.Small
        : _summary.Loops.IsEmpty && _definition.Body.Bytes.Length <= FramelessBody && !_consumesFuel
            && _signature.ParameterStackBytes + _signature.ResultStackBytes == 0 ? FrameStyle.None
        : FrameStyle.Leaf;

    private void EmitPrologue()
    {
        _start = _assembler.BindNew();
        _ownCalls.Reset(_start, isAlone: _countsBlocks || _trace is not null);
        TakeCallFromBudget();
        if (_frame != FrameStyle.None)
        {
            _assembler.BeginFrame();
        }

        if (_frame is FrameStyle.Leaf or FrameStyle.Small)
        {
            _assembler.Lea(Qword, Rsp, new MemoryOperand(Rsp, int.MinValue / 2));
            _framePatch = _assembler.Offset - 4;
        }
        else if (_frame == FrameStyle.Checked)
        {
            // Before anything is written to it.
            _assembler.Mov(Qword, R11, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
            _assembler.Lea(Qword, Rax, new MemoryOperand(Rsp, int.MinValue / 2));
            _framePatch = _assembler.Offset - 4;
            _assembler.Emit(Cmp, Qword, Rax, new MemoryOperand(R11, LayoutOffsets.StoreStackLimit));
            _assembler.Jcc(Condition.Below, TrapLabel(TrapCode.CallStackExhausted));
            _assembler.Mov(Qword, Rsp, Rax);
        }

        TakeParameters();
        ClearLocals();
        if (_frame == FrameStyle.Small)
        {
            _assembler.Emit(Cmp, Qword, Rsp, new MemoryOperand(R15, LayoutOffsets.InstanceStackLimit));
            EmitPollIf(Condition.Below, isEntry: true);
        }
        else if (_frame == FrameStyle.Checked)
        {
            EmitPoll();
        }
    }

    // Whether code looks for the local's value in its slot first of all.
    private bool NeedsSlot(int local) => !_locals[local].HasRegister && _summary.Uses[local] > 0;

    // spec: exec-invoke, default values of locals.
    private void ClearLocals()
    {
        for (var index = _signature.Parameters.Length; index < _localCount; index++)
        {
            ref readonly var local = ref _locals[index];
            if (IsTemporary(index))
            {
                continue;
            }

            if (local.HasRegister && local.Kind.IsVector())
            {
                _assembler.Emit(VexRvm.Vxorps, local.Vector, local.Vector, local.Vector);
            }
            else if (local.HasRegister)
            {
                _assembler.Emit(Xor, Dword, local.Register, local.Register);
            }
        }

        ClearSlots();
    }

    private bool ClearsInALoop => _localSlots - _parameterSlots > UnrolledClears;

    // Two slots at a time; many in a loop. Those of locals in registers too, where that is simpler.
    private void ClearSlots()
    {
        var count = _localSlots - _parameterSlots;
        if (!ClearsInALoop)
        {
            for (var index = _signature.Parameters.Length; index < _localCount; index++)
            {
                ref readonly var local = ref _locals[index];
                for (var part = 0; part < local.Kind.Slots() && NeedsSlot(index) && !IsTemporary(index); part++)
                {
                    _assembler.Mov(Qword, Home(local.Slot + part, OperandKind.I64), 0);
                }
            }

            return;
        }

        // From the lowest address, which is the last slot's.
        _assembler.Emit(VexRvm.Vpxor, ScratchVector, ScratchVector, ScratchVector);
        _assembler.Lea(Qword, Scratch, Home(_localSlots - 1, OperandKind.I64));
        _assembler.Mov(R10, count / 2);
        var loop = _assembler.BindNew();
        StoreVector(OperandKind.V128, new MemoryOperand(Scratch), ScratchVector);
        _assembler.Emit(Add, Qword, Scratch, 16);
        _assembler.Emit(Sub, Dword, R10, 1);
        _assembler.Jcc(Condition.NotEqual, loop);
        if (count % 2 != 0)
        {
            _assembler.Mov(Qword, new MemoryOperand(Scratch), 0);
        }
    }

    // A request to stop is looked for at function entries and loop heads. Returns where code goes on.
    private Label EmitPoll()
    {
        _assembler.Emit(Cmp, Dword, new MemoryOperand(R15, LayoutOffsets.InstanceInterruptWord), 0);
        return EmitPollIf(Condition.NotEqual, isEntry: false);
    }

    private Label EmitPollIf(Condition condition, bool isEntry)
    {
        var stub = _assembler.NewLabel();
        var back = _assembler.NewLabel();
        _assembler.Jcc(condition, stub);
        _assembler.Bind(back);
        Label? overflow = isEntry ? TrapLabel(TrapCode.CallStackExhausted) : null;
        AddCold(new ColdPoll(stub, back, _bytecode, RootsNow(0), _state, Helpers.Poll) { Overflow = overflow });
        return back;
    }

    // Who has used up the budget goes where functions go that are not compiled, with everything where it was.
    private void TakeCallFromBudget()
    {
        _exhausted = default;
        if (_native.Tiering is { } tiering)
        {
            _assembler.Mov(Scratch, tiering.BudgetOf(_index));
            _assembler.Emit(Sub, Dword, new MemoryOperand(Scratch), tiering.CostOfCall(_index));
            _exhausted = _assembler.NewLabel();
            _assembler.Jcc(Condition.Sign, _exhausted);
        }
    }

    private void EmitExhausted()
    {
        if (_native.Tiering is not null)
        {
            Trace(CodePart.SlowPath, 0);
            _assembler.Bind(_exhausted);
            _assembler.Mov(Scratch, CompileStubs.Of(_index));
            _assembler.Jmp(Scratch);
        }
    }

    // At a loop's head: other code may go on there.
    private void TakeIterationFromBudget()
    {
        if (_native.Tiering is { } tiering)
        {
            var stub = _assembler.NewLabel();
            var back = _assembler.NewLabel();
            _assembler.Mov(Scratch, tiering.BudgetOf(_index));
            _assembler.Emit(Sub, Dword, new MemoryOperand(Scratch), ModuleTiering.Iteration);
            _assembler.Jcc(Condition.Sign, stub);
            _assembler.Bind(back);
            AddCold(new ColdPoll(stub, back, _bytecode, RootsNow(0), _state, Helpers.ExhaustedLoop));
        }
    }
}

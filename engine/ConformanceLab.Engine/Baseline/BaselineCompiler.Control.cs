using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.Abi;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;
using static ConformanceLab.Wasm.Codegen.X64.VectorRegister;

namespace ConformanceLab.Wasm.Baseline;

/// <content>
/// Blocks and branches. Where control joins there is one form: operands below a block are in their slots; a single result is in rax or xmm0,
/// several are in the slots that they will have.
/// </content>
internal sealed partial class BaselineCompiler
{
    private readonly BlockStack _blocks = new();
    private bool _isUnreachable;
    private int _unreachableDepth;

    // Loops so far, those that are not compiled included: an index into what BodySummary has found.
    private int _loopCount;

    private void OpenFunction()
    {
        // Those that a compilation has left open when it was given up.
        _blocks.Clear();
        _isUnreachable = false;
        _unreachableDepth = 0;
        _loopCount = 0;
        var results = _native.KindsOf(_definition.TypeIndex).Results;
        OpenBlock(Opcode.Block, 0, _localSlots, ([], results)).IsFunction = true;
    }

    private Block OpenBlock(Opcode kind, int height, int slot, (OperandKind[] Parameters, OperandKind[] Results) type)
    {
        var block = _blocks.Push();
        block.Open(kind, height, slot, type, _assembler.NewLabel());
        return block;
    }

    private void Open(Opcode opcode, BlockType type)
    {
        var loop = opcode == Opcode.Loop ? _loopCount++ : 0;
        if (_isUnreachable)
        {
            _unreachableDepth++;
            return;
        }

        if (opcode != Opcode.Loop)
        {
            TakeFuel();
        }

        var kinds = _native.KindsOf(type);
        var condition = opcode == Opcode.If ? PopCondition() : default;
        Flush();
        var height = _count - kinds.Parameters.Length;
        var handler = opcode == Opcode.Try ? AddLegacyTry() : CurrentHandler;
        var block = OpenBlock(opcode, height, height < _count ? _operands[height].Slot : NextSlot, kinds);
        block.Handler = handler;
        if (opcode == Opcode.If)
        {
            block.Else = _assembler.NewLabel();
            _assembler.Jcc(condition.Negate(), block.Else);
            block.ElseLocals = _state;
        }
        else if (opcode == Opcode.Loop)
        {
            EnterLoop(block, _summary.Loops[loop]);
            _assembler.Align(16);
            _assembler.Bind(block.Target);

            // Coming back executes the instruction again.
            TakeFuel();
            NoteLoop(block, EmitPoll());
            TakeIterationFromBudget();
            PlantDelay();
        }
    }

    private void PlantDelay()
    {
        if (_module.Engine.Options.PlantedDelays.Loop is > 0 and var turns)
        {
            var open = 0;
            for (var index = 0; index < _blocks.Count; index++)
            {
                open += _blocks[index].Kind == Opcode.Loop ? 1 : 0;
            }

            if (open == 1)
            {
                Delay.Emit(_assembler, Scratch, turns);
            }
        }
    }

    private void Else()
    {
        if (_unreachableDepth > 0)
        {
            return;
        }

        var block = _blocks[^1];
        if (!_isUnreachable)
        {
            MoveToLabel(block);
            _assembler.Jmp(block.Target);
        }

        block.Kind = Opcode.Block;
        _assembler.Bind(block.Else);
        _state = block.ElseLocals;
        Reset(block);
        foreach (var kind in block.Parameters)
        {
            PushSlot(kind);
        }
    }

    private void End()
    {
        if (_unreachableDepth > 0)
        {
            _unreachableDepth--;
            return;
        }

        var block = _blocks[^1];
        if (block.Kind == Opcode.If)
        {
            // Without an else part the parameters are the results.
            Else();
        }

        if (!_isUnreachable && block.Kind != Opcode.Loop)
        {
            MoveToLabel(block);
        }

        _blocks.Pop();
        if (block.Kind == Opcode.Loop)
        {
            if (_isUnreachable)
            {
                Reset(block);
                foreach (var kind in block.Results)
                {
                    PushSlot(kind);
                }
            }

            return;
        }

        _assembler.Bind(block.Target);
        if (block.IsFunction)
        {
            EmitReturn();
            return;
        }

        ArriveAt(block);
        Reset(block);
        PushResults(block);
    }

    private void PushResults(Block block)
    {
        if (!block.UsesRegister)
        {
            foreach (var kind in block.Results)
            {
                PushSlot(kind);
            }
        }
        else if (block.Results[0].IsVector())
        {
            _usedVectors = 1u << (int)Xmm0;
            PushVector(block.Results[0], Xmm0);
        }
        else
        {
            _usedRegisters = 1u << (int)Rax;
            PushRegister(block.Results[0], Rax);
        }
    }

    // The operands below the block, which are in their slots.
    private void Reset(Block block)
    {
        _count = block.Height;
        _usedRegisters = 0;
        _usedVectors = 0;
        _isUnreachable = false;
    }

    private void BecomeUnreachable()
    {
        _count = _blocks[^1].Height;
        _usedRegisters = 0;
        _usedVectors = 0;
        _isUnreachable = true;
    }

    private Block BlockAt(uint label) => _blocks[_blocks.Count - 1 - (int)label];

    // What a branch takes goes where the label wants it, and so do the locals. Nothing that is known of them and of the operands changes: on
    // the way of a conditional branch all must stay as it is for whoever falls through.
    private void MoveToLabel(Block block)
    {
        MoveOperandsToLabel(block);
        JoinLocals(block);
    }

    private void MoveOperandsToLabel(Block block)
    {
        var kinds = block.Label;
        var first = _count - kinds.Length;
        if (block.UsesRegister)
        {
            ref readonly var operand = ref _operands[first];
            if (kinds[0].IsVector())
            {
                LoadVectorOperand(Xmm0, operand);
            }
            else if (operand.Place == Place.Flags)
            {
                // Only where it falls through or jumps for good: the flags are nobody's afterwards.
                EmitCondition(operand.Condition, Rax);
            }
            else
            {
                LoadOperand(Rax, operand);
            }

            return;
        }

        if (kinds.Length > 0)
        {
            FlushFlags();
        }

        if (block.IsFunction)
        {
            MoveOperands(
                _signature.Results, first, new MemoryOperand(Rbp, CallingConvention.FirstStackArgument + _signature.ParameterStackBytes));
            return;
        }

        // Upwards: a value's new slot is never above its old one, so none is overwritten before it is moved.
        var slot = block.Slot;
        for (var index = 0; index < kinds.Length; index++)
        {
            ref readonly var operand = ref _operands[first + index];
            if (operand.Place != Place.Slot || operand.Slot != slot)
            {
                StoreTo(Home(slot, kinds[index]), operand);
            }

            slot += kinds[index].Slots();
            _highWater = Math.Max(_highWater, slot);
        }
    }

    private bool NeedsMoves(Block block)
    {
        if (!IsJoined(block))
        {
            return true;
        }

        var kinds = block.Label;
        if (kinds.Length == 0)
        {
            return false;
        }

        ref readonly var top = ref _operands[_count - 1];
        return !(block.UsesRegister
            && (kinds[0].IsVector() ? top.Place == Place.Vector && top.Vector == Xmm0 : top.Place == Place.Register && top.Register == Rax));
    }

    private void Branch(uint label)
    {
        var block = BlockAt(label);
        MoveToLabel(block);
        JumpTo(block);
        BecomeUnreachable();
    }

    private void JumpTo(Block block)
    {
        if (block.IsFunction)
        {
            // Not longer than a jump to the end.
            EmitReturn();
        }
        else
        {
            _assembler.Jmp(block.Target);
        }
    }

    private void BranchIf(uint label)
    {
        var condition = PopCondition();
        BranchOn(condition, label);
    }

    // Takes a branch if the flags say so.
    private void BranchOn(Condition condition, uint label)
    {
        var block = BlockAt(label);
        if (!NeedsMoves(block))
        {
            JoinLocals(block);
            _assembler.Jcc(condition, block.Target);
            return;
        }

        var skip = _assembler.NewLabel();
        _assembler.Jcc(condition.Negate(), skip);
        MoveToLabel(block);
        JumpTo(block);
        _assembler.Bind(skip);
    }

    /// <summary>The topmost operand as a condition: true if it isn't 0. Nothing that is emitted until it is used may touch the flags.</summary>
    private Condition PopCondition()
    {
        ref var operand = ref Pop();
        if (operand.Place == Place.Flags)
        {
            return operand.Condition;
        }

        if (TryGetMemory(operand, out var memory))
        {
            _assembler.Emit(Cmp, Dword, memory, 0);
            return Condition.NotEqual;
        }

        var register = ToReadable(ref operand);
        TestZero(Dword, register);
        Release(operand);
        return Condition.NotEqual;
    }

    // The results are where the convention wants them.
    private void EmitReturn()
    {
        if (_frame != FrameStyle.None)
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
}

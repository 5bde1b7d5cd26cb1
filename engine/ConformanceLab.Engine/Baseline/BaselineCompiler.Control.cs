using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.Abi;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
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
    private readonly List<Block> _blocks = [];
    private bool _isUnreachable;
    private int _unreachableDepth;

    private void OpenFunction()
    {
        _blocks.Clear();
        _isUnreachable = false;
        _unreachableDepth = 0;
        var results = _native.KindsOf(_definition.TypeIndex).Results;
        _blocks.Add(new Block
        {
            Kind = Opcode.Block,
            Height = 0,
            Slot = _localSlots,
            Parameters = [],
            Results = results,
            Target = _assembler.NewLabel(),
        });
    }

    private void Open(Opcode opcode, BlockType type)
    {
        if (_isUnreachable)
        {
            _unreachableDepth++;
            return;
        }

        if (opcode != Opcode.Loop)
        {
            TakeFuel();
        }

        var (parameters, results) = _native.KindsOf(type);
        var condition = opcode == Opcode.If ? PopCondition() : default;
        Flush();
        var height = _count - parameters.Length;
        var block = new Block
        {
            Kind = opcode,
            Height = height,
            Slot = height < _count ? _operands[height].Slot : NextSlot,
            Parameters = parameters,
            Results = results,
            Target = _assembler.NewLabel(),
            Else = opcode == Opcode.If ? _assembler.NewLabel() : default,
            Handler = opcode == Opcode.Try ? AddLegacyTry() : CurrentHandler,
        };
        _blocks.Add(block);
        if (opcode == Opcode.If)
        {
            _assembler.Jcc(condition.Negate(), block.Else);
        }
        else if (opcode == Opcode.Loop)
        {
            _assembler.Align(16);
            _assembler.Bind(block.Target);

            // Coming back executes the instruction again.
            TakeFuel();
            EmitPoll();
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

        _blocks.RemoveAt(_blocks.Count - 1);
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
        Reset(block);
        PushResults(block);
        if (_blocks.Count == 0)
        {
            EmitEpilogue();
        }
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

    // What a branch takes goes where the label wants it. Nothing but the scratch registers and those places change: on the way of a
    // conditional branch the operands must stay as they are for whoever falls through.
    private void MoveToLabel(Block block)
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
                _assembler.Set(operand.Condition, Rax);
                _assembler.Movzx(OperandSize.Byte, Rax, Rax);
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

        // Upwards: a value's new slot is never above its old one, so none is overwritten before it is moved.
        var slot = block.Slot;
        for (var index = 0; index < kinds.Length; index++)
        {
            ref readonly var operand = ref _operands[first + index];
            if (operand.Place != Place.Slot || operand.Slot != slot)
            {
                StoreTo(FrameLayout.AddressOf(slot, kinds[index]), operand);
            }

            slot += kinds[index].Slots();
            _highWater = Math.Max(_highWater, slot);
        }
    }

    private bool NeedsMoves(Block block)
    {
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
        _assembler.Jmp(block.Target);
        BecomeUnreachable();
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
            _assembler.Jcc(condition, block.Target);
            return;
        }

        var skip = _assembler.NewLabel();
        _assembler.Jcc(condition.Negate(), skip);
        MoveToLabel(block);
        _assembler.Jmp(block.Target);
        _assembler.Bind(skip);
    }

    private void BranchTable(ReadOnlySpan<uint> labels)
    {
        FlushFlags();
        var operand = Pop();
        var index = ToRegister(operand);
        var count = labels.Length - 1;
        var targets = new Label[count];
        var trampolines = new Dictionary<uint, Label>();
        for (var i = 0; i < count; i++)
        {
            targets[i] = TableTarget(labels[i], trampolines);
        }

        var fallback = TableTarget(labels[count], trampolines);
        _assembler.Emit(Cmp, Dword, index, count);
        _assembler.Jcc(Condition.AboveOrEqual, fallback);
        if (count > 0)
        {
            var table = _assembler.NewJumpTable(targets);
            _assembler.Lea(Qword, Scratch, MemoryOperand.Relative(table));
            _assembler.Movsx(Qword, Dword, index, new MemoryOperand(Scratch, index, 4));
            _assembler.Emit(Add, Qword, Scratch, index);
            _assembler.Jmp(Scratch);
        }

        Free(index);
        foreach (var (label, place) in trampolines)
        {
            _assembler.Bind(place);
            MoveToLabel(BlockAt(label));
            _assembler.Jmp(BlockAt(label).Target);
        }

        BecomeUnreachable();
    }

    // Where values have to be moved, a branch of a table goes by way of code that does it.
    private Label TableTarget(uint label, Dictionary<uint, Label> trampolines)
    {
        var block = BlockAt(label);
        if (!NeedsMoves(block))
        {
            return block.Target;
        }

        if (!trampolines.TryGetValue(label, out var place))
        {
            trampolines.Add(label, place = _assembler.NewLabel());
        }

        return place;
    }

    /// <summary>The topmost operand as a condition: true if it isn't 0. Nothing that is emitted until it is used may touch the flags.</summary>
    private Condition PopCondition()
    {
        var operand = Pop();
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
        _assembler.Test(Dword, register, register);
        Release(operand);
        return Condition.NotEqual;
    }

    private void EmitEpilogue()
    {
        var results = _signature.Results;
        if (results.Length > 1)
        {
            var area = CallingConvention.FirstStackArgument + _signature.ParameterStackBytes;
            foreach (var pass in (bool[])[true, false])
            {
                for (var index = 0; index < results.Length; index++)
                {
                    // Those on the stack first: they need a register on the way.
                    if (results[index].IsOnStack == pass)
                    {
                        LoadResult(results[index], _operands[index], area);
                    }
                }
            }
        }

        _assembler.Leave();
        if (_signature.ParameterStackBytes == 0)
        {
            _assembler.Ret();
        }
        else
        {
            _assembler.Ret(checked((ushort)_signature.ParameterStackBytes));
        }
    }

    private void LoadResult(ValueLocation location, in Operand operand, int area)
    {
        if (location.IsOnStack)
        {
            StoreTo(new MemoryOperand(Rbp, area + location.Index), operand);
        }
        else if (operand.Kind.IsVector())
        {
            LoadVectorOperand((VectorRegister)location.Index, operand);
        }
        else
        {
            LoadOperand((Register)location.Index, operand);
        }
    }
}

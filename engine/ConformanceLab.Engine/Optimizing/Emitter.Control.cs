using ConformanceLab.Wasm.Codegen.X64;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>Where blocks lead.</content>
internal sealed partial class Emitter
{
    private void JumpTo(Block target, Block from)
    {
        target = Final(target);
        if (_nextEmitted[from.Index] != target)
        {
            _assembler.Jmp(_labels[target.Index]);
        }
    }

    private void EmitBranch(int value, Block block)
    {
        var taken = Final(block.Successors[0].To);
        var other = Final(block.Successors[1].To);
        var condition = EmitCondition(value, _labels[taken.Index], _labels[other.Index]);
        var next = _nextEmitted[block.Index];
        if (taken == next)
        {
            _assembler.Jcc(condition.Negate(), _labels[other.Index]);
        }
        else
        {
            _assembler.Jcc(condition, _labels[taken.Index]);
            if (other != next)
            {
                _assembler.Jmp(_labels[other.Index]);
            }
        }
    }

    private void EmitSwitch(int value, Block block)
    {
        var count = block.Cases.Length - 1;
        var index = General(value);
        var fallback = _labels[Final(block.Successors[block.Cases[count]].To).Index];
        _assembler.Emit(Cmp, Dword, index, count);
        _assembler.Jcc(Condition.AboveOrEqual, fallback);
        if (count == 0)
        {
            return;
        }

        var targets = new Label[count];
        for (var i = 0; i < count; i++)
        {
            targets[i] = _labels[Final(block.Successors[block.Cases[i]].To).Index];
        }

        var temporary = Temporary();
        var table = _assembler.NewJumpTable(targets);
        _assembler.Lea(Qword, Scratch, MemoryOperand.Relative(table));
        _assembler.Movsx(Qword, Dword, temporary, new MemoryOperand(Scratch, index, 4));
        _assembler.Emit(Add, Qword, Scratch, temporary);
        _assembler.Jmp(Scratch);
    }
}

using ConformanceLab.Wasm.Codegen.X64;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>Where blocks lead.</content>
internal sealed partial class Emitter
{
    /// <summary>So many cases of a switch are told apart by comparisons: a table pays later.</summary>
    internal const int ComparedCases = 4;

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
        if (count <= ComparedCases)
        {
            EmitComparisons(index, block);
            return;
        }

        var fallback = LabelOfCase(block, count);
        _assembler.Emit(Cmp, Dword, index, count);
        _assembler.Jcc(Condition.AboveOrEqual, fallback);
        var targets = new Label[count];
        for (var i = 0; i < count; i++)
        {
            targets[i] = LabelOfCase(block, i);
        }

        var temporary = Temporary();
        var table = _assembler.NewJumpTable(targets);
        _assembler.Lea(Qword, Scratch, MemoryOperand.Relative(table));
        _assembler.Movsx(Qword, Dword, temporary, new MemoryOperand(Scratch, index, 4));
        _assembler.Emit(Add, Qword, Scratch, temporary);
        _assembler.Jmp(Scratch);
    }

    // Two cases for each comparison: below, or equal.
    private void EmitComparisons(Register index, Block block)
    {
        var count = block.Cases.Length - 1;
        for (var i = 0; i < count; i += 2)
        {
            var last = Math.Min(i + 1, count - 1);
            if (last == 0)
            {
                _assembler.Test(Dword, index, index);
            }
            else
            {
                _assembler.Emit(Cmp, Dword, index, last);
            }

            if (last > i)
            {
                _assembler.Jcc(Condition.Below, LabelOfCase(block, i));
            }

            _assembler.Jcc(Condition.Equal, LabelOfCase(block, last));
        }

        JumpTo(block.Successors[block.Cases[count]].To, block);
    }

    private Label LabelOfCase(Block block, int i) => _labels[Final(block.Successors[block.Cases[i]].To).Index];
}

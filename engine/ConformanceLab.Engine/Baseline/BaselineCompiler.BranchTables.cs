using ConformanceLab.Wasm.Codegen.X64;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;

namespace ConformanceLab.Wasm.Baseline;

/// <content>br_table. Targets that want values or locals elsewhere are reached by way of code that moves them.</content>
internal sealed partial class BaselineCompiler
{
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
            JumpTo(BlockAt(label));
        }

        BecomeUnreachable();
    }

    // Where values have to be moved, a branch of a table goes by way of code that does it.
    private Label TableTarget(uint label, Dictionary<uint, Label> trampolines)
    {
        var block = BlockAt(label);
        if (!NeedsMoves(block))
        {
            JoinLocals(block);
            return block.Target;
        }

        if (!trampolines.TryGetValue(label, out var place))
        {
            trampolines.Add(label, place = _assembler.NewLabel());
        }

        return place;
    }
}

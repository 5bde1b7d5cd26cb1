using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter.Translation;

/// <content>Blocks and branches.</content>
internal sealed partial class Translator
{
    // block, loop, if, try, try_table.
    private void Open(Opcode opcode, BlockType type, ReadOnlySpan<CatchClause> clauses)
    {
        if (_isUnreachable)
        {
            _unreachableDepth++;
            return;
        }

        var start = _words.Count;
        Reach(opcode);
        var (parameters, results) = TypesOf(type);
        switch (opcode)
        {
            case Opcode.Loop:
                Emit(opcode);
                OpenBlock(BlockKind.Loop, parameters, results);
                _blocks.Last.Start = start;
                break;
            case Opcode.If:
                _operands.Pop();
                Emit(opcode, _operands.Height);
                OpenBlock(BlockKind.If, parameters, results);
                _blocks.Last.ElseFixup = _words.Count;
                _words.Add(0);
                break;
            case Opcode.Try:
                OpenBlock(BlockKind.Try, parameters, results);
                break;
            case Opcode.TryTable:
                var firstClause = _clauses.Count;
                AddClauses(clauses);
                OpenBlock(BlockKind.TryTable, parameters, results);
                _blocks.Last.FirstClause = firstClause;
                break;
            default:
                OpenBlock(BlockKind.Block, parameters, results);
                break;
        }
    }

    private void OpenBlock(BlockKind kind, OperandShape parameters, OperandShape results) => _blocks.Add(new ControlBlock
    {
        Kind = kind,
        Base = _operands.MarkBelow(parameters),
        Parameters = parameters,
        Results = results,
        Start = _words.Count,
        BranchFixups = ControlBlock.NoFixup,
        HandlerFixups = ControlBlock.NoFixup,
        DelegateFixups = ControlBlock.NoFixup,
        ElseFixup = ControlBlock.NoFixup,
        FirstClause = _clauses.Count,
    });

    private (OperandShape Parameters, OperandShape Results) TypesOf(BlockType type) =>
        type.IsTypeIndex ? ShapesAt(type.TypeIndex)
        : type.IsSingleResult ? (OperandShape.Empty, s_singles[(int)KindOf(type.Result)])
        : (OperandShape.Empty, OperandShape.Empty);

    private void Else()
    {
        if (_unreachableDepth > 0)
        {
            return;
        }

        ref var block = ref _blocks.Last;
        if (!_isUnreachable)
        {
            EmitJumpToEnd();
        }

        PatchElse(ref block);
        block.Kind = BlockKind.Block;
        _isUnreachable = false;
        _operands.Reset(block.Base);
        _operands.Push(block.Parameters);
    }

    private void End()
    {
        if (_unreachableDepth > 0)
        {
            _unreachableDepth--;
            return;
        }

        ref var block = ref _blocks.Last;
        if (block.Kind == BlockKind.Catch && !_isUnreachable)
        {
            EmitJumpToEnd();
        }

        if (block.Kind == BlockKind.If)
        {
            PatchElse(ref block);
        }

        Close();
    }

    // Everything that waited for the end of the innermost block goes here.
    private void Close()
    {
        var block = _blocks.Last;
        var target = _words.Count;
        for (var word = block.BranchFixups; word != ControlBlock.NoFixup;)
        {
            (word, _words[word]) = (_words[word], target - word);
        }

        for (var handler = block.HandlerFixups; handler != ControlBlock.NoFixup;)
        {
            (handler, _handlers[handler].Target) = (_handlers[handler].Target, target);
        }

        for (var handler = block.DelegateFixups; handler != ControlBlock.NoFixup;)
        {
            (handler, _handlers[handler].Target) = (_handlers[handler].Target, _handlers.Count);
        }

        AddHandlers(block);
        _blocks.Truncate(_blocks.Count - 1);
        _isUnreachable = false;
        _operands.Reset(block.Base);
        _operands.Push(block.Results);
        if (_blocks.Count == 0)
        {
            EmitReturn(block.Results.Slots);
        }
    }

    private void PatchElse(ref ControlBlock block)
    {
        _words[block.ElseFixup] = _words.Count - block.ElseFixup;
        block.ElseFixup = ControlBlock.NoFixup;
    }

    private void EmitJumpToEnd()
    {
        Emit(Opcode.Br);
        EmitBranch(0);
    }

    // The four words of a branch with the label's operands on top of the stack.
    private void EmitBranch(int label)
    {
        ref var block = ref _blocks[_blocks.Count - 1 - label];
        var slots = block.LabelSlots;
        var from = _operands.Height - slots;
        var to = block.Base.Height;
        var word = _words.Count;
        if (block.Kind == BlockKind.Loop)
        {
            _words.Add(block.Start - word);
        }
        else
        {
            _words.Add(block.BranchFixups);
            block.BranchFixups = word;
        }

        _words.Add(from);
        _words.Add(to);
        _words.Add(from == to ? 0 : slots);
    }

    private void EmitReturn(int resultSlots) => Emit(Opcode.Return, _operands.Height - resultSlots, resultSlots, _base);

    private void BecomeUnreachable() => _isUnreachable = true;

    private void TranslateLabel(Opcode opcode, int label)
    {
        switch (opcode)
        {
            case Opcode.Br:
                Emit(opcode);
                EmitBranch(label);
                BecomeUnreachable();
                break;
            case Opcode.BrIf:
                _operands.Pop();
                Emit(opcode, _operands.Height);
                EmitBranch(label);
                break;
            case Opcode.BrOnNull:
                var kind = _operands.Pop();
                Emit(opcode, _operands.Height);
                EmitBranch(label);
                _operands.Push(kind);
                break;
            case Opcode.BrOnNonNull:
                Emit(opcode, _operands.Height - 1);
                EmitBranch(label);
                _operands.Pop();
                break;
            case Opcode.Rethrow:
                Emit(opcode, _blocks[_blocks.Count - 1 - label].Base.Height, _operands.Roots);
                BecomeUnreachable();
                break;
        }
    }

    private void BranchTable(ReadOnlySpan<uint> labels)
    {
        _operands.Pop();
        Emit(Opcode.BrTable, _operands.Height, labels.Length - 1);
        foreach (var label in labels)
        {
            EmitBranch((int)label);
        }

        BecomeUnreachable();
    }

    private void BranchOnCast(Opcode opcode, int label, ValType target)
    {
        Emit(opcode, _operands.Height - 1);
        EmitCastTarget(target.HeapType, target.IsNullable);
        EmitBranch(label);
    }
}

using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Interpreter.Translation;

/// <content>
/// Handlers of exceptions. A block's handlers enter the table when it ends, so inner ones come first; until then they wait as clauses.
/// </content>
internal sealed partial class Translator
{
    // Clauses of a try_table that is about to open. Their targets are blocks, named by position until they enter the table.
    private void AddClauses(ReadOnlySpan<CatchClause> clauses)
    {
        foreach (var clause in clauses)
        {
            var target = _blocks.Count - 1 - (int)clause.Label;
            _clauses.Add(new ExceptionHandler
            {
                Kind = clause.Kind switch
                {
                    CatchKind.Catch => HandlerKind.Catch,
                    CatchKind.CatchRef => HandlerKind.CatchRef,
                    CatchKind.CatchAll => HandlerKind.CatchAll,
                    _ => HandlerKind.CatchAllRef,
                },
                Tag = clause.TagIndex,
                Target = target,
                Slot = _blocks[target].Base.Height,
            });
        }
    }

    // The clauses of a block that ends enter the table.
    private void AddHandlers(in ControlBlock block)
    {
        for (var i = block.FirstClause; i < _clauses.Count; i++)
        {
            var handler = _clauses[i];
            if (handler.Kind == HandlerKind.Delegate)
            {
                ref var target = ref _blocks[handler.Target];
                handler.Target = target.DelegateFixups;
                target.DelegateFixups = _handlers.Count;
            }
            else if (block.Kind == BlockKind.TryTable)
            {
                (handler.Start, handler.End) = (block.Start, _words.Count);
                ref var target = ref _blocks[handler.Target];
                if (target.Kind == BlockKind.Loop)
                {
                    handler.Target = target.Start;
                }
                else
                {
                    handler.Target = target.HandlerFixups;
                    target.HandlerFixups = _handlers.Count;
                }
            }

            _handlers.Add(handler);
        }

        _clauses.Truncate(block.FirstClause);
    }

    // catch and catch_all: the part before ends, and the next begins with the exception in a hidden operand, for rethrow.
    private void LegacyCatch(HandlerKind kind, int tag, OperandShape values)
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

        // The words that the try protects end at the first catch; all clauses share them.
        var end = block.Kind == BlockKind.Try ? _words.Count : _clauses[block.FirstClause].End;
        block.Kind = BlockKind.Catch;
        _clauses.Add(new ExceptionHandler
        {
            Start = block.Start,
            End = end,
            Kind = kind,
            Tag = tag,
            Target = _words.Count,
            Slot = block.Base.Height,
        });
        _isUnreachable = false;
        _operands.Reset(block.Base);
        _operands.Push(OperandKind.Reference);
        _operands.Push(values);
    }

    // Ends a try: what it does not catch goes on at the handlers of the block that the label names, past those between.
    private void Delegate(int label)
    {
        if (_unreachableDepth > 0)
        {
            _unreachableDepth--;
            return;
        }

        // The label counts from outside the try.
        _clauses.Add(new ExceptionHandler
        {
            Start = _blocks.Last.Start,
            End = _words.Count,
            Kind = HandlerKind.Delegate,
            Target = _blocks.Count - 2 - label,
        });
        Close();
    }

    private void Throw(int tag)
    {
        var roots = _operands.Roots;
        _operands.Pop(ShapesAt(_module.TagTypeIndices[tag]).Parameters);
        Emit(Opcode.Throw, _operands.Height, roots, tag);
        BecomeUnreachable();
    }
}

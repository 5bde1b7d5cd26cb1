using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Validation;

/// <content>Rules of exception handling, with exnref and legacy. Source: specification, "Control Instructions"; proposal
/// exception-handling, legacy.</content>
internal partial struct FunctionValidator
{
    private void RuleThrow(int tag)
    {
        PopAll(TagAt(tag).Parameters.AsSpan());
        SetUnreachable();
    }

    private void RuleThrowRef()
    {
        Pop(ValType.ExnRef);
        SetUnreachable();
    }

    private void RuleTryTable(BlockType type, ReadOnlySpan<CatchClause> clauses)
    {
        var blockType = TypeOf(type);

        // Clauses stand outside the block: their labels don't count it.
        foreach (var clause in clauses)
        {
            CheckClause(clause);
        }

        OpenBlock(FrameKind.TryTable, blockType);
    }

    // spec: valid-catch
    private readonly void CheckClause(CatchClause clause)
    {
        var label = FrameAt(clause.Label).LabelTypes.AsSpan();
        var handsOver = clause.Kind is CatchKind.CatchRef or CatchKind.CatchAllRef;
        var values = clause.Kind is CatchKind.Catch or CatchKind.CatchRef ? TagAt(clause.TagIndex).Parameters.AsSpan() : [];
        var exception = ValType.Ref(HeapType.Exn, nullable: false);
        if (label.Length != values.Length + (handsOver ? 1 : 0)
            || !_types.MatchesResult(values, label[..values.Length])
            || (handsOver && !_types.MatchesValue(exception, label[^1])))
        {
            FailMismatch($"catch clause has {Show(handsOver ? [.. values, exception] : values)} but label has {Show(label)}");
        }
    }

    private void RuleTry(BlockType type) => OpenBlock(FrameKind.Try, type);

    private void RuleCatch(int tag)
    {
        EndTryPart();
        ContinueFrame(FrameKind.Catch, TagAt(tag).Parameters);
    }

    private void RuleCatchAll()
    {
        EndTryPart();
        ContinueFrame(FrameKind.CatchAll, []);
    }

    private void EndTryPart()
    {
        ref var frame = ref _frames[_depth - 1];
        if (frame.Kind is not (FrameKind.Try or FrameKind.Catch))
        {
            FailMalformed("END opcode expected");
        }

        CheckFrameEnd(frame.EndTypes);
    }

    private void RuleDelegate(uint label)
    {
        ref var frame = ref _frames[_depth - 1];
        if (frame.Kind != FrameKind.Try)
        {
            FailMalformed("END opcode expected");
        }

        // The label counts from outside the try.
        if (label >= (uint)_depth - 1)
        {
            FailInvalid($"unknown label {label}");
        }

        CheckFrameEnd(frame.EndTypes);
        PopFrame(frame.EndTypes);
    }

    private void RuleRethrow(uint label)
    {
        if (FrameAt(label).Kind is not (FrameKind.Catch or FrameKind.CatchAll))
        {
            FailInvalid("invalid rethrow label", $"{label}");
        }

        SetUnreachable();
    }
}

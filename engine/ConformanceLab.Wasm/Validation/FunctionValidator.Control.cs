using System.Collections.Immutable;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Validation;

/// <content>Rules of control instructions. Source: specification, "Control Instructions" in "Validation".</content>
internal partial struct FunctionValidator
{
    private void RuleUnreachable() => SetUnreachable();

    private void RuleBlock(BlockType type) => OpenBlock(FrameKind.Block, type);

    private void RuleLoop(BlockType type) => OpenBlock(FrameKind.Loop, type);

    private void RuleIf(BlockType type)
    {
        var blockType = TypeOf(type);
        Pop(ValType.I32);
        OpenBlock(FrameKind.If, blockType);
    }

    private void OpenBlock(FrameKind kind, BlockType type) => OpenBlock(kind, TypeOf(type));

    private void OpenBlock(FrameKind kind, FunctionType type)
    {
        PopAll(type.Parameters.AsSpan());
        PushFrame(kind, type);
        PushAll(type.Parameters);
    }

    private void RuleElse()
    {
        var frame = _frames[_depth - 1];
        if (frame.Kind != FrameKind.If)
        {
            FailMalformed("END opcode expected");
        }

        CheckFrameEnd(frame.EndTypes);
        ContinueFrame(FrameKind.Else, frame.StartTypes);
    }

    private void RuleEnd()
    {
        ref var frame = ref _frames[_depth - 1];
        if (frame.Kind == FrameKind.If && !_types.MatchesResult(frame.StartTypes.AsSpan(), frame.EndTypes.AsSpan()))
        {
            // The missing else branch has to turn the parameters into the results.
            FailMismatch($"instruction requires {Show(frame.EndTypes.AsSpan())} but stack has {Show(frame.StartTypes.AsSpan())}");
        }

        CheckFrameEnd(frame.EndTypes);
        PopFrame(frame.EndTypes);
    }

    private void RuleBr(uint label)
    {
        PopAll(FrameAt(label).LabelTypes.AsSpan());
        SetUnreachable();
    }

    private void RuleBrIf(uint label)
    {
        ref var frame = ref FrameAt(label);
        Pop(ValType.I32);
        Retype(frame.LabelTypes);
    }

    private void RuleBrTable(ReadOnlySpan<uint> labels)
    {
        Pop(ValType.I32);
        var arity = FrameAt(labels[^1]).LabelTypes.Length;
        _tableGeneration++;
        foreach (var label in labels)
        {
            ref var frame = ref FrameAt(label);
            if (frame.VisitedByTable == _tableGeneration)
            {
                continue;
            }

            frame.VisitedByTable = _tableGeneration;
            var types = frame.LabelTypes.AsSpan();
            if (types.Length != arity)
            {
                FailMismatch($"label {label} takes {types.Length} operands, the default {arity}");
            }

            CheckTop(types);
        }

        SetUnreachable();
    }

    private void RuleReturn()
    {
        PopAll(_frames[0].EndTypes.AsSpan());
        SetUnreachable();
    }

    private void RuleCall(int function)
    {
        var type = FunctionAt(function);
        PopAll(type.Parameters.AsSpan());
        PushAll(type.Results);
    }

    private void RuleCallRef(int type)
    {
        var function = FunctionTypeAt(type);
        Pop(ReferenceTo(type, nullable: true));
        PopAll(function.Parameters.AsSpan());
        PushAll(function.Results);
    }

    private void RuleCallIndirect(int type, int table)
    {
        var function = FunctionTypeOfIndirect(type, table);
        PopAll(function.Parameters.AsSpan());
        PushAll(function.Results);
    }

    private void RuleReturnCall(int function)
    {
        TailCall(FunctionAt(function));
        _module.HasForeignTailCalls |= function < _module.ImportedFunctionCount;
    }

    private void RuleReturnCallRef(int type)
    {
        var function = FunctionTypeAt(type);
        Pop(ReferenceTo(type, nullable: true));
        TailCall(function);
        _module.HasForeignTailCalls = true;
    }

    private void RuleReturnCallIndirect(int type, int table)
    {
        TailCall(FunctionTypeOfIndirect(type, table));
        _module.HasForeignTailCalls = true;
    }

    private void TailCall(FunctionType type)
    {
        if (!_types.MatchesResult(type.Results.AsSpan(), _frames[0].EndTypes.AsSpan()))
        {
            FailMismatch(
                $"current function requires result type {Show(_frames[0].EndTypes.AsSpan())} but callee returns "
                    + $"{Show(type.Results.AsSpan())}");
        }

        PopAll(type.Parameters.AsSpan());
        SetUnreachable();
    }

    private readonly FunctionType FunctionAt(int index)
    {
        var functions = _module.FunctionSignatures;
        if ((uint)index >= (uint)functions.Length)
        {
            FailInvalid($"unknown function {index}");
        }

        return functions[index];
    }

    // Everything that call_indirect asks for but parameters and results; pops the index.
    private FunctionType FunctionTypeOfIndirect(int type, int tableIndex)
    {
        ref readonly var table = ref TableAt(tableIndex);
        var function = FunctionTypeAt(type);
        if (!_types.MatchesReference(table.Element, ValType.FuncRef))
        {
            FailMismatch($"instruction requires table of function type but table has element type {table.Element}");
        }

        Pop(table.AddressType.ToValType());
        return function;
    }

    private void RuleBrOnNull(uint label)
    {
        ref var frame = ref FrameAt(label);
        var reference = PopReference();
        Retype(frame.LabelTypes);
        Push(ValType.Ref(reference.HeapType, nullable: false));
    }

    private void RuleBrOnNonNull(uint label)
    {
        var types = FrameAt(label).LabelTypes;
        var reference = PopReference();
        CheckLastOfLabel(types, ValType.Ref(reference.HeapType, nullable: false));
        RetypeAllButLast(types);
    }

    // spec: valid-br_on_cast
    private void RuleBrOnCast(uint label, ValType source, ValType target)
    {
        var types = FrameAt(label).LabelTypes;
        (source, target) = CheckCast(source, target);
        CheckLastOfLabel(types, target);
        Pop(source);
        RetypeAllButLast(types);
        Push(Difference(source, target));
    }

    // spec: valid-br_on_cast_fail
    private void RuleBrOnCastFail(uint label, ValType source, ValType target)
    {
        var types = FrameAt(label).LabelTypes;
        (source, target) = CheckCast(source, target);
        CheckLastOfLabel(types, Difference(source, target));
        Pop(source);
        RetypeAllButLast(types);
        Push(target);
    }

    private readonly (ValType Source, ValType Target) CheckCast(ValType source, ValType target)
    {
        (source, target) = (Canonical(source), Canonical(target));
        if (!_types.MatchesReference(target, source))
        {
            FailMismatch($"{target} does not match {source}");
        }

        return (source, target);
    }

    // What is left of a reference type when a cast to another one has failed. Source: specification, "Reference Types", type difference.
    private static ValType Difference(ValType source, ValType target) =>
        target.IsNullable ? ValType.Ref(source.HeapType, nullable: false) : source;

    private readonly void CheckLastOfLabel(ImmutableArray<ValType> label, ValType type)
    {
        if (label.IsEmpty || !_types.MatchesValue(type, label[^1]))
        {
            FailMismatch($"instruction requires type {type} but label has {Show(label.AsSpan())}");
        }
    }

    private void RetypeAllButLast(ImmutableArray<ValType> label)
    {
        var rest = label.AsSpan(0, label.Length - 1);
        if (HasExactly(rest))
        {
            return;
        }

        PopAll(rest);
        PushAll(rest);
    }
}

using System.Collections.Immutable;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Fuzzing.Generation;

/// <content>Exceptions: of the standard, and as they were before it.</content>
internal sealed partial class FunctionGenerator
{
    private static ValType SureException => ValType.Ref(HeapType.Exn, nullable: false);

    // block $out (block $caught (try_table … br $out)  the exception's values) end
    private void TryTable(ImmutableArray<ValType> results, int depth)
    {
        var parameters = Parameters();
        Produce(parameters, depth - 1);
        Open(Opcode.Block, parameters, results, new Label(results, LabelKind.Block));
        var tag = _random.Next(_shape.Module.Tags.Count);
        var payload = _shape.PayloadOf(tag);
        var (kind, values) = _random.Next(5) switch
        {
            0 => (CatchKind.Catch, payload),
            1 => (CatchKind.CatchRef, payload.Add(SureException)),
            2 => (CatchKind.CatchAll, []),
            _ => (CatchKind.CatchAllRef, (ImmutableArray<ValType>)[SureException]),
        };
        Open(Opcode.Block, parameters, values, new Label(values, LabelKind.Block));
        var clauses = new List<CatchClause> { new(kind, kind < CatchKind.CatchAll ? tag : 0, 0) };
        AddClause(clauses);
        if (_random.Next(2) == 0)
        {
            clauses.Reverse();
        }

        _code.TryTable(Opcode.TryTable, TypeOf(parameters, results), [.. clauses]);
        _labels.Add(new Label(results, LabelKind.Block));
        Guarded(parameters, results, depth);
        Close();
        _code.Label(Opcode.Br, 1);
        Close();
        Keep(values);
        Sequence(results, depth - 1);
        Close();
    }

    // A second clause that fits a label which happens to be there. Clauses count labels from outside of their instruction.
    private void AddClause(List<CatchClause> clauses)
    {
        var tag = _random.Next(_shape.Module.Tags.Count);
        var payload = _shape.PayloadOf(tag);
        if (_random.Next(2) == 0 && FindLabel(types => _types.Matches(payload.AsSpan(), types.AsSpan())) is >= 0 and var label)
        {
            clauses.Add(new CatchClause(CatchKind.Catch, tag, Distance(label)));
        }
        else if (_random.Next(2) == 0 && FindLabel(static types => types.IsEmpty) is >= 0 and var empty)
        {
            clauses.Add(new CatchClause(CatchKind.CatchAll, 0, Distance(empty)));
        }
    }

    // Something throws in there, mostly.
    private void Guarded(ImmutableArray<ValType> parameters, ImmutableArray<ValType> results, int depth)
    {
        Keep(parameters);
        if (_random.Next(2) == 0)
        {
            Statement(depth - 1);
        }

        if (_random.Next(2) == 0)
        {
            Condition(depth - 1);
            Open(Opcode.If, [], [], new Label([], LabelKind.Block));
            Throw(depth - 2);
            Close();
        }
        else if (_random.OneIn(4))
        {
            Throw(depth - 2);
        }

        Sequence(results, depth - 1);
    }

    private void Throw(int depth)
    {
        switch (_random.Next(8))
        {
            case 0:
                Produce(ValType.ExnRef, depth);
                _code.Plain(Opcode.ThrowRef);
                break;
            case < 3 when FindCatch() is >= 0 and var label:
                _code.Label(Opcode.Rethrow, Distance(label));
                break;
            default:
                var tag = _random.Next(_shape.Module.Tags.Count);
                Produce(_shape.PayloadOf(tag), depth);
                _code.Index(Opcode.Throw, tag);
                break;
        }
    }

    private int FindCatch() => _labels.FindLastIndex(static label => label.Kind == LabelKind.Catch);

    private void LegacyTry(ImmutableArray<ValType> results, int depth)
    {
        var parameters = Parameters();
        Produce(parameters, depth - 1);
        Open(Opcode.Try, parameters, results, new Label(results, LabelKind.Block));
        Guarded(parameters, results, depth);
        if (_random.OneIn(4))
        {
            // To a handler outside, or to the caller: counted from outside of the try.
            _labels.RemoveAt(_labels.Count - 1);
            _code.Label(Opcode.Delegate, Distance(_random.Next(_labels.Count)));
            return;
        }

        _labels[^1] = new Label(results, LabelKind.Catch);
        for (var count = _random.Next(3); count > 0; count--)
        {
            var tag = _random.Next(_shape.Module.Tags.Count);
            _code.Index(Opcode.Catch, tag);
            Body(_shape.PayloadOf(tag), results, depth);
        }

        if (_random.Next(2) == 0)
        {
            _code.Plain(Opcode.CatchAll);
            Body([], results, depth);
        }

        Close();
    }
}

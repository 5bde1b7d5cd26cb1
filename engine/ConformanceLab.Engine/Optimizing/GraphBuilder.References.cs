using ConformanceLab.Wasm.Baseline;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// What declarations say of references: parameters, results, fields, elements, globals and locals have types. It is true of the value wherever it
/// is, and saves tests that it passes for sure. What casts and tests say is true only behind them: that is <see cref="ValueNumbering"/>'s.
/// </content>
internal sealed partial class GraphBuilder
{
    private const int AnyType = -1;

    // A node whose value has a declared type.
    private Node Declared(Node node, ValType type)
    {
        if (type.IsReference)
        {
            node.Facts = FactsOf(type);
            node.HeapType = HeapTypeOf(type);
        }

        return node;
    }

    private ReferenceFacts FactsOf(ValType type)
    {
        var heap = type.HeapType;
        var isObject = heap.IsConcrete ? _native.KindOf(type) == OperandKind.Reference
            : heap == HeapType.Struct || heap == HeapType.Array || heap == HeapType.None;
        return (type.IsNullable ? ReferenceFacts.None : ReferenceFacts.NotNull)
            | (isObject ? ReferenceFacts.IsObject : ReferenceFacts.None);
    }

    private static int HeapTypeOf(ValType type) => type.HeapType.IsConcrete ? type.HeapType.Index + 1 : 0;

    // A local is of its type, but may not be set yet; unless it is a parameter.
    private void DeclareLocal(int value, int local)
    {
        if (_body.Types[local] is { IsReference: true } type)
        {
            ref var at = ref _graph[value];
            at.HeapType = HeapTypeOf(type);
            at.Facts = FactsOf(type) & (local < _body.ParameterCount ? ~ReferenceFacts.None : ~ReferenceFacts.NotNull);
        }
    }

    // Where control joins: what is true of all that arrive.
    private void DeclareJoin(int value, List<Arrival> arrivals, int index)
    {
        if (_graph[value].Kind is not (OperandKind.Reference or OperandKind.Function))
        {
            return;
        }

        var facts = ReferenceFacts.NotNull | ReferenceFacts.IsObject;
        var heapType = AnyType;
        foreach (var arrival in arrivals)
        {
            var (others, other) = FactsOf(_snapshots[arrival.Snapshot + index]);
            facts &= others;
            heapType = heapType == AnyType ? other : other == AnyType ? heapType : CommonType(heapType, other);
        }

        ref var at = ref _graph[value];
        (at.Facts, at.HeapType) = (facts, Math.Max(heapType, 0));
    }

    // Null has every type.
    private (ReferenceFacts Facts, int HeapType) FactsOf(int value)
    {
        ref readonly var at = ref _graph[value];
        return at.Op == Ops.Constant ? (ReferenceFacts.IsObject, AnyType) : (at.Facts, at.HeapType);
    }

    // The nearest type above both.
    private int CommonType(int left, int right)
    {
        if (right == 0)
        {
            return 0;
        }

        var type = left - 1;
        while (type >= 0 && !_native.IsSubtype(right - 1, type))
        {
            type = _native.SupertypeOf(type);
        }

        return type + 1;
    }
}

using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Validation;

/// <content>Rules of parametric, variable and table instructions. Source: specification, sections of these names in "Validation".</content>
internal partial struct FunctionValidator
{
    private void RuleDrop() => PopAny();

    private void RuleSelect()
    {
        Pop(ValType.I32);
        var second = PopAny();
        var first = PopAny();
        var type = first.IsBottom ? second : first;
        if (type.IsReference || second.IsReference)
        {
            FailMismatch($"instruction requires numeric or vector type but stack has [{first} {second}]");
        }

        if (!second.IsBottom && second != type)
        {
            FailMismatch($"instruction requires [{type} {type}] but stack has [{first} {second}]");
        }

        Push(type);
    }

    private void RuleSelectTyped(ReadOnlySpan<ValType> types)
    {
        if (types.Length != 1)
        {
            FailInvalid("invalid result arity", "other than 1 is not allowed");
        }

        var type = Canonical(types[0]);
        Pop(ValType.I32);
        Pop(type);
        Pop(type);
        Push(type);
    }

    private void RuleLocalGet(int local)
    {
        var type = LocalAt(local);
        if (_tracksLocals && !IsInitialized(local, type))
        {
            FailInvalid($"uninitialized local {local}");
        }

        Push(type);
    }

    private void RuleLocalSet(int local)
    {
        var type = LocalAt(local);
        Pop(type);
        Initialize(local, type);
    }

    private void RuleLocalTee(int local)
    {
        var type = LocalAt(local);
        Pop(type);
        Push(type);
        Initialize(local, type);
    }

    private ValType LocalAt(int local)
    {
        if ((uint)local >= (uint)_knownLocals)
        {
            if ((uint)local >= (uint)_localCount)
            {
                FailInvalid($"unknown local {local}");
            }

            WriteLocals(_localCount);
        }

        return _locals[local];
    }

    private readonly bool IsInitialized(int local, ValType type) =>
        type.IsDefaultable || local < _localsType!.Parameters.Length || _initialized[local] == _initializedNumber;

    private readonly void Initialize(int local, ValType type)
    {
        if (_tracksLocals && !IsInitialized(local, type))
        {
            _initialized[local] = _initializedNumber;
            _initializedOrder.Add(local);
        }
    }

    private void RuleGlobalGet(int global) => Push(GlobalAt(global).Value);

    private void RuleGlobalSet(int global)
    {
        ref readonly var type = ref GlobalAt(global);
        if (!type.IsMutable)
        {
            FailInvalid("immutable global", $"global {global}");
        }

        Pop(type.Value);
    }

    private readonly ref readonly GlobalType GlobalAt(int index)
    {
        if ((uint)index >= (uint)_visibleGlobals)
        {
            FailInvalid($"unknown global {index}");
        }

        return ref _module.Globals.ItemRef(index);
    }

    private void RuleTableGet(int table)
    {
        ref readonly var type = ref TableAt(table);
        Pop(type.AddressType.ToValType());
        Push(type.Element);
    }

    private void RuleTableSet(int table)
    {
        ref readonly var type = ref ChangedTableAt(table);
        Pop(type.Element);
        Pop(type.AddressType.ToValType());
    }

    private void RuleTableSize(int table) => Push(TableAt(table).AddressType.ToValType());

    private void RuleTableGrow(int table)
    {
        ref readonly var type = ref ChangedTableAt(table);
        Pop(type.AddressType.ToValType());
        Pop(type.Element);
        Push(type.AddressType.ToValType());
    }

    private void RuleTableFill(int table)
    {
        ref readonly var type = ref ChangedTableAt(table);
        Pop(type.AddressType.ToValType());
        Pop(type.Element);
        Pop(type.AddressType.ToValType());
    }

    private void RuleTableCopy(int destination, int source)
    {
        ref readonly var to = ref ChangedTableAt(destination);
        ref readonly var from = ref TableAt(source);
        if (!_types.MatchesReference(from.Element, to.Element))
        {
            FailMismatch($"source element type {from.Element} does not match destination element type {to.Element}");
        }

        Pop(Narrower(to.AddressType.ToValType(), from.AddressType.ToValType()));
        Pop(from.AddressType.ToValType());
        Pop(to.AddressType.ToValType());
    }

    private void RuleTableInit(int segment, int table)
    {
        ref readonly var type = ref ChangedTableAt(table);
        var element = ElementTypeOf(segment);
        if (!_types.MatchesReference(element, type.Element))
        {
            FailMismatch($"element segment's type {element} does not match table's element type {type.Element}");
        }

        Pop(ValType.I32);
        Pop(ValType.I32);
        Pop(type.AddressType.ToValType());
    }

    // A length that both sides can express.
    private static ValType Narrower(ValType left, ValType right) => left == ValType.I32 ? left : right;
}

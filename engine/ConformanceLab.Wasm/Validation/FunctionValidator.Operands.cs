using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Validation;

/// <content>The operand stack. Source: specification, appendix "Validation Algorithm".</content>
internal partial struct FunctionValidator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Push(ValType type)
    {
        if (_height >= _highWater)
        {
            RaiseHighWater();
        }

        _operands[_height++] = type;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RaiseHighWater()
    {
        if (_height >= ImplementationLimits.Operands)
        {
            FailLimit($"more than {ImplementationLimits.Operands} operands");
        }

        if (_height == _operands.Length)
        {
            Array.Resize(ref _operands, 2 * _height);
        }

        _highWater = _height + 1;
    }

    private void PushAll(ImmutableArray<ValType> types) => PushAll(types.AsSpan());

    private void PushAll(ReadOnlySpan<ValType> types)
    {
        if (_height + types.Length <= _highWater)
        {
            types.CopyTo(_operands.AsSpan(_height));
            _height += types.Length;
            return;
        }

        foreach (var type in types)
        {
            Push(type);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Pop(ValType expected)
    {
        var top = _height - 1;
        if (top >= _base && _operands[top] == expected)
        {
            _height = top;
        }
        else
        {
            PopMatching(expected);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void PopMatching(ValType expected)
    {
        if (_height > _base)
        {
            if (!_types.MatchesValue(_operands[_height - 1], expected))
            {
                FailOperands([expected]);
            }

            _height--;
        }
        else if (!_unreachable)
        {
            FailOperands([expected]);
        }
    }

    // Whether every further operand is there, whatever its type: thousands of them need no look.
    private readonly bool IsPolymorphic => _unreachable && _height == _base;

    // An operand of whatever type; bottom if the stack is polymorphic and empty.
    private ValType PopAny()
    {
        if (_height > _base)
        {
            return _operands[--_height];
        }

        if (!_unreachable)
        {
            FailMismatch("instruction requires [_] but stack has []");
        }

        return ValType.Bottom;
    }

    // A reference of whatever type; bottom becomes a non-null reference to the bottom heap type.
    private ValType PopReference()
    {
        var type = PopAny();
        if (type.IsBottom)
        {
            return ValType.Ref(HeapType.Bottom, nullable: false);
        }

        if (!type.IsReference)
        {
            _height++;
            FailMismatch($"instruction requires a reference but stack has [{type}]");
        }

        return type;
    }

    private void PopAll(ReadOnlySpan<ValType> types)
    {
        if (HasExactly(types))
        {
            _height -= types.Length;
        }
        else
        {
            CheckTop(types);
            _height = Math.Max(_base, _height - types.Length);
        }
    }

    // Pops and pushes the same types: operands that a conditional branch leaves have the label's types.
    private void Retype(ImmutableArray<ValType> types)
    {
        if (!HasExactly(types.AsSpan()))
        {
            PopAll(types.AsSpan());
            PushAll(types);
        }
    }

    private readonly bool HasExactly(ReadOnlySpan<ValType> types)
    {
        var start = _height - types.Length;
        return start >= _base && Bits(_operands.AsSpan(start, types.Length)).SequenceEqual(Bits(types));

        // Compared as numbers, many at once.
        static ReadOnlySpan<uint> Bits(ReadOnlySpan<ValType> types) => MemoryMarshal.Cast<ValType, uint>(types);
    }

    // Checks the topmost operands and leaves them.
    private readonly void CheckTop(ReadOnlySpan<ValType> types)
    {
        var top = _height;
        for (var i = types.Length - 1; i >= 0; i--)
        {
            if (top == _base)
            {
                if (!_unreachable)
                {
                    FailOperands(types);
                }

                return;
            }

            if (!_types.MatchesValue(_operands[--top], types[i]))
            {
                FailOperands(types);
            }
        }
    }
}

using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Text;

/// <summary>Uses of function types, by index or inline. Source: specification, "Text Format, Type Uses".</summary>
internal sealed partial class ModuleParser
{
    private readonly List<ValType> _parameters = [];
    private readonly List<ValType> _results = [];

    // By hash of the signature: the first type that an inline signature may stand for, chained by _nextImplicit.
    private readonly Dictionary<int, int> _implicitTypes = [];
    private readonly Dictionary<int, int> _nextImplicit = [];

    // Set while the locals of a function are read whose type does not exist, so that their indices are unknown.
    private int? _localsOfUnknownType;

    private enum ParameterNames : byte
    {
        Forbid,
        Ignore,
        Bind,
    }

    // spec: text-functype. Parameters, then results, into _parameters and _results.
    private void ParseSignature(ParameterNames binding)
    {
        _parameters.Clear();
        _results.Clear();
        while (_cursor.TryTakeLeftParenKeyword("param"u8))
        {
            if (_cursor.Kind == TokenKind.Identifier && binding != ParameterNames.Forbid)
            {
                if (binding == ParameterNames.Bind)
                {
                    Register(_locals);
                }
                else
                {
                    _cursor.Next();
                }

                _parameters.Add(ParseValType());
            }
            else
            {
                while (_cursor.Kind != TokenKind.RightParen)
                {
                    _parameters.Add(ParseValType());
                    _locals.Count += binding == ParameterNames.Bind ? 1 : 0;
                }
            }

            _cursor.Expect(TokenKind.RightParen);
        }

        ParseResults();
    }

    private void ParseResults()
    {
        while (_cursor.TryTakeLeftParenKeyword("result"u8))
        {
            while (_cursor.Kind != TokenKind.RightParen)
            {
                _results.Add(ParseValType());
            }

            _cursor.Next();
        }

        // Out of order is a matter of grammar, and comes before any disagreement of types.
        if (_cursor.IsLeftParenKeyword("param"u8) || _cursor.IsLeftParenKeyword("type"u8))
        {
            throw _cursor.Unexpected(_cursor.Peek(1));
        }
    }

    // spec: text-typeuse.
    private int ParseTypeUse(ParameterNames binding)
    {
        var token = _cursor.Current;
        var index = TryParseExplicitType();
        ParseSignature(binding);
        return index < 0 ? FindOrAddSignature() : CheckInline(index, token, binding);
    }

    private int TryParseExplicitType()
    {
        if (!_cursor.TryTakeLeftParenKeyword("type"u8))
        {
            return -1;
        }

        var index = ParseIndex(_types);
        _cursor.Expect(TokenKind.RightParen);
        return index;
    }

    private int CheckInline(int index, Token token, ParameterNames binding)
    {
        var type = index < _module.Types.Count ? _module.Types[index].Composite as FunctionType : null;
        if (_parameters.Count + _results.Count == 0)
        {
            if (binding == ParameterNames.Bind)
            {
                _locals.Count = type?.Parameters.Length ?? 0;
                _localsOfUnknownType = index >= _module.Types.Count ? index : null;
            }

            return index;
        }

        if (index >= _module.Types.Count)
        {
            throw Error(token, $"unknown type {index}");
        }

        if (type is null || !Matches(type))
        {
            throw Error(token, "inline function type does not match explicit type");
        }

        return index;
    }

    private bool Matches(FunctionType type) =>
        type.Parameters.AsSpan().SequenceEqual(CollectionsMarshal.AsSpan(_parameters))
        && type.Results.AsSpan().SequenceEqual(CollectionsMarshal.AsSpan(_results));

    // spec: text-typeuse, "abbreviations". Only a final type without supertypes, alone in its group, can be meant.
    private void BindImplicitTypes()
    {
        foreach (var group in _module.RecursiveGroups)
        {
            if (group.Count == 1
                && _module.Types[group.Start] is { IsFinal: true, Supertypes.IsEmpty: true, Composite: FunctionType type }
                && !TryFind(Hash(type.Parameters.AsSpan(), type.Results.AsSpan()), type, out _))
            {
                BindImplicit(Hash(type.Parameters.AsSpan(), type.Results.AsSpan()), group.Start);
            }
        }
    }

    private bool TryFind(int hash, FunctionType wanted, out int index)
    {
        for (var found = _implicitTypes.TryGetValue(hash, out index); found; found = _nextImplicit.TryGetValue(index, out index))
        {
            if (((FunctionType)_module.Types[index].Composite).Equals(wanted))
            {
                return true;
            }
        }

        return false;
    }

    private void BindImplicit(int hash, int index)
    {
        if (_implicitTypes.TryGetValue(hash, out var first))
        {
            _nextImplicit[index] = first;
        }

        _implicitTypes[hash] = index;
    }

    private int FindOrAddSignature()
    {
        var hash = Hash(CollectionsMarshal.AsSpan(_parameters), CollectionsMarshal.AsSpan(_results));
        for (var found = _implicitTypes.TryGetValue(hash, out var index); found; found = _nextImplicit.TryGetValue(index, out index))
        {
            if (Matches((FunctionType)_module.Types[index].Composite))
            {
                return index;
            }
        }

        var added = _module.Types.Count;
        _module.Types.Add(new SubType(CurrentSignature()));
        _module.RecursiveGroups.Add(new RecursiveGroup(added, 1, IsExplicit: false));
        BindImplicit(hash, added);
        return added;
    }

    // HashCode is seeded per process, so that no input can choose its collisions.
    private static int Hash(ReadOnlySpan<ValType> parameters, ReadOnlySpan<ValType> results)
    {
        var hash = default(HashCode);
        foreach (var type in parameters)
        {
            hash.Add(type.GetHashCode());
        }

        hash.Add(-1);
        foreach (var type in results)
        {
            hash.Add(type.GetHashCode());
        }

        return hash.ToHashCode();
    }

    // spec: text-blocktype. One result needs no function type, nor does nothing at all.
    private BlockType ParseBlockType()
    {
        if (_cursor.Kind != TokenKind.LeftParen)
        {
            return BlockType.Empty;
        }

        var token = _cursor.Current;
        var index = TryParseExplicitType();
        ParseSignature(ParameterNames.Forbid);
        if (index >= 0)
        {
            return BlockType.Index(Binary.TypeReader.ToTypeIndex(CheckInline(index, token, ParameterNames.Forbid)));
        }

        return (_parameters.Count, _results.Count) switch
        {
            (0, 0) => BlockType.Empty,
            (0, 1) => BlockType.Single(_results[0]),
            _ => BlockType.Index(FindOrAddSignature()),
        };
    }
}

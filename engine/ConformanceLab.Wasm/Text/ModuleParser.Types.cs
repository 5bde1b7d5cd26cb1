using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text;

/// <summary>Types. Source: specification, "Text Format, Types".</summary>
internal sealed partial class ModuleParser
{
    private static readonly MnemonicTable s_typeWords = new(
    [
        "i32", "i64", "f32", "f64", "v128", "funcref", "externref", "anyref", "eqref", "i31ref", "structref", "arrayref", "exnref",
        "nullref", "nullexternref", "nullfuncref", "nullexnref",
    ]);

    private static readonly ImmutableArray<ValType> s_wordTypes =
    [
        ValType.I32, ValType.I64, ValType.F32, ValType.F64, ValType.V128, ValType.FuncRef, ValType.ExternRef, ValType.AnyRef,
        Nullable(HeapType.Eq), Nullable(HeapType.I31), Nullable(HeapType.Struct), Nullable(HeapType.Array), ValType.ExnRef,
        Nullable(HeapType.None), Nullable(HeapType.NoExtern), Nullable(HeapType.NoFunc), Nullable(HeapType.NoExn),
    ];

    private static readonly MnemonicTable s_heapWords = new(
        ["func", "extern", "any", "eq", "i31", "struct", "array", "exn", "none", "noextern", "nofunc", "noexn"]);

    private static readonly ImmutableArray<HeapType> s_heapTypes =
    [
        HeapType.Func, HeapType.Extern, HeapType.Any, HeapType.Eq, HeapType.I31, HeapType.Struct, HeapType.Array, HeapType.Exn,
        HeapType.None, HeapType.NoExtern, HeapType.NoFunc, HeapType.NoExn,
    ];

    private readonly List<FieldType> _fieldTypes = [];
    private readonly Dictionary<int, IReadOnlyDictionary<int, string>> _fieldNames = [];

    private static ValType Nullable(HeapType type) => ValType.Ref(type, nullable: true);

    private bool IsEnabled(ValType type) =>
        type.IsReference ? IsEnabled(type.HeapType) : !type.IsVector || IsEnabled(WasmFeatures.Simd);

    private bool IsEnabled(HeapType type) => IsEnabled(type switch
    {
        _ when type == HeapType.Func || type == HeapType.Extern => WasmFeatures.ReferenceTypes,
        _ when type == HeapType.Exn || type == HeapType.NoExn => WasmFeatures.ExceptionHandling,
        _ => WasmFeatures.Gc,
    });

    private bool TryParseValType(out ValType type)
    {
        if (_cursor.Kind == TokenKind.Keyword)
        {
            var index = s_typeWords.Find(_cursor.CurrentText);
            type = index >= 0 ? s_wordTypes[index] : default;
            if (index < 0 || !(IsEnabled(type) || type == ValType.FuncRef))
            {
                return false;
            }

            _cursor.Next();
            return true;
        }

        if (_cursor.IsLeftParenKeyword("ref"u8) && IsEnabled(WasmFeatures.FunctionReferences))
        {
            _cursor.Position += 2;
            var nullable = _cursor.TryTakeKeyword("null"u8);
            type = ValType.Ref(ParseHeapType(), nullable);
            _cursor.Expect(TokenKind.RightParen);
            return true;
        }

        type = default;
        return false;
    }

    private ValType ParseValType() => TryParseValType(out var type) ? type : throw _cursor.Unexpected();

    private ValType ParseRefType()
    {
        var token = _cursor.Current;
        return TryParseValType(out var type) && type.IsReference ? type : throw _cursor.Unexpected(token);
    }

    private HeapType ParseHeapType()
    {
        if (_cursor.Kind == TokenKind.Keyword)
        {
            var index = s_heapWords.Find(_cursor.CurrentText);
            if (index >= 0 && IsEnabled(s_heapTypes[index]))
            {
                _cursor.Next();
                return s_heapTypes[index];
            }

            throw _cursor.Unexpected();
        }

        return IsEnabled(WasmFeatures.FunctionReferences)
            ? HeapType.Concrete(Binary.TypeReader.ToTypeIndex(ParseIndex(_types)))
            : throw _cursor.Unexpected();
    }

    // spec: text-typedef. At the opening parenthesis of a type or rec field; its identifiers are registered.
    private void ParseTypeField()
    {
        var start = _module.Types.Count;
        if (_cursor.TryTakeLeftParenKeyword("type"u8))
        {
            ParseTypeDefinition();
            _module.RecursiveGroups.Add(new RecursiveGroup(start, 1, IsExplicit: false));
            return;
        }

        _cursor.Expect(TokenKind.LeftParen);
        RequireGc();
        _cursor.ExpectKeyword("rec"u8);
        while (_cursor.TryTakeLeftParenKeyword("type"u8))
        {
            ParseTypeDefinition();
        }

        _cursor.Expect(TokenKind.RightParen);
        _module.RecursiveGroups.Add(new RecursiveGroup(start, _module.Types.Count - start, IsExplicit: true));
    }

    private void RequireGc()
    {
        if (!IsEnabled(WasmFeatures.Gc))
        {
            throw _cursor.Unexpected();
        }
    }

    private void ParseTypeDefinition()
    {
        var index = _module.Types.Count;
        _module.Positions.Add(SectionId.Type, _cursor.Current.Start);
        _cursor.TryTake(TokenKind.Identifier);
        TakeNameAnnotation(_types, index);
        _cursor.Expect(TokenKind.LeftParen);
        if (!_cursor.IsKeyword("sub"u8))
        {
            _module.Types.Add(new SubType(ParseCompositeType(index)));
        }
        else
        {
            RequireGc();
            _cursor.Next();
            var isFinal = _cursor.TryTakeKeyword("final"u8);
            var supertypes = ParseSupertypes();

            _cursor.Expect(TokenKind.LeftParen);
            var composite = ParseCompositeType(index);
            _module.Types.Add(new SubType(composite, isFinal, supertypes, isExplicit: isFinal && supertypes.IsEmpty));
            _cursor.Expect(TokenKind.RightParen);
        }

        _cursor.Expect(TokenKind.RightParen);
    }

    private ImmutableArray<int> ParseSupertypes()
    {
        var supertypes = ImmutableArray.CreateBuilder<int>();
        while (IsIndex)
        {
            supertypes.Add(ParseIndex(_types));
        }

        return supertypes.DrainToImmutable();
    }

    // After the opening parenthesis; consumes the closing one.
    private CompositeType ParseCompositeType(int index)
    {
        CompositeType type;
        if (_cursor.TryTakeKeyword("func"u8))
        {
            ParseSignature(binding: ParameterNames.Ignore);
            type = CurrentSignature();
        }
        else if (_cursor.IsKeyword("struct"u8) && IsEnabled(WasmFeatures.Gc))
        {
            _cursor.Next();
            type = ParseStructType(index);
        }
        else if (_cursor.IsKeyword("array"u8) && IsEnabled(WasmFeatures.Gc))
        {
            _cursor.Next();
            type = new ArrayType(ParseFieldType());
        }
        else
        {
            throw _cursor.Unexpected();
        }

        _cursor.Expect(TokenKind.RightParen);
        return type;
    }

    private StructType ParseStructType(int typeIndex)
    {
        _fieldTypes.Clear();
        List<(int, int)>? names = null;
        while (_cursor.TryTakeLeftParenKeyword("field"u8))
        {
            if (_cursor.Kind == TokenKind.Identifier)
            {
                var token = _cursor.Next();
                var symbol = _symbols.Intern(token);
                if (!_fields.TryAdd((typeIndex, symbol), _fieldTypes.Count))
                {
                    throw Error(token, $"duplicate field {_list.TextOf(token)}");
                }

                (names ??= []).Add((_fieldTypes.Count, symbol));
                _fieldTypes.Add(ParseFieldType());
            }
            else
            {
                while (_cursor.Kind != TokenKind.RightParen)
                {
                    _fieldTypes.Add(ParseFieldType());
                }
            }

            _cursor.Expect(TokenKind.RightParen);
        }

        if (names is not null)
        {
            _fieldNames.Add(typeIndex, NameList.Create(names, _symbols));
        }

        return new StructType([.. _fieldTypes]);
    }

    private FieldType ParseFieldType()
    {
        if (!_cursor.TryTakeLeftParenKeyword("mut"u8))
        {
            return new FieldType(ParseStorageType(), Mutable: false);
        }

        var type = new FieldType(ParseStorageType(), Mutable: true);
        _cursor.Expect(TokenKind.RightParen);
        return type;
    }

    private ValType ParseStorageType() =>
        _cursor.TryTakeKeyword("i8"u8) ? ValType.I8 : _cursor.TryTakeKeyword("i16"u8) ? ValType.I16 : ParseValType();

    private GlobalType ParseGlobalType()
    {
        if (!_cursor.TryTakeLeftParenKeyword("mut"u8))
        {
            return new GlobalType(ParseValType(), IsMutable: false);
        }

        var type = new GlobalType(ParseValType(), IsMutable: true);
        _cursor.Expect(TokenKind.RightParen);
        return type;
    }

    private AddressType ParseAddressType()
    {
        if (IsEnabled(WasmFeatures.Memory64))
        {
            if (_cursor.TryTakeKeyword("i64"u8))
            {
                return AddressType.I64;
            }

            _cursor.TryTakeKeyword("i32"u8);
        }

        return AddressType.I32;
    }

    private Limits ParseLimits()
    {
        var (bits, reason) = IsEnabled(WasmFeatures.Memory64) ? (64, "i64 constant out of range") : (32, "i32 constant out of range");
        var minimum = ParseUnsigned(bits, reason);
        return new Limits(minimum, _cursor.Kind == TokenKind.Number ? ParseUnsigned(bits, reason) : null);
    }

    private TableType ParseTableType()
    {
        var addressType = ParseAddressType();
        var limits = ParseLimits();
        return new TableType(ParseRefType(), limits, addressType);
    }

    private MemoryType ParseMemoryType(AddressType addressType)
    {
        var limits = ParseLimits();
        var shared = IsEnabled(WasmFeatures.Threads) && _cursor.TryTakeKeyword("shared"u8);
        return new MemoryType(limits, addressType, shared, ParsePageSize());
    }

    private int ParsePageSize()
    {
        const int DefaultLog2 = 16;
        if (!IsEnabled(WasmFeatures.CustomPageSizes) || !_cursor.TryTakeLeftParenKeyword("pagesize"u8))
        {
            return DefaultLog2;
        }

        var token = _cursor.Current;
        var size = ParseUnsigned(64, "i64 constant out of range");
        if (!BitOperations.IsPow2(size))
        {
            throw Error(token, "invalid custom page size");
        }

        _cursor.Expect(TokenKind.RightParen);
        return BitOperations.Log2(size);
    }

    private FunctionType CurrentSignature() =>
        _parameters.Count + _results.Count == 0
            ? FunctionType.Empty
            : new FunctionType([.. CollectionsMarshal.AsSpan(_parameters)], [.. CollectionsMarshal.AsSpan(_results)]);
}

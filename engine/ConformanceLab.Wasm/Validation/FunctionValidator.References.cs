using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Validation;

/// <content>Rules of reference and aggregate instructions. Source: specification, sections of these names in "Validation".</content>
internal partial struct FunctionValidator
{
    private static ValType EqRef => ValType.Ref(HeapType.Eq, nullable: true);

    private void RuleRefNull(HeapType type) => Push(ValType.Ref(Canonical(type), nullable: true));

    private void RuleRefIsNull()
    {
        PopReference();
        Push(ValType.I32);
    }

    private void RuleRefFunc(int function)
    {
        if (IsOutside(function, _module.FunctionTypes.Length))
        {
            FailInvalid($"unknown function {function}");
        }

        // Outside functions, naming a function declares it.
        if (_functionIndex < 0)
        {
            _module.Declare(function);
        }
        else if (!_module.IsDeclared(function))
        {
            FailInvalid("undeclared function reference", $"function {function}");
        }

        Push(ReferenceTo(_module.FunctionTypes[function], nullable: false));
    }

    private void RuleRefEq()
    {
        Pop(EqRef);
        Pop(EqRef);
        Push(ValType.I32);
    }

    private void RuleRefAsNonNull() => Push(ValType.Ref(PopReference().HeapType, nullable: false));

    private void RuleRefTest(HeapType type) => CheckCastOperand(type, ValType.I32);

    private void RuleRefTestNull(HeapType type) => CheckCastOperand(type, ValType.I32);

    private void RuleRefCast(HeapType type) => CheckCastOperand(type, ValType.Ref(Canonical(type), nullable: false));

    private void RuleRefCastNull(HeapType type) => CheckCastOperand(type, ValType.Ref(Canonical(type), nullable: true));

    private void CheckCastOperand(HeapType target, ValType result)
    {
        Pop(ValType.Ref(_types.TopOf(Canonical(target)), nullable: true));
        Push(result);
    }

    private void RuleRefI31()
    {
        Pop(ValType.I32);
        Push(ValType.Ref(HeapType.I31, nullable: false));
    }

    private void RuleI31GetS()
    {
        Pop(ValType.Ref(HeapType.I31, nullable: true));
        Push(ValType.I32);
    }

    private void RuleI31GetU() => RuleI31GetS();

    private void RuleAnyConvertExtern() => Convert(HeapType.Extern, HeapType.Any);

    private void RuleExternConvertAny() => Convert(HeapType.Any, HeapType.Extern);

    private void Convert(HeapType from, HeapType to)
    {
        var isNullable = PeekType(0) is { IsReference: true, IsNullable: true };
        Pop(ValType.Ref(from, isNullable));
        Push(ValType.Ref(to, isNullable));
    }

    private void RuleStructNew(int type)
    {
        var fields = StructTypeAt(type).Fields;
        for (var i = fields.Length - 1; i >= 0 && !IsPolymorphic; i--)
        {
            Pop(fields[i].Storage.Unpacked);
        }

        Push(ReferenceTo(type, nullable: false));
    }

    private void RuleStructNewDefault(int type)
    {
        if (StructTypeAt(type).FirstNotDefaultable is { } storage)
        {
            FailMismatch($"field type {storage} is not defaultable");
        }

        Push(ReferenceTo(type, nullable: false));
    }

    private void RuleStructGet(int type, int field) => GetField(type, field, isExtending: false);

    private void RuleStructGetS(int type, int field) => GetField(type, field, isExtending: true);

    private void RuleStructGetU(int type, int field) => GetField(type, field, isExtending: true);

    private void GetField(int type, int field, bool isExtending)
    {
        var storage = FieldAt(type, field).Storage;
        CheckPacking(storage, isExtending);
        Pop(ReferenceTo(type, nullable: true));
        Push(storage.Unpacked);
    }

    private void RuleStructSet(int type, int field)
    {
        var fieldType = FieldAt(type, field);
        if (!fieldType.Mutable)
        {
            FailInvalid("immutable field", $"field {field} of type {type}");
        }

        Pop(fieldType.Storage.Unpacked);
        Pop(ReferenceTo(type, nullable: true));
    }

    private readonly FieldType FieldAt(int type, int field)
    {
        var fields = StructTypeAt(type).Fields;
        if (IsOutside(field, fields.Length))
        {
            FailInvalid($"unknown field {field}");
        }

        return fields[field];
    }

    // Packed storage is read with a sign extension, other storage without.
    private readonly void CheckPacking(ValType storage, bool isExtending)
    {
        if (storage.IsPacked != isExtending)
        {
            FailMismatch($"storage type {storage} is {(isExtending ? "un" : "")}packed");
        }
    }

    private void RuleArrayNew(int type)
    {
        var element = ArrayTypeAt(type).Element.Storage.Unpacked;
        Pop(ValType.I32);
        Pop(element);
        Push(ReferenceTo(type, nullable: false));
    }

    private void RuleArrayNewDefault(int type)
    {
        var element = ArrayTypeAt(type).Element.Storage;
        if (!element.IsDefaultable)
        {
            FailMismatch($"element type {element} is not defaultable");
        }

        Pop(ValType.I32);
        Push(ReferenceTo(type, nullable: false));
    }

    private void RuleArrayNewFixed(int type, int count)
    {
        var element = ArrayTypeAt(type).Element.Storage.Unpacked;
        if ((uint)count > ImplementationLimits.Fields)
        {
            FailLimit($"{count} operands of at most {ImplementationLimits.Fields}");
        }

        for (var i = 0; i < count && !IsPolymorphic; i++)
        {
            Pop(element);
        }

        Push(ReferenceTo(type, nullable: false));
    }

    private void RuleArrayNewData(int type, int segment)
    {
        CheckBytes(ArrayTypeAt(type));
        CheckData(segment);
        Pop(ValType.I32);
        Pop(ValType.I32);
        Push(ReferenceTo(type, nullable: false));
    }

    private void RuleArrayNewElem(int type, int segment)
    {
        CheckElements(ArrayTypeAt(type), segment);
        Pop(ValType.I32);
        Pop(ValType.I32);
        Push(ReferenceTo(type, nullable: false));
    }

    private void RuleArrayGet(int type) => GetElement(type, isExtending: false);

    private void RuleArrayGetS(int type) => GetElement(type, isExtending: true);

    private void RuleArrayGetU(int type) => GetElement(type, isExtending: true);

    private void GetElement(int type, bool isExtending)
    {
        var element = ArrayTypeAt(type).Element.Storage;
        CheckPacking(element, isExtending);
        Pop(ValType.I32);
        Pop(ReferenceTo(type, nullable: true));
        Push(element.Unpacked);
    }

    private void RuleArraySet(int type)
    {
        var element = MutableElementOf(type).Unpacked;
        Pop(element);
        Pop(ValType.I32);
        Pop(ReferenceTo(type, nullable: true));
    }

    private void RuleArrayLen()
    {
        Pop(ValType.Ref(HeapType.Array, nullable: true));
        Push(ValType.I32);
    }

    private void RuleArrayFill(int type)
    {
        var element = MutableElementOf(type).Unpacked;
        Pop(ValType.I32);
        Pop(element);
        Pop(ValType.I32);
        Pop(ReferenceTo(type, nullable: true));
    }

    private void RuleArrayCopy(int destination, int source)
    {
        var to = MutableElementOf(destination);
        var from = ArrayTypeAt(source).Element.Storage;
        if (!_types.MatchesValue(from, to))
        {
            FailInvalid("array types do not match", $"{from} and {to}");
        }

        Pop(ValType.I32);
        Pop(ValType.I32);
        Pop(ReferenceTo(source, nullable: true));
        Pop(ValType.I32);
        Pop(ReferenceTo(destination, nullable: true));
    }

    private void RuleArrayInitData(int type, int segment)
    {
        MutableElementOf(type);
        CheckBytes(ArrayTypeAt(type));
        CheckData(segment);
        PopArrayInit(type);
    }

    private void RuleArrayInitElem(int type, int segment)
    {
        MutableElementOf(type);
        CheckElements(ArrayTypeAt(type), segment);
        PopArrayInit(type);
    }

    private void PopArrayInit(int type)
    {
        Pop(ValType.I32);
        Pop(ValType.I32);
        Pop(ValType.I32);
        Pop(ReferenceTo(type, nullable: true));
    }

    private readonly ValType MutableElementOf(int type)
    {
        var element = ArrayTypeAt(type).Element;
        if (!element.Mutable)
        {
            FailInvalid("immutable array", $"type {type}");
        }

        return element.Storage;
    }

    private readonly void CheckBytes(ArrayType type)
    {
        if (type.Element.Storage.IsReference)
        {
            FailInvalid("array type is not numeric or vector");
        }
    }

    private readonly void CheckElements(ArrayType type, int segment)
    {
        var element = ElementTypeOf(segment);
        if (!_types.MatchesValue(element, type.Element.Storage))
        {
            FailMismatch($"element segment's type {element} does not match array's element type {type.Element.Storage}");
        }
    }
}

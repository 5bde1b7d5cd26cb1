using System.Collections.Immutable;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Worker.Wasmtime;

/// <summary>
/// Values of scripts to Wasmtime's and back. Host objects are numbers: as data of an <c>externref</c> one more, for 0 is no object.
/// </summary>
/// <param name="context">The store's context.</param>
/// <param name="convert">Makes an <c>anyref</c> of an <c>externref</c>, and the other way round.</param>
internal sealed unsafe class WasmtimeValues(nint context, Func<NativeValue, NativeValue> convert)
{
    /// <summary>The kind of values of a type.</summary>
    public ValueTag TopOf(WasmModule module, ValType type)
    {
        if (!type.IsReference)
        {
            return type == ValType.I32 ? ValueTag.I32
                : type == ValType.I64 ? ValueTag.I64
                : type == ValType.F32 ? ValueTag.F32
                : type == ValType.F64 ? ValueTag.F64
                : ValueTag.V128;
        }

        var heap = type.HeapType;
        var isFunction = heap.IsConcrete
            ? module.Types[heap.Index].Composite is FunctionType
            : heap == HeapType.Func || heap == HeapType.NoFunc;
        return isFunction ? ValueTag.FuncRef
            : heap == HeapType.Extern || heap == HeapType.NoExtern ? ValueTag.ExternRef
            : heap == HeapType.Exn || heap == HeapType.NoExn ? ValueTag.ExnRef
            : ValueTag.AnyRef;
    }

    /// <summary>Converts an argument; false if it can't be one of the type.</summary>
    public bool TryToNative(ScriptValue value, ValType type, ValueTag tag, out NativeValue converted)
    {
        converted = new NativeValue { Tag = tag, Low = (ulong)value.Bits, High = (ulong)(value.Bits >> 64) };
        switch (value.Kind)
        {
            case ScriptValueKind.I32:
                return tag == ValueTag.I32;
            case ScriptValueKind.I64:
                return tag == ValueTag.I64;
            case ScriptValueKind.F32:
                return tag == ValueTag.F32;
            case ScriptValueKind.F64:
                return tag == ValueTag.F64;
            case ScriptValueKind.V128:
                return tag == ValueTag.V128;
            case ScriptValueKind.Null:
                return type.IsNullable;
            case ScriptValueKind.Extern or ScriptValueKind.Host when tag is ValueTag.ExternRef or ValueTag.AnyRef:
                var reference = new NativeValue { Tag = ValueTag.ExternRef };
                if (!Native.wasmtime_externref_new(context, (nint)((long)(uint)value.Bits + 1), 0, &reference.Low))
                {
                    return false;
                }

                converted = tag == ValueTag.AnyRef ? convert(reference) : reference;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Converts results and lets go of their references.</summary>
    public ImmutableArray<ScriptValue> FromNative(NativeValue[] values)
    {
        var converted = ImmutableArray.CreateBuilder<ScriptValue>(values.Length);
        for (var index = 0; index < values.Length; index++)
        {
            fixed (NativeValue* value = &values[index])
            {
                converted.Add(FromNative(value));
                Native.wasmtime_val_unroot(value);
            }
        }

        return converted.MoveToImmutable();
    }

    private ScriptValue FromNative(NativeValue* value)
    {
        switch (value->Tag)
        {
            case ValueTag.I32:
                return ScriptValue.I32((uint)value->Low);
            case ValueTag.I64:
                return ScriptValue.I64(value->Low);
            case ValueTag.F32:
                return ScriptValue.F32((uint)value->Low);
            case ValueTag.F64:
                return ScriptValue.F64(value->Low);
            case ValueTag.V128:
                return ScriptValue.V128(new UInt128(value->High, value->Low));
            case var _ when value->Low == 0:
                return ScriptValue.Ref(ScriptValueKind.Null);
            case ValueTag.FuncRef:
                return ScriptValue.Ref(ScriptValueKind.Func);
            case ValueTag.ExternRef:
                return Native.wasmtime_externref_data(context, &value->Low) is var data && data != 0
                    ? ScriptValue.Extern((uint)(data - 1))
                    : ScriptValue.Ref(ScriptValueKind.ExternalizedObject);
            case ValueTag.AnyRef:
                return FromAny(value);
            default:
                return ScriptValue.Ref(ScriptValueKind.Exn);
        }
    }

    private ScriptValue FromAny(NativeValue* value)
    {
        if (Native.wasmtime_anyref_i31_get_u(context, &value->Low, out var small))
        {
            return new ScriptValue(ScriptValueKind.I31, small);
        }

        if (Native.wasmtime_anyref_is_struct(context, &value->Low))
        {
            return ScriptValue.Ref(ScriptValueKind.Struct);
        }

        if (Native.wasmtime_anyref_is_array(context, &value->Low))
        {
            return ScriptValue.Ref(ScriptValueKind.Array);
        }

        var outside = convert(*value);
        var data = Native.wasmtime_externref_data(context, &outside.Low);
        Native.wasmtime_val_unroot(&outside);
        return data != 0 ? ScriptValue.Host((uint)(data - 1)) : ScriptValue.Ref(ScriptValueKind.UnknownRef);
    }
}

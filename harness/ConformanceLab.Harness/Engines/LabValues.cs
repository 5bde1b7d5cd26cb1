using System.Collections.Immutable;
using System.Runtime.Intrinsics;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Engines;

/// <summary>
/// Values of scripts to values of our own engine and back. Host objects of scripts are numbers; in the engine they are objects that hold
/// the number.
/// </summary>
internal sealed class LabValues
{
    /// <summary>Converts an argument; false if it can't be one of the type.</summary>
    public bool TryToEngine(ScriptValue value, ValType type, out Value converted)
    {
        (converted, var fits) = value.Kind switch
        {
            ScriptValueKind.I32 => (Value.FromInt32((int)(uint)value.Bits), type == ValType.I32),
            ScriptValueKind.I64 => (Value.FromInt64((long)(ulong)value.Bits), type == ValType.I64),
            ScriptValueKind.F32 => (Value.FromSingleBits((uint)value.Bits), type == ValType.F32),
            ScriptValueKind.F64 => (Value.FromDoubleBits((ulong)value.Bits), type == ValType.F64),
            ScriptValueKind.V128 =>
                (Value.FromVector128(Vector128.Create((ulong)value.Bits, (ulong)(value.Bits >> 64)).AsByte()), type == ValType.V128),
            ScriptValueKind.Null when type.IsNullable => (Value.Default(type), true),
            ScriptValueKind.Extern => (Value.FromExternRef(new HostObject((uint)value.Bits)), type.IsReference),
            ScriptValueKind.Host => (Value.FromAnyRef(new HostObject((uint)value.Bits)), type.IsReference),
            _ => (default, false),
        };
        return fits;
    }

    /// <summary>Converts results and lets go of their references.</summary>
    public ImmutableArray<ScriptValue> FromEngine(ReadOnlySpan<Value> values)
    {
        var converted = new ScriptValue[values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            converted[index] = FromEngine(values[index]);
            (values[index].Reference as IDisposable)?.Dispose();
        }

        return [.. converted];
    }

    private static ScriptValue FromEngine(Value value) => value.Kind switch
    {
        ValueKind.I32 => ScriptValue.I32(value.AsUInt32()),
        ValueKind.I64 => ScriptValue.I64(value.AsUInt64()),
        ValueKind.F32 => ScriptValue.F32(value.AsSingleBits()),
        ValueKind.F64 => ScriptValue.F64(value.AsDoubleBits()),
        ValueKind.V128 => ScriptValue.V128(new UInt128(value.AsVector128().AsUInt64()[1], value.AsVector128().AsUInt64()[0])),
        _ when value.IsNull => ScriptValue.Ref(ScriptValueKind.Null),
        ValueKind.FuncRef => ScriptValue.Ref(ScriptValueKind.Func),
        ValueKind.ExternRef =>
            value.Reference is HostObject host ? ScriptValue.Extern(host.Number) : ScriptValue.Ref(ScriptValueKind.ExternalizedObject),
        ValueKind.ExnRef => ScriptValue.Ref(ScriptValueKind.Exn),
        _ => value.Reference switch
        {
            HostObject host => ScriptValue.Host(host.Number),
            I31Reference small => new ScriptValue(ScriptValueKind.I31, small.UnsignedValue),
            StructReference => ScriptValue.Ref(ScriptValueKind.Struct),
            ArrayReference => ScriptValue.Ref(ScriptValueKind.Array),
            _ => ScriptValue.Ref(ScriptValueKind.UnknownRef),
        },
    };

    private sealed record HostObject(uint Number);
}

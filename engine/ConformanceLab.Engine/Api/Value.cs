using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ConformanceLab.Wasm;

/// <summary>Kinds of values; references are told apart by the top of their hierarchy.</summary>
public enum ValueKind : byte
{
    /// <summary>32-bit integer.</summary>
    I32,

    /// <summary>64-bit integer.</summary>
    I64,

    /// <summary>32-bit float.</summary>
    F32,

    /// <summary>64-bit float.</summary>
    F64,

    /// <summary>128-bit vector.</summary>
    V128,

    /// <summary>Reference to a function: <see cref="Function"/> or null.</summary>
    FuncRef,

    /// <summary>External reference: any object of the host, a <see cref="GcReference"/> (an externalised internal value), or
    /// null.</summary>
    ExternRef,

    /// <summary>Internal reference: a <see cref="GcReference"/>, an object of the host (an internalised external value), or null.</summary>
    AnyRef,

    /// <summary>Reference to an exception: <see cref="ExceptionReference"/> or null.</summary>
    ExnRef,
}

/// <summary>A WebAssembly value. Immutable; numbers keep their bits (also those of NaNs).</summary>
public readonly struct Value : IEquatable<Value>
{
    private readonly ulong _low;
    private readonly ulong _high;
    private readonly object? _reference;

    private Value(ValueKind kind, ulong low, ulong high = 0, object? reference = null)
    {
        Kind = kind;
        _low = low;
        _high = high;
        _reference = reference;
    }

    /// <summary>What kind of value it is.</summary>
    public ValueKind Kind { get; }

    /// <summary>Its type; of a reference, the nullable top of its hierarchy.</summary>
    public ValType Type => Kind switch
    {
        ValueKind.I32 => ValType.I32,
        ValueKind.I64 => ValType.I64,
        ValueKind.F32 => ValType.F32,
        ValueKind.F64 => ValType.F64,
        ValueKind.V128 => ValType.V128,
        ValueKind.FuncRef => ValType.FuncRef,
        ValueKind.ExternRef => ValType.ExternRef,
        ValueKind.AnyRef => ValType.AnyRef,
        _ => ValType.ExnRef,
    };

    /// <summary>Whether it is a reference.</summary>
    public bool IsReference => Kind >= ValueKind.FuncRef;

    /// <summary>Whether it is a null reference.</summary>
    public bool IsNull => IsReference && _reference is null;

    /// <summary>What it refers to; null for null and for values that are no references.</summary>
    public object? Reference => _reference;

    /// <summary>The bits of a number, or the low half of a vector's.</summary>
    internal ulong Bits => _low;

    /// <summary>An i32.</summary>
    public static Value FromInt32(int value) => new(ValueKind.I32, (uint)value);

    /// <summary>An i64.</summary>
    public static Value FromInt64(long value) => new(ValueKind.I64, (ulong)value);

    /// <summary>An f32.</summary>
    public static Value FromSingle(float value) => new(ValueKind.F32, BitConverter.SingleToUInt32Bits(value));

    /// <summary>An f32 of the given bits: how to pass a signalling NaN unchanged.</summary>
    public static Value FromSingleBits(uint bits) => new(ValueKind.F32, bits);

    /// <summary>An f64.</summary>
    public static Value FromDouble(double value) => new(ValueKind.F64, BitConverter.DoubleToUInt64Bits(value));

    /// <summary>An f64 of the given bits: how to pass a signalling NaN unchanged.</summary>
    public static Value FromDoubleBits(ulong bits) => new(ValueKind.F64, bits);

    /// <summary>A v128.</summary>
    public static Value FromVector128(Vector128<byte> value) => new(ValueKind.V128, value.AsUInt64()[0], value.AsUInt64()[1]);

    /// <summary>A reference of the func hierarchy.</summary>
    public static Value FromFunction(Function? value) => new(ValueKind.FuncRef, 0, 0, value);

    /// <summary>A reference of the extern hierarchy: any object of the host.</summary>
    public static Value FromExternRef(object? value) => new(ValueKind.ExternRef, 0, 0, value);

    /// <summary>A reference of the any hierarchy: a <see cref="GcReference"/>, or any object of the host, which becomes an internal
    /// reference.</summary>
    public static Value FromAnyRef(object? value) => new(ValueKind.AnyRef, 0, 0, value);

    /// <summary>A reference of the exn hierarchy.</summary>
    public static Value FromExnRef(ExceptionReference? value) => new(ValueKind.ExnRef, 0, 0, value);

    /// <summary>The null reference, or zero, of a type.</summary>
    /// <exception cref="ArgumentException">The type has no default value, or names a defined type (whose hierarchy cannot be told from
    /// its index).</exception>
    public static Value Default(ValType type)
    {
        if (!type.IsDefaultable || type.IsPacked || type.IsBottom || (type.IsReference && type.HeapType.IsConcrete))
        {
            throw new ArgumentException($"{type} has no default value", nameof(type));
        }

        return new Value(KindOf(type), 0);
    }

    /// <summary>An i32.</summary>
    public static implicit operator Value(int value) => FromInt32(value);

    /// <summary>An i64.</summary>
    public static implicit operator Value(long value) => FromInt64(value);

    /// <summary>An f32.</summary>
    public static implicit operator Value(float value) => FromSingle(value);

    /// <summary>An f64.</summary>
    public static implicit operator Value(double value) => FromDouble(value);

    /// <summary>A v128.</summary>
    public static implicit operator Value(Vector128<byte> value) => FromVector128(value);

    /// <summary>A reference to a function.</summary>
    public static implicit operator Value(Function? value) => FromFunction(value);

    /// <summary>The i32.</summary>
    /// <exception cref="InvalidOperationException">It is of another kind; so too for the following.</exception>
    public int AsInt32() => (int)Require(ValueKind.I32)._low;

    /// <summary>The i32 as unsigned number.</summary>
    public uint AsUInt32() => (uint)Require(ValueKind.I32)._low;

    /// <summary>The i64.</summary>
    public long AsInt64() => (long)Require(ValueKind.I64)._low;

    /// <summary>The i64 as unsigned number.</summary>
    public ulong AsUInt64() => Require(ValueKind.I64)._low;

    /// <summary>The f32.</summary>
    public float AsSingle() => BitConverter.UInt32BitsToSingle((uint)Require(ValueKind.F32)._low);

    /// <summary>The bits of the f32.</summary>
    public uint AsSingleBits() => (uint)Require(ValueKind.F32)._low;

    /// <summary>The f64.</summary>
    public double AsDouble() => BitConverter.UInt64BitsToDouble(Require(ValueKind.F64)._low);

    /// <summary>The bits of the f64.</summary>
    public ulong AsDoubleBits() => Require(ValueKind.F64)._low;

    /// <summary>The v128.</summary>
    public Vector128<byte> AsVector128()
    {
        Require(ValueKind.V128);
        return Vector128.Create(_low, _high).AsByte();
    }

    /// <summary>The function, or null.</summary>
    public Function? AsFunction() => (Function?)Require(ValueKind.FuncRef)._reference;

    /// <summary>What an externref refers to.</summary>
    public object? AsExternRef() => Require(ValueKind.ExternRef)._reference;

    /// <summary>What an anyref refers to.</summary>
    public object? AsAnyRef() => Require(ValueKind.AnyRef)._reference;

    /// <summary>The exception, or null.</summary>
    public ExceptionReference? AsExnRef() => (ExceptionReference?)Require(ValueKind.ExnRef)._reference;

    /// <summary>Same kind and bits, or references to equal things.</summary>
    public bool Equals(Value other) =>
        Kind == other.Kind && _low == other._low && _high == other._high && Equals(_reference, other._reference);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, _low, _high, _reference);

    /// <summary>Same kind and bits, or references to equal things.</summary>
    public static bool operator ==(Value left, Value right) => left.Equals(right);

    /// <summary>Not <see cref="op_Equality"/>.</summary>
    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    /// <summary>Kind and value, for people.</summary>
    public override string ToString() => Kind switch
    {
        ValueKind.I32 => string.Create(CultureInfo.InvariantCulture, $"i32:{AsInt32()}"),
        ValueKind.I64 => string.Create(CultureInfo.InvariantCulture, $"i64:{AsInt64()}"),
        ValueKind.F32 => string.Create(CultureInfo.InvariantCulture, $"f32:{AsSingle()} (0x{AsSingleBits():x8})"),
        ValueKind.F64 => string.Create(CultureInfo.InvariantCulture, $"f64:{AsDouble()} (0x{AsDoubleBits():x16})"),
        ValueKind.V128 => $"v128:0x{_high:x16}{_low:x16}",
        ValueKind.FuncRef => $"funcref:{_reference ?? "null"}",
        ValueKind.ExternRef => $"externref:{_reference ?? "null"}",
        ValueKind.AnyRef => $"anyref:{_reference ?? "null"}",
        _ => $"exnref:{_reference ?? "null"}",
    };

    /// <summary>A number of the given kind and bits.</summary>
    internal static Value FromBits(ValueKind kind, ulong bits) => new(kind, bits);

    /// <summary>A reference of the given kind.</summary>
    internal static Value FromReference(ValueKind kind, object? reference) => new(kind, 0, 0, reference);

    /// <summary>The kind of a type's values; an abstract heap type's hierarchy.</summary>
    internal static ValueKind KindOf(ValType type)
    {
        if (!type.IsReference)
        {
            return type == ValType.I32 ? ValueKind.I32
                : type == ValType.I64 ? ValueKind.I64
                : type == ValType.F32 ? ValueKind.F32
                : type == ValType.F64 ? ValueKind.F64
                : ValueKind.V128;
        }

        var heapType = type.HeapType;
        return heapType == HeapType.Func || heapType == HeapType.NoFunc ? ValueKind.FuncRef
            : heapType == HeapType.Extern || heapType == HeapType.NoExtern ? ValueKind.ExternRef
            : heapType == HeapType.Exn || heapType == HeapType.NoExn ? ValueKind.ExnRef
            : ValueKind.AnyRef;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Value Require(ValueKind kind)
    {
        if (Kind != kind)
        {
            throw new InvalidOperationException($"the value is {Type}, not {kind}");
        }

        return this;
    }
}

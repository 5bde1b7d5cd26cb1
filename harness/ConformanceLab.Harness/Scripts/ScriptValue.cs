using System.Globalization;

namespace ConformanceLab.Harness.Scripts;

/// <summary>What a <see cref="ScriptValue"/> is.</summary>
public enum ScriptValueKind : byte
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

    /// <summary>A null reference of whatever type.</summary>
    Null,

    /// <summary>A reference to a function.</summary>
    Func,

    /// <summary>A host object seen as <c>externref</c>; the bits are its number.</summary>
    Extern,

    /// <summary>A host object seen as <c>anyref</c>; the bits are its number.</summary>
    Host,

    /// <summary>A WebAssembly object (or <c>i31</c>) seen as <c>externref</c>.</summary>
    ExternalizedObject,

    /// <summary>An unboxed scalar; the bits are its 31-bit value.</summary>
    I31,

    /// <summary>A reference to a structure.</summary>
    Struct,

    /// <summary>A reference to an array.</summary>
    Array,

    /// <summary>A reference to an exception.</summary>
    Exn,

    /// <summary>A reference of a kind that the engine cannot tell.</summary>
    UnknownRef,
}

/// <summary>
/// A value as scripts and adapters exchange it: bits, so that NaNs arrive unchanged. Host objects are numbers; other references are opaque.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Bits">The bits, zero-extended; lane 0 of a vector in the lowest bits.</param>
public readonly record struct ScriptValue(ScriptValueKind Kind, UInt128 Bits)
{
    /// <summary>An <c>i32</c>.</summary>
    public static ScriptValue I32(uint bits) => new(ScriptValueKind.I32, bits);

    /// <summary>An <c>i64</c>.</summary>
    public static ScriptValue I64(ulong bits) => new(ScriptValueKind.I64, bits);

    /// <summary>An <c>f32</c> by its bits.</summary>
    public static ScriptValue F32(uint bits) => new(ScriptValueKind.F32, bits);

    /// <summary>An <c>f64</c> by its bits.</summary>
    public static ScriptValue F64(ulong bits) => new(ScriptValueKind.F64, bits);

    /// <summary>A <c>v128</c>.</summary>
    public static ScriptValue V128(UInt128 bits) => new(ScriptValueKind.V128, bits);

    /// <summary>A reference without a number: null, a function, an object.</summary>
    public static ScriptValue Ref(ScriptValueKind kind) => new(kind, 0);

    /// <summary>Host object <paramref name="number"/> as <c>externref</c>.</summary>
    public static ScriptValue Extern(uint number) => new(ScriptValueKind.Extern, number);

    /// <summary>Host object <paramref name="number"/> as <c>anyref</c>.</summary>
    public static ScriptValue Host(uint number) => new(ScriptValueKind.Host, number);

    /// <summary>The value in the form of a script, floats with their exact bits: <c>(f32.const 0x3f800000=1)</c>.</summary>
    public override string ToString()
    {
        var culture = CultureInfo.InvariantCulture;
        return Kind switch
        {
            ScriptValueKind.I32 => string.Create(culture, $"(i32.const 0x{(uint)Bits:x8}={(int)(uint)Bits})"),
            ScriptValueKind.I64 => string.Create(culture, $"(i64.const 0x{(ulong)Bits:x16}={(long)(ulong)Bits})"),
            ScriptValueKind.F32 => string.Create(culture, $"(f32.const 0x{(uint)Bits:x8}={BitConverter.UInt32BitsToSingle((uint)Bits):R})"),
            ScriptValueKind.F64 =>
                string.Create(culture, $"(f64.const 0x{(ulong)Bits:x16}={BitConverter.UInt64BitsToDouble((ulong)Bits):R})"),
            ScriptValueKind.V128 => $"(v128.const i32x4 {Lane(0)} {Lane(1)} {Lane(2)} {Lane(3)})",
            ScriptValueKind.Null => "(ref.null)",
            ScriptValueKind.Func => "(ref.func)",
            ScriptValueKind.Extern => string.Create(culture, $"(ref.extern {Bits})"),
            ScriptValueKind.Host => string.Create(culture, $"(ref.host {Bits})"),
            ScriptValueKind.ExternalizedObject => "(ref.extern)",
            ScriptValueKind.I31 => string.Create(culture, $"(ref.i31 0x{(uint)Bits:x8})"),
            ScriptValueKind.Struct => "(ref.struct)",
            ScriptValueKind.Array => "(ref.array)",
            ScriptValueKind.Exn => "(ref.exn)",
            _ => "(ref)",
        };
    }

    private string Lane(int index) => string.Create(CultureInfo.InvariantCulture, $"0x{(uint)(Bits >> (32 * index)):x8}");
}

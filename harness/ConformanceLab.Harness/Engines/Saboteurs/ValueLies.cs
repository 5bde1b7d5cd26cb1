using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Engines.Saboteurs;

/// <summary>Wrong values, each from the right one; what a lie does not concern stays as it is. Pure functions.</summary>
internal static class ValueLies
{
    private const ulong QuietNan32 = 0x7FC0_0000;
    private const ulong QuietNan64 = 0x7FF8_0000_0000_0000;

    /// <summary>The lowest bit, of a vector that of the first lane.</summary>
    public static ScriptValue FlipLowBit(ScriptValue value) => IsNumeric(value) ? value with { Bits = value.Bits ^ 1 } : value;

    /// <summary>
    /// A bit of the highest byte, of a vector in the last lane. It is one of the exponent, so that it counts in a NaN too.
    /// </summary>
    public static ScriptValue FlipHighBit(ScriptValue value) => IsNumeric(value) ? Flip(value, WidthOf(value) - 8) : value;

    /// <summary>A bit in the middle of a vector: in lane 7 of bytes, 3, 1, 0 of wider ones, and in an exponent.</summary>
    public static ScriptValue FlipMiddleBit(ScriptValue value) => value.Kind == ScriptValueKind.V128 ? Flip(value, 56) : value;

    /// <summary>A canonical NaN gets a payload: it is still an arithmetic one.</summary>
    public static ScriptValue GiveNanPayload(ScriptValue value) => value.Kind switch
    {
        ScriptValueKind.F32 => value with { Bits = WithPayload((ulong)value.Bits, 32, QuietNan32) },
        ScriptValueKind.F64 => value with { Bits = WithPayload((ulong)value.Bits, 64, QuietNan64) },
        ScriptValueKind.V128 => MapLanes(MapLanes(value, 64, lane => WithPayload(lane, 64, QuietNan64)), 32,
            lane => WithPayload(lane, 32, QuietNan32)),
        _ => value,
    };

    /// <summary>
    /// A quiet NaN becomes a signalling one. Lanes of vectors are taken for 32 bits wide: where they are 64, what comes is no NaN at all.
    /// </summary>
    public static ScriptValue MakeNanSignalling(ScriptValue value) => value.Kind switch
    {
        ScriptValueKind.F32 => value with { Bits = Signalling((ulong)value.Bits, QuietNan32, 1UL << 22) },
        ScriptValueKind.F64 => value with { Bits = Signalling((ulong)value.Bits, QuietNan64, 1UL << 51) },
        ScriptValueKind.V128 => MapLanes(value, 32, lane => Signalling(lane, QuietNan32, 1UL << 22)),
        _ => value,
    };

    /// <summary>The other sign of a zero. Vectors don't say whether they hold floats.</summary>
    public static ScriptValue NegateZero(ScriptValue value) =>
        value.Kind is ScriptValueKind.F32 or ScriptValueKind.F64 && (value.Bits & ~(UInt128.One << (WidthOf(value) - 1))) == 0
            ? Flip(value, WidthOf(value) - 1)
            : value;

    /// <summary>The same bits as a number of the other type of that width.</summary>
    public static ScriptValue ChangeType(ScriptValue value) => value.Kind switch
    {
        ScriptValueKind.I32 => value with { Kind = ScriptValueKind.F32 },
        ScriptValueKind.F32 => value with { Kind = ScriptValueKind.I32 },
        ScriptValueKind.I64 => value with { Kind = ScriptValueKind.F64 },
        ScriptValueKind.F64 => value with { Kind = ScriptValueKind.I64 },
        _ => value,
    };

    /// <summary>An object for null, null for an object.</summary>
    public static ScriptValue ExchangeNull(ScriptValue value) => value.Kind switch
    {
        ScriptValueKind.Null => ScriptValue.Ref(ScriptValueKind.Struct),
        > ScriptValueKind.Null => ScriptValue.Ref(ScriptValueKind.Null),
        _ => value,
    };

    /// <summary>A reference of a neighbouring kind. Null stays.</summary>
    public static ScriptValue ChangeReferenceKind(ScriptValue value) => value.Kind switch
    {
        ScriptValueKind.Func => ScriptValue.Extern(0),
        ScriptValueKind.Extern => value with { Kind = ScriptValueKind.Host },
        ScriptValueKind.Host => value with { Kind = ScriptValueKind.Extern },
        ScriptValueKind.ExternalizedObject => ScriptValue.Extern(0),
        ScriptValueKind.I31 => ScriptValue.Ref(ScriptValueKind.Struct),
        ScriptValueKind.Struct => ScriptValue.Ref(ScriptValueKind.Array),
        ScriptValueKind.Array => new ScriptValue(ScriptValueKind.I31, 0),
        ScriptValueKind.Exn => ScriptValue.Ref(ScriptValueKind.Struct),
        _ => value,
    };

    /// <summary>The host's next object.</summary>
    public static ScriptValue ChangeHostObject(ScriptValue value) =>
        value.Kind is ScriptValueKind.Extern or ScriptValueKind.Host ? value with { Bits = (uint)(value.Bits + 1) } : value;

    private static bool IsNumeric(ScriptValue value) => value.Kind < ScriptValueKind.Null;

    private static int WidthOf(ScriptValue value) => value.Kind switch
    {
        ScriptValueKind.V128 => 128,
        ScriptValueKind.I64 or ScriptValueKind.F64 => 64,
        _ => 32,
    };

    private static ScriptValue Flip(ScriptValue value, int bit) => value with { Bits = value.Bits ^ (UInt128.One << bit) };

    private static ulong WithPayload(ulong bits, int width, ulong quiet) => (bits & ~(1UL << (width - 1))) == quiet ? bits | 1 : bits;

    private static ulong Signalling(ulong bits, ulong quiet, ulong quietBit) =>
        (bits & quiet) == quiet ? (bits & ~quietBit) | 1 : bits;

    private static ScriptValue MapLanes(ScriptValue vector, int width, Func<ulong, ulong> map)
    {
        UInt128 bits = 0;
        for (var at = 0; at < 128; at += width)
        {
            var lane = (ulong)(vector.Bits >> at) & (width == 64 ? ulong.MaxValue : (1UL << width) - 1);
            bits |= (UInt128)map(lane) << at;
        }

        return vector with { Bits = bits };
    }
}

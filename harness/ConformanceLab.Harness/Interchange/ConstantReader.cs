using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Interchange;

/// <summary>Constants and result patterns from JSON. Numbers go through the parser of scripts' literals: signed or not, as bits.</summary>
internal static class ConstantReader
{
    /// <summary>The arguments of an action.</summary>
    /// <exception cref="FormatException">They are not constants.</exception>
    public static ImmutableArray<ResultPattern> Arguments(JsonElement action) =>
        [.. action.Member("args").Items().Select(argument => ReadArgument(argument))];

    /// <summary>The results that an assertion expects.</summary>
    /// <exception cref="FormatException">They are not patterns.</exception>
    public static ImmutableArray<ResultPattern> Expected(JsonElement assertion) => assertion.OptionalMember("either") is { } choices
        ? [Either(choices)]
        : [.. assertion.Member("expected").Items().Select(pattern => Read(pattern))];

    /// <summary>A NaN for each of the types that an old assertion expects.</summary>
    /// <exception cref="FormatException">One is not a float.</exception>
    public static ImmutableArray<ResultPattern> Nans(JsonElement assertion, NanClass nan) =>
    [
        .. assertion.Member("expected").Items().Select(type => type.Member("type").Text() switch
        {
            "f32" => new NanPattern(32, nan),
            "f64" => new NanPattern(64, nan),
            var other => throw new FormatException($"{other} has no NaN"),
        }),
    ];

    private static EitherPattern Either(JsonElement choices)
    {
        ImmutableArray<ResultPattern> patterns = [.. choices.Items().Select(choice => Read(choice))];
        return patterns.IsEmpty ? throw new FormatException("\"either\" needs a choice") : new EitherPattern(patterns);
    }

    private static ResultPattern ReadArgument(JsonElement element)
    {
        var type = element.Member("type").Text();
        if (element.OptionalMember("value") is null && ReferenceTypes.Find(type) is not null)
        {
            // No argument can be "any reference of the type": it is the null.
            return new ReferencePattern(RefPattern.Null) { HeapType = ReferenceTypes.HeapTypeOf(type) };
        }

        var constant = Read(element);
        return ValueParser.ValueOf(constant) is not null ? constant : throw element.IsNot("a constant");
    }

    private static ResultPattern Read(JsonElement element)
    {
        var type = element.Member("type").Text();
        return type switch
        {
            "i32" => new ValuePattern(ScriptValue.I32((uint)Integer(element.Member("value").Text(), 32))),
            "i64" => new ValuePattern(ScriptValue.I64(Integer(element.Member("value").Text(), 64))),
            "f32" => Float(element, 32),
            "f64" => Float(element, 64),
            "v128" => Vector(element),
            "either" => Either(element.Member("values")),
            _ => Reference(type, element),
        };
    }

    private static ResultPattern Reference(string type, JsonElement element)
    {
        if (ReferenceTypes.Find(type) is not { } pattern)
        {
            throw new FormatException($"unknown type {type}");
        }

        if (element.OptionalMember("value") is not { } value)
        {
            return new ReferencePattern(pattern) { HeapType = pattern == RefPattern.Null ? ReferenceTypes.HeapTypeOf(type) : null };
        }

        return (type, value.Text()) switch
        {
            (_, "null") => new ReferencePattern(RefPattern.Null) { HeapType = ReferenceTypes.HeapTypeOf(type) },
            ("externref", var number) => new ValuePattern(ScriptValue.Extern((uint)Integer(number, 32))),
            ("anyref", var number) => new ValuePattern(ScriptValue.Host((uint)Integer(number, 32))),
            (_, var other) => throw new FormatException($"a {type} can't be {other}"),
        };
    }

    private static ResultPattern Float(JsonElement element, int bits)
    {
        var (value, nan) = FloatOrNan(element.Member("value").Text(), bits);
        return nan != NanClass.None
            ? new NanPattern(bits, nan)
            : new ValuePattern(new ScriptValue(bits == 32 ? ScriptValueKind.F32 : ScriptValueKind.F64, value));
    }

    private static (ulong Bits, NanClass Nan) FloatOrNan(string text, int bits) => text switch
    {
        "nan:canonical" => (0, NanClass.Canonical),
        "nan:arithmetic" => (0, NanClass.Arithmetic),
        _ => (Integer(text, bits), NanClass.None),
    };

    private static VectorPattern Vector(JsonElement element)
    {
        var lanes = element.Member("value").Items().Select(lane => lane.Text()).ToArray();
        var shape = (element.Member("lane_type").Text(), lanes.Length) switch
        {
            ("i8", 16) => LaneShape.I8x16,
            ("i16", 8) => LaneShape.I16x8,
            ("i32", 4) => LaneShape.I32x4,
            ("i64", 2) => LaneShape.I64x2,
            ("f32", 4) => LaneShape.F32x4,
            ("f64", 2) => LaneShape.F64x2,
            var (type, count) => throw new FormatException($"{count} lanes of {type} are no vector"),
        };
        var width = VectorPattern.LaneBits(shape);
        UInt128 bits = 0;
        NanClass[]? nans = null;
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            var isFloat = shape is LaneShape.F32x4 or LaneShape.F64x2;
            var (value, nan) = isFloat ? FloatOrNan(lanes[lane], width) : (Integer(lanes[lane], width), NanClass.None);
            if (nan != NanClass.None)
            {
                nans ??= new NanClass[lanes.Length];
                nans[lane] = nan;
            }

            bits |= (UInt128)value << (lane * width);
        }

        return new VectorPattern(shape, bits, nans is null ? default : [.. nans]);
    }

    private static ulong Integer(string text, int bits) => Literals.TryParseInteger(Encoding.UTF8.GetBytes(text), bits, out var value)
        ? value
        : throw new FormatException($"\"{text}\" is no number of {bits} bits");
}

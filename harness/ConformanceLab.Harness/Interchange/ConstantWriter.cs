using System.Collections.Immutable;
using System.Globalization;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Interchange;

/// <summary>Constants and result patterns as JSON. Numbers are decimal strings, floats those of their bits.</summary>
internal static class ConstantWriter
{
    /// <summary>The arguments of a call.</summary>
    public static void WriteArguments(JsonText json, InvokeAction action)
    {
        json.Open('[');
        for (var index = 0; index < action.Arguments.Length; index++)
        {
            Write(json, action.Written.IsDefault ? new ValuePattern(action.Arguments[index]) : action.Written[index], isArgument: true);
        }

        json.Close(']');
    }

    /// <summary>The results that are expected: the member <c>expected</c>, or <c>either</c> if that is all.</summary>
    public static void WriteExpected(JsonText json, ImmutableArray<ResultPattern> expected)
    {
        var either = expected is [EitherPattern only] ? only : null;
        json.Name(either is null ? "expected" : "either");
        json.Open('[');
        foreach (var pattern in either?.Choices ?? expected)
        {
            Write(json, pattern, isArgument: false);
        }

        json.Close(']');
    }

    private static void Write(JsonText json, ResultPattern pattern, bool isArgument)
    {
        json.Open('{');
        switch (pattern)
        {
            case ValuePattern { Value: var value }:
                WriteValue(json, value);
                break;
            case NanPattern nan:
                json.Member("type", nan.Width == 32 ? "f32" : "f64");
                json.Member("value", ResultPattern.NanName(nan.Nan));
                break;
            case VectorPattern vector:
                WriteVector(json, vector);
                break;
            case EitherPattern either:
                json.Member("type", "either");
                json.Name("values");
                json.Open('[');
                foreach (var choice in either.Choices)
                {
                    Write(json, choice, isArgument: false);
                }

                json.Close(']');
                break;
            case ReferencePattern { Pattern: RefPattern.Null, HeapType: var heapType }:
                WriteNull(json, heapType, isArgument);
                break;
            case ReferencePattern { Pattern: var reference }:
                json.Member("type", ReferenceTypes.NameOf(reference));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(pattern), pattern, "not a pattern");
        }

        json.Close('}');
    }

    private static void WriteValue(JsonText json, ScriptValue value)
    {
        json.Member("type", value.Kind switch
        {
            ScriptValueKind.I32 => "i32",
            ScriptValueKind.I64 => "i64",
            ScriptValueKind.F32 => "f32",
            ScriptValueKind.F64 => "f64",
            ScriptValueKind.Extern => "externref",
            ScriptValueKind.Host => "anyref",
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, "not a constant"),
        });
        json.Member("value", value.Bits.ToString(CultureInfo.InvariantCulture));
    }

    private static void WriteVector(JsonText json, VectorPattern vector)
    {
        var shape = vector.Shape.ToString().ToLowerInvariant();
        var width = VectorPattern.LaneBits(vector.Shape);
        var mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        json.Member("type", "v128");
        json.Member("lane_type", shape[..shape.IndexOf('x', StringComparison.Ordinal)]);
        json.Name("value");
        json.Open('[');
        for (var lane = 0; lane * width < 128; lane++)
        {
            json.String(!vector.Nans.IsDefault && vector.Nans[lane] != NanClass.None
                ? ResultPattern.NanName(vector.Nans[lane])
                : ((ulong)(vector.Bits >> (lane * width)) & mask).ToString(CultureInfo.InvariantCulture));
        }

        json.Close(']');
    }

    // What is expected of a null of a type whose name alone means any reference of that type is said by "refnull", a null of any type.
    private static void WriteNull(JsonText json, string? heapType, bool isArgument)
    {
        switch (heapType)
        {
            case "func" or "extern" or "any" or "exn":
                json.Member("type", heapType + "ref");
                json.Member("value", "null");
                break;
            case "none" or "nofunc" or "noextern" or "noexn":
                json.Member("type", ReferenceTypes.NullName(heapType));
                break;
            case "eq" or "struct" or "array" or "i31" when isArgument:
                json.Member("type", heapType + "ref");
                break;
            default:
                json.Member("type", ReferenceTypes.AnyNull);
                break;
        }
    }
}

using System.Collections.Immutable;
using System.Text;

namespace ConformanceLab.Harness.Scripts;

/// <summary>
/// Constants and result patterns: <c>(i32.const 7)</c>, <c>(v128.const f32x4 nan:canonical …)</c>, <c>(ref.func)</c>, <c>(either …)</c>.
/// </summary>
internal sealed class ValueParser(SourceText text)
{
    private readonly SourceText _text = text;

    /// <summary>Constants up to the closing parenthesis, which is taken too.</summary>
    /// <param name="cursor">Where they stand.</param>
    /// <param name="written">The constants as they are written (<see cref="InvokeAction.Written"/>).</param>
    public ImmutableArray<ScriptValue> Arguments(ref FormCursor cursor, out ImmutableArray<ResultPattern> written)
    {
        var constants = ImmutableArray.CreateBuilder<ResultPattern>();
        var values = ImmutableArray.CreateBuilder<ScriptValue>();
        var sayMore = false;
        while (cursor.Peek().Kind == ScriptTokenKind.Open)
        {
            var at = cursor.Peek().Start;
            var constant = Pattern(ref cursor, insideEither: true);
            values.Add(ValueOf(constant) ?? throw new ScriptSyntaxException(at, "a constant is expected"));
            constants.Add(constant);
            sayMore |= constant is not ValuePattern;
        }

        cursor.ExpectClose();
        written = sayMore ? constants.DrainToImmutable() : default;
        return values.DrainToImmutable();
    }

    /// <summary>The value of a constant; null for a pattern that is none.</summary>
    public static ScriptValue? ValueOf(ResultPattern constant) => constant switch
    {
        ValuePattern exact => exact.Value,
        VectorPattern { Nans.IsDefault: true } vector => ScriptValue.V128(vector.Bits),
        ReferencePattern { Pattern: RefPattern.Null } => ScriptValue.Ref(ScriptValueKind.Null),
        _ => null,
    };

    /// <summary>Result patterns, as many as come.</summary>
    public ImmutableArray<ResultPattern> Patterns(ref FormCursor cursor)
    {
        var patterns = ImmutableArray.CreateBuilder<ResultPattern>();
        while (cursor.Peek().Kind == ScriptTokenKind.Open)
        {
            patterns.Add(Pattern(ref cursor, insideEither: false));
        }

        return patterns.DrainToImmutable();
    }

    private ResultPattern Pattern(ref FormCursor cursor, bool insideEither)
    {
        cursor.Expect(ScriptTokenKind.Open, "(");
        var word = cursor.Expect(ScriptTokenKind.Word, "a constant");
        ResultPattern pattern = Encoding.ASCII.GetString(cursor.Bytes(word)) switch
        {
            "i32.const" => new ValuePattern(ScriptValue.I32((uint)Integer(ref cursor, 32))),
            "i64.const" => new ValuePattern(ScriptValue.I64(Integer(ref cursor, 64))),
            "f32.const" => Float(ref cursor, 32),
            "f64.const" => Float(ref cursor, 64),
            "v128.const" => Vector(ref cursor),
            "ref.null" => Null(ref cursor),
            "ref.extern" => Numbered(ref cursor, ScriptValueKind.Extern, RefPattern.Extern),
            "ref.host" => new ValuePattern(ScriptValue.Host((uint)Integer(ref cursor, 32))),
            "ref.func" => new ReferencePattern(RefPattern.Func),
            "ref.i31" => new ReferencePattern(RefPattern.I31),
            "ref.eq" => new ReferencePattern(RefPattern.Eq),
            "ref.struct" => new ReferencePattern(RefPattern.Struct),
            "ref.array" => new ReferencePattern(RefPattern.Array),
            "ref.exn" => new ReferencePattern(RefPattern.Exn),
            "ref" or "ref.any" => new ReferencePattern(RefPattern.Any),
            "either" when !insideEither => Either(ref cursor),
            var other => throw new ScriptSyntaxException(word.Start, $"unknown constant or pattern {other}"),
        };
        cursor.ExpectClose();
        return pattern;
    }

    private EitherPattern Either(ref FormCursor cursor)
    {
        var choices = ImmutableArray.CreateBuilder<ResultPattern>();
        while (cursor.Peek().Kind == ScriptTokenKind.Open)
        {
            choices.Add(Pattern(ref cursor, insideEither: true));
        }

        return choices.Count == 0 ? throw cursor.Error("either needs a choice") : new EitherPattern(choices.DrainToImmutable());
    }

    private static ReferencePattern Null(ref FormCursor cursor)
    {
        if (cursor.Peek().Kind is ScriptTokenKind.Word or ScriptTokenKind.Identifier)
        {
            var heapType = cursor.Next();
            return new ReferencePattern(RefPattern.Null) { HeapType = Encoding.UTF8.GetString(cursor.Bytes(heapType)) };
        }

        if (cursor.Peek().Kind == ScriptTokenKind.Open)
        {
            cursor.Form();
        }

        return new ReferencePattern(RefPattern.Null);
    }

    private ResultPattern Numbered(ref FormCursor cursor, ScriptValueKind kind, RefPattern bare) =>
        cursor.Peek().Kind == ScriptTokenKind.Word
            ? new ValuePattern(new ScriptValue(kind, (uint)Integer(ref cursor, 32)))
            : new ReferencePattern(bare);

    private ulong Integer(ref FormCursor cursor, int bits)
    {
        var token = cursor.Expect(ScriptTokenKind.Word, "an integer");
        return Literals.TryParseInteger(_text.Bytes[token.Start..token.End], bits, out var value)
            ? value
            : throw new ScriptSyntaxException(token.Start, $"malformed or too large i{bits} literal");
    }

    private ResultPattern Float(ref FormCursor cursor, int bits)
    {
        var (value, nan) = FloatOrNan(ref cursor, bits);
        return nan != NanClass.None
            ? new NanPattern(bits, nan)
            : new ValuePattern(new ScriptValue(bits == 32 ? ScriptValueKind.F32 : ScriptValueKind.F64, value));
    }

    private (ulong Value, NanClass Nan) FloatOrNan(ref FormCursor cursor, int bits)
    {
        var token = cursor.Expect(ScriptTokenKind.Word, "a number");
        var word = _text.Bytes[token.Start..token.End];
        if (word.SequenceEqual("nan:canonical"u8))
        {
            return (0, NanClass.Canonical);
        }

        if (word.SequenceEqual("nan:arithmetic"u8))
        {
            return (0, NanClass.Arithmetic);
        }

        return Literals.TryParseFloat(word, bits, out var value)
            ? (value, NanClass.None)
            : throw new ScriptSyntaxException(token.Start, $"malformed or too large f{bits} literal");
    }

    private VectorPattern Vector(ref FormCursor cursor)
    {
        var token = cursor.Expect(ScriptTokenKind.Word, "a lane shape");
        var shape = Encoding.ASCII.GetString(cursor.Bytes(token)) switch
        {
            "i8x16" => LaneShape.I8x16,
            "i16x8" => LaneShape.I16x8,
            "i32x4" => LaneShape.I32x4,
            "i64x2" => LaneShape.I64x2,
            "f32x4" => LaneShape.F32x4,
            "f64x2" => LaneShape.F64x2,
            _ => throw new ScriptSyntaxException(token.Start, "unknown lane shape"),
        };
        var width = VectorPattern.LaneBits(shape);
        UInt128 bits = 0;
        NanClass[]? nans = null;
        for (var lane = 0; lane * width < 128; lane++)
        {
            ulong value;
            if (shape is LaneShape.F32x4 or LaneShape.F64x2)
            {
                (value, var nan) = FloatOrNan(ref cursor, width);
                if (nan != NanClass.None)
                {
                    nans ??= new NanClass[128 / width];
                    nans[lane] = nan;
                }
            }
            else
            {
                value = Integer(ref cursor, width);
            }

            bits |= (UInt128)value << (lane * width);
        }

        return new VectorPattern(shape, bits, nans is null ? default : [.. nans]);
    }
}

using System.Collections.Immutable;
using System.Globalization;

namespace ConformanceLab.Harness.Scripts;

/// <summary>Which NaNs a pattern accepts, of either sign. // spec: canonical-nan</summary>
public enum NanClass : byte
{
    /// <summary>No NaN pattern: exact bits.</summary>
    None,

    /// <summary>The payload is the quiet bit alone.</summary>
    Canonical,

    /// <summary>The payload has at least the quiet bit.</summary>
    Arithmetic,
}

/// <summary>How the lanes of a vector are divided.</summary>
public enum LaneShape : byte
{
    /// <summary>Sixteen bytes.</summary>
    I8x16,

    /// <summary>Eight 16-bit integers.</summary>
    I16x8,

    /// <summary>Four 32-bit integers.</summary>
    I32x4,

    /// <summary>Two 64-bit integers.</summary>
    I64x2,

    /// <summary>Four 32-bit floats.</summary>
    F32x4,

    /// <summary>Two 64-bit floats.</summary>
    F64x2,
}

/// <summary>Reference patterns without a number.</summary>
public enum RefPattern : byte
{
    /// <summary>Null; the heap type is ignored.</summary>
    Null,

    /// <summary>A function.</summary>
    Func,

    /// <summary>Any reference but null, seen from outside.</summary>
    Extern,

    /// <summary>Any reference but a function and null.</summary>
    Any,

    /// <summary>Anything comparable: i31, structure, array.</summary>
    Eq,

    /// <summary>An unboxed scalar.</summary>
    I31,

    /// <summary>A structure.</summary>
    Struct,

    /// <summary>An array.</summary>
    Array,

    /// <summary>An exception.</summary>
    Exn,
}

/// <summary>What an <c>assert_return</c> expects of one result.</summary>
public abstract record ResultPattern
{
    /// <summary>Whether the value is as expected.</summary>
    public abstract bool Matches(ScriptValue value);

    /// <summary>Whether the bits of a float are a NaN of the class.</summary>
    /// <param name="bits">The bits, zero-extended.</param>
    /// <param name="width">32 or 64.</param>
    /// <param name="nan">Canonical or arithmetic.</param>
    public static bool IsNan(ulong bits, int width, NanClass nan)
    {
        // The sign is free; the exponent and the quiet bit must be set; canonical allows nothing below.
        var quiet = width == 32 ? 0x7FC0_0000UL : 0x7FF8_0000_0000_0000UL;
        var unsigned = bits & (width == 32 ? 0x7FFF_FFFFUL : 0x7FFF_FFFF_FFFF_FFFFUL);
        return nan == NanClass.Canonical ? unsigned == quiet : (unsigned & quiet) == quiet;
    }

    /// <summary>A class of NaNs as scripts write it.</summary>
    internal static string NanName(NanClass nan) => nan == NanClass.Canonical ? "nan:canonical" : "nan:arithmetic";
}

/// <summary>Exactly this value.</summary>
/// <param name="Value">The value.</param>
public sealed record ValuePattern(ScriptValue Value) : ResultPattern
{
    /// <inheritdoc/>
    public override bool Matches(ScriptValue value) => value == Value;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A NaN of a class, in a float of 32 or 64 bits.</summary>
/// <param name="Width">32 or 64.</param>
/// <param name="Nan">The class.</param>
public sealed record NanPattern(int Width, NanClass Nan) : ResultPattern
{
    /// <inheritdoc/>
    public override bool Matches(ScriptValue value) =>
        value.Kind == (Width == 32 ? ScriptValueKind.F32 : ScriptValueKind.F64) && IsNan((ulong)value.Bits, Width, Nan);

    /// <inheritdoc/>
    public override string ToString() => $"(f{Width}.const {NanName(Nan)})";
}

/// <summary>A vector lane by lane: exact bits or a NaN class.</summary>
/// <param name="Shape">The division into lanes.</param>
/// <param name="Bits">All lanes; zero where a NaN class is given.</param>
/// <param name="Nans">A class per lane; default if every lane is exact.</param>
public sealed record VectorPattern(LaneShape Shape, UInt128 Bits, ImmutableArray<NanClass> Nans) : ResultPattern
{
    /// <summary>The width of a lane in bits.</summary>
    public static int LaneBits(LaneShape shape) => shape switch
    {
        LaneShape.I8x16 => 8,
        LaneShape.I16x8 => 16,
        LaneShape.I32x4 or LaneShape.F32x4 => 32,
        _ => 64,
    };

    /// <inheritdoc/>
    public override bool Matches(ScriptValue value)
    {
        if (value.Kind != ScriptValueKind.V128)
        {
            return false;
        }

        if (Nans.IsDefault)
        {
            return value.Bits == Bits;
        }

        var width = LaneBits(Shape);
        var mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        for (var lane = 0; lane < Nans.Length; lane++)
        {
            var actual = (ulong)(value.Bits >> (lane * width)) & mask;
            var expected = (ulong)(Bits >> (lane * width)) & mask;
            if (Nans[lane] == NanClass.None ? actual != expected : !IsNan(actual, width, Nans[lane]))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var width = LaneBits(Shape);
        var lanes = new List<string>();
        for (var lane = 0; lane * width < 128; lane++)
        {
            var bits = (ulong)(Bits >> (lane * width)) & (width == 64 ? ulong.MaxValue : (1UL << width) - 1);
            lanes.Add(!Nans.IsDefault && Nans[lane] != NanClass.None
                ? NanName(Nans[lane])
                : "0x" + bits.ToString($"x{width / 4}", CultureInfo.InvariantCulture));
        }

        return $"(v128.const {Shape.ToString().ToLowerInvariant()} {string.Join(' ', lanes)})";
    }
}

/// <summary>A class of references.</summary>
/// <param name="Pattern">Which.</param>
public sealed record ReferencePattern(RefPattern Pattern) : ResultPattern
{
    /// <summary>Of a null, the heap type that it is written with: <c>func</c>, <c>$t</c>; null if there is none.</summary>
    public string? HeapType { get; init; }

    /// <inheritdoc/>
    public override bool Matches(ScriptValue value) => Pattern switch
    {
        RefPattern.Null => value.Kind == ScriptValueKind.Null,
        RefPattern.Func => value.Kind == ScriptValueKind.Func,
        RefPattern.Extern => value.Kind is > ScriptValueKind.Null,
        RefPattern.Any => value.Kind is > ScriptValueKind.Func,
        RefPattern.Eq => value.Kind is ScriptValueKind.I31 or ScriptValueKind.Struct or ScriptValueKind.Array,
        RefPattern.I31 => value.Kind == ScriptValueKind.I31,
        RefPattern.Struct => value.Kind == ScriptValueKind.Struct,
        RefPattern.Array => value.Kind == ScriptValueKind.Array,
        _ => value.Kind == ScriptValueKind.Exn,
    };

    /// <inheritdoc/>
    public override string ToString() => Pattern == RefPattern.Any ? "(ref)" : $"(ref.{Pattern.ToString().ToLowerInvariant()})";
}

/// <summary>Any of several patterns.</summary>
/// <param name="Choices">The patterns.</param>
public sealed record EitherPattern(ImmutableArray<ResultPattern> Choices) : ResultPattern
{
    /// <inheritdoc/>
    public override bool Matches(ScriptValue value)
    {
        foreach (var choice in Choices)
        {
            if (choice.Matches(value))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => $"(either {string.Join(' ', Choices)})";
}

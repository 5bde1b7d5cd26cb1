using System.Globalization;
using System.Numerics;
using ConformanceLab.LabGenerator.Numbers;
using ConformanceLab.LabGenerator.Writing;

namespace ConformanceLab.LabGenerator.Vectors;

/// <summary>How a vector of 128 bits is divided into lanes; lane 0 has the lowest bits.</summary>
/// <param name="IsFloat">Whether lanes are floats.</param>
/// <param name="Width">Width of a lane in bits.</param>
public sealed record Shape(bool IsFloat, int Width)
{
    /// <summary>i8x16.</summary>
    public static Shape Bytes { get; } = new(false, 8);

    /// <summary>How many lanes there are.</summary>
    public int Count => 128 / Width;

    /// <summary>The number type of a lane, as the text format would call it: <c>i8</c> … <c>f64</c>.</summary>
    public string LaneType => string.Create(CultureInfo.InvariantCulture, $"{(IsFloat ? 'f' : 'i')}{Width}");

    /// <summary>The format of its lanes, if they are floats.</summary>
    public FloatFormat Format => ScalarOracle.FormatOf(LaneType);

    /// <summary>The name: <c>i8x16</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{LaneType}x{Count}");

    /// <summary>The shape of this name; <c>v128</c> stands for bytes.</summary>
    public static Shape Parse(string name) => name == "v128"
        ? Bytes
        : new Shape(name[0] == 'f', int.Parse(name.AsSpan(1, name.IndexOf('x', StringComparison.Ordinal) - 1), CultureInfo.InvariantCulture));

    /// <summary>The lanes of a vector.</summary>
    public BigInteger[] Split(BigInteger vector) =>
        [.. Enumerable.Range(0, Count).Select(lane => IntegerOracle.Wrap(vector >> (lane * Width), Width))];

    /// <summary>The vector of these lanes; those that are missing are zero.</summary>
    public BigInteger Join(IEnumerable<BigInteger> lanes) =>
        lanes.Select((lane, index) => lane << (index * Width)).Aggregate(BigInteger.Zero, (sum, lane) => sum | lane);

    /// <summary>A constant.</summary>
    public string Constant(BigInteger vector) => Pattern(Split(vector).Select(lane => new Number(lane)));

    /// <summary>A pattern.</summary>
    public string Pattern(IEnumerable<Number> lanes) =>
        $"(v128.const {this} {string.Join(' ', lanes.Select(lane => Literal.Text(LaneType, lane)))})";

    /// <summary>Values laid into as many vectors as it takes; the last is filled up from the front.</summary>
    public BigInteger[] Pack(IReadOnlyList<BigInteger> values) =>
    [
        .. Enumerable.Range(0, (values.Count + Count - 1) / Count)
            .Select(vector => Join(Enumerable.Range(0, Count).Select(lane => values[((vector * Count) + lane) % values.Count]))),
    ];
}

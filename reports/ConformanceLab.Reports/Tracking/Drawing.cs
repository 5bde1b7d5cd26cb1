using System.Collections.Immutable;
using ConformanceLab.Reports.Performance;
using SkiaSharp;

namespace ConformanceLab.Reports.Tracking;

/// <summary>What a shape means, and so how it looks; colours stand in <see cref="DrawingStyle"/>, for pages in their style sheet.</summary>
internal enum Ink
{
    /// <summary>The background of the whole.</summary>
    Back,

    /// <summary>The background of a branch.</summary>
    Panel,

    /// <summary>A skill that is lit everywhere.</summary>
    CardLit,

    /// <summary>A skill that is lit somewhere, or in part.</summary>
    CardPart,

    /// <summary>A skill that is measured and not lit.</summary>
    CardOff,

    /// <summary>A skill that nothing has measured.</summary>
    CardDark,

    /// <summary>Of a lamp or a bar, what is lit.</summary>
    LampLit,

    /// <summary>Of a lamp or a bar, what is lit of one that is not wholly lit.</summary>
    LampPart,

    /// <summary>A lamp that is not lit.</summary>
    LampOff,

    /// <summary>A lamp that nothing has measured.</summary>
    LampDark,

    /// <summary>A connection to something lit.</summary>
    WireLit,

    /// <summary>A connection to something that is not.</summary>
    WireOff,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Text that is not so important.</summary>
    Dim,
}

/// <summary>Something to draw.</summary>
/// <param name="Ink">What it means.</param>
internal abstract record Shape(Ink Ink);

/// <summary>A rectangle with round corners. Places and lengths are in pixels.</summary>
internal sealed record Box(Ink Ink, float X, float Y, float Width, float Height, float Radius, string? Title = null) : Shape(Ink);

/// <summary>A line from one point to another, straight down, or by a bend: first down, then across.</summary>
internal sealed record Wire(Ink Ink, float X1, float Y1, float X2, float Y2, bool IsElbow) : Shape(Ink);

/// <summary>Text on one line; X is its left or, if <paramref name="IsRight"/>, its right end, Y its base line.</summary>
internal sealed record Label(Ink Ink, float X, float Y, float Size, string Content, bool IsBold = false, bool IsRight = false) : Shape(Ink);

/// <summary>A picture: shapes from back to front.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Title">What it shows, for those who can't see it.</param>
/// <param name="Shapes">The shapes.</param>
internal sealed record Drawing(float Width, float Height, string Title, ImmutableArray<Shape> Shapes)
{
    /// <summary>The width of a text, with some room for fonts that are wider than ours.</summary>
    public static float Measure(string text, float size, bool isBold = false)
    {
        using var font = new SKFont(PlotStyle.Typeface, size);
        return font.MeasureText(text) * (isBold ? 1.25f : 1.08f);
    }

    /// <summary>A text in lines that are not wider than they may be; a single word may be.</summary>
    public static IReadOnlyList<string> Wrap(string text, float size, float width)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && Measure($"{lines[^1]} {word}", size) <= width)
            {
                lines[^1] += $" {word}";
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines;
    }

    /// <summary>Shapes moved.</summary>
    public static IEnumerable<Shape> Move(IEnumerable<Shape> shapes, float x, float y) => shapes.Select<Shape, Shape>(shape => shape switch
    {
        Box box => box with { X = box.X + x, Y = box.Y + y },
        Wire wire => wire with { X1 = wire.X1 + x, X2 = wire.X2 + x, Y1 = wire.Y1 + y, Y2 = wire.Y2 + y },
        Label label => label with { X = label.X + x, Y = label.Y + y },
        _ => throw new ArgumentOutOfRangeException(nameof(shapes), shape, "not a shape"),
    });
}

using System.Globalization;
using System.Xml.Linq;
using ScottPlot;
using SkiaSharp;

namespace ConformanceLab.Reports.Performance;

/// <summary>A plot with its size, to be written as PNG or SVG. Not for several threads: the library's fonts are global.</summary>
/// <param name="name">The name of its files, without extension.</param>
/// <param name="description">What it shows, for those who can't see it.</param>
/// <param name="plot">The plot.</param>
/// <param name="width">Width in pixels.</param>
/// <param name="height">Height in pixels.</param>
public sealed class PlotFile(string name, string description, Plot plot, int width, int height)
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    /// <summary>The name of its files, without extension: letters, digits, <c>-</c> and <c>_</c>.</summary>
    public string Name { get; } = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));

    /// <summary>What it shows.</summary>
    public string Description => description;

    /// <summary>Width in pixels.</summary>
    public int Width => width;

    /// <summary>Height in pixels.</summary>
    public int Height => height;

    /// <summary>The same by another name.</summary>
    public PlotFile Named(string other) => new(other, description, plot, width, height);

    /// <summary>As PNG, two pixels for each.</summary>
    public byte[] ToPng()
    {
        plot.ScaleFactor = 2;
        var bytes = plot.GetImageBytes(2 * width, 2 * height, ImageFormat.Png);
        plot.ScaleFactor = 1;
        return bytes;
    }

    /// <summary>
    /// As SVG. Text is drawn as outlines of our font, since a reader may not have it; what it says is in the title and in labels for
    /// screen readers.
    /// </summary>
    public string ToSvg()
    {
        var svg = XDocument.Parse(plot.GetSvgXml(width, height)).Root!;
        foreach (var text in svg.Descendants(s_svg + "text").ToList())
        {
            text.ReplaceWith(Outline(text));
        }

        Renumber(svg);
        svg.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width} {height}"));
        svg.SetAttributeValue("role", "img");
        svg.AddFirst(new XElement(s_svg + "title", description));
        return svg.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    // Skia counts names through all that a process draws; here they begin anew, so that equal plots are equal files.
    private static void Renumber(XElement svg)
    {
        var names = svg.Descendants(
            ).Attributes("id").Select((id, i) => (id.Value, Name: $"id{i}")).ToDictionary(pair => pair.Value, pair => pair.Name);
        foreach (var attribute in svg.Descendants().Attributes().ToList())
        {
            if (attribute.Name.LocalName == "id")
            {
                attribute.Value = names[attribute.Value];
            }
            else if (
                attribute.Value.StartsWith("url(#", StringComparison.Ordinal) && names.TryGetValue(attribute.Value[5..^1], out var name))
            {
                attribute.Value = $"url(#{name})";
            }
        }
    }

    // Skia writes a place for each letter: x="1, 2, 3, " y="4, ".
    private static XElement? Outline(XElement text)
    {
        var letters = text.Value.Trim('\n', '\t');
        var size = Number(text.Attribute("font-size")!.Value);
        var (xs, y) = (Numbers(text.Attribute("x")!.Value), Numbers(text.Attribute("y")!.Value)[0]);
        using var font = new SKFont(PlotStyle.Typeface, size);
        using var outline = new SKPath();
        var at = 0;
        foreach (var rune in letters.EnumerateRunes())
        {
            using var letter = font.GetGlyphPath(font.GetGlyph(rune.Value));
            if (letter is not null && at < xs.Length)
            {
                outline.AddPath(letter, xs[at], y);
            }

            at++;
        }

        return letters.Length == 0 ? null : new XElement(
            s_svg + "path",
            text.Attributes().Where(attribute => attribute.Name.LocalName is "transform" or "fill" or "fill-opacity"),
            new XAttribute("d", outline.ToSvgPathData()),
            new XAttribute("aria-label", letters));
    }

    private static float[] Numbers(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Number)];

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);
}

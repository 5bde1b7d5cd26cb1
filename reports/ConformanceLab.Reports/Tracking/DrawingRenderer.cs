using System.Globalization;
using System.Net;
using System.Text;
using System.Xml;
using ConformanceLab.Reports.Performance;
using SkiaSharp;

namespace ConformanceLab.Reports.Tracking;

/// <summary>Drawings as SVG and PNG.</summary>
internal static class DrawingRenderer
{
    private const float PngScale = 2;
    private const float Bend = 10;

    /// <summary>
    /// As SVG: a file of its own, light or dark as its reader likes it, or a part of a page that has the rules for its classes.
    /// </summary>
    public static string ToSvg(Drawing drawing, bool isPartOfPage)
    {
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {drawing.Width} {drawing.Height}\" width=\"{drawing.Width}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"height=\"{drawing.Height}\" role=\"img\" aria-label=\"{Encode(drawing.Title)}\">");
        if (!isPartOfPage)
        {
            svg.Append(
                $"<title>{Encode(drawing.Title)}</title><style>text{{font-family:{DrawingStyle.Fonts}}}");
            svg.Append(DrawingStyle.Rules(isDark: false));
            svg.Append($"@media(prefers-color-scheme:dark){{{DrawingStyle.Rules(isDark: true)}}}</style>");
        }

        svg.Append('\n');
        foreach (var shape in drawing.Shapes)
        {
            Append(svg, shape);
            svg.Append('\n');
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>As PNG on white, two pixels for each.</summary>
    public static byte[] ToPng(Drawing drawing)
    {
        using var surface = SKSurface.Create(
            new SKImageInfo((int)(PngScale * drawing.Width), (int)(PngScale * drawing.Height), SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(PngScale);
        foreach (var shape in drawing.Shapes)
        {
            Draw(surface.Canvas, shape);
        }

        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static void Append(StringBuilder svg, Shape shape)
    {
        var name = DrawingStyle.ClassOf(shape.Ink);
        switch (shape)
        {
            case Box box:
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<rect class=\"{name}\" x=\"{box.X}\" y=\"{box.Y}\" width=\"{box.Width}\" ");
                svg.Append(CultureInfo.InvariantCulture, $"height=\"{box.Height}\" rx=\"{box.Radius}\"");
                svg.Append(box.Title is null ? "/>" : $"><title>{Encode(box.Title)}</title></rect>");
                break;
            case Wire wire:
                svg.Append($"<path class=\"{name}\" d=\"{PathOf(wire).ToSvgPathData()}\"/>");
                break;
            case Label label:
                svg.Append(
                    CultureInfo.InvariantCulture, $"<text class=\"{name}\" x=\"{label.X}\" y=\"{label.Y}\" font-size=\"{label.Size}\"");
                svg.Append(label.IsBold ? " font-weight=\"600\"" : "").Append(label.IsRight ? " text-anchor=\"end\"" : "");
                svg.Append($">{Encode(label.Content)}</text>");
                break;
        }
    }

    private static void Draw(SKCanvas canvas, Shape shape)
    {
        var style = DrawingStyle.Of(shape.Ink, isDark: false);
        using var fill = new SKPaint { IsAntialias = true, Color = style.Fill is null ? SKColors.Transparent : SKColor.Parse(style.Fill) };
        using var dashes = style.IsDashed ? SKPathEffect.CreateDash([3, 3], 0) : null;
        using var stroke = new SKPaint
        {
            IsAntialias = true,
            IsStroke = true,
            StrokeWidth = style.Width,
            PathEffect = dashes,
            Color = style.Stroke is null ? SKColors.Transparent : SKColor.Parse(style.Stroke),
        };
        switch (shape)
        {
            case Box box:
                var place = SKRect.Create(box.X, box.Y, box.Width, box.Height);
                canvas.DrawRoundRect(place, box.Radius, box.Radius, fill);
                canvas.DrawRoundRect(place, box.Radius, box.Radius, stroke);
                break;
            case Wire wire:
                using (var path = PathOf(wire))
                {
                    canvas.DrawPath(path, stroke);
                }

                break;
            case Label label:
                using (var font = new SKFont(PlotStyle.Typeface, label.Size) { Embolden = label.IsBold, Subpixel = true })
                {
                    canvas.DrawText(label.Content, label.X, label.Y, label.IsRight ? SKTextAlign.Right : SKTextAlign.Left, font, fill);
                }

                break;
        }
    }

    private static SKPath PathOf(Wire wire)
    {
        var path = new SKPath();
        path.MoveTo(wire.X1, wire.Y1);
        if (wire.IsElbow)
        {
            path.LineTo(wire.X1, wire.Y2 - Bend);
            path.QuadTo(wire.X1, wire.Y2, wire.X1 + Bend, wire.Y2);
            path.LineTo(wire.X2, wire.Y2);
        }
        else
        {
            var middle = (wire.Y1 + wire.Y2) / 2;
            path.CubicTo(wire.X1, middle, wire.X2, middle, wire.X2, wire.Y2);
        }

        return path;
    }

    // Names of engines come from results, and XML does not take every character.
    private static string Encode(string text) => WebUtility.HtmlEncode(
        string.Concat(text.EnumerateRunes().Where(rune => rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value))));
}

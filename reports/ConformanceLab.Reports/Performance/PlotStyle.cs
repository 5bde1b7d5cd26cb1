using ScottPlot;
using SkiaSharp;

namespace ConformanceLab.Reports.Performance;

/// <summary>
/// How all plots look: one font, which is part of this assembly, so that text is the same on a machine without any; colours that people who
/// see few can tell apart (Okabe and Ito, Color universal design, 2008).
/// </summary>
internal static class PlotStyle
{
    /// <summary>The name of the font.</summary>
    public const string FontName = "Inter";

    private const string FontResource = "Inter-Regular.otf";

    private static readonly Color[] s_colors =
        [.. new[] { "#0072B2", "#D55E00", "#009E73", "#E69F00", "#CC79A7", "#56B4E9", "#8C6D31" }.Select(Color.FromHex)];

    /// <summary>The font.</summary>
    public static SKTypeface Typeface { get; } = LoadFont();

    /// <summary>Text and lines.</summary>
    public static Color Ink { get; } = Color.FromHex("#333333");

    /// <summary>What stands behind.</summary>
    public static Color Pale { get; } = Color.FromHex("#E4E4E4");

    /// <summary>What is bad.</summary>
    public static Color Bad { get; } = Color.FromHex("#D55E00");

    /// <summary>What is good.</summary>
    public static Color Good { get; } = Color.FromHex("#009E73");

    /// <summary>What nobody knows.</summary>
    public static Color Unknown { get; } = Color.FromHex("#8A8A8A");

    /// <summary>The colour of the n-th series.</summary>
    public static Color ColorOf(int series) => s_colors[series % s_colors.Length];

    /// <summary>An empty plot with a title and names of axes.</summary>
    public static Plot Create(string title, string x, string y)
    {
        Fonts.FontResolvers.Clear();
        Fonts.FontResolvers.Add(new OwnFont());
        Fonts.Default = FontName;
        var plot = new Plot();
        plot.Font.Set(FontName);
        plot.Title(title, 15);
        plot.Axes.Title.Label.Bold = false;
        plot.Axes.Title.Label.ForeColor = Ink;
        plot.XLabel(x, 12);
        plot.YLabel(y, 12);
        foreach (var axis in plot.Axes.GetAxes())
        {
            axis.Label.Bold = false;
            axis.Label.ForeColor = Ink;
            axis.TickLabelStyle.FontSize = 11;
            axis.TickLabelStyle.ForeColor = Ink;
            axis.FrameLineStyle.Color = Pale;
            axis.MajorTickStyle.Color = Unknown;
            axis.MinorTickStyle.Color = Pale;
        }

        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Grid.MajorLineColor = Pale.WithAlpha(0.7);
        plot.Legend.FontSize = 11;
        plot.Legend.FontColor = Ink;
        plot.Legend.OutlineColor = Pale;
        plot.Legend.ShadowColor = Colors.Transparent;
        return plot;
    }

    private static SKTypeface LoadFont()
    {
        using var stream = typeof(PlotStyle).Assembly.GetManifestResourceStream(FontResource)!;
        return SKTypeface.FromStream(stream) ?? throw new InvalidOperationException($"{FontResource} is no font");
    }

    // Whatever name is asked for, there is one font.
    private sealed class OwnFont : IFontResolver
    {
        public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => Typeface;

        public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => Typeface;
    }
}

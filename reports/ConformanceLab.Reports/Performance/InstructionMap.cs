using System.Globalization;
using ConformanceLab.Harness.Counting;
using ScottPlot;
using SkiaSharp;

namespace ConformanceLab.Reports.Performance;

/// <summary>
/// Where a program's machine instructions are executed: a rectangle for each function, whose area is its share, darker the more of its
/// instructions only bring values from one place to another.
/// </summary>
public static class InstructionMap
{
    private const int Width = 860;
    private const int Height = 520;
    private const int Top = 44;
    private const int Bottom = 44;
    private const int Side = 12;
    private const int LegendY = 28;
    private const int Swatch = 12;
    private const int Gap = 16;
    private const float TitleSize = 15;
    private const float FontSize = 13;
    private const float SmallFontSize = 11;

    // Smaller functions are one rectangle together.
    private const double SmallestShare = 0.004;

    private static readonly (double Below, string Text, Color Color)[] s_steps =
    [
        (0.15, "below 15 %", Color.FromHex("#CFE3F1")),
        (0.30, "to 30 %", Color.FromHex("#9CC6E3")),
        (0.45, "to 45 %", Color.FromHex("#5FA3D0")),
        (0.60, "to 60 %", Color.FromHex("#2F7FB8")),
        (double.PositiveInfinity, "more", Color.FromHex("#0B5184")),
    ];

    /// <summary>Draws the map of a program.</summary>
    /// <param name="report">What it executed.</param>
    public static PlotFile Of(CountReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var total = string.Create(CultureInfo.InvariantCulture, $"{report.Totals.Instructions:N0} machine instructions");
        var plot = PlotStyle.Create("", "", "");
        plot.HideGrid();
        plot.Axes.Frameless();
        plot.Layout.Fixed(new PixelPadding(0));
        plot.Axes.SetLimits(0, Width, 0, Height);
        Write(plot, $"{report.Module}, {report.Tier}: {total}", Side, Height - 14, TitleSize, PlotStyle.Ink);
        var rows = Rows(report);
        var places = TreeMap.Squarify(
            [.. rows.Select(static row => (double)row.Mix.Instructions)], Width - (2 * Side), Height - Top - Bottom);
        for (var index = 0; index < rows.Count; index++)
        {
            var place = places[index];
            Draw(plot, rows[index], place with { X = place.X + Side, Y = place.Y + Bottom }, Math.Max(1, report.Totals.Instructions));
        }

        Explain(plot);
        return new PlotFile(
            $"instructions-{Path.GetFileNameWithoutExtension(report.Module)}-{report.Tier}",
            $"Shares of functions in the {total} that {report.Module} executes as {report.Tier} code",
            plot,
            Width,
            Height);
    }

    private sealed record Row(string Name, string ShortName, InstructionMix Mix)
    {
        // Of the instructions, how many compute nothing.
        public double Moving =>
            (double)(Mix.FrameLoads + Mix.FrameStores + Mix.RegisterMoves) / Math.Max(1, Mix.Instructions);

        public Color Color => s_steps.First(step => Moving < step.Below).Color;

        public Color TextColor => Moving < s_steps[2].Below ? PlotStyle.Ink : Colors.White;
    }

    private static string NameOf(FunctionCount function) =>
        function.Name.StartsWith('$') ? function.Name : $"function {function.Name}";

    // The largest first; what is small last, whatever it is together.
    private static List<Row> Rows(CountReport report)
    {
        var least = SmallestShare * report.Totals.Instructions;
        var executed = report.Functions.Where(static function => function.Executed.Instructions > 0)
            .OrderByDescending(static function => function.Executed.Instructions)
            .ThenBy(static function => function.Index)
            .ToList();
        List<Row> rows = [.. executed.Where(function => function.Executed.Instructions >= least)
            .Select(static function => new Row(NameOf(function), function.Name, function.Executed))];
        var small = executed.Skip(rows.Count).ToList();
        if (small.Count > 0)
        {
            var count = small.Count.ToString("N0", CultureInfo.InvariantCulture);
            rows.Add(small.Count == 1
                ? new Row(NameOf(small[0]), small[0].Name, small[0].Executed)
                : new Row($"{count} smaller functions", $"+{count}", new ProgramCount([.. small]).Executed));
        }

        return rows;
    }

    private static void Draw(Plot plot, Row row, TreeMapCell cell, double total)
    {
        var rectangle = plot.Add.Rectangle(cell.X, cell.X + cell.Width, cell.Y, cell.Y + cell.Height);
        rectangle.FillColor = row.Color;
        rectangle.LineColor = Colors.White;
        rectangle.LineWidth = 1.5f;
        var top = cell.Y + cell.Height - 6;
        var room = cell.Width - 14;
        if (cell.Height < FontSize + 10 || (Whole(row.Name, FontSize, room) ?? Fit(row.ShortName, FontSize, room)) is not { } name)
        {
            return;
        }

        Write(plot, name, cell.X + 7, top, FontSize, row.TextColor);
        var share = string.Create(CultureInfo.InvariantCulture, $"{row.Mix.Instructions / total:P1}");
        var both = string.Create(CultureInfo.InvariantCulture, $"{share}, {row.Mix.Instructions:N0}");
        if (cell.Height > FontSize + SmallFontSize + 18
            && (Whole(both, SmallFontSize, room) ?? Whole(share, SmallFontSize, room)) is { } figures)
        {
            Write(plot, figures, cell.X + 7, top - FontSize - 5, SmallFontSize, row.TextColor);
        }
    }

    private static void Write(Plot plot, string text, double x, double y, float size, Color color)
    {
        var label = plot.Add.Text(text, x, y);
        label.LabelFontSize = size;
        label.LabelFontColor = color;
        label.LabelAlignment = Alignment.UpperLeft;
        label.LabelPadding = 0;
    }

    // A text, if there is room for all of it.
    private static string? Whole(string text, float size, double room)
    {
        using var font = new SKFont(PlotStyle.Typeface, size);
        return font.MeasureText(text) <= room ? text : null;
    }

    // As much of a text as there is room for; null if that is next to nothing.
    private static string? Fit(string text, float size, double room)
    {
        if (Whole(text, size, room) is { } all)
        {
            return all;
        }

        using var font = new SKFont(PlotStyle.Typeface, size);
        for (var length = text.Length - 1; length >= 3; length--)
        {
            var part = text[..length] + "…";
            if (font.MeasureText(part) <= room)
            {
                return part;
            }
        }

        return null;
    }

    // What the colours say, from left to right.
    private static void Explain(Plot plot)
    {
        const string introduction = "of the instructions only load from the frame, store to it, or move:";
        using var font = new SKFont(PlotStyle.Typeface, SmallFontSize);
        var x = (double)Side;
        Write(plot, introduction, x, LegendY, SmallFontSize, PlotStyle.Ink);
        x += font.MeasureText(introduction) + Gap;
        foreach (var step in s_steps)
        {
            var swatch = plot.Add.Rectangle(x, x + Swatch, LegendY - Swatch, LegendY);
            swatch.FillColor = step.Color;
            swatch.LineWidth = 0;
            Write(plot, step.Text, x + Swatch + 6, LegendY, SmallFontSize, PlotStyle.Ink);
            x += Swatch + 6 + font.MeasureText(step.Text) + Gap;
        }
    }
}

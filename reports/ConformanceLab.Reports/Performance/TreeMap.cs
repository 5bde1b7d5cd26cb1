namespace ConformanceLab.Reports.Performance;

/// <summary>A rectangle of a tree map; <see cref="Y"/> counts upwards.</summary>
/// <param name="X">Its left side.</param>
/// <param name="Y">Its lower side.</param>
/// <param name="Width">How wide it is.</param>
/// <param name="Height">How high it is.</param>
public readonly record struct TreeMapCell(double X, double Y, double Width, double Height);

/// <summary>
/// Divides a rectangle into rectangles of given shares that are as square as can be, from the top left: Bruls, Huizing and van Wijk,
/// Squarified treemaps, 2000.
/// </summary>
public static class TreeMap
{
    /// <summary>Divides a rectangle.</summary>
    /// <param name="values">The shares: none negative; best in descending order.</param>
    /// <param name="width">Width of the whole.</param>
    /// <param name="height">Height of the whole.</param>
    /// <returns>A rectangle for each value, in their order.</returns>
    public static TreeMapCell[] Squarify(IReadOnlyList<double> values, double width, double height)
    {
        ArgumentNullException.ThrowIfNull(values);
        var cells = new TreeMapCell[values.Count];
        var sum = values.Sum();
        if (sum <= 0)
        {
            return cells;
        }

        var areas = values.Select(value => value / sum * width * height).ToArray();
        var free = new TreeMapCell(0, 0, width, height);
        for (var first = 0; first < areas.Length;)
        {
            // A row along the shorter side takes areas as long as that makes its worst rectangle more square.
            var side = Math.Min(free.Width, free.Height);
            var count = 1;
            while (first + count < areas.Length
                && Worst(areas.AsSpan(first, count + 1), side) <= Worst(areas.AsSpan(first, count), side))
            {
                count++;
            }

            free = LayRow(areas.AsSpan(first, count), free, cells.AsSpan(first, count));
            first += count;
        }

        return cells;
    }

    // The largest ratio of sides in a row.
    private static double Worst(ReadOnlySpan<double> areas, double side)
    {
        var sum = 0.0;
        var (least, most) = (double.PositiveInfinity, 0.0);
        foreach (var area in areas)
        {
            sum += area;
            least = Math.Min(least, area);
            most = Math.Max(most, area);
        }

        return least <= 0 ? double.PositiveInfinity : Math.Max(side * side * most / (sum * sum), sum * sum / (side * side * least));
    }

    // Fills a row; returns what is left.
    private static TreeMapCell LayRow(ReadOnlySpan<double> areas, TreeMapCell free, Span<TreeMapCell> cells)
    {
        var sum = 0.0;
        foreach (var area in areas)
        {
            sum += area;
        }

        var isColumn = free.Width >= free.Height;
        var thickness = sum <= 0 ? 0 : isColumn ? sum / free.Height : sum / free.Width;
        var at = isColumn ? free.Y + free.Height : free.X;
        for (var index = 0; index < areas.Length; index++)
        {
            var length = thickness > 0 ? areas[index] / thickness : 0;
            if (isColumn)
            {
                at -= length;
                cells[index] = new TreeMapCell(free.X, at, thickness, length);
            }
            else
            {
                cells[index] = new TreeMapCell(at, free.Y + free.Height - thickness, length, thickness);
                at += length;
            }
        }

        return isColumn
            ? free with { X = free.X + thickness, Width = free.Width - thickness }
            : free with { Height = free.Height - thickness };
    }
}

namespace ConformanceLab.Wasm.Text;

/// <summary>
/// Turns offsets into lines and columns. Built when first asked, since only errors and scripts ask. Safe to share between threads.
/// </summary>
internal sealed class LineTable(ReadOnlyMemory<byte> source)
{
    private int[]? _starts;

    /// <summary>Line and column (in bytes) of an offset, both from 1.</summary>
    public (int Line, int Column) Find(int offset)
    {
        var starts = _starts ??= Build(source.Span);
        var index = Array.BinarySearch(starts, offset);
        if (index < 0)
        {
            index = ~index - 1;
        }

        return (index + 1, offset - starts[index] + 1);
    }

    private static int[] Build(ReadOnlySpan<byte> source)
    {
        var starts = new List<int> { 0 };
        var from = 0;
        for (int found; (found = source[from..].IndexOf((byte)'\n')) >= 0;)
        {
            from += found + 1;
            starts.Add(from);
        }

        return [.. starts];
    }
}

namespace ConformanceLab.Harness.Scripts;

/// <summary>
/// A place in a script: bytes from <paramref name="Start"/> to before <paramref name="End"/>, with line and column (in bytes) of the start,
/// both from 1.
/// </summary>
public readonly record struct SourceSpan(int Start, int End, int Line, int Column)
{
    /// <summary>Length in bytes.</summary>
    public int Length => End - Start;
}

/// <summary>The bytes of a script and the starts of its lines.</summary>
public sealed class SourceText
{
    private readonly byte[] _bytes;
    private readonly int[] _lineStarts;

    /// <summary>Takes over the bytes; they must not change afterwards.</summary>
    public SourceText(byte[] bytes)
    {
        _bytes = bytes;
        var starts = new List<int>(bytes.Length / 32 + 1) { 0 };
        for (var at = 0; at < bytes.Length;)
        {
            var next = bytes.AsSpan(at).IndexOf((byte)'\n');
            if (next < 0)
            {
                break;
            }

            at += next + 1;
            starts.Add(at);
        }

        _lineStarts = [.. starts];
    }

    /// <summary>All bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>A part of the bytes.</summary>
    public ReadOnlyMemory<byte> Slice(SourceSpan span) => _bytes.AsMemory(span.Start, span.Length);

    /// <summary>Line and column of an offset, both from 1.</summary>
    public (int Line, int Column) Locate(int offset)
    {
        var index = Array.BinarySearch(_lineStarts, offset);
        if (index < 0)
        {
            index = ~index - 1;
        }

        return (index + 1, offset - _lineStarts[index] + 1);
    }

    /// <summary>The span of two offsets.</summary>
    public SourceSpan Span(int start, int end)
    {
        var (line, column) = Locate(start);
        return new SourceSpan(start, end, line, column);
    }

    /// <summary>
    /// The start of the first line after <paramref name="offset"/> that begins with an opening parenthesis; the end of the text if there is
    /// none.
    /// </summary>
    internal int NextLineWithForm(int offset)
    {
        var (line, _) = Locate(offset);
        for (var index = line; index < _lineStarts.Length; index++)
        {
            var start = _lineStarts[index];
            if (start < _bytes.Length && _bytes[start] == '(')
            {
                return start;
            }
        }

        return _bytes.Length;
    }
}

namespace ConformanceLab.Harness.Workers;

/// <summary>Cuts a stream into lines. Not thread-safe.</summary>
/// <param name="stream">The stream.</param>
/// <param name="maximumBytes">The longest line: who writes without end must not fill the memory of who reads.</param>
internal sealed class LineReader(Stream stream, int maximumBytes)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <summary>Whether a whole line is there already, so that reading it will not wait.</summary>
    public bool HasLine => _buffer.AsSpan(_start, _end - _start).Contains((byte)'\n');

    /// <summary>The next line, without its line feed, until the next call. Waits for it.</summary>
    /// <returns>False at the end of the stream; what stands there without a line feed is no line.</returns>
    /// <exception cref="ProtocolException">The line is too long.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var feed = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                line = _buffer.AsSpan(_start, searched + feed);
                _start += searched + feed + 1;
                return true;
            }

            searched = _end - _start;
            if (searched >= maximumBytes)
            {
                throw new ProtocolException($"'{LineFields.Printable(_buffer.AsSpan(_start, searched))}': the line does not end");
            }

            if (!Fill())
            {
                line = _buffer.AsSpan(_start, searched);
                return false;
            }
        }
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}

using System.Globalization;

namespace ConformanceLab.Wasm.Text.Printing;

/// <summary>
/// A buffer before a <see cref="TextWriter"/>, with the primitive pieces of the text format; numbers and names make no garbage.
/// </summary>
internal sealed class PrintOutput
{
    private const int BufferLength = 16 * 1024;
    private const int LongestNumber = 32;

    private readonly TextWriter _writer;
    private readonly char[] _buffer = new char[BufferLength];
    private readonly int _indentWidth;
    private readonly int _maximumIndent;
    private readonly long _limit;
    private int _length;
    private long _flushed;
    private long _lineStart;

    public PrintOutput(TextWriter writer, PrintOptions options, long limit = ImplementationLimits.ModuleBytes)
    {
        _limit = limit;
        _writer = writer;
        _indentWidth = Math.Clamp(options.Indentation, 0, 8);
        _maximumIndent = Math.Clamp(options.MaximumIndentation, 0, 1000);
    }

    /// <summary>Whether no line was ended yet.</summary>
    public bool IsFirstLine => _lineStart == 0;

    /// <summary>Number of characters since the start of the line.</summary>
    public long Column => _flushed + _length - _lineStart;

    public void Write(char c)
    {
        if (_length == BufferLength)
        {
            Flush();
        }

        _buffer[_length++] = c;
    }

    public void Write(string text) => Write(text.AsSpan());

    public void Write(ReadOnlySpan<char> text)
    {
        while (text.Length > BufferLength - _length)
        {
            var part = text[..(BufferLength - _length)];
            part.CopyTo(_buffer.AsSpan(_length));
            _length = BufferLength;
            Flush();
            text = text[part.Length..];
        }

        text.CopyTo(_buffer.AsSpan(_length));
        _length += text.Length;
    }

    public void WriteNumber(ulong value)
    {
        if (value < 10)
        {
            Write((char)('0' + value));
            return;
        }

        value.TryFormat(Room(LongestNumber), out var count, default, CultureInfo.InvariantCulture);
        _length += count;
    }

    public void WriteSigned(long value)
    {
        if (value < 0)
        {
            Write('-');
            WriteNumber(unchecked(0UL - (ulong)value));
            return;
        }

        WriteNumber((ulong)value);
    }

    public void WriteHex(ulong value, ReadOnlySpan<char> format)
    {
        value.TryFormat(Room(LongestNumber), out var count, format, CultureInfo.InvariantCulture);
        _length += count;
    }

    /// <summary>Room for a few characters, for <see cref="Advance"/> to take.</summary>
    public Span<char> Room(int count)
    {
        if (BufferLength - _length < count)
        {
            Flush();
        }

        return _buffer.AsSpan(_length);
    }

    /// <summary>Takes what was written to <see cref="Room"/>.</summary>
    public void Advance(int count) => _length += count;

    /// <summary>Ends the line and indents the next one.</summary>
    public void WriteLine(int depth)
    {
        Write('\n');
        _lineStart = _flushed + _length;
        var spaces = (int)Math.Min((long)depth * _indentWidth, _maximumIndent);
        if (spaces > 0)
        {
            Room(spaces)[..spaces].Fill(' ');
            _length += spaces;
        }
    }

    /// <summary>Hands what is buffered to the writer.</summary>
    /// <exception cref="ModuleException">The text is larger than any that could be read.</exception>
    public void Flush()
    {
        _writer.Write(_buffer, 0, _length);
        _flushed += _length;
        _length = 0;
        if (_flushed > _limit)
        {
            var detail = $"text of more than {_limit} characters";
            throw new ModuleException(ModuleErrorKind.LimitExceeded, "implementation limit", detail);
        }
    }
}

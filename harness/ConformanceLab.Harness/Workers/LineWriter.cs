using System.Buffers.Text;
using System.Text;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Workers;

/// <summary>
/// Writes lines of the worker protocol into a buffer that grows: fields with one space between them, a line feed at the end. Not thread-safe.
/// </summary>
internal sealed class LineWriter
{
    private byte[] _buffer = new byte[4096];
    private int _length;

    /// <summary>What is in the buffer.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    /// <summary>How many bytes are in the buffer.</summary>
    public int Length => _length;

    /// <summary>Empties the buffer.</summary>
    public void Clear() => _length = 0;

    /// <summary>A word of the protocol.</summary>
    public void Word(ReadOnlySpan<byte> word)
    {
        word.CopyTo(Reserve(word.Length + 1));
        _length += word.Length;
        _buffer[_length++] = (byte)' ';
    }

    /// <summary>A decimal number.</summary>
    public void Number(long value)
    {
        Utf8Formatter.TryFormat(value, Reserve(21), out var written);
        _length += written;
        _buffer[_length++] = (byte)' ';
    }

    /// <summary>
    /// Text: a quotation mark, then its bytes in UTF-8; all but printable ASCII, and the percent sign, as <c>%</c> and two hexadecimal digits.
    /// </summary>
    public void Text(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        var room = Reserve((3 * bytes) + 2);
        var at = 0;
        room[at++] = (byte)'"';

        // Behind the room that the escaped form could take at most: what is read is always ahead of what is written.
        var source = room[(1 + (2 * bytes))..];
        Encoding.UTF8.GetBytes(text, source);
        for (var index = 0; index < bytes; index++)
        {
            var value = source[index];
            if (value is > (byte)' ' and < 0x7f and not (byte)'%')
            {
                room[at++] = value;
                continue;
            }

            room[at++] = (byte)'%';
            room[at++] = HexDigit(value >> 4);
            room[at++] = HexDigit(value & 15);
        }

        _length += at;
        _buffer[_length++] = (byte)' ';
    }

    /// <summary>Bytes, in base 64; <c>-</c> for none.</summary>
    public void Base64(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            Word("-"u8);
            return;
        }

        System.Buffers.Text.Base64.EncodeToUtf8(
            bytes, Reserve(System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length) + 1), out _, out var written);
        _length += written;
        _buffer[_length++] = (byte)' ';
    }

    /// <summary>A value: its kind, a colon and its bits in hexadecimal where it has some.</summary>
    public void Value(ScriptValue value)
    {
        var name = ValueNames.Of(value.Kind);
        var room = Reserve(name.Length + 34);
        name.CopyTo(room);
        var at = name.Length;
        if (ValueNames.HasBits(value.Kind))
        {
            room[at++] = (byte)':';
            at += Hex(value.Bits, room[at..]);
        }

        _length += at;
        _buffer[_length++] = (byte)' ';
    }

    /// <summary>Ends the line.</summary>
    public void End() => _buffer[_length - 1] = (byte)'\n';

    private static int Hex(UInt128 bits, Span<byte> room)
    {
        var digits = Math.Max(1, (128 - (int)UInt128.LeadingZeroCount(bits) + 3) / 4);
        for (var digit = digits - 1; digit >= 0; digit--)
        {
            room[digit] = HexDigit((int)(bits & 15));
            bits >>= 4;
        }

        return digits;
    }

    private static byte HexDigit(int value) => (byte)(value < 10 ? '0' + value : 'a' + value - 10);

    private Span<byte> Reserve(int bytes)
    {
        if (_buffer.Length - _length < bytes + 1)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes + 1));
        }

        return _buffer.AsSpan(_length);
    }
}

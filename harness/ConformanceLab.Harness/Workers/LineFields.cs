using System.Buffers;
using System.Buffers.Text;
using System.Text;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Workers;

/// <summary>A line does not follow the worker protocol.</summary>
/// <param name="message">What is wrong with it.</param>
internal sealed class ProtocolException(string message) : Exception(message);

/// <summary>Reads the fields of a line of the worker protocol, from left to right.</summary>
/// <param name="line">The line, without its line feed.</param>
internal ref struct LineFields(ReadOnlySpan<byte> line)
{
    private const int MaximumShown = 60;

    private readonly ReadOnlySpan<byte> _line = line;
    private ReadOnlySpan<byte> _rest = line;
    private bool _isAtEnd = line.IsEmpty;

    /// <summary>Whether all fields have been read.</summary>
    public readonly bool IsAtEnd => _isAtEnd;

    /// <summary>Whether the next field is text.</summary>
    public readonly bool IsText => !_isAtEnd && _rest is [(byte)'"', ..];

    /// <summary>The next field.</summary>
    /// <exception cref="ProtocolException">There is none.</exception>
    public ReadOnlySpan<byte> Word()
    {
        if (_isAtEnd)
        {
            throw Wrong("it is too short");
        }

        var space = _rest.IndexOf((byte)' ');
        var word = space < 0 ? _rest : _rest[..space];
        _isAtEnd = space < 0;
        _rest = space < 0 ? [] : _rest[(space + 1)..];
        return word;
    }

    /// <summary>The next field as a number.</summary>
    /// <exception cref="ProtocolException">It is none.</exception>
    public int Number()
    {
        var word = Word();
        return Utf8Parser.TryParse(word, out int value, out var used) && used == word.Length && value >= 0
            ? value
            : throw Wrong("a number is missing");
    }

    /// <summary>The next field as text.</summary>
    /// <exception cref="ProtocolException">It is none.</exception>
    public string Text()
    {
        var word = Word();
        if (word is not [(byte)'"', .. var escaped])
        {
            throw Wrong("text is missing");
        }

        if (!escaped.Contains((byte)'%'))
        {
            return Encoding.UTF8.GetString(escaped);
        }

        var bytes = new byte[escaped.Length];
        var length = 0;
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] != '%')
            {
                bytes[length++] = escaped[at];
                continue;
            }

            if (at + 2 >= escaped.Length || !TryParseHex(escaped.Slice(at + 1, 2), out var value))
            {
                throw Wrong("% must be followed by two hexadecimal digits");
            }

            bytes[length++] = (byte)value;
            at += 2;
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    /// <summary>The next field as bytes.</summary>
    /// <exception cref="ProtocolException">It isn't base 64.</exception>
    public byte[] Base64()
    {
        var word = Word();
        if (word.SequenceEqual("-"u8))
        {
            return [];
        }

        var bytes = new byte[System.Buffers.Text.Base64.GetMaxDecodedFromUtf8Length(word.Length)];
        return System.Buffers.Text.Base64.DecodeFromUtf8(word, bytes, out _, out var written) == OperationStatus.Done
            ? bytes.Length == written ? bytes : bytes[..written]
            : throw Wrong("base 64 is missing");
    }

    /// <summary>The next field as a value.</summary>
    /// <exception cref="ProtocolException">It is none.</exception>
    public ScriptValue Value()
    {
        var word = Word();
        var colon = word.IndexOf((byte)':');
        var name = colon < 0 ? word : word[..colon];
        UInt128 bits = 0;
        if (!ValueNames.TryParse(name, colon >= 0, out var kind)
            || (colon >= 0 && (!TryParseHex(word[(colon + 1)..], out bits) || !ValueNames.Fits(kind, bits))))
        {
            throw Wrong("a value is missing");
        }

        return new ScriptValue(kind, bits);
    }

    /// <summary>The line is wrong.</summary>
    public readonly ProtocolException Wrong(string why) => new($"'{Printable(_line)}': {why}");

    /// <summary>The beginning of a line, fit for messages.</summary>
    public static string Printable(ReadOnlySpan<byte> line)
    {
        var text = new StringBuilder();
        foreach (var value in line[..Math.Min(line.Length, MaximumShown)])
        {
            _ = value is >= (byte)' ' and < 0x7f ? text.Append((char)value) : text.Append('%').Append(value.ToString("x2"));
        }

        return text.Append(line.Length > MaximumShown ? "…" : "").ToString();
    }

    private static bool TryParseHex(ReadOnlySpan<byte> digits, out UInt128 value)
    {
        value = 0;
        if (digits.Length is 0 or > 32)
        {
            return false;
        }

        foreach (var digit in digits)
        {
            var nibble = digit switch
            {
                >= (byte)'0' and <= (byte)'9' => digit - '0',
                >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
                _ => -1,
            };
            if (nibble < 0)
            {
                return false;
            }

            value = (value << 4) | (uint)nibble;
        }

        return true;
    }
}

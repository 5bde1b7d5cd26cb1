using System.Buffers;
using System.Globalization;
using System.Text;

namespace ConformanceLab.Harness.Interchange;

/// <summary>
/// JSON as wabt writes it, byte for byte: a space behind every comma and colon, control characters, quotes and backslashes as four
/// hexadecimal digits, everything else as UTF-8.
/// </summary>
internal sealed class JsonText
{
    private readonly ArrayBufferWriter<byte> _text = new(4096);
    private bool _isFirst = true;

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => _text.WrittenMemory;

    /// <summary>Writes what is the same in every file; nothing separates it from what is around it.</summary>
    public void Raw(ReadOnlySpan<byte> text)
    {
        _text.Write(text);
        _isFirst = true;
    }

    /// <summary>Separates what comes next from what stands before, if anything does, and begins a line for it.</summary>
    public void NextLine(ReadOnlySpan<byte> indentation)
    {
        _text.Write(_isFirst ? "\n"u8 : ", \n"u8);
        Raw(indentation);
    }

    /// <summary>Begins an object or an array.</summary>
    public void Open(char bracket)
    {
        Separate();
        Raw([(byte)bracket]);
    }

    /// <summary>Ends an object or an array.</summary>
    public void Close(char bracket)
    {
        _text.Write([(byte)bracket]);
        _isFirst = false;
    }

    /// <summary>Writes the name of a member, whose value comes next.</summary>
    public void Name(string name)
    {
        Separate();
        Quote(name);
        Raw(": "u8);
    }

    /// <summary>Writes a string.</summary>
    public void String(string value)
    {
        Separate();
        Quote(value);
    }

    /// <summary>Writes a member that is a string.</summary>
    public void Member(string name, string value)
    {
        Name(name);
        String(value);
    }

    /// <summary>Writes a member that is a string, if there is one.</summary>
    public void OptionalMember(string name, string? value)
    {
        if (value is not null)
        {
            Member(name, value);
        }
    }

    /// <summary>Writes a member that is a number.</summary>
    public void Member(string name, int value)
    {
        Name(name);
        Separate();
        _text.Write(Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)));
    }

    private void Separate()
    {
        if (!_isFirst)
        {
            _text.Write(", "u8);
        }

        _isFirst = false;
    }

    private void Quote(string value)
    {
        _text.Write("\""u8);
        foreach (var c in Encoding.UTF8.GetBytes(value))
        {
            if (c is < 0x20 or (byte)'\\' or (byte)'"')
            {
                _text.Write(Encoding.ASCII.GetBytes($"\\u{c:x4}"));
            }
            else
            {
                _text.Write([c]);
            }
        }

        _text.Write("\""u8);
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;

namespace ConformanceLab.Wasm.Text.Printing;

/// <summary>Strings, identifiers and floats. Source: specification, "Text Format, Values".</summary>
internal static class Literals
{
    // spec: text-idchar
    private static readonly SearchValues<char> s_identifierCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&'*+-./:<=>?@\\^_`|~");

    /// <summary>An identifier, in quotes where it needs them. It must not be empty.</summary>
    public static void WriteIdentifier(PrintOutput output, string name)
    {
        output.Write('$');
        if (name.AsSpan().ContainsAnyExcept(s_identifierCharacters))
        {
            WriteName(output, name);
        }
        else
        {
            output.Write(name);
        }
    }

    /// <summary>A name as a string. What can't be seen, or reorders what can, is escaped.</summary>
    public static void WriteName(PrintOutput output, string name)
    {
        output.Write('"');
        Span<char> units = stackalloc char[2];
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                WriteByte(output, (byte)rune.Value);
            }
            else if (IsVisible(rune))
            {
                output.Write(units[..rune.EncodeToUtf16(units)]);
            }
            else
            {
                output.Write("\\u{");
                output.WriteHex((ulong)rune.Value, "x");
                output.Write('}');
            }
        }

        output.Write('"');
    }

    /// <summary>Bytes as a string; those that are not printable ASCII are escaped.</summary>
    public static void WriteBytes(PrintOutput output, ReadOnlySpan<byte> bytes)
    {
        output.Write('"');
        foreach (var b in bytes)
        {
            WriteByte(output, b);
        }

        output.Write('"');
    }

    /// <summary>An f32 that parses to the same bits.</summary>
    public static void WriteF32(PrintOutput output, uint bits)
    {
        const uint Infinity = 0x7F80_0000;
        if ((bits & Infinity) == Infinity)
        {
            WriteSpecial(output, bits >> 31 != 0, bits & 0x7F_FFFF, 0x40_0000);
            return;
        }

        BitConverter.UInt32BitsToSingle(bits).TryFormat(output.Room(LongestFloat), out var count, "R", CultureInfo.InvariantCulture);
        output.Advance(count);
    }

    /// <summary>An f64 that parses to the same bits.</summary>
    public static void WriteF64(PrintOutput output, ulong bits)
    {
        const ulong Infinity = 0x7FF0_0000_0000_0000;
        if ((bits & Infinity) == Infinity)
        {
            WriteSpecial(output, bits >> 63 != 0, bits & 0xF_FFFF_FFFF_FFFF, 0x8_0000_0000_0000);
            return;
        }

        BitConverter.UInt64BitsToDouble(bits).TryFormat(output.Room(LongestFloat), out var count, "R", CultureInfo.InvariantCulture);
        output.Advance(count);
    }

    // The shortest decimal that rounds to the same value has 17 digits at most, or 16 zeros before the point.
    private const int LongestFloat = 64;

    // spec: text-float. Infinities, and NaNs with their payloads.
    private static void WriteSpecial(PrintOutput output, bool negative, ulong fraction, ulong canonical)
    {
        if (negative)
        {
            output.Write('-');
        }

        if (fraction == 0)
        {
            output.Write("inf");
            return;
        }

        output.Write("nan");
        if (fraction != canonical)
        {
            output.Write(":0x");
            output.WriteHex(fraction, "x");
        }
    }

    private static void WriteByte(PrintOutput output, byte b)
    {
        switch (b)
        {
            case (byte)'"' or (byte)'\\':
                output.Write('\\');
                output.Write((char)b);
                break;
            case (byte)'\n':
                output.Write("\\n");
                break;
            case (byte)'\r':
                output.Write("\\r");
                break;
            case (byte)'\t':
                output.Write("\\t");
                break;
            case < 0x20 or >= 0x7F:
                output.Write('\\');
                output.Write(HexDigits[b >> 4]);
                output.Write(HexDigits[b & 15]);
                break;
            default:
                output.Write((char)b);
                break;
        }
    }

    private const string HexDigits = "0123456789abcdef";

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate
            or UnicodeCategory.SpaceSeparator => false,
        _ => true,
    };
}

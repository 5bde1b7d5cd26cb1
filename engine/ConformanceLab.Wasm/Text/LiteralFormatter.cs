using System.Globalization;
using System.Text;

namespace ConformanceLab.Wasm.Text;

/// <summary>Literals that read back as the same bits.</summary>
internal static class LiteralFormatter
{
    public static string F32(uint bits)
    {
        var value = BitConverter.UInt32BitsToSingle(bits);
        return float.IsNaN(value)
            ? NaN(bits >> 31 != 0, bits & 0x7F_FFFF, 0x40_0000)
            : float.IsInfinity(value) ? (value < 0 ? "-inf" : "inf") : value.ToString("R", CultureInfo.InvariantCulture);
    }

    public static string F64(ulong bits)
    {
        var value = BitConverter.UInt64BitsToDouble(bits);
        return double.IsNaN(value)
            ? NaN(bits >> 63 != 0, bits & 0xF_FFFF_FFFF_FFFF, 0x8_0000_0000_0000)
            : double.IsInfinity(value) ? (value < 0 ? "-inf" : "inf") : value.ToString("R", CultureInfo.InvariantCulture);
    }

    private static string NaN(bool negative, ulong payload, ulong canonical) =>
        (negative ? "-nan" : "nan") + (payload == canonical ? "" : string.Create(CultureInfo.InvariantCulture, $":0x{payload:x}"));

    public static void AppendString(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        text.Append('"');
        foreach (var b in bytes)
        {
            if (b is >= 0x20 and < 0x7F and not ((byte)'"' or (byte)'\\'))
            {
                text.Append((char)b);
            }
            else
            {
                text.Append('\\').Append(HexDigit(b >> 4)).Append(HexDigit(b & 15));
            }
        }

        text.Append('"');
    }

    /// <summary>An identifier with its dollar sign, quoted where its characters need it; null if there is no such identifier.</summary>
    public static string? Identifier(string name)
    {
        if (name.Length == 0)
        {
            return null;
        }

        var plain = true;
        foreach (var c in name)
        {
            plain &= c is >= '!' and <= '~' and not ('"' or '(' or ')' or ',' or ';' or '[' or ']' or '{' or '}');
        }

        if (plain)
        {
            return "$" + name;
        }

        var text = new StringBuilder("$\"");
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.Value is < 0x20 or 0x7F or '"' or '\\')
            {
                text.Append('\\').Append(HexDigit(rune.Value >> 4)).Append(HexDigit(rune.Value & 15));
            }
            else
            {
                text.Append(rune.ToString());
            }
        }

        return text.Append('"').ToString();
    }

    private static char HexDigit(int value) => "0123456789abcdef"[value];
}

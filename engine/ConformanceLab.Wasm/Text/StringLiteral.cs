using System.Text;
using System.Text.Unicode;
using ConformanceLab.Wasm.Binary;

namespace ConformanceLab.Wasm.Text;

/// <summary>String literals. Source: specification, "Lexical Format, Values, Strings".</summary>
internal static class StringLiteral
{
    /// <summary>Decodes a literal that the lexer has checked; what stands before the opening quote is skipped.</summary>
    public static byte[] Decode(ReadOnlySpan<byte> literal)
    {
        var body = Body(literal);
        if (!body.Contains((byte)'\\'))
        {
            return body.ToArray();
        }

        var bytes = new byte[body.Length];
        return bytes[..Decode(body, bytes)];
    }

    /// <summary>Decodes a checked literal to the end of <paramref name="writer"/>.</summary>
    public static void Decode(ReadOnlySpan<byte> literal, ByteWriter writer)
    {
        var body = Body(literal);
        if (!body.Contains((byte)'\\'))
        {
            writer.WriteBytes(body);
            return;
        }

        writer.WriteBytes(Decode(literal));
    }

    /// <summary>Decodes a checked literal that must be UTF-8.</summary>
    /// <returns>null if it is not.</returns>
    public static string? DecodeName(ReadOnlySpan<byte> literal)
    {
        var body = Body(literal);
        if (!body.Contains((byte)'\\'))
        {
            // The source as a whole was checked to be UTF-8.
            return Encoding.UTF8.GetString(body);
        }

        var bytes = Decode(literal);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
    }

    private static ReadOnlySpan<byte> Body(ReadOnlySpan<byte> literal) => literal[(literal.IndexOf((byte)'"') + 1)..^1];

    private static int Decode(ReadOnlySpan<byte> body, Span<byte> bytes)
    {
        int from = 0, to = 0;
        while (from < body.Length)
        {
            var b = body[from++];
            if (b != '\\')
            {
                bytes[to++] = b;
                continue;
            }

            b = body[from++];
            switch ((char)b)
            {
                case 'n':
                    bytes[to++] = (byte)'\n';
                    break;
                case 'r':
                    bytes[to++] = (byte)'\r';
                    break;
                case 't':
                    bytes[to++] = (byte)'\t';
                    break;
                case '\\' or '\'' or '"':
                    bytes[to++] = b;
                    break;
                case 'u':
                    {
                        from++;
                        var scalar = 0;
                        for (; body[from] != '}'; from++)
                        {
                            if (body[from] != '_')
                            {
                                scalar = (scalar * 16) + HexDigit(body[from]);
                            }
                        }

                        from++;
                        to += new Rune(scalar).EncodeToUtf8(bytes[to..]);
                        break;
                    }

                default:
                    bytes[to++] = (byte)((HexDigit(b) << 4) | HexDigit(body[from++]));
                    break;
            }
        }

        return to;
    }

    /// <summary>Value of a hexadecimal digit, or −1.</summary>
    public static int HexDigit(byte b)
    {
        if ((uint)(b - '0') <= 9)
        {
            return b - '0';
        }

        var letter = (uint)((b | 0x20) - 'a');
        return letter < 6 ? (int)letter + 10 : -1;
    }
}

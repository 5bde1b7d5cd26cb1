using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace ConformanceLab.Harness.Scripts;

/// <summary>
/// Number literals of scripts, as bits. Deliberately not the text parser's own: what an assertion expects must not pass through the code
/// under test. // spec: text-int, text-float
/// </summary>
internal static class Literals
{
    /// <summary>An integer of 8, 16, 32 or 64 bits, signed or not: −2^(bits−1) … 2^bits−1.</summary>
    public static bool TryParseInteger(ReadOnlySpan<byte> text, int bits, out ulong value)
    {
        value = 0;
        var negative = TakeSign(ref text);
        var hex = TakeHexPrefix(ref text);
        if (!TryStripUnderscores(text, hex, out var digits) || digits.Length == 0)
        {
            return false;
        }

        UInt128 sum = 0;
        foreach (var c in digits)
        {
            var digit = ScriptLexer.HexDigit(c);
            if (digit < 0 || (!hex && digit > 9))
            {
                return false;
            }

            sum = sum * (hex ? 16u : 10u) + (uint)digit;
            if (sum > ulong.MaxValue)
            {
                return false;
            }
        }

        var magnitude = (ulong)sum;
        var mask = bits == 64 ? ulong.MaxValue : (1UL << bits) - 1;
        if (negative ? magnitude > 1UL << (bits - 1) : magnitude > mask)
        {
            return false;
        }

        value = (negative ? 0 - magnitude : magnitude) & mask;
        return true;
    }

    /// <summary>A float of 32 or 64 bits: decimal, hexadecimal, <c>inf</c>, <c>nan</c>, <c>nan:0x…</c>.</summary>
    public static bool TryParseFloat(ReadOnlySpan<byte> text, int bits, out ulong value)
    {
        var mantissaBits = bits == 32 ? 23 : 52;
        var negative = TakeSign(ref text);
        var sign = negative ? 1UL << (bits - 1) : 0;
        var infinity = ((1UL << (bits - 1 - mantissaBits)) - 1) << mantissaBits;
        value = 0;
        if (text.SequenceEqual("inf"u8))
        {
            value = sign | infinity;
            return true;
        }

        if (text.SequenceEqual("nan"u8))
        {
            value = sign | infinity | (1UL << (mantissaBits - 1));
            return true;
        }

        if (text.StartsWith("nan:0x"u8))
        {
            if (!TryParseInteger(text[4..], 64, out var payload) || payload == 0 || payload >> mantissaBits != 0)
            {
                return false;
            }

            value = sign | infinity | payload;
            return true;
        }

        ulong magnitude;
        if (TakeHexPrefix(ref text))
        {
            if (!TryParseHexFloat(text, mantissaBits, bits, out magnitude))
            {
                return false;
            }
        }
        else
        {
            if (text.Length == 0 || !IsDigit(text[0]) || !TryStripUnderscores(text, hex: false, out var plain))
            {
                return false;
            }

            const NumberStyles styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
            if (bits == 32)
            {
                if (!float.TryParse(plain, styles, CultureInfo.InvariantCulture, out var single))
                {
                    return false;
                }

                magnitude = BitConverter.SingleToUInt32Bits(single);
            }
            else
            {
                if (!double.TryParse(plain, styles, CultureInfo.InvariantCulture, out var full))
                {
                    return false;
                }

                magnitude = BitConverter.DoubleToUInt64Bits(full);
            }
        }

        value = sign | magnitude;
        return magnitude < infinity; // an overflow is an error, never infinity
    }

    // Rounds to nearest, ties to even, from the digits themselves: bits that fall off the accumulator are remembered as one sticky bit.
    private static bool TryParseHexFloat(ReadOnlySpan<byte> text, int mantissaBits, int bits, out ulong magnitude)
    {
        magnitude = 0;
        UInt128 mantissa = 0;
        var sticky = false;
        long exponent = 0;
        var digits = 0;
        var inFraction = false;
        var at = 0;
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '.')
            {
                if (inFraction || digits == 0)
                {
                    return false;
                }

                inFraction = true;
                continue;
            }

            if (c == '_')
            {
                if (at == 0 || at + 1 >= text.Length || ScriptLexer.HexDigit(text[at - 1]) < 0 || ScriptLexer.HexDigit(text[at + 1]) < 0)
                {
                    return false;
                }

                continue;
            }

            var digit = ScriptLexer.HexDigit(c);
            if (digit < 0)
            {
                break;
            }

            digits++;
            if (mantissa >> 120 == 0)
            {
                mantissa = (mantissa << 4) | (uint)digit;
                exponent -= inFraction ? 4 : 0;
            }
            else
            {
                sticky |= digit != 0;
                exponent += inFraction ? 0 : 4;
            }
        }

        if (digits == 0)
        {
            return false;
        }

        if (at < text.Length)
        {
            if (text[at] is not ((byte)'p' or (byte)'P'))
            {
                return false;
            }

            var power = text[(at + 1)..];
            var negative = TakeSign(ref power);
            if (!TryStripUnderscores(power, hex: false, out var plain) || plain.Length == 0)
            {
                return false;
            }

            long written = 0;
            foreach (var c in plain)
            {
                if (!IsDigit(c))
                {
                    return false;
                }

                written = Math.Min(written * 10 + (c - '0'), int.MaxValue);
            }

            exponent += negative ? -written : written;
        }

        magnitude = RoundToFloat(mantissa, sticky, exponent, mantissaBits, bits);
        return true;
    }

    private static ulong RoundToFloat(UInt128 mantissa, bool sticky, long exponent, int mantissaBits, int bits)
    {
        if (mantissa == 0)
        {
            return 0;
        }

        var bias = (1 << (bits - 2 - mantissaBits)) - 1;
        var infinity = (ulong)(2 * bias + 1) << mantissaBits;
        var length = 128 - (int)UInt128.LeadingZeroCount(mantissa);
        var top = exponent + length - 1; // the value is 1.xxx × 2^top
        if (top > bias)
        {
            return infinity;
        }

        // The unit in the last place: 2^(top − mantissaBits), or that of the subnormals.
        var unit = Math.Max(top, 1 - bias) - mantissaBits;
        var drop = unit - exponent;
        UInt128 kept;
        if (drop <= 0)
        {
            kept = mantissa << (int)-drop;
        }
        else if (drop > 127)
        {
            return 0; // below half of the smallest subnormal: the mantissa has at most 124 bits
        }
        else
        {
            kept = mantissa >> (int)drop;
            var rest = mantissa & ((UInt128.One << (int)drop) - 1);
            var half = UInt128.One << (int)(drop - 1);
            if (rest > half || (rest == half && (sticky || (kept & 1) != 0)))
            {
                kept++;
            }
        }

        // A carry out of the mantissa raises the exponent by itself.
        var result = (ulong)kept;
        return top < 1 - bias ? result : result + ((ulong)(top + bias - 1) << mantissaBits);
    }

    private static bool TakeSign(ref ReadOnlySpan<byte> text)
    {
        if (text.Length > 0 && text[0] is (byte)'+' or (byte)'-')
        {
            var negative = text[0] == '-';
            text = text[1..];
            return negative;
        }

        return false;
    }

    private static bool TakeHexPrefix(ref ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("0x"u8))
        {
            return false;
        }

        text = text[2..];
        return true;
    }

    // Underscores may stand between digits only.
    private static bool TryStripUnderscores(ReadOnlySpan<byte> text, bool hex, out ReadOnlySpan<byte> plain)
    {
        plain = text;
        if (!text.Contains((byte)'_'))
        {
            return true;
        }

        var copy = new ArrayBufferWriter<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '_')
            {
                copy.Write(text.Slice(at, 1));
            }
            else if (at == 0 || at + 1 == text.Length || !IsDigit(text[at - 1], hex) || !IsDigit(text[at + 1], hex))
            {
                return false;
            }
        }

        plain = copy.WrittenSpan;
        return true;
    }

    private static bool IsDigit(byte c, bool hex = false) => hex ? ScriptLexer.HexDigit(c) >= 0 : c is >= (byte)'0' and <= (byte)'9';
}

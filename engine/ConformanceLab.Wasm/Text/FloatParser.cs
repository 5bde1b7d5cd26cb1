using System.Globalization;

namespace ConformanceLab.Wasm.Text;

/// <summary>
/// Values of floats as bits, rounded once, to nearest with ties to even. f32 is read as such and never by way of f64, which would round
/// twice. Source: specification, "Text Format, Floating-Point".
/// </summary>
internal static class FloatParser
{
    // Beyond this many digits only "is there anything but zeros" matters: no tie between neighbouring doubles has more than 767.
    private const int SignificantDigits = 800;

    private readonly record struct Format(int FractionBits, int MaxExponent)
    {
        public static Format F32 => new(23, 127);

        public static Format F64 => new(52, 1023);

        public ulong Infinity => (ulong)((MaxExponent * 2) + 1) << FractionBits;

        public ulong SignBit => FractionBits == 23 ? 1UL << 31 : 1UL << 63;
    }

    /// <summary>Reads an f32.</summary>
    public static NumberError ParseF32(ReadOnlySpan<byte> text, out uint bits)
    {
        var error = Parse(text, Format.F32, out var wide);
        bits = (uint)wide;
        return error;
    }

    /// <summary>Reads an f64.</summary>
    public static NumberError ParseF64(ReadOnlySpan<byte> text, out ulong bits) => Parse(text, Format.F64, out bits);

    private static NumberError Parse(ReadOnlySpan<byte> text, Format format, out ulong bits)
    {
        bits = 0;
        if (NumberSyntax.Classify(text) == NumberForm.None)
        {
            return NumberError.Malformed;
        }

        var sign = text[0] == '-' ? format.SignBit : 0;
        if (text[0] is (byte)'-' or (byte)'+')
        {
            text = text[1..];
        }

        NumberError error;
        if (text[0] == 'i')
        {
            bits = format.Infinity;
            error = NumberError.None;
        }
        else if (text[0] == 'n')
        {
            error = ParseNaN(text, format, out bits);
        }
        else if (text.StartsWith("0x"u8))
        {
            error = ParseHex(text[2..], format, out bits);
        }
        else
        {
            error = ParseDecimal(text, format, out bits);
        }

        bits |= sign;
        return error;
    }

    private static NumberError ParseNaN(ReadOnlySpan<byte> text, Format format, out ulong bits)
    {
        bits = format.Infinity | (1UL << (format.FractionBits - 1));
        if (text.Length == "nan".Length)
        {
            return NumberError.None;
        }

        if (NumberParser.ParseUnsigned(text["nan:".Length..], format.FractionBits, out var payload) != NumberError.None || payload == 0)
        {
            return NumberError.OutOfRange;
        }

        bits = format.Infinity | payload;
        return NumberError.None;
    }

    // The significand's first 64 bits from the first non-zero digit, a sticky bit for the rest, and the exponent of its lowest bit.
    private static NumberError ParseHex(ReadOnlySpan<byte> text, Format format, out ulong bits)
    {
        var significand = 0UL;
        var sticky = false;
        var exponent = 0L;
        var point = false;
        var i = 0;
        for (; i < text.Length && (text[i] | 0x20) != 'p'; i++)
        {
            var b = text[i];
            if (b == '_')
            {
                continue;
            }

            if (b == '.')
            {
                point = true;
                continue;
            }

            var digit = StringLiteral.HexDigit(b);
            if (significand >> 60 == 0)
            {
                significand = (significand << 4) | (uint)digit;
                exponent -= point ? 4 : 0;
            }
            else
            {
                sticky |= digit != 0;
                exponent += point ? 0 : 4;
            }
        }

        if (i < text.Length)
        {
            exponent += ParseExponent(text[(i + 1)..]);
        }

        bits = 0;
        return significand == 0 ? NumberError.None : Round(significand, sticky, exponent, format, out bits);
    }

    private static NumberError Round(ulong significand, bool sticky, long exponent, Format format, out ulong bits)
    {
        var shift = System.Numerics.BitOperations.LeadingZeroCount(significand);
        significand <<= shift;
        var topExponent = exponent + 63 - shift;
        bits = 0;
        if (topExponent > format.MaxExponent)
        {
            return NumberError.OutOfRange;
        }

        // Below the smallest normal exponent the significand loses bits one by one.
        var minExponent = 1 - format.MaxExponent;
        var drop = 63L - format.FractionBits;
        var subnormal = topExponent < minExponent;
        if (subnormal)
        {
            drop += minExponent - topExponent;
        }

        if (drop > 64)
        {
            return NumberError.None;
        }

        var kept = drop == 64 ? 0 : significand >> (int)drop;
        var rest = drop == 64 ? significand : significand << (int)(64 - drop);
        const ulong Half = 1UL << 63;
        if (rest > Half || (rest == Half && (sticky || (kept & 1) != 0)))
        {
            // A carry out of the significand moves into the exponent, which is just what is wanted.
            kept++;
        }

        bits = subnormal ? kept : kept + ((ulong)(topExponent + format.MaxExponent - 1) << format.FractionBits);
        return bits >= format.Infinity ? NumberError.OutOfRange : NumberError.None;
    }

    // Rewrites the number as 0.DIGITS times a power of ten with bounded digits and exponent, which the base library rounds correctly.
    private static NumberError ParseDecimal(ReadOnlySpan<byte> text, Format format, out ulong bits)
    {
        Span<byte> digits = stackalloc byte[SignificantDigits + 16];
        var count = 0;
        var small = 0UL;
        var exponent = 0L;
        var point = false;
        var sticky = false;
        var i = 0;
        for (; i < text.Length && (text[i] | 0x20) != 'e'; i++)
        {
            var b = text[i];
            if (b == '_')
            {
                continue;
            }

            if (b == '.')
            {
                point = true;
                continue;
            }

            if (count == 0 && b == '0')
            {
                exponent -= point ? 1 : 0;
            }
            else if (count < SignificantDigits)
            {
                digits[count++] = b;
                small = (small * 10) + (uint)(b - '0');
                exponent -= point ? 1 : 0;
            }
            else
            {
                sticky |= b != '0';
                exponent += point ? 0 : 1;
            }
        }

        if (i < text.Length)
        {
            exponent += ParseExponent(text[(i + 1)..]);
        }

        bits = 0;
        if (count == 0)
        {
            return NumberError.None;
        }

        if (TryExact(small, count, exponent, format, out bits))
        {
            return NumberError.None;
        }

        if (sticky)
        {
            digits[count++] = (byte)'1';
            exponent--;
        }

        const int Beyond = 400;
        if (exponent + count > Beyond)
        {
            return NumberError.OutOfRange;
        }

        if (exponent + count < -Beyond)
        {
            return NumberError.None;
        }

        digits[count++] = (byte)'e';
        exponent.TryFormat(digits[count..], out var written, provider: CultureInfo.InvariantCulture);
        count += written;
        const NumberStyles Style = NumberStyles.AllowExponent;
        bits = format.FractionBits == 23
            ? BitConverter.SingleToUInt32Bits(float.Parse(digits[..count], Style, CultureInfo.InvariantCulture))
            : BitConverter.DoubleToUInt64Bits(double.Parse(digits[..count], Style, CultureInfo.InvariantCulture));
        return bits >= format.Infinity ? NumberError.OutOfRange : NumberError.None;
    }

    // Where significand and power of ten are both exact, one operation rounds once (Clinger's fast path).
    private static bool TryExact(ulong significand, int digits, long exponent, Format format, out ulong bits)
    {
        bits = 0;
        if (format.FractionBits == 23)
        {
            if (digits > 7 || exponent is < -10 or > 10)
            {
                return false;
            }

            var power = (float)s_powersOfTen[Math.Abs(exponent)];
            bits = BitConverter.SingleToUInt32Bits(exponent < 0 ? significand / power : significand * power);
            return true;
        }

        if (digits > 15 || exponent is < -22 or > 22)
        {
            return false;
        }

        var powerOfTen = s_powersOfTen[Math.Abs(exponent)];
        bits = BitConverter.DoubleToUInt64Bits(exponent < 0 ? significand / powerOfTen : significand * powerOfTen);
        return true;
    }

    private static readonly double[] s_powersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    private static long ParseExponent(ReadOnlySpan<byte> text)
    {
        // Far beyond any length of significand that fits in a source.
        const long Saturated = 1L << 40;
        var negative = text[0] == '-';
        var value = 0L;
        foreach (var b in text)
        {
            if ((uint)(b - '0') <= 9)
            {
                value = Math.Min((value * 10) + (b - '0'), Saturated);
            }
        }

        return negative ? -value : value;
    }
}

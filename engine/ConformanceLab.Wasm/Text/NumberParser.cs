namespace ConformanceLab.Wasm.Text;

/// <summary>What came of reading a number.</summary>
internal enum NumberError : byte
{
    /// <summary>It is good.</summary>
    None,

    /// <summary>It is not a number, or not one of the wanted form.</summary>
    Malformed,

    /// <summary>The type cannot hold it.</summary>
    OutOfRange,
}

/// <summary>Values of integers; floats are in <see cref="FloatParser"/>. Source: specification, "Text Format, Integers".</summary>
internal static class NumberParser
{
    /// <summary>An unsigned integer without a sign, of at most <paramref name="bits"/> bits.</summary>
    public static NumberError ParseUnsigned(ReadOnlySpan<byte> text, int bits, out ulong value)
    {
        value = 0;
        if (text.Length == 1)
        {
            // By far the most frequent form.
            value = (uint)(text[0] - '0');
            return value <= 9 ? NumberError.None : NumberError.Malformed;
        }

        var error = ParseMagnitude(text, out value);
        return error == NumberError.None && bits < 64 && value >> bits != 0 ? NumberError.OutOfRange : error;
    }

    /// <summary>An integer of <paramref name="bits"/> bits: signed or unsigned range, as the literal has it.</summary>
    public static NumberError ParseInteger(ReadOnlySpan<byte> text, int bits, out ulong value)
    {
        value = 0;
        if (text.IsEmpty)
        {
            return NumberError.Malformed;
        }

        if (text[0] is not ((byte)'+' or (byte)'-'))
        {
            return ParseUnsigned(text, bits, out value);
        }

        var error = ParseMagnitude(text[1..], out value);
        if (error != NumberError.None)
        {
            return error;
        }

        // spec: text-sint. Magnitudes run to 2^(N-1), and below it for positive ones.
        var limit = 1UL << (bits - 1);
        var negative = text[0] == '-';
        if (negative ? value > limit : value >= limit)
        {
            return NumberError.OutOfRange;
        }

        if (negative)
        {
            value = 0 - value;
            if (bits < 64)
            {
                value &= (1UL << bits) - 1;
            }
        }

        return NumberError.None;
    }

    private static NumberError ParseMagnitude(ReadOnlySpan<byte> text, out ulong value)
    {
        value = 0;
        var hex = text.Length > 2 && text[0] == '0' && text[1] == 'x';
        var overflow = false;
        var afterDigit = false;
        for (var i = hex ? 2 : 0; i < text.Length; i++)
        {
            var b = text[i];
            if (b == '_' && afterDigit)
            {
                afterDigit = false;
                continue;
            }

            var digit = hex ? StringLiteral.HexDigit(b) : b - '0';
            if ((uint)digit >= (hex ? 16u : 10u))
            {
                return NumberError.Malformed;
            }

            afterDigit = true;
            if (hex)
            {
                overflow |= value >> 60 != 0;
                value = (value << 4) | (uint)digit;
            }
            else
            {
                const ulong Tenth = ulong.MaxValue / 10;
                overflow |= value > Tenth || (value == Tenth && digit > 5);
                value = (value * 10) + (uint)digit;
            }
        }

        return !afterDigit ? NumberError.Malformed : overflow ? NumberError.OutOfRange : NumberError.None;
    }
}

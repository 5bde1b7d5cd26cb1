namespace ConformanceLab.Wasm.Text;

/// <summary>The grammar of numbers, apart from their values. Source: specification, "Text Format, Values".</summary>
internal static class NumberSyntax
{
    /// <summary>Whether a word is a number: integer, float, infinity or NaN, of any size.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> word) => Classify(word) != NumberForm.None;

    public static NumberForm Classify(ReadOnlySpan<byte> word)
    {
        var rest = word;
        var signed = !rest.IsEmpty && rest[0] is (byte)'+' or (byte)'-';
        if (signed)
        {
            rest = rest[1..];
        }

        if (rest.IsEmpty)
        {
            return NumberForm.None;
        }

        if (rest[0] is (byte)'i' or (byte)'n')
        {
            if (rest.SequenceEqual("inf"u8) || rest.SequenceEqual("nan"u8))
            {
                return NumberForm.Float;
            }

            if (!rest.StartsWith("nan:0x"u8))
            {
                return NumberForm.None;
            }

            rest = rest["nan:0x".Length..];
            return TakeDigits(ref rest, hex: true) && rest.IsEmpty ? NumberForm.Float : NumberForm.None;
        }

        var hex = rest.StartsWith("0x"u8);
        if (hex)
        {
            rest = rest[2..];
        }

        if (!TakeDigits(ref rest, hex))
        {
            return NumberForm.None;
        }

        if (rest.IsEmpty)
        {
            return signed ? NumberForm.Signed : NumberForm.Unsigned;
        }

        if (rest[0] == '.')
        {
            rest = rest[1..];
            if (!rest.IsEmpty && !IsExponent(rest[0], hex) && !TakeDigits(ref rest, hex))
            {
                return NumberForm.None;
            }
        }

        if (rest.IsEmpty)
        {
            return NumberForm.Float;
        }

        if (!IsExponent(rest[0], hex))
        {
            return NumberForm.None;
        }

        rest = rest[1..];
        if (!rest.IsEmpty && rest[0] is (byte)'+' or (byte)'-')
        {
            rest = rest[1..];
        }

        return TakeDigits(ref rest, hex: false) && rest.IsEmpty ? NumberForm.Float : NumberForm.None;
    }

    private static bool IsExponent(byte b, bool hex) => (b | 0x20) == (hex ? 'p' : 'e');

    // spec: text-num. Digits with single underscores between them.
    private static bool TakeDigits(ref ReadOnlySpan<byte> text, bool hex)
    {
        var i = 0;
        var digit = false;
        for (; i < text.Length; i++)
        {
            var b = text[i];
            if (hex ? StringLiteral.HexDigit(b) >= 0 : (uint)(b - '0') <= 9)
            {
                digit = true;
            }
            else if (b == '_' && digit)
            {
                digit = false;
            }
            else
            {
                break;
            }
        }

        text = text[i..];
        return digit;
    }
}

/// <summary>Forms of numbers.</summary>
internal enum NumberForm : byte
{
    /// <summary>No number at all.</summary>
    None,

    /// <summary>An integer without a sign.</summary>
    Unsigned,

    /// <summary>An integer with a sign.</summary>
    Signed,

    /// <summary>A number with point or exponent, an infinity or NaN.</summary>
    Float,
}

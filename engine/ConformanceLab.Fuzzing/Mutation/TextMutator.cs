using System.Text;

namespace ConformanceLab.Fuzzing.Mutation;

/// <summary>
/// Changes modules in the text format and scripts, token by token and form by form. Texts are handled as Latin-1, which keeps every byte.
/// </summary>
public static class TextMutator
{
    // What is hard for a lexer: limits of numbers, NaNs, escapes, unclosed things, bytes that are no UTF-8.
    private static readonly string[] s_pieces =
    [
        "(", ")", "(;", ";)", ";;", "\"", "(@", "$", "\\", "0", "-0", "1", "-1", "127", "128", "255", "256", "0x7fffffff", "2147483648",
        "4294967295", "4294967296", "0xffff_ffff_ffff_ffff", "18446744073709551616", "1_000", "1__0", "_1", "0x", "1e999999999",
        "1e-999999999", "0x1p-2000", "0x1.ffffffffffffffffp1023", "0x0.0000000000000000000000001p+99", "nan", "-nan", "nan:0x1", "nan:0x0",
        "nan:canonical", "nan:arithmetic", "inf", "+inf", "1.", ".5", "1.5e", "\"\\u{d800}\"", "\"\\u{110000}\"", "\"\\ff\"", "\"\\0\"",
        "\"\\t\\u{1F600}\"", "\x7F", "\0", "\xC3\x28", "\xF0\x9F\x98\x80", "\xFF", "$\"\"", "$\"a b\"", "$x", "offset=1", "align=3",
        "offset=0xffffffffffffffff", "align=0x80000000", "(@custom \"x\" \"y\")", "(@name \"n\")", "(@metadata.code.branch_hint \"\\01\")",
        "(@custom \"x\" (before first) \"\")", "(@x)", "(@a (@b \"))\" ;; )\n) )", "(; (; ;) ;)",
    ];

    /// <summary>A changed text.</summary>
    /// <param name="random">What decides.</param>
    /// <param name="text">The text, which may be anything.</param>
    /// <param name="other">Another one, for pieces.</param>
    /// <param name="maximum">Most bytes of the result.</param>
    public static byte[] Mutate(RandomSource random, ReadOnlySpan<byte> text, ReadOnlySpan<byte> other, int maximum)
    {
        ArgumentNullException.ThrowIfNull(random);
        var tokens = Split(text);
        var others = Split(other);
        for (var steps = BinaryMutator.Steps(random); steps > 0; steps--)
        {
            Step(random, tokens, others);
        }

        var bytes = Encoding.Latin1.GetBytes(string.Concat(tokens));
        return bytes.Length <= maximum ? bytes : bytes[..maximum];
    }

    private static void Step(RandomSource random, List<string> tokens, List<string> others)
    {
        if (tokens.Count == 0)
        {
            tokens.Add(random.Pick(s_pieces));
            return;
        }

        var at = random.Next(tokens.Count);
        switch (random.Next(16))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.Insert(at, tokens[at]);
                break;
            case 2:
                var second = random.Next(tokens.Count);
                (tokens[at], tokens[second]) = (tokens[second], tokens[at]);
                break;
            case 3 or 4:
                tokens[at] = $" {Word(random)} ";
                break;
            case 5:
                tokens.Insert(at, $" {Word(random)} ");
                break;
            case 6:
                tokens[at] = random.Pick(s_pieces);
                break;
            case 7:
                tokens[at] = EditCharacters(random, tokens[at]);
                break;
            case 8:
                var form = FormAt(tokens, at);
                tokens.RemoveRange(form.Start, form.Length);
                break;
            case 9:
                Insert(random, tokens, tokens, at);
                break;
            case 10 when others.Count > 0:
                Insert(random, tokens, others, random.Next(others.Count));
                break;
            default:
                tokens[at] = Similar(random, tokens, at);
                break;
        }
    }

    // Another token of the text that begins alike: an identifier for an identifier, a number for a number, a word for a word.
    private static string Similar(RandomSource random, List<string> tokens, int at)
    {
        const int Attempts = 16;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var candidate = tokens[random.Next(tokens.Count)];
            if (candidate != tokens[at] && ClassOf(candidate) == ClassOf(tokens[at]))
            {
                return candidate;
            }
        }

        return tokens[at];
    }

    private static char ClassOf(string token) => token switch
    {
        "" => ' ',
        [(>= '0' and <= '9') or '-' or '+', ..] => '0',
        [>= 'a' and <= 'z', ..] => 'a',
        _ => token[0],
    };

    private static string Word(RandomSource random) => random.Next(3) switch
    {
        0 => random.Pick(s_pieces),
        1 => TextGrammar.Mnemonic(random),
        _ => random.Pick(TextGrammar.Words),
    };

    // The form around a token of one text, somewhere into another: instead of a form there, or beside it.
    private static void Insert(RandomSource random, List<string> tokens, List<string> from, int at)
    {
        var form = FormAt(from, at);
        var taken = from.GetRange(form.Start, form.Length);
        var place = FormAt(tokens, random.Next(tokens.Count));
        if (random.Next(2) == 0)
        {
            tokens.RemoveRange(place.Start, place.Length);
        }

        tokens.InsertRange(Math.Min(place.Start, tokens.Count), taken);
    }

    // The innermost form that a token stands in, or the token alone.
    private static (int Start, int Length) FormAt(List<string> tokens, int at)
    {
        var start = at;
        for (var depth = 0; start >= 0; start--)
        {
            depth += tokens[start] == ")" && start != at ? 1 : tokens[start] == "(" ? -1 : 0;
            if (depth < 0)
            {
                break;
            }
        }

        if (start < 0)
        {
            return (at, 1);
        }

        var end = start;
        for (var depth = 0; end < tokens.Count; end++)
        {
            depth += tokens[end] == "(" ? 1 : tokens[end] == ")" ? -1 : 0;
            if (depth == 0)
            {
                return (start, end + 1 - start);
            }
        }

        return (at, 1);
    }

    private static string EditCharacters(RandomSource random, string token)
    {
        if (token.Length == 0)
        {
            return random.Pick(s_pieces);
        }

        var at = random.Next(token.Length);
        return random.Next(4) switch
        {
            0 => token.Remove(at, 1),
            1 => token.Insert(at, ((char)random.Next(256)).ToString()),
            2 => token.Insert(at, token[at].ToString()),
            _ => token[..at] + (char)(token[at] ^ (1 << random.Next(8))) + token[(at + 1)..],
        };
    }

    // Parentheses, strings, runs of space and of anything else. Nothing is lost.
    private static List<string> Split(ReadOnlySpan<byte> text)
    {
        var source = Encoding.Latin1.GetString(text);
        var tokens = new List<string>();
        for (var at = 0; at < source.Length;)
        {
            var end = EndOfToken(source, at);
            tokens.Add(source[at..end]);
            at = end;
        }

        return tokens;
    }

    private static int EndOfToken(string source, int at)
    {
        var end = at + 1;
        switch (source[at])
        {
            case '(' or ')':
                return end;
            case '"':
                while (end < source.Length && source[end] is not ('"' or '\n'))
                {
                    end += source[end] == '\\' ? 2 : 1;
                }

                return Math.Min(end + 1, source.Length);
            default:
                var isSpace = source[at] is ' ' or '\n' or '\t' or '\r';
                while (end < source.Length && source[end] is not ('(' or ')' or '"')
                    && source[end] is ' ' or '\n' or '\t' or '\r' == isSpace)
                {
                    end++;
                }

                return end;
        }
    }
}

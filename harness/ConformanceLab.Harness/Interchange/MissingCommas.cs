namespace ConformanceLab.Harness.Interchange;

/// <summary>
/// Repairs what wabt up to 1.0.32 writes where an action has several results: <c>[{"type": "i32"}{"type": "i64"}]</c>, which is not JSON.
/// </summary>
internal static class MissingCommas
{
    /// <summary>The text with a comma between every two objects that touch.</summary>
    public static byte[] Insert(byte[] json)
    {
        if (json.AsSpan().IndexOf("}{"u8) < 0)
        {
            return json;
        }

        var repaired = new List<byte>(json.Length + 64);
        var inString = false;
        for (var at = 0; at < json.Length; at++)
        {
            var c = json[at];
            repaired.Add(c);
            if (inString && c == '\\' && at + 1 < json.Length)
            {
                repaired.Add(json[++at]);
            }
            else if (c == '"')
            {
                inString = !inString;
            }
            else if (!inString && c == '}' && at + 1 < json.Length && json[at + 1] == '{')
            {
                repaired.Add((byte)',');
            }
        }

        return [.. repaired];
    }
}

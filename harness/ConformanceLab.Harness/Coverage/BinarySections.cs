using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Coverage;

/// <summary>Finds the section of a binary, however malformed, in which a place lies.</summary>
internal static class BinarySections
{
    private const int HeaderBytes = 8;

    /// <summary>The name of the section, <c>header</c> before the first, <c>unknown</c> where there is none of that number.</summary>
    /// <param name="binary">The module.</param>
    /// <param name="offset">The place; at the end of the module it belongs to the last section.</param>
    public static string At(ReadOnlySpan<byte> binary, long offset)
    {
        if (offset < HeaderBytes || binary.Length <= HeaderBytes)
        {
            return "header";
        }

        var at = HeaderBytes;
        while (true)
        {
            var next = EndOf(binary, at);
            if (offset < next || next >= binary.Length)
            {
                return NameOf(binary[at]);
            }

            at = (int)next;
        }
    }

    // A section's length may be anything; one that does not end is the last.
    private static long EndOf(ReadOnlySpan<byte> binary, int at)
    {
        ulong size = 0;
        var position = at + 1;
        for (var shift = 0; position < binary.Length && shift < 35; shift += 7)
        {
            var part = binary[position++];
            size |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return position + (long)size;
            }
        }

        return long.MaxValue;
    }

    private static string NameOf(byte id) => (SectionId)id switch
    {
        SectionId.DataCount => "data count",
        var known when Enum.IsDefined(known) => known.ToString().ToLowerInvariant(),
        _ => "unknown",
    };
}

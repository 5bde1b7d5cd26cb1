using System.Text;

namespace ConformanceLab.Harness.Programs;

/// <summary>Takes debug information (DWARF) out of modules: of programs in debug builds it is 14 bytes of 15, and nothing runs by it.</summary>
public static class DebugSections
{
    private const int HeaderLength = 8;

    private const string Prefix = ".debug_";

    /// <summary>The module without custom sections whose name begins with <c>.debug_</c>; everything else stays byte for byte.</summary>
    /// <param name="module">A module in the binary format. What can't be read stays as it is, for whoever decodes it to say so.</param>
    public static byte[] Remove(byte[] module)
    {
        if (module.Length < HeaderLength || !module.AsSpan(0, 4).SequenceEqual("\0asm"u8))
        {
            return module;
        }

        var kept = new MemoryStream(module.Length);
        kept.Write(module, 0, HeaderLength);
        for (var at = HeaderLength; at < module.Length;)
        {
            var start = at++;
            if (!TryReadLength(module, ref at, out var length) || length > module.Length - at)
            {
                return module;
            }

            var end = at + length;
            if (module[start] != 0 || !IsDebug(module.AsSpan(0, end), at))
            {
                kept.Write(module, start, end - start);
            }

            at = end;
        }

        return kept.ToArray();
    }

    private static bool IsDebug(ReadOnlySpan<byte> module, int at) =>
        TryReadLength(module, ref at, out var length)
            && length <= module.Length - at
            && Encoding.UTF8.GetString(module.Slice(at, length)).StartsWith(Prefix, StringComparison.Ordinal);

    // LEB128, at most 31 bits of it. spec: binary-int
    private static bool TryReadLength(ReadOnlySpan<byte> bytes, ref int at, out int value)
    {
        value = 0;
        for (var shift = 0; shift < 35 && at < bytes.Length; shift += 7)
        {
            var next = bytes[at++];
            value |= (next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value >= 0;
            }
        }

        return false;
    }
}

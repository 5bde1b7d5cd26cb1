using System.Text;

namespace ConformanceLab.LabGenerator.Models;

/// <summary>
/// Writes modules in the binary format, good ones and, since lengths and counts can be given, wrong ones. Source: specification, "Binary Format".
/// </summary>
public static class BinaryModule
{
    /// <summary>Magic and version.</summary>
    public static byte[] Header { get; } = [0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0];

    /// <summary>An unsigned LEB128 integer.</summary>
    /// <param name="value">The value.</param>
    /// <param name="bytes">How many bytes it takes at least: padded as need be.</param>
    public static byte[] Unsigned(ulong value, int bytes = 1)
    {
        var result = new List<byte>();
        do
        {
            var isLast = value < 0x80 && result.Count + 1 >= bytes;
            result.Add((byte)((value & 0x7f) | (isLast ? 0u : 0x80u)));
            value >>= 7;
        }
        while (value > 0 || result.Count < bytes || result[^1] >= 0x80);
        return [.. result];
    }

    /// <summary>A name.</summary>
    public static byte[] Name(string text) => Sized(Encoding.UTF8.GetBytes(text));

    /// <summary>Bytes with their length before them.</summary>
    public static byte[] Sized(byte[] bytes) => [.. Unsigned((ulong)bytes.Length), .. bytes];

    /// <summary>A section of these contents.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="contents">What is in it.</param>
    /// <param name="sizeError">What its length is given wrong by.</param>
    public static byte[] Section(byte id, byte[] contents, int sizeError = 0) =>
        [id, .. Unsigned((ulong)(contents.Length + sizeError)), .. contents];

    /// <summary>A module of these sections.</summary>
    public static byte[] Module(params IEnumerable<byte[]> sections) => [.. Header, .. sections.SelectMany(section => section)];
}

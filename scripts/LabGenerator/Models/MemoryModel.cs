using System.Numerics;
using ConformanceLab.LabGenerator.Numbers;

namespace ConformanceLab.LabGenerator.Models;

/// <summary>A linear memory of one page: bytes in little-endian order, accesses past the end trap and change nothing.</summary>
public sealed class MemoryModel
{
    /// <summary>Its size in bytes.</summary>
    public const int Size = 65536;

    private readonly byte[] _bytes = new byte[Size];

    /// <summary>Bytes of the two data segments, at the start and at the end.</summary>
    public const int SegmentSize = 48;

    /// <summary>Creates a memory with a pattern at either end in which no byte is zero and signs alternate.</summary>
    public MemoryModel()
    {
        for (var at = 0; at < SegmentSize; at++)
        {
            _bytes[at] = (byte)((at * 37) + 0x81);
            _bytes[Size - 1 - at] = (byte)((at * 91) + 0xf3);
        }
    }

    /// <summary>The bytes of the first or the last data segment.</summary>
    public byte[] Segment(bool isLast) => isLast ? _bytes[^SegmentSize..] : _bytes[..SegmentSize];

    /// <summary>Reads a number.</summary>
    /// <exception cref="GuestTrapException">It is out of bounds.</exception>
    public BigInteger Read(BigInteger address, int bytes) =>
        new(_bytes.AsSpan(Check(address, bytes), bytes), isUnsigned: true);

    /// <summary>Writes the low bytes of a number.</summary>
    /// <exception cref="GuestTrapException">It is out of bounds.</exception>
    public void Write(BigInteger address, int bytes, BigInteger value)
    {
        var at = Check(address, bytes);
        for (var index = 0; index < bytes; index++)
        {
            _bytes[at + index] = (byte)((value >> (8 * index)) & 0xff);
        }
    }

    /// <summary>Where an access begins, if it ends inside.</summary>
    /// <exception cref="GuestTrapException">It does not.</exception>
    public static int Check(BigInteger address, BigInteger bytes) =>
        address + bytes <= Size ? (int)address : throw new GuestTrapException("out of bounds memory access");
}

using System.Buffers.Binary;
using System.Text;

namespace ConformanceLab.Wasm.Binary;

/// <summary>A growing buffer with the primitive values of the binary format; integers get their shortest encoding.</summary>
public sealed class ByteWriter
{
    private byte[] _buffer;
    private int _length;

    /// <summary>Creates an empty buffer.</summary>
    public ByteWriter(int capacity = 256) => _buffer = new byte[capacity];

    /// <summary>Number of bytes written.</summary>
    public int Length => _length;

    /// <summary>What was written. Invalid after further writes.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>A copy of what was written.</summary>
    public byte[] ToArray() => Written.ToArray();

    /// <summary>Empties the buffer, or drops what was written after <paramref name="length"/>.</summary>
    public void Truncate(int length = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)_length);
        _length = length;
    }

    /// <summary>Writes a byte.</summary>
    public void WriteByte(byte value)
    {
        if (_length == _buffer.Length)
        {
            Grow(1);
        }

        _buffer[_length++] = value;
    }

    /// <summary>Writes bytes.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
    }

    /// <summary>Writes an unsigned LEB128 integer of 32 bits.</summary>
    public void WriteU32(uint value) => WriteU64(value);

    /// <summary>Writes an index.</summary>
    public void WriteIndex(int value) => WriteU64((uint)value);

    /// <summary>Writes an unsigned LEB128 integer.</summary>
    public void WriteU64(ulong value)
    {
        while (value >= 0x80)
        {
            WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        WriteByte((byte)value);
    }

    /// <summary>Writes a signed LEB128 integer.</summary>
    public void WriteS64(long value)
    {
        while (value is < -64 or > 63)
        {
            WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        WriteByte((byte)(value & 0x7F));
    }

    /// <summary>Writes 4 bytes, little-endian.</summary>
    public void WriteFixed32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Reserve(4), value);

    /// <summary>Writes 8 bytes, little-endian.</summary>
    public void WriteFixed64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Reserve(8), value);

    /// <summary>Writes a name: its length and UTF-8.</summary>
    public void WriteName(string name)
    {
        var count = Encoding.UTF8.GetByteCount(name);
        WriteU32((uint)count);
        Encoding.UTF8.GetBytes(name, Reserve(count));
    }

    /// <summary>Writes bytes with their length before them.</summary>
    public void WriteSized(ReadOnlySpan<byte> bytes)
    {
        WriteU32((uint)bytes.Length);
        WriteBytes(bytes);
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Grow(count);
        }

        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }

    private void Grow(int count) => Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, checked(_length + count)));
}

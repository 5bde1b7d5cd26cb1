using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace ConformanceLab.Wasm.Binary;

/// <summary>
/// Reads the primitive values of the binary format: bytes, LEB128 integers, names. Every failure is a
/// <see cref="ModuleException"/> of kind <see cref="ModuleErrorKind.Malformed"/> with the offset. Source: specification, "Binary Format,
/// Values".
/// </summary>
public ref struct ByteReader
{
    /// <summary>The specification's words for bytes that are missing.</summary>
    internal const string EndReason = "unexpected end of section or function";

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _base;
    private int _position;

    /// <summary>Reads <paramref name="bytes"/>, which stand at <paramref name="baseOffset"/> of the module (for error messages).</summary>
    public ByteReader(ReadOnlySpan<byte> bytes, int baseOffset = 0)
    {
        _bytes = bytes;
        _base = baseOffset;
        _position = 0;
    }

    /// <summary>Number of bytes consumed.</summary>
    public int Position
    {
        readonly get => _position;
        set => _position = value;
    }

    /// <summary>All bytes, whatever the position.</summary>
    internal readonly ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Number of bytes left.</summary>
    public readonly int Remaining => _bytes.Length - _position;

    /// <summary>Whether all is consumed.</summary>
    public readonly bool IsAtEnd => _position >= _bytes.Length;

    /// <summary>Offset in the module.</summary>
    public readonly int Offset => _base + _position;

    /// <summary>The next byte, which is not consumed; −1 at the end.</summary>
    public readonly int Peek() => _position < _bytes.Length ? _bytes[_position] : -1;

    /// <summary>Reads a byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ReadByte()
    {
        if ((uint)_position >= (uint)_bytes.Length)
        {
            throw UnexpectedEnd();
        }

        return _bytes[_position++];
    }

    /// <summary>Reads <paramref name="count"/> bytes.</summary>
    public ReadOnlySpan<byte> ReadBytes(uint count)
    {
        if (count > (uint)Remaining)
        {
            throw UnexpectedEnd();
        }

        var bytes = _bytes.Slice(_position, (int)count);
        _position += (int)count;
        return bytes;
    }

    /// <summary>Reads an unsigned 32-bit LEB128 integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadU32()
    {
        if ((uint)_position < (uint)_bytes.Length && _bytes[_position] < 0x80)
        {
            return _bytes[_position++];
        }

        return ReadLongU32();
    }

    /// <summary>Reads an unsigned 64-bit LEB128 integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadU64()
    {
        if ((uint)_position < (uint)_bytes.Length && _bytes[_position] < 0x80)
        {
            return _bytes[_position++];
        }

        return ReadUnsigned(64);
    }

    /// <summary>
    /// Reads the length of something that takes at least as many bytes (contents, or elements of a byte or more), so that nothing is
    /// allocated for what can't be there. Like the reference decoder it counts from before the length: it may still be too large by
    /// the bytes of the length itself.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadLength()
    {
        var start = _position;
        var length = ReadU32();
        return length <= (uint)(_bytes.Length - start) ? length : throw LengthOutOfBounds(start);
    }

    /// <summary>Reads a signed 32-bit LEB128 integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int ReadS32()
    {
        if ((uint)_position < (uint)_bytes.Length && _bytes[_position] < 0x80)
        {
            return (sbyte)(_bytes[_position++] << 1) >> 1;
        }

        return ReadLongS32();
    }

    /// <summary>Reads a signed 33-bit LEB128 integer: a type index or a negative code.</summary>
    public long ReadS33() => ReadSigned(33);

    /// <summary>Reads a signed 64-bit LEB128 integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadS64()
    {
        if ((uint)_position < (uint)_bytes.Length && _bytes[_position] < 0x80)
        {
            return (sbyte)(_bytes[_position++] << 1) >> 1;
        }

        return ReadSigned(64);
    }

    /// <summary>Reads 4 bytes, little-endian.</summary>
    public uint ReadFixed32() => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(4));

    /// <summary>Reads 8 bytes, little-endian.</summary>
    public ulong ReadFixed64() => BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(8));

    /// <summary>Reads a name: a length and UTF-8.</summary>
    public string ReadName()
    {
        var length = ReadLength();
        var start = _position;
        try
        {
            return s_strictUtf8.GetString(ReadBytes(length));
        }
        catch (DecoderFallbackException)
        {
            _position = start;
            throw Malformed("malformed UTF-8 encoding");
        }
    }

    /// <summary>An error at the current offset.</summary>
    public readonly ModuleException Malformed(string reason, string? detail = null) =>
        new(ModuleErrorKind.Malformed, reason, detail) { Offset = Offset };

    private readonly ModuleException UnexpectedEnd() => Malformed(EndReason);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ModuleException LengthOutOfBounds(int start)
    {
        _position = start;
        return Malformed("length out of bounds");
    }

    // Two to four bytes can neither be too large nor too long: without the checks of the general case.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private uint ReadLongU32()
    {
        var rest = _bytes[Math.Min(_position, _bytes.Length)..];
        if (rest.Length >= 4)
        {
            uint value = rest[0] & 0x7Fu | (uint)rest[1] << 7;
            if (rest[1] < 0x80)
            {
                _position += 2;
                return value;
            }

            value = value & 0x3FFF | (uint)rest[2] << 14;
            if (rest[2] < 0x80)
            {
                _position += 3;
                return value;
            }

            value = value & 0x1F_FFFF | (uint)rest[3] << 21;
            if (rest[3] < 0x80)
            {
                _position += 4;
                return value;
            }
        }

        return (uint)ReadUnsigned(32);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadLongS32()
    {
        var rest = _bytes[Math.Min(_position, _bytes.Length)..];
        if (rest.Length >= 4)
        {
            var value = rest[0] & 0x7F | rest[1] << 7;
            if (rest[1] < 0x80)
            {
                _position += 2;
                return value << 18 >> 18;
            }

            value = value & 0x3FFF | rest[2] << 14;
            if (rest[2] < 0x80)
            {
                _position += 3;
                return value << 11 >> 11;
            }

            value = value & 0x1F_FFFF | rest[3] << 21;
            if (rest[3] < 0x80)
            {
                _position += 4;
                return value << 4 >> 4;
            }
        }

        return (int)ReadSigned(32);
    }

    // spec: binary-int. The last byte's unused bits must be zero (or copies of the sign); a byte more is "too long".
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong ReadUnsigned(int width)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var left = width - shift;
            if (left <= 0)
            {
                throw Malformed("integer representation too long");
            }

            var b = ReadByte();
            if (left < 7 && (b & 0x7F) >> left != 0)
            {
                _position--;
                throw Malformed("integer too large");
            }

            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long ReadSigned(int width)
    {
        long value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var left = width - shift;
            if (left <= 0)
            {
                throw Malformed("integer representation too long");
            }

            var b = ReadByte();

            // Bits from the sign bit upwards must all be equal.
            if (left < 7 && (sbyte)(b << 1) >> left is not (0 or -1))
            {
                _position--;
                throw Malformed("integer too large");
            }

            value |= (long)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                shift += 7;
                return shift < 64 && (b & 0x40) != 0 ? value | (-1L << shift) : value;
            }
        }
    }
}

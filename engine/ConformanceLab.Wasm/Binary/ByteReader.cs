using System.Buffers.Binary;
using System.Numerics;
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
    // A byte of an integer that is not its last.
    private const byte Continues = 0x80;

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
        if ((uint)_position < (uint)_bytes.Length && _bytes[_position] < Continues)
        {
            return _bytes[_position++];
        }

        return ReadLongU32();
    }

    /// <summary>Reads an unsigned 64-bit LEB128 integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadU64()
    {
        if ((uint)_position < (uint)_bytes.Length && _bytes[_position] < Continues)
        {
            return _bytes[_position++];
        }

        return ReadLongU64();
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
        if ((uint)_position < (uint)_bytes.Length && _bytes[_position] < Continues)
        {
            return (sbyte)(_bytes[_position++] << 1) >> 1;
        }

        return ReadLongS32();
    }

    /// <summary>Reads a signed 33-bit LEB128 integer: a type index or a negative code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadS33()
    {
        if ((uint)_position < (uint)_bytes.Length && _bytes[_position] < Continues)
        {
            return (sbyte)(_bytes[_position++] << 1) >> 1;
        }

        return ReadSigned(33);
    }

    /// <summary>Reads a signed 64-bit LEB128 integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadS64()
    {
        if ((uint)_position < (uint)_bytes.Length && _bytes[_position] < Continues)
        {
            return (sbyte)(_bytes[_position++] << 1) >> 1;
        }

        return ReadLongS64();
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

    [MethodImpl(MethodImplOptions.NoInlining)]
    private uint ReadLongU32()
    {
        // As linkers write what they fill in later: five bytes.
        return TryReadFew(out var value, out _) ? value
            : TryReadFifth(out var last) && last < 0x10 ? TakeFive(value, last)
            : (uint)ReadUnsigned(32);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadLongS32()
    {
        // The unused bits of a fifth byte are copies of the sign.
        return TryReadFew(out var value, out var bits) ? (int)(value << (32 - bits)) >> (32 - bits)
            : TryReadFifth(out var last) && last is < 0x08 or (>= 0x78 and < Continues) ? (int)TakeFive(value, last)
            : (int)ReadSigned(32);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong ReadLongU64() => TryReadFew(out var value, out _) ? value : ReadUnsigned(64);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long ReadLongS64() => TryReadFew(out var value, out var bits) ? (int)(value << (32 - bits)) >> (32 - bits) : ReadSigned(64);

    // One to four bytes can neither be too large nor too long: without the checks of the general case. If there are more, what the first four
    // are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryReadFew(out uint value, out int bits)
    {
        (value, bits) = (0, 0);
        if (_bytes.Length - _position < sizeof(uint))
        {
            return false;
        }

        // The bytes' high bits: those that are 0 end integers. Nothing above the lowest of them counts.
        var bytes = BinaryPrimitives.ReadUInt32LittleEndian(_bytes[_position..]);
        var ends = ~bytes & 0x8080_8080;
        bytes &= ends ^ (ends - 1);
        value = bytes & 0x7F | bytes >> 1 & 0x3F80 | bytes >> 2 & 0x1F_C000 | bytes >> 3 & 0xFE0_0000;
        if (ends == 0)
        {
            return false;
        }

        var count = BitOperations.TrailingZeroCount(ends) / 8 + 1;
        _position += count;
        bits = 7 * count;
        return true;
    }

    private readonly bool TryReadFifth(out byte last)
    {
        var hasFive = _bytes.Length - _position > sizeof(uint);
        last = hasFive ? _bytes[_position + sizeof(uint)] : (byte)0;
        return hasFive;
    }

    private uint TakeFive(uint value, byte last)
    {
        _position += sizeof(uint) + 1;
        return value | (uint)last << 28;
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

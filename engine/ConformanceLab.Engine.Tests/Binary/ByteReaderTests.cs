using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using CsCheck;
using Xunit;

namespace ConformanceLab.Engine.Tests.Binary;

public class ByteReaderTests
{
    [Theory]
    [InlineData("00", 0u)]
    [InlineData("7F", 127u)]
    [InlineData("80 01", 128u)]
    [InlineData("FF 7F", 16_383u)]
    [InlineData("E5 8E 26", 624_485u)]
    [InlineData("FF FF FF 7F", 0x0FFF_FFFFu)]
    [InlineData("FF FF FF FF 0F", uint.MaxValue)]
    [InlineData("83 80 80 80 00", 3u)]
    [InlineData("80 00", 0u)]
    public void UnsignedIntegersMayBePaddedUpToTheirWidth(string bytes, uint expected)
    {
        var reader = new ByteReader(ModuleBytes.Bytes(bytes));
        Assert.Equal(expected, reader.ReadU32());
        Assert.True(reader.IsAtEnd);
    }

    [Theory]
    [InlineData("FF FF FF FF 10", "integer too large")]
    [InlineData("FF FF FF FF 1F", "integer too large")]
    [InlineData("80 80 80 80 80 00", "integer representation too long")]
    [InlineData("82 80 80 80 80", "integer representation too long")]
    [InlineData("80 80 80 80 70", "integer too large")]
    [InlineData("", "unexpected end")]
    [InlineData("80", "unexpected end")]
    [InlineData("80 80 80 80", "unexpected end")]
    public void MalformedUnsignedIntegersAreRejected(string bytes, string reason) =>
        Assert.StartsWith(reason, Failure(bytes, (ref ByteReader reader) => reader.ReadU32()), StringComparison.Ordinal);

    [Theory]
    [InlineData("00", 0)]
    [InlineData("3F", 63)]
    [InlineData("40", -64)]
    [InlineData("7F", -1)]
    [InlineData("C0 00", 64)]
    [InlineData("BF 7F", -65)]
    [InlineData("FF 7F", -1)]
    [InlineData("FF FF 7F", -1)]
    [InlineData("FF FF FF 3F", 0x7FF_FFFF)]
    [InlineData("80 80 80 80 78", int.MinValue)]
    [InlineData("FF FF FF FF 07", int.MaxValue)]
    [InlineData("FF FF FF FF 7F", -1)]
    public void SignedIntegersExtendTheirSign(string bytes, int expected)
    {
        var reader = new ByteReader(ModuleBytes.Bytes(bytes));
        Assert.Equal(expected, reader.ReadS32());
        Assert.True(reader.IsAtEnd);
    }

    [Theory]
    [InlineData("FF FF FF FF 0F", "integer too large")]
    [InlineData("80 80 80 80 70", "integer too large")]
    [InlineData("FF FF FF FF 4F", "integer too large")]
    [InlineData("FF FF FF FF FF 7F", "integer representation too long")]
    [InlineData("FF FF", "unexpected end")]
    public void MalformedSignedIntegersAreRejected(string bytes, string reason) =>
        Assert.StartsWith(reason, Failure(bytes, (ref ByteReader reader) => (uint)reader.ReadS32()), StringComparison.Ordinal);

    [Theory]
    [InlineData("FF FF FF FF FF FF FF FF FF 02", "integer too large")]
    [InlineData("80 80 80 80 80 80 80 80 80 80 00", "integer representation too long")]
    public void MalformedLongIntegersAreRejected(string bytes, string reason) =>
        Assert.StartsWith(reason, Failure(bytes, (ref ByteReader reader) => (uint)reader.ReadU64()), StringComparison.Ordinal);

    [Fact]
    public void AnyBytesAreReadAsTheSpecificationReadsThem() => Gen.Select(Gen.Byte, Gen.Int[0, 9]).Array[0, 12].Sample(parts =>
    {
        // Most bytes go on; some are all ones or zeros, as at the ends of ranges.
        var bytes = Array.ConvertAll(parts, static part => (byte)(part.Item2 switch
        {
            0 => part.Item1 & 0x7F,
            1 => 0x80,
            2 => 0xFF,
            3 => part.Item1 & 0x0F,
            4 => part.Item1 & 0x0F | 0x70,
            _ => part.Item1 | 0x80,
        }));
        for (var start = 0; start <= bytes.Length; start++)
        {
            var rest = bytes[start..];
            Assert.Equal(Specified(rest, 32, isSigned: false), Read(rest, static (ref reader) => reader.ReadU32()));
            Assert.Equal(Specified(rest, 64, isSigned: false), Read(rest, static (ref reader) => reader.ReadU64()));
            Assert.Equal(Specified(rest, 32, isSigned: true), Read(rest, static (ref reader) => reader.ReadS32()));
            Assert.Equal(Specified(rest, 33, isSigned: true), Read(rest, static (ref reader) => reader.ReadS33()));
            Assert.Equal(Specified(rest, 64, isSigned: true), Read(rest, static (ref reader) => reader.ReadS64()));
        }
    });

    private delegate Int128 Decoder(ref ByteReader reader);

    // The value and how many bytes it took; null if it is malformed.
    private static (Int128 Value, int Bytes)? Read(byte[] bytes, Decoder decode)
    {
        var reader = new ByteReader(bytes);
        try
        {
            return (decode(ref reader), reader.Position);
        }
        catch (ModuleException)
        {
            return null;
        }
    }

    // "Binary Format, Values, Integers": at most ceil(N/7) bytes, and the value is one of N bits.
    private static (Int128 Value, int Bytes)? Specified(byte[] bytes, int width, bool isSigned)
    {
        Int128 value = 0;
        for (var index = 0; index < Math.Min(bytes.Length, (width + 6) / 7); index++)
        {
            value |= (Int128)(bytes[index] & 0x7F) << (7 * index);
            if (bytes[index] < 0x80)
            {
                value = isSigned && bytes[index] >= 0x40 ? value - (Int128.One << (7 * (index + 1))) : value;
                var (low, high) = isSigned
                    ? (-(Int128.One << (width - 1)), (Int128.One << (width - 1)) - 1)
                    : (Int128.Zero, (Int128.One << width) - 1);
                return value >= low && value <= high ? (value, index + 1) : null;
            }
        }

        return null;
    }

    [Fact]
    public void UnsignedIntegersRoundTrip() => Gen.ULong.Sample(value =>
    {
        var writer = new ByteWriter();
        writer.WriteU64(value);
        writer.WriteU32((uint)value);
        var reader = new ByteReader(writer.Written);
        return reader.ReadU64() == value && reader.ReadU32() == (uint)value && reader.IsAtEnd;
    });

    [Fact]
    public void SignedIntegersRoundTrip() => Gen.Long.Sample(value =>
    {
        // All magnitudes: the generator shrinks few bits only.
        for (var shift = 0; shift < 64; shift++)
        {
            var writer = new ByteWriter();
            writer.WriteS64(value >> shift);
            writer.WriteS64((int)(value >> shift));
            writer.WriteS64((value >> shift) << 31 >> 31);
            var reader = new ByteReader(writer.Written);
            if (reader.ReadS64() != value >> shift
                || reader.ReadS32() != (int)(value >> shift)
                || reader.ReadS33() != (value >> shift) << 31 >> 31
                || !reader.IsAtEnd)
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void ShortestEncodingsAreWritten()
    {
        var writer = new ByteWriter();
        writer.WriteS64(-64);
        writer.WriteS64(64);
        writer.WriteU64(127);
        writer.WriteU64(128);
        Assert.Equal("40C0007F8001", Convert.ToHexString(writer.Written));
    }

    [Theory]
    [InlineData("02 C3 28")]
    [InlineData("03 ED A0 80")]
    [InlineData("02 C0 80")]
    [InlineData("04 F4 90 80 80")]
    [InlineData("01 FF")]
    public void NamesMustBeUtf8(string bytes) =>
        Assert.Equal("malformed UTF-8 encoding", Failure(bytes, (ref ByteReader reader) => (uint)reader.ReadName().Length));

    [Fact]
    public void ErrorsCarryTheOffsetInTheModule()
    {
        var error = Assert.Throws<ModuleException>(() => new ByteReader([0x80, 0x80], baseOffset: 100).ReadU32());
        Assert.Equal(102, error.Offset);
        Assert.Equal(ModuleErrorKind.Malformed, error.Kind);
    }

    private delegate uint Reading(ref ByteReader reader);

    private static string Failure(string bytes, Reading read) => Assert.Throws<ModuleException>(() =>
    {
        var reader = new ByteReader(ModuleBytes.Bytes(bytes));
        read(ref reader);
    }).Message;
}

using System.Buffers.Binary;

namespace ConformanceLab.Wasm.Wasi;

// The structures that guests read and write: sizes and offsets are those of WASI preview 1, little-endian, padding zero.

/// <summary><c>filestat</c>: attributes of a file. Times are nanoseconds since 1970.</summary>
internal record struct FileAttributes(
    ulong Device, ulong Inode, FileType Type, ulong Links, ulong Size, ulong AccessTime, ulong ModificationTime, ulong ChangeTime)
{
    /// <summary>Bytes.</summary>
    public const int ByteSize = 64;

    /// <summary>Writes it.</summary>
    public readonly void WriteTo(Span<byte> destination)
    {
        destination[..ByteSize].Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(destination, Device);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], Inode);
        destination[16] = (byte)Type;
        BinaryPrimitives.WriteUInt64LittleEndian(destination[24..], Links);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[32..], Size);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[40..], AccessTime);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[48..], ModificationTime);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[56..], ChangeTime);
    }
}

/// <summary><c>fdstat</c>: attributes of a descriptor.</summary>
internal readonly record struct DescriptorAttributes(FileType Type, DescriptorFlags Flags, Rights Base, Rights Inheriting)
{
    /// <summary>Bytes.</summary>
    public const int ByteSize = 24;

    /// <summary>Writes it.</summary>
    public void WriteTo(Span<byte> destination)
    {
        destination[..ByteSize].Clear();
        destination[0] = (byte)Type;
        BinaryPrimitives.WriteUInt16LittleEndian(destination[2..], (ushort)Flags);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], (ulong)Base);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[16..], (ulong)Inheriting);
    }
}

/// <summary><c>dirent</c>: what stands before each name that fd_readdir returns.</summary>
internal readonly record struct DirectoryEntry(ulong Next, ulong Inode, int NameLength, FileType Type)
{
    /// <summary>Bytes.</summary>
    public const int ByteSize = 24;

    /// <summary>Writes it.</summary>
    public void WriteTo(Span<byte> destination)
    {
        destination[..ByteSize].Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(destination, Next);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], Inode);
        BinaryPrimitives.WriteInt32LittleEndian(destination[16..], NameLength);
        destination[20] = (byte)Type;
    }
}

/// <summary>
/// <c>subscription</c>: what poll_oneoff waits for. The clock's fields or <see cref="Descriptor"/> mean something, by <see cref="Type"/>.
/// </summary>
internal readonly record struct Subscription(
    ulong UserData, EventType Type, ClockId Clock, ulong Timeout, bool IsAbsolute, int Descriptor)
{
    /// <summary>Bytes.</summary>
    public const int ByteSize = 48;

    /// <summary>Reads it.</summary>
    public static Subscription ReadFrom(ReadOnlySpan<byte> source) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(source),
        (EventType)source[8],
        (ClockId)BinaryPrimitives.ReadUInt32LittleEndian(source[16..]),
        BinaryPrimitives.ReadUInt64LittleEndian(source[24..]),
        (BinaryPrimitives.ReadUInt16LittleEndian(source[40..]) & 1) != 0,
        BinaryPrimitives.ReadInt32LittleEndian(source[16..]));
}

/// <summary><c>event</c>: what poll_oneoff returns.</summary>
internal readonly record struct Event(ulong UserData, Errno Error, EventType Type, ulong Bytes, bool IsHangup)
{
    /// <summary>Bytes.</summary>
    public const int ByteSize = 32;

    /// <summary>Writes it.</summary>
    public void WriteTo(Span<byte> destination)
    {
        destination[..ByteSize].Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(destination, UserData);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[8..], (ushort)Error);
        destination[10] = (byte)Type;
        BinaryPrimitives.WriteUInt64LittleEndian(destination[16..], Bytes);
        destination[24] = IsHangup ? (byte)1 : (byte)0;
    }
}

using System.Buffers.Binary;
using ConformanceLab.Wasm.Wasi.Native;
using Microsoft.Win32.SafeHandles;

namespace ConformanceLab.Wasm.Wasi.Descriptors;

/// <summary>A directory: where paths begin.</summary>
internal sealed unsafe class DirectoryDescriptor(SafeFileHandle handle, Rights rights, Rights inheriting, HostWaiter waiter)
    : HostDescriptor(handle, FileType.Directory, rights, inheriting, waiter)
{
    private const int BufferSize = 8192;
    private const int NameOffset = 19;

    /// <inheritdoc/>
    public override Errno Seek(long offset, Whence whence, out ulong position)
    {
        position = 0;
        return Errno.IsDir;
    }

    /// <inheritdoc/>
    public override Errno SetSize(ulong size) => Errno.IsDir;

    /// <summary>
    /// Writes entries from a cookie on, as many as fit, the last one cut off. Cookies are the system's own: they stay right while files
    /// come and go, and one that a guest makes up leads to some other entry or to none.
    /// </summary>
    public Errno ReadEntries(in Caller caller, Span<byte> destination, ulong cookie, out int count)
    {
        count = 0;
        if (Linux.Seek(Handle, (long)cookie, 0) < 0)
        {
            return Linux.LastErrno;
        }

        if (GetAttributes(out var self) is var errno and not Errno.Success)
        {
            return errno;
        }

        Span<byte> records = stackalloc byte[BufferSize];
        while (count < destination.Length)
        {
            caller.ThrowIfInterrupted();
            nint length;
            fixed (byte* buffer = records)
            {
                length = Linux.ReadDirectory(Handle, buffer, BufferSize);
            }

            if (length <= 0)
            {
                return length < 0 ? Linux.LastErrno : Errno.Success;
            }

            for (var rest = records[..(int)length]; rest.Length > 0 && count < destination.Length;)
            {
                var size = BinaryPrimitives.ReadUInt16LittleEndian(rest[16..]);
                WriteEntry(rest[..size], self.Inode, destination, ref count);
                rest = rest[size..];
            }
        }

        return Errno.Success;
    }

    // linux_dirent64: inode, cookie of the next, size of the record, type, name with a zero.
    private static void WriteEntry(ReadOnlySpan<byte> record, ulong self, Span<byte> destination, ref int count)
    {
        var name = record[NameOffset..];
        name = name[..name.IndexOf((byte)0)];

        // What is above the directory is none of the guest's business, not even its number.
        var inode = name.SequenceEqual(".."u8) ? self : BinaryPrimitives.ReadUInt64LittleEndian(record);
        Span<byte> entry = stackalloc byte[DirectoryEntry.ByteSize];
        new DirectoryEntry(BinaryPrimitives.ReadUInt64LittleEndian(record[8..]), inode, name.Length, ToType(record[18])).WriteTo(entry);
        Append(entry, destination, ref count);
        Append(name, destination, ref count);
    }

    private static void Append(ReadOnlySpan<byte> source, Span<byte> destination, ref int count)
    {
        var length = Math.Min(source.Length, destination.Length - count);
        source[..length].CopyTo(destination[count..]);
        count += length;
    }

    // DT_CHR and so on: the type bits of a mode, shifted.
    private static FileType ToType(byte type) => new StatxBuffer { Mode = (ushort)(type << 12) }.Type;
}

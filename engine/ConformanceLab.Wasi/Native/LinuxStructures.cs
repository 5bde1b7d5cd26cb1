using System.Runtime.InteropServices;

namespace ConformanceLab.Wasm.Wasi.Native;

/// <summary>struct timespec.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TimeSpec
{
    /// <summary>As <see cref="Nanoseconds"/>: the present time.</summary>
    public const long Now = 0x3fff_ffff;

    /// <summary>As <see cref="Nanoseconds"/>: leave as it is.</summary>
    public const long Omit = 0x3fff_fffe;

    private const ulong NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Whole seconds.</summary>
    public long Seconds;

    /// <summary>And nanoseconds.</summary>
    public long Nanoseconds;

    /// <summary>From nanoseconds.</summary>
    public static TimeSpec FromNanoseconds(ulong time) => new()
    {
        Seconds = (long)(time / NanosecondsPerSecond),
        Nanoseconds = (long)(time % NanosecondsPerSecond),
    };

    /// <summary>In nanoseconds.</summary>
    public readonly ulong ToNanoseconds() => unchecked(((ulong)Seconds * NanosecondsPerSecond) + (ulong)Nanoseconds);
}

/// <summary>struct open_how of openat2(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct OpenHow
{
    /// <summary>Flags of <see cref="LinuxFlags"/>.</summary>
    public ulong Flags;

    /// <summary>Permissions of what is created.</summary>
    public ulong Mode;

    /// <summary>How the path is resolved.</summary>
    public ulong Resolve;
}

/// <summary>struct pollfd.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollEntry
{
    /// <summary>The system's descriptor.</summary>
    public int Descriptor;

    /// <summary>What is waited for.</summary>
    public short Events;

    /// <summary>What is there.</summary>
    public short Returned;
}

/// <summary>struct statx_timestamp.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct StatxTime
{
    /// <summary>Whole seconds since 1970.</summary>
    public long Seconds;

    /// <summary>And nanoseconds.</summary>
    public uint Nanoseconds;

    private readonly int _reserved;

    /// <summary>Nanoseconds since 1970; 0 before.</summary>
    public readonly ulong ToNanoseconds() => Seconds < 0 ? 0 : unchecked(((ulong)Seconds * 1_000_000_000) + Nanoseconds);
}

/// <summary>struct statx: the same on every processor, which struct stat is not.</summary>
[StructLayout(LayoutKind.Sequential, Size = 256)]
internal struct StatxBuffer
{
    private const int TypeMask = 0xf000;

    /// <summary>What is filled in.</summary>
    public uint Mask;

    /// <summary>stx_blksize.</summary>
    public uint BlockSize;

    /// <summary>stx_attributes.</summary>
    public ulong Attributes;

    /// <summary>Hard links.</summary>
    public uint Links;

    /// <summary>stx_uid.</summary>
    public uint User;

    /// <summary>stx_gid.</summary>
    public uint Group;

    /// <summary>Type and permissions.</summary>
    public ushort Mode;

    private readonly ushort _spare;

    /// <summary>stx_ino.</summary>
    public ulong Inode;

    /// <summary>Bytes.</summary>
    public ulong Size;

    /// <summary>stx_blocks.</summary>
    public ulong Blocks;

    /// <summary>stx_attributes_mask.</summary>
    public ulong AttributesMask;

    /// <summary>Last access.</summary>
    public StatxTime AccessTime;

    /// <summary>Creation.</summary>
    public StatxTime BirthTime;

    /// <summary>Last change of attributes.</summary>
    public StatxTime ChangeTime;

    /// <summary>Last modification.</summary>
    public StatxTime ModificationTime;

    /// <summary>stx_rdev_major, stx_rdev_minor.</summary>
    public ulong SpecialDevice;

    /// <summary>stx_dev_major.</summary>
    public uint DeviceMajor;

    /// <summary>stx_dev_minor.</summary>
    public uint DeviceMinor;

    /// <summary>What kind of file it is.</summary>
    public readonly FileType Type => (Mode & TypeMask) switch
    {
        0x2000 => FileType.CharacterDevice,
        0x4000 => FileType.Directory,
        0x6000 => FileType.BlockDevice,
        0x8000 => FileType.RegularFile,
        0xa000 => FileType.SymbolicLink,
        0xc000 => FileType.SocketStream,
        _ => FileType.Unknown,
    };

    /// <summary>As a guest sees it.</summary>
    public readonly FileAttributes ToAttributes() => new(
        ((ulong)DeviceMajor << 32) | DeviceMinor,
        Inode,
        Type,
        Links,
        Size,
        AccessTime.ToNanoseconds(),
        ModificationTime.ToNanoseconds(),
        ChangeTime.ToNanoseconds());
}

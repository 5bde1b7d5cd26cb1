using System.Runtime.InteropServices;

namespace ConformanceLab.Wasm.Wasi.Native;

/// <summary>Flags of the system. Source: Linux, asm-generic/fcntl.h, and where arm64 differs, its own.</summary>
internal static class LinuxFlags
{
    /// <summary>O_WRONLY.</summary>
    public const int WriteOnly = 1;

    /// <summary>O_RDWR.</summary>
    public const int ReadWrite = 2;

    /// <summary>O_CREAT.</summary>
    public const int Create = 0x40;

    /// <summary>O_EXCL.</summary>
    public const int Exclusive = 0x80;

    /// <summary>O_NOCTTY.</summary>
    public const int NoTerminal = 0x100;

    /// <summary>O_TRUNC.</summary>
    public const int Truncate = 0x200;

    /// <summary>O_APPEND.</summary>
    public const int Append = 0x400;

    /// <summary>O_NONBLOCK.</summary>
    public const int NonBlocking = 0x800;

    /// <summary>O_DSYNC.</summary>
    public const int DataSync = 0x1000;

    /// <summary>O_SYNC.</summary>
    public const int Sync = 0x10_1000;

    /// <summary>O_CLOEXEC.</summary>
    public const int CloseOnExec = 0x8_0000;

    /// <summary>O_PATH: a place, nothing of which can be read or written.</summary>
    public const int Path = 0x20_0000;

    /// <summary>O_DIRECTORY.</summary>
    public static readonly int Directory = IsArm64 ? 0x4000 : 0x1_0000;

    /// <summary>O_NOFOLLOW.</summary>
    public static readonly int NoFollow = IsArm64 ? 0x8000 : 0x2_0000;

    /// <summary>RESOLVE_BENEATH and RESOLVE_NO_MAGICLINKS of openat2.</summary>
    public const ulong ResolveBeneath = 0x08 | 0x02;

    /// <summary>AT_SYMLINK_NOFOLLOW.</summary>
    public const int AtNoFollow = 0x100;

    /// <summary>AT_REMOVEDIR.</summary>
    public const int AtRemoveDirectory = 0x200;

    /// <summary>AT_EMPTY_PATH: the handle itself.</summary>
    public const int AtEmptyPath = 0x1000;

    /// <summary>STATX_BASIC_STATS.</summary>
    public const uint BasicAttributes = 0x7ff;

    /// <summary>F_GETFL.</summary>
    public const int GetFlags = 3;

    /// <summary>F_SETFL.</summary>
    public const int SetFlags = 4;

    /// <summary>FIONREAD.</summary>
    public const int BytesToRead = 0x541b;

    /// <summary>POLLIN.</summary>
    public const short PollRead = 1;

    /// <summary>POLLOUT.</summary>
    public const short PollWrite = 4;

    /// <summary>POLLERR and POLLNVAL.</summary>
    public const short PollError = 0x28;

    /// <summary>POLLHUP.</summary>
    public const short PollHangup = 0x10;

    /// <summary>MSG_PEEK.</summary>
    public const int MessagePeek = 2;

    /// <summary>MSG_DONTWAIT.</summary>
    public const int MessageDoNotWait = 0x40;

    /// <summary>MSG_NOSIGNAL.</summary>
    public const int MessageNoSignal = 0x4000;

    private static bool IsArm64 => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
}

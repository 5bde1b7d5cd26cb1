using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ConformanceLab.Wasm.Runtime;

/// <content>What executable memory needs beyond reservations.</content>
internal static unsafe partial class LinuxMemory
{
    private const int ProtExecute = 4;
    private const int MapShared = 0x01;
    private const int MapFixed = 0x10;
    private const int CloseOnExec = 1;
    private const int AdvisePopulateRead = 22;
    private const int AdvisePopulateWrite = 23;
    private const int InvalidArgument = 22;
    private const int KeepSize = 1;
    private const int PunchHole = 2;

    /// <summary>A file without a name whose pages exist once they are touched; −1 if the system refuses.</summary>
    public static int CreateFile(string name, long size)
    {
        var file = MemfdCreate(name, CloseOnExec);
        if (file < 0 || Ftruncate(file, size) == 0)
        {
            return file;
        }

        CloseFile(file);
        return -1;
    }

    /// <summary>Closes a file; its mappings stay.</summary>
    public static void CloseFile(int file) => Close(file);

    /// <summary>Maps a part of a file over reserved addresses: to be executed, or to be written, never both.</summary>
    public static bool TryMapFile(byte* at, nuint size, int file, long offset, bool executable)
    {
        var protection = ProtRead | (executable ? ProtExecute : ProtWrite);
        return Mmap((nint)at, size, protection, MapShared | MapFixed, file, (nint)offset) == (nint)at;
    }

    /// <summary>Maps a part of a file over reserved addresses so that what is written there stays there.</summary>
    public static bool TryMapCopy(byte* at, nuint size, SafeFileHandle file, long offset) =>
        MmapFile((nint)at, size, ProtRead | ProtWrite, MapPrivate | MapFixed, file, (nint)offset) == (nint)at;

    /// <summary>Makes a part of a file zero, and gives its memory back.</summary>
    /// <exception cref="ObjectDisposedException">It is closed.</exception>
    public static bool TryPunch(SafeFileHandle file, long offset, long size) =>
        FallocateFile(file, KeepSize | PunchHole, offset, size) == 0;

    /// <summary>
    /// Gives memory to mapped pages, so that a later touch neither costs a fault nor ends in SIGBUS; false if there is no memory.
    /// </summary>
    public static bool TryPopulate(byte* start, nuint size, bool writable, int file, long offset)
    {
        if (Madvise((nint)start, size, writable ? AdvisePopulateWrite : AdvisePopulateRead) == 0)
        {
            return true;
        }

        // Kernels before 5.14 do not know the advice; there only the memory is reserved.
        return Marshal.GetLastPInvokeError() == InvalidArgument && Fallocate(file, 0, offset, (long)size) == 0;
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MemfdCreate(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    private static partial int Ftruncate(int file, long size);

    [LibraryImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    private static partial int Fallocate(int file, int mode, long offset, long size);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint MmapFile(nint address, nuint length, int protection, int flags, SafeFileHandle file, nint offset);

    [LibraryImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    private static partial int FallocateFile(SafeFileHandle file, int mode, long offset, long size);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int file);
}

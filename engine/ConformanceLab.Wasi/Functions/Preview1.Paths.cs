using ConformanceLab.Wasm.Wasi.Descriptors;
using ConformanceLab.Wasm.Wasi.Native;
using ConformanceLab.Wasm.Wasi.Paths;
using Microsoft.Win32.SafeHandles;

namespace ConformanceLab.Wasm.Wasi.Functions;

/// <content>
/// path_*, but for path_open. Links at the end of a path are reached in two ways only: <see cref="PathResolver.Open"/> decides whether
/// they are followed, and calls on a <see cref="PathLocation"/> never follow.
/// </content>
internal sealed unsafe partial class Preview1
{
    private const int FollowLinks = 1;

    // Before what the process takes away (umask).
    private const uint DirectoryMode = 0x1ff;

    private void DefinePaths(Linker linker)
    {
        linker.DefineFunction(ModuleName, "path_create_directory", (Caller caller, int fd, int path, int length) =>
            (int)OnLocation(caller, fd, Rights.CreateDirectory, path, length, static (directory, name) =>
                Linux.MakeDirectoryAt(directory, name, DirectoryMode)));
        linker.DefineFunction(ModuleName, "path_remove_directory", (Caller caller, int fd, int path, int length) =>
            (int)OnLocation(caller, fd, Rights.RemoveDirectory, path, length, static (directory, name) =>
                Linux.UnlinkAt(directory, name, LinuxFlags.AtRemoveDirectory)));
        linker.DefineFunction(ModuleName, "path_unlink_file", (Caller caller, int fd, int path, int length) =>
            (int)OnLocation(caller, fd, Rights.UnlinkFile, path, length, static (directory, name) => Linux.UnlinkAt(directory, name, 0)));
        linker.DefineFunction(ModuleName, "path_symlink", (
            Caller caller, int target, int targetLength, int fd, int path, int length) =>
            (int)CreateSymbolicLink(caller, target, targetLength, fd, path, length));
        linker.DefineFunction(ModuleName, "path_readlink", (
            Caller caller, int fd, int path, int length, int buffer, int size, int result) =>
            (int)ReadLink(caller, fd, path, length, (uint)buffer, (uint)size, result));
        linker.DefineFunction(ModuleName, "path_filestat_get", (
            Caller caller, int fd, int flags, int path, int length, int result) =>
            (int)GetPathAttributes(caller, fd, flags, path, length, (uint)result));
        linker.DefineFunction(ModuleName, "path_filestat_set_times", (
            Caller caller, int fd, int flags, int path, int length, long access, long modification, int which) =>
            (int)SetPathTimes(caller, fd, flags, path, length, (ulong)access, (ulong)modification, which));
        linker.DefineFunction(ModuleName, "path_link", (
            Caller caller, int oldFd, int flags, int oldPath, int oldLength, int newFd, int newPath, int newLength) =>
            (int)Link(caller, oldFd, flags, oldPath, oldLength, newFd, newPath, newLength));
        linker.DefineFunction(ModuleName, "path_rename", (
            Caller caller, int oldFd, int oldPath, int oldLength, int newFd, int newPath, int newLength) =>
            (int)Rename(caller, oldFd, oldPath, oldLength, newFd, newPath, newLength));
    }

    private delegate int NameOperation(SafeFileHandle directory, byte* name);

    private Errno OnLocation(in Caller caller, int fd, Rights rights, int address, int length, NameOperation operation)
    {
        var errno = Locate(caller, fd, rights, address, length, out var location);
        if (errno != Errno.Success)
        {
            return errno;
        }

        using (location)
        {
            fixed (byte* name = location.NameWithSlash)
            {
                return Check(operation(location.Directory, name));
            }
        }
    }

    private Errno CreateSymbolicLink(in Caller caller, int targetAddress, int targetLength, int fd, int path, int length)
    {
        var errno = ReadPath(caller, targetAddress, targetLength, out var target);
        if (errno != Errno.Success)
        {
            return errno;
        }

        // It would lead out, and be refused whenever it is followed: it is not made in the first place. One with dots is judged then.
        if (target.IsAbsolute)
        {
            return Errno.Perm;
        }

        return OnLocation(caller, fd, Rights.Symlink, path, length, (directory, name) =>
        {
            fixed (byte* text = target.Terminated)
            {
                return Linux.SymbolicLinkAt(text, directory, name);
            }
        });
    }

    private Errno ReadLink(in Caller caller, int fd, int path, int length, uint buffer, uint size, int result)
    {
        var memory = MemoryOf(caller);
        var errno = Locate(caller, fd, Rights.ReadLink, path, length, out var location);
        if (errno != Errno.Success)
        {
            return errno;
        }

        using (location)
        {
            if (location.IsDirectory)
            {
                return RefuseDirectory(location, Errno.Inval);
            }

            Span<byte> target = stackalloc byte[GuestPath.MaximumLength];
            nint count;
            fixed (byte* name = location.Name)
            fixed (byte* text = target)
            {
                count = Linux.ReadLinkAt(location.Directory, name, text, target.Length);
            }

            if (count < 0)
            {
                return Linux.LastErrno;
            }

            count = (nint)Math.Min((uint)count, size);
            memory.Write(buffer, target[..(int)count]);
            return WriteResult(caller, result, (uint)count);
        }
    }

    private Errno GetPathAttributes(in Caller caller, int fd, int flags, int path, int length, uint result)
    {
        var errno = OpenPlace(caller, fd, Rights.PathStat, flags, path, length, out var place);
        if (errno != Errno.Success)
        {
            return errno;
        }

        using var descriptor = new HostDescriptor(place!, FileType.Unknown, Rights.None, Rights.None, _waiter);
        errno = descriptor.GetAttributes(out var attributes);
        return errno == Errno.Success ? WriteAttributes(caller, result, attributes) : errno;
    }

    private Errno SetPathTimes(in Caller caller, int fd, int flags, int path, int length, ulong access, ulong modification, int which)
    {
        var errno = FileTimes.TryCreate(access, modification, (TimeFlags)which, _clock.Realtime, out var times);
        if (errno != Errno.Success)
        {
            return errno;
        }

        errno = OpenPlace(caller, fd, Rights.PathSetTimes, flags, path, length, out var place);
        if (errno != Errno.Success)
        {
            return errno;
        }

        using (place)
        {
            var values = stackalloc TimeSpec[] { times.Access, times.Modification };
            fixed (byte* empty = "\0"u8)
            {
                return Check(Linux.SetTimesAt(place!, empty, values, LinuxFlags.AtEmptyPath));
            }
        }
    }

    private Errno Link(in Caller caller, int oldFd, int flags, int oldPath, int oldLength, int newFd, int newPath, int newLength)
    {
        // Whether a link to a link is meant is said, not guessed: only that is possible in a way that cannot be raced.
        if (flags != 0)
        {
            return Errno.Inval;
        }

        var errno = Locate(caller, oldFd, Rights.LinkSource, oldPath, oldLength, out var source);
        if (errno != Errno.Success)
        {
            return errno;
        }

        using (source)
        {
            // The system would follow a link in front of a slash.
            return source.IsDirectory
                ? RefuseDirectory(source, Errno.Perm)
                : OnLocation(caller, newFd, Rights.LinkTarget, newPath, newLength, (directory, name) =>
                {
                    fixed (byte* old = source.Name)
                    {
                        return Linux.LinkAt(source.Directory, old, directory, name, 0);
                    }
                });
        }
    }

    private Errno Rename(in Caller caller, int oldFd, int oldPath, int oldLength, int newFd, int newPath, int newLength)
    {
        var errno = Locate(caller, oldFd, Rights.RenameSource, oldPath, oldLength, out var source);
        if (errno != Errno.Success)
        {
            return errno;
        }

        using (source)
        {
            return OnLocation(caller, newFd, Rights.RenameTarget, newPath, newLength, (directory, name) =>
            {
                fixed (byte* old = source.NameWithSlash)
                {
                    return Linux.RenameAt(source.Directory, old, directory, name);
                }
            });
        }
    }

    // What has a slash behind it is a directory, or an error: for operations that directories don't have.
    private Errno RefuseDirectory(PathLocation location, Errno ifDirectory)
    {
        var name = GuestPath.Trusted(location.Name.AsSpan(..^1));
        var errno = _resolver.Open(location.Directory, name, LinuxFlags.Path | LinuxFlags.Directory, 0, follow: false, out var directory);
        directory?.Dispose();
        return errno == Errno.Success ? ifDirectory : errno;
    }

    private Errno OpenPlace(in Caller caller, int fd, Rights rights, int flags, int address, int length, out SafeFileHandle? place)
    {
        place = null;
        var errno = FindPath(caller, fd, rights, address, length, out var directory, out var path);
        if (errno != Errno.Success)
        {
            return errno;
        }

        return (flags & ~FollowLinks) != 0
            ? Errno.Inval
            : _resolver.Open(directory!.Handle, path, LinuxFlags.Path, 0, (flags & FollowLinks) != 0, out place);
    }

    private Errno Locate(in Caller caller, int fd, Rights rights, int address, int length, out PathLocation location)
    {
        location = default;
        var errno = FindPath(caller, fd, rights, address, length, out var directory, out var path);
        return errno == Errno.Success ? _resolver.Locate(directory!.Handle, path, out location) : errno;
    }

    private Errno FindPath(
        in Caller caller, int fd, Rights rights, int address, int length, out DirectoryDescriptor? directory, out GuestPath path)
    {
        (directory, path) = (null, default);
        var errno = _descriptors.Find(fd, Rights.None, out var descriptor);
        if (errno != Errno.Success)
        {
            return errno;
        }

        directory = descriptor as DirectoryDescriptor;
        return directory is null ? Errno.NotDir
            : (directory.Rights & rights) != rights ? Errno.NotCapable
            : ReadPath(caller, address, length, out path);
    }

    private static Errno ReadPath(in Caller caller, int address, int length, out GuestPath path)
    {
        path = default;
        var memory = MemoryOf(caller);
        RequireInBounds(memory, (uint)address, (uint)length);
        if ((uint)length > GuestPath.MaximumLength)
        {
            return Errno.NameTooLong;
        }

        // Copied before it is checked: another thread may write to a memory that is shared.
        Span<byte> bytes = stackalloc byte[length];
        memory.Read((uint)address, bytes);
        return GuestPath.TryCreate(bytes, out path);
    }

    private static Errno Check(int result) => result < 0 ? Linux.LastErrno : Errno.Success;
}

using ConformanceLab.Wasm.Wasi.Descriptors;

namespace ConformanceLab.Wasm.Wasi.Functions;

/// <content>Files and directories that are open: the rest of fd_*.</content>
internal sealed partial class Preview1
{
    private const int LastAdvice = 5;

    private void DefineFiles(Linker linker)
    {
        linker.DefineFunction(ModuleName, "fd_advise", (int fd, long offset, long length, int advice) =>
            (int)On(fd, Rights.Advise, descriptor => advice is < 0 or > LastAdvice
                ? Errno.Inval
                : descriptor.Advise((ulong)offset, (ulong)length, advice)));
        linker.DefineFunction(ModuleName, "fd_allocate", (int fd, long offset, long length) =>
            (int)On(fd, Rights.Allocate, descriptor => descriptor.Allocate((ulong)offset, (ulong)length)));
        linker.DefineFunction(ModuleName, "fd_datasync", (int fd) =>
            (int)On(fd, Rights.DataSync, static descriptor => descriptor.Sync(dataOnly: true)));
        linker.DefineFunction(ModuleName, "fd_sync", (int fd) =>
            (int)On(fd, Rights.Sync, static descriptor => descriptor.Sync(dataOnly: false)));
        linker.DefineFunction(ModuleName, "fd_filestat_get", (Caller caller, int fd, int result) =>
            (int)GetAttributes(caller, fd, (uint)result));
        linker.DefineFunction(ModuleName, "fd_filestat_set_size", (int fd, long size) =>
            (int)On(fd, Rights.SetSize, descriptor => descriptor.SetSize((ulong)size)));
        linker.DefineFunction(ModuleName, "fd_filestat_set_times", (int fd, long access, long modification, int flags) =>
            (int)SetTimes(fd, (ulong)access, (ulong)modification, flags));
        linker.DefineFunction(ModuleName, "fd_readdir", (
            Caller caller, int fd, int buffer, int length, long cookie, int result) =>
            (int)ReadDirectory(caller, fd, (uint)buffer, (uint)length, (ulong)cookie, result));
        linker.DefineFunction(ModuleName, "fd_seek", (Caller caller, int fd, long offset, int whence, int result) =>
            (int)Seek(caller, fd, offset, whence, result));
        linker.DefineFunction(ModuleName, "fd_tell", (Caller caller, int fd, int result) =>
            (int)Seek(caller, fd, 0, (int)Whence.Current, result));
    }

    private Errno On(int fd, Rights rights, Func<Descriptor, Errno> action) =>
        _descriptors.Find(fd, rights, out var descriptor) is var errno and not Errno.Success ? errno : action(descriptor!);

    private Errno GetAttributes(in Caller caller, int fd, uint result)
    {
        if (_descriptors.Find(fd, Rights.Stat, out var descriptor) is var errno and not Errno.Success)
        {
            return errno;
        }

        errno = descriptor!.GetAttributes(out var attributes);
        return errno == Errno.Success ? WriteAttributes(caller, result, attributes) : errno;
    }

    private static Errno WriteAttributes(in Caller caller, uint address, in FileAttributes attributes)
    {
        Span<byte> bytes = stackalloc byte[FileAttributes.ByteSize];
        attributes.WriteTo(bytes);
        MemoryOf(caller).Write(address, bytes);
        return Errno.Success;
    }

    private Errno SetTimes(int fd, ulong access, ulong modification, int flags)
    {
        if (_descriptors.Find(fd, Rights.SetTimes, out var descriptor) is var errno and not Errno.Success)
        {
            return errno;
        }

        errno = FileTimes.TryCreate(access, modification, (TimeFlags)flags, _clock.Realtime, out var times);
        return errno == Errno.Success ? descriptor!.SetTimes(times) : errno;
    }

    private Errno ReadDirectory(in Caller caller, int fd, uint buffer, uint length, ulong cookie, int result)
    {
        if (_descriptors.Find(fd, Rights.ReadDirectory, out var descriptor) is var errno and not Errno.Success)
        {
            return errno;
        }

        if (descriptor is not DirectoryDescriptor directory)
        {
            return Errno.NotDir;
        }

        var memory = MemoryOf(caller);
        RequireInBounds(memory, buffer, length);
        errno = directory.ReadEntries(caller, memory.GetSpan(buffer, (int)Math.Min(length, int.MaxValue)), cookie, out var count);
        return errno == Errno.Success ? WriteResult(caller, result, (uint)count) : errno;
    }

    private Errno Seek(in Caller caller, int fd, long offset, int whence, int result)
    {
        var isTell = offset == 0 && whence == (int)Whence.Current;
        if (_descriptors.Find(fd, Rights.None, out var descriptor) is var errno and not Errno.Success)
        {
            return errno;
        }

        if (whence is < 0 or > (int)Whence.End)
        {
            return Errno.Inval;
        }

        var needed = isTell ? Rights.Tell | Rights.Seek : Rights.Seek;
        if (descriptor!.Type == FileType.RegularFile && (descriptor.Rights & needed) == 0)
        {
            return Errno.NotCapable;
        }

        errno = descriptor.Seek(offset, (Whence)whence, out var position);
        return errno == Errno.Success ? WriteResult(caller, result, position) : errno;
    }
}

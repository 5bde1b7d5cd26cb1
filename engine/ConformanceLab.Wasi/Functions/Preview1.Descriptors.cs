using ConformanceLab.Wasm.Wasi.Descriptors;

namespace ConformanceLab.Wasm.Wasi.Functions;

/// <content>Descriptors as such: fd_close, fd_renumber, fd_fdstat_*, fd_prestat_*.</content>
internal sealed partial class Preview1
{
    private void DefineDescriptors(Linker linker)
    {
        linker.DefineFunction(ModuleName, "fd_close", (int fd) => (int)_descriptors.Close(fd));
        linker.DefineFunction(ModuleName, "fd_renumber", (int fd, int to) => (int)_descriptors.Renumber(fd, to));
        linker.DefineFunction(ModuleName, "fd_fdstat_get", (Caller caller, int fd, int result) =>
            (int)GetDescriptorAttributes(caller, fd, (uint)result));
        linker.DefineFunction(ModuleName, "fd_fdstat_set_flags", (int fd, int flags) => (int)SetFlags(fd, flags));
        linker.DefineFunction(ModuleName, "fd_fdstat_set_rights", (int fd, long rights, long inheriting) =>
            (int)SetRights(fd, (Rights)rights, (Rights)inheriting));
        linker.DefineFunction(ModuleName, "fd_prestat_get", (Caller caller, int fd, int result) =>
            (int)GetPreopen(caller, fd, (uint)result));
        linker.DefineFunction(ModuleName, "fd_prestat_dir_name", (Caller caller, int fd, int buffer, int length) =>
            (int)GetPreopenName(caller, fd, (uint)buffer, (uint)length));
    }

    private Errno GetDescriptorAttributes(in Caller caller, int fd, uint result)
    {
        if (_descriptors.Find(fd, Rights.None, out var descriptor) is var errno and not Errno.Success)
        {
            return errno;
        }

        Span<byte> bytes = stackalloc byte[DescriptorAttributes.ByteSize];
        new DescriptorAttributes(descriptor!.Type, descriptor.Flags, descriptor.Rights, descriptor.Inheriting).WriteTo(bytes);
        MemoryOf(caller).Write(result, bytes);
        return Errno.Success;
    }

    private Errno SetFlags(int fd, int flags)
    {
        if (_descriptors.Find(fd, Rights.SetFlags, out var descriptor) is var errno and not Errno.Success)
        {
            return errno;
        }

        return (flags & ~(int)DescriptorFlags.All) != 0 ? Errno.Inval : descriptor!.SetFlags((DescriptorFlags)flags);
    }

    private Errno SetRights(int fd, Rights rights, Rights inheriting)
    {
        if (_descriptors.Find(fd, Rights.None, out var descriptor) is var errno and not Errno.Success)
        {
            return errno;
        }

        if ((rights & ~descriptor!.Rights) != 0 || (inheriting & ~descriptor.Inheriting) != 0)
        {
            return Errno.NotCapable;
        }

        (descriptor.Rights, descriptor.Inheriting) = (rights, inheriting);
        return Errno.Success;
    }

    // The type of a preopen, which is a directory, and the length of its name.
    private Errno GetPreopen(in Caller caller, int fd, uint result)
    {
        if (FindPreopen(fd, out var name) is var errno and not Errno.Success)
        {
            return errno;
        }

        MemoryOf(caller).Write(result, (ulong)name.Length << 32);
        return Errno.Success;
    }

    private Errno GetPreopenName(in Caller caller, int fd, uint buffer, uint length)
    {
        if (FindPreopen(fd, out var name) is var errno and not Errno.Success)
        {
            return errno;
        }

        if (name.Length > length)
        {
            return Errno.NameTooLong;
        }

        MemoryOf(caller).Write(buffer, name);
        return Errno.Success;
    }

    // Guests look for preopens from descriptor 3 on, until there is none.
    private Errno FindPreopen(int fd, out byte[] name)
    {
        var errno = _descriptors.Find(fd, Rights.None, out var descriptor);
        name = descriptor?.PreopenName ?? [];
        return errno == Errno.Success && descriptor!.PreopenName is null ? Errno.BadF : errno;
    }
}

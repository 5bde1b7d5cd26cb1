using ConformanceLab.Wasm.Wasi.Descriptors;
using ConformanceLab.Wasm.Wasi.Native;
using ConformanceLab.Wasm.Wasi.Paths;
using Microsoft.Win32.SafeHandles;

namespace ConformanceLab.Wasm.Wasi.Functions;

/// <content>path_open.</content>
internal sealed unsafe partial class Preview1
{
    // Before what the process takes away (umask).
    private const uint FileMode = 0x1b6;

    private static readonly FunctionType s_openType = new(
        [ValType.I32, ValType.I32, ValType.I32, ValType.I32, ValType.I32, ValType.I64, ValType.I64, ValType.I32, ValType.I32],
        [ValType.I32]);

    private void DefineOpen(Linker linker) =>
        linker.DefineFunction(ModuleName, "path_open", s_openType, (caller, arguments, results) =>
        {
            var request = new OpenRequest(
                arguments[1].AsInt32(),
                (OpenFlags)arguments[4].AsInt32(),
                (Rights)arguments[5].AsInt64() & Rights.All,
                (Rights)arguments[6].AsInt64() & Rights.All,
                (DescriptorFlags)arguments[7].AsInt32());
            var (fd, address, length) = (arguments[0].AsInt32(), arguments[2].AsInt32(), arguments[3].AsInt32());
            var errno = FindPath(caller, fd, Rights.Open, address, length, out var directory, out var path);
            if (errno == Errno.Success)
            {
                errno = Open(directory!, path, request, out var number);
                if (errno == Errno.Success)
                {
                    WriteResult(caller, arguments[8].AsInt32(), (uint)number);
                }
            }

            results[0] = Value.FromInt32((int)errno);
        });

    private Errno Open(DirectoryDescriptor directory, GuestPath path, in OpenRequest request, out int number)
    {
        number = 0;
        var errno = request.Check(directory);
        if (errno != Errno.Success)
        {
            return errno;
        }

        errno = _resolver.Open(directory.Handle, path, request.SystemFlags, FileMode, request.FollowsLinks, out var handle);
        return errno == Errno.Success ? Add(directory, handle!, request, out number) : errno;
    }

    private Errno Add(DirectoryDescriptor directory, SafeFileHandle handle, in OpenRequest request, out int number)
    {
        number = 0;
        using (var opened = new HostDescriptor(handle, FileType.Unknown, Rights.None, Rights.None, _waiter))
        {
            var errno = opened.GetAttributes(out var attributes);
            if (errno != Errno.Success)
            {
                return errno;
            }

            // The handle lives on in the descriptor.
            var rights = request.Rights & directory.Inheriting;
            var kept = new SafeFileHandle(handle.DangerousGetHandle(), ownsHandle: true);
            handle.SetHandleAsInvalid();
            Descriptor descriptor = attributes.Type == FileType.Directory
                ? new DirectoryDescriptor(kept, rights & Rights.Directory, request.Inheriting & directory.Inheriting, _waiter)
                {
                    InitialFlags = request.Flags,
                }
                : new HostDescriptor(kept, attributes.Type, rights & Rights.File, Rights.None, _waiter)
                {
                    InitialFlags = request.Flags,
                };
            return _descriptors.Add(descriptor, out number);
        }
    }

    /// <summary>What path_open is asked for.</summary>
    private readonly record struct OpenRequest(
        int LookupFlags, OpenFlags OpenFlags, Rights Rights, Rights Inheriting, DescriptorFlags Flags)
    {
        /// <summary>Whether a link at the end is followed.</summary>
        public bool FollowsLinks => (LookupFlags & FollowLinks) != 0;

        /// <summary>
        /// Flags of <see cref="LinuxFlags"/>. Nothing that is opened may make the host wait: no pipe without another end.
        /// </summary>
        public int SystemFlags =>
            LinuxFlags.NonBlocking | LinuxFlags.NoTerminal
            | (!Writes ? 0 : (Rights & Rights.Read) != 0 ? LinuxFlags.ReadWrite : LinuxFlags.WriteOnly)
            | (Has(OpenFlags.Create) ? LinuxFlags.Create : 0)
            | (Has(OpenFlags.Directory) ? LinuxFlags.Directory : 0)
            | (Has(OpenFlags.Exclusive) ? LinuxFlags.Exclusive : 0)
            | (Has(OpenFlags.Truncate) ? LinuxFlags.Truncate : 0)
            | ((Flags & DescriptorFlags.Append) != 0 ? LinuxFlags.Append : 0)
            | ((Flags & DescriptorFlags.DataSync) != 0 ? LinuxFlags.DataSync : 0)
            | ((Flags & (DescriptorFlags.Sync | DescriptorFlags.ReadSync)) != 0 ? LinuxFlags.Sync : 0);

        private bool Writes => (Rights & Rights.Write) != 0;

        /// <summary>Whether it makes sense and may be done below a directory.</summary>
        public Errno Check(DirectoryDescriptor directory)
        {
            if ((LookupFlags & ~FollowLinks) != 0 || (OpenFlags & ~OpenFlags.All) != 0 || (Flags & ~DescriptorFlags.All) != 0
                || (Has(OpenFlags.Directory) && Has(OpenFlags.Create | OpenFlags.Exclusive | OpenFlags.Truncate)))
            {
                return Errno.Inval;
            }

            var needed = (Has(OpenFlags.Create) ? Rights.CreateFile : 0) | (Has(OpenFlags.Truncate) ? Rights.PathSetSize : 0);
            var isDenied = (directory.Rights & needed) != needed
                || (Writes && (directory.Inheriting & Rights.Write) == 0);
            return isDenied ? Errno.NotCapable : Errno.Success;
        }

        private bool Has(OpenFlags any) => (OpenFlags & any) != 0;
    }
}

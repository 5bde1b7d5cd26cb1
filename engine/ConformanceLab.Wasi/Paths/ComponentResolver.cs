using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Wasi.Native;
using Microsoft.Win32.SafeHandles;

namespace ConformanceLab.Wasm.Wasi.Paths;

/// <summary>
/// Walks a path name by name, for kernels without openat2. The directories that were walked through stay open: two dots go back to one of
/// them, and so never above the first, wherever it has been moved to meanwhile. Links are read and walked, not followed by the system.
/// </summary>
internal sealed unsafe class ComponentResolver : PathResolver
{
    // As in Linux.
    private const int MaximumLinks = 40;

    // Each level of a path holds a descriptor of the host.
    private const int MaximumDepth = 256;

    /// <inheritdoc/>
    protected override Errno OpenBeneath(SafeFileHandle root, GuestPath path, int flags, uint mode, out SafeFileHandle? file)
    {
        using var walk = new Walk(root);
        return walk.Open(path, flags, mode, out file);
    }

    private sealed class Walk(SafeFileHandle root) : IDisposable
    {
        private readonly List<SafeFileHandle> _below = [];
        private byte[] _rest = [];
        private int _links;

        private SafeFileHandle Current => _below is [.., var last] ? last : root;

        public Errno Open(GuestPath path, int flags, uint mode, out SafeFileHandle? file)
        {
            file = null;

            // What must not be there already is not followed.
            var isExclusive = (flags & LinuxFlags.Create) != 0 && (flags & LinuxFlags.Exclusive) != 0;
            var follow = (flags & LinuxFlags.NoFollow) == 0 && !isExclusive;
            _rest = path.Bytes.ToArray();
            while (true)
            {
                var name = TakeName(out var isLast);
                Errno errno;
                if (name.Length == 0 || name is [(byte)'.'])
                {
                    if (isLast)
                    {
                        return OpenName("."u8, flags, mode, out file);
                    }

                    continue;
                }

                if (name is [(byte)'.', (byte)'.'])
                {
                    if (_below.Count == 0)
                    {
                        return Errno.Perm;
                    }

                    _below[^1].Dispose();
                    _below.RemoveAt(_below.Count - 1);
                    if (isLast)
                    {
                        return OpenName("."u8, flags, mode, out file);
                    }

                    continue;
                }

                if (!isLast)
                {
                    errno = Enter(name);
                }
                else if (!follow || !IsLink(name))
                {
                    errno = OpenName(name, flags, mode, out file);
                    if (errno != Errno.Loop || !follow)
                    {
                        return errno;
                    }

                    // It has become a link just now.
                    errno = Expand(name);
                }
                else
                {
                    errno = Expand(name);
                }

                if (errno != Errno.Success)
                {
                    return errno;
                }
            }
        }

        public void Dispose()
        {
            foreach (var directory in _below)
            {
                directory.Dispose();
            }
        }

        // A slash behind the last name makes it one before the last: what follows is nothing, which is the directory itself.
        private byte[] TakeName(out bool isLast)
        {
            var slash = _rest.AsSpan().IndexOf((byte)'/');
            isLast = slash < 0;
            var name = isLast ? _rest : _rest[..slash];
            _rest = isLast ? [] : _rest[(slash + 1)..];
            return name;
        }

        private Errno OpenName(ReadOnlySpan<byte> name, int flags, uint mode, out SafeFileHandle? file)
        {
            file = null;
            fixed (byte* pointer = GuestPath.Trusted(name).Terminated)
            {
                var descriptor = Linux.OpenAt(Current, pointer, flags | LinuxFlags.NoFollow | LinuxFlags.CloseOnExec, mode);
                if (descriptor < 0)
                {
                    return Linux.LastErrno;
                }

                file = new SafeFileHandle(descriptor, ownsHandle: true);
                return Errno.Success;
            }
        }

        private Errno Enter(byte[] name)
        {
            var errno = OpenName(name, LinuxFlags.Path | LinuxFlags.Directory, 0, out var directory);
            if (errno == Errno.Success)
            {
                if (_below.Count == MaximumDepth)
                {
                    directory!.Dispose();
                    return Errno.NameTooLong;
                }

                _below.Add(directory!);
                return Errno.Success;
            }

            // Neither is a link a directory: then it is walked.
            if (errno is not (Errno.NotDir or Errno.Loop) || !IsLink(name))
            {
                return errno;
            }

            return Expand(name, "/"u8);
        }

        private bool IsLink(byte[] name) => ReadLink(name, stackalloc byte[1]) >= 0;

        private int ReadLink(byte[] name, Span<byte> target)
        {
            fixed (byte* pointer = GuestPath.Trusted(name).Terminated)
            fixed (byte* buffer = target)
            {
                return (int)Linux.ReadLinkAt(Current, pointer, buffer, target.Length);
            }
        }

        private Errno Expand(byte[] name, ReadOnlySpan<byte> separator = default)
        {
            if (++_links > MaximumLinks)
            {
                return Errno.Loop;
            }

            Span<byte> target = stackalloc byte[GuestPath.MaximumLength + 1];
            var length = ReadLink(name, target);
            if (length < 0)
            {
                // No link any more: it is looked at again.
                if (Marshal.GetLastPInvokeError() is not LinuxErrors.InvalidArgument)
                {
                    return Linux.LastErrno;
                }

                _rest = [.. name, .. separator, .. _rest];
                return Errno.Success;
            }

            if (length > GuestPath.MaximumLength || _rest.Length > GuestPath.MaximumLength)
            {
                return Errno.NameTooLong;
            }

            if (length == 0)
            {
                return Errno.NoEnt;
            }

            if (target[0] == '/')
            {
                return Errno.Perm;
            }

            _rest = [.. target[..length], .. separator, .. _rest];
            return Errno.Success;
        }
    }
}

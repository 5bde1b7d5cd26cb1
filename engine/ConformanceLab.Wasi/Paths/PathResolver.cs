using ConformanceLab.Wasm.Wasi.Native;
using Microsoft.Win32.SafeHandles;

namespace ConformanceLab.Wasm.Wasi.Paths;

/// <summary>
/// Finds what a guest's path means, below a directory that it has a descriptor of.
/// <para>
/// DANGER: this is the wall between guests and the rest of the disk. Whatever else runs at the same time, renames directories and replaces
/// them by links, nothing outside the directory may be reached. So there are only two ways to a file: <see cref="Open"/>, and a name
/// without slashes in a directory that <see cref="Locate"/> opened, used by a call that does not follow links. Paths are never put together
/// as text, nor checked first and used later.
/// </para>
/// </summary>
internal abstract class PathResolver
{
    /// <summary>The kernel's where it has one, otherwise our own.</summary>
    public static PathResolver Best { get; } = KernelResolver.IsAvailable() ? new KernelResolver() : new ComponentResolver();

    /// <summary>Opens what a path means.</summary>
    /// <param name="root">Where the path begins and what it must not leave.</param>
    /// <param name="path">Relative; absolute ones are refused.</param>
    /// <param name="flags">Of <see cref="LinuxFlags"/>.</param>
    /// <param name="mode">Permissions of what is created.</param>
    /// <param name="follow">Whether a link at the end is followed; one before the end always is.</param>
    /// <param name="file">What was opened, if this succeeds.</param>
    /// <returns><see cref="Errno.Perm"/> for a path that leads out.</returns>
    public Errno Open(SafeFileHandle root, GuestPath path, int flags, uint mode, bool follow, out SafeFileHandle? file)
    {
        file = null;
        if (path.Bytes.IsEmpty)
        {
            return Errno.NoEnt;
        }

        return path.IsAbsolute
            ? Errno.Perm
            : OpenBeneath(root, path, flags | LinuxFlags.CloseOnExec | (follow ? 0 : LinuxFlags.NoFollow), mode, out file);
    }

    /// <summary>Finds the directory of a path's last name, which need not exist.</summary>
    /// <param name="root">Where the path begins and what it must not leave.</param>
    /// <param name="path">Relative; absolute ones are refused.</param>
    /// <param name="location">Where it is, if this succeeds; to be disposed.</param>
    public Errno Locate(SafeFileHandle root, GuestPath path, out PathLocation location)
    {
        location = default;
        if (path.Bytes.IsEmpty)
        {
            return Errno.NoEnt;
        }

        if (path.IsAbsolute)
        {
            return Errno.Perm;
        }

        var trimmed = path.Bytes.TrimEnd((byte)'/');
        var slash = trimmed.LastIndexOf((byte)'/');
        var name = trimmed[(slash + 1)..];

        // Dots at the end name a directory, and the system would take two of them to the one above: the path is opened as a whole.
        var isDots = name is [(byte)'.'] or [(byte)'.', (byte)'.'];
        var parent = isDots ? path : GuestPath.Trusted(slash < 0 ? "."u8 : trimmed[..slash]);
        var errno = Open(root, parent, LinuxFlags.Path | LinuxFlags.Directory, 0, follow: true, out var directory);
        if (errno == Errno.Success)
        {
            location = new PathLocation(directory!, GuestPath.Trusted(isDots ? "."u8 : name), path.EndsWithSlash && !isDots);
        }

        return errno;
    }

    /// <summary><see cref="Open"/> of a path that is neither empty nor absolute.</summary>
    protected abstract Errno OpenBeneath(SafeFileHandle root, GuestPath path, int flags, uint mode, out SafeFileHandle? file);
}

/// <summary>A name in a directory that is open.</summary>
/// <param name="directory">The directory.</param>
/// <param name="name">One name, or a dot; never two dots, never with a slash.</param>
/// <param name="isDirectory">Whether a slash behind it said that it is a directory's.</param>
internal readonly struct PathLocation(SafeFileHandle directory, GuestPath name, bool isDirectory) : IDisposable
{
    /// <summary>The directory.</summary>
    public SafeFileHandle Directory { get; } = directory;

    /// <summary>The name with a zero at its end.</summary>
    public byte[] Name { get; } = name.Terminated;

    /// <summary>Whether a slash behind it said that it is a directory's.</summary>
    public bool IsDirectory { get; } = isDirectory;

    /// <summary>
    /// The name, with a slash if there was one: for calls that look at the last name without following it (the system's LOOKUP_PARENT:
    /// make, remove, rename), so that they judge the slash themselves.
    /// </summary>
    public byte[] NameWithSlash => IsDirectory ? [.. Name.AsSpan(0, Name.Length - 1), (byte)'/', 0] : Name;

    /// <summary>Closes the directory.</summary>
    public void Dispose() => Directory?.Dispose();
}

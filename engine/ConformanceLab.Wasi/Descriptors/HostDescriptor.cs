using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Wasi.Native;
using Microsoft.Win32.SafeHandles;

namespace ConformanceLab.Wasm.Wasi.Descriptors;

/// <summary>
/// A descriptor of the system: a file, a directory, a terminal, a pipe. What may take long is waited for in a way that an interruption
/// ends: files of every kind are opened so that the system itself never waits.
/// </summary>
internal unsafe class HostDescriptor(
    SafeFileHandle handle, FileType type, Rights rights, Rights inheriting, HostWaiter waiter) : Descriptor(type, rights, inheriting)
{
    // A pipe that is ready takes at least this much without waiting. Source: POSIX, PIPE_BUF.
    private const int AtomicPipeWrite = 4096;

    /// <summary>The system's handle.</summary>
    public SafeFileHandle Handle { get; } = handle;

    /// <inheritdoc/>
    public override bool ReadsFully => Type == FileType.RegularFile;

    /// <inheritdoc/>
    public override int Pollable => (int)Handle.DangerousGetHandle();

    /// <summary>How it behaves from the start.</summary>
    public DescriptorFlags InitialFlags
    {
        init => Flags = value;
    }

    private protected HostWaiter Waiter { get; } = waiter;

    private bool Waits => Type is not (FileType.RegularFile or FileType.Directory or FileType.BlockDevice);

    /// <inheritdoc/>
    public override Errno Read(in Caller caller, Span<byte> destination, out int count)
    {
        while (true)
        {
            count = 0;
            if (Waits && WaitUnlessReady(caller, LinuxFlags.PollRead) is var errno and not Errno.Success)
            {
                return errno;
            }

            if (!IsRetried(ReadOnce(destination), out count, out errno))
            {
                return errno;
            }
        }
    }

    /// <inheritdoc/>
    public override Errno Write(in Caller caller, ReadOnlySpan<byte> source, out int count)
    {
        while (true)
        {
            count = 0;
            if (Waits && WaitUnlessReady(caller, LinuxFlags.PollWrite) is var errno and not Errno.Success)
            {
                return errno;
            }

            if (!IsRetried(WriteOnce(Waits && source.Length > AtomicPipeWrite ? source[..AtomicPipeWrite] : source), out count, out errno))
            {
                return errno;
            }
        }
    }

    /// <inheritdoc/>
    public override Errno ReadAt(Span<byte> destination, ulong offset, out int count)
    {
        count = 0;
        if (offset > long.MaxValue)
        {
            return Errno.Inval;
        }

        fixed (byte* buffer = destination)
        {
            Errno errno;
            while (IsRetried(Linux.ReadAt(Handle, buffer, destination.Length, (long)offset), out count, out errno))
            {
            }

            return errno;
        }
    }

    /// <inheritdoc/>
    public override Errno WriteAt(ReadOnlySpan<byte> source, ulong offset, out int count)
    {
        count = 0;
        if (offset > long.MaxValue)
        {
            return Errno.Inval;
        }

        fixed (byte* buffer = source)
        {
            Errno errno;
            while (IsRetried(Linux.WriteAt(Handle, buffer, source.Length, (long)offset), out count, out errno))
            {
            }

            return errno;
        }
    }

    /// <inheritdoc/>
    public override Errno Seek(long offset, Whence whence, out ulong position)
    {
        // A file that a shell has put behind a standard stream shares its offset with others.
        if (Type != FileType.RegularFile)
        {
            position = 0;
            return Errno.SPipe;
        }

        var result = Linux.Seek(Handle, offset, (int)whence);
        position = result < 0 ? 0 : (ulong)result;
        return result < 0 ? Linux.LastErrno : Errno.Success;
    }

    /// <inheritdoc/>
    public override Errno GetAttributes(out FileAttributes attributes)
    {
        StatxBuffer buffer;
        fixed (byte* empty = "\0"u8)
        {
            if (Linux.Statx(Handle, empty, LinuxFlags.AtEmptyPath, LinuxFlags.BasicAttributes, &buffer) < 0)
            {
                attributes = default;
                return Linux.LastErrno;
            }
        }

        attributes = buffer.ToAttributes();
        return Errno.Success;
    }

    /// <inheritdoc/>
    public override Errno SetFlags(DescriptorFlags flags)
    {
        // What is synchronised is decided when a file is opened: the system does not change it afterwards.
        const DescriptorFlags changeable = DescriptorFlags.Append | DescriptorFlags.NonBlocking;
        if ((flags & ~changeable) != (Flags & ~changeable))
        {
            return Errno.NotSup;
        }

        // Streams of the process and sockets of the host are others', too: nothing of them changes. Whether to wait is up to us anyway.
        if (Type == FileType.RegularFile && ((flags ^ Flags) & DescriptorFlags.Append) != 0)
        {
            var current = Linux.Control(Handle, LinuxFlags.GetFlags, 0);
            var wanted = (flags & DescriptorFlags.Append) != 0 ? current | LinuxFlags.Append : current & ~LinuxFlags.Append;
            if (current < 0 || Linux.Control(Handle, LinuxFlags.SetFlags, wanted) < 0)
            {
                return Linux.LastErrno;
            }
        }

        Flags = flags;
        return Errno.Success;
    }

    /// <inheritdoc/>
    public override Errno SetSize(ulong size) =>
        size > long.MaxValue ? Errno.FBig : Check(Linux.Truncate(Handle, (long)size));

    /// <inheritdoc/>
    public override Errno SetTimes(in FileTimes times)
    {
        var values = stackalloc TimeSpec[] { times.Access, times.Modification };
        return Check(Linux.SetTimes(Handle, values));
    }

    /// <inheritdoc/>
    public override Errno Allocate(ulong offset, ulong length) =>
        length == 0 ? Errno.Inval
        : offset > long.MaxValue || length > (ulong)long.MaxValue - offset ? Errno.FBig
        : Check(Linux.Allocate(Handle, 0, (long)offset, (long)length));

    /// <inheritdoc/>
    public override Errno Advise(ulong offset, ulong length, int advice)
    {
        if (offset > long.MaxValue || length > long.MaxValue)
        {
            return Errno.Inval;
        }

        var error = Linux.Advise(Handle, (long)offset, (long)length, ToSystem(advice));
        return error == 0 ? Errno.Success : LinuxErrors.ToErrno(error);
    }

    /// <inheritdoc/>
    public override Errno Sync(bool dataOnly)
    {
        var errno = Check(dataOnly ? Linux.DataSync(Handle) : Linux.Sync(Handle));

        // What has no disk under it has nothing to bring there.
        return errno == Errno.Inval && Waits ? Errno.Success : errno;
    }

    /// <inheritdoc/>
    public override ulong CountReadable()
    {
        if (Type == FileType.RegularFile)
        {
            return GetAttributes(out var attributes) == Errno.Success && Seek(0, Whence.Current, out var position) == Errno.Success
                ? attributes.Size - Math.Min(position, attributes.Size)
                : 0;
        }

        var count = 0;
        return Linux.DeviceControl(Handle, LinuxFlags.BytesToRead, &count) < 0 ? 0 : (ulong)Math.Max(count, 0);
    }

    /// <inheritdoc/>
    public override void Dispose() => Handle.Dispose();

    // normal, sequential, random, willneed, dontneed, noreuse; the system has the second and the third the other way round.
    private static int ToSystem(int advice) => advice switch
    {
        1 => 2,
        2 => 1,
        _ => advice,
    };

    /// <summary>An error if the system returned one.</summary>
    private protected static Errno Check(nint result) => result < 0 ? Linux.LastErrno : Errno.Success;

    /// <summary>Reads what is there; the system's result.</summary>
    private protected virtual nint ReadOnce(Span<byte> destination)
    {
        fixed (byte* buffer = destination)
        {
            return Linux.Read(Handle, buffer, destination.Length);
        }
    }

    /// <summary>Writes what there is room for; the system's result.</summary>
    private protected virtual nint WriteOnce(ReadOnlySpan<byte> source)
    {
        fixed (byte* buffer = source)
        {
            return Linux.Write(Handle, buffer, source.Length);
        }
    }

    /// <summary>Waits until something can be done, unless the guest does not want to.</summary>
    private protected Errno WaitUnlessReady(in Caller caller, short events)
    {
        var entry = new PollEntry { Descriptor = Pollable, Events = events };
        var noTime = default(TimeSpec);
        if (Linux.Poll(&entry, 1, &noTime, null) > 0)
        {
            return Errno.Success;
        }

        if ((Flags & DescriptorFlags.NonBlocking) != 0)
        {
            return Errno.Again;
        }

        while (!Waiter.Wait(caller, new Span<PollEntry>(ref entry), timeout: null))
        {
        }

        return Errno.Success;
    }

    // Whether to try again: a signal came in between, or somebody else was faster with what was ready.
    private bool IsRetried(nint result, out int count, out Errno errno)
    {
        count = (int)Math.Max(result, 0);
        errno = Errno.Success;
        if (result >= 0)
        {
            return false;
        }

        var error = Marshal.GetLastPInvokeError();
        errno = LinuxErrors.ToErrno(error);
        return error == LinuxErrors.Interrupted
            || (error == LinuxErrors.WouldBlock && Waits && (Flags & DescriptorFlags.NonBlocking) == 0);
    }
}

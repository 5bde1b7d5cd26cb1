using ConformanceLab.Wasm.Wasi.Native;
using Microsoft.Win32.SafeHandles;

namespace ConformanceLab.Wasm.Wasi.Descriptors;

/// <summary>A socket: one that listens, which the host has given, or a connection that it accepted.</summary>
internal sealed unsafe class SocketDescriptor(SafeFileHandle handle, Rights rights, Rights inheriting, HostWaiter waiter)
    : HostDescriptor(handle, FileType.SocketStream, rights, inheriting, waiter)
{
    private const int NonBlockingAndCloseOnExec = LinuxFlags.NonBlocking | LinuxFlags.CloseOnExec;

    /// <summary>Takes a connection.</summary>
    public Errno Accept(in Caller caller, DescriptorFlags flags, out SocketDescriptor? connection)
    {
        connection = null;
        if (WaitUnlessReady(caller, LinuxFlags.PollRead) is var errno and not Errno.Success)
        {
            return errno;
        }

        var descriptor = Linux.Accept(Handle, null, null, NonBlockingAndCloseOnExec);
        if (descriptor < 0)
        {
            return Linux.LastErrno;
        }

        connection = new SocketDescriptor(new SafeFileHandle(descriptor, ownsHandle: true), Rights.Socket & Inheriting, Rights.None, Waiter)
        {
            InitialFlags = flags,
        };
        return Errno.Success;
    }

    /// <summary>Reads what then stays there.</summary>
    public Errno Peek(in Caller caller, Span<byte> destination, out int count)
    {
        count = 0;
        if (WaitUnlessReady(caller, LinuxFlags.PollRead) is var errno and not Errno.Success)
        {
            return errno;
        }

        var result = Receive(destination, LinuxFlags.MessagePeek);
        count = (int)Math.Max(result, 0);
        return Check(result);
    }

    /// <summary>Ends one direction or both.</summary>
    public Errno Shutdown(bool receiving, bool sending) =>
        Check(Linux.Shutdown(Handle, receiving && sending ? 2 : sending ? 1 : 0));

    /// <inheritdoc/>
    private protected override nint ReadOnce(Span<byte> destination) => Receive(destination, 0);

    // A connection whose other end is gone is an error and not a signal, which would end the host.
    private protected override nint WriteOnce(ReadOnlySpan<byte> source)
    {
        fixed (byte* buffer = source)
        {
            return Linux.Send(Handle, buffer, source.Length, LinuxFlags.MessageNoSignal | LinuxFlags.MessageDoNotWait);
        }
    }

    private nint Receive(Span<byte> destination, int flags)
    {
        fixed (byte* buffer = destination)
        {
            return Linux.Receive(Handle, buffer, destination.Length, flags | LinuxFlags.MessageDoNotWait);
        }
    }
}

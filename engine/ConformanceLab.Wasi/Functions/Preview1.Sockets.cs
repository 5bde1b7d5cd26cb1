using ConformanceLab.Wasm.Wasi.Descriptors;

namespace ConformanceLab.Wasm.Wasi.Functions;

/// <content>sock_*.</content>
internal sealed partial class Preview1
{
    // Source: WASI preview 1, riflags and sdflags.
    private const int ReceivePeek = 1;
    private const int ReceiveWaitAll = 2;
    private const int ShutdownReceiving = 1;
    private const int ShutdownSending = 2;

    private void DefineSockets(Linker linker)
    {
        linker.DefineFunction(ModuleName, "sock_accept", (Caller caller, int fd, int flags, int result) =>
            (int)Accept(caller, fd, flags, result));
        linker.DefineFunction(ModuleName, "sock_recv", (
            Caller caller, int fd, int buffers, int count, int flags, int sizeResult, int flagsResult) =>
            (int)Receive(caller, fd, (uint)buffers, (uint)count, flags, sizeResult, (uint)flagsResult));
        linker.DefineFunction(ModuleName, "sock_send", (Caller caller, int fd, int buffers, int count, int flags, int result) =>
            (int)Send(caller, fd, (uint)buffers, (uint)count, flags, result));
        linker.DefineFunction(ModuleName, "sock_shutdown", (int fd, int how) => (int)Shutdown(fd, how));
    }

    private Errno Accept(in Caller caller, int fd, int flags, int result)
    {
        var errno = FindSocket(fd, Rights.Accept, out var listener);
        if (errno != Errno.Success)
        {
            return errno;
        }

        if ((flags & ~(int)DescriptorFlags.NonBlocking) != 0)
        {
            return Errno.Inval;
        }

        errno = listener!.Accept(caller, (DescriptorFlags)flags, out var connection);
        if (errno == Errno.Success)
        {
            errno = _descriptors.Add(connection!, out var number);
            return errno == Errno.Success ? WriteResult(caller, result, (uint)number) : errno;
        }

        return errno;
    }

    private Errno Receive(in Caller caller, int fd, uint buffers, uint count, int flags, int sizeResult, uint flagsResult)
    {
        var errno = FindSocket(fd, Rights.Read, out var socket);
        if (errno != Errno.Success)
        {
            return errno;
        }

        if ((flags & ~(ReceivePeek | ReceiveWaitAll)) != 0)
        {
            return Errno.Inval;
        }

        // Looking ahead, only the first buffer is filled: what would come next is not known without taking what was first.
        Transfer transfer = (flags & ReceivePeek) != 0
            ? static (in from, descriptor, part, _, out moved) => ((SocketDescriptor)descriptor).Peek(from, part, out moved)
            : (flags & ReceiveWaitAll) != 0
                ? static (in from, descriptor, part, _, out moved) => ReceiveAll(from, descriptor, part, out moved)
                : static (in from, descriptor, part, _, out moved) => descriptor.Read(from, part, out moved);
        var isWhole = (flags & (ReceiveWaitAll | ReceivePeek)) == ReceiveWaitAll;
        errno = TransferBuffers(caller, MemoryOf(caller), socket!, buffers, count, 0, transfer, isWhole, out var total);
        if (errno != Errno.Success)
        {
            return errno;
        }

        // Streams have no messages that could be cut off.
        MemoryOf(caller).Write<ushort>(flagsResult, 0);
        return WriteResult(caller, sizeResult, total);
    }

    private static Errno ReceiveAll(in Caller caller, Descriptor socket, Span<byte> destination, out int count)
    {
        count = 0;
        while (count < destination.Length)
        {
            var errno = socket.Read(caller, destination[count..], out var received);
            if (errno != Errno.Success || received == 0)
            {
                return count > 0 ? Errno.Success : errno;
            }

            count += received;
        }

        return Errno.Success;
    }

    private Errno Send(in Caller caller, int fd, uint buffers, uint count, int flags, int result)
    {
        var errno = FindSocket(fd, Rights.Write, out var socket);
        if (errno != Errno.Success)
        {
            return errno;
        }

        if (flags != 0)
        {
            return Errno.Inval;
        }

        Transfer transfer = static (in to, descriptor, part, _, out moved) => descriptor.Write(to, part, out moved);
        errno = TransferBuffers(caller, MemoryOf(caller), socket!, buffers, count, 0, transfer, isWrite: true, out var total);
        return errno == Errno.Success ? WriteResult(caller, result, total) : errno;
    }

    private Errno Shutdown(int fd, int how)
    {
        var errno = FindSocket(fd, Rights.Shutdown, out var socket);
        return errno != Errno.Success ? errno
            : how is <= 0 or > (ShutdownReceiving | ShutdownSending) ? Errno.Inval
            : socket!.Shutdown((how & ShutdownReceiving) != 0, (how & ShutdownSending) != 0);
    }

    private Errno FindSocket(int fd, Rights rights, out SocketDescriptor? socket)
    {
        var errno = _descriptors.Find(fd, Rights.None, out var descriptor);
        socket = descriptor as SocketDescriptor;
        return errno != Errno.Success ? errno
            : socket is null ? Errno.NotSock
            : (socket.Rights & rights) != rights ? Errno.NotCapable
            : Errno.Success;
    }
}

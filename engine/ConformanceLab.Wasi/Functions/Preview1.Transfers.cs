using ConformanceLab.Wasm.Wasi.Descriptors;

namespace ConformanceLab.Wasm.Wasi.Functions;

/// <content>fd_read, fd_write, fd_pread, fd_pwrite.</content>
internal sealed partial class Preview1
{
    // As in Linux (IOV_MAX).
    private const int MaximumBuffers = 1024;
    private const int BufferEntrySize = 8;

    // What one operation of the system may take; between two an interruption is looked for.
    private const int TransferPart = 16 << 20;

    private delegate Errno Transfer(in Caller caller, Descriptor descriptor, Span<byte> part, ulong offset, out int count);

    private void DefineTransfers(Linker linker)
    {
        linker.DefineFunction(ModuleName, "fd_read", (Caller caller, int fd, int buffers, int count, int result) =>
            (int)TransferAll(caller, fd, Rights.Read, (uint)buffers, (uint)count, 0, (uint)result, static
                (in caller, descriptor, part, _, out transferred) => descriptor.Read(caller, part, out transferred)));
        linker.DefineFunction(ModuleName, "fd_write", (Caller caller, int fd, int buffers, int count, int result) =>
            (int)TransferAll(caller, fd, Rights.Write, (uint)buffers, (uint)count, 0, (uint)result, static
                (in caller, descriptor, part, _, out transferred) => descriptor.Write(caller, part, out transferred)));
        linker.DefineFunction(ModuleName, "fd_pread", (
            Caller caller, int fd, int buffers, int count, long offset, int result) =>
            (int)TransferAll(caller, fd, Rights.Read | Rights.Seek, (uint)buffers, (uint)count, (ulong)offset, (uint)result, static
                (in _, descriptor, part, at, out transferred) => descriptor.ReadAt(part, at, out transferred)));
        linker.DefineFunction(ModuleName, "fd_pwrite", (
            Caller caller, int fd, int buffers, int count, long offset, int result) =>
            (int)TransferAll(caller, fd, Rights.Write | Rights.Seek, (uint)buffers, (uint)count, (ulong)offset, (uint)result, static
                (in _, descriptor, part, at, out transferred) => descriptor.WriteAt(part, at, out transferred)));
    }

    private Errno TransferAll(
        in Caller caller, int fd, Rights rights, uint buffers, uint count, ulong offset, uint result, Transfer transfer)
    {
        if (_descriptors.Find(fd, rights, out var descriptor) is var errno and not Errno.Success)
        {
            return errno;
        }

        var memory = MemoryOf(caller);
        errno = TransferBuffers(caller, memory, descriptor!, buffers, count, offset, transfer, (rights & Rights.Write) != 0, out var total);
        if (errno == Errno.Success)
        {
            memory.Write(result, total);
        }

        return errno;
    }

    // Reading ends at the first part that is not filled, writing when nothing is taken. What was transferred before an error counts, and
    // hides it.
    private static Errno TransferBuffers(
        in Caller caller,
        Memory memory,
        Descriptor descriptor,
        uint buffers,
        uint count,
        ulong offset,
        Transfer transfer,
        bool isWrite,
        out uint total)
    {
        total = 0;
        if (count > MaximumBuffers)
        {
            return Errno.Inval;
        }

        for (var i = 0U; i < count; i++)
        {
            var buffer = memory.Read<ulong>((ulong)buffers + (i * BufferEntrySize));
            var (address, length) = ((uint)buffer, (uint)(buffer >> 32));
            RequireInBounds(memory, address, length);
            for (var done = 0U; done < length;)
            {
                // A result has 32 bits, and buffers may overlap.
                var size = (int)Math.Min(Math.Min(TransferPart, length - done), int.MaxValue - total);
                if (size == 0)
                {
                    return Errno.Success;
                }

                var part = memory.GetSpan(address + (ulong)done, size);
                var errno = transfer(caller, descriptor, part, unchecked(offset + total), out var moved);
                if (errno != Errno.Success)
                {
                    return total > 0 ? Errno.Success : errno;
                }

                total += (uint)moved;
                done += (uint)moved;
                if (moved < size && !(isWrite && moved > 0))
                {
                    return Errno.Success;
                }

                caller.ThrowIfInterrupted();
            }

            if (!isWrite && total > 0 && !descriptor.ReadsFully)
            {
                return Errno.Success;
            }
        }

        return Errno.Success;
    }
}

namespace ConformanceLab.Wasm.Wasi.Descriptors;

/// <summary>
/// A stream of .NET as standard input or output. The stream is the host's and stays open. Its bytes go through a buffer, so that a stream
/// that goes on after an interruption never touches the guest's memory.
/// </summary>
internal sealed class StreamDescriptor(Stream stream, Rights rights) : Descriptor(FileType.Unknown, rights, Rights.None)
{
    private const int BufferSize = 64 << 10;

    private byte[]? _buffer;

    /// <inheritdoc/>
    public override Errno Read(in Caller caller, Span<byte> destination, out int count)
    {
        var buffer = _buffer ??= new byte[BufferSize];
        var memory = buffer.AsMemory(0, Math.Min(destination.Length, BufferSize));
        var errno = Transfer(caller, memory, isWrite: false, out count);
        buffer.AsSpan(0, count).CopyTo(destination);
        return errno;
    }

    /// <inheritdoc/>
    public override Errno Write(in Caller caller, ReadOnlySpan<byte> source, out int count)
    {
        count = 0;
        while (count < source.Length)
        {
            var buffer = _buffer ??= new byte[BufferSize];
            var part = source[count..];
            part = part[..Math.Min(part.Length, BufferSize)];
            part.CopyTo(buffer);
            var memory = buffer.AsMemory(0, part.Length);
            var errno = Transfer(caller, memory, isWrite: true, out var written);
            if (errno != Errno.Success)
            {
                return count > 0 ? Errno.Success : errno;
            }

            count += written;
        }

        return Errno.Success;
    }

    /// <inheritdoc/>
    public override Errno Sync(bool dataOnly)
    {
        try
        {
            stream.Flush();
            return Errno.Success;
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            return Errno.IO;
        }
    }

    /// <inheritdoc/>
    public override ulong CountReadable() =>
        stream.CanSeek ? (ulong)Math.Max(0, stream.Length - stream.Position) : 0;

    /// <inheritdoc/>
    public override void Dispose() => Sync(dataOnly: false);

    private static bool IsExpected(Exception exception) =>
        exception is IOException or NotSupportedException or ObjectDisposedException or UnauthorizedAccessException;

    private async ValueTask<int> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken token)
    {
        await stream.WriteAsync(source, token).ConfigureAwait(false);
        return source.Length;
    }

    private Errno Transfer(in Caller caller, Memory<byte> part, bool isWrite, out int count)
    {
        count = 0;
        var token = caller.Interruption;
        try
        {
            var pending = isWrite ? WriteAsync(part, token) : stream.ReadAsync(part, token);
            if (pending.IsCompleted)
            {
                count = pending.GetAwaiter().GetResult();
                return Errno.Success;
            }

            // Streams need not listen to the token. One that does not may still be using the buffer: the next operation gets another.
            var buffer = _buffer;
            _buffer = null;
            count = pending.AsTask().WaitAsync(token).GetAwaiter().GetResult();
            _buffer = buffer;
            return Errno.Success;
        }
        catch (OperationCanceledException)
        {
            caller.ThrowIfInterrupted();
            return Errno.Intr;
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            return Errno.IO;
        }
    }
}

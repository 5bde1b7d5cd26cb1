namespace ConformanceLab.Harness.Programs;

/// <summary>A file for what a program writes, which takes only so much: writing more fails. Not thread-safe.</summary>
/// <param name="path">The file; it is there.</param>
/// <param name="limit">Most bytes.</param>
internal sealed class LimitedFile(string path, long limit) : Stream
{
    private readonly FileStream _file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_file.Position + buffer.Length > limit)
        {
            throw new IOException($"a program may write {limit} bytes, not more");
        }

        _file.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush() => _file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }
}

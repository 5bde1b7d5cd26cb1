namespace ConformanceLab.Wasm.Wasi.Descriptors;

/// <summary>
/// What a number in a guest's hands stands for. Each operation that a kind of descriptor does not have says so. Rights are checked before,
/// by whoever looks the descriptor up.
/// </summary>
internal abstract class Descriptor(FileType type, Rights rights, Rights inheriting) : IDisposable
{
    /// <summary>What it is.</summary>
    public FileType Type { get; } = type;

    /// <summary>What may be done with it. Only ever loses.</summary>
    public Rights Rights { get; set; } = rights;

    /// <summary>What may be done with what is opened through it. Only ever loses.</summary>
    public Rights Inheriting { get; set; } = inheriting;

    /// <summary>How it behaves.</summary>
    public DescriptorFlags Flags { get; protected set; }

    /// <summary>The name that the guest knows a preopened directory by; null for all others.</summary>
    public byte[]? PreopenName { get; init; }

    /// <summary>Whether a read that returns less than was asked for has reached the end: several buffers may be filled at once.</summary>
    public virtual bool ReadsFully => false;

    /// <summary>The system's descriptor, to wait for; −1 if there is none and nothing to wait for.</summary>
    public virtual int Pollable => -1;

    /// <summary>Reads at the offset and moves it. 0 bytes are the end.</summary>
    public virtual Errno Read(in Caller caller, Span<byte> destination, out int count) => None(out count);

    /// <summary>Writes at the offset and moves it.</summary>
    public virtual Errno Write(in Caller caller, ReadOnlySpan<byte> source, out int count) => None(out count);

    /// <summary>Reads at an offset.</summary>
    public virtual Errno ReadAt(Span<byte> destination, ulong offset, out int count)
    {
        count = 0;
        return Errno.SPipe;
    }

    /// <summary>Writes at an offset.</summary>
    public virtual Errno WriteAt(ReadOnlySpan<byte> source, ulong offset, out int count)
    {
        count = 0;
        return Errno.SPipe;
    }

    /// <summary>Moves the offset.</summary>
    public virtual Errno Seek(long offset, Whence whence, out ulong position)
    {
        position = 0;
        return Errno.SPipe;
    }

    /// <summary>Its attributes.</summary>
    public virtual Errno GetAttributes(out FileAttributes attributes)
    {
        attributes = new FileAttributes(0, 0, Type, 1, 0, 0, 0, 0);
        return Errno.Success;
    }

    /// <summary>Changes its flags.</summary>
    public virtual Errno SetFlags(DescriptorFlags flags)
    {
        if ((flags & ~(DescriptorFlags.NonBlocking | DescriptorFlags.Append)) != 0)
        {
            return Errno.NotSup;
        }

        Flags = flags;
        return Errno.Success;
    }

    /// <summary>Cuts or extends it.</summary>
    public virtual Errno SetSize(ulong size) => Errno.Inval;

    /// <summary>Sets its times.</summary>
    public virtual Errno SetTimes(in FileTimes times) => Errno.NotSup;

    /// <summary>Reserves room for a part of it.</summary>
    public virtual Errno Allocate(ulong offset, ulong length) => Errno.NotSup;

    /// <summary>Says how a part of it will be used.</summary>
    public virtual Errno Advise(ulong offset, ulong length, int advice) => Errno.SPipe;

    /// <summary>Brings it to the disk.</summary>
    public virtual Errno Sync(bool dataOnly) => Errno.Success;

    /// <summary>Bytes that can be read without waiting, as far as known.</summary>
    public virtual ulong CountReadable() => 0;

    /// <summary>Closes it.</summary>
    public virtual void Dispose()
    {
    }

    private static Errno None(out int count)
    {
        count = 0;
        return Errno.BadF;
    }
}

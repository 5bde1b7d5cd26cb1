namespace ConformanceLab.Wasm.Wasi;

/// <summary>What a descriptor or a file is. Source: WASI preview 1, <c>filetype</c>.</summary>
internal enum FileType : byte
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>A block device.</summary>
    BlockDevice,

    /// <summary>A character device; guests take it for a terminal.</summary>
    CharacterDevice,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A regular file.</summary>
    RegularFile,

    /// <summary>A datagram socket.</summary>
    SocketDatagram,

    /// <summary>A stream socket.</summary>
    SocketStream,

    /// <summary>A symbolic link.</summary>
    SymbolicLink,
}

/// <summary>How a descriptor behaves. Source: WASI preview 1, <c>fdflags</c>.</summary>
[Flags]
internal enum DescriptorFlags : ushort
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>What is written goes to the end.</summary>
    Append = 1,

    /// <summary>Data is on the disk when a write returns.</summary>
    DataSync = 2,

    /// <summary>Nothing waits.</summary>
    NonBlocking = 4,

    /// <summary>Reads are synchronised as writes are.</summary>
    ReadSync = 8,

    /// <summary>Data and metadata are on the disk when a write returns.</summary>
    Sync = 16,

    /// <summary>All that there are.</summary>
    All = 31,
}

/// <summary>How a path is opened. Source: WASI preview 1, <c>oflags</c>.</summary>
[Flags]
internal enum OpenFlags : ushort
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Create what is not there.</summary>
    Create = 1,

    /// <summary>Only a directory.</summary>
    Directory = 2,

    /// <summary>Only what is not there.</summary>
    Exclusive = 4,

    /// <summary>Truncate.</summary>
    Truncate = 8,

    /// <summary>All that there are.</summary>
    All = 15,
}

/// <summary>Which times are set, and to what. Source: WASI preview 1, <c>fstflags</c>.</summary>
[Flags]
internal enum TimeFlags : ushort
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The time of access, to a value.</summary>
    Access = 1,

    /// <summary>The time of access, to now.</summary>
    AccessNow = 2,

    /// <summary>The time of modification, to a value.</summary>
    Modification = 4,

    /// <summary>The time of modification, to now.</summary>
    ModificationNow = 8,

    /// <summary>All that there are.</summary>
    All = 15,
}

/// <summary>What an offset is relative to. Source: WASI preview 1, <c>whence</c>.</summary>
internal enum Whence : byte
{
    /// <summary>The start of the file.</summary>
    Start,

    /// <summary>The current offset.</summary>
    Current,

    /// <summary>The end of the file.</summary>
    End,
}

/// <summary>Source: WASI preview 1, <c>clockid</c>.</summary>
internal enum ClockId : uint
{
    /// <summary>Since 1970.</summary>
    Realtime,

    /// <summary>Never set back.</summary>
    Monotonic,

    /// <summary>Processor time of the process.</summary>
    ProcessTime,

    /// <summary>Processor time of the thread.</summary>
    ThreadTime,
}

/// <summary>Source: WASI preview 1, <c>eventtype</c>.</summary>
internal enum EventType : byte
{
    /// <summary>A clock has reached a time.</summary>
    Clock,

    /// <summary>A descriptor can be read.</summary>
    Read,

    /// <summary>A descriptor can be written.</summary>
    Write,
}

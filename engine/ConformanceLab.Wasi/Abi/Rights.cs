namespace ConformanceLab.Wasm.Wasi;

/// <summary>What may be done with a descriptor. Source: WASI preview 1, <c>rights</c>.</summary>
[Flags]
internal enum Rights : ulong
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>fd_datasync.</summary>
    DataSync = 1UL << 0,

    /// <summary>fd_read, sock_recv; with <see cref="Seek"/> fd_pread.</summary>
    Read = 1UL << 1,

    /// <summary>fd_seek; implies <see cref="Tell"/>.</summary>
    Seek = 1UL << 2,

    /// <summary>fd_fdstat_set_flags.</summary>
    SetFlags = 1UL << 3,

    /// <summary>fd_sync.</summary>
    Sync = 1UL << 4,

    /// <summary>fd_tell.</summary>
    Tell = 1UL << 5,

    /// <summary>fd_write, sock_send; with <see cref="Seek"/> fd_pwrite.</summary>
    Write = 1UL << 6,

    /// <summary>fd_advise.</summary>
    Advise = 1UL << 7,

    /// <summary>fd_allocate.</summary>
    Allocate = 1UL << 8,

    /// <summary>path_create_directory.</summary>
    CreateDirectory = 1UL << 9,

    /// <summary>path_open with creat.</summary>
    CreateFile = 1UL << 10,

    /// <summary>path_link from here.</summary>
    LinkSource = 1UL << 11,

    /// <summary>path_link to here.</summary>
    LinkTarget = 1UL << 12,

    /// <summary>path_open.</summary>
    Open = 1UL << 13,

    /// <summary>fd_readdir.</summary>
    ReadDirectory = 1UL << 14,

    /// <summary>path_readlink.</summary>
    ReadLink = 1UL << 15,

    /// <summary>path_rename from here.</summary>
    RenameSource = 1UL << 16,

    /// <summary>path_rename to here.</summary>
    RenameTarget = 1UL << 17,

    /// <summary>path_filestat_get.</summary>
    PathStat = 1UL << 18,

    /// <summary>path_open with trunc.</summary>
    PathSetSize = 1UL << 19,

    /// <summary>path_filestat_set_times.</summary>
    PathSetTimes = 1UL << 20,

    /// <summary>fd_filestat_get.</summary>
    Stat = 1UL << 21,

    /// <summary>fd_filestat_set_size.</summary>
    SetSize = 1UL << 22,

    /// <summary>fd_filestat_set_times.</summary>
    SetTimes = 1UL << 23,

    /// <summary>path_symlink.</summary>
    Symlink = 1UL << 24,

    /// <summary>path_remove_directory.</summary>
    RemoveDirectory = 1UL << 25,

    /// <summary>path_unlink_file.</summary>
    UnlinkFile = 1UL << 26,

    /// <summary>poll_oneoff for reading or writing.</summary>
    Poll = 1UL << 27,

    /// <summary>sock_shutdown.</summary>
    Shutdown = 1UL << 28,

    /// <summary>sock_accept.</summary>
    Accept = 1UL << 29,

    /// <summary>All that there are.</summary>
    All = (1UL << 30) - 1,

    /// <summary>What changes the contents of a file.</summary>
    FileChanges = DataSync | Sync | Write | Allocate | SetSize,

    /// <summary>What makes sense for a file.</summary>
    File = FileChanges | Read | Seek | SetFlags | Tell | Advise | Stat | SetTimes | Poll,

    /// <summary>What changes what is in a directory.</summary>
    DirectoryChanges = CreateDirectory | CreateFile | LinkSource | LinkTarget | RenameSource | RenameTarget | PathSetSize
        | PathSetTimes | Symlink | RemoveDirectory | UnlinkFile,

    /// <summary>What makes sense for a directory.</summary>
    Directory = DirectoryChanges | SetFlags | DataSync | Sync | Advise | Open | ReadDirectory | ReadLink | PathStat | Stat | SetTimes,

    /// <summary>What makes sense for a socket.</summary>
    Socket = Read | Write | SetFlags | Stat | Poll | Shutdown,

    /// <summary>What a descriptor below a preopen that is read-only may not have.</summary>
    Changes = Write | Allocate | SetSize | SetTimes | DirectoryChanges,
}

using System.Text;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Wasi;
using ConformanceLab.Wasm.Wasi.Paths;

namespace ConformanceLab.Engine.Tests.Wasi;

/// <summary>A guest that exports every function of WASI as its own, so that tests call what a guest can call, with any arguments.</summary>
internal sealed class WasiGuest : IDisposable
{
    /// <summary>Where results of calls go.</summary>
    public const int Result = 64;

    /// <summary>Where buffers begin.</summary>
    public const int Buffer = 4096;

    // i and I: 32 and 64 bits. All return an error number, but for proc_exit.
    private const string Signatures = """
        args_get ii, args_sizes_get ii, environ_get ii, environ_sizes_get ii, clock_res_get ii, clock_time_get iIi, fd_advise iIIi,
        fd_allocate iII, fd_close i, fd_datasync i, fd_fdstat_get ii, fd_fdstat_set_flags ii, fd_fdstat_set_rights iII, fd_filestat_get ii,
        fd_filestat_set_size iI, fd_filestat_set_times iIIi, fd_pread iiiIi, fd_prestat_get ii, fd_prestat_dir_name iii, fd_pwrite iiiIi,
        fd_read iiii, fd_readdir iiiIi, fd_renumber ii, fd_seek iIii, fd_sync i, fd_tell ii, fd_write iiii, path_create_directory iii,
        path_filestat_get iiiii, path_filestat_set_times iiiiIIi, path_link iiiiiii, path_open iiiiiIIii, path_readlink iiiiii,
        path_remove_directory iii, path_rename iiiiii, path_symlink iiiii, path_unlink_file iii, poll_oneoff iiii, proc_exit i,
        proc_raise i, random_get ii, sched_yield -, sock_accept iii, sock_recv iiiiii, sock_send iiiii, sock_shutdown ii
        """;

    private const int PathAddress = 1024;
    private const int OtherPathAddress = 2048;

    private readonly Wasm.Engine _engine = new();

    public WasiGuest(WasiOptions options, PathResolver? resolver = null)
    {
        Context = new WasiContext(options, resolver ?? PathResolver.Best);
        Store = new Store(_engine);
        var linker = new Linker(_engine);
        Context.Define(linker);
        using var module = Module.FromText(_engine, Text());
        Instance = linker.Instantiate(Store, module);
        Memory = Instance.GetMemory("memory");
    }

    /// <summary>Names of all functions, each with its parameters.</summary>
    public static IReadOnlyDictionary<string, string> Functions { get; } = Signatures.Split(',')
        .Select(entry => entry.Trim().Split(' '))
        .ToDictionary(entry => entry[0], entry => entry[1].TrimStart('-'));

    public WasiContext Context { get; }

    public Store Store { get; }

    public Instance Instance { get; }

    public Memory Memory { get; }

    /// <summary>The 32 bits that a call has left at <see cref="Result"/>.</summary>
    public int Value => Memory.Read<int>(Result);

    /// <summary>Calls a function; returns the error.</summary>
    public Errno Call(string name, params long[] arguments) => Call(name, CancellationToken.None, arguments);

    public Errno Call(string name, CancellationToken cancellation, params long[] arguments)
    {
        var values = arguments.Zip(
            Functions[name], (value, type) => type == 'i' ? Wasm.Value.FromInt32(unchecked((int)value)) : Wasm.Value.FromInt64(value));
        return (Errno)Instance.GetFunction(name).Invoke([.. values], cancellation)[0].AsInt32();
    }

    /// <summary>Calls a function whose first arguments are a directory and a path.</summary>
    public Errno OnPath(string name, int fd, string path, params long[] rest) =>
        Call(name, [fd, PathAddress, Put(PathAddress, path), .. rest]);

    /// <summary>path_open for reading, following links.</summary>
    public Errno Open(
        string path, int fd = 3, OpenFlags flags = OpenFlags.None, Rights rights = Rights.Read | Rights.Seek, int follow = 1) =>
        Call("path_open", fd, follow, PathAddress, Put(PathAddress, path), (long)flags, (long)rights, (long)Rights.All, 0, Result);

    public Errno GetAttributes(string path, int follow = 1) =>
        Call("path_filestat_get", 3, follow, PathAddress, Put(PathAddress, path), Buffer);

    public Errno Rename(string from, string to) =>
        Call("path_rename", 3, PathAddress, Put(PathAddress, from), 3, OtherPathAddress, Put(OtherPathAddress, to));

    public Errno Link(string from, string to) =>
        Call("path_link", 3, 0, PathAddress, Put(PathAddress, from), 3, OtherPathAddress, Put(OtherPathAddress, to));

    public Errno MakeSymbolicLink(string target, string path) =>
        Call("path_symlink", OtherPathAddress, Put(OtherPathAddress, target), 3, PathAddress, Put(PathAddress, path));

    /// <summary>Reads a file to a text; null if it cannot be opened.</summary>
    public string? ReadAll(string path)
    {
        if (Open(path) != Errno.Success)
        {
            return null;
        }

        var fd = Value;
        var errno = Transfer("fd_read", fd, 4096);
        var text = errno == Errno.Success ? Memory.ReadString(Buffer, Value) : null;
        Call("fd_close", fd);
        return text;
    }

    /// <summary>fd_read or fd_write with one buffer at <see cref="Buffer"/>.</summary>
    public Errno Transfer(string name, int fd, int length, CancellationToken cancellation = default)
    {
        Memory.Write(256, Buffer);
        Memory.Write(260, length);
        return Call(name, cancellation, fd, 256, 1, Result);
    }

    /// <summary>Writes a text to a descriptor.</summary>
    public Errno Write(int fd, string text) => Transfer("fd_write", fd, Put(Buffer, text));

    public int Put(int address, string text) => Memory.WriteString((ulong)address, text);

    public void Dispose()
    {
        Store.Dispose();
        _engine.Dispose();
        Context.Dispose();
    }

    private static string Text()
    {
        var imports = new StringBuilder();
        var functions = new StringBuilder();
        foreach (var (name, parameters) in Functions)
        {
            var types = string.Join(' ', parameters.Select(type => type == 'i' ? "i32" : "i64"));
            var result = name == "proc_exit" ? "" : "(result i32)";
            imports.Append($"(import \"wasi_snapshot_preview1\" \"{name}\" (func $_{name} (param {types}) {result}))\n");
            var arguments = string.Join(' ', Enumerable.Range(0, parameters.Length).Select(index => $"(local.get {index})"));
            functions.Append($"(func (export \"{name}\") (param {types}) {result} (call $_{name} {arguments}))\n");
        }

        return $"(module {imports} (memory (export \"memory\") 1 4) {functions})";
    }
}

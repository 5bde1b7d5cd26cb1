using System.Diagnostics;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Wasi;
using Xunit;

namespace ConformanceLab.Engine.Tests.Wasi;

/// <summary>Arguments that make no sense cost the guest an error or a trap, and the host nothing.</summary>
public class HostileTests
{
    private const long OutOfBounds = 0xffff_fff0;

    [Fact]
    public void AddressesOutOfBoundsTrap()
    {
        using var sandbox = new Sandbox();
        using var guest = sandbox.CreateGuest(
            options: WasiOptions.Default with { Arguments = ["a"], Environment = [new("A", "b")] });
        guest.Memory.Write(WasiGuest.Buffer, (ulong)OutOfBounds | (16UL << 32));
        (string Name, long[] Arguments)[] calls =
        [
            ("args_get", [OutOfBounds, 0]),
            ("args_get", [0, OutOfBounds]),
            ("args_sizes_get", [0, OutOfBounds]),
            ("environ_get", [OutOfBounds, 0]),
            ("environ_sizes_get", [OutOfBounds, 0]),
            ("clock_time_get", [0, 0, OutOfBounds]),
            ("clock_res_get", [0, OutOfBounds]),
            ("random_get", [OutOfBounds, 100]),
            ("random_get", [0, OutOfBounds]),
            ("fd_fdstat_get", [1, OutOfBounds]),
            ("fd_filestat_get", [3, OutOfBounds]),
            ("fd_prestat_get", [3, OutOfBounds]),
            ("fd_prestat_dir_name", [3, OutOfBounds, 1]),
            ("fd_read", [0, OutOfBounds, 1, 0]),
            ("fd_read", [0, WasiGuest.Buffer, 1, 0]),
            ("fd_write", [1, WasiGuest.Buffer, 1, 0]),
            ("fd_write", [1, 0, 1, OutOfBounds]),
            ("fd_readdir", [3, 0, OutOfBounds, 0, 0]),
            ("fd_readdir", [3, OutOfBounds, 10, 0, 0]),
            ("path_open", [3, 0, OutOfBounds, 1, 0, 0, 0, 0, 0]),
            ("path_open", [3, 0, 0, OutOfBounds, 0, 0, 0, 0, 0]),
            ("path_symlink", [OutOfBounds, 1, 3, 0, 1]),
            ("poll_oneoff", [OutOfBounds, 0, 1, 0]),
            ("poll_oneoff", [0, OutOfBounds, 1, 0]),
        ];
        foreach (var (name, arguments) in calls)
        {
            var trap = Assert.Throws<TrapException>(() => guest.Call(name, arguments));
            Assert.Equal((name, TrapCode.MemoryOutOfBounds), (name, trap.Code));
        }
    }

    [Fact]
    public void ArgumentsAtRandomEndInAnErrorOrATrap()
    {
        using var sandbox = new Sandbox();
        var random = new Random(1);
        long[] interesting =
            [0, 1, 2, 3, 4, 5, 7, 64, 1024, 4096, 65_535, 65_536, int.MaxValue, int.MinValue, -1, long.MaxValue, long.MinValue];
        var names = WasiGuest.Functions.Keys.ToArray();
        var ended = new HashSet<string>();
        for (var round = 0; round < 200; round++)
        {
            using var guest = sandbox.CreateGuest(round % 2 == 0 ? "components" : Sandbox.Resolvers.Select(row => row.Data).First());
            var paths = new[] { "file", "a/b", "../outside/secret", "out", "new", "to-a/", ".", "loop" };
            for (var call = 0; call < 50; call++)
            {
                guest.Put(0, paths[random.Next(paths.Length)]);
                using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
                var name = names[random.Next(names.Length)];
                var arguments = WasiGuest.Functions[name].Select(_ => interesting[random.Next(interesting.Length)]).ToArray();
                try
                {
                    ended.Add(name == "proc_exit" ? "" : guest.Call(name, timeout.Token, arguments).ToString());
                }
                catch (TrapException trap)
                {
                    Assert.Equal(TrapCode.MemoryOutOfBounds, trap.Code);
                    ended.Add("trap");
                }
                catch (WasiExitException)
                {
                    ended.Add("exit");
                }
                catch (OperationCanceledException)
                {
                    ended.Add("a long sleep");
                }
            }

            sandbox.AssertOutsideIsUntouched();
        }

        Assert.Superset(new HashSet<string> { "trap", "exit", "Success", "BadF", "Inval" }, ended);
    }

    [Fact]
    public void DescriptorsAreLimitedAndComeBack()
    {
        using var sandbox = new Sandbox();
        using var guest = sandbox.CreateGuest(options: WasiOptions.Default with { MaximumDescriptors = 20 });
        for (var number = 4; number < 20; number++)
        {
            Assert.Equal(Errno.Success, guest.Open("file"));
            Assert.Equal(number, guest.Value);
        }

        var open = Directory.GetFiles("/proc/self/fd").Length;
        for (var attempt = 0; attempt < 2000; attempt++)
        {
            Assert.Equal(Errno.MFile, guest.Open("file"));
        }

        // Other tests run at the same time.
        Assert.InRange(Directory.GetFiles("/proc/self/fd").Length, 0, open + 1000);
        Assert.Equal(Errno.Success, guest.Call("fd_close", 7));
        Assert.Equal(Errno.BadF, guest.Call("fd_close", 7));
        Assert.Equal(Errno.Success, guest.Open("file"));
        Assert.Equal(7, guest.Value);
        Assert.Equal(Errno.Success, guest.Call("fd_renumber", 7, 4));
        Assert.Equal(Errno.BadF, guest.Call("fd_tell", 7, 0));
        Assert.Equal(Errno.BadF, guest.Call("fd_renumber", 7, 4));
        Assert.Equal(Errno.BadF, guest.Call("fd_renumber", 4, 1000));
    }

    [Fact]
    public void BuffersAndSubscriptionsAreLimited()
    {
        using var sandbox = new Sandbox();
        using var guest = sandbox.CreateGuest();
        Assert.Equal(Errno.Success, guest.Call("fd_write", 1, 1024, 1024, WasiGuest.Result));
        Assert.Equal(Errno.Inval, guest.Call("fd_write", 1, 1024, 1025, WasiGuest.Result));
        Assert.Equal(Errno.Inval, guest.Call("poll_oneoff", 0, 0, 0, WasiGuest.Result));
        Assert.Equal(Errno.Inval, guest.Call("poll_oneoff", 0, 0, 0xffff_ffff, WasiGuest.Result));
        Assert.Equal(Errno.NameTooLong, guest.Open(new string('a', 4096)));
        Assert.Equal(Errno.NameTooLong, guest.Open(new string('a', 300)));
        guest.Memory.Write(1024, [(byte)'a', 0, (byte)'b', 0xff]);
        Assert.Equal(Errno.Inval, guest.Call("path_unlink_file", 3, 1024, 3));
        Assert.Equal(Errno.IlSeq, guest.Call("path_unlink_file", 3, 1027, 1));
    }

    [Fact]
    public void AModuleWithoutAMemoryTraps()
    {
        using var context = new WasiContext(WasiOptions.Default);
        using var engine = new Wasm.Engine();
        using var store = new Store(engine);
        var linker = new Linker(engine);
        context.Define(linker);
        using var module = Module.FromText(
            engine,
            """
            (module (import "wasi_snapshot_preview1" "random_get" (func $f (param i32 i32) (result i32)))
              (func (export "f") (result i32) (call $f (i32.const 0) (i32.const 0))))
            """);
        var instance = linker.Instantiate(store, module);
        Assert.Contains("memory", Assert.Throws<TrapException>(() => instance.GetFunction("f").Invoke()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTakesLongIsInterrupted()
    {
        using var context = new WasiContext(WasiOptions.Default);
        using var engine = new Wasm.Engine();
        using var store = new Store(engine);
        var linker = new Linker(engine);
        context.Define(linker);
        using var module = Module.FromText(
            engine,
            """
            (module (import "wasi_snapshot_preview1" "random_get" (func $f (param i32 i32) (result i32)))
              (memory (export "memory") 16384)
              (func (export "f") (result i32) (call $f (i32.const 0) (i32.const 0x3fffffff))))
            """);
        var function = linker.Instantiate(store, module).GetFunction("f");
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));
        var start = Stopwatch.GetTimestamp();
        Assert.ThrowsAny<OperationCanceledException>(() => function.Invoke([], timeout.Token));
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}

using System.IO.Pipes;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Wasi;
using Xunit;

namespace ConformanceLab.Engine.Tests.Wasi;

/// <summary>Clocks, random numbers, streams, polls, sockets, exit codes: what is no file.</summary>
public class WorldTests
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void RandomNumbersOfASeedAreAlwaysTheSame()
    {
        using var guest = new WasiGuest(WasiOptions.Default with { RandomSeed = 1 });
        Assert.Equal(Errno.Success, guest.Call("random_get", WasiGuest.Buffer, 3));
        Assert.Equal(Errno.Success, guest.Call("random_get", WasiGuest.Buffer + 3, 13));

        // SplitMix64 of seed 1, as its authors publish it, little-endian.
        Assert.Equal(0x910a_2dec_8902_5cc1UL, guest.Memory.Read<ulong>(WasiGuest.Buffer));
        Assert.Equal(0xbeeb_8da1_658e_ec67UL, guest.Memory.Read<ulong>(WasiGuest.Buffer + 8));
    }

    [Fact]
    public void RandomNumbersWithoutASeedDiffer()
    {
        using var guest = new WasiGuest(WasiOptions.Default);
        guest.Call("random_get", WasiGuest.Buffer, 16);
        guest.Call("random_get", WasiGuest.Buffer + 16, 16);
        Assert.NotEqual(guest.Memory.Read<Int128>(WasiGuest.Buffer), guest.Memory.Read<Int128>(WasiGuest.Buffer + 16));
    }

    [Fact]
    public void ClocksAreThoseOfTheOptions()
    {
        var time = new ManualTime();
        using var guest = new WasiGuest(WasiOptions.Default with { Time = time });
        Assert.Equal((1_000_000_000_000UL, 0UL), (Read(0), Read(1)));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((1_002_000_000_000UL, 2_000_000_000UL), (Read(0), Read(1)));
        Assert.Equal((2_000_000_000UL, 2_000_000_000UL), (Read(2), Read(3)));
        Assert.Equal(Errno.Inval, guest.Call("clock_time_get", 4, 0, WasiGuest.Result));

        ulong Read(int clock)
        {
            Assert.Equal(Errno.Success, guest.Call("clock_time_get", clock, 0, WasiGuest.Result));
            return guest.Memory.Read<ulong>(WasiGuest.Result);
        }
    }

    [Fact]
    public void TheSystemsClocksRun()
    {
        using var guest = new WasiGuest(WasiOptions.Default);
        for (var clock = 0; clock < 4; clock++)
        {
            Assert.Equal(Errno.Success, guest.Call("clock_res_get", clock, WasiGuest.Result));
            Assert.InRange(guest.Memory.Read<ulong>(WasiGuest.Result), 1UL, 1_000_000UL);
            Assert.Equal(Errno.Success, guest.Call("clock_time_get", clock, 0, WasiGuest.Result));
            var before = guest.Memory.Read<ulong>(WasiGuest.Result);
            Assert.Equal(Errno.Success, guest.Call("clock_time_get", clock, 0, WasiGuest.Result));
            Assert.InRange(guest.Memory.Read<ulong>(WasiGuest.Result), before, before + 10_000_000_000UL);
        }
    }

    [Fact]
    public void SleepTakesItsTimeAndAnAbsoluteOneInThePastNone()
    {
        using var guest = new WasiGuest(WasiOptions.Default);
        var start = TimeProvider.System.GetTimestamp();
        Assert.Equal(Errno.Success, Sleep(guest, 30_000_000));
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.FromMilliseconds(29), TimeSpan.FromSeconds(10));
        Assert.Equal((1, 0, 77UL), (guest.Value, guest.Memory.Read<byte>(1024 + 10), guest.Memory.Read<ulong>(1024)));
        Assert.Equal(Errno.Success, Sleep(guest, 1, isAbsolute: true));
    }

    [Fact]
    public void SleepOnAClockOfTheOptionsEndsWhenItIsAdvanced()
    {
        var time = new ManualTime();
        using var guest = new WasiGuest(WasiOptions.Default with { Time = time });
        using var advance = new Timer(_ => time.Advance(TimeSpan.FromMinutes(20)), null, s_short, s_short);
        Assert.Equal(Errno.Success, Sleep(guest, 3_600_000_000_000));
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    public void AnEndlessSleepEndsByInterruptionAndCancellation(long nanoseconds)
    {
        using var guest = new WasiGuest(WasiOptions.Default);
        using (new Timer(_ => guest.Store.Interrupt(), null, s_short, Timeout.InfiniteTimeSpan))
        {
            Assert.Equal(TrapCode.Interrupted, Assert.Throws<TrapException>(() => Sleep(guest, nanoseconds)).Code);
        }

        using var timeout = new CancellationTokenSource(s_short);
        Assert.ThrowsAny<OperationCanceledException>(() => Sleep(guest, nanoseconds, cancellation: timeout.Token));

        // And the guest goes on.
        Assert.Equal(Errno.Success, Sleep(guest, 1));
    }

    [Fact]
    public void AReadOfAStreamThatSaysNothingIsInterrupted()
    {
        using var server = new AnonymousPipeServerStream(PipeDirection.Out);
        using var client = new AnonymousPipeClientStream(PipeDirection.In, server.ClientSafePipeHandle);
        using var guest = new WasiGuest(WasiOptions.Default with { StandardInput = client });
        using var timer = new Timer(_ => guest.Store.Interrupt(), null, s_short, Timeout.InfiniteTimeSpan);
        Assert.Equal(TrapCode.Interrupted, Assert.Throws<TrapException>(() => guest.Transfer("fd_read", 0, 10)).Code);
    }

    [Fact]
    public void StandardStreamsAreThoseOfTheOptions()
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        using var guest = new WasiGuest(WasiOptions.Default with
        {
            StandardInput = new MemoryStream("question"u8.ToArray()),
            StandardOutput = output,
            StandardError = error,
        });
        Assert.Equal(Errno.Success, guest.Transfer("fd_read", 0, 100));
        Assert.Equal("question", guest.Memory.ReadString(WasiGuest.Buffer, guest.Value));
        Assert.Equal(Errno.Success, guest.Transfer("fd_read", 0, 100));
        Assert.Equal(0, guest.Value);
        Assert.Equal(Errno.Success, guest.Write(1, "answer"));
        Assert.Equal(Errno.Success, guest.Write(2, "error"));
        Assert.Equal(("answer", "error"), (Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray())));
        Assert.Equal(Errno.NotCapable, guest.Write(0, "x"));
        Assert.Equal(Errno.NotCapable, guest.Transfer("fd_read", 1, 1));
        Assert.Equal(Errno.SPipe, guest.Call("fd_seek", 1, 0, 0, WasiGuest.Result));
    }

    [Fact]
    public void ArgumentsAndEnvironmentReachTheGuest()
    {
        using var guest = new WasiGuest(WasiOptions.Default with { Arguments = ["program", "ä", ""], Environment = [new("NAME", "a=b")] });
        Assert.Equal(Errno.Success, guest.Call("args_sizes_get", WasiGuest.Result, WasiGuest.Result + 4));
        Assert.Equal((3, 12), (guest.Value, guest.Memory.Read<int>(WasiGuest.Result + 4)));
        Assert.Equal(Errno.Success, guest.Call("args_get", WasiGuest.Result, WasiGuest.Buffer));
        Assert.Equal("program\0ä\0\0", guest.Memory.ReadString(WasiGuest.Buffer, 12));
        Assert.Equal(WasiGuest.Buffer + 8, guest.Memory.Read<int>(WasiGuest.Result + 4));
        Assert.Equal(Errno.Success, guest.Call("environ_get", WasiGuest.Result, WasiGuest.Buffer));
        Assert.Equal("NAME=a=b\0", guest.Memory.ReadString(WasiGuest.Buffer, 9));
        Assert.Throws<ArgumentException>(() => new WasiContext(WasiOptions.Default with { Arguments = ["a\0b"] }));
        Assert.Throws<ArgumentException>(() => new WasiContext(WasiOptions.Default with { Environment = [new("A=", "b")] }));
    }

    [Fact]
    public void ExitPassesHandlersOfTheGuest()
    {
        using var context = new WasiContext(WasiOptions.Default);
        using var engine = new Wasm.Engine();
        using var store = new Store(engine);
        var linker = new Linker(engine);
        context.Define(linker);
        using var module = Module.FromText(
            engine,
            """
            (module (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
              (func (export "_start") (block $caught (try_table (catch_all $caught) (call $exit (i32.const 300)))) unreachable))
            """);
        Assert.True(WasiContext.IsCommand(module) && WasiContext.IsImportedBy(module) && !WasiContext.IsReactor(module));
        Assert.Equal(300, context.Run(linker.Instantiate(store, module)));
    }

    [Fact]
    public void SignalsThatEndAProcessEndTheGuest()
    {
        using var guest = new WasiGuest(WasiOptions.Default);
        Assert.Equal(Errno.Success, guest.Call("proc_raise", 0));
        Assert.Equal(Errno.Success, guest.Call("proc_raise", 16));
        Assert.Equal(134, Assert.Throws<WasiExitException>(() => guest.Call("proc_raise", 6)).ExitCode);
        Assert.Equal(Errno.Inval, guest.Call("proc_raise", 31));
    }

    [Fact]
    public void ADirectoryThatIsNotThereIsNamed()
    {
        var options = WasiOptions.Default with { Preopens = [new WasiPreopen("/no/such/directory", "/")] };
        Assert.Contains("/no/such/directory", Assert.Throws<IOException>(() => new WasiContext(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ConnectionsAreAcceptedReadAndWritten()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        using var guest = new WasiGuest(WasiOptions.Default with { Listeners = [listener] });
        Assert.Equal(Errno.NotSock, guest.Call("sock_accept", 1, 0, WasiGuest.Result));
        using (var timeout = new CancellationTokenSource(s_short))
        {
            Assert.ThrowsAny<OperationCanceledException>(() => guest.Call("sock_accept", timeout.Token, 3, 0, WasiGuest.Result));
        }

        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndPoint!);
        Assert.Equal(Errno.Success, guest.Call("sock_accept", 3, 0, WasiGuest.Result));
        var connection = guest.Value;
        client.Send("ping"u8);
        Assert.Equal("ping", Receive(flags: 1));
        Assert.Equal("ping", Receive(flags: 0));
        guest.Put(WasiGuest.Buffer, "pong");
        guest.Memory.Write(260, 4);
        Assert.Equal(Errno.Success, guest.Call("sock_send", connection, 256, 1, 0, WasiGuest.Result));
        var answer = new byte[10];
        Assert.Equal(4, client.Receive(answer));
        Assert.Equal("pong"u8, answer.AsSpan(0, 4));
        Assert.Equal(Errno.Success, guest.Call("sock_shutdown", connection, 2));
        Assert.Equal(0, client.Receive(answer));

        // The other end goes: that is an error of the guest, and no signal to the host.
        client.Dispose();
        Assert.Equal("", Receive(flags: 0));
        Assert.Equal(Errno.Pipe, guest.Write(connection, "x"));

        string Receive(int flags)
        {
            guest.Memory.Write(256, WasiGuest.Buffer);
            guest.Memory.Write(260, 100);
            Assert.Equal(Errno.Success, guest.Call("sock_recv", connection, 256, 1, flags, WasiGuest.Result, WasiGuest.Result + 8));
            return guest.Memory.ReadString(WasiGuest.Buffer, guest.Value);
        }
    }

    [Fact]
    public void PollSaysWhatIsReady()
    {
        using var guest = new WasiGuest(
            WasiOptions.Default with { StandardInput = new MemoryStream(new byte[5]), Time = new ManualTime() });
        Subscribe(guest, 0, EventType.Read, 0);
        Subscribe(guest, 1, EventType.Write, 1);
        Subscribe(guest, 2, EventType.Read, 99);
        Subscribe(guest, 3, EventType.Clock, 1);
        guest.Memory.Write(WasiGuest.Buffer + (3 * 48) + 24, ulong.MaxValue);
        Assert.Equal(Errno.Success, guest.Call("poll_oneoff", WasiGuest.Buffer, 1024, 4, WasiGuest.Result));
        Assert.Equal(3, guest.Value);
        Assert.Equal((0UL, Errno.Success, 5UL), Event(0));
        Assert.Equal((1UL, Errno.Success, 1UL), Event(1));
        Assert.Equal((2UL, Errno.BadF, 0UL), Event(2));

        (ulong UserData, Errno Error, ulong Bytes) Event(int index)
        {
            var address = (ulong)(1024 + (index * 32));
            var error = (Errno)guest.Memory.Read<ushort>(address + 8);
            return (guest.Memory.Read<ulong>(address), error, guest.Memory.Read<ulong>(address + 16));
        }
    }

    private static void Subscribe(WasiGuest guest, int index, EventType type, int descriptor)
    {
        var address = (ulong)(WasiGuest.Buffer + (index * 48));
        guest.Memory.Write(address, new byte[48]);
        guest.Memory.Write(address, (ulong)index);
        guest.Memory.Write(address + 8, (byte)type);
        guest.Memory.Write(address + 16, descriptor);
    }

    private static Errno Sleep(WasiGuest guest, long nanoseconds, bool isAbsolute = false, CancellationToken cancellation = default)
    {
        Subscribe(guest, 0, EventType.Clock, 1);
        guest.Memory.Write(WasiGuest.Buffer, 77UL);
        guest.Memory.Write(WasiGuest.Buffer + 24, nanoseconds);
        guest.Memory.Write(WasiGuest.Buffer + 40, (ushort)(isAbsolute ? 1 : 0));
        return guest.Call("poll_oneoff", cancellation, WasiGuest.Buffer, 1024, 1, WasiGuest.Result);
    }
}

using ConformanceLab.Wasm.Wasi;
using Xunit;

namespace ConformanceLab.Wasm.Tests.Readme;

/// <summary>The examples that README files quote: each region between the markers is quoted as it stands, and runs here.</summary>
public sealed class ReadmeExamples
{
    [Fact]
    public void RunAModule()
    {
        // begin run-a-module
        using var engine = new Engine();
        using var module = Module.FromText(engine, """
            (module
              (func (export "add") (param i32 i32) (result i32)
                (i32.add (local.get 0) (local.get 1))))
            """);
        using var store = new Store(engine);
        var instance = new Instance(store, module);

        var add = instance.GetFunction<int, int, int>("add");  // a Func<int, int, int>: neither boxing nor allocation
        int sum = add(2, 3);

        Value[] results = instance.GetFunction("add").Invoke(40, 2);  // or untyped
        // end run-a-module
        Assert.Equal(5, sum);
        Assert.Equal(42, results[0].AsInt32());
    }

    [Fact]
    public void DefineHostFunctions()
    {
        var output = new List<string>();
        using var engine = new Engine();
        using var module = Module.FromText(engine, """
            (module
              (import "env" "print" (func $print (param i32 i32)))
              (import "env" "now" (func $now (result i64)))
              (memory (export "memory") 1)
              (data (i32.const 16) "hello")
              (func (export "run") (result i64)
                (call $print (i32.const 16) (i32.const 5))
                (call $now)))
            """);
        using var store = new Store(engine);

        // begin host-functions
        var linker = new Linker(engine);
        linker.DefineFunction("env", "now", () => 1234L);
        linker.DefineFunction("env", "print", (Caller caller, int address, int length) =>
            output.Add(caller.GetMemory("memory").ReadString((uint)address, length)));

        var instance = linker.Instantiate(store, module);
        long time = instance.GetFunction<long>("run")();
        // end host-functions
        Assert.Equal(1234, time);
        Assert.Equal(["hello"], output);
    }

    [Fact]
    public void AccessMemory()
    {
        using var engine = new Engine();
        using var module = Module.FromText(engine, """
            (module
              (memory (export "memory") 1 4)
              (func (export "sum") (param i32 i32) (result i32) (local $s i32)
                (loop $next
                  (local.set $s (i32.add (local.get $s) (i32.load (local.get 0))))
                  (local.set 0 (i32.add (local.get 0) (i32.const 4)))
                  (br_if $next (local.tee 1 (i32.sub (local.get 1) (i32.const 1)))))
                (local.get $s)))
            """);
        using var store = new Store(engine);
        var instance = new Instance(store, module);

        // begin memory
        Memory memory = instance.GetMemory("memory");
        memory.Write(1000, [1, 0, 0, 0, 2, 0, 0, 0]);    // bytes in …
        memory.Write(1008, 39);                          // … or a value
        int sum = instance.GetFunction<int, int, int>("sum")(1000, 3);

        long oldPages = memory.Grow(1);                  // −1 where a limit forbids it
        ulong bytes = memory.ByteLength;
        // end memory
        Assert.Equal(42, sum);
        Assert.Equal(1, oldPages);
        Assert.Equal(131072UL, bytes);
    }

    [Fact]
    public void HandleTraps()
    {
        using var engine = new Engine();
        using var store = new Store(engine);
        using var module = Module.FromText(engine, """
            (module $calculator
              (func $divide (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
              (func $average (export "average") (param i32 i32) (result i32) (call $divide (local.get 0) (local.get 1))))
            """);
        var instance = new Instance(store, module);
        var report = "";

        // begin traps
        try
        {
            instance.GetFunction("average").Invoke(10, 0);
        }
        catch (TrapException trap) when (trap.Code == TrapCode.IntegerDivideByZero)
        {
            report = string.Join('\n', trap.Frames);  // innermost first
        }

        // end traps
        var lines = report.Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("calculator!divide (function 0) @ 0x", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("calculator!average (function 1) @ 0x", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void LimitAndInterrupt()
    {
        using var engine = new Engine(EngineOptions.Default with { ConsumeFuel = true });
        using var module = Module.FromText(engine, "(module (memory 1) (func (export \"spin\") (loop $forever (br $forever))))");
        var ended = new List<string>();

        // begin limits
        using var store = new Store(engine, StoreLimits.Default with { MemoryBytes = 16 << 20, StackBytes = 1 << 20 });
        var spin = new Instance(store, module).GetFunction("spin");

        store.Fuel = 1_000_000;  // instructions, where EngineOptions.ConsumeFuel is on
        try
        {
            spin.Invoke();
        }
        catch (TrapException trap) when (trap.Code == TrapCode.OutOfFuel)
        {
            ended.Add("out of fuel");
        }

        store.Fuel = ulong.MaxValue;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));
        try
        {
            spin.Invoke([], timeout.Token);
        }
        catch (OperationCanceledException)
        {
            ended.Add("cancelled");
        }

        using var timer = new Timer(_ => store.Interrupt(), null, 20, Timeout.Infinite);  // from any thread
        try
        {
            spin.Invoke();
        }
        catch (TrapException trap) when (trap.Code == TrapCode.Interrupted)
        {
            ended.Add("interrupted");
        }

        // end limits
        Assert.Equal(["out of fuel", "cancelled", "interrupted"], ended);
    }

    [Fact]
    public void RunAProgram()
    {
        using var engine = new Engine();
        using var program = Module.FromText(
            engine,
            """
            (module
              (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
              (memory (export "memory") 1)
              (data (i32.const 0) "\10\00\00\00\05\00\00\00")
              (data (i32.const 16) "hello")
              (func (export "_start")
                (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
                (call $exit (i32.const 3))))
            """);
        using var store = new Store(engine);
        var directory = Path.GetTempPath();

        // begin run-a-program
        using var output = new MemoryStream();
        using var wasi = new WasiContext(new WasiOptions
        {
            Arguments = ["program", "--verbose"],
            Preopens = [new WasiPreopen(directory, "/data", IsReadOnly: true)],
            StandardOutput = output,
            RandomSeed = 1,
        });
        var linker = new Linker(engine);
        wasi.Define(linker);
        int exitCode = wasi.Run(linker.Instantiate(store, program));

        // end run-a-program
        Assert.Equal((3, "hello"), (exitCode, System.Text.Encoding.UTF8.GetString(output.ToArray())));
    }
}

using System.Runtime.Intrinsics;
using Xunit;

namespace ConformanceLab.Wasm.Tests.Api;

public sealed class HostFunctionTests
{
    [Fact]
    public void TypedHostFunctionsAreCalled()
    {
        var log = new List<string>();
        using var guest = new Guest(
            """
            (module
              (import "env" "log" (func $log (param i32 i64 f32 f64)))
              (import "env" "add" (func $add (param i32 i32) (result i32)))
              (import "env" "sum" (func $sum (param v128) (result i32)))
              (func (export "run") (result i32)
                (call $log (i32.const 1) (i64.const 2) (f32.const 3) (f64.const 4))
                (i32.add (call $add (i32.const 10) (i32.const 20)) (call $sum (v128.const i32x4 1 2 3 4)))))
            """,
            linker =>
            {
                linker.DefineFunction("env", "log", (int a, long b, float c, double d) => log.Add($"{a} {b} {c} {d}"));
                linker.DefineFunction("env", "add", (int a, int b) => a + b);
                linker.DefineFunction("env", "sum", (Vector128<byte> v) => Vector128.Sum(v.AsInt32()));
            });
        Assert.Equal(40, guest["run"].Invoke()[0].AsInt32());
        Assert.Equal(["1 2 3 4"], log);
    }

    [Fact]
    public void HostFunctionsThatWaitAreToldThatTheCallIsToEnd()
    {
        var waits = 0;
        using var guest = new Guest(
            "(module (import \"env\" \"wait\" (func $wait)) (func (export \"run\") (call $wait)))",
            linker => linker.DefineFunction("env", "wait", (Caller caller) =>
            {
                waits++;
                Assert.True(caller.Interruption.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)));
                caller.ThrowIfInterrupted();
            }));
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));
        Assert.ThrowsAny<OperationCanceledException>(() => guest["run"].Invoke([], cancelled.Token));

        // The next call has a token of its own; an interruption that comes before the wait is not lost.
        using var timer = new Timer(_ => guest.Store.Interrupt(), null, 20, Timeout.Infinite);
        Assert.Equal(TrapCode.Interrupted, Assert.Throws<TrapException>(() => guest["run"].Invoke()).Code);
        Assert.Equal(2, waits);
    }

    [Fact]
    public void AnInterruptionThatCameBeforeAWaitEndsItAtOnce()
    {
        using var guest = new Guest(
            "(module (import \"env\" \"wait\" (func $wait)) (func (export \"run\") (call $wait)))",
            linker => linker.DefineFunction("env", "wait", (Caller caller) =>
            {
                Assert.False(caller.Interruption.IsCancellationRequested);
                caller.ThrowIfInterrupted();
                caller.Store.Interrupt();
                Assert.True(caller.Interruption.IsCancellationRequested);
                caller.ThrowIfInterrupted();
            }));
        Assert.Equal(TrapCode.Interrupted, Assert.Throws<TrapException>(() => guest["run"].Invoke()).Code);
    }

    [Fact]
    public void UntypedHostFunctionsHaveAnyType()
    {
        using var guest = new Guest(
            """
            (module
              (import "env" "three" (func $three (param i32) (result i32 i64 v128)))
              (func (export "run") (param i32) (result i32 i64 v128) (call $three (local.get 0))))
            """,
            linker => linker.DefineFunction(
                "env",
                "three",
                new FunctionType([ValType.I32], [ValType.I32, ValType.I64, ValType.V128]),
                (_, arguments, results) =>
                {
                    results[0] = arguments[0].AsInt32() + 1;
                    results[1] = arguments[0].AsInt32() + 2L;
                }));
        Assert.Equal([Value.FromInt32(6), Value.FromInt64(7), Value.FromVector128(default)], guest["run"].Invoke(5));
    }

    [Fact]
    public void ACallerLeadsToTheCallingInstance()
    {
        using var guest = new Guest(
            """
            (module
              (import "env" "peek" (func $peek (param i32) (result i32)))
              (memory (export "memory") 1)
              (data (i32.const 8) "\2a\00\00\00")
              (func (export "double") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2)))
              (func (export "run") (result i32) (call $peek (i32.const 8))))
            """,
            linker => linker.DefineFunction("env", "peek", (Caller caller, int address) =>
            {
                Assert.False(caller.TryGetMemory("other", out _));
                Assert.False(caller.TryGetFunction("memory", out _));
                Assert.Throws<KeyNotFoundException>(() => caller.GetMemory("other"));
                Assert.Equal("run", Assert.Single(caller.Instance!.Exports, export => export.Key == "run").Key);
                var value = caller.GetMemory("memory").Read<int>((ulong)address);
                return caller.GetFunction("double").Invoke(value)[0].AsInt32();
            }));
        guest.Store.Data = "mine";
        Assert.Equal(84, guest["run"].Invoke()[0].AsInt32());
    }

    [Fact]
    public void ACallFromTheHostHasNoCallingInstance()
    {
        using var engine = new Engine();
        using var store = new Store(engine);
        var seen = false;
        var function = Function.FromCallback(store, (Caller caller, int x) =>
        {
            seen = caller.Instance is null && caller.Store == store && !caller.TryGetMemory("memory", out _);
            return x + 1;
        });
        Assert.Equal(6, function.Invoke(5)[0].AsInt32());
        Assert.True(seen);
        Assert.Equal(new FunctionType([ValType.I32], [ValType.I32]), function.Type);
    }

    [Fact]
    public void ExceptionsOfTheHostPassThroughWasmAsTheyAre()
    {
        var thrown = new InvalidDataException("mine");
        using var guest = new Guest(
            """
            (module
              (import "env" "fail" (func $fail))
              (func (export "run") (result i32)
                (block $h (try_table (catch_all $h) (call $fail)) (return (i32.const 1)))
                (i32.const 2)))
            """,
            linker => linker.DefineFunction("env", "fail", () => throw thrown));
        Assert.Same(thrown, Assert.Throws<InvalidDataException>(() => guest["run"].Invoke()));

        // The store is as good as before.
        Assert.Same(thrown, Assert.Throws<InvalidDataException>(() => guest["run"].Invoke()));
    }

    [Fact]
    public void WasmAndHostMayNestManyTimes()
    {
        using var guest = new Guest(
            """
            (module
              (import "env" "down" (func $down (param i32) (result i32)))
              (func (export "count") (param i32) (result i32)
                (if (result i32) (i32.eqz (local.get 0))
                  (then (i32.const 0))
                  (else (i32.add (i32.const 1) (call $down (i32.sub (local.get 0) (i32.const 1))))))))
            """,
            linker => linker.DefineFunction("env", "down", (Caller caller, int n) => caller.GetFunction("count").Invoke(n)[0].AsInt32()));
        Assert.Equal(50, guest["count"].Invoke(50)[0].AsInt32());
    }

    [Fact]
    public void NestingWithoutEndIsATrap()
    {
        using var guest = new Guest(
            """
            (module
              (import "env" "again" (func $again))
              (func (export "run") (call $again)))
            """,
            linker => linker.DefineFunction("env", "again", (Caller caller) => { caller.GetFunction("run").Invoke(); }));
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(TrapCode.CallStackExhausted, Assert.Throws<TrapException>(() => guest["run"].Invoke()).Code);
        }
    }

    [Fact]
    public void ANestedTrapNamesTheFramesOfAllActivations()
    {
        using var guest = new Guest(
            """
            (module $m
              (import "env" "call" (func $call))
              (func $outer (export "outer") (call $call))
              (func $inner (export "inner") (unreachable)))
            """,
            linker => linker.DefineFunction("env", "call", (Caller caller) => { caller.GetFunction("inner").Invoke(); }));
        var trap = Assert.Throws<TrapException>(() => guest["outer"].Invoke());
        Assert.Equal(["inner", "outer"], trap.Frames.Select(frame => frame.FunctionName));
        Assert.Equal([2, 1], trap.Frames.Select(frame => frame.FunctionIndex));
        Assert.All(trap.Frames, frame => Assert.Equal("m", frame.ModuleName));
        Assert.Contains("m!inner (function 2) @ 0x", trap.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AHostFunctionMayTrap()
    {
        using var guest = new Guest(
            "(module (import \"env\" \"f\" (func $f (param i32))) (memory (export \"memory\") 1) "
                + "(func (export \"run\") (param i32) (call $f (local.get 0))))",
            linker => linker.DefineFunction(
                "env", "f", (Caller caller, int address) => { caller.GetMemory("memory").Read<long>((uint)address); }));
        guest["run"].Invoke(65528);
        Assert.Equal(TrapCode.MemoryOutOfBounds, Assert.Throws<TrapException>(() => guest["run"].Invoke(65529)).Code);
        Assert.Equal(TrapCode.MemoryOutOfBounds, Assert.Throws<TrapException>(() => guest["run"].Invoke(-1)).Code);
    }

    [Fact]
    public void ResultsOfAWrongTypeAreRefused()
    {
        using var guest = new Guest(
            "(module (import \"env\" \"f\" (func $f (result i32))) (func (export \"run\") (result i32) (call $f)))",
            linker => linker.DefineFunction("env", "f", new FunctionType([], [ValType.I32]), (_, _, results) => results[0] = 1.5));
        Assert.Throws<ArgumentException>(() => guest["run"].Invoke());
    }

    [Fact]
    public void DelegatesWithoutCounterpartAreRefused()
    {
        using var engine = new Engine();
        var linker = new Linker(engine);
        Assert.Throws<ArgumentException>(() => linker.DefineFunction("env", "f", (string s) => { }));
        Assert.Throws<ArgumentException>(() => linker.DefineFunction("env", "f", (int x, Caller caller) => { }));
        Assert.Throws<ArgumentException>(() => linker.DefineFunction("env", "f", () => 'c'));
    }

    [Fact]
    public void HostReferencesKeepTheirIdentity()
    {
        var thing = new object();
        using var guest = new Guest(
            """
            (module
              (import "env" "same" (func $same (param externref) (result externref)))
              (global $kept (mut externref) (ref.null extern))
              (func (export "keep") (param externref) (global.set $kept (call $same (local.get 0))))
              (func (export "get") (result externref) (global.get $kept))
              (func (export "internal") (result anyref) (any.convert_extern (global.get $kept))))
            """,
            linker => linker.DefineFunction("env", "same", (object? x) => x));
        Assert.Null(guest["get"].Invoke()[0].AsExternRef());
        guest["keep"].Invoke(Value.FromExternRef(thing));
        guest.Store.CollectGarbage();
        Assert.Same(thing, guest["get"].Invoke()[0].AsExternRef());
        Assert.Same(thing, guest["internal"].Invoke()[0].AsAnyRef());
        Assert.Same(thing, guest.Instance.GetFunction<object>("get")());
    }
}

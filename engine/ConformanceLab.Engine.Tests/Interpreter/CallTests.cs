using System.Runtime.Intrinsics;
using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Interpreter;

public class CallTests : TierTests
{
    // One small stack for all: whatever grows with the number of calls overflows it soon.
    private static readonly StoreLimits s_smallStack = StoreLimits.Default with { StackBytes = 4096 };

    [Fact]
    public void TailCallsOfTenMillionTakeConstantStack()
    {
        using var guest = NewGuest(
            """
            (func $even (export "even") (param i64) (result i32)
              (if (i64.eqz (local.get 0)) (then (return (i32.const 1))))
              (return_call $odd (i64.sub (local.get 0) (i64.const 1))))
            (func $odd (param i64) (result i32)
              (if (i64.eqz (local.get 0)) (then (return (i32.const 0))))
              (return_call $even (i64.sub (local.get 0) (i64.const 1))))
            """,
            limits: s_smallStack);
        Assert.Equal(1, guest.CallInt32("even", 10_000_000L));
    }

    [Fact]
    public void TailCallsWithDifferentNumbersOfArgumentsTakeConstantStack()
    {
        using var guest = NewGuest(
            """
            (type $f (func (param i32) (result i32 v128 i32)))
            (table funcref (elem $few))
            (elem declare func $few)
            (func $few (export "few") (type $f) (local v128 i64)
              (if (i32.eqz (local.get 0))
                (then (return (i32.const 11) (v128.const i64x2 22 33) (i32.const 44))))
              (return_call $many (v128.const i64x2 1 2) (local.get 0) (i64.const 3) (v128.const i64x2 4 5)))
            (func $many (param v128 i32 i64 v128) (result i32 v128 i32)
              (local.set 1 (i32.sub (local.get 1) (i32.const 1)))
              (if (i32.and (local.get 1) (i32.const 1))
                (then (return_call_indirect (type $f) (local.get 1) (i32.const 0))))
              (return_call_ref $f (local.get 1) (ref.func $few)))
            """,
            limits: s_smallStack);
        var results = guest.Call("few", 100_000);
        Assert.Equal(11, results[0].AsInt32());
        Assert.Equal([22UL, 33UL], [results[1].AsVector128().AsUInt64()[0], results[1].AsVector128().AsUInt64()[1]]);
        Assert.Equal(44, results[2].AsInt32());
    }

    [Fact]
    public void TailCallsBetweenInstancesTakeConstantStackAndSeeTheirOwnInstance()
    {
        using var guest = NewGuest(
            """
            (global $count (export "count") (mut i32) (i32.const 0))
            (table (export "table") 2 funcref)
            (type $f (func (param i32) (result i32)))
            (func (export "a") (type $f)
              (global.set $count (i32.add (global.get $count) (i32.const 1)))
              (if (i32.eqz (local.get 0)) (then (return (global.get $count))))
              (return_call_indirect (type $f) (i32.sub (local.get 0) (i32.const 1)) (i32.const 1)))
            """,
            limits: s_smallStack);
        guest.Linker.DefineInstance("a", guest.Instance);
        guest.Instantiate(
            """
            (import "a" "a" (func $a (param i32) (result i32)))
            (import "a" "table" (table 2 funcref))
            (global $sum (mut i32) (i32.const 0))
            (func $b (param i32) (result i32)
              (global.set $sum (i32.add (global.get $sum) (i32.const 3)))
              (return_call $a (local.get 0)))
            (elem (i32.const 1) $b)
            """);
        Assert.Equal(100_001, guest.CallInt32("a", 100_000));
    }

    [Fact]
    public void ATailCallOfAHostFunctionReturnsToTheCaller()
    {
        using var guest = NewGuest(
            """
            (import "host" "twice" (func $twice (param i32) (result i32)))
            (func $tail (param i64 i32) (result i32) (return_call $twice (local.get 1)))
            (func (export "direct") (param i32) (result i32) (return_call $twice (local.get 0)))
            (func (export "nested") (param i32) (result i32)
              (i32.add (i32.const 1) (call $tail (i64.const 7) (local.get 0))))
            """,
            define: static (linker, store) =>
                linker.Define("host", "twice", Function.FromCallback<int, int>(store, static value => value * 2)));
        Assert.Equal(42, guest.CallInt32("direct", 21));
        Assert.Equal(43, guest.CallInt32("nested", 21));
    }

    [Fact]
    public void EndlessRecursionIsATrapAndTheStoreStaysUsable()
    {
        using var guest = NewGuest(
            """
            (func $down (export "down") (param i32) (result i32)
              (if (result i32) (local.get 0)
                (then (i32.add (i32.const 1) (call $down (i32.sub (local.get 0) (i32.const 1)))))
                (else (i32.const 0))))
            """);
        Assert.Equal(TrapCode.CallStackExhausted, guest.Trap("down", int.MaxValue).Code);
        Assert.Equal(5000, guest.CallInt32("down", 5000));
    }

    [Fact]
    public void RecursionInWasmNeverOverflowsTheThread()
    {
        using var guest = NewGuest(
            """
            (func $down (export "down") (param i32) (result i32)
              (if (result i32) (local.get 0)
                (then (i32.add (i32.const 1) (call $down (i32.sub (local.get 0) (i32.const 1)))))
                (else (i32.const 0))))
            """,
            limits: StoreLimits.Default with { StackBytes = 256 << 20 });
        var result = 0;
        TrapCode? trap = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = guest.CallInt32("down", 1_000_000);
                }
                catch (TrapException error)
                {
                    trap = error.Code;
                }
            },
            256 * 1024);
        thread.Start();
        thread.Join();

        // Compiled code is on the thread's stack, and stops before its end.
        Assert.Equal(Tier == Tier.Interpreter ? (1_000_000, null) : (0, TrapCode.CallStackExhausted), (result, trap));
    }

    [Fact]
    public void EndlessRecursionThroughTheHostIsATrap()
    {
        Function? self = null;
        using var guest = NewGuest(
            """
            (import "host" "again" (func $again))
            (func (export "again") (call $again))
            """,
            limits: StoreLimits.Default with { StackBytes = 256 << 20 },
            define: (linker, store) => linker.Define("host", "again", Function.FromCallback(store, () => { self!.Invoke(); })));
        self = guest.Instance.GetFunction("again");
        TrapException? trap = null;
        var thread = new Thread(() => trap = guest.Trap("again"), 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal(TrapCode.CallStackExhausted, trap?.Code);
    }

    [Fact]
    public void AFrameLargerThanTheStackIsATrap()
    {
        // 600 vectors that are all alive while memory grows, so that no tier can do without their places.
        var locals = Enumerable.Range(0, 600);
        var set = string.Concat(locals.Select(static i => $"(local.set {i} (v128.load offset={i} (memory.size)))"));
        var use = string.Concat(locals.Select(static i => $"(v128.store offset={i} (memory.size) (local.get {i}))"));
        using var guest = NewGuest(
            $"(memory 1) (func (export \"f\") (local {string.Concat(Enumerable.Repeat("v128 ", 600))}) {set} (drop (memory.grow (i32.const 0))) {use})",
            limits: s_smallStack);
        Assert.Equal(TrapCode.CallStackExhausted, guest.Trap("f").Code);
    }

    [Fact]
    public void OperandsThatDoNotFitTheStackAreATrap()
    {
        // 900 calls leave 1,000 results each on the stack.
        var results = string.Concat(Enumerable.Repeat("i64 ", 1000));
        var values = string.Concat(Enumerable.Repeat("i64.const 0 ", 1000));
        var calls = string.Concat(Enumerable.Repeat("call $many ", 900));
        using var guest = NewGuest($"(func $many (result {results}) {values}) (func (export \"f\") {calls} unreachable)");
        Assert.Equal(TrapCode.CallStackExhausted, guest.Trap("f").Code);
    }

    [Fact]
    public void LocalsAreZeroInEveryCall()
    {
        using var guest = NewGuest(
            """
            (func $f (param i32) (result i32) (local i32 v128 i64)
              (local.get 1)
              (local.set 1 (i32.const 99))
              (local.set 2 (v128.const i64x2 -1 -1))
              (local.set 3 (i64.const -1)))
            (func (export "f") (result i32) (i32.add (call $f (i32.const 1)) (call $f (i32.const 2))))
            """);
        Assert.Equal(0, guest.CallInt32("f"));
        Assert.Equal(0, guest.CallInt32("f"));
    }

    [Fact]
    public void HostAndWasmCallEachOtherWithTheirOperandsIntact()
    {
        Function? self = null;
        using var guest = NewGuest(
            """
            (import "host" "down" (func $down (param i32) (result i32)))
            (func (export "f") (param i32) (result i32)
              (i32.mul (i32.const 2)
                (i32.add (local.get 0)
                  (if (result i32) (local.get 0) (then (call $down (local.get 0))) (else (i32.const 0))))))
            """,
            define: (linker, store) =>
                linker.Define("host", "down", Function.FromCallback<int, int>(store, value => self!.Invoke(value - 1)[0].AsInt32())));
        self = guest.Instance.GetFunction("f");
        Assert.Equal(Expected(10), guest.CallInt32("f", 10));

        static int Expected(int value) => 2 * (value + (value == 0 ? 0 : Expected(value - 1)));
    }
}

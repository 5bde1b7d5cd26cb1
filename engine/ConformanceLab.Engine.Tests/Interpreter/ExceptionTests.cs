using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Interpreter;

public sealed class ExceptionTests
{
    [Fact]
    public void AnExceptionPassesFramesToTheNearestMatchingHandler()
    {
        using var guest = new Guest(
            """
            (tag $a (param i32 v128)) (tag $b (param i32))
            (func $throw (param i32) (local i64 i64) (throw $a (local.get 0) (v128.const i32x4 1 2 3 4)))
            (func $between (param i32) (local v128)
              (block $caught (result i32)
                (try_table (catch $b $caught) (call $throw (local.get 0)))
                (i32.const 0))
              (drop))
            (func (export "f") (param i32) (result i32)
              (block $caught (result i32 v128)
                (try_table (catch $b 1) (catch $a $caught) (call $between (local.get 0)))
                (unreachable))
              (i32x4.extract_lane 3)
              (i32.add))
            """);
        Assert.Equal(104, guest.CallInt32("f", 100));
    }

    [Fact]
    public void AnUncaughtExceptionLeavesWithItsTagValuesAndFrames()
    {
        using var guest = new Guest(
            """
            (tag $t (export "t") (param i32 i64))
            (func $inner (throw $t (i32.const 5) (i64.const 6)))
            (func $outer (export "f") (call $inner))
            """);
        var thrown = Assert.Throws<WasmThrownException>(() => { guest.Call("f"); });
        Assert.Equal(guest.Instance.GetTag("t").Instance, thrown.Tag.Instance);
        Assert.Equal([5, 6L], thrown.Payload);
        Assert.Equal(["inner", "outer"], thrown.Frames.Select(frame => frame.FunctionName));
    }

    [Fact]
    public void AHostFunctionThrowsWhatWasmCatchesByTag()
    {
        Tag? tag = null;
        using var guest = new Guest(
            """
            (import "host" "tag" (tag $t (param i32)))
            (import "host" "throw" (func $throw (param i32)))
            (func (export "f") (param i32) (result i32)
              (block $caught (result i32)
                (try_table (catch $t $caught) (call $throw (local.get 0)))
                (i32.const -1)))
            """,
            define: (linker, store) =>
            {
                tag = new Tag(store, new FunctionType([ValType.I32], []));
                linker.Define("host", "tag", tag);
                linker.Define("host", "throw", Function.FromCallback<int>(store, value => throw new WasmThrownException(tag, value)));
            });
        Assert.Equal(77, guest.CallInt32("f", 77));
    }

    [Fact]
    public void AnExceptionKeepsItsIdentityThroughTheHost()
    {
        Function? inner = null;
        using var guest = new Guest(
            """
            (import "host" "pass" (func $pass))
            (tag $t) (tag $other)
            (global $thrown (mut exnref) (ref.null exn))
            (func (export "inner")
              (block $caught (result exnref)
                (try_table (catch_ref $t $caught) (throw $t))
                (unreachable))
              (global.set $thrown)
              (throw_ref (global.get $thrown)))
            (func (export "f") (result i32)
              (block $other (block $caught (result exnref)
                  (try_table (catch $other $other) (catch_all_ref $caught) (call $pass))
                  (unreachable))
                (block $again (param exnref) (result exnref)
                  (try_table (param exnref) (catch_ref $t $again) (throw_ref))
                  (unreachable))
                (drop)
                (return (i32.const 1)))
              (i32.const 2))
            """,
            options: EngineOptions.Default with { GcStress = true },
            define: (linker, store) => linker.Define("host", "pass", Function.FromCallback(store, () => { inner!.Invoke(); })));
        inner = guest.Instance.GetFunction("inner");
        Assert.Equal(1, guest.CallInt32("f"));
    }

    [Fact]
    public void ExceptionsOfTheHostPassHandlersUntouched()
    {
        var original = new InvalidTimeZoneException("mine");
        using var guest = new Guest(
            """
            (import "host" "fail" (func $fail))
            (func (export "f") (block $caught (try_table (catch_all $caught) (call $fail))))
            (func (export "g") (result i32) (i32.const 3))
            """,
            define: (linker, store) => linker.Define("host", "fail", Function.FromCallback(store, () => throw original)));
        Assert.Same(original, Assert.Throws<InvalidTimeZoneException>(() => { guest.Call("f"); }));
        Assert.Equal(3, guest.CallInt32("g"));
    }

    [Fact]
    public void TrapsPassHandlers()
    {
        using var guest = new Guest("(func (export \"f\") (block $caught (try_table (catch_all $caught) (unreachable))))");
        Assert.Equal(TrapCode.Unreachable, guest.Trap("f").Code);
    }

    [Fact]
    public void ACatchClauseMayContinueALoop()
    {
        using var guest = new Guest(
            """
            (tag $t (param i32))
            (func (export "f") (result i32) (local $n i32)
              (i32.const 0)
              (loop $again (param i32)
                (local.set $n)
                (if (i32.lt_u (local.get $n) (i32.const 1000))
                  (then (try_table (catch $t $again) (throw $t (i32.add (local.get $n) (i32.const 1)))))))
              (local.get $n))
            """);
        Assert.Equal(1000, guest.CallInt32("f"));
    }

    [Fact]
    public void LegacyDelegateSkipsTheHandlersBetween()
    {
        using var guest = new Guest(
            """
            (tag $t)
            (func (export "f") (result i32)
              (try $outer (result i32)
                (do
                  (try (result i32)
                    (do (try (do (throw $t)) (delegate $outer)) (i32.const 1))
                    (catch_all (i32.const 2))))
                (catch_all (i32.const 3))))
            (func (export "through-delegate") (result i32)
              (try $outer (result i32)
                (do
                  (try (result i32)
                    (do
                      (try $middle
                        (do (try (do (throw $t)) (delegate $middle)))
                        (delegate $outer))
                      (i32.const 1))
                    (catch_all (i32.const 2))))
                (catch_all (i32.const 3))))
            (func (export "to-caller") (try (do (try (do (throw $t)) (delegate 1))) (catch_all)))
            """,
            options: EngineOptions.Default with { Features = WasmFeatures.Wasm3 | WasmFeatures.LegacyExceptions });
        Assert.Equal(3, guest.CallInt32("f"));
        Assert.Equal(3, guest.CallInt32("through-delegate"));
        Assert.Throws<WasmThrownException>(() => { guest.Call("to-caller"); });
    }

    [Fact]
    public void LegacyRethrowThrowsWhatItsBlockCaught()
    {
        using var guest = new Guest(
            """
            (tag $a (param i32)) (tag $b (param i32))
            (func (export "f") (result i32)
              (try (result i32)
                (do
                  (try $first (result i32)
                    (do (throw $a (i32.const 10)))
                    (catch $a
                      (drop)
                      (try (result i32)
                        (do (throw $b (i32.const 20)))
                        (catch $b (drop) (rethrow $first))))))
                (catch $b (i32.add (i32.const 1)))
                (catch $a (i32.add (i32.const 2)))))
            """,
            options: EngineOptions.Default with { GcStress = true, Features = WasmFeatures.Wasm3 | WasmFeatures.LegacyExceptions });
        Assert.Equal(12, guest.CallInt32("f"));
    }
}

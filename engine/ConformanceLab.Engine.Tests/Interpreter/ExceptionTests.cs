using System.Runtime.Intrinsics;
using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Interpreter;

/// <summary>Exceptions: what a handler finds, and the ways through frames, instances and the host.</summary>
public class ExceptionTests : TierTests
{
    private static readonly EngineOptions s_legacy = Guest.Interpreted with { Features = WasmFeatures.Wasm3 | WasmFeatures.LegacyExceptions };

    private static readonly EngineOptions s_stress = s_legacy with { GcStress = true };

    [Fact]
    public void AnExceptionPassesFramesToTheNearestMatchingHandler()
    {
        using var guest = NewGuest(
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
    public void PayloadsOfEveryKindArrive()
    {
        using var guest = NewGuest(
            """
            (tag $t (param i32 v128 f32 externref i64 funcref f64 v128))
            (func $throw (export "throw") (param i32 v128 f32 externref i64 funcref f64 v128)
              (throw $t (local.get 0) (local.get 1) (local.get 2) (local.get 3)
                        (local.get 4) (local.get 5) (local.get 6) (local.get 7)))
            (func (export "f") (param i32 v128 f32 externref i64 funcref f64 v128)
                (result i32 v128 f32 externref i64 funcref f64 v128)
              (block $h (result i32 v128 f32 externref i64 funcref f64 v128 exnref)
                (try_table (catch_ref $t $h)
                  (call $throw (local.get 0) (local.get 1) (local.get 2) (local.get 3)
                               (local.get 4) (local.get 5) (local.get 6) (local.get 7)))
                (unreachable))
              (drop))
            """,
            options: s_stress);
        Value[] values =
        [
            -1, Vector128.Create(1UL, 2).AsByte(), 1.5f, Value.FromExternRef("x"), -2L,
            Value.FromFunction(guest.Instance.GetFunction("throw")), 2.5, Vector128.Create(3UL, 4).AsByte(),
        ];
        Assert.Equal(values, guest.Call("f", values));
    }

    // The most used locals live in registers, the rest in the frame; operands below the block are in their slots.
    [Fact]
    public void ALandingPadFindsLocalsAndOperandsAsTheyWereAtTheCall()
    {
        using var guest = NewGuest(
            """
            (tag $t (param f64))
            (func $ruin (param i32) (result i32) (local i64 i64 i64 i64 i64 i64 i64 i64 f64 f64 f64)
              (local.set 1 (i64.const -1)) (local.set 2 (i64.const -1)) (local.set 3 (i64.const -1)) (local.set 4 (i64.const -1))
              (local.set 9 (f64.const -1)) (local.set 10 (f64.const -1)) (local.set 11 (f64.const -1))
              (loop $l
                (local.set 1 (i64.add (local.get 1) (local.get 2)))
                (local.set 3 (i64.add (local.get 3) (local.get 4)))
                (local.set 9 (f64.add (local.get 10) (local.get 11)))
                (br_if $l (i32.eqz (local.get 0))))
              (throw $t (f64.const 1000)))
            (func (export "f") (param $a i32) (param $x f64) (result f64) (local $b i32) (local $y f64)
              (local.set $b (i32.const 10))
              (local.set $y (f64.const 20))
              (f64.const 100000)
              (i32.add (local.get $a) (local.get $b))
              (block $h (result f64)
                (try_table (catch $t $h)
                  (loop $l
                    (local.set $a (i32.add (local.get $a) (i32.const 1)))
                    (local.set $x (f64.add (local.get $x) (local.get $y)))
                    (br_if $l (i32.lt_u (local.get $a) (i32.const 8))))
                  (local.set $b (i32.add (local.get $b) (call $ruin (local.tee $b (i32.const 30))))))
                (unreachable))
              (f64.add (local.get $x))
              (f64.add (f64.convert_i32_u (i32.add (local.get $a) (local.get $b))))
              (local.set $y)
              (f64.convert_i32_u)
              (f64.add (local.get $y))
              (f64.add))
            """);

        // 100000 + (3 + 10) + 1000 + (0.5 + 5 · 20) + (8 + 30)
        Assert.Equal(101151.5, Assert.Single(guest.Call("f", 3, 0.5)).AsDouble());
    }

    [Fact]
    public void AnExceptionPassesInstancesAndTailCallsToTheHandlerOfItsTag()
    {
        using var guest = NewGuest(
            """
            (tag $mine (export "t") (param i32))
            (func (export "throw") (param i32) (throw $mine (local.get 0)))
            (func $next (param i32) (param i64 i64 i64 i64 i64 i64 i64 i64) (throw $mine (local.get 0)))
            (func (export "tail") (param i32)
              (block $h (result i32)
                (try_table (catch $mine $h)
                  (return_call $next (local.get 0) (i64.const 1) (i64.const 2) (i64.const 3) (i64.const 4)
                                     (i64.const 5) (i64.const 6) (i64.const 7) (i64.const 8)))
                (unreachable))
              (unreachable))
            """);
        guest.Linker.Define("a", "t", guest.Instance.GetTag("t"));
        guest.Linker.Define("a", "throw", guest.Instance.GetFunction("throw"));
        guest.Linker.Define("a", "tail", guest.Instance.GetFunction("tail"));
        var other = guest.Instantiate(
            """
            (import "a" "throw" (func $throw (param i32)))
            (import "a" "tail" (func $tail (param i32)))
            (import "a" "t" (tag $theirs (param i32)))
            (tag $t (param i32))
            (global $g i32 (i32.const 100))
            (func $pass (param i32) (return_call $tail (local.get 0)))
            (func $run (param $tail i32) (result i32)
              (block $h (result i32)
                (block $wrong (result i32)
                  (try_table (catch $t $wrong) (catch $theirs $h)
                    (if (local.get $tail) (then (call $pass (i32.const 7))) (else (call $throw (i32.const 8)))))
                  (i32.const -1))
                (return))
              (i32.add (global.get $g)))
            (export "run" (func $run))
            """);
        Assert.Equal(107, other.GetFunction("run").Invoke(1)[0].AsInt32());
        Assert.Equal(108, other.GetFunction("run").Invoke(0)[0].AsInt32());
    }

    [Fact]
    public void AnUncaughtExceptionLeavesWithItsTagValuesAndFrames()
    {
        using var guest = NewGuest(
            """
            (tag $t (export "t") (param i32 i64)) (tag $other)
            (func $inner (throw $t (i32.const 5) (i64.const 6)))
            (func $outer (export "f") (block $h (try_table (catch $other $h) (call $inner))))
            """);
        for (var times = 0; times < 3; times++)
        {
            var thrown = Assert.Throws<WasmThrownException>(() => { guest.Call("f"); });
            Assert.Equal(guest.Instance.GetTag("t").Instance, thrown.Tag.Instance);
            Assert.Equal([5, 6L], thrown.Payload);
            Assert.Equal(["inner", "outer"], thrown.Frames.Select(frame => frame.FunctionName));
        }
    }

    [Fact]
    public void AHostFunctionThrowsWhatWasmCatches()
    {
        Tag? tag = null;
        using var guest = NewGuest(
            """
            (import "host" "tag" (tag $t (param i32 externref)))
            (import "host" "throw" (func $throw (param i32)))
            (func $tail (param i32) (return_call $throw (local.get 0)))
            (func (export "f") (param $n i32) (result i32) (local $sum i32)
              (loop $again
                (block $caught (result i32 externref)
                  (try_table (catch $t $caught)
                    (if (i32.and (local.get $n) (i32.const 1))
                      (then (call $tail (local.get $n))) (else (call $throw (local.get $n)))))
                  (unreachable))
                (if (ref.is_null) (then (unreachable)))
                (local.set $sum (i32.add (local.get $sum)))
                (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
              (local.get $sum))
            """,
            options: s_stress,
            define: (linker, store) =>
            {
                tag = new Tag(store, new FunctionType([ValType.I32, ValType.ExternRef], []));
                linker.Define("host", "tag", tag);
                linker.Define("host", "throw", Function.FromCallback<int>(
                    store, value => throw new WasmThrownException(tag, value, Value.FromExternRef("x"))));
            });
        Assert.Equal(5050, guest.CallInt32("f", 100));
    }

    [Fact]
    public void AnExceptionKeepsItsIdentityThroughTheHost()
    {
        Function? inner = null;
        WasmThrownException? seen = null;
        using var guest = NewGuest(
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
            (func (export "through") (call $pass))
            """,
            options: s_stress,
            define: (linker, store) => linker.Define("host", "pass", Function.FromCallback(store, () =>
            {
                try
                {
                    inner!.Invoke();
                }
                catch (WasmThrownException thrown)
                {
                    seen = thrown;
                    throw;
                }
            })));
        inner = guest.Instance.GetFunction("inner");
        Assert.Equal(1, guest.CallInt32("f"));
        Assert.Same(Assert.Throws<WasmThrownException>(() => { guest.Call("through"); }), seen);
        Assert.Equal(1, guest.CallInt32("f"));
    }

    [Fact]
    public void OtherExceptionsAndTrapsPassHandlers()
    {
        var original = new InvalidTimeZoneException("mine");
        using var guest = NewGuest(
            """
            (import "host" "fail" (func $fail))
            (func (export "f") (block $caught (try_table (catch_all $caught) (call $fail))))
            (func (export "g") (block $caught (try_table (catch_all $caught) (unreachable))))
            (func (export "number") (result i32) (i32.const 3))
            (func (export "h") (block $caught (try_table (catch_all $caught) (throw_ref (ref.null exn)))))
            """,
            define: (linker, store) => linker.Define("host", "fail", Function.FromCallback(store, () => throw original)));
        Assert.Same(original, Assert.Throws<InvalidTimeZoneException>(() => { guest.Call("f"); }));
        Assert.Equal(3, guest.CallInt32("number"));
        Assert.Equal(TrapCode.Unreachable, guest.Trap("g").Code);
        Assert.Equal(TrapCode.NullExceptionReference, guest.Trap("h").Code);
    }

    [Fact]
    public void AnExceptionOfAnotherStoreIsNotCaught()
    {
        const string Throws = """(tag $t (export "t")) (func (export "f") (throw $t))""";
        using var other = NewGuest(Throws);
        using var guest = NewGuest(
            """(import "host" "f" (func $f)) (func (export "f") (block $h (try_table (catch_all $h) (call $f))))""",
            define: (linker, store) => linker.Define("host", "f", Function.FromCallback(store, () => { other.Call("f"); })));
        var thrown = Assert.Throws<WasmThrownException>(() => { guest.Call("f"); });
        Assert.Same(other.Instance.GetTag("t"), thrown.Tag);
    }

    [Fact]
    public void ACatchClauseMayContinueALoop()
    {
        using var guest = NewGuest(
            """
            (tag $t (param i32))
            (func (export "f") (result i32) (local $n i32)
              (i32.const 0)
              (loop $again (param i32)
                (local.set $n)
                (if (i32.lt_u (local.get $n) (i32.const 100000))
                  (then (try_table (catch $t $again) (throw $t (i32.add (local.get $n) (i32.const 1)))))))
              (local.get $n))
            """);
        Assert.Equal(100_000, guest.CallInt32("f"));
    }

    [Fact]
    public void LegacyDelegateSkipsTheHandlersBetween()
    {
        using var guest = NewGuest(
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
            (func (export "from-catch") (result i32)
              (try $outer (result i32)
                (do
                  (try $inner (result i32)
                    (do (throw $t))
                    (catch $t (try (do (throw $t)) (delegate $inner)) (i32.const 1))
                    (catch_all (i32.const 2))))
                (catch_all (i32.const 3))))
            (func (export "to-caller") (try (do (try (do (throw $t)) (delegate 1))) (catch_all)))
            """,
            options: s_legacy);
        Assert.Equal(3, guest.CallInt32("f"));
        Assert.Equal(3, guest.CallInt32("through-delegate"));
        Assert.Equal(3, guest.CallInt32("from-catch"));
        Assert.Throws<WasmThrownException>(() => { guest.Call("to-caller"); });
    }

    [Fact]
    public void LegacyRethrowThrowsWhatItsBlockCaught()
    {
        using var guest = NewGuest(
            """
            (tag $a (param externref i32)) (tag $b (param i32))
            (func $throw (param externref i32) (throw $a (local.get 0) (local.get 1)))
            (func (export "f") (param externref) (result i32) (local $x i32)
              (i32.const 1000)
              (try (result externref i32)
                (do
                  (try $first (result externref i32)
                    (do (call $throw (local.get 0) (i32.const 10)) (unreachable))
                    (catch $a
                      (try (param externref i32) (result externref i32)
                        (do (local.set $x) (throw $b (i32.const 20)))
                        (catch $b (drop) (rethrow $first))))))
                (catch $b (drop) (unreachable))
                (catch $a))
              (local.set $x)
              (if (ref.is_null) (then (unreachable)))
              (i32.add (local.get $x)))
            """,
            options: s_stress);
        Assert.Equal(1010, guest.CallInt32("f", Value.FromExternRef("x")));
    }

    [Fact]
    public void LegacyRethrowIsCaughtByTheHandlerOutsideOfItsBlock()
    {
        using var guest = NewGuest(
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
            options: s_stress);
        Assert.Equal(12, guest.CallInt32("f"));
    }
}

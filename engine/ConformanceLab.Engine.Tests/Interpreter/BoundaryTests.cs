using ConformanceLab.Engine.Tests.Hostile;
using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Interpreter;

/// <summary>Where code meets other code: the host, other instances, more values than there are registers.</summary>
public class BoundaryTests : TierTests
{
    private static readonly string[] s_types = ["i32", "f64", "i64", "f32"];

    [Fact]
    public void AnExceptionOfTheHostPassesTheGuestAndTheStoreStaysUsable()
    {
        using var guest = NewGuest(
            """
            (import "host" "fail" (func $fail (param i32)))
            (func $inner (param i32) (call $fail (local.get 0)))
            (func (export "f") (param i32) (result i32) (call $inner (local.get 0)) (i32.const 5))
            (func (export "tail") (param i32) (return_call $fail (local.get 0)))
            """,
            define: static (linker, _) => linker.DefineFunction("host", "fail", static (int value) =>
            {
                if (value != 0)
                {
                    throw new FormatException($"no {value}");
                }
            }));
        for (var i = 1; i < 50; i++)
        {
            Assert.Equal($"no {i}", Assert.Throws<FormatException>(() => { guest.Call("f", i); }).Message);
            Assert.Equal($"no {i}", Assert.Throws<FormatException>(() => { guest.Call("tail", i); }).Message);
            Assert.Equal(5, guest.CallInt32("f", 0));
        }
    }

    // Thirty values in each direction: through an entry, a call, a tail call and the host.
    [Fact]
    public void ManyValuesArriveInOrder()
    {
        const int Count = 30;
        var types = string.Join(' ', Enumerable.Range(0, Count).Select(static i => s_types[i % 4]));
        var all = string.Concat(Enumerable.Range(0, Count).Select(static i => $"local.get {i} "));
        var valTypes = Enumerable.Range(0, Count).Select(static i => (i % 4) switch
        {
            0 => ValType.I32,
            1 => ValType.F64,
            2 => ValType.I64,
            _ => ValType.F32,
        }).ToArray();
        using var guest = NewGuest(
            $"""
            (type $t (func (param {types}) (result {types})))
            (import "host" "echo" (func $echo (type $t)))
            (table funcref (elem $tail $echo))
            (func $plain (type $t) {all} call $echo)
            (func $tail (type $t) {all} return_call $plain)
            (func (export "f") (type $t) {all} i32.const 0 call_indirect (type $t) i32.const 1 call_indirect (type $t))
            """,
            define: (linker, _) => linker.DefineFunction(
                "host", "echo", new FunctionType([.. valTypes], [.. valTypes]),
                static (_, arguments, results) => arguments.CopyTo(results)));
        var arguments = Enumerable.Range(0, Count).Select(static i => (i % 4) switch
        {
            0 => Value.FromInt32(-i),
            1 => Value.FromDouble(i + 0.5),
            2 => Value.FromInt64(-i - (1L << 40)),
            _ => Value.FromSingle(i + 0.25f),
        }).ToArray();
        Assert.Equal(arguments, guest.Call("f", arguments));
    }

    [Fact]
    public void TailCallsOfAMillionBetweenInstancesWithAndWithoutStackArgumentsTakeConstantStack()
    {
        var many = Budget.Repeat("i64 ", 12);
        var values = Budget.Repeat("(local.get 1) ", 11);
        using var guest = NewGuest(
            $"""
            (type $few (func (param i64) (result i64)))
            (type $many (func (param {many}) (result i64)))
            (table (export "table") 1 funcref)
            (global $count (mut i64) (i64.const 0))
            (func (export "few") (type $few)
              (global.set $count (i64.add (global.get $count) (i64.const 1)))
              (if (i64.eqz (local.get 0)) (then (return (global.get $count))))
              (return_call_indirect (type $many)
                (i64.sub (local.get 0) (i64.const 1)) {Budget.Repeat("(i64.const 3) ", 11)} (i32.const 0)))
            """,
            limits: StoreLimits.Default with { StackBytes = 16 << 10 });
        guest.Linker.DefineInstance("a", guest.Instance);
        guest.Instantiate(
            $"""
            (import "a" "few" (func $few (param i64) (result i64)))
            (import "a" "table" (table 1 funcref))
            (func $many (param {many}) (result i64)
              (if (i32.wrap_i64 (i64.and (local.get 0) (i64.const 1)))
                (then (return_call $many (i64.sub (local.get 0) (i64.const 1)) {values})))
              (return_call $few (i64.add (local.get 0) (i64.sub (local.get 11) (local.get 1)))))
            (elem (i32.const 0) $many)
            """);
        Assert.Equal(500_001L, guest.Call("few", 1_000_000L)[0].AsInt64());
    }

    [Fact]
    public void FunctionsOfOtherInstancesSeeTheirOwnMemoriesAndGlobals()
    {
        using var guest = NewGuest(
            """
            (memory 1) (data (i32.const 0) "\07") (global $g (mut i32) (i32.const 100)) (table (export "table") 2 funcref)
            (type $f (func (param i32) (result i32)))
            (func (export "f") (param i32) (result i32)
              (i32.add (i32.load8_u (i32.const 0))
                (i32.add (global.get $g) (call_indirect (type $f) (i32.const 40) (local.get 0)))))
            (func $own (param i32) (result i32) (i32.add (local.get 0) (i32.load8_u (i32.const 0))))
            (elem (i32.const 0) $own)
            """);
        guest.Linker.DefineInstance("a", guest.Instance);
        guest.Instantiate(
            """
            (import "a" "table" (table 2 funcref))
            (memory 1) (data (i32.const 0) "\01") (global $g (mut i32) (i32.const 3000))
            (func $other (param i32) (result i32)
              (i32.add (global.get $g) (i32.add (local.get 0) (i32.load8_u (i32.const 0)))))
            (elem (i32.const 1) $other)
            """);
        Assert.Equal(7 + 100 + 40 + 7, guest.CallInt32("f", 0));
        Assert.Equal(7 + 100 + 40 + 1 + 3000, guest.CallInt32("f", 1));
    }

    [Fact]
    public void ATailCalledHostFunctionSeesTheInstanceThatCalledIt()
    {
        using var guest = NewGuest(
            """
            (import "host" "look" (func $look (result i32)))
            (memory (export "m") 3)
            (func $tail (return_call $drop))
            (func $drop (drop (call $look)))
            (func $direct (export "f") (result i32) (call $tail) (return_call $look))
            (func (export "g") (result i32) (call $direct))
            """,
            define: static (linker, _) => linker.DefineFunction(
                "host", "look", new FunctionType([], [ValType.I32]),
                static (caller, _, results) => results[0] = (int)caller.GetMemory("m").PageCount));
        Assert.Equal(3, guest.CallInt32("f"));
        Assert.Equal(3, guest.CallInt32("g"));
    }

    [Fact]
    public void ThousandsOfLocalsKeepTheirValues()
    {
        const int Count = 6000;
        var sets = string.Concat(Enumerable.Range(0, Count).Select(static i => $"i64.const {i} local.set {i + 1} "));
        var sum = string.Concat(Enumerable.Range(0, Count).Select(static i => $"local.get {i + 1} i64.add "));
        using var guest = NewGuest(
            $"""
            (func $nothing)
            (func (export "f") (param i32) (result i64) (local {Budget.Repeat("i64 ", Count)})
              (if (local.get 0) (then {sets} call $nothing))
              i64.const 0 {sum})
            """);
        Assert.Equal(0L, guest.Call("f", 0)[0].AsInt64());
        Assert.Equal((long)Count * (Count - 1) / 2, guest.Call("f", 1)[0].AsInt64());
        Assert.Equal(0L, guest.Call("f", 0)[0].AsInt64());
    }

    [Fact]
    public void ABranchTableOfAThousandLabelsTakesEach()
    {
        const int Count = 1000;
        var labels = string.Join(' ', Enumerable.Range(0, Count));
        var cases = string.Concat(Enumerable.Range(0, Count).Select(static i => $"end i32.const {i * 3} return "));
        using var guest = NewGuest(
            $"""
            (func (export "f") (param i32) (result i32)
              {Budget.Repeat("block ", Count + 1)} local.get 0 br_table {labels} {Count} {cases} end i32.const -1)
            """);
        foreach (var index in (int[])[0, 1, 2, 500, 998, 999])
        {
            Assert.Equal(index * 3, guest.CallInt32("f", index));
        }

        Assert.Equal(-1, guest.CallInt32("f", 1000));
        Assert.Equal(-1, guest.CallInt32("f", -1));
    }

    [Fact]
    public void AnUninitializedElementIsNamed()
    {
        using var guest = NewGuest(
            """
            (table 8 funcref) (table $wide i64 8 funcref)
            (func (export "f") (param i32) (call_indirect (local.get 0)))
            (func (export "tail") (param i64) (return_call_indirect $wide (local.get 0)))
            """);
        Assert.Equal("uninitialized element 5", guest.Trap("f", 5).Message);
        Assert.Equal("uninitialized element 7", guest.Trap("tail", 7L).Message);
        Assert.Equal("undefined element", guest.Trap("f", 8).Message);
        Assert.Equal(TrapCode.UndefinedElement, guest.Trap("tail", -1L).Code);
    }

    [Fact]
    public void WithoutFuelNothingIsExecutedHoweverOftenItIsTried()
    {
        using var guest = NewGuest("(func (export \"f\") (nop))", Guest.Interpreted with { ConsumeFuel = true });
        guest.Store.Fuel = 0;
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(TrapCode.OutOfFuel, guest.Trap("f").Code);
            Assert.Equal(0UL, guest.Store.Fuel);
        }
    }
}

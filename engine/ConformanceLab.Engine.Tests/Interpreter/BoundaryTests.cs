using System.Globalization;
using System.Text;
using ConformanceLab.Engine.Tests.Hostile;
using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Interpreter;

/// <summary>Where code meets other code: the host, other instances, more values than there are registers.</summary>
public class BoundaryTests : TierTests
{
    private static readonly string[] s_types = ["i32", "f64", "i64", "f32"];

    // A tail call leaves no frame: of its instance nothing would be known.
    [Fact]
    public void WhoTailCallsIsTheCallerAndNotWhoIsReturnedTo()
    {
        var callers = new List<Instance?>();
        const string Types = "(type $few (func (param i32) (result i32))) "
            + "(type $many (func (param i32 i64 i32 i64 i32 i64 i32 i64 i32 f64 f64 f64 f64 f64 f64 f64 f64 f64) (result i64 i64 i64 i64 i64 i64 i64 i64)))";
        var many = string.Join(' ', Enumerable.Range(0, 18).Select(static index => $"(local.get {index})"));
        using var guest = NewGuest(
            $$"""
            {{Types}}
            (import "host" "few" (func $few (type $few))) (import "host" "many" (func $many (type $many)))
            (table $table (export "table") 2 funcref) (elem (i32.const 0) func $few $many)
            (func (export "call") (type $few) (i32.add (call $few (local.get 0)) (i32.const 0)))
            (func (export "tail") (type $few) (return_call $few (local.get 0)))
            (func (export "tail through a table") (type $few) (return_call_indirect (type $few) (local.get 0) (i32.const 0)))
            (func (export "tail by a reference") (type $few) (return_call_ref $few (local.get 0) (ref.func $few)))
            (func (export "tail with much") (type $many) (return_call $many {{many}}))
            (func (export "tail with much through a table") (type $many) (return_call_indirect (type $many) {{many}} (i32.const 1)))
            """,
            define: (linker, _) =>
            {
                linker.DefineFunction("host", "few", (Caller caller, int value) =>
                {
                    callers.Add(caller.Instance);
                    return value + 1;
                });
                linker.DefineFunction(
                    "host",
                    "many",
                    new FunctionType(
                        [
                            ValType.I32, ValType.I64, ValType.I32, ValType.I64, ValType.I32, ValType.I64, ValType.I32, ValType.I64, ValType.I32,
                            .. Enumerable.Repeat(ValType.F64, 9),
                        ],
                        [.. Enumerable.Repeat(ValType.I64, 8)]),
                    (caller, arguments, results) =>
                    {
                        callers.Add(caller.Instance);
                        for (var index = 0; index < results.Length; index++)
                        {
                            results[index] = (long)arguments[9 + index].AsDouble() + arguments[8].AsInt32();
                        }
                    });
            });
        guest.Linker.DefineInstance("A", guest.Instance);
        string[] names = ["call", "tail", "tail through a table", "tail by a reference"];
        string[] wide = ["tail with much", "tail with much through a table"];
        var arguments = string.Concat(Enumerable.Range(1, 9).Select(static value => value % 2 == 0 ? $"(i64.const {value})" : $"(i32.const {value})"))
            + string.Concat(Enumerable.Range(10, 9).Select(static value => $"(f64.const {value})"));
        var text = new StringBuilder(Types);
        foreach (var (name, index) in names.Concat(wide).Select(static (name, index) => (name, index)))
        {
            text.Append(CultureInfo.InvariantCulture, $"(import \"A\" \"{name}\" (func (type {(index < names.Length ? "$few" : "$many")})))");
        }

        foreach (var (name, index) in names.Select(static (name, index) => (name, index)))
        {
            text.Append(CultureInfo.InvariantCulture, $"(func (export \"{name}\") (type $few) (i32.mul (call {index} (local.get 0)) (i32.const 2)))");
        }

        foreach (var (name, index) in wide.Select((name, index) => (name, names.Length + index)))
        {
            text.Append(CultureInfo.InvariantCulture, $"(func (export \"{name}\") (result i64) (call {index} {arguments})")
                .Append(string.Concat(Enumerable.Repeat("(i64.add)", 7))).Append(')');
        }

        var other = guest.Instantiate(text.ToString());
        foreach (var name in names)
        {
            Assert.Equal(6, guest.CallInt32(name, 5));
            Assert.Equal(12, other.GetFunction(name).Invoke(5)[0].AsInt32());
        }

        foreach (var name in wide)
        {
            Assert.Equal(Enumerable.Range(10, 8).Sum() + (8 * 9), other.GetFunction(name).Invoke()[0].AsInt64());
        }

        Assert.Equal((2 * names.Length) + wide.Length, callers.Count);
        Assert.All(callers, caller => Assert.Same(guest.Instance, caller));
    }

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

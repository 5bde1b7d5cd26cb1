using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Interpreter;
using ConformanceLab.Wasm.Runtime;
using Xunit;

namespace ConformanceLab.Engine.Tests.Hostile;

/// <summary>Translated code and its tables must stay in proportion to the bytes of the body.</summary>
public class TranslationCostTests
{
    private const int Megabyte = 1 << 20;
    private static readonly string s_refs = Budget.Repeat("anyref i32 ", 500);

    // Six bytes push a thousand operands, half of them references, ask for the roots, and pop them again.
    [Fact]
    public void CallsOfManyReferencesAddOneRootNodeEach()
    {
        const int Calls = 20_000;
        using var guest = new Guest(
            $"""
            (func $give (result {s_refs}) {Budget.Repeat("(ref.null any) (i32.const 0) ", 500)})
            (func $take (param {s_refs}))
            (func $between)
            (func (export "f") (param $run i32)
              (if (local.get $run) (then (return)))
              {Budget.Repeat("call $give call $between call $take ", Calls)})
            """);
        Budget.Within(TimeSpan.FromSeconds(20), 64 * Megabyte, () => guest.Call("f", Value.FromInt32(1)));
        Assert.Equal(Calls, CodeOf(guest, "f").Roots.Nodes.Length);
    }

    [Fact]
    public void BlocksOfManyReferencesAddNoRootNodes()
    {
        using var guest = new Guest(
            $"""
            (type $t (func (param {s_refs}) (result {s_refs})))
            (func $give (result {s_refs}) {Budget.Repeat("(ref.null any) (i32.const 0) ", 500)})
            (func (export "f") (param $run i32)
              (if (local.get $run) (then (return)))
              call $give {Budget.Repeat("block (type $t) end ", 50_000)} unreachable)
            """);
        Budget.Within(TimeSpan.FromSeconds(20), 64 * Megabyte, () => guest.Call("f", Value.FromInt32(1)));
        Assert.Empty(CodeOf(guest, "f").Roots.Nodes);
    }

    // References that came together leave one by one, and go on in between as parameters of blocks, while objects move.
    [Fact]
    public void PartsOfRunsOfReferencesAreRoots()
    {
        using var guest = new Guest(
            """
            (type $box (struct (field i32)))
            (type $three (func (param (ref $box) i64 (ref $box) (ref $box)) (result (ref $box) i64 (ref $box) (ref $box))))
            (func $box (param i32) (result (ref $box)) (struct.new $box (local.get 0)))
            (func $give (result (ref $box) i64 (ref $box) (ref $box))
              (call $box (i32.const 1)) (i64.const -1) (call $box (i32.const 2)) (call $box (i32.const 4)))
            (func (export "f") (result i32) (local $sum i32) (local $last (ref null $box))
              (call $give)
              (drop (call $box (i32.const 0)))
              (block (type $three)
                (drop (call $box (i32.const 0)))
                (local.set $last)
                (drop (call $box (i32.const 0)))
                (block (param (ref $box)) (result (ref $box))
                  (drop (call $box (i32.const 0)))
                  (struct.get $box 0) (local.get $sum) (i32.add) (local.set $sum)
                  (call $box (i32.const 8)))
                (drop (call $box (i32.const 0)))
                (ref.as_non_null (local.get $last)))
              (drop (call $box (i32.const 0)))
              (struct.get $box 0) (local.get $sum) (i32.add) (local.set $sum)
              (drop (call $box (i32.const 0)))
              (struct.get $box 0) (local.get $sum) (i32.add) (local.set $sum)
              (drop)
              (struct.get $box 0) (local.get $sum) (i32.add))
            """,
            Guest.Interpreted with { GcStress = true });
        Assert.Equal(1 + 2 + 4 + 8, guest.CallInt32("f"));
    }

    private static TranslatedFunction CodeOf(Guest guest, string name) =>
        (TranslatedFunction)((WasmFunction)guest.Instance.GetFunction(name).Instance).Code!;
}

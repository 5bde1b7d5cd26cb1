using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Gc;

/// <summary>Every place where a guest or the host keeps a reference, while each allocation moves everything.</summary>
public sealed class GuestRootTests
{
    private const string Places = """
        (module
          (type $box (struct (field (mut i32)) (field (ref null $box))))
          (type $row (array (mut anyref)))
          (import "host" "churn" (func $host (param anyref) (result anyref)))
          (tag $tag (param i32 (ref null $box) externref))
          (global $g (mut (ref null $box)) (struct.new $box (i32.const 1) (struct.new $box (i32.const 2) (ref.null $box))))
          (global $external (mut externref) (ref.null extern))
          (table $t 4 (ref null $box) (struct.new $box (i32.const 10) (ref.null $box)))
          (elem $e (ref null $box) (item (struct.new $box (i32.const 20) (ref.null $box))) (item (ref.null $box)))
          (func $new (param i32) (result (ref $box)) (struct.new $box (local.get 0) (ref.null $box)))
          (func $churn (export "churn") (local $i i32)
            (loop $l
              (drop (array.new_default $row (i32.const 3)))
              (drop (call $new (local.get $i)))
              (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 20)))))
          (func $value (param (ref null $box)) (result i32) (struct.get $box 0 (local.get 0)))

          (func (export "globals") (result i32)
            (call $churn)
            (i32.add (call $value (global.get $g)) (call $value (struct.get $box 1 (global.get $g)))))
          (func (export "tables") (result i32)
            (table.set $t (i32.const 2) (call $new (i32.const 5)))
            (call $churn)
            (i32.add (call $value (table.get $t (i32.const 2))) (call $value (table.get $t (i32.const 3)))))
          (func (export "segments") (result i32) (local $a (ref $row))
            (call $churn)
            (local.set $a (array.new_elem $row $e (i32.const 0) (i32.const 2)))
            (call $churn)
            (call $value (ref.cast (ref $box) (array.get $row (local.get $a) (i32.const 0)))))
          (func (export "locals") (result i32) (local $b (ref null $box)) (local $unused v128) (local $i i64) (local $c (ref null $box))
            (local.set $b (call $new (i32.const 30)))
            (local.set $c (struct.new $box (i32.const 4) (local.get $b)))
            (call $churn)
            (i32.add (call $value (local.get $b)) (call $value (struct.get $box 1 (local.get $c)))))
          (func (export "operands") (result i32) (local $sum i32)
            (call $new (i32.const 100))
            (v128.const i64x2 -1 -1)
            (call $new (i32.const 7))
            (i64.const -1)
            (call $new (i32.const 8))
            (call $churn)
            (local.set $sum (call $value))
            (drop)
            (local.set $sum (i32.add (call $value) (local.get $sum)))
            (drop)
            (i32.add (call $value) (local.get $sum)))
          (func (export "arguments") (result i32)
            (call $sum (call $new (i32.const 40)) (call $new (i32.const 2)) (struct.new $box (i32.const 0) (call $new (i32.const 600)))))
          (func $sum (param $a (ref $box)) (param $b (ref $box)) (param $c (ref $box)) (result i32)
            (call $churn)
            (i32.add (i32.add (call $value (local.get $a)) (call $value (local.get $b))) (call $value (struct.get $box 1 (local.get $c)))))
          (func (export "exceptions") (param $x externref) (result i32 externref) (local $kept exnref)
            (block $caught (result i32 (ref null $box) externref exnref)
              (try_table (catch_ref $tag $caught)
                (throw $tag (i32.const 3) (call $new (i32.const 50)) (local.get $x)))
              (unreachable))
            (local.set $kept)
            (drop) (drop) (drop)
            (call $churn)
            (block $again (result i32 (ref null $box) externref)
              (try_table (catch $tag $again) (throw_ref (local.get $kept)))
              (unreachable))
            (global.set $external)
            (call $churn)
            (call $value)
            (i32.add)
            (call $churn)
            (global.get $external))
          (func (export "host") (result i32)
            (call $value (ref.cast (ref $box) (call $host (call $new (i32.const 70))))))
          (func (export "give") (param i32) (result anyref) (call $new (local.get 0)))
          (func (export "take") (param anyref) (result i32) (call $churn) (call $value (ref.cast (ref $box) (local.get 0)))))
        """;

    [Fact]
    public void NothingReachableIsLostOrConfused()
    {
        using var test = new Guest(Places);
        Assert.Equal(3, test.Int("globals"));
        Assert.Equal(15, test.Int("tables"));
        Assert.Equal(20, test.Int("segments"));
        Assert.Equal(60, test.Int("locals"));
        Assert.Equal(115, test.Int("operands"));
        Assert.Equal(642, test.Int("arguments"));
        Assert.Equal(70, test.Int("host"));
        Assert.True(test.Store.State.Heap.Statistics.Collections > 100);
    }

    [Fact]
    public void ExceptionsKeepTheirPayloadsAndHostObjectsTheirIdentity()
    {
        using var test = new Guest(Places);
        var host = new object();
        var results = test.Instance.GetFunction("exceptions").Invoke(Value.FromExternRef(host));
        Assert.Equal(53, results[0].AsInt32());
        Assert.Same(host, results[1].Reference);
    }

    [Fact]
    public void ReferencesOfTheHostFollowTheirObjects()
    {
        using var test = new Guest(Places);
        var held = new List<Value>();
        for (var i = 0; i < 50; i++)
        {
            held.Add(test.Instance.GetFunction("give").Invoke(i)[0]);
        }

        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(i, test.Instance.GetFunction("take").Invoke(held[i])[0].AsInt32());
            Assert.Equal(i, ((StructReference)held[i].Reference!)[0].AsInt32());
        }
    }

    [Fact]
    public void TheStoresLimitIsATrapAndTheStoreStaysUsable()
    {
        const string Filler = """
            (module
              (type $row (array (mut anyref)))
              (global $all (mut (ref null $row)) (ref.null $row))
              (func (export "fill") (param $length i32) (local $new (ref null $row))
                (loop $l
                  (local.set $new (array.new_default $row (local.get $length)))
                  (array.set $row (local.get $new) (i32.const 0) (global.get $all))
                  (global.set $all (local.get $new))
                  (br $l)))
              (func (export "clear") (global.set $all (ref.null $row)))
              (func (export "make") (param i32) (result i32) (array.len (array.new_default $row (local.get 0)))))
            """;
        using var test = new Guest(Filler, new StoreLimits { GcHeapBytes = 1 << 20 }, stress: false);
        foreach (var length in new[] { 1, 100, 10_000, 200_000, 300_000, int.MaxValue, -1 })
        {
            Assert.Equal(TrapCode.OutOfMemory, Assert.Throws<TrapException>(() => test.Instance.GetFunction("fill").Invoke(length)).Code);
            test.Instance.GetFunction("clear").Invoke();
            Assert.Equal(200_000, test.Int("make", 200_000));
        }
    }

    private sealed class Guest : IDisposable
    {
        public Guest(string text, StoreLimits? limits = null, bool stress = true)
        {
            var engine = new Wasm.Engine(EngineOptions.Default with { GcStress = stress, Tier = Tier.Interpreter });
            Store = new Store(engine, limits ?? StoreLimits.Default);
            var linker = new Linker(engine);
            using var module = Module.FromText(engine, text);
            linker.DefineFunction("host", "churn", new FunctionType([ValType.AnyRef], [ValType.AnyRef]), (_, arguments, results) =>
            {
                Instance!.GetFunction("churn").Invoke();
                Store.CollectGarbage();
                results[0] = arguments[0];
            });
            Instance = linker.Instantiate(Store, module);
        }

        public Store Store { get; }

        public Instance Instance { get; }

        public int Int(string function, params ReadOnlySpan<Value> arguments) =>
            Instance.GetFunction(function).Invoke(arguments)[0].AsInt32();

        public void Dispose() => Store.Dispose();
    }
}

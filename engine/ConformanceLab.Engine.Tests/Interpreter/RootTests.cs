using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Interpreter;

// In stress mode every allocation moves every object and poisons the place it left: a root that the interpreter does not know of fails.
public sealed class RootTests
{
    private static readonly EngineOptions s_stress = Guest.Interpreted with { GcStress = true };

    [Fact]
    public void ParametersLocalsAndOperandsSurviveCallsThatAllocate()
    {
        using var guest = new Guest(
            """
            (type $box (struct (field i32)))
            (func $box (param i32) (result (ref $box)) (struct.new $box (local.get 0)))
            (func $sum (param (ref $box) v128 (ref null $box)) (result i32) (local $mine (ref null $box))
              (local.set $mine (call $box (i32.const 1000)))
              (drop (call $box (i32.const 0)))
              (i32.add (struct.get $box 0 (local.get $mine))
                (i32.add (struct.get $box 0 (local.get 0)) (struct.get $box 0 (local.get 2)))))
            (func (export "f") (result i32) (local $kept (ref null $box)) (local i32 i32)
              (local.set $kept (call $box (i32.const 10000)))
              (call $box (i32.const 1))
              (i64.const -1)
              (v128.const i64x2 -1 -1)
              (call $box (i32.const 10))
              (call $sum (call $box (i32.const 100)) (v128.const i64x2 -1 -1) (call $box (i32.const 200)))
              (local.set 1)
              (struct.get $box 0)
              (local.set 2)
              (drop)
              (drop)
              (struct.get $box 0)
              (i32.add (local.get 1))
              (i32.add (local.get 2))
              (i32.add (struct.get $box 0 (local.get $kept))))
            """,
            s_stress);
        Assert.Equal(10000 + 1 + 10 + 1000 + 100 + 200, guest.CallInt32("f"));
    }

    [Fact]
    public void OperandsOfAnAllocationSurviveIt()
    {
        using var guest = new Guest(
            """
            (type $box (struct (field i32)))
            (type $pair (struct (field (ref $box)) (field v128) (field (ref $box))))
            (type $boxes (array (ref $box)))
            (func $box (param i32) (result (ref $box)) (struct.new $box (local.get 0)))
            (func (export "pair") (result i32) (local $pair (ref null $pair))
              (local.set $pair (struct.new $pair (call $box (i32.const 3)) (v128.const i64x2 -1 -1) (call $box (i32.const 4))))
              (i32.add (struct.get $box 0 (struct.get $pair 0 (local.get $pair)))
                (struct.get $box 0 (struct.get $pair 2 (local.get $pair)))))
            (func (export "fixed") (result i32) (local $boxes (ref null $boxes))
              (local.set $boxes (array.new_fixed $boxes 3 (call $box (i32.const 5)) (call $box (i32.const 6)) (call $box (i32.const 7))))
              (i32.add (struct.get $box 0 (array.get $boxes (local.get $boxes) (i32.const 0)))
                (struct.get $box 0 (array.get $boxes (local.get $boxes) (i32.const 2)))))
            (func (export "new") (result i32)
              (struct.get $box 0 (array.get $boxes (array.new $boxes (call $box (i32.const 8)) (i32.const 9)) (i32.const 8))))
            """,
            s_stress);
        Assert.Equal(7, guest.CallInt32("pair"));
        Assert.Equal(12, guest.CallInt32("fixed"));
        Assert.Equal(8, guest.CallInt32("new"));
    }

    [Fact]
    public void FramesOfOuterActivationsAreRootsToo()
    {
        Function? allocate = null;
        using var guest = new Guest(
            """
            (type $box (struct (field i32)))
            (import "host" "allocate" (func $allocate (param anyref i32) (result anyref)))
            (func (export "allocate") (param i32) (result anyref) (local anyref)
              (local.set 1 (struct.new $box (local.get 0)))
              (drop (struct.new $box (i32.const -1)))
              (local.get 1))
            (func (export "f") (result i32) (local $kept (ref null $box)) (local i32)
              (local.set $kept (struct.new $box (i32.const 1)))
              (struct.new $box (i32.const 10))
              (call $allocate (struct.new $box (i32.const 5)) (i32.const 100))
              (struct.get $box 0 (ref.cast (ref $box)))
              (local.set 1)
              (struct.get $box 0)
              (i32.add (local.get 1))
              (i32.add (struct.get $box 0 (local.get $kept))))
            """,
            s_stress,
            define: (linker, store) => linker.Define(
                "host",
                "allocate",
                Function.FromCallback(store, new FunctionType([ValType.AnyRef, ValType.I32], [ValType.AnyRef]), (_, arguments, results) =>
                {
                    var argument = (StructReference)arguments[0].AsAnyRef()!;
                    results[0] = allocate!.Invoke(arguments[1])[0];
                    Assert.Equal(5, argument[0].AsInt32());
                })));
        allocate = guest.Instance.GetFunction("allocate");
        Assert.Equal(111, guest.CallInt32("f"));
    }

    [Fact]
    public void ReferencesThatTakeBranchesStayRoots()
    {
        using var guest = new Guest(
            """
            (type $list (struct (field i32) (field (ref null $list))))
            (func $cons (param (ref null $list) i32) (result (ref $list)) (struct.new $list (local.get 1) (local.get 0)))
            (func $both (param (ref $list)) (result (ref $list) (ref $list))
              (drop (call $cons (ref.null none) (i32.const 0)))
              (local.get 0) (local.get 0))
            (func (export "sum") (param $n i32) (result i32) (local $sum i32)
              (ref.null $list)
              (loop $build (param (ref null $list)) (result (ref null $list))
                (block (param (ref null $list)) (result (ref null $list)) (br 0))
                (call $cons (local.get $n))
                (br_if $build (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
              (loop $add (param (ref null $list))
                (block $empty (param (ref null $list))
                  (br_on_null $empty)
                  (call $both)
                  (struct.get $list 0)
                  (local.set $sum (i32.add (local.get $sum)))
                  (struct.get $list 1)
                  (br $add)))
              (local.get $sum))
            """,
            s_stress);
        Assert.Equal(5050, guest.CallInt32("sum", 100));
    }
}

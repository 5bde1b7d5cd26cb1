using Xunit;

namespace ConformanceLab.Wasm.Tests.Api;

public sealed class ReferenceTests
{
    private const string Types = """
        (module
          (type $point (struct (field (mut i32)) (field i16) (field (mut anyref)) (field v128)))
          (type $bytes (array (mut i8)))
          (func (export "point") (param i32) (result (ref $point))
            (struct.new $point (local.get 0) (i32.const -1) (ref.null any) (v128.const i64x2 5 6)))
          (func (export "x") (param (ref null $point)) (result i32) (struct.get $point 0 (local.get 0)))
          (func (export "bytes") (param i32) (result arrayref) (array.new $bytes (i32.const 200) (local.get 0)))
          (func (export "i31") (param i32) (result i31ref) (ref.i31 (local.get 0)))
          (func (export "any") (param anyref) (result anyref) (local.get 0))
          (func (export "out") (param anyref) (result externref) (extern.convert_any (local.get 0)))
          (func (export "in") (param externref) (result anyref) (any.convert_extern (local.get 0)))
          (func (export "eq") (param eqref eqref) (result i32) (ref.eq (local.get 0) (local.get 1)))
          (func (export "waste") (param i32)
            (loop $l
              (drop (array.new $bytes (i32.const 1) (i32.const 1000)))
              (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void StructuresAreReadAndWritten(bool stress)
    {
        using var guest = new Guest(Types, options: EngineOptions.Default with { GcStress = stress });
        var point = Assert.IsType<StructReference>(guest["point"].Invoke(7)[0].AsAnyRef());
        guest.Store.CollectGarbage();
        Assert.Equal(7, point[0].AsInt32());
        Assert.Equal(0xFFFF, point[1].AsInt32());
        Assert.True(point[2].IsNull);
        Assert.Equal(6UL, System.Runtime.Intrinsics.Vector128.AsUInt64(point[3].AsVector128())[1]);
        point[0] = 9;
        point[2] = Value.FromAnyRef(point);
        guest.Store.CollectGarbage();
        Assert.Equal(9, guest["x"].Invoke(Value.FromAnyRef(point))[0].AsInt32());
        Assert.Equal(point, point[2].AsAnyRef());
        Assert.Throws<InvalidOperationException>(() => point[1] = 1);
        Assert.Throws<ArgumentException>(() => point[0] = 1L);
        Assert.Throws<ArgumentOutOfRangeException>(() => point[4]);
        Assert.Equal(4, point.Type.Fields.Length);
    }

    [Fact]
    public void ArraysAreReadAndWritten()
    {
        using var guest = new Guest(Types);
        var bytes = Assert.IsType<ArrayReference>(guest["bytes"].Invoke(3)[0].AsAnyRef());
        Assert.Equal(3u, bytes.Length);
        Assert.Equal(200, bytes[2].AsInt32());
        bytes[2] = 0x1FF;
        guest["waste"].Invoke(20_000);
        Assert.Equal(0xFF, bytes[2].AsInt32());
        Assert.Equal(TrapCode.ArrayOutOfBounds, Assert.Throws<TrapException>(() => bytes[3]).Code);
    }

    [Fact]
    public void SmallIntegersAreValues()
    {
        using var guest = new Guest(Types);
        var small = Assert.IsType<I31Reference>(guest["i31"].Invoke(-5)[0].AsAnyRef());
        Assert.Equal(-5, small.Value);
        Assert.Equal(0x7FFF_FFFBu, small.UnsignedValue);
        Assert.Equal(new I31Reference(-5), small);
        Assert.Equal(1, guest["eq"].Invoke(Value.FromAnyRef(small), Value.FromAnyRef(new I31Reference(-5)))[0].AsInt32());
    }

    [Fact]
    public void ConversionsKeepWhatTheReferenceStandsFor()
    {
        using var guest = new Guest(Types);
        var point = guest["point"].Invoke(1)[0].AsAnyRef();
        Assert.Equal(point, guest["out"].Invoke(Value.FromAnyRef(point))[0].AsExternRef());
        Assert.Equal(point, guest["in"].Invoke(Value.FromExternRef(point))[0].AsAnyRef());
        Assert.Equal("host", guest["in"].Invoke(Value.FromExternRef("host"))[0].AsAnyRef());
        Assert.Equal("host", guest["any"].Invoke(Value.FromAnyRef("host"))[0].AsAnyRef());
        Assert.Null(guest["in"].Invoke(Value.FromExternRef(null))[0].AsAnyRef());
    }

    [Fact]
    public void ReferencesOfAWrongTypeAreRefused()
    {
        using var guest = new Guest(Types);
        var bytes = guest["bytes"].Invoke(1)[0];
        Assert.Throws<ArgumentException>(() => guest["x"].Invoke(bytes));
        Assert.Throws<ArgumentException>(() => guest["x"].Invoke(Value.FromExternRef(null)));
        Assert.Throws<ArgumentException>(() => guest["eq"].Invoke(Value.FromAnyRef("host"), Value.FromAnyRef(null)));
        using var other = new Guest(Types);
        Assert.Throws<ArgumentException>(() => other["any"].Invoke(bytes));
    }

    [Fact]
    public void ReferencesCompareByWhatTheyReferTo()
    {
        using var guest = new Guest(Types);
        var first = guest["point"].Invoke(1)[0].AsAnyRef();
        var second = guest["point"].Invoke(1)[0].AsAnyRef();
        Assert.NotEqual(first, second);
        var same = guest["any"].Invoke(Value.FromAnyRef(first))[0].AsAnyRef();
        Assert.NotSame(first, same);
        Assert.Equal(first, same);
        Assert.Equal(first!.GetHashCode(), same!.GetHashCode());
    }

    [Fact]
    public void ADisposedReferenceIsRefused()
    {
        using var guest = new Guest(Types);
        var point = (StructReference)guest["point"].Invoke(1)[0].AsAnyRef()!;
        point.Dispose();
        point.Dispose();
        Assert.Throws<ObjectDisposedException>(() => point[0]);
    }

    [Fact]
    public void RootsAreReleasedWithTheirReferences()
    {
        using var guest = new Guest(Types);
        for (var i = 0; i < 1000; i++)
        {
            using var point = (StructReference)guest["point"].Invoke(i)[0].AsAnyRef()!;
            Assert.Equal(i, point[0].AsInt32());
        }

        Assert.Equal(0, guest.Store.State.Heap.Roots.Count);
    }

    [Fact]
    public void TheHeapHasALimit()
    {
        using var guest = new Guest(Types, limits: StoreLimits.Default with { GcHeapBytes = 1 << 20 });
        Assert.Equal(TrapCode.OutOfMemory, Assert.Throws<TrapException>(() => guest["bytes"].Invoke(1 << 21)).Code);
        Assert.Equal(TrapCode.OutOfMemory, Assert.Throws<TrapException>(() => guest["bytes"].Invoke(-1)).Code);
        guest["waste"].Invoke(5000);
        var kept = Enumerable.Range(0, 9).Select(_ => guest["bytes"].Invoke(100_000)).ToList();
        Assert.Equal(TrapCode.OutOfMemory, Assert.Throws<TrapException>(() => guest["bytes"].Invoke(200_000)).Code);
        Assert.Equal(9, kept.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ConstantExpressionsMakeObjects(bool stress)
    {
        using var guest = new Guest(
            """
            (module
              (type $a (array anyref))
              (type $s (struct (field i32) (field (ref null $a))))
              (type $v (struct (field v128) (field i64)))
              (global $one (export "one") (ref $s) (struct.new $s (i32.add (i32.const 40) (i32.const 2))
                (array.new_fixed $a 3 (ref.i31 (i32.const 1)) (struct.new_default $s) (any.convert_extern (ref.null extern)))))
              (global (export "two") (ref $s) (global.get $one))
              (global (export "three") (ref $a) (array.new $a (ref.i31 (i32.const 9)) (i32.const 4)))
              (global (export "four") (ref $v) (struct.new $v (v128.const i64x2 1 2) (i64.mul (i64.const -3) (i64.const 3))))
              (table (export "t") 3 anyref (struct.new $s (i32.const 5) (ref.null $a)))
              (elem $e anyref (item (array.new_default $a (i32.const 2))) (item (struct.new_default $s)))
              (func (export "init") (table.init $e (i32.const 0) (i32.const 0) (i32.const 2))))
            """,
            options: EngineOptions.Default with { GcStress = stress });
        var one = (StructReference)guest.Instance.GetGlobal("one").Value.AsAnyRef()!;
        Assert.Equal(42, one[0].AsInt32());
        var array = (ArrayReference)one[1].AsAnyRef()!;
        Assert.Equal(new I31Reference(1), array[0].AsAnyRef());
        Assert.IsType<StructReference>(array[1].AsAnyRef());
        Assert.Null(array[2].AsAnyRef());
        Assert.Equal(one, guest.Instance.GetGlobal("two").Value.AsAnyRef());
        Assert.Equal(new I31Reference(9), ((ArrayReference)guest.Instance.GetGlobal("three").Value.AsAnyRef()!)[3].AsAnyRef());
        var four = (StructReference)guest.Instance.GetGlobal("four").Value.AsAnyRef()!;
        Assert.Equal(-9, four[1].AsInt64());
        Assert.Equal(2UL, System.Runtime.Intrinsics.Vector128.AsUInt64(four[0].AsVector128())[1]);
        var table = guest.Instance.GetTable("t");
        Assert.Equal(table[0], table[2]);
        Assert.Equal(5, ((StructReference)table[2].AsAnyRef()!)[0].AsInt32());
        guest["init"].Invoke();
        Assert.IsType<ArrayReference>(table[0].AsAnyRef());
    }
}

using Xunit;

namespace ConformanceLab.Wasm.Tests.Api;

public sealed class TableAndGlobalTests
{
    [Fact]
    public void ElementsAreReadAndWritten()
    {
        using var guest = new Guest("""
            (module
              (table (export "t") 3 5 funcref)
              (elem (i32.const 1) $one)
              (func $one (export "one") (result i32) (i32.const 1))
              (func (export "call") (param i32) (result i32) (call_indirect (result i32) (local.get 0))))
            """);
        var table = guest.Instance.GetTable("t");
        Assert.Same(table, guest.Instance.GetTable("t"));
        Assert.Equal(3UL, table.Size);
        Assert.True(table[0].IsNull);
        Assert.Same(guest["one"], table[1].AsFunction());
        table[2] = guest["one"];
        Assert.Equal(1, guest["call"].Invoke(2)[0].AsInt32());
        Assert.Equal(TrapCode.UninitializedElement, Assert.Throws<TrapException>(() => guest["call"].Invoke(0)).Code);
        Assert.Equal(TrapCode.UndefinedElement, Assert.Throws<TrapException>(() => guest["call"].Invoke(3)).Code);
        Assert.Equal(TrapCode.TableOutOfBounds, Assert.Throws<TrapException>(() => table[3]).Code);
        Assert.Throws<ArgumentException>(() => table[0] = 5);
    }

    [Fact]
    public void TablesGrowToTheirLimits()
    {
        using var guest = new Guest(
            "(module (table (export \"a\") 1 4 externref) (table (export \"b\") 0 funcref))",
            limits: StoreLimits.Default with { TableElements = 6 });
        var table = guest.Instance.GetTable("a");
        Assert.Equal(1, table.Grow(2, Value.FromExternRef("x")));
        Assert.Equal("x", table[2].AsExternRef());
        Assert.True(table[0].IsNull);
        Assert.Equal(-1, table.Grow(2, Value.FromExternRef(null)));
        Assert.Equal(-1, table.Grow(ulong.MaxValue, Value.FromExternRef(null)));
        Assert.Equal(-1, guest.Instance.GetTable("b").Grow(4, Value.FromFunction(null)));
        Assert.Equal(0, guest.Instance.GetTable("b").Grow(3, Value.FromFunction(null)));
        table.Fill(0, Value.FromExternRef("y"), 3);
        Assert.Equal("y", table[0].AsExternRef());
        Assert.Throws<TrapException>(() => table.Fill(1, Value.FromExternRef("z"), 3));
        Assert.Equal("y", table[1].AsExternRef());
    }

    [Fact]
    public void HugeTablesAreOutOfMemory()
    {
        using var engine = new Engine();
        using var store = new Store(engine);
        using var module = Module.FromText(engine, "(module (table 0xffff_ffff funcref))");
        Assert.Equal(TrapCode.OutOfMemory, Assert.Throws<TrapException>(() => new Instance(store, module)).Code);
    }

    [Fact]
    public void ATableMadeByTheHostCanBeImported()
    {
        using var guest = new Guest("(module (func (export \"f\") (result i32) (i32.const 3)))");
        guest.Linker.Define("h", "t", new Table(guest.Store, new TableType(ValType.FuncRef, new Limits(2, null)), guest["f"]));
        var user = guest.Instantiate(
            "(module (import \"h\" \"t\" (table 1 funcref)) (func (export \"g\") (result i32) "
                + "(call_indirect (result i32) (i32.const 1))))");
        Assert.Equal(3, user.GetFunction<int>("g")());
    }

    [Fact]
    public void GlobalsAreReadAndWritten()
    {
        using var guest = new Guest("""
            (module
              (global $a (export "a") (mut i64) (i64.const 5))
              (global (export "b") v128 (v128.const i32x4 1 2 3 4))
              (global (export "c") (mut funcref) (ref.null func))
              (func $get (export "get") (result i64) (global.get $a)))
            """);
        var a = guest.Instance.GetGlobal("a");
        Assert.Equal(5, a.Value.AsInt64());
        a.Value = -1L;
        Assert.Equal(-1, guest["get"].Invoke()[0].AsInt64());
        var b = guest.Instance.GetGlobal("b");
        Assert.Equal(4, System.Runtime.Intrinsics.Vector128.AsInt32(b.Value.AsVector128())[3]);
        Assert.Throws<InvalidOperationException>(() => b.Value = b.Value);
        Assert.Throws<ArgumentException>(() => a.Value = 1);
        var c = guest.Instance.GetGlobal("c");
        c.Value = guest["get"];
        Assert.Same(guest["get"], c.Value.AsFunction());
    }

    [Fact]
    public void AGlobalMadeByTheHostIsShared()
    {
        using var engine = new Engine();
        using var store = new Store(engine);
        var global = new Global(store, new GlobalType(ValType.I32, true), 1);
        using var module = Module.FromText(
            engine,
            "(module (import \"h\" \"g\" (global $g (mut i32))) (func (export \"inc\") "
                + "(global.set $g (i32.add (global.get $g) (i32.const 1)))))");
        new Instance(store, module, global).GetAction("inc")();
        Assert.Equal(2, global.Value.AsInt32());
        Assert.Throws<ArgumentException>(() => new Global(store, new GlobalType(ValType.I32, true), 1L));
    }
}

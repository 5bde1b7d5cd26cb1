using Xunit;

namespace ConformanceLab.Wasm.Tests.Api;

public sealed class LinkerTests
{
    [Fact]
    public void AMissingImportIsNamed()
    {
        var error = Assert.Throws<LinkException>(() => new Guest("(module (import \"a\" \"b\" (func)))"));
        Assert.StartsWith("unknown import", error.Message, StringComparison.Ordinal);
        Assert.Equal(("a", "b"), (error.Module, error.Name));
    }

    [Fact]
    public void MissingComesBeforeIncompatible()
    {
        var error = Assert.Throws<LinkException>(() => new Guest(
            "(module (import \"a\" \"f\" (func (param i32))) (import \"a\" \"g\" (func)))",
            linker => linker.DefineFunction("a", "f", () => { })));
        Assert.Equal("unknown import", error.Reason);
    }

    [Theory]
    [InlineData("(func (param i32))")]
    [InlineData("(func (result i32))")]
    [InlineData("(global i32)")]
    [InlineData("(memory 0)")]
    [InlineData("(table 0 funcref)")]
    [InlineData("(tag)")]
    public void AFunctionOfAnotherTypeDoesNotMatch(string import)
    {
        var error = Assert.Throws<LinkException>(() => new Guest(
            $"(module (import \"a\" \"f\" {import}))", linker => linker.DefineFunction("a", "f", () => { })));
        Assert.Equal("incompatible import type", error.Reason);
    }

    [Theory]
    [InlineData("m", "(memory 2)", true)]
    [InlineData("m", "(memory 1 5)", true)]
    [InlineData("m", "(memory 3)", false)]
    [InlineData("m", "(memory 1 4)", false)]
    [InlineData("m", "(memory i64 2)", false)]
    [InlineData("t", "(table 2 funcref)", true)]
    [InlineData("t", "(table 2 10 funcref)", false)]
    [InlineData("t", "(table 3 funcref)", false)]
    [InlineData("t", "(table 2 externref)", false)]
    [InlineData("t", "(table 2 (ref null nofunc))", false)]
    [InlineData("g", "(global funcref)", true)]
    [InlineData("g", "(global (ref null $f))", true)]
    [InlineData("g", "(global (ref $f))", false)]
    [InlineData("g", "(global (mut funcref))", false)]
    [InlineData("h", "(global (mut (ref null $f)))", true)]
    [InlineData("h", "(global (mut funcref))", false)]
    [InlineData("e", "(tag (param i32))", true)]
    [InlineData("e", "(tag (param i64))", false)]
    [InlineData("f", "(func (type $f))", true)]
    [InlineData("f", "(func (type $super))", true)]
    [InlineData("f", "(func)", false)]
    public void ImportsMatchBySubtyping(string name, string import, bool matches)
    {
        const string Types = "(type $super (sub (func))) (type $f (sub $super (func)))";
        using var guest = new Guest($"""
            (module {Types}
              (memory (export "m") 2 5)
              (table (export "t") 2 funcref)
              (global (export "g") (ref null $f) (ref.null $f))
              (global (export "h") (mut (ref null $f)) (ref.null $f))
              (tag (export "e") (param i32))
              (func (export "f") (type $f)))
            """);
        guest.Linker.DefineInstance("x", guest.Instance);
        var text = $"(module {Types} (import \"x\" \"{name}\" {import}))";
        if (matches)
        {
            guest.Instantiate(text);
        }
        else
        {
            Assert.Equal("incompatible import type", Assert.Throws<LinkException>(() => guest.Instantiate(text)).Reason);
        }
    }

    [Fact]
    public void TheCurrentSizeOfAMemoryCounts()
    {
        using var guest = new Guest("(module (memory (export \"m\") 1 3))");
        guest.Linker.DefineInstance("x", guest.Instance);
        Assert.Throws<LinkException>(() => guest.Instantiate("(module (import \"x\" \"m\" (memory 2)))"));
        guest.Instance.GetMemory("m").Grow(1);
        guest.Instantiate("(module (import \"x\" \"m\" (memory 2)))");
    }

    [Fact]
    public void NamesAreTakenOnceUnlessShadowingIsAllowed()
    {
        using var engine = new Engine();
        var linker = new Linker(engine);
        linker.DefineFunction("a", "f", () => 1);
        Assert.Throws<ArgumentException>(() => linker.DefineFunction("a", "f", () => 2));
        linker.AllowShadowing = true;
        linker.DefineFunction("a", "f", () => 2);
        using var store = new Store(engine);
        Assert.Equal(2, ((Function)linker.Find(store, "a", "f")!).Invoke()[0].AsInt32());
        Assert.Same(linker.Find(store, "a", "f"), linker.Find(store, "a", "f"));
        Assert.Null(linker.Find(store, "a", "g"));
    }

    [Fact]
    public void ThingsOfAnotherStoreAreRefused()
    {
        using var engine = new Engine();
        using var first = new Store(engine);
        using var second = new Store(engine);
        var linker = new Linker(engine);
        linker.Define("a", "g", new Global(first, new GlobalType(ValType.I32, false), 1));
        using var module = Module.FromText(engine, "(module (import \"a\" \"g\" (global i32)))");
        linker.Instantiate(first, module);
        Assert.Throws<ArgumentException>(() => linker.Instantiate(second, module));
    }

    [Fact]
    public void FailedInstantiationLeavesWhatItHasWritten()
    {
        using var guest = new Guest("""
            (module
              (memory (export "m") 1)
              (table (export "t") 2 funcref)
              (func (export "call") (param i32) (result i32) (call_indirect (result i32) (local.get 0))))
            """);
        guest.Linker.DefineInstance("x", guest.Instance);
        var trap = Assert.Throws<TrapException>(() => guest.Instantiate("""
            (module
              (import "x" "m" (memory 1)) (import "x" "t" (table 2 funcref))
              (memory $own 1)
              (func $f (result i32) (i32.load $own (i32.const 0)))
              (elem (i32.const 1) $f)
              (data (memory $own) (i32.const 0) "\09")
              (data (i32.const 0) "abc")
              (data (i32.const 65535) "de"))
            """));
        Assert.Equal(TrapCode.MemoryOutOfBounds, trap.Code);
        Assert.Equal("abc", guest.Instance.GetMemory("m").ReadString(0, 3));
        Assert.Equal(0, guest.Instance.GetMemory("m").Read<byte>(65535));

        // The function of the failed instance lives in the table, with its memory.
        Assert.Equal(9, guest["call"].Invoke(1)[0].AsInt32());
    }

    [Fact]
    public void TheStartFunctionRuns()
    {
        var calls = 0;
        using var guest = new Guest(
            "(module (import \"a\" \"f\" (func $f)) (start $f))", linker => linker.DefineFunction("a", "f", () => { calls++; }));
        Assert.Equal(1, calls);
        Assert.Equal(
            TrapCode.Unreachable,
            Assert.Throws<TrapException>(() => guest.Instantiate("(module (func $s (unreachable)) (start $s))")).Code);
    }

    [Fact]
    public void InstancesAreLimited()
    {
        using var guest = new Guest("(module)", limits: StoreLimits.Default with { Instances = 2 });
        guest.Instantiate("(module)");
        Assert.Equal(TrapCode.OutOfMemory, Assert.Throws<TrapException>(() => guest.Instantiate("(module)")).Code);
    }

    [Fact]
    public void ExportsAreEnumeratedInOrder()
    {
        using var guest = new Guest("(module (func (export \"b\")) (memory (export \"a\") 1) (global (export \"c\") i32 (i32.const 0)))");
        Assert.Equal(["b", "a", "c"], guest.Instance.Exports.Select(export => export.Key));
        Assert.Equal(
            [ExternKind.Function, ExternKind.Memory, ExternKind.Global], guest.Instance.Exports.Select(export => export.Value.Kind));
        Assert.False(guest.Instance.TryGetFunction("a", out _));
        Assert.False(guest.Instance.TryGetExport("d", out _));
        Assert.Throws<KeyNotFoundException>(() => guest.Instance.GetTable("a"));
    }
}

using Xunit;

namespace ConformanceLab.Wasm.Tests.Api;

public sealed class ExceptionTests
{
    private const string Throws = """
        (module $m
          (import "env" "host" (func $host))
          (tag $e (export "e") (param i32 f64))
          (func $throw (export "throw") (param i32) (throw $e (local.get 0) (f64.const 2.5)))
          (func (export "catch") (result i32)
            (block $h (result i32 f64)
              (try_table (catch $e $h) (call $host))
              (return (i32.const -1)))
            (drop))
          (func (export "capture") (result exnref)
            (block $h (result exnref)
              (try_table (catch_all_ref $h) (call $host))
              (ref.null exn)))
          (func (export "through") (call $host)))
        """;

    private static void NoHost(Linker linker) => linker.DefineFunction("env", "host", () => { });

    [Fact]
    public void UncaughtExceptionsComeOutWithTagAndPayload()
    {
        using var guest = new Guest(Throws, NoHost);
        var thrown = Assert.Throws<WasmThrownException>(() => guest["throw"].Invoke(7));
        Assert.Same(guest.Instance.GetTag("e"), thrown.Tag);
        Assert.Equal([Value.FromInt32(7), Value.FromDouble(2.5)], thrown.Payload);
        Assert.Equal("throw", Assert.Single(thrown.Frames).FunctionName);
    }

    [Fact]
    public void ExceptionsOfTheHostAreCaughtByTag()
    {
        Tag? tag = null;
        using var guest = new Guest(
            Throws, linker => linker.DefineFunction("env", "host", () => throw new WasmThrownException(tag!, 5, 1.0)));
        tag = guest.Instance.GetTag("e");
        Assert.Equal(5, guest["catch"].Invoke()[0].AsInt32());
        tag = new Tag(guest.Store, tag.Type);
        Assert.Same(tag, Assert.Throws<WasmThrownException>(() => guest["catch"].Invoke()).Tag);
    }

    [Fact]
    public void AnExceptionKeepsItsIdentityThroughTheHost()
    {
        WasmThrownException? seen = null;
        using var guest = new Guest(Throws, linker => linker.DefineFunction("env", "host", (Caller caller) =>
        {
            try
            {
                caller.GetFunction("throw").Invoke(3);
            }
            catch (WasmThrownException thrown)
            {
                seen = thrown;
                throw;
            }
        }));
        Assert.Equal(3, guest["catch"].Invoke()[0].AsInt32());
        var first = Assert.IsType<ExceptionReference>(guest["capture"].Invoke()[0].AsExnRef());
        Assert.Equal([Value.FromInt32(3), Value.FromDouble(2.5)], first.GetPayload());
        Assert.Same(guest.Instance.GetTag("e"), first.Tag);
        var outer = Assert.Throws<WasmThrownException>(() => guest["through"].Invoke());
        Assert.Same(seen, outer);
    }

    [Fact]
    public void TrapsAreNotCaught()
    {
        using var guest = new Guest(
            Throws, linker => linker.DefineFunction("env", "host", () => throw new TrapException(TrapCode.Unreachable, "of the host")));
        var trap = Assert.Throws<TrapException>(() => guest["capture"].Invoke());
        Assert.Equal("unreachable: of the host", trap.Message);
    }

    [Fact]
    public void PayloadsMustFitTheTag()
    {
        using var guest = new Guest(Throws, NoHost);
        var tag = guest.Instance.GetTag("e");
        Assert.Throws<ArgumentException>(() => new WasmThrownException(tag, 5));
        Assert.Throws<ArgumentException>(() => new WasmThrownException(tag, 5, 5));
        Assert.Throws<ArgumentException>(() => new Tag(guest.Store, new FunctionType([], [ValType.I32])));
    }

    [Fact]
    public void AnExceptionOfAnotherStoreIsNotCaught()
    {
        using var other = new Guest(Throws, NoHost);
        using var guest = new Guest(Throws, linker => linker.DefineFunction("env", "host", () => { other["throw"].Invoke(1); }));
        Assert.Same(other.Instance.GetTag("e"), Assert.Throws<WasmThrownException>(() => guest["capture"].Invoke()).Tag);
    }

    [Fact]
    public void PayloadsMayBeReferences()
    {
        using var guest = new Guest("""
            (module
              (type $s (struct (field i32)))
              (tag $e (export "e") (param (ref $s) externref funcref v128))
              (func $f (export "f") (param externref)
                (throw $e (struct.new $s (i32.const 8)) (local.get 0) (ref.func $f) (v128.const i64x2 3 4))))
            """, options: EngineOptions.Default with { GcStress = true });
        var thrown = Assert.Throws<WasmThrownException>(() => guest["f"].Invoke(Value.FromExternRef("x")));
        guest.Store.CollectGarbage();
        Assert.Equal(8, ((StructReference)thrown.Payload[0].AsAnyRef()!)[0].AsInt32());
        Assert.Equal("x", thrown.Payload[1].AsExternRef());
        Assert.Same(guest["f"], thrown.Payload[2].AsFunction());
        Assert.Equal(4UL, System.Runtime.Intrinsics.Vector128.AsUInt64(thrown.Payload[3].AsVector128())[1]);
    }
}

using System.Runtime.Intrinsics;
using Xunit;

namespace ConformanceLab.Wasm.Tests.Api;

public sealed class FunctionTests
{
    private const string Arithmetic = """
        (module
          (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
          (func (export "swap") (param i64 f32) (result f32 i64) (local.get 1) (local.get 0))
          (func (export "vector") (param i32 v128 i32) (result v128)
            (i32x4.replace_lane 0 (local.get 1) (i32.add (local.get 0) (local.get 2))))
          (func (export "half") (param f64) (result f64) (f64.mul (local.get 0) (f64.const 0.5)))
          (func (export "nothing")))
        """;

    [Fact]
    public void ValuesGoInAndComeOut()
    {
        using var guest = new Guest(Arithmetic);
        Assert.Equal([Value.FromInt32(5)], guest["add"].Invoke(2, 3));
        Assert.Equal([Value.FromSingle(1.5f), Value.FromInt64(long.MinValue)], guest["swap"].Invoke(long.MinValue, 1.5f));
        Assert.Empty(guest["nothing"].Invoke());
        var vector = Vector128.Create(1, 2, 3, 4);
        Assert.Equal(Vector128.Create(42, 2, 3, 4), guest["vector"].Invoke(40, vector.AsByte(), 2)[0].AsVector128().AsInt32());
    }

    [Fact]
    public void NanBitsPassUnchanged()
    {
        using var guest = new Guest("""
            (module
              (func (export "f32") (param f32) (result f32) (local.get 0))
              (func (export "f64") (param f64) (result f64) (local.get 0)))
            """);
        Assert.Equal(0x7FA0_0001u, guest["f32"].Invoke(Value.FromSingleBits(0x7FA0_0001))[0].AsSingleBits());
        Assert.Equal(0xFFF4_0000_0000_0001u, guest["f64"].Invoke(Value.FromDoubleBits(0xFFF4_0000_0000_0001))[0].AsDoubleBits());
    }

    [Fact]
    public void TheTypeIsTheFunctions()
    {
        using var guest = new Guest(Arithmetic);
        Assert.Equal(new FunctionType([ValType.I64, ValType.F32], [ValType.F32, ValType.I64]), guest["swap"].Type);
        Assert.Same(guest["swap"], guest["swap"]);
    }

    [Fact]
    public void WrongArgumentsAreRefused()
    {
        using var guest = new Guest(Arithmetic);
        Assert.Throws<ArgumentException>(() => guest["add"].Invoke(1));
        Assert.Throws<ArgumentException>(() => guest["add"].Invoke(1, 2, 3));
        Assert.Throws<ArgumentException>(() => guest["add"].Invoke(1, 2L));
        Assert.Throws<ArgumentException>(() => guest["add"].Invoke([1, 2], new Value[2]));
        Assert.Equal(5, guest["add"].Invoke(2, 3)[0].AsInt32());
    }

    [Fact]
    public void TypedDelegatesCall()
    {
        using var guest = new Guest(Arithmetic);
        var add = guest.Instance.GetFunction<int, int, int>("add");
        Assert.Equal(-1, add(int.MaxValue, int.MinValue));
        Assert.Equal(4.5, guest.Instance.GetFunction<double, double>("half")(9));
        Assert.Equal(uint.MaxValue, guest.Instance.GetFunction<uint, uint, uint>("add")(uint.MaxValue, 0));
        var vector = guest.Instance.GetFunction<int, Vector128<byte>, int, Vector128<byte>>("vector");
        Assert.Equal(9, vector(4, Vector128<byte>.Zero, 5).AsInt32()[0]);
        guest.Instance.GetAction("nothing")();
    }

    [Fact]
    public void TypedDelegatesOfAnotherTypeAreRefused()
    {
        using var guest = new Guest(Arithmetic);
        Assert.Throws<InvalidOperationException>(() => guest.Instance.GetFunction<int, int>("add"));
        Assert.Throws<InvalidOperationException>(() => guest.Instance.GetFunction<int, long, int>("add"));
        Assert.Throws<InvalidOperationException>(() => guest.Instance.GetAction<int, int>("add"));
        Assert.Throws<InvalidOperationException>(() => guest.Instance.GetFunction<long, float, float>("swap"));
        Assert.Throws<InvalidOperationException>(() => guest.Instance.GetFunction<int, int, object>("add"));
    }

    [Fact]
    public void TypedCallsDoNotAllocate()
    {
        using var guest = new Guest(Arithmetic);
        var add = guest.Instance.GetFunction<int, int, int>("add");
        for (var i = 0; i < 100; i++)
        {
            add(i, i);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            add(i, i);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void EightParametersKeepTheirOrder()
    {
        using var guest = new Guest("""
            (module (func (export "f") (param i32 i32 i32 i32 i32 i32 i32 i32) (result i32)
              (i32.or (i32.or (i32.or (local.get 0) (i32.shl (local.get 1) (i32.const 4)))
                (i32.or (i32.shl (local.get 2) (i32.const 8)) (i32.shl (local.get 3) (i32.const 12))))
                (i32.or (i32.or (i32.shl (local.get 4) (i32.const 16)) (i32.shl (local.get 5) (i32.const 20)))
                  (i32.or (i32.shl (local.get 6) (i32.const 24)) (i32.shl (local.get 7) (i32.const 28)))))))
            """);
        Assert.Equal(0x7654_3210, guest.Instance.GetFunction<int, int, int, int, int, int, int, int, int>("f")(0, 1, 2, 3, 4, 5, 6, 7));
    }

    [Fact]
    public void ManyParametersAndResultsPass()
    {
        const int Count = 300;
        var types = string.Join(' ', Enumerable.Repeat("i64", Count));
        var body = string.Join(' ', Enumerable.Range(0, Count).Select(i => $"(local.get {Count - 1 - i})"));
        using var guest = new Guest($"(module (func (export \"reverse\") (param {types}) (result {types}) {body}))");
        var arguments = Enumerable.Range(0, Count).Select(i => Value.FromInt64(i)).ToArray();
        Assert.Equal(arguments.Reverse(), guest["reverse"].Invoke(arguments));
    }

    [Fact]
    public void FunctionsAreReferences()
    {
        using var guest = new Guest("""
            (module
              (type $t (func (result i32)))
              (func $seven (export "seven") (result i32) (i32.const 7))
              (elem declare func $seven)
              (func (export "get") (result funcref) (ref.func $seven))
              (func (export "call") (param (ref null $t)) (result i32) (call_ref $t (local.get 0))))
            """);
        var seven = guest["get"].Invoke()[0].AsFunction();
        Assert.Same(guest["seven"], seven);
        Assert.Equal(7, guest["call"].Invoke(seven)[0].AsInt32());
        Assert.Equal(7, guest.Instance.GetFunction<Function, int>("call")(seven!));
        Assert.Throws<ArgumentException>(() => guest["call"].Invoke(guest["get"]));
        Assert.Equal(
            TrapCode.NullFunctionReference, Assert.Throws<TrapException>(() => guest["call"].Invoke(Value.FromFunction(null))).Code);
    }

    [Fact]
    public void FunctionsOfAnotherStoreAreRefused()
    {
        using var first = new Guest("(module (func (export \"f\")))");
        using var second = new Guest("(module (func (export \"g\") (param funcref)))");
        Assert.Throws<ArgumentException>(() => second["g"].Invoke(first["f"]));
    }
}

using Xunit;

namespace ConformanceLab.Wasm.Tests.Api;

public sealed class MemoryTests
{
    private static readonly EngineOptions s_all = EngineOptions.Default with { Features = WasmFeatures.All };

    [Fact]
    public void BytesAreCopiedInAndOut()
    {
        using var guest = new Guest(
            "(module (memory (export \"m\") 1 3) (func (export \"load\") (param i32) (result i32) (i32.load (local.get 0))))");
        var memory = guest.Instance.GetMemory("m");
        memory.Write(100, [1, 2, 3, 4]);
        Assert.Equal(0x0403_0201, guest["load"].Invoke(100)[0].AsInt32());
        memory.Write(200, 0x1122_3344_5566_7788);
        var bytes = new byte[8];
        memory.Read(200, bytes);
        Assert.Equal([0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11], bytes);
        Assert.Equal(0x5566_7788, memory.Read<int>(200));
        Assert.Equal(5, memory.WriteString(300, "héll"));
        Assert.Equal("héll", memory.ReadString(300, 5));
        memory.GetSpan(100, 2)[1] = 9;
        Assert.Equal(9, memory.Read<byte>(101));
    }

    [Theory]
    [InlineData(65536UL, 1)]
    [InlineData(65535UL, 2)]
    [InlineData(ulong.MaxValue, 1)]
    [InlineData(ulong.MaxValue, 2)]
    [InlineData(0x1_0000_0000UL, 1)]
    public void AccessesPastTheEndTrap(ulong address, int length)
    {
        using var guest = new Guest("(module (memory (export \"m\") 1))");
        var memory = guest.Instance.GetMemory("m");
        Assert.Equal(TrapCode.MemoryOutOfBounds, Assert.Throws<TrapException>(() => memory.Read(address, new byte[length])).Code);
        Assert.Equal(TrapCode.MemoryOutOfBounds, Assert.Throws<TrapException>(() => memory.Write(address, new byte[length])).Code);
        Assert.Equal(TrapCode.MemoryOutOfBounds, Assert.Throws<TrapException>(() => memory.GetSpan(address, length)).Code);
        Assert.Equal(TrapCode.MemoryOutOfBounds, Assert.Throws<TrapException>(() => memory.ReadString(address, length)).Code);
        Assert.False(memory.IsInBounds(address, (ulong)length));
        Assert.True(memory.IsInBounds(65536, 0));
    }

    [Fact]
    public void GrowingIsSeenByBothSides()
    {
        using var guest = new Guest(
            "(module (memory (export \"m\") 1 3) (func (export \"grow\") (param i32) (result i32) (memory.grow (local.get 0))))");
        var memory = guest.Instance.GetMemory("m");
        memory.Write(0, 77);
        Assert.Equal(1, memory.Grow(1));
        Assert.Equal(2UL, memory.PageCount);
        Assert.Equal(2, guest["grow"].Invoke(1)[0].AsInt32());
        Assert.Equal(196608UL, memory.ByteLength);
        Assert.Equal(-1, memory.Grow(1));
        Assert.Equal(-1, guest["grow"].Invoke(-1)[0].AsInt32());
        Assert.Equal(77, memory.Read<int>(0));
        Assert.Equal(0, memory.Read<int>(196604));
    }

    [Fact]
    public void HugeRequestsFailAndCostNothing()
    {
        using var guest = new Guest(
            """
            (module (memory (export "m") i64 0)
              (func (export "grow") (param i64) (result i64) (memory.grow (local.get 0))))
            """,
            options: s_all);
        Assert.Equal(-1, guest["grow"].Invoke(0x1_0000_0000_0000L)[0].AsInt64());
        Assert.Equal(-1, guest["grow"].Invoke(-1L)[0].AsInt64());
        Assert.Equal(-1, guest["grow"].Invoke(65537L)[0].AsInt64());
        Assert.Equal(0, guest["grow"].Invoke(1L)[0].AsInt64());
        Assert.Equal(65536UL, guest.Store.MemoryBytes);
    }

    [Theory]
    [InlineData("(memory i64 0x1_0000_0000_0000)")]
    [InlineData("(memory i64 100000 0x1_0000_0000_0000)")]
    [InlineData("(memory 2)")]
    public void AMinimumBeyondTheLimitIsOutOfMemory(string memory)
    {
        using var engine = new Engine();
        using var store = new Store(engine, StoreLimits.Default with { MemoryBytes = 65536 });
        using var module = Module.FromText(engine, $"(module {memory})");
        Assert.Equal(TrapCode.OutOfMemory, Assert.Throws<TrapException>(() => new Instance(store, module)).Code);
        Assert.Equal(0UL, store.MemoryBytes);
    }

    [Fact]
    public void TheLimitCountsAllMemoriesOfTheStore()
    {
        using var guest = new Guest(
            "(module (memory (export \"a\") 1) (memory (export \"b\") 1))", limits: StoreLimits.Default with { MemoryBytes = 4 * 65536 });
        Assert.Equal(1, guest.Instance.GetMemory("a").Grow(2));
        Assert.Equal(-1, guest.Instance.GetMemory("b").Grow(1));
        Assert.Equal(-1, guest.Instance.GetMemory("a").Grow(1));
        Assert.Equal(4UL * 65536, guest.Store.MemoryBytes);
    }

    [Fact]
    public void PagesOfOneByteCountBytes()
    {
        using var guest = new Guest(
            """
            (module (memory (export "m") 10 20 (pagesize 1))
              (func (export "load") (param i32) (result i32) (i32.load8_u (local.get 0))))
            """,
            options: s_all);
        var memory = guest.Instance.GetMemory("m");
        Assert.Equal(10UL, memory.ByteLength);
        guest["load"].Invoke(9);
        Assert.Equal(TrapCode.MemoryOutOfBounds, Assert.Throws<TrapException>(() => guest["load"].Invoke(10)).Code);
        Assert.Equal(10, memory.Grow(10));
        guest["load"].Invoke(19);
        Assert.Equal(-1, memory.Grow(1));
    }

    [Fact]
    public void AMemoryMadeByTheHostCanBeImported()
    {
        using var engine = new Engine();
        using var store = new Store(engine);
        var memory = new Memory(store, new MemoryType(new Limits(1, 2)));
        using var module = Module.FromText(
            engine,
            "(module (import \"h\" \"m\" (memory 1)) (func (export \"f\") (result i32) (i32.load (i32.const 4))) "
                + "(data (i32.const 4) \"\\07\"))");
        var instance = new Instance(store, module, memory);
        Assert.Equal(7, memory.Read<int>(4));
        Assert.Equal(7, instance.GetFunction<int>("f")());
    }

    [Fact]
    public void EqualMemoriesAreEqual()
    {
        using var guest = new Guest("(module (memory (export \"a\") 1) (export \"b\" (memory 0)) (memory (export \"c\") 1))");
        Assert.Equal(guest.Instance.GetMemory("a"), guest.Instance.GetMemory("b"));
        Assert.NotEqual(guest.Instance.GetMemory("a"), guest.Instance.GetMemory("c"));
    }

    [Fact]
    public void OverlappingCopiesAndFillsAreRight()
    {
        using var guest = new Guest("""
            (module (memory (export "m") 1)
              (func (export "copy") (param i32 i32 i32) (memory.copy (local.get 0) (local.get 1) (local.get 2)))
              (func (export "fill") (param i32 i32 i32) (memory.fill (local.get 0) (local.get 1) (local.get 2))))
            """);
        var memory = guest.Instance.GetMemory("m");
        memory.Write(0, [1, 2, 3, 4, 5]);
        guest["copy"].Invoke(1, 0, 4);
        Assert.Equal([1, 1, 2, 3, 4], memory.GetSpan(0, 5).ToArray());
        guest["copy"].Invoke(0, 1, 4);
        Assert.Equal([1, 2, 3, 4, 4], memory.GetSpan(0, 5).ToArray());
        Assert.Throws<TrapException>(() => guest["fill"].Invoke(65530, 255, 7));
        Assert.Equal(0, memory.Read<byte>(65530));
        guest["fill"].Invoke(65530, 255, 6);
        Assert.Equal(255, memory.Read<byte>(65535));
    }
}

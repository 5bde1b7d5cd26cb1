using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Interpreter;

public class AtomicTests : TierTests
{
    private static readonly EngineOptions s_threads = Guest.Interpreted with { Features = WasmFeatures.Wasm3 | WasmFeatures.Threads };

    [Theory]
    [InlineData("i32.atomic.rmw8.add_u", "i32", 0xFF)]
    [InlineData("i64.atomic.rmw8.sub_u", "i64", 0xFF)]
    [InlineData("i32.atomic.rmw16.add_u", "i32", 0xFFFF)]
    [InlineData("i64.atomic.rmw32.add_u", "i64", 0xFFFF_FFFF)]
    [InlineData("i64.atomic.rmw.add", "i64", -1)]
    [InlineData("i32.atomic.rmw.sub", "i32", 0xFFFF_FFFF)]
    public void NoModificationByAnotherThreadIsLost(string instruction, string type, long mask)
    {
        const int Count = 50_000;
        var sign = instruction.Contains("sub", StringComparison.Ordinal) ? -1L : 1L;
        var text =
            $"""
            (import "host" "memory" (memory 1 1 shared))
            (func (export "run") (param $n i32)
              (loop $again
                (drop ({instruction} offset=8 (i32.const 0) ({type}.const 1)))
                (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
            (func (export "get") (result i64) (i64.atomic.load (i32.const 8)))
            """;
        using var engine = new Wasm.Engine(s_threads with { Tier = Tier });
        using var memory = new SharedMemory(engine, new MemoryType(new Limits(1, 1), IsShared: true));
        using var module = Module.FromText(engine, text);
        var result = 0L;
        var threads = Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            using var store = new Store(engine);
            var linker = new Linker(engine);
            linker.Define("host", "memory", memory);
            linker.Instantiate(store, module).GetFunction("run").Invoke(Count);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        using (var store = new Store(engine))
        {
            var linker = new Linker(engine);
            linker.Define("host", "memory", memory);
            result = linker.Instantiate(store, module).GetFunction("get").Invoke()[0].AsInt64();
        }

        Assert.Equal(3 * Count * sign & mask, result);
    }

    [Fact]
    public void AWaitingGuestIsInterrupted()
    {
        using var guest = NewGuest(
            """
            (memory 1 1 shared)
            (func (export "wait") (result i32) (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)))
            """,
            s_threads);
        using var timer = new Timer(_ => guest.Store.Interrupt(), null, 30, Timeout.Infinite);
        Assert.Equal(TrapCode.Interrupted, guest.Trap("wait").Code);
    }

    [Fact]
    public void MisalignedAccessesTrapAndUnsharedMemoriesCannotBeWaitedFor()
    {
        using var guest = NewGuest(
            """
            (memory 1)
            (func (export "load") (param i32) (result i64) (i64.atomic.load32_u offset=1 (local.get 0)))
            (func (export "wait") (result i32) (memory.atomic.wait64 (i32.const 0) (i64.const 0) (i64.const 0)))
            (func (export "notify") (result i32) (memory.atomic.notify (i32.const 0) (i32.const 1)))
            """,
            s_threads);
        Assert.Equal(0L, guest.Call("load", 3)[0].AsInt64());
        Assert.Equal(TrapCode.UnalignedAtomic, guest.Trap("load", 4).Code);
        Assert.Equal(TrapCode.MemoryOutOfBounds, guest.Trap("load", 65535).Code);
        Assert.Equal(TrapCode.ExpectedSharedMemory, guest.Trap("wait").Code);
        Assert.Equal(0, guest.CallInt32("notify"));
    }

    [Fact]
    public void ANarrowCompareExchangeWrapsWhatItExpects()
    {
        using var guest = NewGuest(
            """
            (memory 1)
            (data (i32.const 0) "\11\22\33\44")
            (func (export "f") (result i32)
              (drop (i32.atomic.rmw8.cmpxchg_u (i32.const 0) (i32.const 0x1111) (i32.const 0x5599)))
              (i32.load (i32.const 0)))
            """,
            s_threads);
        Assert.Equal(0x44332299, guest.CallInt32("f"));
    }
}

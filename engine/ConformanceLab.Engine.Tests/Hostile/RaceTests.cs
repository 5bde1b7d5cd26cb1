using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Runtime;
using Xunit;

namespace ConformanceLab.Engine.Tests.Hostile;

/// <summary>Things that one thread disposes while another uses them: an exception at worst, never memory that is gone.</summary>
public class RaceTests
{
    [Fact]
    public void AModuleWhoseTypesAreGoneGetsNoNewOwner()
    {
        using var engine = new Wasm.Engine();
        var module = Module.FromText(engine, "(type (struct (field i32)))");
        var loaded = module.Loaded;
        module.Dispose();
        Assert.Throws<ObjectDisposedException>(loaded.AddOwner);
    }

    [Fact]
    public async Task TheSizeOfASharedMemoryIsReadOrRefused()
    {
        using var engine = new Wasm.Engine(Guest.Interpreted with { Features = WasmFeatures.All });
        for (var round = 0; round < 300; round++)
        {
            var memory = new SharedMemory(engine, new MemoryType(new Limits(1, 2), IsShared: true));
            using var barrier = new Barrier(2);
            var reader = Task.Run(() =>
            {
                barrier.SignalAndWait();
                try
                {
                    while (true)
                    {
                        Assert.Equal(65_536UL, memory.ByteLength);
                    }
                }
                catch (ObjectDisposedException)
                {
                    return true;
                }
            });
            barrier.SignalAndWait();
            memory.Dispose();
            Assert.True(await reader);
        }
    }

    [Fact]
    public void AStoreHoldsASharedMemoryFromTheMomentItIsLookedUp()
    {
        using var engine = new Wasm.Engine(Guest.Interpreted with { Features = WasmFeatures.All });
        using var store = new Store(engine);
        var shared = new SharedMemory(engine, new MemoryType(new Limits(1, 2), IsShared: true));
        var linker = new Linker(engine);
        linker.Define("host", "memory", shared);
        using var module = Module.FromText(
            engine, "(import \"host\" \"memory\" (memory 1 2 shared)) (import \"host\" \"missing\" (func)) (func)");
        Assert.Throws<LinkException>(() => linker.Instantiate(store, module));
        var memory = shared.Memory;
        shared.Dispose();
        Assert.Equal(65_536UL, memory.ByteLength);
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(memory.AddOwner);
    }

    [Fact]
    public async Task TheStackOfARunningStoreIsNotReadByAnotherThread()
    {
        using var entered = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        Caller caller = default;
        using var guest = new Guest(
            "(import \"host\" \"f\" (func $f)) (func (export \"f\") (call $f))",
            define: (linker, _) => linker.DefineFunction("host", "f", (Caller current) =>
            {
                caller = current;
                entered.Set();
                go.Wait();
            }));
        var running = Task.Run(() => guest.Call("f"));
        entered.Wait();
        Assert.Throws<InvalidOperationException>(() => caller.Frames);
        go.Set();
        await running;
        Assert.Empty(caller.Frames);
        guest.Store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => caller.Frames);
    }

    // Addresses are a resource of the process as mappings are: memories that are large, not many.
    [Fact]
    public void ReservationsAreLimitedInBytes()
    {
        Assert.False(ReservationCount.TryAdd(1, ReservationCount.MaximumBytes + 1));
        Assert.False(ReservationCount.TryAdd(1, ulong.MaxValue));
        var before = ReservationCount.Current;
        Assert.True(ReservationCount.TryAdd(4, 1UL << 40));
        ReservationCount.Remove(4, 1UL << 40);
        Assert.InRange(ReservationCount.Current, 0, before + 100);
    }
}

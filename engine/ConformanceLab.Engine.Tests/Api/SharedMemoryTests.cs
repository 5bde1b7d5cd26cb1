using Xunit;

namespace ConformanceLab.Wasm.Tests.Api;

public sealed class SharedMemoryTests
{
    private const string Counter = """
        (module
          (import "env" "m" (memory 1 4 shared))
          (func (export "count") (param i32)
            (loop $l
              (drop (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))
              (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
          (func (export "wait") (param i64) (result i32) (memory.atomic.wait32 (i32.const 8) (i32.const 0) (local.get 0)))
          (func (export "notify") (param i32) (result i32) (memory.atomic.notify (i32.const 8) (local.get 0)))
          (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
          (func (export "size") (result i32) (memory.size)))
        """;

    private static readonly MemoryType s_type = new(new Limits(1, 4), IsShared: true);

    private static Engine NewEngine() => new(EngineOptions.Default with { Features = WasmFeatures.All });

    [Fact]
    public async Task SeveralStoresUseItAtOnce()
    {
        using var engine = NewEngine();
        using var memory = new SharedMemory(engine, s_type);
        using var module = Module.FromText(engine, Counter);
        var linker = new Linker(engine);
        linker.Define("env", "m", memory);
        var threads = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            using var store = new Store(engine);
            linker.Instantiate(store, module).GetAction<int>("count")(10_000);
        }));
        await Task.WhenAll(threads);
        var bytes = new byte[4];
        memory.Read(0, bytes);
        Assert.Equal(30_000, BitConverter.ToInt32(bytes));
    }

    [Fact]
    public async Task AWaiterIsWoken()
    {
        using var engine = NewEngine();
        using var memory = new SharedMemory(engine, s_type);
        using var module = Module.FromText(engine, Counter);
        var linker = new Linker(engine);
        linker.Define("env", "m", memory);
        var waiter = Task.Run(() =>
        {
            using var store = new Store(engine);
            return linker.Instantiate(store, module).GetFunction<long, int>("wait")(-1);
        });
        using var other = new Store(engine);
        var notify = linker.Instantiate(other, module).GetFunction<int, int>("notify");
        while (notify(1) == 0)
        {
            await Task.Delay(1);
        }

        Assert.Equal(0, await waiter);
    }

    [Fact]
    public void AWaitEndsWithItsTimeOrAtOnce()
    {
        using var engine = NewEngine();
        using var memory = new SharedMemory(engine, s_type);
        using var module = Module.FromText(engine, Counter);
        var linker = new Linker(engine);
        linker.Define("env", "m", memory);
        using var store = new Store(engine);
        var instance = linker.Instantiate(store, module);
        Assert.Equal(2, instance.GetFunction<long, int>("wait")(1_000_000));
        Assert.Equal(2, instance.GetFunction<long, int>("wait")(0));
        memory.Write(8, [1]);
        Assert.Equal(1, instance.GetFunction<long, int>("wait")(-1));
        Assert.Equal(0, instance.GetFunction<int, int>("notify")(10));
    }

    [Fact]
    public async Task AnInterruptionEndsAWait()
    {
        using var engine = NewEngine();
        using var memory = new SharedMemory(engine, s_type);
        using var module = Module.FromText(engine, Counter);
        var linker = new Linker(engine);
        linker.Define("env", "m", memory);
        using var store = new Store(engine);
        var wait = linker.Instantiate(store, module).GetFunction("wait");
        var call = Task.Run(() => wait.Invoke(-1L));
        await Task.Delay(20);
        store.Interrupt();
        Assert.Equal(TrapCode.Interrupted, (await Assert.ThrowsAsync<TrapException>(() => call)).Code);

        using var source = new CancellationTokenSource(20);
        Assert.Throws<OperationCanceledException>(() => wait.Invoke([-1L], source.Token));
    }

    [Fact]
    public void GrowthIsSeenEverywhereAndBounded()
    {
        using var engine = NewEngine();
        using var memory = new SharedMemory(engine, s_type);
        using var module = Module.FromText(engine, Counter);
        var linker = new Linker(engine);
        linker.Define("env", "m", memory);
        using var first = new Store(engine);
        using var second = new Store(engine);
        var a = linker.Instantiate(first, module);
        var b = linker.Instantiate(second, module);
        Assert.Equal(1, a.GetFunction<int, int>("grow")(2));
        Assert.Equal(3, b.GetFunction<int>("size")());
        Assert.Equal(3, memory.Grow(1));
        Assert.Equal(-1, b.GetFunction<int, int>("grow")(1));
        Assert.Equal(4UL * 65536, memory.ByteLength);
    }

    [Fact]
    public void TheBytesLiveUntilTheLastOwnerIsGone()
    {
        using var engine = NewEngine();
        var memory = new SharedMemory(engine, s_type);
        using var module = Module.FromText(engine, Counter);
        var linker = new Linker(engine);
        linker.Define("env", "m", memory);
        var store = new Store(engine);
        var instance = linker.Instantiate(store, module);
        memory.Dispose();
        Assert.Throws<ObjectDisposedException>(() => memory.ByteLength);
        Assert.Throws<ObjectDisposedException>(() => memory.Grow(1));
        instance.GetAction<int>("count")(5);
        Assert.Equal(65536UL, engine.SharedMemoryBytes.Used);
        store.Dispose();
        Assert.Equal(0UL, engine.SharedMemoryBytes.Used);
    }

    [Fact]
    public void AMemoryOfAModuleCanBeHandedToAnotherStore()
    {
        using var engine = NewEngine();
        using var module = Module.FromText(engine, "(module (memory (export \"m\") 1 4 shared))");
        using var user = Module.FromText(engine, Counter);
        var first = new Store(engine);
        using var shared = new Instance(first, module).GetMemory("m").ToShared();
        var linker = new Linker(engine);
        linker.Define("env", "m", shared);
        using var second = new Store(engine);
        var instance = linker.Instantiate(second, user);
        first.Dispose();
        instance.GetAction<int>("count")(3);
        var bytes = new byte[1];
        shared.Read(0, bytes);
        Assert.Equal(3, bytes[0]);
    }

    [Fact]
    public void OnlySharedTypesWithAMaximumAreTaken()
    {
        using var engine = NewEngine();
        Assert.Throws<ArgumentException>(() => new SharedMemory(engine, new MemoryType(new Limits(1, 2))));
        Assert.Throws<ArgumentException>(() => new SharedMemory(engine, new MemoryType(new Limits(1, null), IsShared: true)));
        using var store = new Store(engine);
        var plain = new Memory(store, new MemoryType(new Limits(1, 2)));
        Assert.Throws<InvalidOperationException>(() => plain.ToShared());
    }
}

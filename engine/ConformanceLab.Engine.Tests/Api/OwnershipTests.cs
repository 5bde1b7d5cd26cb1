using Xunit;

namespace ConformanceLab.Wasm.Tests.Api;

/// <summary>A store is used by one thread at a time, whoever comes when.</summary>
public sealed class OwnershipTests
{
    private const string Nop = """(module (import "host" "visit" (func $visit)) (func (export "run") (call $visit)))""";

    [Fact]
    public void ManyThreadsAreNeverInsideAtOnceAndAllGetIn()
    {
        using var engine = new Engine();
        using var module = Module.FromText(engine, Nop);
        using var store = new Store(engine);
        var inside = 0;
        var together = 0;
        var visits = new int[4];
        var linker = new Linker(engine);
        linker.DefineFunction("host", "visit", () =>
        {
            if (Interlocked.Increment(ref inside) != 1)
            {
                Interlocked.Increment(ref together);
            }

            Interlocked.Decrement(ref inside);
        });
        var run = linker.Instantiate(store, module).GetFunction("run").WrapAction();
        var threads = Enumerable.Range(0, visits.Length).Select(index => new Thread(() =>
        {
            while (visits[index] < 2000)
            {
                try
                {
                    run();
                    visits[index]++;
                }
                catch (InvalidOperationException)
                {
                    Thread.Yield();
                }
            }
        })).ToList();
        threads.ForEach(static thread => thread.Start());
        threads.ForEach(static thread => thread.Join());
        Assert.Equal(0, together);
        Assert.All(visits, static count => Assert.Equal(2000, count));
    }

    [Fact]
    public void AThreadGetsTheStoreAfterAnotherHasEndedAndNotWhileItIsInside()
    {
        using var engine = new Engine();
        using var module = Module.FromText(engine, Nop);
        using var store = new Store(engine);
        using var isInside = new ManualResetEventSlim();
        using var mayLeave = new ManualResetEventSlim();
        var linker = new Linker(engine);
        linker.DefineFunction("host", "visit", () =>
        {
            isInside.Set();
            mayLeave.Wait();
        });
        var run = linker.Instantiate(store, module).GetFunction("run").WrapAction();
        var thread = new Thread(() => run());
        thread.Start();
        isInside.Wait();
        Assert.Throws<InvalidOperationException>(run);
        Assert.Throws<InvalidOperationException>(store.Dispose);
        mayLeave.Set();
        thread.Join();
        run();
    }

    [Fact]
    public void AStoreThatWentFromThreadToThreadIsDisposedByAny()
    {
        using var engine = new Engine();
        using var module = Module.FromText(engine, Nop);
        var store = new Store(engine);
        var linker = new Linker(engine);
        var visits = 0;
        linker.DefineFunction("host", "visit", () => { visits++; });
        var run = linker.Instantiate(store, module).GetFunction("run").WrapAction();
        for (var turn = 0; turn < 30; turn++)
        {
            var thread = new Thread(() => run());
            thread.Start();
            thread.Join();
        }

        var last = new Thread(store.Dispose);
        last.Start();
        last.Join();
        Assert.Equal(30, visits);
        Assert.Throws<ObjectDisposedException>(run);
    }
}

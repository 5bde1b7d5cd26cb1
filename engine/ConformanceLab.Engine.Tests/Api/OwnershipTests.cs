using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Runtime;
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

    // The second thread is likely to have its stack where the first one's was, and to end sooner.
    [Fact]
    public void AStackThatIsUsedAgainIsMeasuredAgain()
    {
        using var engine = new Engine();
        using var module = Module.FromText(
            engine, """(module (func $f (export "run") (param i32) (if (local.get 0) (then (call $f (i32.const 1))))))""");
        using var store = new Store(engine);
        var run = new Linker(engine).Instantiate(store, module).GetFunction("run").WrapAction<int>();
        var exhausted = 0;
        for (var turn = 0; turn < 40; turn++)
        {
            var isLarge = turn % 2 == 0;
            var thread = new Thread(
                () =>
                {
                    run(0);
                    run(0);
                    if (!isLarge)
                    {
                        exhausted += Assert.Throws<TrapException>(() => run(1)).Code == TrapCode.CallStackExhausted ? 1 : 0;
                    }
                },
                isLarge ? 8 << 20 : 512 << 10);
            thread.Start();
            thread.Join();
        }

        Assert.Equal(20, exhausted);
    }

    [Fact]
    public void AThreadsCellIsClearedWhenItEnds()
    {
        HostThread? ended = null;
        nuint whileAlive = 0;
        var thread = new Thread(() =>
        {
            ended = HostThread.Current;
            whileAlive = Read(ended);
        });
        thread.Start();
        thread.Join();
        Assert.Equal(NativeCode.IsSupported ? 5u : 0u, whileAlive);

        // The system's thread ends a little later than that of .NET.
        Assert.True(SpinWait.SpinUntil(() => Read(ended!) == 0, TimeSpan.FromSeconds(30)));

        static unsafe nuint Read(HostThread thread) => *thread.CellWith(5);
    }
}

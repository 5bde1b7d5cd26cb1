using Xunit;

namespace ConformanceLab.Wasm.Tests.Api;

public sealed class StoreTests
{
    private const string Spin = """
        (module
          (func (export "spin") (loop $l (br $l)))
          (func $deep (export "deep") (param i32) (result i32)
            (if (result i32) (local.get 0) (then (i32.add (i32.const 1) (call $deep (i32.sub (local.get 0) (i32.const 1)))))
              (else (i32.const 0))))
          (func $forever (export "forever") (call $forever))
          (func $tail (export "tail") (return_call $tail))
          (func (export "one") (result i32) (i32.const 1)))
        """;

    [Fact]
    public void UseAfterDisposeIsRefused()
    {
        var guest = new Guest("""
            (module (memory (export "m") 1) (table (export "t") 1 funcref) (global (export "g") i32 (i32.const 1)) (tag (export "e"))
              (type $s (struct)) (func (export "f") (result anyref) (struct.new $s)))
            """);
        var instance = guest.Instance;
        var (function, memory, table, global) = (
            instance.GetFunction("f"), instance.GetMemory("m"), instance.GetTable("t"), instance.GetGlobal("g"));
        var typed = function.WrapFunc<object>();
        var reference = (StructReference)function.Invoke()[0].AsAnyRef()!;
        guest.Store.Dispose();
        guest.Store.Dispose();
        Assert.True(guest.Store.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => function.Invoke());
        Assert.Throws<ObjectDisposedException>(() => typed());
        Assert.Throws<ObjectDisposedException>(() => memory.Read<int>(0));
        Assert.Throws<ObjectDisposedException>(() => memory.GetSpan(0, 1));
        Assert.Throws<ObjectDisposedException>(() => memory.ByteLength);
        Assert.Throws<ObjectDisposedException>(() => table[0]);
        Assert.Throws<ObjectDisposedException>(() => global.Value);
        Assert.Throws<ObjectDisposedException>(() => instance.GetFunction("f"));
        Assert.Throws<ObjectDisposedException>(() => reference[0]);
        Assert.Throws<ObjectDisposedException>(() => guest.Store.CollectGarbage());
        Assert.Throws<ObjectDisposedException>(() => new Global(guest.Store, new GlobalType(ValType.I32, false), 1));
        guest.Store.Interrupt();
        guest.Dispose();
    }

    [Fact]
    public async Task ASecondThreadIsRefusedWhileOneIsInside()
    {
        using var guest = new Guest(Spin);
        var spin = guest["spin"];
        using var started = new ManualResetEventSlim();
        var host = Function.FromCallback(guest.Store, () =>
        {
            started.Set();
            spin.Invoke();
        });
        var call = Task.Run(() => host.Invoke());
        started.Wait();
        Assert.Throws<InvalidOperationException>(() => guest["one"].Invoke());
        Assert.Throws<InvalidOperationException>(() => guest.Store.Dispose());
        guest.Store.Interrupt();
        Assert.Equal(TrapCode.Interrupted, (await Assert.ThrowsAsync<TrapException>(() => call)).Code);
        Assert.Equal(1, guest["one"].Invoke()[0].AsInt32());
    }

    [Fact]
    public void AStoreIsNotDisposedWhileItRuns()
    {
        using var guest = new Guest(
            "(module (import \"a\" \"f\" (func $f)) (func (export \"run\") (call $f)))",
            linker => linker.DefineFunction("a", "f", (Caller caller) => caller.Store.Dispose()));
        Assert.Throws<InvalidOperationException>(() => guest["run"].Invoke());
        Assert.False(guest.Store.IsDisposed);
    }

    [Fact]
    public void DisposeRacesEndInAnException()
    {
        for (var round = 0; round < 50; round++)
        {
            var guest = new Guest(Spin);
            var memory = new Memory(guest.Store, new MemoryType(new Limits(1, 1)));
            var one = guest["one"];
            using var go = new Barrier(2);
            var ends = 0;
            var user = new Thread(() =>
            {
                go.SignalAndWait();
                while (ends == 0)
                {
                    try
                    {
                        one.Invoke();
                        memory.Write(0, 1);
                    }
                    catch (TrapException trap) when (trap.Code == TrapCode.Interrupted)
                    {
                        // What the other thread asks for before it disposes.
                    }
                    catch (ObjectDisposedException)
                    {
                        ends++;
                    }
                }
            });
            user.Start();
            go.SignalAndWait();
            while (!guest.Store.IsDisposed)
            {
                guest.Store.Interrupt();
                try
                {
                    guest.Store.Dispose();
                }
                catch (InvalidOperationException)
                {
                    // The other thread was inside.
                }
            }

            user.Join();
            Assert.Equal(1, ends);
            guest.Engine.Dispose();
        }
    }

    [Fact]
    public void UndisposedStoresAreCollected()
    {
        using var engine = new Engine();
        for (var i = 0; i < 200; i++)
        {
            Leave(engine);
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        Leave(engine);

        static void Leave(Engine engine)
        {
            var store = new Store(engine);
            using var module = Module.FromText(
                engine, "(module (memory (export \"m\") 1) (table 100 funcref) (func (export \"f\") (result i32) (memory.size)))");
            Assert.Equal(1, new Instance(store, module).GetFunction<int>("f")());
        }
    }

    [Fact]
    public void RecursionWithoutEndIsATrapOnAnyThread()
    {
        using var guest = new Guest(Spin);
        for (var i = 0; i < 3; i++)
        {
            var trap = Assert.Throws<TrapException>(() => guest["forever"].Invoke());
            Assert.Equal(TrapCode.CallStackExhausted, trap.Code);
            Assert.NotEmpty(trap.Frames);
            Assert.True(trap.Frames.Count < 1000, "a deep stack is abridged");
        }

        TrapCode? code = null;
        var small = new Thread(() => code = Assert.Throws<TrapException>(() => guest["forever"].Invoke()).Code, maxStackSize: 256 * 1024);
        small.Start();
        small.Join();
        Assert.Equal(TrapCode.CallStackExhausted, code);
        Assert.Equal(1000, guest["deep"].Invoke(1000)[0].AsInt32());
    }

    [Fact]
    public void TheStackLimitIsTheStores()
    {
        using var small = new Guest(Spin, limits: StoreLimits.Default with { StackBytes = 16 * 1024 });
        using var large = new Guest(Spin, limits: StoreLimits.Default with { StackBytes = 64 << 20 });
        Assert.Equal(TrapCode.CallStackExhausted, Assert.Throws<TrapException>(() => small["deep"].Invoke(10_000)).Code);

        // Machine code has no more than its thread's stack.
        var depth = 0;
        var thread = new Thread(() => depth = large["deep"].Invoke(200_000)[0].AsInt32(), maxStackSize: 128 << 20);
        thread.Start();
        thread.Join();
        Assert.Equal(200_000, depth);
    }

    [Theory]
    [InlineData("spin")]
    [InlineData("tail")]
    public async Task InterruptEndsAnEndlessCall(string name)
    {
        using var guest = new Guest(Spin);
        var call = Task.Run(() => guest[name].Invoke());
        await Task.Delay(20);
        guest.Store.Interrupt();
        Assert.Equal(TrapCode.Interrupted, (await Assert.ThrowsAsync<TrapException>(() => call)).Code);
        Assert.Equal(1, guest["one"].Invoke()[0].AsInt32());
    }

    [Fact]
    public void AnEarlyInterruptEndsTheNextCall()
    {
        using var guest = new Guest(Spin);
        guest.Store.Interrupt();
        Assert.Equal(TrapCode.Interrupted, Assert.Throws<TrapException>(() => guest["spin"].Invoke()).Code);
        Assert.Equal(1, guest["one"].Invoke()[0].AsInt32());
    }

    // Machine code asks for both at a function's entry by one comparison.
    [Theory]
    [InlineData(Tier.Interpreter)]
    [InlineData(Tier.Baseline)]
    [InlineData(Tier.Optimizing)]
    [InlineData(Tier.Auto)]
    public void AnInterruptionAtAnEntryIsNoStackOverflowAndLeavesTheStackAsLong(Tier tier)
    {
        Assert.SkipUnless(Tiers.Available.Contains(tier), "this tier does not run here");
        using var guest = new Guest(Spin, options: EngineOptions.Default with { Tier = tier });
        var deep = guest["deep"].WrapFunc<int, int>();
        guest.Store.Interrupt();
        using var late = Module.FromText(guest.Engine, Spin);
        var other = new Instance(guest.Store, late).GetFunction<int, int>("deep");
        Assert.Equal(TrapCode.Interrupted, Assert.Throws<TrapException>(() => deep(10)).Code);
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal((1000, 1000), (deep(1000), other(1000)));
            Assert.Equal(TrapCode.CallStackExhausted, Assert.Throws<TrapException>(() => guest["forever"].Invoke()).Code);
            Assert.Equal(TrapCode.CallStackExhausted, Assert.Throws<TrapException>(() => other(int.MaxValue)).Code);
            guest.Store.Interrupt();
            Assert.Equal(TrapCode.Interrupted, Assert.Throws<TrapException>(() => other(10)).Code);
        }
    }

    [Fact]
    public void EachThreadsStackEndsWhereItDoes()
    {
        using var guest = new Guest(Spin, limits: StoreLimits.Default with { StackBytes = 64 << 20 });
        var deep = guest["deep"].WrapFunc<int, int>();

        // No sizes in between: the C library would give such a stack to a later thread that asks for less.
        foreach (var kibibytes in (int[])[64 << 10, 512, 64 << 10, 512])
        {
            var depth = 0;
            TrapCode? code = null;
            var thread = new Thread(
                () =>
                {
                    depth = deep(kibibytes);
                    code = Assert.Throws<TrapException>(() => guest["forever"].Invoke()).Code;
                },
                maxStackSize: kibibytes << 10);
            thread.Start();
            thread.Join();
            Assert.Equal((kibibytes, TrapCode.CallStackExhausted), (depth, code));
        }
    }

    [Fact]
    public void CancellationEndsACall()
    {
        using var guest = new Guest(Spin);
        using var source = new CancellationTokenSource(20);
        var error = Assert.Throws<OperationCanceledException>(() => guest["spin"].Invoke([], source.Token));
        Assert.Equal(source.Token, error.CancellationToken);
        Assert.Throws<OperationCanceledException>(() => guest["one"].Invoke([], source.Token));
        using var late = new CancellationTokenSource();
        Assert.Equal(1, guest["one"].Invoke([], late.Token)[0].AsInt32());
        late.Cancel();
        Assert.Equal(1, guest["one"].Invoke()[0].AsInt32());
    }

    [Fact]
    public void CancellationOfAnOuterCallEndsANestedOne()
    {
        using var guest = new Guest(Spin);
        using var outer = new CancellationTokenSource(20);
        using var inner = new CancellationTokenSource();
        var spin = guest["spin"];
        var host = Function.FromCallback(guest.Store, () => { spin.Invoke([], CancellationToken.None); });
        Assert.Throws<OperationCanceledException>(() => host.Invoke([], outer.Token));

        // A nested call with a token of its own stops for either.
        using var second = new CancellationTokenSource(20);
        var nested = Function.FromCallback(guest.Store, () => { spin.Invoke([], inner.Token); });
        Assert.Throws<OperationCanceledException>(() => nested.Invoke([], second.Token));
    }

    [Fact]
    public void InstantiationCanBeCancelled()
    {
        using var engine = new Engine();
        using var store = new Store(engine);
        using var module = Module.FromText(engine, "(module (func $s (loop $l (br $l))) (start $s))");
        using var source = new CancellationTokenSource(20);
        Assert.Throws<OperationCanceledException>(() => new Linker(engine).Instantiate(store, module, source.Token));
    }
}

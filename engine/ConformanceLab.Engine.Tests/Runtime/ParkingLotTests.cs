using ConformanceLab.Wasm.Runtime;
using Xunit;

namespace ConformanceLab.Wasm.Tests.Runtime;

public sealed unsafe class ParkingLotTests
{
    [Fact]
    public void WaitersAreWokenInTheOrderOfTheirArrival()
    {
        using var engine = new Engine();
        var cells = stackalloc int[4];
        var address = (nint)cells;
        var order = new List<int>();
        var threads = new List<Thread>();
        for (var i = 0; i < 3; i++)
        {
            var number = i;
            var thread = new Thread(() =>
            {
                using var store = new Store(engine);
                Assert.Equal(WaitResult.Ok, engine.ParkingLot.Wait32(store.State, (int*)address, 0, -1));
                lock (order)
                {
                    order.Add(number);
                }
            });
            thread.Start();
            threads.Add(thread);
            while (engine.ParkingLot.CountWaiters((void*)address) <= i)
            {
                Thread.Sleep(1);
            }
        }

        Assert.Equal(0u, engine.ParkingLot.Notify(cells + 1, uint.MaxValue));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(1u, engine.ParkingLot.Notify(cells, 1));
            threads[i].Join();
        }

        Assert.Equal([0, 1, 2], order);
        Assert.Equal(0u, engine.ParkingLot.Notify(cells, uint.MaxValue));
    }

    [Fact]
    public void ATimedOutWaiterIsForgotten()
    {
        using var engine = new Engine();
        using var store = new Store(engine);
        long cell = 5;
        Assert.Equal(WaitResult.TimedOut, engine.ParkingLot.Wait64(store.State, &cell, 5, 1000));
        Assert.Equal(WaitResult.NotEqual, engine.ParkingLot.Wait64(store.State, &cell, 6, 1000));
        Assert.Equal(0, engine.ParkingLot.CountWaiters(&cell));
        Assert.Equal(0u, engine.ParkingLot.Notify(&cell, 1));
    }

    [Fact]
    public void NotificationsCountEveryWokenWaiterOnce()
    {
        using var engine = new Engine();
        int cell = 0;
        var address = (nint)(&cell);
        var woken = 0;
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            using var store = new Store(engine);
            for (var i = 0; i < 50; i++)
            {
                // Short enough that some waits end by time while they are being woken.
                if (engine.ParkingLot.Wait32(store.State, (int*)address, 0, 200_000) == WaitResult.Ok)
                {
                    Interlocked.Increment(ref woken);
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        var counted = 0u;
        while (threads.Exists(thread => thread.IsAlive))
        {
            counted += engine.ParkingLot.Notify((void*)address, 2);
            Thread.Yield();
        }

        Assert.Equal((int)counted, woken);
    }
}

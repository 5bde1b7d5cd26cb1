using ConformanceLab.Wasm.Runtime;
using Xunit;

namespace ConformanceLab.Wasm.Tests.Runtime;

/// <summary>Tests that use up what the process shares: they run alone.</summary>
[CollectionDefinition(nameof(ReservationTests), DisableParallelization = true)]
[Collection(nameof(ReservationTests))]
public sealed unsafe class ReservationTests
{
    [Fact]
    public void TooManyMemoriesAreOutOfMemoryAndTheProcessGoesOn()
    {
        Assert.SkipUnless(Reservation.IsCheap, "reserving allocates here");
        var text = $"(module {string.Concat(Enumerable.Repeat("(memory 0)", 1000))})";
        using var engine = new Engine();
        using var module = Module.FromText(engine, text);
        var store = new Store(engine);
        var instances = 0;
        var trap = Assert.Throws<TrapException>(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                _ = new Instance(store, module);
                instances++;
            }
        });
        Assert.Equal(TrapCode.OutOfMemory, trap.Code);
        Assert.InRange(instances, 1, ReservationCount.Maximum / 1000);
        store.Dispose();

        using var next = new Store(engine);
        _ = new Instance(next, module);
    }

    [Fact]
    public void StoresThatNobodyDisposedMakeRoom()
    {
        Assert.SkipUnless(Reservation.IsCheap, "reserving allocates here");
        using var engine = new Engine();
        using var module = Module.FromText(engine, $"(module {string.Concat(Enumerable.Repeat("(memory 0)", 1000))})");
        for (var i = 0; i < 30; i++)
        {
            Leave(engine, module);
        }

        static void Leave(Engine engine, Module module) => _ = new Instance(new Store(engine), module);
    }

    [Fact]
    public void IdleReservationsGiveWay()
    {
        Assert.SkipUnless(Reservation.IsCheap, "reserving allocates here");
        var text = $"(module {string.Concat(Enumerable.Repeat("(memory 0)", 1000))})";
        using var idle = new Engine(EngineOptions.Default with { PooledMemories = 8000 });
        using var module = Module.FromText(idle, text);
        using (var store = new Store(idle))
        {
            for (var i = 0; i < 8; i++)
            {
                _ = new Instance(store, module);
            }
        }

        Assert.Equal(8000, idle.Reservations.Count);
        using var busy = new Engine();
        using var same = Module.FromText(busy, text);
        using var next = new Store(busy);
        for (var i = 0; i < 8; i++)
        {
            _ = new Instance(next, same);
        }

        Assert.Equal(0, idle.Reservations.Count);
    }

    [Fact]
    public void CommittingPastTheEndIsRefused()
    {
        using var reservation = Reservation.TryCreate(Reservation.PageSize * 2)!;
        Assert.True(reservation.TryCommit(Reservation.PageSize + 1));
        reservation.Base[Reservation.PageSize] = 1;
        Assert.False(reservation.TryCommit((Reservation.PageSize * 2) + 1));
        Assert.False(reservation.TryCommit(nuint.MaxValue));
    }
}

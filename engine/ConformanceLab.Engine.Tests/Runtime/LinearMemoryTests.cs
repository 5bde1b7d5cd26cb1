using ConformanceLab.Wasm.Runtime;
using Xunit;

namespace ConformanceLab.Wasm.Tests.Runtime;

public sealed unsafe class LinearMemoryTests
{
    private const ulong Page = 65536;

    [Fact]
    public void TheBaseNeverMoves()
    {
        var budget = new ResourceBudget(1 << 30);
        var memory = LinearMemory.Create(new MemoryType(new Limits(1, null)), budget);
        var start = (nint)memory.Data->Base;
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(1 + (i * 3), memory.Grow(3));
            Assert.Equal(start, (nint)memory.Data->Base);
            memory.Data->Base[memory.ByteLength - 1] = 1;
        }

        Assert.Equal(301 * Page, budget.Used);
        memory.Release();
        Assert.Equal(0UL, budget.Used);
    }

    [Fact]
    public void TheStyleDependsOnTheTypeAlone()
    {
        var poor = new ResourceBudget(2 * Page);
        var rich = new ResourceBudget(1UL << 33);
        MemoryType[] types =
        [
            new(new Limits(0, null)),
            new(new Limits(0, 1)),
            new(new Limits(0, null), AddressType.I64),
            new(new Limits(0, 100), PageSizeLog2: 0),
            new(new Limits(0, 2), IsShared: true),
        ];
        foreach (var type in types)
        {
            var first = LinearMemory.Create(type, poor);
            var second = LinearMemory.Create(type, rich);
            Assert.Equal(first.Data->Flags, second.Data->Flags);
            Assert.Equal(type.AddressType == AddressType.I64, first.Data->Flags.HasFlag(MemoryFlags.Is64));
            Assert.Equal(type.IsShared, first.Data->Flags.HasFlag(MemoryFlags.Shared));
            if (first.Data->Flags.HasFlag(MemoryFlags.Guarded))
            {
                // Every 32-bit address with every 32-bit offset, and the 16 bytes of a vector from there.
                Assert.True(first.Data->ReservedBytes >= (1UL << 33) + 16);
            }

            first.Release();
            second.Release();
        }
    }

    [Fact]
    public void GrowthFromManyThreadsAddsUp()
    {
        var budget = new ResourceBudget(1 << 30);
        var memory = LinearMemory.Create(new MemoryType(new Limits(0, 1000), IsShared: true), budget);
        var old = new System.Collections.Concurrent.ConcurrentBag<long>();
        Parallel.For(0, 4, _ =>
        {
            for (var i = 0; i < 300; i++)
            {
                old.Add(memory.Grow(1));
            }
        });
        Assert.Equal(1000UL, memory.PageCount);
        Assert.Equal(200, old.Count(size => size == -1));
        Assert.Equal(1000, old.Where(size => size >= 0).Distinct().Count());
        memory.Release();
    }

    [Fact]
    public void CreationAndReleaseLeaveNoReservations()
    {
        var before = ReservationCount.Current;
        for (var i = 0; i < 500; i++)
        {
            LinearMemory.Create(new MemoryType(new Limits(1, null)), new ResourceBudget(Page)).Release();
        }

        Assert.True(ReservationCount.Current < before + 100);
    }

    [Fact]
    public void OneByteLessThanTheAddressSpaceIsTheMostForPagesOfOneByte()
    {
        var budget = new ResourceBudget(ulong.MaxValue);
        Assert.Throws<TrapException>(() => LinearMemory.Create(new MemoryType(new Limits(0x1_0000_0000, null), PageSizeLog2: 0), budget));
        var memory = LinearMemory.Create(new MemoryType(new Limits(0, null), PageSizeLog2: 0), budget);
        Assert.Equal(-1, memory.Grow(0x1_0000_0000));
        memory.Release();
        Assert.Equal(0UL, budget.Used);
    }

    [Fact]
    public void WithoutALimitTheReservationIsBoundedAndSoIsGrowth()
    {
        var budget = new ResourceBudget(ulong.MaxValue);
        (MemoryType Type, int Log2)[] bounds =
        [
            (new(new Limits(0, null), AddressType.I64), LinearMemory.ReachLog2),
            (new(new Limits(0, ulong.MaxValue), AddressType.I64, PageSizeLog2: 0), 40),
        ];
        foreach (var (type, log2) in bounds)
        {
            var memory = LinearMemory.Create(type, budget);
            var pages = 1UL << (log2 - type.PageSizeLog2);
            Assert.True(memory.Data->ReservedBytes > 1UL << log2);
            Assert.Equal(-1, memory.Grow(pages + 1));
            Assert.Equal(-1, memory.Grow(ulong.MaxValue));
            Assert.Equal(0, memory.Grow(1));
            memory.Release();
        }

        var error = Assert.Throws<TrapException>(
            () => LinearMemory.Create(new MemoryType(new Limits(1UL << 47, null), AddressType.I64), budget));
        Assert.Equal(TrapCode.OutOfMemory, error.Code);
        Assert.Equal(0UL, budget.Used);
    }
}

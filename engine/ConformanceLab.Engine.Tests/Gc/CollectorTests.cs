using System.Runtime.CompilerServices;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;
using Xunit;

namespace ConformanceLab.Engine.Tests.Gc;

public sealed unsafe class CollectorTests
{
    private const ulong MiB = 1 << 20;

    [Fact]
    public void AListOfAMillionNodesSurvivesCollectionsInOrder()
    {
        using var test = new GcTestHeap(new GcHeapOptions());
        var node = test.DefineStruct(ValType.I32, ValType.AnyRef);
        const int Length = 1_000_000;
        for (var i = 0; i < Length; i++)
        {
            // Root 0: the list so far, and the second operand.
            test[2] = test[0];
            test[1].SetRef(GcHeap.I31New(i));
            test[0].SetRef(test.Heap.StructNew(node, test.RootsFrom(1)));
        }

        test[2] = default;
        test.Heap.Collect();
        Assert.True(test.Heap.Statistics.Collections > 1);
        Assert.Equal(Length * 16UL, test.Heap.Statistics.LiveBytes);
        var (value, next) = (test.Heap.FieldOf(node, 0), test.Heap.FieldOf(node, 1));
        Slot current = test[0];
        for (var i = Length - 1; i >= 0; i--)
        {
            Slot number;
            test.Heap.StructGet(current.Ref, value, &number);
            Assert.Equal((i << 1) | 1, number.I32);
            Slot following;
            test.Heap.StructGet(current.Ref, next, &following);
            current = following;
        }

        Assert.Equal(0u, current.Ref);
    }

    [Fact]
    public void CyclesKeepTheirShapeWhileReachableAndAreFreedAfterwards()
    {
        using var test = new GcTestHeap(GcTestHeap.Stress);
        var type = test.DefineStruct(ValType.AnyRef, ValType.AnyRef);
        var (first, second) = (test.Heap.FieldOf(type, 0), test.Heap.FieldOf(type, 1));
        test[0].SetRef(test.Heap.AllocateStruct(type));
        test[1].SetRef(test.Heap.AllocateStruct(type));
        test.Heap.StructSet(test[0].Ref, first, test.RootsFrom(1));
        test.Heap.StructSet(test[0].Ref, second, test.RootsFrom(0));
        test.Heap.StructSet(test[1].Ref, first, test.RootsFrom(0));
        test[1] = default;
        test.Heap.Collect();

        Slot other;
        test.Heap.StructGet(test[0].Ref, first, &other);
        Slot back;
        test.Heap.StructGet(other.Ref, first, &back);
        Slot self;
        test.Heap.StructGet(test[0].Ref, second, &self);
        Assert.Equal(test[0].Ref, back.Ref);
        Assert.Equal(test[0].Ref, self.Ref);
        Assert.NotEqual(test[0].Ref, other.Ref);

        test[0] = default;
        test.Heap.Collect();
        Assert.Equal(0UL, test.Heap.Statistics.LiveBytes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void NewObjectsAreZeroAlsoWhereMemoryIsUsedAgain(bool isStress)
    {
        using var test = new GcTestHeap(new GcHeapOptions { IsStress = isStress, LimitBytes = 2 * MiB, InitialBytes = MiB / 4 });
        var type = test.DefineArray(ValType.I64);
        for (var i = 0; i < 300; i++)
        {
            var array = test.Heap.AllocateArray(type, 2000);
            var elements = new Span<ulong>(test.Heap.AddressOf(array) + ObjectLayout.DataOffset, 2000);
            Assert.Equal(-1, elements.IndexOfAnyExcept(0UL));
            elements.Fill(ulong.MaxValue);
        }

        Assert.True(test.Heap.Statistics.Collections > 5);
    }

    [Fact]
    public void LargeArraysOfReferencesAreMovedAndTheirElementsUpdated()
    {
        using var test = new GcTestHeap(new GcHeapOptions { LimitBytes = 256 * MiB });
        var array = test.DefineArray(ValType.AnyRef);
        var node = test.DefineStruct(ValType.I32);
        const uint Length = 5_000_000;
        test[0].SetRef(test.Heap.AllocateArray(array, Length));
        for (var i = 0u; i < Length; i += 10_000)
        {
            var item = test.Heap.AllocateStruct(node);
            *(uint*)(test.Heap.AddressOf(item) + ObjectLayout.DataOffset) = i;
            test[1].SetRef(item);
            test.Heap.ArraySet(test[0].Ref, i, test.RootsFrom(1));
        }

        var before = test[0].Ref;
        test.Heap.Collect();
        test.Heap.Collect();
        test.Heap.Collect();
        Assert.NotEqual(before, test[0].Ref);
        Assert.Equal(Length, test.Heap.ArrayLength(test[0].Ref));
        for (var i = 0u; i < Length; i += 5_000)
        {
            Slot item;
            test.Heap.ArrayGet(test[0].Ref, i, &item);
            if (i % 10_000 != 0)
            {
                Assert.Equal(0u, item.Ref);
                continue;
            }

            Assert.Equal(node, test.Heap.TypeIdOf(item.Ref));
            Assert.Equal(i, *(uint*)(test.Heap.AddressOf(item.Ref) + ObjectLayout.DataOffset));
        }
    }

    [Fact]
    public void AllocationPastTheLimitTrapsAndLeavesTheHeapUsable()
    {
        using var test = new GcTestHeap(new GcHeapOptions { LimitBytes = 4 * MiB, InitialBytes = MiB });
        var list = test.DefineStruct(ValType.AnyRef, ValType.I64, ValType.I64);
        var allocated = 0;
        var trap = Assert.Throws<TrapException>(() =>
        {
            for (; allocated < int.MaxValue; allocated++)
            {
                test[1] = test[0];
                test[0].SetRef(test.Heap.StructNew(list, test.RootsFrom(1)));
            }
        });
        Assert.Equal(TrapCode.OutOfMemory, trap.Code);
        Assert.Equal((int)(4 * MiB / 32), allocated);

        test[0] = test[1] = default;
        for (var i = 0; i < 2 * allocated; i++)
        {
            Assert.NotEqual(0u, test.Heap.AllocateStruct(list));
        }
    }

    [Fact]
    public void SizesOfArraysDoNotWrapAround()
    {
        using var test = new GcTestHeap(new GcHeapOptions { LimitBytes = 4 * MiB });
        foreach (var element in new[] { ValType.I8, ValType.I16, ValType.I32, ValType.AnyRef, ValType.I64, ValType.FuncRef, ValType.V128 })
        {
            var type = test.DefineArray(element);
            foreach (var length in new[] { uint.MaxValue, 0xFFFF_FFF8u, 0x8000_0000u, 0x4000_0000u, 0x2000_0000u, 0x1000_0000u })
            {
                var trap = Assert.Throws<TrapException>(() => test.Heap.AllocateArray(type, length));
                Assert.Equal(TrapCode.OutOfMemory, trap.Code);
            }

            Assert.Equal(0u, test.Heap.ArrayLength(test.Heap.AllocateArray(type, 0)));
        }
    }

    [Fact]
    public void TheLargestHeapFitsItsReferencesInto32Bits()
    {
        using var test = new GcTestHeap(new GcHeapOptions { LimitBytes = GcHeap.LargestLimit });
        var type = test.DefineArray(ValType.I8);
        test[0].SetRef(test.Heap.AllocateArray(type, 100));
        Slot value = default;
        value.I32 = 7;
        test.Heap.ArrayFill(test[0].Ref, 0, &value, 100);
        // The whole of the second space is used once without touching it: zero pages are only reserved.
        test.Heap.Collect();
        Assert.NotEqual(0u, test.Heap.AllocateArray(type, (uint)GcHeap.LargestLimit - 4096));
        Slot result;
        test.Heap.ArrayGet(test[0].Ref, 99, &result);
        Assert.Equal(7, result.I32);
    }

    [Fact]
    public void AReferenceKeptOutsideTheRootsIsFoundInStressMode()
    {
        using var test = new GcTestHeap(GcTestHeap.Stress);
        var type = test.DefineStruct(ValType.I32);
        var kept = test.Heap.AllocateStruct(type);
        var field = test.Heap.FieldOf(type, 0);
        test[0].SetRef(test.Heap.AllocateStruct(type));
        Assert.Throws<InvalidOperationException>(() =>
        {
            Slot value;
            test.Heap.StructGet(kept, field, &value);
        });
    }

    [Fact]
    public void AStaleRootIsFoundByTheCollectorItself()
    {
        using var test = new GcTestHeap(new GcHeapOptions());
        var type = test.DefineStruct(ValType.I32);
        var kept = test.Heap.AllocateStruct(type);
        test.Heap.Collect();
        test[0].SetRef(kept);
        Assert.Throws<InvalidOperationException>(() => test.Heap.Collect());
    }

    [Fact]
    public void StatisticsCountAllAllocationsAndWhatSurvived()
    {
        using var test = new GcTestHeap(new GcHeapOptions());
        var type = test.DefineStruct(ValType.I64, ValType.I32);
        for (var i = 0; i < 10; i++)
        {
            test[0].SetRef(test.Heap.AllocateStruct(type));
        }

        Assert.Equal(240UL, test.Heap.Statistics.AllocatedBytes);
        test.Heap.Collect();
        test[1].SetRef(test.Heap.AllocateStruct(type));
        var statistics = test.Heap.Statistics;
        Assert.Equal(264UL, statistics.AllocatedBytes);
        Assert.Equal(24UL, statistics.LiveBytes);
        Assert.Equal(48UL, statistics.UsedBytes);
        Assert.Equal(1, statistics.Collections);
    }

    [Fact]
    public void CapacityGrowsWithWhatIsAliveOnly()
    {
        using var test = new GcTestHeap(new GcHeapOptions { InitialBytes = MiB });
        var type = test.DefineArray(ValType.I8);
        for (var i = 0; i < 1000; i++)
        {
            test.Heap.AllocateArray(type, 10_000);
        }

        Assert.Equal(MiB, test.Heap.Statistics.CapacityBytes);
        for (var i = 0; i < 10; i++)
        {
            test[i].SetRef(test.Heap.AllocateArray(type, 1_000_000));
        }

        Assert.InRange(test.Heap.Statistics.CapacityBytes, 10 * MiB, 64 * MiB);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CapacityShrinksAfterAPeakAndNewObjectsAreStillZero(bool isStress)
    {
        using var test = new GcTestHeap(new GcHeapOptions { InitialBytes = MiB / 4, IsStress = isStress });
        var type = test.DefineArray(ValType.I64);
        for (var i = 0; i < 8; i++)
        {
            test[i].SetRef(test.Heap.AllocateArray(type, 500_000));
            new Span<ulong>(test.Heap.AddressOf(test[i].Ref) + ObjectLayout.DataOffset, 500_000).Fill(ulong.MaxValue);
        }

        var peak = test.Heap.Statistics.CapacityBytes;
        for (var i = 0; i < 8; i++)
        {
            test[i] = default;
        }

        for (var i = 0; i < 20; i++)
        {
            test.Heap.Collect();
        }

        Assert.Equal(MiB / 4, test.Heap.Statistics.CapacityBytes);
        Assert.True(peak >= 32 * MiB);
        test[0].SetRef(test.Heap.AllocateArray(type, 2_000_000));
        Assert.Equal(-1, new Span<ulong>(test.Heap.AddressOf(test[0].Ref) + ObjectLayout.DataOffset, 2_000_000).IndexOfAnyExcept(0UL));
    }
}

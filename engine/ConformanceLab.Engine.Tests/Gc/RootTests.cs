using System.Runtime.CompilerServices;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;
using Xunit;

namespace ConformanceLab.Engine.Tests.Gc;

public sealed unsafe class RootTests
{
    [Fact]
    public void ARootFollowsItsObjectUntilDisposed()
    {
        using var test = new GcTestHeap(GcTestHeap.Stress);
        var type = test.DefineStruct(ValType.I32);
        var roots = new List<GcRoot>();
        for (var i = 0; i < 200; i++)
        {
            var reference = test.Heap.AllocateStruct(type);
            *(int*)(test.Heap.AddressOf(reference) + ObjectLayout.DataOffset) = i;
            roots.Add(test.Heap.Roots.Create(reference));
        }

        for (var i = 0; i < 200; i += 2)
        {
            roots[i].Dispose();
            roots[i].Dispose();
            Assert.Throws<ObjectDisposedException>(() => roots[i].Reference);
        }

        test.Heap.Collect();
        Assert.Equal(100 * 16UL, test.Heap.Statistics.LiveBytes);
        Assert.Equal(100, test.Heap.Roots.Count);
        for (var i = 1; i < 200; i += 2)
        {
            Assert.Equal(i, *(int*)(test.Heap.AddressOf(roots[i].Reference) + ObjectLayout.DataOffset));
        }

        // Freed entries are used again.
        var again = test.Heap.Roots.Create(GcHeap.I31New(5));
        Assert.Equal(GcHeap.I31New(5), again.Reference);
        Assert.Equal(101, test.Heap.Roots.Count);
    }

    [Fact]
    public void AForgottenRootIsReleasedByItsFinaliser()
    {
        using var test = new GcTestHeap(new GcHeapOptions());
        var type = test.DefineStruct(ValType.I32);
        Forget(test, type);
        for (var i = 0; i < 50 && test.Heap.Roots.Count > 0; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            test.Heap.Collect();
        }

        Assert.Equal(0, test.Heap.Roots.Count);
        Assert.Equal(0UL, test.Heap.Statistics.LiveBytes);
    }

    [Fact]
    public void ScopesRootWhatWasPushedAndEndTogether()
    {
        using var test = new GcTestHeap(GcTestHeap.Stress);
        var type = test.DefineStruct(ValType.I32);
        using (var outer = test.Heap.Roots.OpenScope())
        {
            var first = outer.Push(test.Heap.AllocateStruct(type));
            using (var inner = test.Heap.Roots.OpenScope())
            {
                for (var i = 0; i < 100; i++)
                {
                    inner.Push(test.Heap.AllocateStruct(type));
                }

                test.Heap.Collect();
                Assert.Equal(101 * 16UL, test.Heap.Statistics.LiveBytes);
            }

            test.Heap.Collect();
            Assert.Equal(16UL, test.Heap.Statistics.LiveBytes);
            Assert.Equal(type, test.Heap.TypeIdOf(outer[first]));
        }

        test.Heap.Collect();
        Assert.Equal(0UL, test.Heap.Statistics.LiveBytes);
    }

    [Fact]
    public void AHostHandleLivesAsLongAsItIsReached()
    {
        using var test = new GcTestHeap(new GcHeapOptions());
        var array = test.DefineArray(ValType.ExternRef);
        test[0].SetRef(test.Heap.AllocateArray(array, 10));
        var weak = new WeakReference[10];
        CreateHandles(test, weak);
        var kept = new uint[10];
        for (var i = 0u; i < 10; i++)
        {
            Slot slot;
            test.Heap.ArrayGet(test[0].Ref, i, &slot);
            kept[i] = slot.Ref;
        }

        test.Heap.Collect();
        Assert.Equal(10, test.Heap.Handles.Count);
        Slot none = default;
        for (var i = 0u; i < 10; i += 2)
        {
            test.Heap.ArraySet(test[0].Ref, i, &none);
        }

        test.Heap.Collect();
        Assert.Equal(5, test.Heap.Handles.Count);
        for (var i = 0u; i < 50 && weak.Where((_, n) => n % 2 == 0).Any(w => w.IsAlive); i++)
        {
            GC.Collect();
        }

        for (var i = 0u; i < 10; i++)
        {
            Assert.Equal(i % 2 == 1, weak[i].IsAlive);
            if (i % 2 == 1)
            {
                // Moving the array has not changed the handle.
                Slot slot;
                test.Heap.ArrayGet(test[0].Ref, i, &slot);
                Assert.Equal(kept[i], slot.Ref);
                Assert.Same(weak[i].Target, test.Heap.Handles.Get(slot.Ref));
            }
            else
            {
                Assert.Throws<InvalidOperationException>(() => test.Heap.Handles.Get(kept[i]));
            }
        }
    }

    [Fact]
    public void FreedHandlesAreUsedAgain()
    {
        using var test = new GcTestHeap(new GcHeapOptions());
        for (var i = 0; i < 20; i++)
        {
            var reference = test.Heap.CreateHandle(i);
            if (i % 2 == 1)
            {
                test[i / 2].SetRef(reference);
            }
        }

        test.Heap.Collect();
        var used = Enumerable.Range(0, 10).Select(i => test[i].Ref).ToHashSet();
        for (var i = 0; i < 10; i++)
        {
            var reference = test.Heap.CreateHandle(100 + i);
            Assert.True(reference >> 2 < 20);
            Assert.True(used.Add(reference));
            Assert.Equal(100 + i, test.Heap.Handles.Get(reference));
        }

        Assert.Equal(1, test.Heap.Handles.Get(test[0].Ref));
        Assert.Equal(19, test.Heap.Handles.Get(test[9].Ref));
    }

    [Fact]
    public void HandlesWithoutAllocationsAreFreedAtSafepoints()
    {
        using var test = new GcTestHeap(new GcHeapOptions());
        for (var i = 0; i < 100_000; i++)
        {
            test[0].SetRef(test.Heap.CreateHandle("host"));
            test.Heap.Safepoint();
        }

        Assert.InRange(test.Heap.Handles.Count, 1, 10_000);
        Assert.Equal("host", test.Heap.Handles.Get(test[0].Ref));
    }

    [Fact]
    public void ManyHandlesMakeTheNextAllocationCollect()
    {
        using var test = new GcTestHeap(new GcHeapOptions());
        var type = test.DefineStruct(ValType.I32);
        test.Heap.AllocateStruct(type);
        while (test.Heap.Handles.Count <= test.Heap.Handles.Threshold)
        {
            test.Heap.CreateHandle("host");
        }

        test.Heap.AllocateStruct(type);
        Assert.Equal(1, test.Heap.Statistics.Collections);
        Assert.Equal(0, test.Heap.Handles.Count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(GcTestHeap test, uint type)
    {
        for (var i = 0; i < 10; i++)
        {
            test.Heap.Roots.Create(test.Heap.AllocateStruct(type));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CreateHandles(GcTestHeap test, WeakReference[] weak)
    {
        for (var i = 0u; i < 10; i++)
        {
            var value = new object();
            weak[i] = new WeakReference(value);
            Slot slot = default;
            slot.SetRef(test.Heap.CreateHandle(value));
            test.Heap.ArraySet(test[0].Ref, i, &slot);
        }
    }
}

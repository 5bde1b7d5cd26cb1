using System.Runtime.CompilerServices;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Runtime;
using Xunit;

namespace ConformanceLab.Engine.Tests.Baseline;

/// <summary>Records of functions hold the code that their slots lead to, in all stores that are alive, and in no others.</summary>
public sealed unsafe class CodeCopiesTests
{
    private const int Functions = 40;

    private static readonly string s_text =
        "(type $type (func (param i32) (result i32))) (table (export \"table\") 40 funcref) (elem (i32.const 0) func "
        + string.Join(' ', Enumerable.Range(0, Functions)) + ")"
        + string.Concat(Enumerable.Range(0, Functions).Select(static index => $"(func (type $type) (i32.add (local.get 0) (i32.const {index})))"))
        + "(func (export \"call\") (param i32 i32) (result i32) (call_indirect (type $type) (local.get 1) (local.get 0)))";

    private static EngineOptions Options(Tier tier) =>
        EngineOptions.Default with { Tier = tier, TierUp = new TierUpOptions { Budget = 100, InBackground = false } };

    private static Instance Instantiate(Wasm.Engine engine, Module module, out Store store)
    {
        store = new Store(engine);
        return new Linker(engine).Instantiate(store, module);
    }

    private static void AssertUpToDate(Instance instance)
    {
        var native = BaselineExecutor.NativeOf(instance.State.Module);
        for (var function = 0; function <= Functions; function++)
        {
            var record = instance.State.Records[function];
            Assert.Equal((native.SlotOf(function), CodeSlots.Read((nint*)native.SlotOf(function))), (record.CodeSlot, record.Code));
        }
    }

    [Theory]
    [InlineData(Tier.Baseline)]
    [InlineData(Tier.Optimizing)]
    [InlineData(Tier.Auto)]
    public void WhatOneStoreCompilesAllStoresCall(Tier tier)
    {
        using var engine = new Wasm.Engine(Options(tier));
        using var module = Module.FromText(engine, s_text);
        var one = Instantiate(engine, module, out var first);
        var two = Instantiate(engine, module, out var second);
        for (var function = 0; function < Functions; function++)
        {
            for (var time = 0; time < 20; time++)
            {
                var caller = (function & 1) == 0 ? one : two;
                Assert.Equal(function + time, caller.GetFunction<int, int, int>("call")(function, time));
            }

            AssertUpToDate(one);
            AssertUpToDate(two);
        }

        var native = BaselineExecutor.NativeOf(one.State.Module);
        Assert.NotEqual(0, native.FinalCodeOf(3));
        var late = Instantiate(engine, module, out var third);
        AssertUpToDate(late);
        Assert.Equal(3, native.Copies.Instances);
        first.Dispose();
        Assert.Equal(2, native.Copies.Instances);
        third.Dispose();
        second.Dispose();
        Assert.Equal(0, native.Copies.Instances);
    }

    [Fact]
    public void AStoreThatNobodyDisposedIsNotWrittenToWhenItIsCollected()
    {
        using var engine = new Wasm.Engine(Options(Tier.Baseline));
        using var module = Module.FromText(engine, s_text);
        var kept = Instantiate(engine, module, out var store);
        for (var index = 0; index < 20; index++)
        {
            Forget(engine, module);
        }

        var native = BaselineExecutor.NativeOf(kept.State.Module);
        var calls = kept.GetFunction<int, int, int>("call");
        for (var function = 0; function < Functions; function++)
        {
            GC.Collect();
            Assert.Equal(function + 1, calls(function, 1));
            GC.WaitForPendingFinalizers();
        }

        AssertUpToDate(kept);
        Assert.InRange(native.Copies.Instances, 1, 20);
        store.Dispose();
    }

    // A frame of its own: nothing in it is alive when it returns.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(Wasm.Engine engine, Module module) => _ = Instantiate(engine, module, out _);

    [Fact]
    public void StoresComeAndGoWhileFunctionsAreCompiled()
    {
        using var engine = new Wasm.Engine(Options(Tier.Auto));
        for (var round = 0; round < 20; round++)
        {
            using var module = Module.FromText(engine, s_text);
            var kept = Instantiate(engine, module, out var store);
            var isDone = false;
            var instances = new List<(Instance Instance, Store Store)>();
            var thread = new Thread(() =>
            {
                while (!Volatile.Read(ref isDone))
                {
                    instances.Add((Instantiate(engine, module, out var other), other));
                    if (instances.Count > 8)
                    {
                        instances[0].Store.Dispose();
                        instances.RemoveAt(0);
                    }
                }
            });
            thread.Start();
            var call = kept.GetFunction<int, int, int>("call");
            for (var function = 0; function < Functions; function++)
            {
                for (var time = 0; time < 200; time++)
                {
                    Assert.Equal(function + time, call(function, time));
                }
            }

            Volatile.Write(ref isDone, true);
            thread.Join();
            AssertUpToDate(kept);
            foreach (var (instance, other) in instances)
            {
                AssertUpToDate(instance);
                other.Dispose();
            }

            store.Dispose();
            Assert.Equal(0, BaselineExecutor.NativeOf(kept.State.Module).Copies.Instances);
        }
    }
}

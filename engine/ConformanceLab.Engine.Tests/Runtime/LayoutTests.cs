using ConformanceLab.Wasm.Runtime;
using Xunit;

namespace ConformanceLab.Wasm.Tests.Runtime;

public sealed unsafe class LayoutTests
{
    [Fact]
    public void SizesAreWhatCodeRelies()
    {
        Assert.Equal(8, sizeof(Slot));
        Assert.Equal(16, sizeof(GlobalCell));
        Assert.Equal(32, sizeof(FunctionRecord));
        FunctionRecord record;
        Assert.Equal(16, (byte*)&record.CanonicalType - (byte*)&record);
        InstanceData instance;
        Assert.Equal(0, (byte*)&instance.Store - (byte*)&instance);
        Assert.Equal(8, (byte*)&instance.Base - (byte*)&instance);
        MemoryData memory;
        Assert.Equal(8, (byte*)&memory.ByteLength - (byte*)&memory);
    }

    [Fact]
    public void WhatAModuleDefinesIsBehindTheInstance()
    {
        var layout = new InstanceLayout(ImportedTables: 2, Tables: 5, ImportedGlobals: 3, Globals: 7, Functions: 4);
        var places = new List<(int Offset, int Bytes)>();
        for (var table = 2; table < 5; table++)
        {
            places.Add((layout.TableAt(table), sizeof(TableData)));
            Assert.Equal((table, 8), layout.FindTable(layout.TableAt(table) + 8));
            Assert.Null(layout.FindGlobal(layout.TableAt(table) + 8));
        }

        for (var global = 3; global < 7; global++)
        {
            places.Add((layout.GlobalAt(global), sizeof(GlobalCell)));
            Assert.Equal((global, 15), layout.FindGlobal(layout.GlobalAt(global) + 15));
            Assert.Null(layout.FindTable(layout.GlobalAt(global)));
        }

        for (var function = 0; function < 4; function++)
        {
            Assert.Equal(function, layout.FindFunction(layout.FunctionAt(function)));
            Assert.Null(layout.FindGlobal(layout.FunctionAt(function)));
        }

        Assert.Equal(layout.GlobalAt(7), layout.FunctionAt(0));
        Assert.Null(layout.FindFunction(layout.FunctionAt(0) - 1));
        Assert.Null(layout.FindFunction(layout.FunctionAt(4)));
        Assert.Equal(layout.FunctionAt(4), layout.Bytes);
        var end = sizeof(InstanceData);
        foreach (var (offset, bytes) in places)
        {
            Assert.Equal((0, true), (offset % 16, offset >= end));
            end = offset + bytes;
        }

        Assert.Equal(end, layout.FunctionAt(0));
        Assert.Null(layout.FindTable(LayoutOffsets.InstanceStackLimit));
        Assert.Null(layout.FindGlobal(end));
    }

    [Fact]
    public void OffsetsForCodeAreThoseOfTheStructures()
    {
        Assert.Equal((0, 8), (LayoutOffsets.InstanceStore, LayoutOffsets.InstanceBase));
        Assert.Equal(0, LayoutOffsets.StoreStackLimit);
        StoreContext store;
        var bytes = new Span<byte>(&store, sizeof(StoreContext));
        bytes.Clear();
        store.TrapPc = 0x1122;
        store.TrapSignal = 11;
        Assert.Equal(0x1122, *(nint*)((byte*)&store + LayoutOffsets.StoreTrapPc));
        Assert.Equal(11, *(int*)((byte*)&store + LayoutOffsets.StoreTrapSignal));
        Assert.Equal(24, sizeof(Activation));
        Assert.Equal((0, 8, 16), (LayoutOffsets.ActivationPrevious, LayoutOffsets.ActivationEntryFrame, LayoutOffsets.ActivationExit));
        Assert.Equal((0, 8), (LayoutOffsets.FunctionCode, LayoutOffsets.FunctionInstance));
    }

    [Fact]
    public void AGuestMayFaultInItsMemoriesReservationsOnly()
    {
        using var engine = new Engine();
        using var store = new Store(engine);
        var state = store.State;
        var memory = LinearMemory.Create(new MemoryType(new Limits(1, 2)), state.MemoryBytes);
        state.AddMemory(memory);
        var start = (nuint)memory.Data->Base;
        Assert.True(GuestAddresses.MayFault(state, start));
        Assert.True(GuestAddresses.MayFault(state, start + (nuint)memory.Data->ReservedBytes - 1));
        Assert.False(GuestAddresses.MayFault(state, start + (nuint)memory.Data->ReservedBytes));
        Assert.False(GuestAddresses.MayFault(state, start - 1));
        Assert.False(GuestAddresses.MayFault(state, 0));
    }

    [Fact]
    public void AReferenceClearsTheUpperHalfOfItsSlot()
    {
        Slot slot = default;
        slot.U64 = ulong.MaxValue;
        slot.SetRef(5);
        Assert.Equal(5UL, slot.U64);
    }

    [Fact]
    public void VectorsTakeTwoSlots()
    {
        Assert.Equal(4, Slot.CountOf([ValType.I32, ValType.V128, ValType.ExternRef]));
        Assert.Equal(0, Slot.CountOf([]));
    }

    [Fact]
    public void ArenaBlocksAreZeroAlignedAndApart()
    {
        using var arena = new NativeArena();
        var seen = new List<(nint Start, nint End)>();
        for (var i = 1; i < 200; i++)
        {
            var size = i * 37;
            var block = (byte*)arena.AllocateBytes((nuint)size);
            Assert.Equal(0, (nint)block & 15);
            Assert.True(new Span<byte>(block, size).IndexOfAnyExcept((byte)0) < 0);
            new Span<byte>(block, size).Fill(0xFF);
            seen.Add(((nint)block, (nint)block + size));
        }

        seen.Sort();
        for (var i = 1; i < seen.Count; i++)
        {
            Assert.True(seen[i - 1].End <= seen[i].Start);
        }

        Assert.True(arena.AllocateBytes(0) == null);
    }

    [Fact]
    public void ABudgetIsNeverOverdrawn()
    {
        var budget = new ResourceBudget(1000);
        var taken = 0;
        Parallel.For(0, 4, _ =>
        {
            for (var i = 0; i < 1000; i++)
            {
                if (budget.TryTake(3))
                {
                    Interlocked.Increment(ref taken);
                }
            }
        });
        Assert.Equal(333, taken);
        Assert.Equal(999UL, budget.Used);
        Assert.False(budget.TryTake(ulong.MaxValue));
        budget.Return(999);
        Assert.True(budget.TryTake(1000));
    }
}

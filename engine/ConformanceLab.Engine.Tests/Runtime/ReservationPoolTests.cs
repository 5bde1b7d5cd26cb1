using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm.Runtime;
using Xunit;

namespace ConformanceLab.Wasm.Tests.Runtime;

/// <summary>Memories that were another guest's: a new one finds what the specification says and nothing else.</summary>
public sealed unsafe class ReservationPoolTests
{
    private const int Page = 65_536;

    // Enough for an image, and of more than one page.
    private const int ImageBytes = 3 * Page;

    private static string Data(int seed) =>
        string.Concat(Enumerable.Range(0, ImageBytes / 64).Select(index => new string((char)('a' + ((index + seed) % 26)), 64)));

    private static string Module(int pages, int? seed = null, int offset = 1000) =>
        $"""
        (memory (export "memory") {pages} 200)
        (func (export "load") (param i32) (result i32) (i32.load8_u (local.get 0)))
        {(seed is { } value ? $"(data (i32.const {offset}) \"{Data(value)}\")" : "")}
        """;

    private static byte[] Expected(int pages, int? seed, int offset = 1000)
    {
        var bytes = new byte[pages * Page];
        if (seed is { } value)
        {
            System.Text.Encoding.ASCII.GetBytes(Data(value)).CopyTo(bytes, offset);
        }

        return bytes;
    }

    private static void CheckAndSoil(Store store, Module module, int pages, int? seed, int grownPages)
    {
        var instance = new Instance(store, module);
        var memory = instance.GetMemory("memory");
        Assert.True(memory.GetSpan(0, pages * Page).SequenceEqual(Expected(pages, seed)), "not what the data segments say");
        Assert.Throws<TrapException>(() => instance.GetFunction<int, int>("load")(pages * Page));
        Assert.Equal((ulong)pages, (ulong)memory.Grow((uint)(grownPages - pages)));
        var grown = memory.GetSpan((uint)(pages * Page), (grownPages - pages) * Page);
        Assert.False(grown.ContainsAnyExcept((byte)0), "new pages are not zero");
        Assert.Throws<TrapException>(() => instance.GetFunction<int, int>("load")(grownPages * Page));
        memory.GetSpan(0, grownPages * Page).Fill(0xAB);
    }

    // (pages, seed of the data or null, pages at the end): small and large, with and without an image, before and after each other.
    [Theory]
    [InlineData(Tier.Interpreter)]
    [InlineData(Tier.Baseline)]
    public void ANewGuestFindsNothingOfTheOneBefore(Tier tier)
    {
        Assert.SkipUnless(Tiers.Available.Contains(tier), "the tier does not run here");
        Assert.SkipUnless(Reservation.IsCheap, "there is no pool here");
        (int Pages, int? Seed, int Grown)[] guests =
            [(1, null, 40), (1, null, 1), (30, null, 60), (4, 1, 4), (4, 1, 50), (6, 2, 6), (5, null, 9)];
        using var engine = new Engine(EngineOptions.Default with { Tier = tier, PooledMemories = 1 });
        var modules = guests.Select(guest => Wasm.Module.FromText(engine, Module(guest.Pages, guest.Seed))).ToArray();
        foreach (var first in Enumerable.Range(0, guests.Length))
        {
            foreach (var second in Enumerable.Range(0, guests.Length))
            {
                nuint address = 0;
                foreach (var (index, round) in ((int, int)[])[(first, 0), (second, 1), (first, 2)])
                {
                    using var store = new Store(engine);
                    CheckAndSoil(store, modules[index], guests[index].Pages, guests[index].Seed, guests[index].Grown);
                    var memory = store.State.Memories[0];
                    Assert.True(round == 0 || address == (nuint)memory.Data->Base, "the addresses are not used again");
                    Assert.True(memory.Image is null || memory.Image == modules[index].Loaded.Image, "the image is another module's");
                    address = (nuint)memory.Data->Base;
                }
            }
        }

        // From the second instance on.
        Assert.Equal(
            guests.Select(static guest => guest.Seed is not null), modules.Select(static module => module.Loaded.Image is not null));
        foreach (var module in modules)
        {
            module.Dispose();
        }
    }

    [Fact]
    public void ManyThreadsFindWhatIsTheirs()
    {
        Assert.SkipUnless(Reservation.IsCheap, "there is no pool here");
        using var engine = new Engine(EngineOptions.Default with { PooledMemories = 3 });
        (int Pages, int? Seed)[] guests = [(1, null), (4, 1), (4, 2), (9, 3), (9, null)];
        var modules = guests.Select(guest => Wasm.Module.FromText(engine, Module(guest.Pages, guest.Seed))).ToArray();
        Parallel.For(0, 4, thread =>
        {
            var random = new Random(thread);
            for (var round = 0; round < 60; round++)
            {
                var index = random.Next(guests.Length);
                using var store = new Store(engine);
                CheckAndSoil(store, modules[index], guests[index].Pages, guests[index].Seed, guests[index].Pages + random.Next(20));
            }
        });
        Assert.InRange(engine.Reservations.Count, 1, 3);
        foreach (var module in modules)
        {
            module.Dispose();
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(10, 3)]
    public void ThePoolKeepsAsManyAsTheOptionSays(int capacity, int kept)
    {
        Assert.SkipUnless(Reservation.IsCheap, "there is no pool here");
        using var engine = new Engine(EngineOptions.Default with { PooledMemories = capacity, Features = WasmFeatures.All });
        using var module = Wasm.Module.FromText(engine, "(memory 1) (memory 1) (memory 1) (memory i64 1) (memory 1 1 shared)");
        var store = new Store(engine);
        _ = new Instance(store, module);
        store.Dispose();
        Assert.Equal(kept, engine.Reservations.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => EngineOptions.Default with { PooledMemories = -1 });
    }

    [Fact]
    public void WhatAModuleLeavesInThePoolGoesWithIt()
    {
        Assert.SkipUnless(Reservation.IsCheap, "there is no pool here");
        using var engine = new Engine();
        var offsets = new HashSet<long>();
        for (var round = 0; round < 20; round++)
        {
            using var module = Wasm.Module.FromText(engine, Module(4, round));
            for (var instance = 0; instance < 3; instance++)
            {
                using var store = new Store(engine);
                CheckAndSoil(store, module, 4, round, 5);
            }

            Assert.NotNull(module.Loaded.Image);
            offsets.Add(module.Loaded.Image.FileOffset);
            module.Dispose();
            Assert.Equal(0, engine.Reservations.Count);
        }

        // The pages of the file are used again.
        Assert.Single(offsets);
    }

    // spec: exec-instantiation. Elements come first; if one does not fit, functions that are in a table already find a memory without data.
    [Fact]
    public void DataIsNotThereBeforeTheElementsAre()
    {
        using var guest = new Guest(
            """
            (table (export "small") 1 funcref) (table (export "large") 2 funcref)
            (func (export "call") (param i32) (result i32) (call_indirect 0 (result i32) (local.get 0)))
            """);
        var text =
            $"""
            (import "host" "table" (table 1 funcref))
            (memory 4) (data (i32.const 0) "{Data(0)}")
            (func $first (result i32) (i32.load8_u (i32.const 0)))
            (elem (table 0) (i32.const 0) func $first)
            (elem (table 0) (i32.const 1) func $first)
            """;
        using var module = Wasm.Module.FromText(guest.Engine, text);
        for (var round = 0; round < 3; round++)
        {
            _ = new Instance(guest.Store, module, guest.Instance.GetTable("large"));
        }

        var trap = Assert.Throws<TrapException>(() => new Instance(guest.Store, module, guest.Instance.GetTable("small")));
        Assert.Equal(TrapCode.TableOutOfBounds, trap.Code);
        Assert.Equal(0, guest.CallInt32("call", 0));
    }

    // What depends on an import is where this instance has it, whatever the one before had.
    [Fact]
    public void OffsetsThatDependOnImportsAreNotRemembered()
    {
        using var guest = new Guest("(global (export \"a\") i32 (i32.const 7)) (global (export \"b\") i32 (i32.const 9))");
        using var module = Wasm.Module.FromText(
            guest.Engine,
            $"""
            (import "host" "offset" (global i32)) (memory (export "memory") 4)
            (data (global.get 0) "{Data(0)}") (data (i32.const 1) "!")
            """);
        foreach (var (name, offset) in ((string, int)[])[("a", 7), ("b", 9), ("a", 7), ("b", 9)])
        {
            var memory = new Instance(guest.Store, module, guest.Instance.GetGlobal(name)).GetMemory("memory");
            var expected = Expected(4, 0, offset);
            expected[1] = (byte)'!';
            Assert.True(memory.GetSpan(0, 4 * Page).SequenceEqual(expected));
        }

        Assert.Null(module.Loaded.Image);
    }

    // An importer's segments go into the exporter's memory, whether or not that began as an image.
    [Fact]
    public void SegmentsOfAnImporterAreWritten()
    {
        using var guest = new Guest(Module(4, 1));
        using var exporter = Wasm.Module.FromText(guest.Engine, Module(4, 1));
        using var importer = Wasm.Module.FromText(
            guest.Engine, $"(import \"host\" \"memory\" (memory 1)) (data (i32.const 5000) \"{Data(2)}\")");
        for (var round = 0; round < 3; round++)
        {
            var memory = new Instance(guest.Store, exporter).GetMemory("memory");
            _ = new Instance(guest.Store, importer, memory);
            var expected = Expected(4, 1);
            System.Text.Encoding.ASCII.GetBytes(Data(2)).CopyTo(expected, 5000);
            Assert.True(memory.GetSpan(0, 4 * Page).SequenceEqual(expected));
        }
    }
}

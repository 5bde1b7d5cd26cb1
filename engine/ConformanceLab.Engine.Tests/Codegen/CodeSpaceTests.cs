using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Codegen;
using Xunit;

namespace ConformanceLab.Wasm.Tests.Codegen;

public sealed unsafe class CodeSpaceTests
{
    // mov eax, imm32; ret
    private static byte[] Constant(int value) =>
        [0xB8, (byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24), 0xC3];

    private static CodeSpace Space
    {
        get
        {
            Assert.SkipUnless(NativeCode.IsSupported, NativeCode.Reason);
            return NativeCode.Space;
        }
    }

    [Fact]
    public void WhatIsWrittenInOneViewRunsInTheOther()
    {
        var block = Space.TryAllocate(CodeKind.Functions, 1000)!;
        var code = Place(block, 0x12345678);
        Assert.Equal(0x12345678, Call(code.Address));
        Assert.Equal(0, code.Address & (CodeBlock.Alignment - 1));
        Assert.Throws<InvalidOperationException>(() => code.Writable.Length);
        block.Release();
    }

    [Fact]
    public void StaggeredCodeIsFoundAndFits()
    {
        var block = Space.TryAllocate(CodeKind.Functions, CodeArea.Granule)!;
        var codes = new List<CompiledCode>();
        while (block.TryReserve(40, stagger: EntryStagger.Of(codes.Count)) is { } code)
        {
            codes.Add(code);
        }

        for (var index = 0; index < codes.Count; index++)
        {
            Assert.Equal(EntryStagger.Of(index), codes[index].Address & (CodeBlock.Alignment - 1));
            Assert.Same(codes[index], Space.Find(codes[index].Address));
            Assert.Same(codes[index], Space.Find(codes[index].Address + 40));
            Assert.True(index == 0 || codes[index - 1].Address + 40 < codes[index].Address);
        }

        Assert.True(codes[^1].Address + 40 < block.Address + block.Size);
        block.Release();
    }

    // Of eight functions in a row, and of each second, third or fourth one, no two neighbours begin alike, and most others don't.
    [Fact]
    public void FunctionsThatAreCalledInTurnsBeginApart()
    {
        for (var step = 1; step <= 4; step++)
        {
            for (var first = 0; first < 1000; first++)
            {
                var group = Enumerable.Range(0, 8).Select(index => EntryStagger.Of(first + (step * index))).ToArray();
                Assert.All(group, static stagger => Assert.True(stagger is >= 0 and < CodeBlock.Alignment && stagger % 4 == 0));
                Assert.All(group.Zip(group.Skip(1)), static pair => Assert.NotEqual(pair.First, pair.Second));
                Assert.True(group.Distinct().Count() >= 4, $"{first}, each {step}.: {string.Join(' ', group)}");
            }
        }
    }

    [Fact]
    public void NoPageIsWritableAndExecutable()
    {
        Space.TryAllocate(CodeKind.Functions, 1)!.Release();
        var mappings = File.ReadAllLines("/proc/self/maps").Where(line => line.Contains("wasm-code")).ToArray();
        Assert.Contains(mappings, line => line.Contains("r-xs"));
        Assert.Contains(mappings, line => line.Contains("rw-s"));
        Assert.DoesNotContain(mappings, line => line.Contains("rwx"));
    }

    [Fact]
    public void EverythingIsWithinReachOfADisplacement()
    {
        var space = Space;
        var stubs = space.TryAllocate(CodeKind.Stubs, 1)!;
        var slot = space.Slots.TryAllocate(1);
        Assert.True(stubs.Address < (nint)slot && (nint)slot < space.TrapCheckedStart);
        Assert.True(space.TrapCheckedStart + space.TrapCheckedSize - stubs.Address <= int.MaxValue);
        space.Slots.Free(slot, 1);
        stubs.Release();
    }

    [Fact]
    public void APcBelongsToTheCodeThatContainsIt()
    {
        var space = Space;
        var block = space.TryAllocate(CodeKind.Functions, CodeArea.Granule)!;
        var codes = new List<CompiledCode>();
        while (block.TryReserve(CodeBlock.Alignment) is { } code)
        {
            codes.Add(code);
        }

        Assert.True(codes.Count > 200);
        foreach (var code in codes)
        {
            Assert.Same(code, space.Find(code.Address));
            Assert.Same(code, space.Find(code.Address + 17));
            Assert.Same(code, space.Find(code.Address + code.Size)); // a return address behind a last call
            Assert.Null(space.Find(code.Address + code.Size + 1));
        }

        Assert.Null(space.Find(0));
        Assert.Null(space.Find(nint.MaxValue));
        block.Release();
        Assert.Null(space.Find(codes[0].Address));
    }

    [Fact]
    public void FreedAddressesAreUsedAgainForOtherCode()
    {
        var space = Space;
        Assert.SkipUnless(InstructionBarrier.IsAvailable, "the kernel has no membarrier");
        var seen = new HashSet<nint>();
        var repeated = 0;
        for (var i = 0; i < 2000; i++)
        {
            var block = space.TryAllocate(CodeKind.Functions, 3 * CodeArea.Granule)!;
            var code = Place(block, i);
            Assert.Equal(i, Call(code.Address));
            repeated += seen.Add(code.Address) ? 0 : 1;
            block.Release();
        }

        Assert.True(repeated > 1000);
    }

    [Fact]
    public void ReusedAddressesRunTheNewCodeOnEveryThread()
    {
        var space = Space;
        var slot = space.Slots.TryAllocate(1);
        CodeSlots.Publish(slot, 0);
        var runs = 0;
        var stop = false;
        var isWrong = false;

        // The other thread takes the slot's code out, calls it and puts it back: nobody is in the code when it is freed.
        var caller = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                var code = Interlocked.Exchange(ref *slot, -1);
                if (code is not (0 or -1))
                {
                    var expected = *(int*)(code + 1);
                    isWrong |= Call(code) != expected;
                    runs++;
                }

                Volatile.Write(ref *slot, code == -1 ? 0 : code);
            }
        });
        caller.Start();
        for (var i = 1; i < 1000 || Volatile.Read(ref runs) == 0; i++)
        {
            var block = space.TryAllocate(CodeKind.Functions, 100)!;
            var code = Place(block, i).Address;
            while (Interlocked.CompareExchange(ref *slot, code, 0) != 0)
            {
                Thread.Yield();
            }

            Thread.SpinWait(100);
            while (Interlocked.CompareExchange(ref *slot, 0, code) != code)
            {
                Thread.Yield();
            }

            block.Release();
        }

        Volatile.Write(ref stop, true);
        caller.Join();
        Assert.False(isWrong);
        Assert.True(runs > 0);
        space.Slots.Free(slot, 1);
    }

    [Fact]
    public void ABlockIsFreedWithItsLastReference()
    {
        var space = Space;
        var block = space.TryAllocate(CodeKind.Functions, 100)!;
        var code = Place(block, 1);
        block.AddReference();
        block.Release();
        Assert.Equal(1, Call(code.Address));
        Assert.NotNull(space.Find(code.Address));
        block.Release();
        Assert.Null(space.Find(code.Address));
        Assert.Throws<ObjectDisposedException>(block.AddReference);
        Assert.Throws<ObjectDisposedException>(block.Release);
        Assert.Throws<ObjectDisposedException>(() => block.TryReserve(1));
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        var space = Space;
        Assert.Null(space.TryAllocate(CodeKind.Functions, int.MaxValue));
        Assert.True(space.Slots.TryAllocate(int.MaxValue) == null);
        var block = space.TryAllocate(CodeKind.Functions, 1)!;
        Assert.Null(block.TryReserve(block.Size));
        Assert.NotNull(block.TryReserve(block.Size - 1));
        Assert.Null(block.TryReserve(1));
        block.Release();
    }

    [Fact]
    public void BlocksOfManyThreadsAreApart()
    {
        var space = Space;
        Parallel.For(0, 4, thread =>
        {
            for (var round = 0; round < 50; round++)
            {
                var blocks = new List<CodeBlock>();
                for (var i = 0; i < 8; i++)
                {
                    var block = space.TryAllocate(CodeKind.Functions, 1 + 7777 * i)!;
                    Place(block, thread * 1000 + i);
                    blocks.Add(block);
                }

                for (var i = 0; i < 8; i++)
                {
                    Assert.Equal(thread * 1000 + i, Call(blocks[i].Address));
                    blocks[i].Release();
                }
            }
        });
    }

    [Fact]
    public void SlotsAreZeroAndApart()
    {
        var space = Space;
        var first = space.Slots.TryAllocate(300_000);
        var second = space.Slots.TryAllocate(3);
        Assert.True(second >= first + 300_000 || second + 3 <= first);
        Assert.Equal(0, (nint)first & 7);
        Assert.True(new Span<nint>(first, 300_000).IndexOfAnyExcept(0) < 0);
        CodeSlots.Publish(first + 299_999, 5);
        Assert.Equal(5, CodeSlots.Read(first + 299_999));
        space.Slots.Free(first, 300_000);
        space.Slots.Free(second, 3);
        Assert.Equal(0, *(first + 299_999));
    }

    [Fact]
    public void RangesAreMergedWhenTheyComeBack()
    {
        var random = new Random(1);
        var ranges = new RangeAllocator(1000);
        var used = new List<(int Start, int Count)>();
        var owner = new int[1000];
        for (var i = 1; i < 20_000; i++)
        {
            var wanted = random.Next(1, 40);
            if (ranges.TryAllocate(wanted, out var first, out _))
            {
                Assert.True(owner.AsSpan(first, wanted).IndexOfAnyExcept(0) < 0);
                owner.AsSpan(first, wanted).Fill(i);
                used.Add((first, wanted));
            }

            while (used.Count > 10)
            {
                var index = random.Next(used.Count);
                owner.AsSpan(used[index].Start, used[index].Count).Clear();
                ranges.Free(used[index].Start, used[index].Count);
                used.RemoveAt(index);
            }
        }
    }

    [Fact]
    public void TrapSitesAreFoundExactly()
    {
        var sites = new TrapSites([
            new TrapSite(3, TrapCode.MemoryOutOfBounds, true), new TrapSite(9, TrapCode.Unreachable, false, 77),
            new TrapSite(20, TrapCode.IntegerOverflow, false)]);
        Assert.True(sites.TryFind(9, out var site));
        Assert.Equal((TrapCode.Unreachable, 77u), (site.Code, site.Position));
        Assert.True(sites.TryFind(3, out _));
        Assert.True(sites.TryFind(20, out _));
        Assert.False(sites.TryFind(0, out _));
        Assert.False(sites.TryFind(10, out _));
        Assert.False(sites.TryFind(21, out _));
        Assert.False(TrapSites.Empty.TryFind(0, out _));
        Assert.Throws<ArgumentException>(() => new TrapSites([default, default]));
        Assert.Equal(12, Unsafe.SizeOf<TrapSite>()); // functions have thousands
    }

    private static CompiledCode Place(CodeBlock block, int value)
    {
        var bytes = Constant(value);
        var code = block.TryReserve(bytes.Length)!;
        bytes.CopyTo(code.Writable);
        code.Complete(TrapSites.Empty);
        return code;
    }

    private static int Call(nint code) => ((delegate* unmanaged<int>)code)();
}

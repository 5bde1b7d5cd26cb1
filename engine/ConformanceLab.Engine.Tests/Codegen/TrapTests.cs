using System.Globalization;
using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Runtime;
using Xunit;
using static ConformanceLab.Wasm.Codegen.StubRegister;

namespace ConformanceLab.Wasm.Tests.Codegen;

public sealed unsafe class TrapTests
{
    private const int Sigsegv = 11;

    [Fact]
    public void AnAccessBeyondMemoryTrapsWithPcAndAddress()
    {
        var guest = NativeGuest.Create();
        uint offset = 0;
        var load = guest.Function((writer, sites) =>
        {
            NativeGuest.WriteLoad(writer, sites);
            offset = sites[^1].Offset;
            NativeGuest.WriteEpilogue(writer);
        });
        *(int*)(guest.MemoryBase + 100) = 1234;
        Assert.Equal(1234, guest.Run(load, 100));
        foreach (var address in (int[])[NativeGuest.AccessibleBytes, NativeGuest.AccessibleBytes + 4096, 1_000_000])
        {
            guest.Frames.Clear();
            var trap = Assert.Throws<TrapException>(() => guest.Run(load, address));
            Assert.Equal(TrapCode.MemoryOutOfBounds, trap.Code);
            Assert.Equal((load.Address + (nint)offset, guest.MemoryBase + (nuint)address, Sigsegv), guest.LastTrap);
            var frame = Assert.Single(guest.Frames);
            Assert.Equal(guest.LastTrap.Pc, frame.Pc);
            Assert.True(guest.Context->Activations == null);
        }

        // The last bytes of an access that begins inside.
        Assert.Throws<TrapException>(() => guest.Run(load, NativeGuest.AccessibleBytes - 3));
        Assert.Equal(guest.MemoryBase + NativeGuest.AccessibleBytes, guest.LastTrap.Address);
        Assert.Equal(1234, guest.Run(load, 100));
        guest.Close();
    }

    [Fact]
    public void AnExplicitTrapIsKnownByItsReturnAddress()
    {
        var guest = NativeGuest.Create();
        var code = guest.Function(static (writer, sites) =>
        {
            var overflow = writer.NewLabel();
            var zero = writer.NewLabel();
            writer.CompareImmediate(Rdi, 1);
            writer.JumpIf(StubCondition.Below, zero);
            writer.JumpIf(StubCondition.Equal, overflow);
            writer.Move(Rax, Rdi);
            NativeGuest.WriteEpilogue(writer);
            writer.Bind(zero);
            NativeGuest.WriteTrap(writer, sites, TrapCode.IntegerDivideByZero);
            writer.Bind(overflow);
            NativeGuest.WriteTrap(writer, sites, TrapCode.IntegerOverflow);
        });
        Assert.Equal(2, guest.Run(code, 2));
        Assert.Equal(TrapCode.IntegerDivideByZero, Assert.Throws<TrapException>(() => guest.Run(code, 0)).Code);
        Assert.Equal(TrapCode.IntegerOverflow, Assert.Throws<TrapException>(() => guest.Run(code, 1)).Code);
        Assert.Equal((nuint)0, guest.LastTrap.Address);
        Assert.Equal(0, guest.LastTrap.Signal);
        guest.Close();
    }

    [Fact]
    public void ATrapInANestedActivationLeavesTheOuterOneAlone()
    {
        var guest = NativeGuest.Create();
        CompiledCode? load = null;
        var record = guest.Host(Types.IntToInt, (host, _, slots) =>
        {
            var trap = Assert.Throws<TrapException>(() => host.Run(load!, NativeGuest.AccessibleBytes));
            slots[0].I32 = (int)trap.Code;
        });
        load = guest.Function(static (writer, sites) =>
        {
            NativeGuest.WriteLoad(writer, sites);
            NativeGuest.WriteEpilogue(writer);
        });
        var outer = guest.Function((writer, sites) =>
        {
            NativeGuest.WriteRecordCall(writer, record);
            writer.AddImmediate(Rax, 1000);
            writer.Move(Rdi, Rax);
            NativeGuest.WriteLoad(writer, sites);
            NativeGuest.WriteEpilogue(writer);
        });
        *(int*)(guest.MemoryBase + 1000 + (int)TrapCode.MemoryOutOfBounds) = 77;
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(77, guest.Run(outer, 0));
        }

        guest.Close();
    }

    [Fact]
    public void EndlessRecursionTrapsOnTheThreadsOwnStack()
    {
        var guest = NativeGuest.Create();
        var code = Recursion(guest);
        Exhaust(guest, code);
        foreach (var size in (int[])[512 * 1024, 4 << 20, 64 << 20])
        {
            Exception? failure = null;
            var thread = new Thread(
                () => failure = Record.Exception(() =>
                {
                    Exhaust(guest, code);
                    Exhaust(guest, code);
                }),
                size);
            thread.Start();
            thread.Join();
            Assert.Null(failure);
        }

        guest.Close();
    }

    [Fact]
    public void AStoreMayUseLessThanTheThreadHas()
    {
        var guest = NativeGuest.Create(stackBytes: 64 * 1024);
        var code = Recursion(guest);
        for (var i = 0; i < 3; i++)
        {
            guest.Frames.Clear();
            Assert.Equal(TrapCode.CallStackExhausted, Assert.Throws<TrapException>(() => guest.Run(code, 0)).Code);
            Assert.InRange(guest.Frames.Count, 64 * 1024 / 150, 64 * 1024 / 96);
        }

        guest.Close();
    }

    [Fact]
    public void AThreadWithLessStackThanTheHeadroomTrapsAtOnce()
    {
        var guest = NativeGuest.Create();
        var code = Recursion(guest);
        Exception? failure = null;
        var thread = new Thread(
            () => failure = Record.Exception(() => Assert.Throws<TrapException>(() => guest.Run(code, 0))), 192 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
        guest.Close();
    }

    [Fact]
    public void FaultsOfManagedCodeStayWhatTheyAre()
    {
        var guest = NativeGuest.Create();
        var load = guest.Function(static (writer, sites) =>
        {
            NativeGuest.WriteLoad(writer, sites);
            NativeGuest.WriteEpilogue(writer);
        });
        var record = guest.Host(Types.IntToInt, (_, _, slots) => slots[0].I32 = Managed.NullReference() + Managed.Division());
        var call = guest.Function((writer, _) =>
        {
            NativeGuest.WriteRecordCall(writer, record);
            NativeGuest.WriteEpilogue(writer);
        });
        for (var i = 0; i < 100; i++)
        {
            Assert.Throws<TrapException>(() => guest.Run(load, NativeGuest.AccessibleBytes));
            Assert.Equal(2, Managed.NullReference() + Managed.Division());
            Assert.Equal(2, guest.Run(call, 0));
        }

        guest.Close();
    }

    [Fact]
    public void ANullReferenceOfTheHostArrives()
    {
        var guest = NativeGuest.Create();
        var record = guest.Host(Types.IntToInt, static (_, _, slots) => slots[0].I32 = Managed.LengthOf(null!));
        var call = guest.Function((writer, _) =>
        {
            NativeGuest.WriteRecordCall(writer, record);
            NativeGuest.WriteEpilogue(writer);
        });
        Assert.Throws<NullReferenceException>(() => guest.Run(call, 0));
        guest.Close();
    }

    [Fact]
    public void TrapsCollectionsAndManagedFaultsOfManyThreadsGetAlong() => Storm.Run(TimeSpan.FromSeconds(3));

    // CLAB_STORM_SECONDS=600 …Tests --filter-method '*ALongStorm' --explicit on
    [Fact(Explicit = true)]
    public void ALongStorm()
    {
        var seconds = Environment.GetEnvironmentVariable("CLAB_STORM_SECONDS");
        Storm.Run(TimeSpan.FromSeconds(int.TryParse(seconds, CultureInfo.InvariantCulture, out var value) ? value : 60));
    }

    private static CompiledCode Recursion(NativeGuest guest)
    {
        var slot = NativeCode.Space.Slots.TryAllocate(1);
        var code = guest.Function((writer, sites) =>
        {
            // cmp rsp − frame, [store + StackLimit]; jb cold
            var cold = writer.NewLabel();
            writer.Load(Rax, R15, LayoutOffsets.InstanceStore);
            writer.LoadAddress(R11, Rsp, -96);
            writer.CompareMemory(R11, Rax, LayoutOffsets.StoreStackLimit);
            writer.JumpIf(StubCondition.Below, cold);
            writer.SubtractImmediate(Rsp, 96);
            writer.CallCell((nint)slot);
            writer.AddImmediate(Rax, 1);
            NativeGuest.WriteEpilogue(writer);
            writer.Bind(cold);
            NativeGuest.WriteTrap(writer, sites, TrapCode.CallStackExhausted);
        });
        CodeSlots.Publish(slot, code.Address);
        return code;
    }

    private static void Exhaust(NativeGuest guest, CompiledCode code)
    {
        guest.Frames.Clear();
        var trap = Assert.Throws<TrapException>(() => guest.Run(code, 0));
        Assert.Equal(TrapCode.CallStackExhausted, trap.Code);
        Assert.True(guest.Frames.Count > 1000);
        Assert.All(guest.Frames.Take(100), frame => Assert.Same(code, NativeCode.Space.Find(frame.Pc)));

        // The check comes after the call: return address and rbp may already be below the limit.
        Assert.InRange((long)guest.Frames[0].FramePointer - (long)ThreadStack.Limit, -16, 1023);
    }
}

/// <summary>Faults of managed code that the runtime's own handlers turn into exceptions.</summary>
internal static class Managed
{
    /// <summary>1, by way of a NullReferenceException.</summary>
    public static int NullReference()
    {
        try
        {
            return LengthOf(null!);
        }
        catch (NullReferenceException)
        {
            return 1;
        }
    }

    /// <summary>1, by way of a DivideByZeroException.</summary>
    public static int Division()
    {
        try
        {
            return Divide(5, 0);
        }
        catch (DivideByZeroException)
        {
            return 1;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int LengthOf(string text) => text.Length;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Divide(int left, int right) => left / right;
}

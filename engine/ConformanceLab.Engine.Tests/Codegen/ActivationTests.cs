using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Runtime;
using Xunit;
using static ConformanceLab.Wasm.Codegen.StubRegister;

namespace ConformanceLab.Wasm.Tests.Codegen;

public sealed unsafe class ActivationTests
{
    private static readonly ValType[] s_types =
        [ValType.I32, ValType.I64, ValType.F32, ValType.F64, ValType.V128, ValType.FuncRef, ValType.ExternRef];

    [Fact]
    public void AFunctionGetsItsArgumentsAndReturnsItsResult()
    {
        var guest = NativeGuest.Create();
        var add = guest.Function(static (writer, _) =>
        {
            writer.Add(Rdi, Rsi);
            writer.Move(Rax, Rdi);
            NativeGuest.WriteEpilogue(writer);
        });
        var slots = stackalloc Slot[2];
        slots[0].U64 = 0xFFFF_FFFF_0000_0005; // the upper half of an i32 means nothing
        slots[1].U64 = 0xEEEE_EEEE_0000_0007;
        guest.Run(Types.TwoIntsToInt, add, slots);
        Assert.Equal(12UL, slots[0].U64); // the sum of 64 bits: the thunk extended both
        Assert.True(guest.Context->Activations == null);
        guest.Close();
    }

    [Fact]
    public void StackArgumentsAndResultsAreWhereTheDrawingSays()
    {
        var guest = NativeGuest.Create();
        var type = new FunctionType([.. Enumerable.Repeat(ValType.I64, 9)], [.. Enumerable.Repeat(ValType.I64, 9)]);
        var code = guest.Function(static (writer, _) =>
        {
            // P = R = 32: argument i of 6…8 at rbp + 16 + 8 (i − 6), result i of 6…8 at rbp + 48 + 8 (i − 6)
            for (var i = 0; i < 3; i++)
            {
                writer.Load(R11, Rbp, 16 + (8 * i));
                writer.AddImmediate(R11, 100);
                writer.Store(Rbp, 48 + (8 * i), R11);
            }

            // rax rdx rcx rsi rdi r8 = rdi rsi rdx rcx r8 r9
            writer.Move(R11, Rdx);
            writer.Move(Rax, Rdi);
            writer.Move(Rdx, Rsi);
            writer.Move(Rsi, Rcx);
            writer.Move(Rcx, R11);
            writer.Move(Rdi, R8);
            writer.Move(R8, R9);
            NativeGuest.WriteEpilogue(writer, 32);
        });
        var slots = stackalloc Slot[9];
        for (var i = 0; i < 9; i++)
        {
            slots[i].I64 = 1000 + i;
        }

        guest.Run(type, code, slots);
        for (var i = 0; i < 9; i++)
        {
            Assert.Equal(1000 + i + (i >= 6 ? 100 : 0), slots[i].I64);
        }

        guest.Close();
    }

    [Fact]
    public void TailCallsOfOtherAritiesKeepTheStackResults()
    {
        var guest = NativeGuest.Create();
        var none = new FunctionType([], [.. Enumerable.Repeat(ValType.I64, 9)]);
        var nine = new FunctionType([.. Enumerable.Repeat(ValType.I64, 9)], none.Results);

        // Results 6…8 are 50, 51, 52; P = 0, so R begins at rbp + 16.
        var fewer = guest.Function(static (writer, _) =>
        {
            for (var i = 0; i < 3; i++)
            {
                writer.StoreImmediate(Rbp, 16 + (8 * i), 50 + i);
            }

            NativeGuest.WriteEpilogue(writer);
        });

        // Results 6…8 are arguments 6…8; P = 32.
        var more = guest.Function(static (writer, _) =>
        {
            for (var i = 0; i < 3; i++)
            {
                writer.Load(R11, Rbp, 16 + (8 * i));
                writer.Store(Rbp, 48 + (8 * i), R11);
            }

            NativeGuest.WriteEpilogue(writer, 32);
        });

        // No arguments, tail-calls nine: the return address goes to R − 32 − 8.
        var grow = guest.Bare(writer =>
        {
            writer.Load(R11, Rsp, 0);
            writer.SubtractImmediate(Rsp, 32);
            writer.Store(Rsp, 0, R11);
            for (var i = 0; i < 3; i++)
            {
                writer.StoreImmediate(Rsp, 8 + (8 * i), 60 + i);
            }

            writer.JumpTo(more.Address);
        });

        // Nine arguments, tail-calls none: the return address goes to R − 8.
        var shrink = guest.Bare(writer =>
        {
            writer.Load(R11, Rsp, 0);
            writer.AddImmediate(Rsp, 32);
            writer.Store(Rsp, 0, R11);
            writer.JumpTo(fewer.Address);
        });
        var slots = stackalloc Slot[9];
        guest.Run(none, grow, slots);
        Assert.Equal((60, 61, 62), (slots[6].I64, slots[7].I64, slots[8].I64));
        guest.Run(nine, shrink, slots);
        Assert.Equal((50, 51, 52), (slots[6].I64, slots[7].I64, slots[8].I64));
        guest.Close();
    }

    [Fact]
    public void ValuesOfAllSignaturesPassBothWaysUnchanged()
    {
        var guest = NativeGuest.Create();
        var random = new Random(42);
        var slots = stackalloc Slot[800];
        for (var round = 0; round < 300; round++)
        {
            var types = new ValType[random.Next(round < 250 ? 24 : 400)];
            for (var i = 0; i < types.Length; i++)
            {
                types[i] = s_types[random.Next(s_types.Length)];
            }

            // The guest tail-calls a host function that finds the values it expects and returns them reversed.
            var type = new FunctionType([.. types], [.. types.Reverse()]);
            var count = Slot.CountOf(types);
            var expected = new ulong[count];
            var received = new ulong[count];
            var record = guest.Host(type, (_, _, slots) =>
            {
                var from = 0;
                var to = count;
                foreach (var parameter in types)
                {
                    for (var i = from; i < from + Slot.CountOf(parameter); i++)
                    {
                        received[i] = slots[i].U64;
                    }

                    from += Slot.CountOf(parameter);
                }

                from = 0;
                foreach (var parameter in types)
                {
                    to -= Slot.CountOf(parameter);
                    for (var i = 0; i < Slot.CountOf(parameter); i++)
                    {
                        slots[to + i].U64 = received[from + i];
                    }

                    from += Slot.CountOf(parameter);
                }
            });
            var code = guest.Bare(writer => NativeGuest.WriteRecordCall(writer, record, isTail: true));
            for (var i = 0; i < count; i++)
            {
                slots[i].U64 = expected[i] = (ulong)random.NextInt64() << 1 | (uint)random.Next(2);
            }

            guest.Run(type, code, slots);
            var sent = 0;
            var returned = count;
            foreach (var parameter in types)
            {
                var mask = parameter == ValType.I32 || parameter == ValType.F32 ? uint.MaxValue : ulong.MaxValue;
                returned -= Slot.CountOf(parameter);
                for (var i = 0; i < Slot.CountOf(parameter); i++)
                {
                    Assert.Equal(expected[sent + i] & mask, received[sent + i] & mask);
                    Assert.Equal(expected[sent + i] & mask, slots[returned + i].U64 & mask);
                }

                sent += Slot.CountOf(parameter);
            }
        }

        guest.Close();
    }

    [Fact]
    public void TheHostSeesItsCallerAndTheGuestsFrames()
    {
        var guest = NativeGuest.Create();
        var seen = new List<NativeFrame>();
        var instances = new List<nint>();
        nint caller = 0;
        var record = guest.Host(Types.IntToInt, (host, instance, slots) =>
        {
            caller = (nint)instance;
            foreach (var frame in host.WalkFrames())
            {
                seen.Add(frame);
                instances.Add((nint)frame.Instance);
            }

            slots[0].I32 *= 3;
        });
        var inner = guest.Function((writer, _) =>
        {
            NativeGuest.WriteRecordCall(writer, record);
            NativeGuest.WriteEpilogue(writer);
        });
        var outer = guest.Function((writer, _) =>
        {
            writer.MoveImmediate(Rax, inner.Address);
            writer.CallRegister(Rax);
            writer.AddImmediate(Rax, 1);
            NativeGuest.WriteEpilogue(writer);
        });
        Assert.Equal(31, guest.Run(outer, 10));
        Assert.Equal((nint)guest.Instance, caller);
        Assert.Equal(2, seen.Count);
        Assert.Same(inner, NativeCode.Space.Find(seen[0].Pc));
        Assert.Same(outer, NativeCode.Space.Find(seen[1].Pc));
        Assert.Equal([(nint)guest.Instance, (nint)guest.Instance], instances);
        guest.Close();
    }

    [Fact]
    public void AnExceptionOfTheHostArrivesAsTheSameObject()
    {
        var guest = NativeGuest.Create();
        var error = new InvalidOperationException("original");
        var record = guest.Host(Types.IntToInt, (_, _, _) => throw error);
        var code = guest.Function((writer, _) =>
        {
            NativeGuest.WriteRecordCall(writer, record);
            NativeGuest.WriteEpilogue(writer);
        });
        for (var i = 0; i < 3; i++)
        {
            Assert.Same(error, Assert.Throws<InvalidOperationException>(() => guest.Run(code, 1)));
            Assert.True(guest.Context->Activations == null);
        }

        Assert.Equal(3, guest.Frames.Count);
        guest.Close();
    }

    [Fact]
    public void AnExceptionPassesAllActivations()
    {
        var guest = NativeGuest.Create();
        var error = new InvalidOperationException("deep");
        CompiledCode? code = null;
        var record = guest.Host(Types.IntToInt, (host, _, slots) =>
        {
            if (slots[0].I32 == 0)
            {
                throw error;
            }

            slots[0].I32 = host.Run(code!, slots[0].I32 - 1) + 1;
        });
        code = guest.Function((writer, _) =>
        {
            NativeGuest.WriteRecordCall(writer, record);
            NativeGuest.WriteEpilogue(writer);
        });
        Assert.Same(error, Assert.Throws<InvalidOperationException>(() => guest.Run(code, 20)));
        Assert.Equal(21, guest.Frames.Count);
        Assert.Contains(nameof(AnExceptionPassesAllActivations), error.StackTrace!.Split('\n')[0]); // where it was thrown first
        Assert.True(guest.Context->Activations == null);
        guest.Close();
    }

    // How often an exception has been handed on is counted for each: a deep one before it does not cost a trap its trace.
    [Fact]
    public void ATrapSaysWhereItHasPassedWhateverWasBefore()
    {
        var guest = NativeGuest.Create();
        CompiledCode? code = null;
        var record = guest.Host(Types.IntToInt, (host, _, slots) => PassOn(host, slots));
        code = guest.Function((writer, sites) =>
        {
            var isDeep = writer.NewLabel();
            writer.CompareImmediate(Rdi, 0);
            writer.JumpIf(StubCondition.NotEqual, isDeep);
            NativeGuest.WriteTrap(writer, sites, TrapCode.Unreachable);
            writer.Bind(isDeep);
            NativeGuest.WriteRecordCall(writer, record);
            NativeGuest.WriteEpilogue(writer);
        });
        Assert.Throws<TrapException>(() => guest.Run(code, 30));
        var trap = Assert.Throws<TrapException>(() => guest.Run(code, 3));
        Assert.Equal(3, trap.StackTrace!.Split('\n').Count(static line => line.Contains(nameof(PassOn), StringComparison.Ordinal)));
        guest.Close();

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        void PassOn(NativeGuest host, Slot* slots) => slots[0].I32 = host.Run(code!, slots[0].I32 - 1);
    }

    [Fact]
    public void WasmAndHostThatCallEachOtherWithoutEndTrap()
    {
        var guest = NativeGuest.Create();
        CompiledCode? code = null;
        var depth = 0;
        var record = guest.Host(Types.IntToInt, (host, _, slots) =>
        {
            depth++;
            slots[0].I32 = host.Run(code!, 0);
        });
        code = guest.Function((writer, _) =>
        {
            NativeGuest.WriteRecordCall(writer, record);
            NativeGuest.WriteEpilogue(writer);
        });
        var trap = Assert.Throws<TrapException>(() => guest.Run(code, 1));
        Assert.Equal(TrapCode.CallStackExhausted, trap.Code);
        Assert.True(depth > 100);
        guest.Close();
    }

    [Fact]
    public void ASlotIsPublishedWhileAnotherThreadCallsThroughIt()
    {
        var guest = NativeGuest.Create();
        var one = guest.Function(static (writer, _) =>
        {
            writer.MoveImmediate32(Rax, 1);
            NativeGuest.WriteEpilogue(writer);
        });
        var two = guest.Function(static (writer, _) =>
        {
            writer.MoveImmediate32(Rax, 2);
            NativeGuest.WriteEpilogue(writer);
        });
        var slot = NativeCode.Space.Slots.TryAllocate(1);
        CodeSlots.Publish(slot, one.Address);
        var caller = guest.Function((writer, _) =>
        {
            writer.CallCell((nint)slot);
            NativeGuest.WriteEpilogue(writer);
        });
        var stop = false;
        var counts = new int[3];
        var thread = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                counts[guest.Run(caller, 0)]++;
            }
        });
        thread.Start();
        for (var i = 0; i < 200_000 || counts[1] == 0 || counts[2] == 0; i++)
        {
            CodeSlots.Publish(slot, i % 2 == 0 ? two.Address : one.Address);
        }

        Volatile.Write(ref stop, true);
        thread.Join();
        Assert.Equal(0, counts[0]);
        NativeCode.Space.Slots.Free(slot, 1);
        guest.Close();
    }

    [Fact]
    public void EqualShapesShareThunks()
    {
        Assert.SkipUnless(NativeCode.IsSupported, NativeCode.Reason);
        using var thunks = new ThunkSet(NativeCode.Space, NativeCode.Stubs);
        var entry = thunks.EntryFor(new FunctionType([ValType.I64, ValType.FuncRef], [ValType.V128]));
        Assert.Equal(entry, thunks.EntryFor(new FunctionType([ValType.ExternRef, ValType.I64], [ValType.V128])));
        Assert.NotEqual(entry, thunks.EntryFor(new FunctionType([ValType.I64, ValType.I32], [ValType.V128])));
    }
}

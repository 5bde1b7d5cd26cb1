using System.Diagnostics;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Runtime;
using Xunit;
using static ConformanceLab.Wasm.Codegen.StubRegister;

namespace ConformanceLab.Wasm.Tests.Codegen;

/// <summary>
/// Everything at once that has ever crashed a runtime with foreign signal handlers: traps by signal and by jump in nested activations,
/// faults of managed code, exceptions through wasm, full collections, on several threads.
/// </summary>
internal static unsafe class Storm
{
    private const int Guests = 3;

    // Of each guest, on a machine that has much else to do.
    private const int LeastTraps = 300;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    public static void Run(TimeSpan duration)
    {
        Assert.SkipUnless(NativeCode.IsSupported, NativeCode.Reason);
        var clock = Stopwatch.StartNew();
        var failures = new List<Exception>();
        long traps = 0;
        var threads = new List<Thread>();
        for (var i = 0; i < Guests; i++)
        {
            Start(() => Interlocked.Add(ref traps, Guest(clock, duration)));
        }

        Start(() => Repeat(static () => Managed.NullReference() + Managed.Division()));
        Start(() => Repeat(static () =>
        {
            GC.Collect();
            GC.Collect(0);
            return 2;
        }));
        Start(() => Repeat(static () =>
        {
            // Code comes and goes meanwhile.
            var block = NativeCode.Space.TryAllocate(CodeKind.Functions, 5000)!;
            var writer = new StubWriter();
            writer.MoveImmediate32(Rax, 2);
            writer.Return();
            var result = ((delegate* unmanaged<int>)writer.TryPlace(block)!.Address)();
            block.Release();
            return result;
        }));
        foreach (var thread in threads)
        {
            thread.Join();
        }

        Assert.Empty(failures);
        Assert.True(traps >= Guests * LeastTraps, $"{traps} traps");

        void Start(Action body)
        {
            var thread = new Thread(() =>
            {
                try
                {
                    body();
                }
                catch (Exception error)
                {
                    lock (failures)
                    {
                        failures.Add(error);
                    }
                }
            });
            threads.Add(thread);
            thread.Start();
        }

        void Repeat(Func<int> body)
        {
            while (clock.Elapsed < duration)
            {
                Assert.Equal(2, body());
            }
        }
    }

    private static long Guest(Stopwatch clock, TimeSpan duration)
    {
        var guest = NativeGuest.Create();
        CompiledCode? load = null;
        var record = guest.Host(Types.IntToInt, (host, _, slots) =>
        {
            var kind = slots[0].I32 % 5;
            slots[0].I32 = kind switch
            {
                0 => Managed.NullReference(),
                1 => Managed.Division(),
                2 => host.Run(load!, NativeGuest.AccessibleBytes + slots[0].I32 % 4096), // traps: passes both activations
                3 => throw new InvalidOperationException("host"),
                _ => new object[100].Length,
            };
        });
        load = guest.Function(static (writer, sites) =>
        {
            NativeGuest.WriteLoad(writer, sites);
            NativeGuest.WriteEpilogue(writer);
        });
        var outer = guest.Function((writer, sites) =>
        {
            var cold = writer.NewLabel();
            NativeGuest.WriteRecordCall(writer, record);
            writer.CompareImmediate(Rax, 100);
            writer.JumpIf(StubCondition.Equal, cold);
            NativeGuest.WriteEpilogue(writer);
            writer.Bind(cold);
            NativeGuest.WriteTrap(writer, sites, TrapCode.Unreachable);
        });
        long traps = 0;
        for (var i = 0; clock.Elapsed < duration || (traps < LeastTraps && clock.Elapsed < s_patience); i++)
        {
            guest.Frames.Clear();
            traps += RunOnce(guest, i, outer);
        }

        Assert.True(guest.Context->Activations == null);
        guest.Close();
        return traps;
    }

    // One call; 1 if it trapped.
    private static int RunOnce(NativeGuest guest, int i, CompiledCode outer)
    {
        try
        {
            var result = guest.Run(outer, i);
            Assert.True(i % 5 < 2);
            Assert.Equal(1, result);
            return 0;
        }
        catch (TrapException trap)
        {
            Assert.Equal(i % 5 == 2 ? TrapCode.MemoryOutOfBounds : TrapCode.Unreachable, trap.Code);
            Assert.Equal(i % 5 == 2 ? 2 : 1, guest.Frames.Count);
            return 1;
        }
        catch (InvalidOperationException)
        {
            Assert.Equal(3, i % 5);
            return 0;
        }
    }
}

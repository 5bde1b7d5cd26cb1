using System.Globalization;
using System.Text;
using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Text;
using CsCheck;
using Xunit;

namespace ConformanceLab.Engine.Tests.Hostile;

/// <summary>Random programs do the same whatever the options, and mutated ones end with an exception at worst.</summary>
public class RandomProgramTests
{
    private static readonly Gen<int> s_seeds = Gen.Int[0, int.MaxValue];
    private static readonly StoreLimits s_small = StoreLimits.Default with { MemoryBytes = 1 << 20, GcHeapBytes = 1 << 20, StackBytes = 64 << 10 };

    // Under stress every object moves at every allocation, and what is no root is poisoned.
    [Fact]
    public void ProgramsDoTheSameWithObjectsThatMoveAndWithFuel()
    {
        var results = new HashSet<string>();
        s_seeds.Sample(
            seed =>
            {
                var text = ProgramGenerator.Create(seed);
                var plain = Run(text, EngineOptions.Default);
                Assert.Equal(plain, Run(text, EngineOptions.Default with { GcStress = true }));
                Assert.Equal(plain, Run(text, EngineOptions.Default with { ConsumeFuel = true }));
                results.Add(plain);
            },
            iter: 30,
            threads: 1);
        Assert.InRange(results.Count, 20, 30);
    }

    [Fact]
    public void MutatedProgramsEndWithAnExceptionAtWorst() => Gen.Select(s_seeds, Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte).Array[1, 3]).Sample(
        (seed, changes) =>
        {
            var bytes = ModuleWriter.Write(TextParser.ParseModule(Encoding.UTF8.GetBytes(ProgramGenerator.Create(seed % 8))));
            for (var repeat = 0; repeat < 20; repeat++)
            {
                var mutant = (byte[])bytes.Clone();
                foreach (var (index, value) in changes)
                {
                    mutant[8 + (int)((index + (repeat * 7919L)) % (mutant.Length - 8))] = value;
                }

                RunOrReject(mutant);
            }
        },
        iter: 60);

    private static string Run(string text, EngineOptions options)
    {
        var log = new StringBuilder();
        using var guest = new Guest(text, options, s_small, (linker, _) => Define(linker, log));
        for (var i = 0; i < ProgramGenerator.Functions; i++)
        {
            if (options.ConsumeFuel)
            {
                guest.Store.Fuel = 10_000_000;
            }

            try
            {
                log.Append(CultureInfo.InvariantCulture, $"run{i} {guest.Call($"run{i}")[0].AsInt64()}\n");
            }
            catch (TrapException trap)
            {
                log.Append(CultureInfo.InvariantCulture, $"run{i} {trap.Code}\n");
            }
        }

        return log.ToString();
    }

    private static void Define(Linker linker, StringBuilder log)
    {
        linker.DefineFunction("host", "log", (long value) => { log.Append(CultureInfo.InvariantCulture, $"{value}\n"); });
        linker.DefineFunction("host", "again", (Caller caller, int value) => caller.GetFunction("again").Invoke(Value.FromInt32(value))[0].AsInt32());
    }

    private static void RunOrReject(byte[] bytes)
    {
        using var engine = new Wasm.Engine(EngineOptions.Default with { ConsumeFuel = true });
        try
        {
            using var module = Module.FromBytes(engine, bytes);
            using var store = new Store(engine, s_small);
            store.Fuel = 100_000;
            var linker = new Linker(engine);
            Define(linker, new StringBuilder());
            var instance = linker.Instantiate(store, module);
            foreach (var (_, item) in instance.Exports)
            {
                if (item is Function { Type: { Parameters.IsEmpty: true } } function)
                {
                    Call(store, function);
                }
            }
        }
        catch (Exception error) when (error is ModuleException or LinkException or TrapException or WasmThrownException)
        {
            // As it should be.
        }
    }

    // The export that the host calls back may be gone, or be another.
    private static void Call(Store store, Function function)
    {
        try
        {
            store.Fuel = 100_000;
            function.Invoke();
        }
        catch (Exception error) when (error is TrapException or WasmThrownException or KeyNotFoundException or ArgumentException or InvalidOperationException)
        {
            Assert.DoesNotContain("stale", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("corrupt", error.Message, StringComparison.Ordinal);
        }
    }
}

using System.Globalization;
using System.Text;
using ConformanceLab.Fuzzing;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using Xunit;

namespace ConformanceLab.Engine.Tests.Hostile;

/// <summary>
/// Random programs do the same whatever the options, and mutated ones end with an exception at worst. That tiers do the same is compared by
/// <c>clab fuzz tiers</c> and its tests.
/// </summary>
public class RandomProgramTests
{
    private const ulong Seed = 4711;
    private const int Budget = 60;

    private static readonly StoreLimits s_small = StoreLimits.Default with { MemoryBytes = 16 << 20, GcHeapBytes = 1 << 20 };

    // Under stress every object moves at every allocation, and what is no root is poisoned.
    [Theory]
    [InlineData(Tier.Interpreter)]
    [InlineData(Tier.Baseline)]
    public void ProgramsDoTheSameWithObjectsThatMoveAndWithFuel(Tier tier)
    {
        Assert.SkipUnless(Tiers.Available.Contains(tier), $"the tier {tier.Name()} does not run on this machine");
        var results = new HashSet<string>();
        for (ulong index = 0; index < 60; index++)
        {
            var bytes = ModuleWriter.Write(ModuleGenerator.Generate(Seed, index));
            var options = EngineOptions.Default with { Tier = tier, Features = WasmFeatures.All };
            var plain = Run(bytes, options);
            Assert.Equal(plain, Run(bytes, options with { GcStress = true }));
            Assert.Equal(plain, Run(bytes, options with { ConsumeFuel = true }));
            results.Add(plain);
        }

        Assert.InRange(results.Count, 55, 60);
    }

    // Validated or refused, compiled and run: nothing but an exception comes of any bytes.
    [Theory]
    [InlineData(Tier.Interpreter)]
    [InlineData(Tier.Baseline)]
    public void MutatedProgramsEndWithAnExceptionAtWorst(Tier tier)
    {
        Assert.SkipUnless(Tiers.Available.Contains(tier), $"the tier {tier.Name()} does not run on this machine");
        var random = new RandomSource(Seed);
        for (ulong index = 0; index < 30; index++)
        {
            var bytes = ModuleWriter.Write(ModuleGenerator.Generate(Seed, index));
            for (var repeat = 0; repeat < 40; repeat++)
            {
                var mutant = (byte[])bytes.Clone();
                for (var changes = random.Next(3); changes >= 0; changes--)
                {
                    mutant[random.Between(8, mutant.Length - 1)] = (byte)random.NextBits();
                }

                RunOrReject(mutant, tier);
            }
        }
    }

    private static string Run(byte[] bytes, EngineOptions options)
    {
        var log = new StringBuilder();
        using var engine = new Wasm.Engine(options);
        using var module = Module.FromBytes(engine, bytes);
        using var store = new Store(engine, s_small);
        foreach (var (name, function) in Instantiate(store, module))
        {
            log.Append(CultureInfo.InvariantCulture, $"{name}: {Call(store, function)}\n");
        }

        return log.ToString();
    }

    private static void RunOrReject(byte[] bytes, Tier tier)
    {
        using var engine = new Wasm.Engine(EngineOptions.Default with { Tier = tier, ConsumeFuel = true, Features = WasmFeatures.All });
        try
        {
            using var module = Module.FromBytes(engine, bytes);
            using var store = new Store(engine, s_small);
            foreach (var (_, function) in Instantiate(store, module))
            {
                var end = Call(store, function);
                Assert.DoesNotContain("stale", end, StringComparison.Ordinal);
                Assert.DoesNotContain("corrupt", end, StringComparison.Ordinal);
            }
        }
        catch (Exception error) when (error is ModuleException or LinkException or TrapException or WasmThrownException)
        {
            // As it should be.
        }
    }

    // The functions that a host can call. Host functions return their first argument of the type, or nothing.
    private static IEnumerable<(string Name, Function Function)> Instantiate(Store store, Module module)
    {
        var linker = new Linker(store.Engine) { AllowShadowing = true };
        foreach (var import in module.Imports)
        {
            if (import.Type is FunctionExternType { Type: var type })
            {
                linker.DefineFunction(import.Module, import.Name, type, (_, arguments, results) =>
                {
                    for (var i = 0; i < results.Length; i++)
                    {
                        var source = type.Parameters.IndexOf(type.Results[i]);
                        results[i] = source >= 0 ? arguments[source] : results[i];
                    }
                });
            }
        }

        if (store.Engine.Options.ConsumeFuel)
        {
            store.Fuel = 100_000;
        }

        return [.. linker.Instantiate(store, module).Exports
            .Where(static export => export.Value is Function function && ModuleGenerator.IsCallable(function.Type))
            .Select(static export => (export.Key, (Function)export.Value))
            .OrderByDescending(static export => export.Key == ModuleGenerator.BudgetExport)];
    }

    private static string Call(Store store, Function function)
    {
        if (store.Engine.Options.ConsumeFuel)
        {
            store.Fuel = 1_000_000;
        }

        try
        {
            var arguments = function.Type.Parameters.Select(type => type == ValType.I32 ? Budget : Value.Default(type)).ToArray();
            var results = function.Invoke(arguments);
            return string.Join(' ', results.Select(static value => value.IsReference ? KindOf(value) : value.ToString()));
        }
        catch (TrapException trap)
        {
            return trap.Message;
        }
        catch (WasmThrownException)
        {
            return "exception";
        }
    }

    private static string KindOf(Value value) => value.Reference?.GetType().Name ?? "null";
}

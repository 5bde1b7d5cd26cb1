using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Optimizing;

/// <summary>Fuel is taken for many instructions at once, but whatever is left of it, and whatever happens before it ends, is as in the interpreter.</summary>
public sealed class OptimizingFuelTests
{
    private const string Fields = """
        (memory (export "memory") 1)
        (tag $e (param i32))
        (global $g (export "g") (mut i32) (i32.const 0))
        (func $small (param i32) (result i32) (i32.mul (i32.add (local.get 0) (i32.const 3)) (local.get 0)))
        (func $throws (param i32) (result i32) (if (i32.gt_u (local.get 0) (i32.const 2)) (then (throw $e (local.get 0)))) (local.get 0))
        (func (export "f") (param i32) (result i32) (local i32 i32)
          (loop $again
            (local.set 1 (i32.add (call $small (local.get 1)) (i32.const 1)))
            (i32.store (i32.shl (local.get 2) (i32.const 2)) (local.get 1))
            (global.set $g (i32.add (global.get $g) (i32.div_u (i32.const 12) (i32.sub (i32.const 3) (local.get 2)))))
            (local.set 2 (i32.add (local.get 2) (i32.const 1)))
            (br_if $again (i32.lt_u (local.get 2) (local.get 0))))
          (block $caught (result i32)
            (try_table (result i32) (catch $e $caught)
              (i32.add (i32.mul (local.get 1) (i32.const 2)) (call $throws (local.get 0))))
            (drop)
            (global.set $g (i32.const 1000))
            (local.get 0)))
        """;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void EveryAmountEndsLikeInTheInterpreter(int argument)
    {
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Optimizing), "the optimizing tier does not run here");
        var ends = new List<string>[2];
        foreach (var tier in new[] { Tier.Interpreter, Tier.Optimizing })
        {
            ends[tier == Tier.Interpreter ? 0 : 1] = [.. Enumerable.Range(0, 140).Select(fuel => EndOf(tier, argument, (ulong)fuel))];
        }

        Assert.Equal(ends[0], ends[1]);
        Assert.Contains(ends[1], static end => end.StartsWith("OutOfFuel", StringComparison.Ordinal));
        Assert.Contains(ends[1], static end => !end.StartsWith("OutOfFuel", StringComparison.Ordinal));
    }

    // Functions and loops change their tier at different moments; the one that takes the fuel must be the one that executes.
    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 4)]
    [InlineData(11, 4)]
    [InlineData(12, 4)]
    [InlineData(14, 4)]
    [InlineData(25, 4)]
    public void EveryAmountEndsLikeInTheInterpreterWhereTiersChange(int budget, int argument)
    {
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Auto), "the auto tier does not run here");
        var fuel = Enumerable.Range(0, 180).ToList();
        Assert.Equal(
            fuel.Select(units => EndOf(Tier.Interpreter, argument, (ulong)units)), fuel.Select(units => EndOf(Tier.Auto, argument, (ulong)units, budget)));
        using var guest = NewGuest(Tier.Auto, budget);
        guest.Store.Fuel = 1000;
        guest.Call("f", 3);
        Assert.True(guest.Engine.Statistics.FunctionsTranslated[Tier.Optimizing] > 0);
    }

    private static Guest NewGuest(Tier tier, int budget) => new(
        Fields,
        EngineOptions.Default with { Tier = tier, ConsumeFuel = true, TierUp = new TierUpOptions { Budget = budget, InBackground = false } });

    private static string EndOf(Tier tier, int argument, ulong fuel, int budget = 0)
    {
        using var guest = NewGuest(tier, budget);
        guest.Store.Fuel = fuel;
        string end;
        try
        {
            end = $"{guest.CallInt32("f", argument)}";
        }
        catch (TrapException trap)
        {
            end = $"{trap.Code}";
        }

        var memory = string.Join(' ', guest.Instance.GetMemory("memory").GetSpan(0, 32).ToArray());
        Assert.True(tier != Tier.Optimizing || guest.Engine.Statistics.FunctionsTranslated[Tier.Baseline] == 0);
        return $"{end}, {guest.Store.Fuel} left, {guest.Instance.GetGlobal("g").Value.AsInt32()}, {memory}";
    }
}

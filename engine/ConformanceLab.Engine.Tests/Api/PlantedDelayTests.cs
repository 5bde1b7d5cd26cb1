using System.Diagnostics;
using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Api;

/// <summary>Delays on purpose: results are the same, and code has them only where they are asked for.</summary>
public sealed class PlantedDelayTests
{
    // An outermost loop of 10 iterations, with one of 1,000 in it.
    private const string Loops =
        """
        (func (export "f") (result i32) (local $i i32) (local $j i32) (local $sum i32)
          (loop $outer
            (local.set $j (i32.const 1000))
            (loop $inner
              (local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 3)) (local.get $j)))
              (br_if $inner (local.tee $j (i32.sub (local.get $j) (i32.const 1)))))
            (br_if $outer (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 10))))
          (local.get $sum))
        """;

    // At 5 turns a nanosecond 2 ms, which is far more than all the rest.
    private const int Turns = 10_000_000;
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(1);

    private static Guest NewGuest(Tier tier, string fields, PlantedDelays delays, Action<Linker>? define = null)
    {
        Assert.SkipUnless(Tiers.Available.Contains(tier), $"the {tier.Name()} tier does not run here");
        return new Guest(
            fields, EngineOptions.Default with { Tier = tier, PlantedDelays = delays }, define: (linker, _) => define?.Invoke(linker));
    }

    [Theory]
    [InlineData(Tier.Baseline)]
    [InlineData(Tier.Optimizing)]
    public void EachIterationOfOutermostLoopsWaits(Tier tier)
    {
        using var plain = NewGuest(tier, Loops, PlantedDelays.None);
        using var slower = NewGuest(tier, Loops, new PlantedDelays { Loop = Turns / 10 });
        Assert.Equal(plain.CallInt32("f"), slower.CallInt32("f"));
        var start = Stopwatch.GetTimestamp();
        slower.CallInt32("f");
        var took = Stopwatch.GetElapsedTime(start);

        // In each iteration of the inner one it would be a thousand times as much.
        Assert.InRange(took, s_least, TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData(Tier.Interpreter)]
    [InlineData(Tier.Baseline)]
    public void EachCallOfAHostFunctionWaits(Tier tier)
    {
        const string Caller =
            """(import "" "add" (func $add (param i32 i32) (result i32))) (func (export "f") (result i32) (call $add (i32.const 40) (i32.const 2)))""";
        using var guest = NewGuest(
            tier, Caller, new PlantedDelays { HostCall = Turns }, linker => linker.DefineFunction("", "add", (int a, int b) => a + b));
        var start = Stopwatch.GetTimestamp();
        Assert.Equal(42, guest.CallInt32("f"));
        Assert.InRange(Stopwatch.GetElapsedTime(start), s_least, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void EachFunctionThatIsCompiledWaits()
    {
        using var guest = NewGuest(Tier.Baseline, """(func (export "f")) (func (export "g"))""", new PlantedDelays { Compilation = Turns });
        var start = Stopwatch.GetTimestamp();
        guest.Call("f");
        guest.Call("g");
        Assert.InRange(Stopwatch.GetElapsedTime(start), s_least, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void LessThanNothingIsAnError()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlantedDelays { Loop = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlantedDelays { HostCall = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlantedDelays { Compilation = -1 });
    }
}

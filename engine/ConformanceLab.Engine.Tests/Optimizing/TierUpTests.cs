using System.Diagnostics;
using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Optimizing;

/// <summary>Functions that change their tier while they run.</summary>
public sealed class TierUpTests
{
    // Every local type, operands below the loops, a reference, an if with one arm that never comes back.
    private const string Nest =
        """
        (func $id (param i64) (result i64) (local.get 0))
        (func (export "nest") (param $n i32) (param $step i64) (param $x f64) (result i64 f64 f32 i32)
          (local $i i32) (local $j i32) (local $sum i64) (local $y f32) (local $r externref) (local $unused f64)
          (local.set $y (f32.const 1.5))
          (i64.const 1000) (f64.const 0.5)
          (loop $outer
            (local.set $j (i32.const 0))
            (i64.const 7)
            (loop $inner (param i64)
              (local.set $sum (i64.add (local.get $sum) (local.get $step)))
              (local.set $x (f64.add (local.get $x) (f64.const 0.25)))
              (local.set $j (i32.add (local.get $j) (i32.const 1)))
              (br_if $inner (i32.lt_u (local.get $j) (local.get $n)))
              (local.set $sum (i64.add (local.get $sum))))
            (if (i32.and (local.get $i) (i32.const 1))
              (then (local.set $y (f32.mul (local.get $y) (f32.const 1.25))))
              (else (local.set $sum (call $id (i64.xor (local.get $sum) (i64.const 3))))))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $outer (i32.lt_u (local.get $i) (local.get $n))))
          (local.set $x (f64.mul (local.get $x)))
          (local.set $sum (i64.add (local.get $sum)))
          (local.get $sum) (local.get $x) (local.get $y) (ref.is_null (local.get $r)))
        """;

    private static Guest NewGuest(Tier tier, string fields, TierUpOptions? options = null)
    {
        Assert.SkipUnless(Tiers.Available.Contains(tier), $"the {tier.Name()} tier does not run here");
        return new Guest(fields, EngineOptions.Default with { Tier = tier, TierUp = options ?? TierUpOptions.Default });
    }

    private static Guest NewGuest(string fields, int budget) =>
        NewGuest(Tier.Auto, fields, new TierUpOptions { Budget = budget, InBackground = false });

    private static long Optimized(Guest guest) => guest.Engine.Statistics.FunctionsTranslated[Tier.Optimizing];

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(17)]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public void ResultsAreTheSameWheneverItChanges(int budget)
    {
        Value[] arguments = [12, 5L, 1.0];
        using var reference = NewGuest(Tier.Interpreter, Nest);
        using var guest = NewGuest(Nest, budget);
        var expected = reference.Call("nest", arguments).Select(value => value.ToString());
        Assert.Equal(expected, guest.Call("nest", arguments).Select(value => value.ToString()));
        Assert.Equal(expected, guest.Call("nest", arguments).Select(value => value.ToString()));
        Assert.Equal(budget < 1000, Optimized(guest) > 0);
    }

    [Fact]
    public void ALoopThatIsCalledOnceLeavesItsTier()
    {
        const string Endless = """(func (export "f") (loop $again (br $again)))""";
        using var guest = NewGuest(Tier.Auto, Endless);
        using var stop = new CancellationTokenSource();
        var running = Task.Run(() => guest.Instance.GetFunction("f").Invoke([], stop.Token), TestContext.Current.CancellationToken);

        // In the background: only that it happens is certain.
        var time = Stopwatch.StartNew();
        while (Optimized(guest) == 0 && time.Elapsed < TimeSpan.FromSeconds(60))
        {
            Thread.Sleep(10);
        }

        Assert.Equal(1, Optimized(guest));
        Thread.Sleep(50);
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => running.GetAwaiter().GetResult());
    }

    [Fact]
    public void AFunctionThatIsCalledOftenIsReplacedForAllInstances()
    {
        const string Small = """(func (export "f") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))""";
        using var guest = NewGuest(Small, budget: 100);
        for (var call = 0; call < 50; call++)
        {
            Assert.Equal(call + 1, guest.CallInt32("f", call));
        }

        Assert.Equal(1, Optimized(guest));
        Assert.Equal(1, guest.Engine.Statistics.FunctionsTranslated[Tier.Baseline]);
    }

    [Fact]
    public void ATrapBehindAReplacedLoopListsTheSameFrames()
    {
        const string Failing =
            """
            (memory 1)
            (func $read (param i32) (result i32) (i32.load (local.get 0)))
            (func (export "f") (local i32)
              (loop $again
                (drop (call $read (local.get 0)))
                (local.set 0 (i32.add (local.get 0) (i32.const 4096)))
                (br $again)))
            """;
        using var reference = NewGuest(Tier.Interpreter, Failing);
        using var guest = NewGuest(Failing, budget: 13);
        Assert.Equal(
            reference.Trap("f").Frames.Select(frame => (frame.FunctionName, frame.Offset)),
            guest.Trap("f").Frames.Select(frame => (frame.FunctionName, frame.Offset)));
        Assert.True(Optimized(guest) > 0);
    }

    [Fact]
    public void ModulesMayGoWhileTheirFunctionsAreCompiled()
    {
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Auto), "the auto tier does not run here");
        using var engine = new Wasm.Engine(EngineOptions.Default with { Tier = Tier.Auto, TierUp = new TierUpOptions { Budget = 0 } });
        for (var round = 0; round < 50; round++)
        {
            using var module = Module.FromText(engine, $"(module {Nest})");
            using var store = new Store(engine);
            new Linker(engine).Instantiate(store, module).GetFunction("nest").Invoke(3, 1L, 2.0);
        }
    }

    [Fact]
    public void ABudgetIsNotNegative() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TierUpOptions { Budget = -1 });
}

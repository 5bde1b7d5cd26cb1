using System.Diagnostics;
using ConformanceLab.Engine.Tests.Interpreter;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Optimizing;
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

    // Adds what the functions of the table say, one after the other; the table is the host's to change.
    private const string Dispatch =
        """
        (type $f (func (param i32) (result i32)))
        (global $bias (export "bias") (mut i32) (i32.const 0))
        (table (export "table") 4 funcref)
        (func $plus (export "plus") (type $f) (i32.add (local.get 0) (i32.add (global.get $bias) (i32.const 1))))
        (func $times (export "times") (type $f) (if (i32.eqz (local.get 0)) (then (return (i32.const 7)))) (i32.mul (local.get 0) (i32.const 3)))
        (func $minus (export "minus") (type $f) (i32.sub (local.get 0) (i32.const 1)))
        (elem (i32.const 0) $plus $times $plus $plus)
        (func $run (export "run") (param $n i32) (result i32) (local $i i32) (local $sum i32)
          (loop $again
            (local.set $sum (i32.add (local.get $sum)
              (call_indirect (type $f) (local.get $i) (i32.and (local.get $i) (i32.const 3)))))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $again (i32.lt_u (local.get $i) (local.get $n))))
          (local.get $sum))
        """;

    private static int Expected(int count, params Func<int, int>[] functions) => Enumerable.Range(0, count).Sum(i => functions[i & 3](i));

    [Fact]
    public void CallsThatGoToTheSameFunctionsAreInlinedAndOthersAreStillRight()
    {
        using var guest = NewGuest(Dispatch, budget: 200);
        static int Plus(int value) => value + 1;
        static int Times(int value) => value == 0 ? 7 : value * 3;
        for (var round = 0; round < 5; round++)
        {
            Assert.Equal(Expected(100, Plus, Times, Plus, Plus), guest.CallInt32("run", 100));
        }

        var native = BaselineExecutor.NativeOf(guest.Instance.State.Module);
        Assert.True(new OptimizingCompiler(native).TryCompile(3)!.Inlined.Length >= 2);

        // What was never seen.
        var table = guest.Instance.GetTable("table");
        table[2] = guest.Instance.GetFunction("minus");
        Assert.Equal(Expected(100, Plus, Times, value => value - 1, Plus), guest.CallInt32("run", 100));

        // The same function of another instance, whose global is another one.
        var other = guest.Linker.Instantiate(guest.Store, Module.FromText(guest.Engine, "(module " + Dispatch + ")"));
        other.GetGlobal("bias").Value = 1000;
        table[0] = other.GetFunction("plus");
        Assert.Equal(Expected(100, value => value + 1001, Times, value => value - 1, Plus), guest.CallInt32("run", 100));

        table[3] = Value.FromFunction(null);
        Assert.Equal(TrapCode.UninitializedElement, guest.Trap("run", 100).Code);
    }

    [Fact]
    public void TheSameModulesFunctionOfAnotherInstanceIsNotTakenForTheInstancesOwn()
    {
        using var guest = NewGuest(Dispatch, budget: 200);
        using var module = Module.FromText(guest.Engine, "(module " + Dispatch + ")");
        var first = guest.Linker.Instantiate(guest.Store, module);
        var second = guest.Linker.Instantiate(guest.Store, module);
        second.GetGlobal("bias").Value = 1000;
        static int Times(int value) => value == 0 ? 7 : value * 3;
        static int Plus(int value) => value + 1;
        for (var round = 0; round < 5; round++)
        {
            Assert.Equal(Expected(100, Plus, Times, Plus, Plus), first.GetFunction("run").Invoke(100)[0].AsInt32());
        }

        first.GetTable("table")[0] = second.GetFunction("plus");
        Assert.Equal(
            Expected(100, value => value + 1001, Times, Plus, Plus), first.GetFunction("run").Invoke(100)[0].AsInt32());
    }

    // What a function costs to compile grows with its length, and so does what each of its calls executes.
    [Theory]
    [InlineData(10)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public void HowManyCallsItTakesHardlyDependsOnTheLength(int bytes)
    {
        var calls = TierUpOptions.Default.BudgetOf(bytes) / (double)TierUpOptions.Default.CostOfCall(bytes);
        Assert.InRange(calls, 200, 400);
        var waiting = TierUpOptions.Default with { Budget = 100, InBackground = false };
        Assert.Equal(10, waiting.BudgetOf(bytes) / waiting.CostOfCall(bytes));
    }

    [Fact]
    public void ABudgetIsNotNegative() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TierUpOptions { Budget = -1 });
}

using System.Diagnostics;
using Xunit;

namespace ConformanceLab.Wasm.Tests.Api;

/// <summary>
/// Typed calls of functions that end soon and call nothing: .NET is not told that the thread leaves managed code. What such a function does, and what
/// it traps with, is the same.
/// </summary>
public sealed class BriefCallTests
{
    private const string Functions =
        """
        (module $m
          (import "host" "call" (func $call (param i32) (result i32)))
          (memory 1)
          (global $g (mut i32) (i32.const 0))
          (func $add (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
          (func $load (export "load") (param i32) (result i32) (global.set $g (local.get 0)) (i32.load (local.get 0)))
          (func $store (export "store") (param i32 i64) (i64.store (local.get 0) (local.get 1)))
          (func $divide (export "divide") (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
          (func $choose (export "choose") (param i32) (if (local.get 0) (then (unreachable))))
          (func (export "last") (result i32) (global.get $g))
          (func (export "mix") (param f64 i64 f32) (result f64)
            (f64.add (local.get 0) (f64.add (f64.convert_i64_s (local.get 1)) (f64.promote_f32 (local.get 2)))))
          (func (export "loop") (param i32) (result i32)
            (loop (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))) (local.get 0))
          (func (export "call") (param i32) (result i32) (call $call (local.get 0)))
          (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
          (func (export "fill") (param i32) (memory.fill (i32.const 0) (i32.const 0) (local.get 0)))
          (func (export "tail") (param i32) (result i32) (return_call $call (local.get 0))))
        """;

    public static TheoryData<Tier> Tiers => [Tier.Baseline, Tier.Optimizing];

    [Theory]
    [MemberData(nameof(Tiers))]
    public void WhatEndsSoonAndCallsNothingIsBrief(Tier tier)
    {
        using var guest = Create(tier);
        Twice(() => Assert.Equal(5, guest["add"].WrapFunc<int, int, int>()(2, 3)));
        Twice(() => Assert.Equal(0, guest["load"].WrapFunc<int, int>()(8)));
        Twice(() => Assert.Equal(8, guest["last"].WrapFunc<int>()()));
        Twice(() => guest["store"].WrapAction<int, long>()(8, -1));
        Twice(() => Assert.Equal(-3, guest["divide"].WrapFunc<int, int, int>()(7, -2)));
        Twice(() => Assert.Equal(-1.25, guest["mix"].WrapFunc<double, long, float, double>()(1.25, -3, 0.5f)));
        Assert.All(["add", "load", "last", "store", "divide", "mix"], name => Assert.True(IsBrief(guest[name]), name));
        Assert.Equal(-1, guest["load"].WrapFunc<int, int>()(8));
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void WhatCallsOrRunsInCirclesIsNot(Tier tier)
    {
        using var guest = Create(tier);
        Twice(() => Assert.Equal(0, guest["loop"].WrapFunc<int, int>()(10)));
        Twice(() => Assert.Equal(11, guest["call"].WrapFunc<int, int>()(10)));
        Twice(() => Assert.Equal(11, guest["tail"].WrapFunc<int, int>()(10)));
        Twice(() => Assert.Equal(1, guest["grow"].WrapFunc<int, int>()(0)));
        Twice(() => guest["fill"].WrapAction<int>()(10));
        Assert.All(["loop", "call", "tail", "grow", "fill"], name => Assert.False(IsBrief(guest[name]), name));
    }

    [Fact]
    public void WhatTakesFuelOrIsLongIsNot()
    {
        using var guest = Create(Tier.Optimizing, fuel: true);
        guest.Store.Fuel = 1000;
        Twice(() => Assert.Equal(5, guest["add"].WrapFunc<int, int, int>()(2, 3)));
        Assert.False(IsBrief(guest["add"]));

        var sum = string.Concat(Enumerable.Repeat("(local.set 0 (i32.mul (i32.xor (local.get 0) (i32.load (local.get 1))) (local.get 1)))", 200));
        using var other = new Guest($"""(module (memory 1) (func (export "f") (param i32 i32) (result i32) {sum} (local.get 0)))""", options: OptionsOf(Tier.Optimizing));
        Twice(() => other["f"].WrapFunc<int, int, int>()(2, 3));
        Assert.False(IsBrief(other["f"]));
    }

    [Fact]
    public void AFunctionBecomesBriefWhenItHasItsLastCode()
    {
        using var guest = Create(Tier.Auto);
        var add = guest["add"].WrapFunc<int, int, int>();
        Twice(() => add(2, 3));
        Assert.False(IsBrief(guest["add"]));
        var clock = Stopwatch.StartNew();
        while (!IsBrief(guest["add"]))
        {
            Assert.Equal(5, add(2, 3));
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), "the function has never become brief");
        }

        Assert.Equal(5, add(2, 3));
    }

    [Theory]
    [InlineData(Tier.Baseline, "load")]
    [InlineData(Tier.Baseline, "divide")]
    [InlineData(Tier.Baseline, "choose")]
    [InlineData(Tier.Optimizing, "load")]
    [InlineData(Tier.Optimizing, "divide")]
    [InlineData(Tier.Optimizing, "choose")]
    public void ItTrapsAsAnyOther(Tier tier, string name)
    {
        using var guest = Create(tier);
        Action run = name switch
        {
            "load" => () => guest["load"].WrapFunc<int, int>()(-1),
            "divide" => () => guest["divide"].WrapFunc<int, int, int>()(1, 0),
            _ => () => guest["choose"].WrapAction<int>()(1),
        };
        var first = Assert.Throws<TrapException>(run);
        Assert.Throws<TrapException>(run);
        Assert.True(IsBrief(guest[name]));
        for (var i = 0; i < 3; i++)
        {
            var brief = Assert.Throws<TrapException>(run);
            Assert.Equal(first.Code, brief.Code);
            Assert.Equal(first.Message, brief.Message);
            var frame = Assert.Single(brief.Frames);
            Assert.Equal(Assert.Single(first.Frames), frame);
            Assert.Equal((name, "m"), (frame.FunctionName, frame.ModuleName));
            Assert.True(frame.Offset > 0);
        }

        Twice(() => Assert.Equal(5, guest["add"].WrapFunc<int, int, int>()(2, 3)));
        Assert.Equal(name == "load" ? -1 : 0, guest["last"].WrapFunc<int>()());
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void ATrapWithinAHostFunctionPassesTheGuestAroundIt(Tier tier)
    {
        Guest? guest = null;
        using var created = guest = Create(tier, host: value => guest!["load"].WrapFunc<int, int>()(value));
        Twice(() => Assert.Equal(0, guest["call"].WrapFunc<int, int>()(16)));
        Assert.True(IsBrief(guest["load"]));
        var trap = Assert.Throws<TrapException>(() => guest["call"].WrapFunc<int, int>()(65536));
        Assert.Equal(TrapCode.MemoryOutOfBounds, trap.Code);
        Assert.Equal(["load", null], trap.Frames.Select(static frame => frame.FunctionName));
        Assert.Equal(0, guest["call"].WrapFunc<int, int>()(16));
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void CollectionsOfTheHostComeBetween(Tier tier)
    {
        using var guest = Create(tier);
        var add = guest["add"].WrapFunc<int, int, int>();
        var load = guest["load"].WrapFunc<int, int>();
        var isDone = false;
        var sum = 0L;
        var traps = 0;
        var thread = new Thread(() =>
        {
            for (var i = 0; !Volatile.Read(ref isDone); i++)
            {
                sum += add(i, 1) - i;
                if (i % 64 == 0)
                {
                    try
                    {
                        load(-4);
                    }
                    catch (TrapException)
                    {
                        traps++;
                    }
                }
            }
        });
        thread.Start();
        var longest = TimeSpan.Zero;
        for (var i = 0; i < 200 || Volatile.Read(ref traps) < 100; i++)
        {
            var clock = Stopwatch.StartNew();
            GC.Collect(i % 3);
            longest = clock.Elapsed > longest ? clock.Elapsed : longest;
            Thread.Sleep(1); // or the other thread never comes to run
        }

        Volatile.Write(ref isDone, true);
        thread.Join();
        Assert.True(sum > 0);
        Assert.True(longest < TimeSpan.FromSeconds(10), $"a collection has taken {longest}");
    }

    private static Guest Create(Tier tier, bool fuel = false, Func<int, int>? host = null) => new(
        Functions, linker => linker.DefineFunction("host", "call", host ?? (static value => value + 1)), OptionsOf(tier, fuel));

    private static EngineOptions OptionsOf(Tier tier, bool fuel = false) =>
        new() { Tier = tier, ConsumeFuel = fuel, TierUp = new TierUpOptions { Budget = 100 } };

    private static bool IsBrief(Function function) => function.Instance.BriefCode != -1;

    // The first call compiles, the second is the first of the code.
    private static void Twice(Action action)
    {
        action();
        action();
        action();
    }
}

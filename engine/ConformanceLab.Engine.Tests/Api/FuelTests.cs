using Xunit;

namespace ConformanceLab.Wasm.Tests.Api;

public sealed class FuelTests
{
    private static readonly EngineOptions s_options = EngineOptions.Default with { ConsumeFuel = true };

    // Each executed instruction takes one: a branch to a loop executes the loop again, end and else are delimiters.
    private const string Text = """
        (module
          (func (export "add") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
          (func (export "loop") (param i32) (loop $l (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
          (func (export "spin") (loop $l (br $l))))
        """;

    [Fact]
    public void TheSameCallAlwaysCostsTheSame()
    {
        using var guest = new Guest(Text, options: s_options);
        ulong Cost(string name, int argument)
        {
            guest.Store.Fuel = 1_000_000;
            guest[name].Invoke(argument);
            return 1_000_000 - guest.Store.Fuel;
        }

        var add = Cost("add", 1);
        Assert.Equal(add, Cost("add", 500));
        Assert.Equal(3UL, add);
        var perRound = Cost("loop", 11) - Cost("loop", 10);
        Assert.Equal(perRound, Cost("loop", 12) - Cost("loop", 11));
        Assert.Equal(6UL, perRound);
        Assert.Equal(Cost("loop", 10) + (90 * perRound), Cost("loop", 100));
    }

    [Fact]
    public void ExactlyEnoughIsEnough()
    {
        using var guest = new Guest(Text, options: s_options);
        guest.Store.Fuel = 1000;
        guest["add"].Invoke(1);
        var cost = 1000 - guest.Store.Fuel;
        guest.Store.Fuel = cost;
        Assert.Equal(2, guest["add"].Invoke(1)[0].AsInt32());
        Assert.Equal(0UL, guest.Store.Fuel);
        guest.Store.Fuel = cost - 1;
        Assert.Equal(TrapCode.OutOfFuel, Assert.Throws<TrapException>(() => guest["add"].Invoke(1)).Code);
    }

    [Fact]
    public void AnEndlessLoopRunsOut()
    {
        using var guest = new Guest(Text, options: s_options);
        guest.Store.Fuel = 100_000;
        Assert.Equal(TrapCode.OutOfFuel, Assert.Throws<TrapException>(() => guest["spin"].Invoke()).Code);
        Assert.Equal(0UL, guest.Store.Fuel);
        Assert.Equal(TrapCode.OutOfFuel, Assert.Throws<TrapException>(() => guest["add"].Invoke(1)).Code);
        guest.Store.Fuel = ulong.MaxValue;
        Assert.Equal(2, guest["add"].Invoke(1)[0].AsInt32());
    }

    [Fact]
    public void WithoutTheOptionThereIsNoFuel()
    {
        using var guest = new Guest(Text);
        Assert.Throws<InvalidOperationException>(() => guest.Store.Fuel);
        Assert.Throws<InvalidOperationException>(() => guest.Store.Fuel = 1);
    }
}
